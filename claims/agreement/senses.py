"""What the meanings of words tell of a pair: who rises and who falls, which state does what to which."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from claims.agreement.align import SAME_CONCEPT, substitutions
from claims.agreement.pairs import Pair
from claims.agreement.words import Word

NAMES = [
    "concept_pairs",
    "concept_share",
    "kind_alone",
    "kind_substituted",
    "sign_same",
    "sign_against",
    "sign_1",
    "sign_2",
    "sign_product",
    "first_sign",
    "last_sign",
    "left_sign",
    "right_sign",
    "alone_sign_product",
    "state_shared",
    "state_against",
    "state_lost",
    "state_new",
    "states_swapped",
    "state_beside_same",
    "state_beside_other",
    "poles_swapped",
]
_REACH = 4
"""Words over which a word with a sign tells of another."""


def senses(seen: Pair) -> list[float]:
    """The measures, in the order of ``NAMES``."""
    return [*_concepts(seen), *_beside_signs(seen), *_signs(seen), *_states(seen), *_order(seen)]


def _concepts(seen: Pair) -> list[float]:
    pairs = seen.alignment.pairs
    by_concept = sum(like == SAME_CONCEPT for _, _, like in pairs)
    changed = substitutions(seen.alignment, len(seen.one), len(seen.other))
    return [
        by_concept,
        by_concept / max(1, len(pairs)),
        sum(bool(a.kinds & b.kinds) for a in seen.left for b in seen.right),
        sum(bool(seen.one[i].kinds & seen.other[j].kinds) for a, b in changed for i in a for j in b),
    ]


def _beside_signs(seen: Pair) -> list[float]:
    """Aligned words beside words of the same sign, and of opposite ones: oil that rises here and falls there."""
    near_1, near_2 = _nearest_signs(seen.one), _nearest_signs(seen.other)
    marks = [
        near_1[i] * near_2[j]
        for i, j, _ in seen.alignment.pairs
        if not (seen.one[i].function or seen.one[i].sign or seen.other[j].sign)
    ]
    return [sum(mark > 0 for mark in marks), sum(mark < 0 for mark in marks)]


def _nearest_signs(side: list[Word]) -> list[int]:
    """For each word the sign of the nearest other word that has one, turned where a negation stands before that."""
    signed = [(n, -w.sign if any(v.negation for v in side[max(0, n - 2) : n]) else w.sign) for n, w in enumerate(side)]
    signed = [(n, sign) for n, sign in signed if sign]
    out = []
    for n in range(len(side)):
        away, _, sign = min(((abs(n - k), k > n, sign) for k, sign in signed if k != n), default=(len(side), True, 0))
        out.append(sign if away <= _REACH else 0)
    return out


def _signs(seen: Pair) -> list[float]:
    one, other = ([w.sign for w in side if w.sign] for side in (seen.one, seen.other))
    left, right = (sum(w.sign for w in side) for side in (seen.left, seen.right))
    both = bool(one and other)
    return [
        sum(one),
        sum(other),
        sum(one) * sum(other),
        one[0] * other[0] if both else 0,
        one[-1] * other[-1] if both else 0,
        left,
        right,
        left * right,
    ]


def _states(seen: Pair) -> list[float]:
    one, other = ({w.state for w in side if w.state} for side in (seen.one, seen.other))
    lost, new = one - other, other - one
    return [len(one & other), bool(lost) and bool(new), len(lost), len(new)]


def _order(seen: Pair) -> list[float]:
    """Whether shared states and poles come in another order, and whether aligned words have the same state behind."""
    same = against = 0
    for i, j, _ in seen.alignment.pairs:
        if seen.one[i].function or i + 1 >= len(seen.one) or j + 1 >= len(seen.other):
            continue
        a, b = seen.one[i + 1].state, seen.other[j + 1].state
        same += bool(a) and a == b
        against += bool(a and b) and a != b
    states = _swaps([w.state for w in seen.one if w.state], [w.state for w in seen.other if w.state])
    poles = _swaps([p for w in seen.one for p in sorted(w.poles)], [p for w in seen.other for p in sorted(w.poles)])
    return [states, same, against, poles]


def _swaps(one: Sequence[object], other: Sequence[object]) -> int:
    """Neighbours of one list that stand the other way round in the other."""
    places = [other.index(item) for item in dict.fromkeys(one) if item in other]
    return sum(b < a for a, b in itertools.pairwise(places))
