"""Are two spellings in one script one name? (``claims.sound`` compares names across scripts.)"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from claims.actors.lexicon import lexicon

_CLOSE_WORD = 80.0
_SHORTEST_FUZZY = 4


def close_words(a: str, b: str) -> bool:
    """Whether two keys of one script are one word misspelt: long, with one first letter and few edits."""
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST_FUZZY or a[0] != b[0]:
        return False
    return fuzz.ratio(a, b) >= _CLOSE_WORD


def close_names(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names (key words, at least two) agree word by word, spelling variants allowed.

    Two given names that are both well known are two names, however alike.
    """
    if len(a) != len(b) or len(a) < 2:
        return False
    given = lexicon("ar").given
    if a[0] != b[0] and a[0] in given and b[0] in given:
        return False
    return all(close_words(x, y) for x, y in zip(a, b, strict=True))
