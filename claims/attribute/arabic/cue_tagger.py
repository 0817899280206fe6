"""Which words of an Arabic text are cues: features of the cue tagger, and candidates with their probability."""

from __future__ import annotations

import numpy as np

from claims.attribute.arabic.analysis import Analysis
from claims.attribute.chains.candidates import find_candidates
from claims.attribute.chains.hashing import Column, Indices, at, hashed
from claims.attribute.chains.tagger import Tagger, pad
from claims.model import Span

BITS = 17
LABELS = ("O", "B", "I")
BLIND = 51
"""The first features of a token do without the grammar; those behind them tell what it found."""


class _Offsets:
    """A column seen from each token at an offset; each offset is one array, however often it is asked for."""

    def __init__(self, values: Column, length: int) -> None:
        self._values, self._length = values, length
        self._seen: dict[int, Column] = {}

    def __call__(self, offset: int) -> Column:
        if offset not in self._seen:
            self._seen[offset] = at(self._values, offset, self._length)
        return self._seen[offset]


def cue_features(a: Analysis) -> Indices:
    """Features of each token as a cue; shape (tokens, templates)."""
    n, c = a.length, a.columns
    w, s, f, g, m, k, cl, lex, q, r = (
        _Offsets(values, n)
        for values in (c.word, c.stem, c.fine, c.coarse, c.form, c.classes, c.clitics, c.act, c.quotation, a.rule)
    )
    frames, edge = at(c.frames, 0, n), at(a.edge, 0, n)
    opening, closing, opener = at(a.opening, 0, n), at(a.closing, 0, n), at(a.opener, 0, n)
    blind: list[tuple[Column, ...]] = [
        (lex(0),),
        (lex(0), cl(0)),
        (lex(0), k(-1)),
        (lex(0), k(1)),
        (lex(-1), lex(0)),
        (lex(0), lex(1)),
        (lex(0), q(-1), q(0)),
        (lex(0), opener),
        (lex(0), opening),
        (lex(0), closing),
        (frames, k(1), cl(1)),
        (frames, opener, opening),
        (edge, lex(0)),
        (edge, m(0), cl(0)),
        (at(a.edge, -1, n), lex(0)),
        (q(-1), q(0), q(1)),
        (m(-1), m(0), m(1)),
        (m(0), cl(0), k(1)),
        (m(0), cl(0), k(-1)),
        (m(0), opener),
        (m(0), opening, closing),
        (f(0),),
        (f(0), cl(0)),
        (f(-1), f(0)),
        (f(0), f(1)),
        (f(0), k(1)),
        (f(0), opener),
        (f(0), opening, closing),
        (g(-1), g(0), g(1)),
        (g(0), cl(0), k(1), k(-1)),
        (w(0),),
        (s(0),),
        (s(0), cl(0)),
        (s(0), m(0)),
        (w(-1),),
        (w(1),),
        (w(-1), w(0)),
        (w(0), w(1)),
        (w(-2), w(0)),
        (w(0), w(2)),
        (w(0), k(1)),
        (k(-1), w(0)),
        (w(0), opener),
        (w(0), opening),
        (w(0), closing),
        (s(0), k(1), cl(1)),
        (s(0), q(0)),
        (s(-1), s(0)),
        (s(0), s(1)),
        (at(c.ends, 0, n), m(0)),
        (at(c.suffix, 0, n), cl(0), k(1)),
    ]
    ruled: list[tuple[Column, ...]] = [
        (r(0),),
        (r(0), lex(0)),
        (r(-1), r(0)),
        (r(0), r(1)),
        (r(0), k(1)),
        (r(0), q(0)),
        (r(0), w(0)),
        (f(0), r(0)),
    ]
    return hashed(1200, blind + ruled, BITS)


def candidates(a: Analysis, tagger: Tagger, *levels: float) -> list[tuple[Span, float]]:
    """Cues as token ranges with their probability, in order, at least as probable as the least of ``levels``."""
    units = a.view.units
    if not units:
        return []
    lengths = np.asarray([past - first for first, past in units])
    return find_candidates(tagger, pad(tagger.scores(cue_features(a)), lengths), units, levels)
