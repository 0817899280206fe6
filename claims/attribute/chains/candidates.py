"""Cues from the labels B and I of a chain model: token ranges with their probability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claims.attribute.chains.tagger import Chain, Scores
from claims.model import Span


def find_candidates(
    chain: Chain, scores: Scores, sentences: Sequence[Span], levels: Sequence[float]
) -> list[tuple[Span, float]]:
    """Cues in order, at least as probable as the least of ``levels``; ``sentences`` are the chains, end to end,
    and ``scores`` has shape (sentences, longest, labels).

    Levels are taken from high to low, so that a doubtful cue never swallows the beginning of a surer one.
    """
    lengths = np.asarray([past - first for first, past in sentences])
    probability = chain.marginals(scores, lengths)
    inside = np.arange(probability.shape[1]) < lengths[:, None]
    begins = probability[:, :, chain.labels.index("B")][inside].tolist()
    goes_on = probability[:, :, chain.labels.index("I")][inside].tolist()
    ends = [past for first, past in sentences for _ in range(first, past)]
    taken = [False] * len(ends)
    out: list[tuple[Span, float]] = []
    for level in sorted(levels, reverse=True):
        for i, sure in enumerate(begins):
            if sure < level or taken[i]:
                continue
            j = i + 1
            while j < ends[i] and not taken[j] and goes_on[j] > 0.5 * sure:
                j += 1
            taken[i:j] = [True] * (j - i)
            out.append(((i, j), sure))
    return sorted(out)
