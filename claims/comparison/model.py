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

from claims.comparison.features import NAMES, SIDE_NAMES, Seen
from claims.model import Relation
from claims.positions.general import General
from claims.shifts import relation_of

PairRelation = Relation | Literal["unrelated"]
RELATIONS: tuple[PairRelation, ...] = (
    *("repeat", "soften", "harden", "retreat_to_neutral", "commit", "reverse", "unrelated"),
)
STRENGTHS = ("none", "0", "1", "2")
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
    """``relation`` looks at pairs, ``strength`` at sides; ``slope`` and ``bias`` make a sign of evidence.

    ``worth`` corrects how often positions read one by one stand in each relation.
    """

    relation: Linear
    strength: Linear
    slope: float
    bias: float
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
    if (tuple(stored["features"]), tuple(stored["side_features"])) != (NAMES, SIDE_NAMES):
        raise ValueError(f"{path}: of other features; train again with python -m claims.comparison.train PAIRS.jsonl")
    relation, strength = (Linear(**stored[part]) for part in ("relation", "strength"))
    return Judge(relation, strength, stored["slope"], stored["bias"], stored["worth"])


def positions(side: General, row: Sequence[float], own: Judge | None = None) -> dict[int | None, float]:
    """The chance of each position of one side; None is none."""
    own = own or load()
    strength = own.strength.odds(row)
    favour = 1 / (1 + math.exp(-(own.slope * math.tanh(side.evidence) + own.bias)))
    out: dict[int | None, float] = {None: strength["none"], 0: strength["0"]}
    for size in (1, 2):
        out[size] = strength[str(size)] * favour
        out[-size] = strength[str(size)] * (1 - favour)
    return out


def by_positions(seen: Seen, own: Judge | None = None) -> dict[str, float]:
    """The chance of each relation from where each side stands by itself, before ``worth``."""
    own = own or load()
    first, second = (
        positions(side, row, own) for side, row in zip((seen.earlier, seen.later), seen.side_rows, strict=True)
    )
    odds: dict[str, float] = dict.fromkeys(RELATIONS, _LEAST)
    for a, b in product(VALUES, VALUES):
        odds[relation_of(a, b)] += first[a] * second[b]
    odds["unrelated"] = second[None]
    return odds


def judge(seen: Seen, own: Judge | None = None) -> dict[str, float]:
    """The probability of each relation: both parts, averaged in logarithms."""
    own = own or load()
    alone = normal({name: chance * own.worth[name] for name, chance in by_positions(seen, own).items()})
    whole = own.relation.odds(seen.row)
    return normal({name: math.sqrt((alone[name] + _LEAST) * (whole[name] + _LEAST)) for name in RELATIONS})
