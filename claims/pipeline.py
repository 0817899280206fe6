"""The whole way from articles to claims, a batch at a time, with the models loaded once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path

from claims.actors import Registry, load_registry, resolve
from claims.allegations import alleged_mover, speaks_of_another
from claims.analysers import Analysers, load_analysers, refine
from claims.attribute import attribute
from claims.configuration import configs_dir
from claims.model import Article, Attribution, Claim, ExtractedArticle, Position, Spans, Speaker, When, stable_id
from claims.positions import Statement, Told, read_position, read_positions, with_reactions
from claims.positions.bearing import ArticleOn
from claims.read import Document, read
from claims.topics import Topic, TopicIndex
from claims.when import resolve as resolve_when

BATCH = 200
LONGEST_STATEMENT = 1_500
"""Code points of a content that are read for its position and topic."""
_QUOTES = " \"'\u00bb\u201d\u2019"
_MARKS = frozenset(".,:;!?\u060c\u061b\u061f")
_CODE = ("*.py", "*.yaml", "*.npz", "*.json")


class Pipeline:
    """Articles in, claims out. One object may serve many batches; it keeps no state between articles."""

    def __init__(
        self, topics: Sequence[Topic] = (), registry: Registry | None = None, analysers: Analysers | None = None
    ) -> None:
        self.topics = tuple(topics)
        self.registry = registry if registry is not None else load_registry()
        self.analysers = analysers if analysers is not None else load_analysers(registry=self.registry)
        self.index = TopicIndex(self.topics)

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same article could give other claims: with code, configuration, topics, analysers."""
        parts = (*map(repr, self.topics), *self.analysers.names)
        return stable_id("fp", _program_digest(str(configs_dir())), *parts)

    def extract(self, articles: Iterable[Article]) -> Iterator[ExtractedArticle]:
        """The claims of each article, in the order given."""
        stream = iter(articles)
        while batch := list(islice(stream, BATCH)):
            yield from map(self.extract_one, batch)

    def extract_one(self, article: Article) -> ExtractedArticle:
        """The claims of one article, in the order of their cues."""
        document = read(article)
        attributions = refine(document, attribute(document), self.analysers)
        speakers = resolve(document, attributions, self.registry)
        moments = resolve_when(document, attributions)
        topic_ids = self.index.assign(document, attributions, speakers)
        positions = self._positions(document, attributions, speakers, topic_ids)
        names = Counter[str]()
        claims = []
        for row in zip(attributions, speakers, moments, topic_ids, positions, strict=True):
            claims.append(self._claim(document, *row, names))
        return ExtractedArticle(article, tuple(claims))

    def _claim(
        self,
        document: Document,
        attribution: Attribution,
        speaker: Speaker,
        when: When,
        topic_id: str,
        position: Position,
        names: Counter[str],
    ) -> Claim:
        article = document.article
        content, cue = _words(document, attribution.content), _words(document, attribution.cue)
        key = f"{cue}\x1f{content}"
        names[key] += 1
        return Claim(
            id=stable_id("c", article.id, key, names[key]),
            article_id=article.id,
            attribution=attribution,
            speaker=speaker,
            when=when,
            topic_id=topic_id,
            position=position,
            source_text=_words(document, attribution.source),
            cue_text=cue,
            content_text=content,
            lang=article.lang,
            publisher=article.publisher,
            published=article.published,
            alleged_actor=alleged_mover(document, attribution, speaker, content[:LONGEST_STATEMENT], self.registry),
        )

    def _positions(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        speakers: Sequence[Speaker],
        topic_ids: Sequence[str],
    ) -> list[Position]:
        """Each claim's position: by its own words, or by what it reacts to."""
        topics = [self.index.topic(topic_id) for topic_id in topic_ids]
        asking = {topic.id: topic for topic in topics if topic is not None and topic.proposition}
        looks = {topic_id: ArticleOn(document, topic) for topic_id, topic in asking.items()}
        statements = []
        for attribution, speaker, topic_id in zip(attributions, speakers, topic_ids, strict=True):
            said = clauses(document, attribution.content)[:LONGEST_STATEMENT]
            another = speaks_of_another(said, speaker, self.registry)
            look = looks.get(topic_id)
            context = look.measure(attribution, speaker.actor.id) if look is not None else None
            statements.append(Statement.of(document, attribution, said, another, context))
        positions = read_positions(list(zip(statements, topics, strict=True)))
        said_by = [speaker.actor.id for speaker in speakers]
        told = [Told(*row) for row in zip(said_by, topic_ids, statements, positions, strict=True)]
        return with_reactions(told, partial(self._lead, document))

    def _lead(self, document: Document, topic_id: str) -> Position:
        """What the first sentence of an article says on a topic."""
        first, past = document.sentences[0]
        said = document.slice((document.tokens[first].start, document.tokens[past - 1].end))
        return read_position(Statement(said[:LONGEST_STATEMENT], document.article.lang), self.index.topic(topic_id))


def _words(document: Document, spans: Spans) -> str:
    return " ".join(document.slice(span) for span in spans)


def clauses(document: Document, spans: Spans) -> str:
    """The pieces of a content, set off as by the reporting clause between them: no denial reaches over it."""
    out = ""
    for span in spans:
        piece = document.slice(span)
        marked = not out or out.rstrip(_QUOTES)[-1:] in _MARKS
        out += piece if not out else f" {piece}" if marked else f", {piece}"
    return out


@cache
def _program_digest(configs: str) -> str:
    """A digest of everything that decides what is extracted: this package and the lexicons, actors and topics."""
    digest = hashlib.sha256()
    for folder in (Path(__file__).parent, Path(configs)):
        for pattern in _CODE:
            for path in sorted(folder.rglob(pattern)):
                if "demo" not in path.parts and path.name not in ("settings.yaml", "sources.yaml"):
                    digest.update(path.relative_to(folder).as_posix().encode())
                    digest.update(path.read_bytes())
    return digest.hexdigest()
