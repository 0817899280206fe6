"""The judge of pairs: from where the learned reader sees each side, and how the pair looks as a whole.

A logistic regression, trained by ``train.py`` and read with the standard library.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claims.comparison.features import ROW_NAMES, Seen, pair_row

WEIGHTS = Path(__file__).parent / "weights.json"


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
        most = max(scores.values())
        return normal({name: math.exp(score - most) for name, score in scores.items()})


def normal(odds: Mapping[str, float]) -> dict[str, float]:
    """Odds that sum to 1."""
    total = sum(odds.values())
    return {name: value / total for name, value in odds.items()}


@cache
def load(path: Path = WEIGHTS) -> Linear:
    """The weights that ship.

    Raises:
        ValueError: they are of other features.
    """
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if tuple(stored.get("features", ())) != ROW_NAMES:
        raise ValueError(f"{path}: of other features; train again with python -m claims.comparison.train")
    return Linear(**stored["relation"])


def positions(seen: Seen, side: int) -> dict[int | None, float]:
    """The chance of each position of one side, 0 the earlier and 1 the later one; None is none."""
    return seen.read[side].odds()


def judge(seen: Seen, own: Linear | None = None) -> dict[str, float]:
    """The probability of each relation."""
    return (own or load()).odds(pair_row(seen.row, *seen.read))
