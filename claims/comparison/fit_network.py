"""Fitting the recurrent reader of positions on labelled statements, in torch. Only training imports this module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from claims.attribute.chains.fit_recurrent import Network, Settings, train
from claims.attribute.chains.recurrent import Committee, Values, committee
from claims.attribute.chains.tagger import Scores
from claims.comparison.labelled import Labelled
from claims.positions.network import LABELS, WIDTHS, columns, joined

SEEDS = 3
SETTINGS = Settings(
    WIDTHS, hidden={"word": 0.3}, cells=48, epochs=10, rate=3e-3, drop=0.5, tokens_a_batch=700, decay=0.02
)


def fit_network(statements: Sequence[Labelled], vectors: tuple[Values, Scores], seeds: int = SEEDS) -> Committee:
    """Learn to read from labelled statements, with vectors of words; deterministic for one thread."""
    torch.set_num_threads(1)
    together, lengths = joined([columns(s.text, s.lang, s.asked) for s in statements])
    sides = torch.tensor([float(np.sign(s.position or 0)) for s in statements])
    weights = torch.tensor([s.weight for s in statements])
    strengths = torch.tensor([0 if s.position is None else 1 + abs(s.position) for s in statements])

    def loss(_: Network, scores: torch.Tensor, batch: NDArray[np.int64]) -> torch.Tensor:
        sizes = torch.from_numpy(lengths[batch])
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

    fixed = {"vector": vectors}
    members = [
        train(together, lengths, LABELS, replace(SETTINGS, seed=seed), loss, say=False, fixed=fixed)
        for seed in range(seeds)
    ]
    return committee(members)
