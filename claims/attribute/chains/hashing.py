"""Feature templates hashed from columns of 64-bit integers, a whole document at a time.

A feature is a template number with the values of some columns at some offsets; it is mixed to an index into a
weight table (feature hashing, Weinberger et al. 2009), so that no dictionary of features is kept or shipped.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.uint64]
Indices = NDArray[np.int32]

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
PADDING = 8  # columns hold this many empty tokens on either side


@lru_cache(maxsize=200_000)
def number(value: str) -> int:
    """A string as an integer that is the same in every process."""
    return zlib.crc32(value.encode("utf-8", "surrogatepass")) + 1


def column(values: list[str]) -> Column:
    """Strings as a padded column."""
    out = np.zeros(len(values) + 2 * PADDING, dtype=np.uint64)
    out[PADDING : PADDING + len(values)] = [number(value) for value in values]
    return out


def quotation_states(quote: Sequence[int], opens: Iterable[int], closes: Iterable[int]) -> Column:
    """Inside a quotation, outside, at its opening or its closing mark; ``quote`` is −1 outside."""
    states = ["I" if index >= 0 else "O" for index in quote]
    for i in opens:
        states[i] = "B"
    for i in closes:
        states[i] = "E"
    return column(states)


def padded(rows: Sequence[tuple[int, ...]], width: int) -> list[Column]:
    """Rows of ``width`` numbers a token as so many padded columns."""
    out = np.zeros((width, len(rows) + 2 * PADDING), dtype=np.uint64)
    if rows:
        out[:, PADDING : PADDING + len(rows)] = np.asarray(rows, dtype=np.uint64).T
    return list(out)


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


def hashed(first: int, templates: Sequence[tuple[Column, ...]], bits: int) -> Indices:
    """Templates numbered from ``first`` on as indices into a table of ``2**bits`` rows: shape (tokens, templates).

    The same as ``table`` of ``mix`` of each, in a few passes over all templates at once: the longest stand first,
    so that each pass mixes one more part into a shorter block.
    """
    order = sorted(range(len(templates)), key=lambda k: -len(templates[k]))
    arrays: dict[int, int] = {}
    kept: list[Column] = []
    places = np.zeros((len(order), len(templates[order[0]])), dtype=np.int64)
    for row, k in enumerate(order):
        for part, values in enumerate(templates[k]):
            place = arrays.setdefault(id(values), len(kept))
            if place == len(kept):
                kept.append(values)
            places[row, part] = place
    stacked = np.stack(kept)
    seeds = [((first + k) * 0x51ED270B + 0x2545F491) & 0xFFFFFFFF for k in order]
    out = np.repeat(np.asarray(seeds, dtype=np.uint64)[:, None], stacked.shape[1], axis=1)
    for part in range(places.shape[1]):
        block = out[: sum(len(templates[k]) > part for k in order)]
        block ^= stacked[places[: len(block), part]]
        block *= _PRIME
        block ^= block >> _SHIFT
    out *= _PRIME
    out >>= np.uint64(64 - bits)
    indices = np.empty((stacked.shape[1], len(order)), dtype=np.int32)
    indices[:, order] = out.T
    return indices
