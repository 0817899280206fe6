"""The agreement model at work: a linear model and boosted trees over aligned words, read with NumPy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from claims.agreement.features import column, dense, named
from claims.agreement.pairs import pair
from claims.agreement.trees import Trees

Stance = Literal["agree", "disagree", "other"]
STANCES: tuple[Stance, ...] = ("agree", "disagree", "other")
WEIGHTS = Path(__file__).parent / "weights.npz"
LONGEST = 1_000
"""Code points of a headline that are read."""
Matrix = npt.NDArray[np.float32]
Columns = list[npt.NDArray[np.int64]]
_TREES = "tree_"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The likeliest stance of the second headline towards the first, its probability, and all three."""

    stance: Stance
    probability: float
    probabilities: dict[Stance, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a stack (Wolpert 1992).

    A linear model sees both parts: ``dense`` (features × 3) on values standardised by ``mean`` and ``scale``,
    ``hashed`` (columns × 3), ``bias`` (3). Another sees the hashed part alone: ``words`` (columns × 3), ``words_bias``.
    ``trees`` see the dense part and what the words alone tell. The two answers' logarithms are averaged and divided
    by ``temperature``.
    """

    mean: Matrix
    scale: Matrix
    dense: Matrix
    hashed: Matrix
    bias: Matrix
    words: Matrix
    words_bias: Matrix
    trees: Trees
    temperature: float

    def scores(self, rows: Matrix, found: Columns) -> Matrix:
        """Logarithms of the three chances, but for a constant (pairs × 3), of dense rows and columns of words."""
        standard: Matrix = (rows - self.mean) / self.scale
        wide = standard.astype(np.float64) @ self.dense  # so that a pair scores alike alone and among others
        linear: Matrix = wide.astype(np.float32) + _sums(self.hashed, found) + self.bias
        words = log_chances(_sums(self.words, found) + self.words_bias)
        boosted = self.trees.scores(np.hstack([rows, words]))
        out: Matrix = (log_chances(linear) + log_chances(boosted)) / (2 * self.temperature)
        return out


def _sums(weights: Matrix, found: Columns) -> Matrix:
    """Sums of the rows of weights found in each pair, by the length of its vector of ones."""
    out = np.zeros((len(found), weights.shape[1]), dtype=np.float32)
    for n, columns in enumerate(found):
        out[n] = weights[columns].sum(axis=0) / np.sqrt(max(len(columns), 1))
    return out


@cache
def model(path: Path = WEIGHTS) -> Model:
    """Weights of a file, the shipped ones if none is named, read once a process."""
    with np.load(path, allow_pickle=False) as stored:
        arrays: dict[str, Any] = {name: stored[name] for name in stored.files}
    trees = Trees(**{name[len(_TREES) :]: arrays.pop(name) for name in list(arrays) if name.startswith(_TREES)})
    temperature = float(arrays.pop("temperature"))
    return Model(**{name: a.astype(np.float32) for name, a in arrays.items()}, trees=trees, temperature=temperature)


def store(own: Model, path: Path) -> None:
    """Write weights: half precision for the hashed ones, which are many and near zero."""
    half = {name: getattr(own, name).astype(np.float16) for name in ("hashed", "words")}
    single = {name: getattr(own, name) for name in ("mean", "scale", "dense", "bias", "words_bias")}
    trees = {f"{_TREES}{name}": getattr(own.trees, name) for name in Trees.__slots__}
    parts: dict[str, Any] = {**half, **single, **trees, "temperature": np.float32(own.temperature)}
    np.savez_compressed(path, **parts)


def seen(pairs: Sequence[tuple[str, str]]) -> tuple[Matrix, Columns]:
    """Pairs as the model sees them: dense rows, and for each pair the distinct columns of its words, in order."""
    rows: list[list[float]] = []
    found: Columns = []
    for one, other in pairs:
        s1, s2 = one[:LONGEST], other[:LONGEST]
        aligned = pair(s1, s2)
        rows.append(dense(aligned, s1, s2))
        found.append(np.array(sorted({column(name) for name in named(aligned)}), dtype=np.int64))
    return np.array(rows, dtype=np.float32), found


def predict(pairs: Sequence[tuple[str, str]]) -> list[Agreement]:
    """The stance of each pair of headlines, in the order given."""
    if not pairs:
        return []
    return [_agreement(row) for row in np.exp(log_chances(model().scores(*seen(pairs))))]


def log_chances(scores: Matrix) -> Matrix:
    """Rows of scores as logarithms of probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    out: Matrix = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return out


def _agreement(row: Matrix) -> Agreement:
    best = int(row.argmax())
    shares: dict[Stance, float] = {stance: round(float(p), 6) for stance, p in zip(STANCES, row, strict=True)}
    return Agreement(STANCES[best], shares[STANCES[best]], shares)
