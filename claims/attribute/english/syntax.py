"""Part of speech and grammatical function of each word, by a window classifier trained on a small treebank.

Only features for the taggers behind it: nobody else should rely on them.
"""

from __future__ import annotations

from claims.attribute.chains.hashing import Column, Indices, at, mix, table
from claims.attribute.english.columns import Columns

BITS = 15


def speech_features(c: Columns) -> Indices:
    """Features for parts of speech; shape (tokens, templates)."""
    n = c.length

    def w(offset: int) -> Column:
        return at(c.word, offset, n)

    def f(offset: int) -> Column:
        return at(c.fine, offset, n)

    def k(offset: int) -> Column:
        return at(c.coarse, offset, n)

    suffix, short, form, prefix = at(c.suffix3, 0, n), at(c.suffix2, 0, n), at(c.shape, 0, n), at(c.prefix, 0, n)
    templates = [
        (w(0),),
        (w(-1),),
        (w(1),),
        (w(-2),),
        (w(2),),
        (w(-1), w(0)),
        (w(0), w(1)),
        (suffix,),
        (short,),
        (prefix,),
        (form,),
        (short, form),
        (suffix, w(-1)),
        (suffix, w(1)),
        (at(c.suffix3, -1, n),),
        (at(c.suffix3, 1, n),),
        (at(c.suffix2, -1, n), short),
        (short, at(c.suffix2, 1, n)),
        (at(c.shape, -1, n), form),
        (form, at(c.shape, 1, n)),
        (w(-1), form),
        (at(c.suffix3, -2, n), at(c.suffix3, -1, n)),
        (f(0),),
        (f(-1),),
        (f(1),),
        (f(-1), f(0)),
        (f(0), f(1)),
        (f(-1), f(0), f(1)),
        (f(0), short),
        (f(-1), short, f(1)),
        (k(-1), k(0), k(1)),
        (k(-2), k(-1), k(0), form),
        (k(-1), form, k(1)),
    ]
    return table([mix(number, *parts) for number, parts in enumerate(templates)], BITS)


def function_features(c: Columns, speech: Column) -> Indices:
    """Features for grammatical functions, from words and predicted parts of speech."""
    n = c.length

    def w(offset: int) -> Column:
        return at(c.word, offset, n)

    def p(offset: int) -> Column:
        return at(speech, offset, n)

    templates = [
        (p(0),),
        (w(0),),
        (w(0), p(1)),
        (p(-1), w(0)),
        (p(-1), p(0)),
        (p(0), p(1)),
        (p(-1), p(0), p(1)),
        (p(-2), p(-1), p(0)),
        (p(0), p(1), p(2)),
        (p(-3), p(-2), p(-1), p(0)),
        (p(0), p(1), p(2), p(3)),
        (p(-2), p(-1), p(0), p(1), p(2)),
        (p(-4), p(0)),
        (p(0), p(4)),
        (w(-1), p(0)),
        (p(0), w(1)),
        (w(-2), p(0)),
        (p(0), w(2)),
        (w(-1), w(0)),
        (at(c.suffix3, 0, n), p(1)),
        (at(c.suffix3, 0, n), p(-1)),
        (w(-1), p(0), w(1)),
        (at(c.fine, 0, n),),
        (at(c.fine, 0, n), p(1)),
        (p(-1), at(c.fine, 0, n)),
        (at(c.fine, -1, n), at(c.fine, 0, n)),
        (at(c.fine, 0, n), at(c.fine, 1, n)),
        (p(-1), at(c.coarse, 0, n), p(1)),
    ]
    return table([mix(100 + k, *parts) for k, parts in enumerate(templates)], BITS)
