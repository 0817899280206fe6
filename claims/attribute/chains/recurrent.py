"""Recurrent taggers over columns of classes, used with NumPy alone.

Each token is the row of embeddings of what is known of it; a long short-term memory reads them in both directions
(Graves & Schmidhuber 2005), and a linear layer scores the labels of a chain (Huang, Xu & Yu 2015). Chains are read
together, the longest first, so that a step works on those that are still running.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.attribute.chains.tagger import Chain, Scores, pad

Codes = NDArray[np.int32]
Values = NDArray[np.uint64]
LONGEST = 320  # tokens that a chain may have until it is cut
TOKENS_AT_ONCE = 6_000


@dataclass(frozen=True)
class Memory:
    """One direction of a recurrent layer: ``inputs`` (width, 4·cells), ``state`` (cells, 4·cells), ``bias``
    (4·cells,); the gates stand in the order input, forget, candidate, output."""

    inputs: Scores
    state: Scores
    bias: Scores


@dataclass(frozen=True)
class Recurrent(Chain):
    """A recurrent tagger.

    ``known`` has for each column the sorted values that training saw; ``tables`` for each column embeddings, row 0
    for what it did not see. ``directions`` are the memories from the left and from the right, ``rows``
    (2·cells, labels) and ``bias`` (labels,) the layer of scores.
    """

    known: Mapping[str, Values]
    tables: Mapping[str, Scores]
    directions: tuple[Memory, Memory]
    rows: Scores
    bias: Scores

    def codes(self, columns: Mapping[str, Values]) -> Codes:
        """Values of columns as rows of the tables; shape (tokens, columns)."""
        return np.stack([encode(self.known[name], columns[name]) for name in self.known], axis=1)

    def scores(self, codes: Codes, lengths: NDArray[np.int64]) -> Scores:
        """Scores of chains whose tokens lie one behind the other: (tokens, columns) → (chains, longest, labels)."""
        return mean_scores((self,), codes, lengths)

    @cached_property
    def gates(self) -> tuple[Scores, Scores, Scores]:
        """Inputs, state and bias of both directions, (2, …), those of the sigmoid gates halved: see ``run``."""
        cells = len(self.directions[0].state)
        half = np.repeat(np.asarray([0.5, 0.5, 1.0, 0.5], dtype=np.float32), cells)
        inputs, state, bias = (
            np.stack([getattr(one, name) for one in self.directions]) * half for name in ("inputs", "state", "bias")
        )
        return inputs, state, bias


@dataclass(frozen=True)
class Committee(Chain):
    """Recurrent taggers fitted on the same data with other seeds, whose scores are averaged."""

    members: tuple[Recurrent, ...]

    def scores(self, columns: Mapping[str, Values], lengths: NDArray[np.int64]) -> Scores:
        """Scores of chains whose tokens lie one behind the other: columns (tokens,) → (chains, longest, labels)."""
        return mean_scores(self.members, self.members[0].codes(columns), lengths)


def committee(members: Sequence[Recurrent]) -> Committee:
    """The committee of taggers that know the same values."""

    def mean(key: str) -> Scores:
        out: Scores = np.mean([getattr(one, key) for one in members], axis=0)
        return out

    return Committee(members[0].labels, mean("transitions"), mean("first"), mean("last"), tuple(members))


def encode(known: Values, values: Values) -> Codes:
    """Where values stand in the sorted ``known`` ones, counted from 1; 0 for those that are not there."""
    places = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.where(known[places] == values, places + 1, 0).astype(np.int32)


def mean_scores(members: Sequence[Recurrent], codes: Codes, lengths: NDArray[np.int64]) -> Scores:
    """The mean scores of taggers with equally many cells, read side by side: (chains, longest, labels).

    Chains longer than any sentence are read in pieces, and long documents in parts, so that time and memory stay
    linear also where a text is no prose.
    """
    pieces = _pieces(lengths)
    part = np.cumsum(pieces) // TOKENS_AT_ONCE
    flat, start = [], 0
    for number in np.unique(part):
        sizes = pieces[part == number]
        flat.append(_read_together(members, codes[start : start + int(sizes.sum())], sizes))
        start += int(sizes.sum())
    return pad(np.concatenate(flat), lengths)


def _pieces(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Lengths with those above ``LONGEST`` cut."""
    if lengths.max() <= LONGEST:
        return lengths
    cut = [[LONGEST] * (size // LONGEST) + [size % LONGEST] * (size % LONGEST > 0) for size in lengths.tolist()]
    return np.asarray([size for sizes in cut for size in sizes])


def _read_together(members: Sequence[Recurrent], codes: Codes, lengths: NDArray[np.int64]) -> Scores:
    """Mean scores of the tokens of some chains: (tokens, columns) → (tokens, labels).

    Tokens are packed by steps: first those that open the chains, the longest chain first, then those behind them.
    """
    order = np.argsort(-lengths, kind="stable")
    starts, sizes = (np.cumsum(lengths) - lengths)[order], lengths[order]
    steps = np.arange(int(sizes[0]))[:, None]
    inside = steps < sizes
    ahead, behind = (starts + steps)[inside], (starts + sizes - 1 - steps)[inside]
    projected = []
    for member in members:
        inputs, _, bias = member.gates
        vectors = np.concatenate([table[codes[:, k]] for k, table in enumerate(member.tables.values())], axis=1)
        for way, places in enumerate((ahead, behind)):
            projected.append((vectors @ inputs[way])[places] + bias[way])
    states = run(np.stack(projected), np.concatenate([one.gates[1] for one in members]), inside.sum(axis=1))
    cells = states.shape[2]
    out: Scores = np.repeat(np.sum([one.bias for one in members], axis=0)[None], len(codes), axis=0)
    for k, member in enumerate(members):
        out[ahead] += states[2 * k] @ member.rows[:cells]
        out[behind] += states[2 * k + 1] @ member.rows[cells:]
    out /= np.float32(len(members))
    return out


def run(gates: Scores, weights: Scores, running: NDArray[np.int64]) -> Scores:
    """The states of several memories behind each token; shape (memories, tokens, cells).

    ``gates`` (memories, tokens, 4·cells) is what the tokens put in, packed by steps, ``weights`` (memories, cells,
    4·cells) what the state does, ``running`` the number of tokens of each step. The sigmoid of x is taken as
    (tanh(x/2) + 1)/2, with the halves in inputs and weights, so that one call serves all gates.
    """
    cells = weights.shape[1]
    out = np.empty((len(weights), gates.shape[1], cells), dtype=np.float32)
    memory = np.zeros((len(weights), int(running[0]), cells), dtype=np.float32)
    start = before = 0
    for live in running.tolist():
        now = gates[:, start : start + live]
        if start:
            now = now + out[:, before : before + live] @ weights
        now = np.tanh(now)
        opened = now * np.float32(0.5)
        opened += np.float32(0.5)
        cell = memory[:, :live]
        cell *= opened[..., cells : 2 * cells]
        cell += opened[..., :cells] * now[..., 2 * cells : 3 * cells]
        np.multiply(opened[..., 3 * cells :], np.tanh(cell), out=out[:, start : start + live])
        before, start = start, start + live
    return out


def pack(name: str, net: Recurrent) -> dict[str, NDArray[Any]]:
    """A tagger as arrays for a weight file: matrices as 8-bit integers with a scale for each row."""
    out: dict[str, NDArray[Any]] = {
        f"{name}.labels": np.asarray(net.labels),
        f"{name}.columns": np.asarray(list(net.known)),
    }
    for column, values in net.known.items():
        out[f"{name}.known.{column}"] = values
        out |= _pack(f"{name}.table.{column}", net.tables[column])
    for side, memory in zip(("ahead", "behind"), net.directions, strict=True):
        out |= _pack(f"{name}.{side}.inputs", memory.inputs) | _pack(f"{name}.{side}.state", memory.state)
        out[f"{name}.{side}.bias"] = memory.bias
    out |= _pack(f"{name}.rows", net.rows)
    return out | {f"{name}.{key}": getattr(net, key) for key in ("bias", "transitions", "first", "last")}


def _pack(name: str, matrix: Scores) -> dict[str, NDArray[Any]]:
    scale = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-9).astype(np.float32) / 127
    return {name: np.round(matrix / scale).astype(np.int8), f"{name}.scale": scale}


def unpack(name: str, arrays: Any) -> Recurrent:
    """The inverse of ``pack``."""

    def matrix(key: str) -> Scores:
        out: Scores = arrays[f"{name}.{key}"].astype(np.float32) * arrays[f"{name}.{key}.scale"]
        return out

    columns = [str(column) for column in arrays[f"{name}.columns"]]
    return Recurrent(
        labels=tuple(str(label) for label in arrays[f"{name}.labels"]),
        known={column: arrays[f"{name}.known.{column}"] for column in columns},
        tables={column: matrix(f"table.{column}") for column in columns},
        directions=(
            Memory(matrix("ahead.inputs"), matrix("ahead.state"), arrays[f"{name}.ahead.bias"]),
            Memory(matrix("behind.inputs"), matrix("behind.state"), arrays[f"{name}.behind.bias"]),
        ),
        rows=matrix("rows"),
        bias=arrays[f"{name}.bias"],
        transitions=arrays[f"{name}.transitions"],
        first=arrays[f"{name}.first"],
        last=arrays[f"{name}.last"],
    )
