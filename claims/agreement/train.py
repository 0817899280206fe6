"""Train the agreement model: ``python -m claims.agreement.train --train TRAIN.csv --dev DEV.csv [--out FILE]``.

CSV with columns s1, s2, stance (agree, disagree, other). Needs scikit-learn; the same data give the same weights.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

from claims.agreement.features import BITS, DENSE, dense, named, pair
from claims.agreement.model import LONGEST, STANCES, WEIGHTS, columns, softmax

HASHED_SHARE = 3.0  # weight of the hashed part beside the dense one
STRENGTH = 0.35  # inverse of the regularisation
FOLDS = 5


def read(path: Path) -> tuple[list[tuple[str, str]], np.ndarray[Any, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["stance"] in STANCES]
    stances = np.array([STANCES.index(row["stance"]) for row in rows])
    return [(row["s1"][:LONGEST], row["s2"][:LONGEST]) for row in rows], stances


def table(pairs: list[tuple[str, str]]) -> tuple[np.ndarray[Any, Any], sparse.csr_matrix]:
    """The dense and the hashed part of each pair."""
    rows: list[list[float]] = []
    starts, places, values = [0], list[int](), list[float]()
    for one, other in pairs:
        seen = pair(one, other)
        rows.append(dense(seen, one, other))
        found = columns(named(seen))
        places.extend(found)
        values.extend([1.0 / np.sqrt(max(len(found), 1))] * len(found))
        starts.append(len(places))
    hashed = sparse.csr_matrix((values, places, starts), shape=(len(pairs), 1 << BITS), dtype=np.float64)
    return np.array(rows, dtype=np.float64), hashed


def joined(rows: np.ndarray[Any, Any], hashed: sparse.csr_matrix, mean: Any, scale: Any) -> sparse.csr_matrix:
    return sparse.hstack([sparse.csr_matrix((rows - mean) / scale), hashed * HASHED_SHARE]).tocsr()


def fit(matrix: sparse.csr_matrix, stances: np.ndarray[Any, Any]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-5).fit(matrix, stances)


def temperature(scores: np.ndarray[Any, Any], stances: np.ndarray[Any, Any]) -> float:
    """The temperature under which held-out scores are likeliest (Guo et al. 2017)."""
    steps = np.linspace(0.5, 3.0, 126)
    losses = [-np.log(softmax(scores / t)[np.arange(len(stances)), stances] + 1e-9).mean() for t in steps]
    return float(steps[int(np.argmin(losses))])


def calibration_error(chances: np.ndarray[Any, Any], stances: np.ndarray[Any, Any], bins: int = 10) -> float:
    """Expected calibration error of the likeliest stance, over equal-width bins."""
    top, right = chances.max(axis=1), chances.argmax(axis=1) == stances
    place = np.minimum((top * bins).astype(int), bins - 1)
    return float(sum(abs(right[place == b].mean() - top[place == b].mean()) * (place == b).mean() for b in set(place)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    pairs, stances = read(given.train)
    rows, hashed = table(pairs)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    matrix = joined(rows, hashed, mean, scale)
    held = np.zeros((len(pairs), len(STANCES)))
    for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(rows, stances):
        held[unseen] = fit(matrix[seen], stances[seen]).decision_function(matrix[unseen])
    heat = temperature(held, stances)
    print(f"train {len(pairs)} pairs, cross-validated accuracy {accuracy_score(stances, held.argmax(axis=1)):.3f}")
    whole = fit(matrix, stances)
    dev_pairs, dev_stances = read(given.dev)
    dev_rows, dev_hashed = table(dev_pairs)
    chances = softmax(whole.decision_function(joined(dev_rows, dev_hashed, mean, scale)) / heat)
    said = chances.argmax(axis=1)
    accuracy, macro = accuracy_score(dev_stances, said), f1_score(dev_stances, said, average="macro")
    error = calibration_error(chances, dev_stances)
    print(f"dev {len(dev_pairs)} pairs, accuracy {accuracy:.4f}, macro-F1 {macro:.4f}, ECE {error:.4f}")
    weights = whole.coef_.T
    np.savez_compressed(
        given.out,
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        dense=weights[: len(DENSE)].astype(np.float32),
        hashed=(weights[len(DENSE) :] * HASHED_SHARE).astype(np.float16),
        bias=whole.intercept_.astype(np.float32),
        temperature=np.float32(heat),
    )
    print(f"{given.out.name}: {given.out.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
