"""For tests of the flows: hand-made claims, an engine that needs no models."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from claims.model import Actor, Article, Attribution, Claim, ExtractedArticle, Position, Speaker, When, stable_id
from claims.topics import Topic
from flows.engine import Result, Unextracted

TOPIC = Topic(id="deal", name={"en": "A deal"}, proposition={"en": "A deal is reached"}, any_of={"en": ("deal",)})
MINISTER = Actor("actor-minister", "Foreign Minister", None, "person")
NOON = datetime(2016, 10, 1, 12, tzinfo=UTC)


def article(name: str, words: str, published: str = "2016-09-04") -> Article:
    """An article that says one thing: ``"{words}", the Foreign Minister said.``"""
    return Article(
        name, f'"{words}", the Foreign Minister said.', "en", published, f"https://example.org/{name}", name, "Wire"
    )


class OneClaimEngine:
    """Finds one claim an article, by its words: ``near`` +1, ``failed`` −2, ``crash`` raises nothing but fails."""

    def __init__(self, fingerprint: str = "one") -> None:
        self.fingerprint = fingerprint
        self.extracted: list[str] = []

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        self.extracted += [one.id for one in articles]
        return [
            Unextracted(one, "extraction failed: crash") if "crash" in one.text else claim_of(one) for one in articles
        ]

    def close(self) -> None:
        pass


def claim_of(one: Article) -> ExtractedArticle:
    end = one.text.index('"', 1)
    value = 1 if "near" in one.text else -2 if "failed" in one.text else 0
    claim = Claim(
        id=stable_id("claim", one.id, one.text),
        article_id=one.id,
        attribution=Attribution(
            ((end + 3, end + 23),), ((end + 24, end + 28),), ((1, end),), "direct", "assert", "say"
        ),
        speaker=Speaker(MINISTER, ("Foreign Minister",)),
        when=When(one.published, "day"),
        topic_id=TOPIC.id,
        position=Position("assessment", value, "certain", False, ("by its words",)),
        source_text="the Foreign Minister",
        cue_text="said",
        content_text=one.text[1:end],
        lang="en",
        publisher=one.publisher,
        published=one.published,
    )
    return ExtractedArticle(one, (claim,))
