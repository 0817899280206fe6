"""What is seen of two statements on one question: evidence, hedges and what they share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from claims.comparison.turning import NAMES as TURNING_NAMES
from claims.comparison.turning import turning
from claims.model import Lang, Relation
from claims.positions.effects import effects
from claims.positions.general import General, read_general, tagged_text
from claims.positions.reader import Learned, Reader, learned, learned_of_each
from claims.positions.told import Asked
from claims.shifts import relation_of
from claims.stems import stems

PairRelation = Relation | Literal["unrelated"]
RELATIONS: tuple[PairRelation, ...] = (
    *("repeat", "soften", "harden", "retreat_to_neutral", "commit", "reverse", "unrelated"),
)
VALUES = (-2, -1, 0, 1, 2)

_ROLES = ("weak", "hope", "doubt", "full", "open", "silent", "asked")
_UP, _DOWN = frozenset({"plus", "for"}), frozenset({"minus", "against"})
_MOST_EVIDENCE = 2.0
_ALIKE = 0.6
"""Share of the shorter statement's stems from which two statements are nearly the same but for a word."""
NAMES: tuple[str, ...] = (
    *("evidence_1", "evidence_2", "product", "difference", "signs", "least"),
    *(f"{role}_{side}" for side in (1, 2) for role in _ROLES),
    *("strength_change", "strength_1", "strength_2", "shared", "shared_of_shorter", "length_2", "length_1"),
    *("on_question_2", "on_question_1", "question_share_2", "question_left", "open_value_1", "open_value_2"),
    *("number_2", "arabic", "one_negated", "one_opposed", "one_other_thing", "alike"),
    *TURNING_NAMES,
)
READ_NAMES: tuple[str, ...] = tuple(
    f"{name}_{side}"
    for side in (1, 2)
    for name in ("favour", "sure", "none", "open", "leaning", "full", "log_none", "log_open", "log_leaning", "log_full")
)
ROW_NAMES: tuple[str, ...] = (
    *NAMES,
    *READ_NAMES,
    *("read_product", "read_difference", "read_least", "full_change", "leaning_change"),
    *(f"positions_{relation}" for relation in RELATIONS),
)
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair as read: both sides by words of effect and by the learned reader, and the pair's row by ``NAMES``."""

    earlier: General
    later: General
    row: tuple[float, ...]
    read: tuple[Learned, Learned]


def see(earlier: str, later: str, lang: Lang, of: Asked, own: Reader | None = None) -> Seen:
    """Read both statements and measure the pair; ``own``: a reader to read alone, in the place of both."""
    row = measure(earlier, later, lang, of)
    a, b = read_general(earlier, lang, of.question), read_general(later, lang, of.question)
    if own is not None:
        return Seen(a, b, row, (learned(earlier, lang, of, a, own), learned(later, lang, of, b, own)))
    first, second = learned_of_each([(earlier, lang, of), (later, lang, of)])
    return Seen(a, b, row, (first, second))


def measure(earlier: str, later: str, lang: Lang, of: Asked) -> tuple[float, ...]:
    """The measures of a pair by ``NAMES``."""
    asked = of.question
    a, b = read_general(earlier, lang, asked), read_general(later, lang, asked)
    one, two = (max(-_MOST_EVIDENCE, min(_MOST_EVIDENCE, side.evidence)) for side in (a, b))
    first, second = stems(earlier, lang), stems(later, lang)
    own_stems, other = frozenset(first), frozenset(second)
    shared, shorter = len(own_stems & other), max(min(len(own_stems), len(other)), 1)
    alike = float(shared / shorter > _ALIKE)
    row = (
        *(one, two, one * two, abs(one - two), _sign(one) * _sign(two), min(abs(one), abs(two))),
        *(float(role in side.roles) for side in (a, b) for role in _ROLES),
        *(a.strength - b.strength, a.strength, b.strength, shared / max(len(own_stems | other), 1), shared / shorter),
        *(len(other) / 20, len(own_stems) / 20, bool(other & asked.stems), bool(own_stems & asked.stems)),
        *(len(other & asked.stems) / max(len(asked.stems), 1), bool((own_stems - other) & asked.stems)),
        *(a.value == 0, b.value == 0, any(char.isdigit() for char in later), lang == "ar"),
        *(alike * change for change in _changes(earlier, later, lang)),
        alike,
        *turning(earlier, later, lang),
    )
    return tuple(float(value) for value in row)


def pair_row(row: tuple[float, ...], first: Learned, second: Learned) -> tuple[float, ...]:
    """What the judge looks at, by ``ROW_NAMES``: a pair's measures, and what the reader made of each side."""
    one, two = 2 * first.favour - 1, 2 * second.favour - 1
    (_, _, leaning_1, full_1), (_, _, leaning_2, full_2) = first.strengths, second.strengths
    by_positions = relation_odds(first.odds(), second.odds())
    return (
        *row,
        *_read(first),
        *_read(second),
        *(one * two, abs(one - two), min(abs(one), abs(two)), full_1 - full_2, leaning_1 - leaning_2),
        *(math.log(by_positions[relation] + _LEAST) for relation in RELATIONS),
    )


def _read(side: Learned) -> tuple[float, ...]:
    logs = (math.log(chance + _LEAST) for chance in side.strengths)
    return (side.favour, abs(2 * side.favour - 1), *side.strengths, *logs)


def relation_odds(first: Mapping[int | None, float], second: Mapping[int | None, float]) -> dict[str, float]:
    """The probability of each relation from those of the positions of each side, the earlier one taking one."""
    odds: dict[str, float] = dict.fromkeys(RELATIONS, 1e-6)
    for a, b in product(VALUES, VALUES):
        odds[relation_of(a, b)] += first[a] * second[b]
    odds["unrelated"] += second[None] * (1 - first[None])
    total = sum(odds.values())
    return {relation: chance / total for relation, chance in odds.items()}


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _changes(earlier: str, later: str, lang: Lang) -> tuple[bool, bool, bool]:
    """Whether the words that only one side has negate, are opposed, or are only other things."""
    one, other = tagged_text(earlier, lang)[0].words, tagged_text(later, lang)[0].words
    a, b = _roles(one, other, lang), _roles(other, one, lang)
    opposed = bool((a & _UP and b & _DOWN) or (a & _DOWN and b & _UP))
    return ("flip" in a) != ("flip" in b), opposed, not a and not b


def _roles(own: Sequence[str], other: Sequence[str], lang: Lang) -> frozenset[str]:
    lexicon, known = effects(lang), frozenset(other)
    return frozenset(role for word in own if word not in known for role in lexicon.of(word))
