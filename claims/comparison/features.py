"""What is seen of two statements on one question: evidence, hedges and what they share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from claims.comparison.turning import NAMES as TURNING_NAMES
from claims.comparison.turning import turning
from claims.model import Lang
from claims.positions.effects import effects
from claims.positions.general import General, Question, read_general
from claims.positions.scope import Folded
from claims.stems import stems

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
SIDE_NAMES: tuple[str, ...] = (
    *_ROLES,
    *("hedged_but_full", "second", "on_question", "question_share", "question_left", "shared", "arabic", "told"),
)


SIGN_NAMES: tuple[str, ...] = (
    *("evidence", "even", "first", "last", "first_two", "phrases", "own", "all", "plain", "any_for", "any_against"),
    *("turned", "turned_question", "question", "opposes", "opposes_question", "backs", "backs_turned", "doubts"),
    *("on_question", "on_question_turned", "hopes", "hedged", "sure", "arabic"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair as read: both sides, the ``row`` of the pair by ``NAMES``, those of each side by ``SIDE_NAMES`` and what
    tells for or against by ``SIGN_NAMES``."""

    earlier: General
    later: General
    row: tuple[float, ...]
    side_rows: tuple[tuple[float, ...], tuple[float, ...]]
    sign_rows: tuple[tuple[float, ...], tuple[float, ...]]


def see(earlier: str, later: str, lang: Lang, asked: Question) -> Seen:
    """Read both statements and measure the pair."""
    a, b = read_general(earlier, lang, asked), read_general(later, lang, asked)
    one, two = (max(-_MOST_EVIDENCE, min(_MOST_EVIDENCE, side.evidence)) for side in (a, b))
    first, second = stems(earlier, lang), stems(later, lang)
    own, other = frozenset(first), frozenset(second)
    shared, shorter = len(own & other), max(min(len(own), len(other)), 1)
    alike = float(shared / shorter > _ALIKE)
    row = (
        *(one, two, one * two, abs(one - two), _sign(one) * _sign(two), min(abs(one), abs(two))),
        *(float(role in side.roles) for side in (a, b) for role in _ROLES),
        *(a.strength - b.strength, a.strength, b.strength, shared / max(len(own | other), 1), shared / shorter),
        *(len(other) / 20, len(own) / 20, bool(other & asked.stems), bool(own & asked.stems)),
        *(len(other & asked.stems) / max(len(asked.stems), 1), bool((own - other) & asked.stems)),
        *(a.value == 0, b.value == 0, any(char.isdigit() for char in later), lang == "ar"),
        *(alike * change for change in _changes(earlier, later, lang)),
        alike,
        *turning(earlier, later, lang),
    )
    sides = (_side(a, own, other, 0.0, lang, asked), _side(b, other, own, 1.0, lang, asked))
    signs = (sign_row(a, own, lang, asked), sign_row(b, other, lang, asked))
    return Seen(a, b, tuple(float(value) for value in row), sides, signs)


def _side(
    side: General, own: frozenset[str], other: frozenset[str], second: float, lang: Lang, asked: Question
) -> tuple[float, ...]:
    """One side's row; what it shares with the question and the other side matters for the second one only."""
    asked_of = own & asked.stems
    row = (
        *(role in side.roles for role in _ROLES),
        side.strength == 1 and "full" in side.roles,
        second,
        second * bool(asked_of),
        second * len(asked_of) / max(len(asked.stems), 1),
        second * bool((other - own) & asked.stems),
        second * len(own & other) / max(len(own | other), 1),
        lang == "ar",
        second * min(abs(side.evidence), _MOST_EVIDENCE),
    )
    return tuple(float(value) for value in row)


def sign_row(side: General, own: frozenset[str], lang: Lang, asked: Question) -> tuple[float, ...]:
    """What one side, whose stems are ``own``, has to tell whether it is for or against."""
    values = [one.value for one in side.effects]
    plain = sum(one.plain for one in side.effects)
    turned, against, backs = side.turns % 2, "against" in side.roles, "for" in side.roles
    on_question = not own.isdisjoint(asked.stems)
    row = (
        *(math.tanh(side.evidence), abs(side.evidence) < 0.5, values[0] if values else 0, values[-1] if values else 0),
        *(math.tanh(sum(values[:2])), math.tanh(sum(one.value for one in side.effects if one.phrase))),
        *(math.tanh(sum(one.value for one in side.effects if one.own)), math.tanh(plain * asked.sign)),
        *(math.tanh(plain), any(value > 0 for value in values), any(value < 0 for value in values)),
        *(turned, turned * asked.sign, asked.sign, against, against * asked.sign),
        *(backs, backs * (-1 if side.turns else 1), "doubt" in side.roles),
        *(on_question, on_question * (-1 if turned else 1)),
        *(role in side.roles for role in ("hope", "weak", "full")),
        lang == "ar",
    )
    return tuple(float(value) for value in row)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _changes(earlier: str, later: str, lang: Lang) -> tuple[bool, bool, bool]:
    """Whether the words that only one side has negate, are opposed, or are only other things."""
    one, other = Folded(earlier, lang).words, Folded(later, lang).words
    a, b = _roles(one, other, lang), _roles(other, one, lang)
    opposed = bool((a & _UP and b & _DOWN) or (a & _DOWN and b & _UP))
    return ("flip" in a) != ("flip" in b), opposed, not a and not b


def _roles(own: Sequence[str], other: Sequence[str], lang: Lang) -> frozenset[str]:
    lexicon, known = effects(lang), frozenset(other)
    return frozenset(role for word in own if word not in known for role in lexicon.of(word))
