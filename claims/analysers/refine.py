"""What an analyser beside the built-in rules adds to Arabic attributions, before their speakers are resolved.

Morphology tells the form of the subject where the cue's own lexicon does not: a dropped subject is then looked for
among those who agree with it. Names tell where a source phrase was cut inside one, or stopped short of the one that
follows its title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.languages.analysis import Analyser, Entity
from claims.model import Attribution, Span
from claims.read import Document

if TYPE_CHECKING:
    from claims.analysers import Analysers

_SPEAKERS = ("person", "organisation")


def refine(document: Document, attributions: list[Attribution], analysers: Analysers) -> list[Attribution]:
    """The attributions, in the same order, with what the analysers add; the built-in rules add nothing new."""
    if document.article.lang != "ar" or analysers.built_in or not attributions:
        return attributions
    morphology, ner = analysers.chosen
    if morphology != "rules":
        attributions = [_with_agreement(document, a, analysers.morphology) for a in attributions]
    if ner != "rules":
        names = [entity for entity in analysers.ner.entities(document) if entity.kind in _SPEAKERS]
        attributions = [_with_whole_names(document, a, names) for a in attributions]
    return attributions


def _with_agreement(document: Document, attribution: Attribution, analyser: Analyser) -> Attribution:
    if attribution.agreement or not attribution.cue:
        return attribution
    words = document.slice(attribution.cue[0]).split()
    readings = [reading for reading in analyser.readings(words[0]) if reading.agreement] if words else []
    verbs = [reading for reading in readings if reading.category == "verb" and reading.aspect != "imperative"]
    told = {reading.agreement for reading in verbs or readings} - {"2"}  # news does not report "you said"
    return replace(attribution, agreement=told.pop()) if len(told) == 1 else attribution


def _with_whole_names(document: Document, attribution: Attribution, names: Sequence[Entity]) -> Attribution:
    if not attribution.source:
        return attribution
    low, high = _room(document, attribution)
    *before, last = attribution.source
    start, end = _grown(last, names, low, high)
    if (start, end) == last and not any(e.kind == "person" and _meet(e.span, last) for e in names):
        follows = next((e for e in names if e.kind == "person" and _is_next(document, end, e.span)), None)
        if follows is not None and follows.span[1] <= high:
            end = follows.span[1]
    return replace(attribution, source=(*before, (start, end)))


def _room(document: Document, attribution: Attribution) -> Span:
    """Where the last piece of the source may grow to: not into the cue or the content."""
    start, end = attribution.source[-1]
    others = [*attribution.source[:-1], *attribution.cue, *attribution.content]
    low = max((e for _, e in others if e <= start), default=0)
    high = min((s for s, _ in others if s >= end), default=len(document.text))
    return low, high


def _grown(span: Span, names: Sequence[Entity], low: int, high: int) -> Span:
    """A span with the whole of the names that it cuts, as far as there is room."""
    start, end = span
    for entity in names:
        first, past = entity.span
        if _meet(entity.span, span) and low <= first and past <= high:
            start, end = min(start, first), max(end, past)
    return start, end


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_next(document: Document, end: int, span: Span) -> bool:
    return document.text[end : span[0]] == " "
