"""Which words of two headlines say the same, and which stand alone: a greedy alignment by likeness."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.agreement.words import Word

_SAME, _SAME_STEM, _SAME_ROOT, _SHORT_ROOT = 1.0, 0.95, 0.85, 0.6
SAME_CONCEPT = 0.7
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Alignment:
    """``pairs`` are ``(i, j, likeness)`` in the order of i; ``left`` and ``right`` the indices that stand alone."""

    pairs: tuple[tuple[int, int, float], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


@lru_cache(maxsize=200_000)
def likeness(one: Word, other: Word) -> float:
    """0 to 1: how likely two words are forms of one."""
    if one.text == other.text:
        return _SAME
    if one.number or other.number:
        return _SAME if one.stem == other.stem else SAME_CONCEPT if one.concepts & other.concepts else 0.0
    if one.stem == other.stem:
        return _SAME_STEM
    shared = one.roots & other.roots
    if shared:
        return _SAME_ROOT if max(map(len, shared)) > 2 else _SHORT_ROOT
    both = len(one.grams & other.grams)
    dice = 2 * both / (len(one.grams) + len(other.grams))
    near = 0.8 * dice if dice >= _LIKE else 0.0
    if one.concepts & other.concepts:
        return max(near, SAME_CONCEPT)
    return near


def align(one: list[Word], other: list[Word]) -> Alignment:
    """One-to-one pairs of content and function words, likest first, then nearest in place."""
    found = []
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            like = likeness(a, b)
            if like:
                found.append((-like, abs(i - j), i, j))
    found.sort()
    left, right, pairs = set(range(len(one))), set(range(len(other))), []
    for negative, _, i, j in found:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((i, j, -negative))
    return Alignment(tuple(sorted(pairs)), tuple(sorted(left)), tuple(sorted(right)))


def substitutions(alignment: Alignment, n_one: int, n_other: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Runs that stand alone on both sides between the same neighbours: what was put in place of what."""
    partner = {i: j for i, j, _ in alignment.pairs}
    partner[-1], partner[n_one] = -1, n_other
    alone = set(alignment.right)
    out, i = [], 0
    while i < n_one:
        if i in partner:
            i += 1
            continue
        first = i
        while i < n_one and i not in partner:
            i += 1
        before, after = partner[first - 1], partner[i]
        between = tuple(range(before + 1, after)) if before < after else ()
        if between and all(j in alone for j in between):
            out.append((tuple(range(first, i)), between))
    return out
