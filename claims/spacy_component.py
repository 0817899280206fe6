"""Attribution as a spaCy pipeline component: ``nlp.add_pipe("attribution")``, then ``doc.spans["claims"]``.

spaCy finds the factory by an entry point in every process in which this package is installed; nothing has to be
imported. It loads this module with its first pipeline, so that what is slow to import is imported on first use.
"""

# Annotations stay values here: spaCy reads those of the factory to check a configuration.
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from spacy import util
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

from claims.model import Article, Claim, ExtractedArticle, Lang, Spans, stable_id

if TYPE_CHECKING:
    from claims.analysers import Choice
    from claims.pipeline import Pipeline
    from claims.topics import Topic

SPANS_KEY = "claims"
LABELS = ("SOURCE", "CUE", "CONTENT")
LANGS: tuple[Lang, ...] = ("ar", "en")
ARTICLE_KEYS = ("id", "published", "title", "publisher", "url")
DISPLACY_COLORS = {"SOURCE": "#8fc7ff", "CUE": "#ffd479", "CONTENT": "#b8e6b0"}
"""Colours of the labels where displaCy shows them; found by an entry point as well."""

_KEPT = "mawqif.attributions"


def _attributions(doc: Doc) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(doc.user_data.get(_KEPT, "[]"))
    return found


def _set_attributions(doc: Doc, found: list[dict[str, Any]]) -> None:
    doc.user_data[_KEPT] = json.dumps(found, ensure_ascii=False)  # a saved doc would give its lists back as tuples


if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", getter=_attributions, setter=_set_attributions)
if not Doc.has_extension("article"):
    Doc.set_extension("article", default=None)


@Language.factory(
    "attribution",
    assigns=["doc.spans", "doc._.attributions"],
    default_config={"spans_key": SPANS_KEY, "topics": None, "lang": None, "morphology": "rules", "ner": "rules"},
    default_score_weights={f"spans_{SPANS_KEY}_f": 1.0, f"spans_{SPANS_KEY}_p": 0.0, f"spans_{SPANS_KEY}_r": 0.0},
)
def make_attribution(
    nlp: Language,
    name: str,
    spans_key: str,
    topics: str | None,
    lang: str | None,
    morphology: Literal["rules", "camel"],
    ner: Literal["rules", "camel"],
) -> "AttributionComponent":
    """The component for a pipeline of Arabic or English.

    Args:
        nlp: the pipeline; ``lang`` speaks for it where its own code is another, as ``xx``.
        name: the component's name in the pipeline.
        spans_key: the key of ``doc.spans`` under which sources, cues and contents are kept.
        topics: path of a topics file; without one, claims get discovered topics.
        lang: ``ar`` or ``en``.
        morphology: who reads Arabic inflections.
        ner: who reads Arabic names.

    Raises:
        ValueError: the language is neither.
        ConfigurationError: the topics file is wrong.
    """
    code = lang or nlp.lang
    if code not in LANGS:
        told = f"the pipeline's language is {nlp.lang!r}" if lang is None else f"`lang` is {lang!r}"
        raise ValueError(
            f"{name}: attribution reads Arabic (ar) and English (en); {told}. For a pipeline of another code over "
            'texts of one of the two, say which: nlp.add_pipe("attribution", config={"lang": "ar"})'
        )
    return AttributionComponent(name, lang=code, spans_key=spans_key, topics=topics, analysers=(morphology, ner))


class AttributionComponent(Pipe):
    """Sets ``doc.spans[spans_key]`` and ``doc._.attributions``; reads ``doc._.article``.

    The doc's own tokens are never looked at: its text is read anew, and code-point offsets are widened to tokens.
    Spans are labelled ``SOURCE``, ``CUE``, ``CONTENT``; their ``id_`` is the claim's, their ``kb_id_`` (sources only)
    the Wikidata id of the actor. ``doc._.attributions`` are dictionaries as ``mawqif extract`` writes them. Without
    topics of its own the component keeps no state; those that it has are saved with it.
    """

    def __init__(
        self,
        name: str = "attribution",
        *,
        lang: Lang,
        spans_key: str = SPANS_KEY,
        topics: str | None = None,
        analysers: "tuple[Choice, Choice]" = ("rules", "rules"),
    ) -> None:
        self.name = name
        self.lang = lang
        self.spans_key = spans_key
        self._analysers = analysers
        self._topics: list[Topic] = []
        self._missing: str | None = None
        if topics is not None:
            # A saved pipeline names the path of the machine it was made on, and brings the topics themselves.
            if Path(topics).exists():
                self.set_topics(topics)
            else:
                self._missing = topics

    @property
    def labels(self) -> tuple[str, ...]:
        return LABELS

    def set_topics(self, path: str | Path) -> None:
        """Follow the topics of a file.

        Raises:
            ConfigurationError: it cannot be read, or an entry is wrong.
        """
        from claims.topics import load_topics

        self._use(load_topics(Path(path)))

    def _use(self, topics: "list[Topic]") -> None:
        self._topics, self._missing = topics, None
        self.__dict__.pop("_pipeline", None)

    @cached_property
    def _pipeline(self) -> "Pipeline":
        from claims.analysers import load_analysers
        from claims.configuration import ConfigurationError
        from claims.pipeline import Pipeline

        if self._missing is not None:
            raise ConfigurationError(f"{self._missing}: no such topics file; name another one with set_topics(path)")
        return Pipeline(self._topics, analysers=load_analysers(*self._analysers))

    def __call__(self, doc: Doc) -> Doc:
        """Set the spans and attributions of a doc."""
        try:
            self.set_annotations(doc, self.predict(doc))
        except Exception as error:
            self.get_error_handler()(self.name, self, [doc], error)
        return doc

    def predict(self, doc: Doc) -> ExtractedArticle:
        """The claims of a doc's text."""
        told = _article_of(doc)
        named = told.get("id") or stable_id("url" if told.get("url") else "text", told.get("url") or doc.text)
        rest = {key: told.get(key) for key in ARTICLE_KEYS if key != "id"}
        return self._pipeline.extract_one(Article(id=named, text=doc.text, lang=self.lang, **rest))

    def set_annotations(self, doc: Doc, extracted: ExtractedArticle) -> None:
        """Write claims into a doc, over those of before."""
        from claims.serialise import to_output

        doc.spans[self.spans_key] = [span for claim in extracted.claims for span in _spans(doc, claim)]
        doc._.attributions = to_output(extracted)["attributions"]

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of the labelled spans, for ``nlp.evaluate``; ``mawqif evaluate`` tells more."""
        key = self.spans_key
        return dict(
            Scorer.score_spans(
                examples,
                attr=f"spans_{key}",
                getter=lambda doc, _: doc.spans.get(key, []),
                has_annotation=lambda doc: key in doc.spans,
                allow_overlap=True,
                labeled=True,
            )
        )

    # --- saving --------------------------------------------------------------------------------------------------

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The topics, for a pipeline's ``to_bytes``."""
        return util.to_bytes({"topics": self._dump}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "AttributionComponent":
        """Take the topics that ``to_bytes`` gave."""
        util.from_bytes(data, {"topics": self._restore}, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the topics into a folder."""

        def write(file: Path) -> None:
            file.write_bytes(self._dump())

        util.to_disk(path, {"topics.json": write}, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "AttributionComponent":
        """Take the topics from a folder that ``to_disk`` wrote."""
        read: dict[str, Callable[[Path], Any]] = {"topics.json": lambda file: self._restore(file.read_bytes())}
        util.from_disk(path, read, exclude)
        return self

    def _dump(self) -> bytes:
        kept = None if self._missing is not None else [asdict(topic) for topic in self._topics]
        return json.dumps(kept, ensure_ascii=False).encode("utf-8")

    def _restore(self, data: bytes) -> None:
        from claims.topics import Topic

        rows = json.loads(data)
        if rows is None:
            return
        lists = ("any_of", "all_of", "none_of")
        self._use(
            [
                Topic(
                    **{
                        **row,
                        **{key: {lang: tuple(words) for lang, words in row[key].items()} for key in lists},
                        "actors": tuple(row["actors"]),
                    }
                )
                for row in rows
            ]
        )


def _article_of(doc: Doc) -> Mapping[str, Any]:
    """What is told of a doc as an article: ``doc._.article``, else the context that came with its text."""
    told = doc._.article
    if told is None:
        context = getattr(doc, "_context", None)
        return context if isinstance(context, Mapping) else {}
    if not isinstance(told, Mapping) or set(told) - set(ARTICLE_KEYS):
        raise ValueError(f"doc._.article must be a mapping with keys of {', '.join(ARTICLE_KEYS)}; is {told!r}")
    return told


def _spans(doc: Doc, claim: Claim) -> Iterable[Span]:
    found, actor = claim.attribution, claim.speaker.actor.id
    roles: tuple[tuple[str, Spans], ...] = (("SOURCE", found.source), ("CUE", found.cue), ("CONTENT", found.content))
    for label, pieces in roles:
        known = actor if label == "SOURCE" and _is_wikidata(actor) else ""
        for start, end in pieces:
            span = doc.char_span(start, end, label, known, alignment_mode="expand", span_id=claim.id)
            if span is not None:
                yield span


def _is_wikidata(actor_id: str) -> bool:
    return actor_id[:1] == "Q" and actor_id[1:].isdigit()
