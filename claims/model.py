"""The words of the system, as frozen dataclasses.

An article holds attributions (what the text shows); an attribution understood is a claim (who really
spoke, when, on what, with which position); one thing said once is an utterance; two utterances whose
positions differ are a shift. Every offset is in Unicode code points of ``Article.text``, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["ar", "en"]
Span = tuple[int, int]
Spans = tuple[Span, ...]

SpeechType = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["person", "organisation", "country", "group", "outlet", "document", "unnamed"]
Kind = Literal["assessment", "policy", "commitment", "conduct", "schedule", "process"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Precision = Literal["minute", "part_of_day", "day", "week", "month", "year"]
Relation = Literal["repeat", "soften", "harden", "retreat_to_neutral", "commit", "reverse", "contradict"]
Status = Literal["shift", "possible"]


def stable_id(prefix: str, *parts: object) -> str:
    """A short id that depends on its parts alone: ``prefix-`` and 16 hexadecimal digits."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8')).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Article:
    """A text as published. ``published`` is ISO 8601, a date or a datetime with zone, or None."""

    id: str
    text: str
    lang: Lang
    published: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the text shows: one cue with the content it attributes.

    ``source`` is the noun phrase in the cue's own clause, empty where Arabic drops it.
    ``shares`` is the index (in the article's list) of the attribution whose speaker this one repeats:
    a participle of the same subject, a paragraph that only continues a quotation; None where it has
    its own source or a dropped subject that coreference must find. ``inside`` is the index of the
    attribution whose content holds this one, or None. ``agreement`` is what the cue's form tells of its
    subject: "ms", "fs", "mp", "fp", "d", "1s", "1p", or "" where it tells nothing. ``target`` is the
    addressee or accused, ``via`` the outlet that relays the words. ``negated`` is a negated cue
    (``did not rule out``, ``لم يؤكد``). ``factuality`` is the certainty that the cue's source gives its
    content, after FactBank (Saurí & Pustejovsky 2009): CT+, PR+, PS+, CT-, PR-, PS-, Uu.
    ``confidence`` is between 0 and 1.
    """

    source: Spans
    cue: Spans
    content: Spans
    type: SpeechType
    act: str
    lemma: str
    factuality: str = "CT+"
    negated: bool = False
    pluperfect: bool = False
    agreement: str = ""
    shares: int | None = None
    inside: int | None = None
    target: Spans = ()
    via: Spans = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Actor:
    """A speaker with an identity across articles: a registry entry, or one of its own.

    ``id`` is a Wikidata id where the registry knows it, else a stable id made from the name; ``speaks_for``
    and ``country`` are actor ids. ``unnamed`` actors are classes and never merged into a person.
    """

    id: str
    label: str
    label_ar: str | None
    kind: ActorKind
    speaks_for: str | None = None
    country: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The actor behind one attribution, with the forms by which this article calls it, longest first.

    ``institutions`` are the actors that it speaks for, nearest first, also those that no registry lists.
    """

    actor: Actor
    names: tuple[str, ...]
    via: str | None = None
    confidence: float = 0.9
    institutions: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """When it was said. ``at`` is ISO 8601 (date, datetime with zone, or month ``2016-08``) or None.

    ``rank`` orders statements of one day where the text tells their order (earlier < later), 0 where it
    does not. ``recalled`` marks background recalled from earlier.
    """

    at: str | None
    precision: Precision | None = None
    expression: str | None = None
    rank: int = 0
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """The stance a claim takes towards its topic's proposition: −2 … +2, or None where it takes none.

    ``confidence``: how sure its sign was read, 0 to 1; ``kind_confidence``: that it is of this kind's line, how things
    stand or what is wanted.
    """

    kind: Kind
    value: int | None
    certainty: Certainty = "certain"
    conditional: bool = False
    reasons: tuple[str, ...] = ()
    confidence: float = 1.0
    kind_confidence: float = 1.0


NO_POSITION = Position(kind="assessment", value=None, certainty="unknown", reasons=("no topic",))


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution understood. ``content_text`` joins the content's pieces with a space."""

    id: str
    article_id: str
    attribution: Attribution
    speaker: Speaker
    when: When
    topic_id: str | None
    position: Position
    source_text: str
    cue_text: str
    content_text: str
    lang: Lang
    publisher: str | None
    published: str | None
    alleged_actor: Actor | None = None
    alleged_position: Position | None = None

    @property
    def confidence(self) -> float:
        return round(self.attribution.confidence * self.speaker.confidence, 3)


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """One article with the claims found in it, in the order of their cues."""

    article: Article
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said once, however many outlets carry it. ``claim_ids`` has the first publication first."""

    id: str
    actor_id: str
    topic_id: str
    said_at: str | None
    position: Position
    act: str
    content: str
    lang: Lang
    claim_ids: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """One reason that could have made a pair no shift, checked: ``held`` is True where it stands in the way."""

    name: str
    held: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """Two utterances of one actor on one topic and kind whose positions differ.

    ``alleged`` shifts are said by ``accuser`` of ``actor``: they have one claim, so that ``earlier_claim_id``
    may be None, and are never the actor's own.
    """

    id: str
    actor_id: str
    topic_id: str
    relation: Relation
    kind: Kind
    from_value: int | None
    to_value: int | None
    earlier_claim_id: str | None
    later_claim_id: str
    earlier_utterance_id: str | None
    later_utterance_id: str
    within_day: bool
    alleged: bool
    accuser_id: str | None
    status: Status
    confidence: float
    reasons: tuple[str, ...]
    guards: tuple[Guard, ...] = field(default=())
