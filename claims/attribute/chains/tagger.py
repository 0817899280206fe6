"""Linear taggers over hashed features, used with NumPy alone: scores, Viterbi, marginals, weight files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.attribute.chains.hashing import Indices

Scores = NDArray[np.float32]
_IMPOSSIBLE = np.float32(-1e4)


@dataclass(frozen=True)
class Chain:
    """Labels that form chains: ``transitions`` (labels, labels) from the label on the left to the one on the right,
    ``first`` and ``last`` (labels,) at the ends of a chain."""

    labels: tuple[str, ...]
    transitions: Scores
    first: Scores
    last: Scores

    def best(self, scores: Scores, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """The best label sequences of chains by Viterbi: scores (chains, longest, labels) → (chains, longest)."""
        chains, longest, labels = scores.shape
        back = np.zeros((longest, chains, labels), dtype=np.int64)
        state = self.first + scores[:, 0]
        for t in range(1, longest):
            reach = state[:, :, None] + self.transitions
            back[t] = reach.argmax(axis=1)
            moved = reach.max(axis=1) + scores[:, t]
            live = (t < lengths)[:, None]
            state = np.where(live, moved, state)
            back[t] = np.where(live, back[t], np.arange(labels))
        out = np.zeros((chains, longest), dtype=np.int64)
        label = (state + self.last).argmax(axis=1)
        for t in range(longest - 1, -1, -1):
            out[:, t] = label
            label = back[t][np.arange(chains), label]
        return out

    def marginals(self, scores: Scores, lengths: NDArray[np.int64]) -> Scores:
        """The probability of each label at each token, by forward and backward; shapes as in ``best``."""
        chains, longest, labels = scores.shape
        ahead = np.empty((longest, chains, labels), dtype=np.float32)
        behind = np.zeros((longest, chains, labels), dtype=np.float32)
        ahead[0] = self.first + scores[:, 0]
        for t in range(1, longest):
            ahead[t] = _log_sum(ahead[t - 1][:, :, None] + self.transitions, 1) + scores[:, t]
        ends = np.broadcast_to(self.last, (chains, labels))
        for t in range(longest - 1, -1, -1):
            if t + 1 < longest:
                onward = _log_sum(self.transitions + (scores[:, t + 1] + behind[t + 1])[:, None, :], 2)
                behind[t] = np.where((t + 1 < lengths)[:, None], onward, ends)
            else:
                behind[t] = ends
        joint = (ahead + behind).transpose(1, 0, 2)
        joint -= joint.max(axis=2, keepdims=True)
        probability = np.exp(joint)
        out: Scores = probability / probability.sum(axis=2, keepdims=True)
        return out


@dataclass(frozen=True)
class Tagger(Chain):
    """A linear model over hashed features, with transitions where its labels form chains.

    ``rows`` has shape (2**bits, labels), ``bias`` (labels,).
    """

    rows: Scores
    bias: Scores

    def scores(self, features: Indices) -> Scores:
        """Scores of each label for each token; shape (tokens, labels)."""
        out: Scores = np.repeat(self.bias[None], len(features), axis=0)
        for template in np.ascontiguousarray(features.T):
            out += np.take(self.rows, template, axis=0)
        return out


def _log_sum(values: Scores, axis: int) -> Scores:
    top = values.max(axis=axis, keepdims=True)
    out: Scores = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return out


def pad(scores: Scores, lengths: NDArray[np.int64]) -> Scores:
    """Scores of chains that lie one behind the other, (tokens, labels), as (chains, longest, labels)."""
    longest = int(lengths.max()) if len(lengths) else 0
    out = np.zeros((len(lengths), longest, scores.shape[1]), dtype=np.float32)
    inside = np.arange(longest) < lengths[:, None]
    out[inside] = scores
    return out


def pack(name: str, tagger: Tagger) -> dict[str, NDArray[Any]]:
    """A tagger as arrays for ``weights.npz``: rows as 8-bit integers with one scale."""
    scale = float(np.abs(tagger.rows).max()) / 127 or 1.0
    return {
        f"{name}.labels": np.asarray(tagger.labels),
        f"{name}.rows": np.round(tagger.rows / scale).astype(np.int8),
        f"{name}.scale": np.asarray(scale, dtype=np.float32),
        f"{name}.bias": tagger.bias,
        f"{name}.transitions": tagger.transitions,
        f"{name}.first": tagger.first,
        f"{name}.last": tagger.last,
    }


def write(file: Path, tagged: dict[str, Tagger], kinds: dict[str, str]) -> None:
    """Write taggers by name, and classes of words, into one compressed file."""
    arrays: dict[str, Any] = {key: array for name, one in tagged.items() for key, array in pack(name, one).items()}
    arrays["kinds"] = np.frombuffer(
        "\n".join(f"{word} {kind}" for word, kind in kinds.items()).encode(), dtype=np.uint8
    )
    np.savez_compressed(file, **arrays)


def unpack(name: str, arrays: Any) -> Tagger:
    """The inverse of ``pack``."""
    return Tagger(
        labels=tuple(str(label) for label in arrays[f"{name}.labels"]),
        rows=arrays[f"{name}.rows"].astype(np.float32) * arrays[f"{name}.scale"],
        bias=arrays[f"{name}.bias"],
        transitions=arrays[f"{name}.transitions"],
        first=arrays[f"{name}.first"],
        last=arrays[f"{name}.last"],
    )


def read_taggers(file: Path) -> dict[str, Tagger]:
    """The taggers of a weight file by name."""
    with np.load(file, allow_pickle=False) as arrays:
        names = sorted({key.split(".")[0] for key in arrays.files if key.endswith(".labels")})
        return {name: unpack(name, arrays) for name in names}


def read_kinds(file: Path) -> dict[str, str]:
    """The classes of words in a weight file, as ``"coarse fine"``."""
    with np.load(file, allow_pickle=False) as arrays:
        lines = arrays["kinds"].tobytes().decode().split("\n")
    return {word: kind for word, _, kind in (line.partition(" ") for line in lines)}
