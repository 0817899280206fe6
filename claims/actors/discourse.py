"""The attributions of one article on their way to actors: who is found behind which, and what stands around each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.actors.agreement import cue_form
from claims.actors.cast import Entity, agrees
from claims.actors.casting import Casting
from claims.actors.registry import Registry
from claims.model import Attribution, Span, Spans
from claims.read import Document

_NEAR = 200  # attributions before one that may give its subject
LONGEST_GAP = 200
"""Code points between a cue and its content, or before a verb, in which a subject is looked for."""


class Discourse:
    """The attributions of an article, by their index, with what has been found of each so far.

    ``found`` is who speaks, ``sure`` how sure that is; ``void`` are those whose source is no phrase of a speaker.
    """

    def __init__(self, document: Document, attributions: Sequence[Attribution], registry: Registry) -> None:
        self.document = document
        self.attributions = attributions
        self.registry = registry
        self.lang = document.article.lang
        self.day = document.article.published
        self.casting = Casting(document, [span for a in attributions for span in a.content], registry)
        self.found: list[Entity | None] = [None] * len(attributions)
        self.sure: list[float] = [0.5] * len(attributions)
        self.void: set[int] = set()

    def text(self, spans: Spans) -> str:
        """What stands at spans of the article."""
        return " ".join(self.document.slice(span) for span in spans).strip()

    def place_of(self, i: int) -> int:
        """Where an attribution stands: its cue, else its source, else its content."""
        a = self.attributions[i]
        return next((spans[0][0] for spans in (a.cue, a.source, a.content) if spans), 0)

    def begin(self, i: int) -> int:
        """Where an attribution begins: with its content, its cue or its source, whichever stands first."""
        a = self.attributions[i]
        return min((start for spans in (a.content, a.cue, a.source) for start, _ in spans), default=0)

    def gap(self, i: int) -> Span:
        """What stands between a cue and its content, or after a cue that ends the sentence: room for a subject."""
        a = self.attributions[i]
        if not a.cue:
            place = self.place_of(i)
            return place, place
        first = a.cue[-1][1]
        paragraph = next((e for s, e in self.document.paragraphs if s <= first <= e), first)
        last = min((s for s, _ in a.content if s >= first), default=paragraph)
        return first, min(last, first + LONGEST_GAP)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph that holds a place; -1 where none does."""
        return next((n for n, (s, e) in enumerate(self.document.paragraphs) if s <= place < e), -1)

    def paragraph_start(self, place: int) -> int:
        """Where the paragraph that holds a place begins; 0 where none does."""
        return next((s for s, e in self.document.paragraphs if s <= place < e), 0)

    def form(self, i: int) -> str:
        """The form of its subject that an attribution tells, by its verb or, in Arabic, by the shape of its cue."""
        attribution = self.attributions[i]
        if i in self.void:
            return ""
        if attribution.agreement or self.lang != "ar":
            return attribution.agreement
        return cue_form(self.text(attribution.cue))

    def gender(self, i: int) -> str:
        """What a verb in the singular, with its own subject, tells of a person."""
        told = self.attributions[i].agreement == "ms" and self.attributions[i].shares is None
        return "fs" if self.form(i) == "fs" else "ms" if told else ""

    def before(self, i: int) -> list[int]:
        """Earlier attributions in the order in which they can give a subject: same level, what holds it, the rest."""
        level = self.attributions[i].inside
        earlier = list(range(i - 1, max(i - 1 - _NEAR, -1), -1))
        same = [j for j in earlier if self.attributions[j].inside == level]
        if level is None:
            return same + [j for j in earlier if self.attributions[j].inside != level]
        return [level, *same] if 0 <= level < i else same

    def speakers_before(self, i: int) -> Iterator[tuple[int, Entity]]:
        """Who is found behind earlier attributions, with their indices, in the order in which they can be meant."""
        for j in self.before(i):
            entity = self.found[j]
            if entity is not None:
                yield j, entity

    def agreeing_before(self, i: int, form: str) -> Entity | None:
        """The speaker before an attribution whom a word of this form can mean."""
        return next((entity for _, entity in self.speakers_before(i) if agrees(form, entity)), None)
