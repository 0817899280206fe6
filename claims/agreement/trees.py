"""Boosted trees (Friedman 2001) at work, read from arrays: nothing but NumPy, nothing that can run code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

LEAF = -1
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees as tables of nodes, each tree a row (trees × nodes), node 0 the root.

    ``feature`` is the column a node asks about, ``LEAF`` at a leaf; a value at or below ``threshold`` goes to
    ``left``, any other to ``right``; ``value`` is what a leaf adds to the score of class ``tree % classes``.
    ``start`` (classes) are the scores before the first tree.
    """

    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int16]
    right: npt.NDArray[np.int16]
    value: npt.NDArray[np.float32]
    start: npt.NDArray[np.float32]

    def scores(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Scores (rows × classes) of rows of features."""
        parts = [self._scores(rows[n : n + _BATCH]) for n in range(0, len(rows), _BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.start)), dtype=np.float32)

    def _scores(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """All trees go down one step at a time, together; a node's children come behind it, so that this ends."""
        every, tree = np.arange(len(rows))[:, None], np.arange(len(self.feature))[None, :]
        node = np.zeros((len(rows), len(self.feature)), dtype=np.int16)
        while True:
            feature = self.feature[tree, node]
            inner = feature != LEAF
            if not inner.any():
                break
            below = rows[every, np.maximum(feature, 0)] <= self.threshold[tree, node]
            node = np.where(inner, np.where(below, self.left[tree, node], self.right[tree, node]), node)
        leaves = self.value[tree, node].reshape(len(rows), -1, len(self.start))
        out: npt.NDArray[np.float32] = (leaves.sum(axis=1, dtype=np.float64) + self.start).astype(np.float32)
        return out


def exported(boosted: Any) -> Trees:
    """The trees of a fitted ``HistGradientBoostingClassifier`` of three classes or more."""
    grown = [tree.nodes for round_ in boosted._predictors for tree in round_]
    shape = (len(grown), max(len(nodes) for nodes in grown))
    feature, left, right = (np.full(shape, fill, dtype=np.int16) for fill in (LEAF, 0, 0))
    threshold, value = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for n, nodes in enumerate(grown):
        inner = nodes["is_leaf"] == 0
        feature[n, : len(nodes)] = np.where(inner, nodes["feature_idx"], LEAF)
        threshold[n, : len(nodes)] = np.where(inner, nodes["num_threshold"], 0.0)
        left[n, : len(nodes)], right[n, : len(nodes)] = nodes["left"], nodes["right"]
        value[n, : len(nodes)] = np.where(inner, 0.0, nodes["value"])
    start = np.asarray(boosted._baseline_prediction, dtype=np.float32).ravel()
    return Trees(feature, threshold, left, right, value, start)
