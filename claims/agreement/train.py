"""Train the agreement model: ``python -m claims.agreement.train --train TRAIN.csv --dev DEV.csv [--out FILE]``.

CSV with columns s1, s2, stance (agree, disagree, other). Needs scikit-learn; the same data give the same weights.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, classification_report, f1_score
from sklearn.model_selection import StratifiedGroupKFold
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from claims.agreement.features import BITS, DENSE
from claims.agreement.model import STANCES, WEIGHTS, Columns, Matrix, Model, log_chances, model, seen, store
from claims.agreement.others import unrelated
from claims.agreement.trees import exported

HASHED_SHARE = 8.0  # weight of the hashed part beside the dense one
STRENGTH = 0.04  # inverse of the regularisation, both parts
STRENGTH_WORDS = 5.0  # and of the words alone
FOLDS = 5
MADE = 0.1  # unrelated pairs made for each pair at hand
BOOSTING: dict[str, Any] = {
    "learning_rate": 0.035,
    "max_iter": 200,
    "max_leaf_nodes": 8,
    "max_features": 0.2,
    "min_samples_leaf": 20,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "random_state": 0,
}
SURE = 0.95
Stances = npt.NDArray[np.int64]
Split = Callable[[int, Stances, Stances], list[tuple[Stances, Stances]]]


def read(path: Path) -> tuple[list[tuple[str, str]], Stances]:
    """Pairs and their stances as numbers. Raises ValueError where the columns are not there."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if not {"s1", "s2", "stance"} <= set(reader.fieldnames or ()):
            raise ValueError(f"{path}: the first line must name the columns s1, s2 and stance")
        rows = [row for row in reader if row["stance"] in STANCES]
    return [(row["s1"], row["s2"]) for row in rows], np.array([STANCES.index(row["stance"]) for row in rows])


def stories(pairs: list[tuple[str, str]]) -> Stances:
    """A number for each pair, the same where pairs share a headline, at any remove: they are held out together."""
    above: dict[str, str] = {}

    def root(headline: str) -> str:
        above.setdefault(headline, headline)
        while above[headline] != headline:
            above[headline] = above[above[headline]]
            headline = above[headline]
        return headline

    for one, other in pairs:
        above[root(one)] = root(other)
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(root(one), len(numbers)) for one, _ in pairs])


def folds(seed: int, stances: Stances, groups: Stances) -> list[tuple[Stances, Stances]]:
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    return list(splitter.split(np.zeros(len(stances)), stances, groups))


def vectors(found: Columns) -> sparse.csr_matrix:
    """Hashed names as rows of length one."""
    sizes = np.array([len(columns) for columns in found])
    values = np.repeat(1.0 / np.sqrt(np.maximum(sizes, 1)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return sparse.csr_matrix((values, np.concatenate(found), starts), shape=(len(found), 1 << BITS))


def linear(matrix: sparse.csr_matrix, stances: Stances, strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=200, tol=1e-3).fit(matrix, stances)


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs as the model sees them, with their stances and the numbers of their stories."""

    rows: Matrix
    found: Columns
    stances: Stances
    groups: Stances

    def part(self, places: Stances) -> Examples:
        return Examples(self.rows[places], [self.found[n] for n in places], self.stances[places], self.groups[places])

    def __add__(self, more: Examples) -> Examples:
        return Examples(
            np.vstack([self.rows, more.rows]),
            self.found + more.found,
            np.concatenate([self.stances, more.stances]),
            np.concatenate([self.groups, more.groups]),
        )


def examples(pairs: list[tuple[str, str]], stances: Stances) -> Examples:
    rows, found = seen(pairs)
    return Examples(rows, found, stances, stories(pairs))


def with_others(pairs: list[tuple[str, str]], own: Examples) -> Examples:
    """The examples and, after them, made pairs of headlines that have nothing to do with each other, each a story."""
    made = unrelated(pairs, own.groups.tolist(), int(MADE * len(pairs)))
    if not made:
        return own
    rows, found = seen(made)
    first = int(own.groups.max()) + 1
    return own + Examples(rows, found, np.full(len(made), STANCES.index("other")), np.arange(first, first + len(made)))


def fit(own: Examples) -> Model:
    """The stack. What words alone tell is cross-fitted before trees see it, else they would trust it too much."""
    rows, found, stances, groups = own.rows, own.found, own.stances, own.groups
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-6)
    hashed = vectors(found)
    both = linear(
        sparse.hstack([sparse.csr_matrix((rows - mean) / scale), hashed * HASHED_SHARE]).tocsr(), stances, STRENGTH
    )
    told = np.zeros((len(rows), len(STANCES)), dtype=np.float32)
    for inside, outside in folds(1, stances, groups):
        part = linear(hashed[inside], stances[inside], STRENGTH_WORDS)
        told[outside] = log_chances(part.decision_function(hashed[outside]).astype(np.float32))
    words = linear(hashed, stances, STRENGTH_WORDS)
    boosted = HistGradientBoostingClassifier(**BOOSTING).fit(np.hstack([rows, told]), stances)
    weights = both.coef_.T.astype(np.float32)
    return Model(
        mean=mean,
        scale=scale,
        dense=weights[: len(DENSE)],
        hashed=weights[len(DENSE) :] * np.float32(HASHED_SHARE),
        bias=both.intercept_.astype(np.float32),
        words=words.coef_.T.astype(np.float32),
        words_bias=words.intercept_.astype(np.float32),
        trees=exported(boosted),
        temperature=1.0,
    )


def held_out(pairs: list[tuple[str, str]], own: Examples) -> Matrix:
    """Scores of every pair by a stack that saw no pair of its story."""
    out = np.zeros((len(own.rows), len(STANCES)), dtype=np.float32)
    for inside, outside in folds(0, own.stances, own.groups):
        learned = fit(with_others([pairs[n] for n in inside], own.part(inside)))
        out[outside] = learned.scores(own.rows[outside], [own.found[n] for n in outside])
    return out


def temperature(scores: Matrix, stances: Stances) -> float:
    """The temperature under which held-out scores are likeliest (Guo et al. 2017)."""
    steps = np.linspace(0.5, 3.0, 126)
    losses = [-log_chances(scores / np.float32(t))[np.arange(len(stances)), stances].mean() for t in steps]
    return float(steps[int(np.argmin(losses))])


def calibration_error(chances: Matrix, stances: Stances, bins: int = 10) -> float:
    """Expected calibration error of the likeliest stance, over equal-width bins."""
    top, right = chances.max(axis=1), chances.argmax(axis=1) == stances
    place = np.minimum((top * bins).astype(int), bins - 1)
    return float(sum(abs(right[place == b].mean() - top[place == b].mean()) * (place == b).mean() for b in set(place)))


def recall_where_sure(chances: Matrix, stances: Stances, stance: int, precision: float = SURE) -> float:
    """The largest recall of a stance, by a threshold on its chance, at no less than a precision."""
    order = np.argsort(-chances[:, stance], kind="stable")
    right = np.cumsum(stances[order] == stance)
    enough = right / np.arange(1, len(order) + 1) >= precision
    return float(right[enough].max(initial=0) / max(1, (stances == stance).sum()))


def report(name: str, scores: Matrix, stances: Stances) -> str:
    chances = np.exp(log_chances(scores))
    said = chances.argmax(axis=1)
    return (
        f"{name}: {len(stances)} pairs, accuracy {accuracy_score(stances, said):.4f}, "
        f"macro-F1 {f1_score(stances, said, average='macro'):.4f}, ECE {calibration_error(chances, stances):.4f}, "
        f"recall of disagree at precision {SURE}: {recall_where_sure(chances, stances, STANCES.index('disagree')):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    pairs, stances = read(given.train)
    given_pairs = examples(pairs, stances)
    with threadpool_limits(1):  # so that sums are made in one order
        held = held_out(pairs, given_pairs)
        heat = temperature(held, stances)
        own = replace(fit(with_others(pairs, given_pairs)), temperature=heat)
    print(report("held out of train", held / np.float32(heat), stances))
    store(own, given.out)
    dev_pairs, dev_stances = read(given.dev)
    scores = model(given.out).scores(*seen(dev_pairs))
    print(report("dev", scores, dev_stances))
    print(classification_report(dev_stances, scores.argmax(axis=1), target_names=list(STANCES), digits=3))
    print(f"{given.out.name}: {given.out.stat().st_size / 1024:.0f} KiB, temperature {heat:.2f}")


if __name__ == "__main__":
    main()
