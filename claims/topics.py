"""Topics: questions with a proposition, read from YAML or discovered, and the claims that belong to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.model import Lang


@dataclass(frozen=True, slots=True)
class Topic:
    """A question with a proposition. Text fields are by language code; see CONTRACT, Topics."""

    id: str
    name: dict[Lang, str]
    proposition: dict[Lang, str] = field(default_factory=dict)
    positive: dict[Lang, str] = field(default_factory=dict)
    negative: dict[Lang, str] = field(default_factory=dict)
    any_of: dict[Lang, tuple[str, ...]] = field(default_factory=dict)
    all_of: dict[Lang, tuple[str, ...]] = field(default_factory=dict)
    none_of: dict[Lang, tuple[str, ...]] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    configured: bool = True
