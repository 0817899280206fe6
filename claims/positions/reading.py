"""One way to read a statement's value, before conditions and the source's certainty are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the value: its kind and the words that say so; ``learned`` ones know of conditions.

    ``by`` names the cue or the rule that gave it; ``plain``: its words are of one kind, whoever says them;
    ``of_event``: the cue is said of an event of the topic; ``at``: the word where it opens, −1 where there is none.
    """

    kind: Kind
    value: int
    reasons: tuple[str, ...]
    confidence: float = 1.0
    learned: bool = False
    by: str = ""
    plain: bool = False
    of_event: bool = False
    at: int = -1


def sign_of(value: int) -> int:
    """−1 of what is below zero, else 1."""
    return -1 if value < 0 else 1


def side_of(value: int) -> int:
    """−1 against, 1 for, 0 neither."""
    return (value > 0) - (value < 0)


def flipped(value: int) -> int:
    """What a negation makes of a value: «not near» is no more than doubtful, «not failed» is hope."""
    return {2: -2, 1: -1, 0: 0, -1: 1, -2: 2}[value]
