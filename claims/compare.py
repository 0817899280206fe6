"""Two statements of one actor: how the position moved from the earlier to the later."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import cast

from claims.comparison import VALUES, PairRelation, Seen, judge, positions, see
from claims.model import Lang, Position
from claims.positions import Statement, read_position
from claims.positions.folded import Folded
from claims.positions.general import General
from claims.positions.lexicon import position_lexicon
from claims.positions.read import read_value
from claims.positions.reader import Learned
from claims.positions.scope import find_events
from claims.positions.told import asked
from claims.shifts import relation_of
from claims.stems import stems
from claims.topics import Topic

LONGEST = 2_000
"""Code points of a statement that are read."""
_LONGEST_QUESTION = 500
_AGREED = 0.8


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relation of a pair; ``unrelated`` where the later one takes no position on the question.

    ``confidence`` is the probability of the relation; the positions are the likeliest that stand in it.
    """

    relation: PairRelation
    confidence: float
    from_position: int | None
    to_position: int | None
    reasons: tuple[str, ...]


def compare(
    earlier: str, later: str, lang: Lang, topic: str | None = None, proposition: str | None = None
) -> Comparison:
    """Compare two statements, each a sentence with or without its «X said». ``topic`` and ``proposition`` are texts."""
    earlier, later = earlier[:LONGEST], later[:LONGEST]
    topic, proposition = (topic or "")[:_LONGEST_QUESTION], (proposition or "")[:_LONGEST_QUESTION]
    seen = see(earlier, later, lang, asked(topic, proposition, lang))
    reasons = (*_reasons("earlier", seen.earlier, seen.read[0]), *_reasons("later", seen.later, seen.read[1]))
    if stems(earlier, lang) == stems(later, lang):
        first, _ = _positions("repeat", seen)
        return Comparison("repeat", 1.0, first, first, (*reasons, "the same words"))
    plain = _plain(earlier, later, lang, Topic("pair", {lang: topic}), seen)
    if plain is not None:
        a, b = plain
        return Comparison(relation_of(a, b), _AGREED, a, b, (*reasons, "both speak of one event, with plain words"))
    odds = judge(seen)
    relation = cast(PairRelation, max(odds, key=lambda name: (odds[name], name)))
    first, second = _positions(relation, seen)
    return Comparison(relation, round(odds[relation], 3), first, second, reasons)


def _reasons(name: str, side: General, read: Learned) -> tuple[str, ...]:
    return tuple(f"{name}: {reason}" for reason in (*side.reasons, *read.reasons))


def _plain(earlier: str, later: str, lang: Lang, topic: Topic, seen: Seen) -> tuple[int, int] | None:
    """The positions where both name one event, speak of it in one way, and two ways to read them agree on the side."""
    lexicon = position_lexicon(lang)
    events = [{concept for _, concept in find_events(Folded(text, lang), lexicon)} for text in (earlier, later)]
    if not events[0] & events[1]:
        return None
    statements = [Statement(text, lang) for text in (earlier, later)]
    a, b = (read_position(statement, topic) for statement in statements)
    ruled = [read_value(statement, topic) for statement in statements]
    if a.value is None or b.value is None or ruled[0] is None or ruled[1] is None or ruled[0][0] != ruled[1][0]:
        return None
    return (a.value, b.value) if _agree(a, seen.earlier) and _agree(b, seen.later) else None


def _agree(position: Position, side: General) -> bool:
    value = position.value or 0
    if side.roles & {"silent", "asked"}:
        return False
    return value == 0 if "open" in side.roles else bool(value) and (value > 0) == (side.evidence > 0)


def _positions(relation: PairRelation, seen: Seen) -> tuple[int | None, int | None]:
    """The likeliest positions that stand in a relation."""
    first, second = positions(seen, 0), positions(seen, 1)
    if relation == "unrelated":
        return max(VALUES, key=lambda value: first[value]), None
    fitting = [(a, b) for a, b in product(VALUES, VALUES) if relation_of(a, b) == relation]
    return max(fitting, key=lambda pair: first[pair[0]] * second[pair[1]])
