"""Two headlines, read and aligned."""

from __future__ import annotations

from dataclasses import dataclass

from claims.agreement.align import Alignment, align
from claims.agreement.words import Word, words

_MOST_ALONE = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """Two headlines, aligned, and the content words of each that stand alone."""

    one: list[Word]
    other: list[Word]
    alignment: Alignment
    left: list[Word]
    right: list[Word]


def pair(s1: str, s2: str) -> Pair:
    """Reads and aligns two headlines."""
    one, other = words(s1), words(s2)
    found = align(one, other)
    return Pair(one, other, found, _content(one, found.left), _content(other, found.right))


def _content(side: list[Word], alone: tuple[int, ...]) -> list[Word]:
    return [side[i] for i in alone if not side[i].function or side[i].negation][:_MOST_ALONE]
