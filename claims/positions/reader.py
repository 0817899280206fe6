"""The learned readers of a statement's position: regressions over what it tells, and a network over its words.

Each tells for from against, and whether a side is taken and how strongly (nothing, 0, 1, 2). They err in other places,
so that their mean is better than either. Trained on labelled statements by ``claims.comparison.train``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claims.attribute.chains.tagger import Scores
from claims.model import Lang
from claims.positions.general import General, read_general
from claims.positions.network import columns, odds
from claims.positions.told import Asked, Measures, Told, told

STRENGTHS = ("none", "0", "1", "2")
WEIGHTS = Path(__file__).parent / "reader.json"
OF_NETWORK = 0.7
"""What the network counts in the mean: chosen on 17,280 statements of questions that neither had learned from."""
_WORDS_TOLD = 3
_LEAST_TOLD = 0.1


@dataclass(frozen=True, slots=True)
class Reader:
    """The weight of each signed measure, and those of each plain one in the order of ``STRENGTHS``, each with its bias.

    ``statements``: how many they were learned from.
    """

    sign: Mapping[str, float]
    sign_bias: float
    strength: Mapping[str, tuple[float, ...]]
    bias: tuple[float, ...]
    statements: int

    def favour(self, signed: Measures) -> float:
        """The probability that a side taken is for the proposition."""
        score = self.sign_bias + sum(self.sign.get(name, 0.0) * value for name, value in signed.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def strengths(self, plain: Measures) -> tuple[float, ...]:
        """The probability of each of ``STRENGTHS``."""
        scores = list(self.bias)
        for name, value in plain.items():
            for i, weight in enumerate(self.strength.get(name, ())):
                scores[i] += weight * value
        odds = [math.exp(score - max(scores)) for score in scores]
        return tuple(one / sum(odds) for one in odds)


@dataclass(frozen=True, slots=True)
class Learned:
    """``favour``: the probability of for rather than against; ``strengths``: those of ``STRENGTHS``; with reasons."""

    favour: float
    strengths: tuple[float, ...]
    reasons: tuple[str, ...]

    def signs(self) -> dict[int | None, float]:
        """The probability of each side (1, −1), of being undecided (0) and of no position (None)."""
        size = self.strengths[2] + self.strengths[3]
        return {
            **{1: size * self.favour, -1: size * (1 - self.favour)},
            **{0: self.strengths[1], None: self.strengths[0]},
        }

    def odds(self) -> dict[int | None, float]:
        """The probability of each position; None is none."""
        out: dict[int | None, float] = {None: self.strengths[0], 0: self.strengths[1]}
        for size in (1, 2):
            out[size] = self.strengths[size + 1] * self.favour
            out[-size] = self.strengths[size + 1] * (1 - self.favour)
        return out


@cache
def load() -> Reader:
    """The weights that ship."""
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    strength = {name: tuple(weights) for name, weights in stored["strength"].items()}
    return Reader(stored["sign"], stored["sign_bias"], strength, tuple(stored["bias"]), stored["statements"])


def learned(text: str, lang: Lang, of: Asked, general: General | None = None, own: Reader | None = None) -> Learned:
    """What the weighing reader makes of a statement."""
    return read_told(told(text, lang, of, general or read_general(text, lang, of.question)), own or load())


def learned_of_each(statements: Sequence[tuple[str, Lang, Asked]]) -> list[Learned]:
    """What the weighing reader and the network make together of each statement, by its text and the question asked.

    The network reads all of them at once, which costs little more than one.
    """
    if not statements:
        return []
    # One statement after the other, so that what both look at is found once.
    looks = [(columns(*statement), learned(*statement)) for statement in statements]
    rows = odds([seen for seen, _ in looks])
    return [together(weighed, row) for (_, weighed), row in zip(looks, rows, strict=True)]


def together(one: Learned, of_network: Scores) -> Learned:
    """The mean of both, weighted, with the reasons of the weighing reader."""
    favour, *strengths = (float(value) for value in of_network)
    both = tuple((1 - OF_NETWORK) * a + OF_NETWORK * b for a, b in zip(one.strengths, strengths, strict=True))
    return Learned((1 - OF_NETWORK) * one.favour + OF_NETWORK * favour, both, one.reasons)


def read_told(found: Told, reader: Reader) -> Learned:
    """What the weighing reader makes of a statement that was measured."""
    return Learned(reader.favour(found.signed), reader.strengths(found.plain), _reasons(found, reader))


def _reasons(found: Told, reader: Reader) -> tuple[str, ...]:
    """The words that weigh most, each once, with the side that they speak for."""
    weighed: dict[str, float] = {}
    for name, value in found.signed.items():
        if word := found.words.get(name):
            weighed[word] = weighed.get(word, 0.0) + reader.sign.get(name, 0.0) * value
    most = sorted(weighed.items(), key=lambda one: (-abs(one[1]), one[0]))[:_WORDS_TOLD]
    return tuple(
        f"\u00ab{word}\u00bb: {'for' if weight > 0 else 'against'}, as learned from {reader.statements} statements"
        for word, weight in most
        if abs(weight) >= _LEAST_TOLD
    )
