"""Which words are cues: features of the cue tagger, and candidates with their probability."""

from __future__ import annotations

from claims.attribute.chains.candidates import find_candidates
from claims.attribute.chains.hashing import Column, Indices, at, mix, table
from claims.attribute.chains.tagger import Tagger
from claims.attribute.english.analysis import Analysis
from claims.model import Span

BITS = 18
LABELS = ("O", "B", "I")
GENERAL = 37
"""The first features of a token are classes; those behind them name words."""


def cue_features(a: Analysis) -> Indices:
    """Features of each token as a cue; shape (tokens, templates)."""
    n, c = a.length, a.columns

    def w(offset: int) -> Column:
        return at(c.word, offset, n)

    def p(offset: int) -> Column:
        return at(a.speech, offset, n)

    def d(offset: int) -> Column:
        return at(a.function, offset, n)

    def lex(offset: int) -> Column:
        return at(c.act, offset, n)

    def q(offset: int) -> Column:
        return at(c.quotation, offset, n)

    ahead, before, frames = at(a.ahead, 0, n), at(a.before, 0, n), at(c.frames, 0, n)
    opening, closing, that = at(a.opening, 0, n), at(a.closing, 0, n), at(a.that, 0, n)
    rule, edge, suffix = at(a.rule, 0, n), at(a.edge, 0, n), at(c.suffix3, 0, n)

    def f(offset: int) -> Column:
        return at(c.fine, offset, n)

    general: list[tuple[Column, ...]] = [
        (p(0), d(0)),
        (p(-1), p(0), p(1)),
        (p(-2), p(-1), p(0)),
        (p(0), p(1), p(2)),
        (p(-2), p(-1), p(0), p(1), p(2)),
        (d(-1), d(0), d(1)),
        (lex(0),),
        (lex(0), p(0)),
        (lex(-1), lex(0)),
        (lex(0), lex(1)),
        (frames, p(1), p(2)),
        (q(-1), q(0), q(1)),
        (opening, lex(0)),
        (closing, lex(0)),
        (closing, p(0)),
        (opening, p(0)),
        (closing, opening, p(0)),
        (that, lex(0)),
        (that, p(0)),
        (rule,),
        (rule, lex(0)),
        (at(a.rule, -1, n), rule),
        (rule, at(a.rule, 1, n)),
        (edge, p(0)),
        (p(-3), p(-2), p(-1), p(0)),
        (p(0), p(1), p(2), p(3)),
        (f(0),),
        (f(0), p(0)),
        (f(-1), f(0)),
        (f(0), f(1)),
        (f(-1), f(0), f(1)),
        (f(0), p(1), p(2)),
        (f(0), lex(0), f(1)),
        (f(0), that),
        (f(0), opening, closing),
        (f(0), rule),
        (at(c.coarse, -1, n), p(0), at(c.coarse, 1, n)),
    ]
    lexical: list[tuple[Column, ...]] = [
        (w(0),),
        (w(-1),),
        (w(1),),
        (w(-2),),
        (w(2),),
        (w(-1), w(0)),
        (w(0), w(1)),
        (w(-1), w(0), w(1)),
        (w(0), w(1), w(2)),
        (w(-2), w(-1), w(0)),
        (w(0), p(1)),
        (p(-1), w(0)),
        (p(-1), w(0), p(1)),
        (w(0), p(1), p(2)),
        (w(0), p(0)),
        (w(0), d(0)),
        (suffix, p(0)),
        (lex(0), w(1)),
        (lex(0), ahead),
        (lex(0), before),
        (lex(-1), w(0)),
        (w(0), lex(1)),
        (frames, ahead),
        (frames, w(1)),
        (w(0), ahead),
        (w(0), before),
        (p(0), ahead),
        (before, p(0), ahead),
        (q(0), w(0)),
        (opening, w(0)),
        (closing, w(0)),
        (that, w(0)),
        (rule, w(0)),
        (edge, w(0)),
        (at(a.edge, 1, n), w(0)),
        (w(-1), p(0), w(1)),
        (w(-2), w(0)),
        (w(0), w(2)),
    ]
    return table([mix(200 + k, *parts) for k, parts in enumerate(general + lexical)], BITS)


def candidates(a: Analysis, tagger: Tagger, *levels: float) -> list[tuple[Span, float]]:
    """Cues as token ranges with their probability, in order, at least as probable as the least of ``levels``."""
    return find_candidates(tagger, cue_features(a), a.view.document.sentences, levels)
