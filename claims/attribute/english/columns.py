"""Tokens as columns of 64-bit integers, and feature templates hashed from them, a whole document at a time.

A feature is a template number with the values of some columns at some offsets; it is mixed to an index into a
weight table (feature hashing, Weinberger et al. 2009), so that no dictionary of features is kept or shipped.
"""

from __future__ import annotations

import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from claims.attribute.english.view import View

Column = NDArray[np.uint64]
Indices = NDArray[np.int32]

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
PADDING = 8  # columns hold this many empty tokens on either side


@lru_cache(maxsize=200_000)
def number(value: str) -> int:
    """A string as an integer that is the same in every process."""
    return zlib.crc32(value.encode("utf-8", "surrogatepass")) + 1


@lru_cache(maxsize=100_000)
def shape(word: str) -> str:
    """``Xx`` for Reuters, ``X`` for UN, ``d`` for 2016, the mark itself for a mark."""
    if not any(c.isalnum() for c in word):
        return word
    if any(c.isdigit() for c in word):
        return "d"
    if word.isupper():
        return "X." if "." in word else ("X" if len(word) > 1 else "A")
    return "Xx" if word[:1].isupper() else ("xX" if any(c.isupper() for c in word) else "x")


def column(values: list[str]) -> Column:
    """Strings as a padded column."""
    out = np.zeros(len(values) + 2 * PADDING, dtype=np.uint64)
    out[PADDING : PADDING + len(values)] = [number(value) for value in values]
    return out


def counts(values: list[int]) -> Column:
    """Small integers as a padded column."""
    out = np.zeros(len(values) + 2 * PADDING, dtype=np.uint64)
    out[PADDING : PADDING + len(values)] = np.asarray(values, dtype=np.int64) + 1_000_003
    return out


def at(values: Column, offset: int, length: int) -> Column:
    """The column seen from every token at an offset within the padding; ``length`` tokens."""
    return values[PADDING + offset : PADDING + offset + length]


def mix(template: int, *parts: Column) -> Column:
    """The hash of a template with its parts, one value a token."""
    out: Column = np.full(parts[0].shape, (template * 0x51ED270B + 0x2545F491) & 0xFFFFFFFF, dtype=np.uint64)
    for part in parts:
        out = (out ^ part) * _PRIME
        out ^= out >> _SHIFT
    return out


def table(templates: list[Column], bits: int) -> Indices:
    """Hashed templates as indices into a weight table of ``2**bits`` rows: shape (tokens, templates)."""
    stacked = np.stack(templates, axis=1) * _PRIME
    return (stacked >> np.uint64(64 - bits)).astype(np.int32)


class Columns:
    """What is known of each token by itself: word, endings, shape, word class, lexicon class, quotation.

    ``kinds`` gives the coarse and fine class of words by the company they keep, as ``"coarse fine"``.
    """

    def __init__(self, words: list[str], norms: list[str], kinds: dict[str, str], view: View | None = None) -> None:
        self.length = len(norms)
        found = [kinds.get(norm, "").partition(" ") for norm in norms]
        self.coarse = column([coarse for coarse, _, _ in found])
        self.fine = column([fine for _, _, fine in found])
        self.word = column(norms if view is None else _one_kind_of_marks(view))
        self.suffix2 = column([norm[-2:] for norm in norms])
        self.suffix3 = column([norm[-3:] for norm in norms])
        self.prefix = column([norm[:4] for norm in norms])
        self.shape = column([shape(word) for word in (words if view is None else _shaped(words, view))])
        if view is not None:
            self.quotation = column(_quotation_states(view))
            self.act, self.frames = (column(values) for values in _lexicon_classes(view))


def _one_kind_of_marks(view: View) -> list[str]:
    """The folded words, with one opening and one closing mark for quotations however they are printed."""
    out = list(view.norm)
    for places, mark in ((view.opens, "\u201c"), (view.closes, "\u201d")):
        for i in places:
            if not view.is_word(i):
                out[i] = mark
    return out


def _shaped(words: list[str], view: View) -> list[str]:
    """The words as printed, marks of quotations made one kind."""
    return [mark if not view.is_word(i) else words[i] for i, mark in enumerate(_one_kind_of_marks(view))]


def _quotation_states(view: View) -> list[str]:
    states = ["I" if quote >= 0 else "O" for quote in view.quote]
    for i in view.opens:
        states[i] = "B"
    for i in view.closes:
        states[i] = "E"
    return states


def _lexicon_classes(view: View) -> tuple[list[str], list[str]]:
    """For each token the act and form of its reporting word, and the frames that it may take."""
    acts = [""] * view.count
    frames = [""] * view.count
    for i, norm in enumerate(view.norm):
        forms = view.words.forms.get(norm)
        if forms:
            fitting = next(
                (f for f in forms if tuple(view.norm[i + 1 : i + 1 + len(f.entry.rest)]) == f.entry.rest), None
            )
            if fitting is not None:
                acts[i] = f"{fitting.entry.act} {fitting.kind}"
                frames[i] = " ".join(sorted(fitting.entry.frames)) + (" +" if fitting.entry.rest else "")
        elif norm in view.words["days"] or norm in view.words["time_words"]:
            acts[i] = "time"
    return acts, frames
