"""Finding a claim again by its words, after its article was read in another way or edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

ALIKE = 0.6
"""Share of words that two contents must have in common to be one claim."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim as it was when somebody spoke of it. ``content_start`` is in code points of the article."""

    article_id: str
    claim_id: str
    content: str
    content_start: int


def find(wanted: Anchor, candidates: Iterable[Anchor]) -> str | None:
    """The id of the claim of the same article that says the same: by its id, else by its words; None where none does.

    Of several alike the nearest in the text is taken.
    """
    best: tuple[float, int, str] | None = None
    for one in candidates:
        if one.article_id != wanted.article_id:
            continue
        likeness = alike(wanted.content, one.content)
        if one.claim_id == wanted.claim_id:
            likeness += 1.0
        rank = (likeness, -abs(one.content_start - wanted.content_start), one.claim_id)
        if likeness >= ALIKE and (best is None or rank > best):
            best = rank
    return best[2] if best else None


def alike(one: str, other: str) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    if one == other:
        return 1.0
    a, b = (Counter(_WORD.findall(text.casefold())) for text in (one, other))
    return (a & b).total() / max((a | b).total(), 1)
