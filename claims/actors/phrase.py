"""What the readers of Arabic and of English source phrases share: segments, listed names, whom a title speaks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from claims.actors.mention import Mention
from claims.actors.places import Match
from claims.actors.registry import Registry
from claims.words import Word

LONGEST_NAME = 5
NO_BODY = frozenset({"expert", "person", "activist", "officer", "sport"})
"""Roles whose bearers speak for themselves, wherever they work."""
OFFICE_OF_ROLE = {"president": "presidency", "prime-minister": "government", "deputy-prime-minister": "government"}
_OF_MINISTRIES = frozenset({"minister", "deputy-minister"})
SpokenFor = tuple[str | None, str | None, str | None, str]
"""The office, country and body (actor id) that a title tells, and the body's label where no registry lists it."""


def segments(text: str, start: int, words: Sequence[Word], breaks: re.Pattern[str]) -> list[list[Word]]:
    """The words between commas, brackets and dashes; ``start`` is where the text stands in its article."""
    places = [start + m.start() for m in breaks.finditer(text)]
    out: list[list[Word]] = [[]]
    for word in words:
        while places and places[0] < word.start:
            places.pop(0)
            if out[-1]:
                out.append([])
        out[-1].append(word)
    return [segment for segment in out if segment]


def listed(
    text: str,
    start: int,
    words: Sequence[Word],
    whole: Match,
    registry: Registry,
    *,
    head: Word,
    agreement: str,
    definite: bool,
) -> Mention:
    """A phrase that is a listed name and nothing more. ``agreement`` is that of a verb with such a body."""
    actor = registry.actors[whole.ids[0]]
    name, label = tuple(w.key for w in words), " ".join(w.text for w in words)
    if actor.kind == "person":
        return Mention("person", text, start, name=name, label=label, known=whole.ids)
    return Mention(
        "country" if actor.kind == "country" else "outlet" if actor.kind == "outlet" else "body",
        text,
        start,
        name=name,
        label=label,
        head=head.key,
        known=whole.ids,
        country=actor.country,
        agreement=agreement,
        definite=definite,
    )


def spoken_for(
    role: str | None,
    office: str | None,
    country: str | None,
    institution: Match | None,
    registry: Registry,
    own_body: Callable[[], tuple[str | None, str]],
) -> SpokenFor:
    """Whom a title speaks for: a listed institution, an office of a country, else a body that the title names.

    A minister's office comes before an institution in the title (the minister in charge of the United Nations).
    """
    if institution and (office is None or role not in _OF_MINISTRIES):
        body = registry.actors[institution.ids[0]]
        return office, country or body.country, body.id, ""
    if office:
        return office, country, registry.office_id(country, office) if country else None, ""
    return None, country, *((None, "") if role in NO_BODY else own_body())
