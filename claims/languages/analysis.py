"""What an analyser of words and names is asked, whatever is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from claims.model import Span

if TYPE_CHECKING:
    from claims.read import Document

Category = Literal["verb", "participle", "noun", "name", "other"]
Aspect = Literal["perfect", "imperfect", "imperative", ""]
EntityKind = Literal["person", "organisation", "place", "other"]


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One way to read a word out of context.

    ``lemma`` is folded. ``agreement`` is the subject's form that a verb or participle tells, as in
    ``claims.model.Attribution``; "2" for the second person; "" where it tells nothing. ``aspect`` is a verb's.
    """

    lemma: str
    category: Category
    aspect: Aspect = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A name in the text. ``span`` is in code points."""

    span: Span
    kind: EntityKind


class Analyser(Protocol):
    """A back end. ``name`` tells it from others, with the data it has: another name may mean other claims."""

    @property
    def name(self) -> str: ...

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The ways to read a word as written, sorted; empty for a word it does not know."""
        ...

    def entities(self, document: Document) -> tuple[Entity, ...]:
        """The names in a document, in order, none overlapping another."""
        ...
