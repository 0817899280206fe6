"""Which words are cues: what the cue tagger sees, and candidates with their probability."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from claims.attribute.chains.candidates import find_candidates
from claims.attribute.chains.hashing import Column, at
from claims.attribute.chains.recurrent import Committee
from claims.attribute.english.analysis import Analysis
from claims.model import Span

LABELS = ("O", "B", "I")
_SEMICOLON = ";"
WIDTHS = {
    **{"word": 64, "suffix3": 20, "suffix2": 8, "prefix": 20, "shape": 6, "fine": 16, "coarse": 8},
    **{"act": 16, "frames": 12, "quotation": 4, "speech": 16, "function": 16, "rule": 12},
    **{"opening": 4, "closing": 4, "that": 4, "edge": 4},
}
"""What the recurrent tagger sees of each token, and the size of its embeddings."""


def cue_columns(a: Analysis) -> dict[str, Column]:
    """What the recurrent tagger sees of each token, by the names of ``WIDTHS``; shape (tokens,)."""
    return {name: at(a.column(name), 0, a.length) for name in WIDTHS}


def candidates(a: Analysis, tagger: Committee, *levels: float) -> list[tuple[Span, float]]:
    """Cues as token ranges with their probability, in order, at least as probable as the least of ``levels``."""
    clauses = [clause for sentence in a.view.document.sentences for clause in _parted(a, sentence)]
    if not clauses:
        return []
    lengths = np.asarray([past - first for first, past in clauses])
    return find_candidates(tagger, tagger.scores(cue_columns(a), lengths), clauses, levels)


def _parted(a: Analysis, sentence: Span) -> list[Span]:
    """A sentence at its semicolons, behind each of which somebody else may speak; no cue goes across one."""
    first, past = sentence
    ends = [i + 1 for i in range(first, past - 1) if a.view.tokens[i].text == _SEMICOLON]
    return [(begin, end) for begin, end in pairwise([first, *ends, past]) if end > begin]
