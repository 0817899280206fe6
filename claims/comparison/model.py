"""The judge of pairs: where each side stands, and how the pair looks as a whole, averaged.

One part reads each side by itself: how strongly it holds (nothing, 0, 1, 2) and on which side; the chance of a relation
is that of the positions that stand in it. The other looks at the pair. Both are logistic regressions, trained by
``train.py`` and read with the standard library.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from claims.comparison.features import NAMES, SIDE_NAMES, SIGN_NAMES, Seen
from claims.model import Relation
from claims.shifts import relation_of

PairRelation = Relation | Literal["unrelated"]
RELATIONS: tuple[PairRelation, ...] = (
    *("repeat", "soften", "harden", "retreat_to_neutral", "commit", "reverse", "unrelated"),
)
STRENGTHS = ("none", "0", "1", "2")
FOR, AGAINST = "+", "-"
VALUES = (-2, -1, 0, 1, 2)
WEIGHTS = Path(__file__).parent / "weights.json"
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Linear:
    """A multinomial logistic regression: ``weights`` and ``bias`` by class, on standardised values."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    bias: dict[str, float]

    def odds(self, row: Sequence[float]) -> dict[str, float]:
        """The probability of each class."""
        values = [(value - mean) / scale for value, mean, scale in zip(row, self.mean, self.scale, strict=True)]
        scores = {
            name: self.bias[name] + sum(w * v for w, v in zip(weights, values, strict=True))
            for name, weights in self.weights.items()
        }
        return normal({name: math.exp(score - max(scores.values())) for name, score in scores.items()})


@dataclass(frozen=True, slots=True)
class Judge:
    """``relation`` looks at pairs, ``strength`` at sides, ``sign`` at what tells for (``+``) or against.

    ``worth`` corrects how often positions read one by one stand in each relation.
    """

    relation: Linear
    strength: Linear
    sign: Linear
    worth: dict[str, float]


def normal(odds: Mapping[str, float]) -> dict[str, float]:
    """Odds that sum to 1."""
    total = sum(odds.values())
    return {name: value / total for name, value in odds.items()}


@cache
def load(path: Path = WEIGHTS) -> Judge:
    """The weights that ship.

    Raises:
        ValueError: they are of other features.
    """
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if [tuple(stored.get(part, ())) for part in ("features", "side_features", "sign_features")] != [
        NAMES,
        SIDE_NAMES,
        SIGN_NAMES,
    ]:
        raise ValueError(f"{path}: of other features; train again with python -m claims.comparison.train PAIRS.jsonl")
    relation, strength, sign = (Linear(**stored[part]) for part in ("relation", "strength", "sign"))
    return Judge(relation, strength, sign, stored["worth"])


def positions(seen: Seen, side: int, own: Judge | None = None) -> dict[int | None, float]:
    """The chance of each position of one side, 0 the earlier and 1 the later one; None is none."""
    own = own or load()
    strength = own.strength.odds(seen.side_rows[side])
    favour = own.sign.odds(seen.sign_rows[side])[FOR]
    out: dict[int | None, float] = {None: strength["none"], 0: strength["0"]}
    for size in (1, 2):
        out[size] = strength[str(size)] * favour
        out[-size] = strength[str(size)] * (1 - favour)
    return out


def by_positions(seen: Seen, own: Judge | None = None) -> dict[str, float]:
    """The chance of each relation from where each side stands by itself, before ``worth``."""
    own = own or load()
    first, second = positions(seen, 0, own), positions(seen, 1, own)
    odds: dict[str, float] = dict.fromkeys(RELATIONS, _LEAST)
    for a, b in product(VALUES, VALUES):
        odds[relation_of(a, b)] += first[a] * second[b]
    odds["unrelated"] = second[None]
    return odds


def pair_row(seen: Seen, first: float, second: float) -> tuple[float, ...]:
    """What the part for pairs looks at: the pair's row, and the chances that each side is for."""
    one, two = 2 * first - 1, 2 * second - 1
    return (*seen.row, one, two, one * two, abs(one - two), min(abs(one), abs(two)))


def judge(seen: Seen, own: Judge | None = None) -> dict[str, float]:
    """The probability of each relation: both parts, averaged in logarithms."""
    own = own or load()
    alone = normal({name: chance * own.worth[name] for name, chance in by_positions(seen, own).items()})
    whole = own.relation.odds(pair_row(seen, *(own.sign.odds(row)[FOR] for row in seen.sign_rows)))
    return normal({name: math.sqrt((alone[name] + _LEAST) * (whole[name] + _LEAST)) for name in RELATIONS})
