"""Fitting the recurrent reader of positions on labelled statements, in torch. Only training imports this module."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from claims.attribute.chains.fit_recurrent import Network, Settings, train
from claims.attribute.chains.hashing import Column
from claims.attribute.chains.recurrent import Committee, Recurrent, Values, committee
from claims.attribute.chains.tagger import Scores
from claims.comparison.labelled import Labelled
from claims.positions.network import LABELS, WIDTHS, columns, joined

SEEDS = 2
SETTINGS = Settings(
    WIDTHS, hidden={"word": 0.3}, cells=96, epochs=8, rate=3e-3, drop=0.5, tokens_a_batch=1000, decay=0.02
)


@dataclass(frozen=True, slots=True)
class _Data:
    """Statements as the network takes them, end to end, with their lengths, positions (None: 9) and weights."""

    columns: dict[str, Column]
    lengths: NDArray[np.int64]
    positions: NDArray[np.int64]
    weights: NDArray[np.float32]
    vectors: tuple[Values, Scores]


_NONE = 9


def fit_network(
    statements: Sequence[Labelled], vectors: tuple[Values, Scores], pool: Executor, seeds: int = SEEDS
) -> Committee:
    """Learn to read from labelled statements, with vectors of words; the same however many work in the pool."""
    together, lengths = joined([columns(s.text, s.lang, s.asked) for s in statements])
    positions = np.asarray([_NONE if s.position is None else s.position for s in statements], dtype=np.int64)
    weights = np.asarray([s.weight for s in statements], dtype=np.float32)
    data = _Data(together, lengths, positions, weights, vectors)
    return committee(list(pool.map(_member, [data] * seeds, range(seeds))))


def _member(data: _Data, seed: int) -> Recurrent:
    """One network of the committee, fitted on one thread."""
    torch.set_num_threads(1)
    none = torch.from_numpy(data.positions == _NONE)
    strengths = torch.from_numpy(np.where(data.positions == _NONE, 0, 1 + np.abs(data.positions)))
    sides = torch.from_numpy(np.sign(data.positions)).masked_fill(none, 0)
    weights = torch.from_numpy(data.weights)

    def loss(_: Network, scores: torch.Tensor, batch: NDArray[np.int64]) -> torch.Tensor:
        sizes = torch.from_numpy(data.lengths[batch])
        inside = torch.arange(scores.shape[1]) < sizes[:, None]
        pooled = (scores * inside[:, :, None]).sum(1) / sizes[:, None] ** 0.5
        worth, taken = weights[batch], sides[batch] != 0
        out = (worth * cross_entropy(pooled[:, 1:], strengths[batch], reduction="none")).sum() / worth.sum()
        if taken.any():
            wrong = binary_cross_entropy_with_logits(
                pooled[taken, 0], (sides[batch][taken] > 0).float(), reduction="none"
            )
            out = out + (worth[taken] * wrong).sum() / worth[taken].sum()
        return out

    settings, fixed = replace(SETTINGS, seed=seed), {"vector": data.vectors}
    return train(data.columns, data.lengths, LABELS, settings, loss, say=False, fixed=fixed)
