"""Reactions to a decision that the article has told: «welcomed the ruling» is for or against as the ruling was.

By itself such a statement tells only that its speaker is pleased or not. What was decided stands in another statement
before it, or in the article's first sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from claims.model import Position
from claims.positions.folded import Folded
from claims.positions.lexicon import position_lexicon
from claims.positions.scope import find_events
from claims.positions.statement import Statement

_ACTS = frozenset({"welcome", "support", "condemn", "criticise", "regret", "accept", "reject", "fear"})
_OPENING = 3  # words of a content within which the decision is named
_SURE = 0.7
_TURNED = 0.35
"""How sure a reaction is read that is against what its words are for: of thirteen in marked storylines five were."""
_DECIDED = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as far as it matters here: whose it is, on which topic, how it is put, and its position."""

    speaker: str
    topic_id: str | None
    statement: Statement
    position: Position


def with_reactions(told: Sequence[Told], lead: Callable[[str], Position]) -> list[Position]:
    """The positions of an article's claims, in the order of the text, reactions read by what they react to.

    ``lead`` gives the position of the article's first sentence on a topic, asked where no claim before tells.
    """
    out: list[Position] = []
    for i, one in enumerate(told):
        position = one.position
        if one.topic_id and is_reaction(one.statement):
            decided = _decision(told[:i], out, one)
            if decided is None and _reacts_to(one.statement) == "words":
                out.append(position)
                continue
            decided = decided or lead(one.topic_id)
            if decided.value and decided.confidence >= _SURE:
                position = _reacting(one, 1 if decided.value > 0 else -1)
        out.append(position)
    return out


def is_reaction(statement: Statement) -> bool:
    """Whether a statement only judges a decision, or words, named before («the ruling», «his remarks»)."""
    return _reacts_to(statement) is not None


def _reacts_to(statement: Statement) -> Literal["decision", "words"] | None:
    """What a statement only judges, if it does nothing else."""
    if statement.act not in _ACTS or statement.negated:
        return None
    lexicon = position_lexicon(statement.lang)
    folded = Folded(statement.text, statement.lang)
    opening = list(enumerate(folded.words[:_OPENING]))
    words = [i for i, word in opening if lexicon.utterances.fullmatch(word)]
    named = words or [i for i, word in opening if lexicon.decisions.fullmatch(word)]
    if not named or not all(at in named for at, _ in find_events(folded, lexicon)):
        return None
    return "words" if words else "decision"


def _decision(before: Sequence[Told], positions: Sequence[Position], one: Told) -> Position | None:
    """The last surely read position of another speaker before a reaction; of a decision, one that was decided.

    What somebody else wished or thought of it is no decision.
    """
    words = _reacts_to(one.statement) == "words"
    for other, position in zip(reversed(before), reversed(positions), strict=True):
        if other.topic_id != one.topic_id or other.speaker == one.speaker or is_reaction(other.statement):
            continue
        decided = abs(position.value or 0) == _DECIDED and other.statement.act not in _ACTS
        if position.value and position.confidence >= _SURE and (words or decided):
            return position
    return None


def _reacting(one: Told, sign: int) -> Position:
    """The position of a reaction to a decision for (1) or against (-1) the proposition."""
    statement = one.statement
    base = position_lexicon(statement.lang).stance_acts.get(statement.act, 0)
    value = base * sign
    if not base or value == one.position.value:
        return one.position
    side = "for" if sign > 0 else "against"
    reasons = (
        f"\u00ab{statement.cue}\u00bb: {statement.act} ({base:+d})",
        f"what it speaks of was decided {side}",
        f"so {value:+d}",
    )
    return replace(one.position, kind="policy", value=value, reasons=reasons, confidence=_SURE if sign > 0 else _TURNED)
