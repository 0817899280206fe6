"""The attributions of one article on their way to actors: who is found behind which, and what stands around each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import Match

from claims.actors.agreement import cue_form
from claims.actors.cast import Entity, agrees
from claims.actors.casting import Casting
from claims.actors.english_relatives import RELATIVES
from claims.actors.mention import Mention
from claims.actors.registry import Registry
from claims.model import Attribution, Span, Spans
from claims.read import Document

_LONGEST_QUOTATION = 2_000  # code points from an opening mark to a place that it may hold
_OPENS = re.compile(r"(?<![\w.,!?\u2026])(?:[\"\u201c\u00ab\u2018']|''|``)(?=\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?\u2026)\]-])(?:[\"\u201d\u00bb]|'')|(?<=[.,!?\u2026])[\u2019'](?!\w)")
_SPEECH = re.compile(r"[A-Z][\w.\u2019'-]*(?: [A-Z][\w.\u2019'-]*){0,3}:\s")
_NOBODY = "anyone"  # the class of unnamed sources of whom nothing is told
_NEAR = 200  # attributions before one that may give its subject
LONGEST_GAP = 200
"""Code points between a cue and its content, or before a verb, in which a subject is looked for."""


class Discourse:
    """The attributions of an article, by their index, with what has been found of each so far.

    ``found`` is who speaks, ``sure`` how sure that is; ``void`` are those whose source is no phrase of a speaker;
    ``subjects`` are the subjects of passives, of whom somebody else speaks.
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
        self.subjects: dict[int, Entity] = {}

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

    def paragraph_before(self, place: int, count: int) -> int:
        """Where the stretch of so many paragraphs begins that ends in the one that holds a place."""
        n = self.paragraph(place)
        return self.document.paragraphs[max(n - count + 1, 0)][0] if n >= 0 else 0

    def nobody(self, i: int) -> Entity:
        """Somebody whom the article does not name: the author, the readers, whoever does what a passive tells."""
        self.casting.unsay(self.attributions[i].content)  # the article's own words
        return self.casting.known(None, Mention("unnamed", "", self.place_of(i), unnamed=_NOBODY), 0.3)[0]

    def is_somebody(self, entity: Entity) -> bool:
        """Whether a pronoun or a dropped subject may mean an entity: not whom the article leaves out (English)."""
        return self.lang != "en" or entity.unnamed != _NOBODY

    def is_relative(self, i: int) -> bool:
        """Whether the source of an attribution is a relative before its verb: «voters who backed …» (English)."""
        a = self.attributions[i]
        relative = self.lang == "en" and self.text(a.source).casefold() in RELATIVES
        return relative and (not a.cue or a.source[0][0] < a.cue[0][0])

    def is_meant(self, j: int, entity: Entity) -> bool:
        """Whether a pronoun may mean the speaker of an earlier attribution (English).

        Nobody whom the article leaves out, and none of whom a relative clause alone tells: «those who know it».
        """
        return self.is_somebody(entity) and not (entity.kind in ("unnamed", "group") and self.is_relative(j))

    def is_quoted(self, place: int) -> bool:
        """Whether a place stands in a quotation, which may run over paragraphs, or in a speech of a transcript."""
        text = self.document.text
        last = max(_OPENS.finditer(text, max(0, place - _LONGEST_QUOTATION), place), key=Match.start, default=None)
        opened = last is not None and not _CLOSES.search(text, last.end(), place)
        return opened or _SPEECH.match(text, self.paragraph_start(place), place) is not None

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
            entity = self.subjects.get(j, self.found[j])
            if entity is not None:
                yield j, entity

    def agreeing_before(self, i: int, form: str) -> Entity | None:
        """The speaker before an attribution whom a word of this form can mean."""
        return next((entity for _, entity in self.speakers_before(i) if agrees(form, entity)), None)
