"""Two statements of one actor: how the position moved from the earlier to the later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.attribute import attribute
from claims.model import Article, Lang, Position, Relation
from claims.positions import Statement, read_position
from claims.positions.lexicon import position_lexicon
from claims.positions.poles import poles
from claims.positions.scope import Folded, find_events
from claims.read import read
from claims.shifts import relation_of
from claims.stems import stems
from claims.topics import Topic

PairRelation = Relation | Literal["unrelated"]
_SAME_WORDS = 0.8


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relation of a pair; ``unrelated`` where one of them takes no position on the question."""

    relation: PairRelation
    confidence: float
    from_position: int | None
    to_position: int | None
    reasons: tuple[str, ...]


def compare(
    earlier: str, later: str, lang: Lang, topic: str | None = None, proposition: str | None = None
) -> Comparison:
    """Compare two statements, each a sentence with or without its «X said». ``topic`` and ``proposition`` are texts."""
    question = _question(topic, proposition, earlier, lang)
    a, b = (_position(text, lang, question) for text in (earlier, later))
    reasons = (*(f"earlier: {r}" for r in a.reasons), *(f"later: {r}" for r in b.reasons))
    if a.value is not None and b.value is not None:
        relation = relation_of(a.value, b.value)
        same_line = a.kind == b.kind
        return Comparison(relation, 0.75 if same_line else 0.6, a.value, b.value, reasons)
    if _same_words(earlier, later, lang):
        return Comparison("repeat", 0.7, a.value, b.value, (*reasons, "nearly the same words"))
    return Comparison("unrelated", 0.5, a.value, b.value, reasons)


def _question(topic: str | None, proposition: str | None, earlier: str, lang: Lang) -> Topic | None:
    """A topic from what is given of it; its events are those that its words and the earlier statement name."""
    if not topic and not proposition:
        return None
    texts: dict[Lang, str] = {"en": proposition} if proposition else {}
    question = Topic(id="pair", name={lang: topic or ""}, proposition=texts)
    named = {concept for _, concept in find_events(Folded(earlier, lang), position_lexicon(lang))}
    return question if set(poles(question)) & named or not named else None


def _position(text: str, lang: Lang, topic: Topic | None) -> Position:
    """The position of a statement: of its last reported content where it has one, else of all its words."""
    document = read(Article(id="pair", text=text, lang=lang))
    found = [a for a in attribute(document) if a.inside is None]
    best: Position | None = None
    for attribution in found:
        content = " ".join(document.slice(span) for span in attribution.content)
        cue = " ".join(document.slice(span) for span in attribution.cue)
        statement = Statement(
            content, lang, attribution.act, attribution.factuality, attribution.negated, cue, on_question=True
        )
        position = read_position(statement, topic)
        if position.value is not None and (best is None or abs(position.value) >= abs(best.value or 0)):
            best = position
    return best or read_position(Statement(text, lang, on_question=True), topic)


def _same_words(one: str, other: str, lang: Lang) -> bool:
    a, b = frozenset(stems(one, lang)), frozenset(stems(other, lang))
    return bool(a | b) and len(a & b) / len(a | b) >= _SAME_WORDS
