"""Reactions to a decision that the article has told: «welcomed the ruling» is for or against as the ruling was.

By itself such a statement tells only that its speaker is pleased or not. What was decided stands in another statement
before it, or in the article's first sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claims.model import Position
from claims.positions.lexicon import position_lexicon
from claims.positions.scope import Folded, find_events
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
            decided = _decision(told[:i], out, one) or lead(one.topic_id)
            if decided.value and decided.confidence >= _SURE:
                position = _reacting(one, 1 if decided.value > 0 else -1)
        out.append(position)
    return out


def is_reaction(statement: Statement) -> bool:
    """Whether a statement only judges a decision named before («the ruling», «the step»)."""
    if statement.act not in _ACTS or statement.negated:
        return False
    lexicon = position_lexicon(statement.lang)
    folded = Folded(statement.text, statement.lang)
    named = [i for i, word in enumerate(folded.words[:_OPENING]) if lexicon.decisions.fullmatch(word)]
    return bool(named) and all(at in named for at, _ in find_events(folded, lexicon))


def _decision(before: Sequence[Told], positions: Sequence[Position], one: Told) -> Position | None:
    """The last decided and surely read position of another speaker before a reaction."""
    for other, position in zip(reversed(before), reversed(positions), strict=True):
        same = other.topic_id == one.topic_id and other.speaker != one.speaker
        sure = position.confidence >= _SURE and abs(position.value or 0) == _DECIDED
        if same and sure and not is_reaction(other.statement):
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
