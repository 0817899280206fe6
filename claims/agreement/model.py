"""The agreement model at work: a linear model over aligned words, read with NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from claims.agreement.features import column, dense, named, pair

Stance = Literal["agree", "disagree", "other"]
STANCES: tuple[Stance, ...] = ("agree", "disagree", "other")
WEIGHTS = Path(__file__).parent / "weights.npz"
LONGEST = 1_000
"""Code points of a headline that are read."""
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The likeliest stance of the second headline towards the first, its probability, and all three."""

    stance: Stance
    probability: float
    probabilities: dict[Stance, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights: ``dense`` (features × 3) on standardised values, ``hashed`` (columns × 3), ``bias`` (3)."""

    mean: Matrix
    scale: Matrix
    dense: Matrix
    hashed: Matrix
    bias: Matrix
    temperature: float


@cache
def model() -> Model:
    """The shipped weights, read once a process."""
    with np.load(WEIGHTS, allow_pickle=False) as found:
        stored: dict[str, Any] = {name: found[name].astype(np.float32) for name in found.files}
    stored["temperature"] = float(stored["temperature"])
    return Model(**stored)


def columns(names: Sequence[str]) -> npt.NDArray[np.int64]:
    """The distinct columns of named features, in order."""
    return np.array(sorted({column(name) for name in names}), dtype=np.int64)


def predict(pairs: Sequence[tuple[str, str]]) -> list[Agreement]:
    """The stance of each pair of headlines, in the order given."""
    if not pairs:
        return []
    own = model()
    scores = np.zeros((len(pairs), len(STANCES)), dtype=np.float32)
    rows = np.zeros((len(pairs), len(own.mean)), dtype=np.float32)
    for n, (one, other) in enumerate(pairs):
        s1, s2 = one[:LONGEST], other[:LONGEST]
        seen = pair(s1, s2)
        rows[n] = dense(seen, s1, s2)
        found = columns(named(seen))
        scores[n] = own.hashed[found].sum(axis=0) / np.sqrt(max(len(found), 1))
    scores += ((rows - own.mean) / own.scale) @ own.dense + own.bias
    return [_agreement(row) for row in softmax(scores / own.temperature)]


def softmax(scores: Matrix) -> Matrix:
    """Rows of scores as probabilities."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Matrix = shifted / shifted.sum(axis=1, keepdims=True)
    return out


def _agreement(row: Matrix) -> Agreement:
    best = int(row.argmax())
    shares: dict[Stance, float] = {stance: round(float(p), 6) for stance, p in zip(STANCES, row, strict=True)}
    return Agreement(STANCES[best], shares[STANCES[best]], shares)
