"""Pairs of headlines that have nothing to do with each other, made from those at hand: ``other`` is rare in corpora."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from claims.agreement.words import words

_SHARING = 0.6
"""Share of the pairs that are looked for among headlines with a word in common."""
_MOST_SHARED = 0.25
"""Of the shorter headline's content roots, from one on."""
_SHORTEST_ROOT = 2


def unrelated(pairs: Sequence[tuple[str, str]], stories: Sequence[int], count: int) -> list[tuple[str, str]]:
    """``count`` pairs of first headlines of two stories each, some with a word in common; the same for the same pairs.

    Fewer where the headlines at hand do not give as many.
    """
    drawn = random.Random(0)
    story = {one: number for (one, _), number in zip(pairs, stories, strict=True)}
    headlines = sorted(story)
    roots = {headline: _roots(headline) for headline in headlines}
    having: dict[str, list[str]] = defaultdict(list)
    for headline in headlines:
        for root in roots[headline]:
            having[root].append(headline)
    out: dict[tuple[str, str], None] = {}
    for _ in range(20 * count):
        one = drawn.choice(headlines)
        others = headlines
        if roots[one] and drawn.random() < _SHARING:
            others = having[drawn.choice(roots[one])]
        other = drawn.choice(others)
        shared = len(set(roots[one]) & set(roots[other]))
        least = min(len(roots[one]), len(roots[other]))
        if story[one] != story[other] and shared <= max(1, _MOST_SHARED * least):
            out[one, other] = None
        if len(out) == count:
            break
    return list(out)


def _roots(headline: str) -> list[str]:
    found = {w.root for w in words(headline) if not (w.function or w.number) and len(w.root) >= _SHORTEST_ROOT}
    return sorted(found)
