"""A logistic regression over named measures, with its weights in JSON: read with the standard library."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Measures = dict[str, float]
_FAR = 30.0
_SMALL = 1e-3


def logit(p: float) -> float:
    """A probability as a measure: its log odds, finite at 0 and at 1."""
    return math.log((p + _SMALL) / (1 - p + _SMALL))


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights of measures, with their bias; ``statements``: how many they were learned from."""

    weights: Mapping[str, float]
    bias: float
    statements: int

    def odds(self, measures: Measures) -> float:
        """The probability, 0 to 1, of what it tells."""
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in measures.items())
        return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, score))))


def read_regression(path: Path) -> Regression:
    """The weights of a file."""
    row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Regression(row["weights"], row["bias"], row["statements"])
