"""Articles and claims made by arithmetic, for measuring what a run costs beside extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from claims.model import (
    Actor,
    Article,
    Attribution,
    Claim,
    ExtractedArticle,
    Position,
    Speaker,
    When,
    stable_id,
)
from flows.engine import Result

CLAIMS = 10


def made_id(number: int) -> str:
    """The id of an article: a hash, as ``scale.sql`` makes it."""
    return f"url-{hashlib.md5(f'a{number}'.encode(), usedforsecurity=False).hexdigest()[:16]}"


def made_article(number: int) -> Article:
    """The article of a number, on a day of its own among thirty."""
    day = (date(2023, 9, 1) + timedelta(days=number % 30)).isoformat()
    words = " ".join(f"word{number}x{i}" for i in range(300))
    return Article(
        made_id(number), words, "en", day, f"https://example.org/{number}", f"Title {number}", f"Wire {number % 40}"
    )


def made_claim(one: Article, number: int, place: int, stored: int, over: int) -> Claim:
    """A claim by an actor and on one of ``over`` topics of a ledger of ``stored`` articles (see ``scale.sql``)."""
    name = f"Actor {(number * 3 + place % 3) * 7919 % max(1000, stored // 20)}"
    actor = Actor(f"actor-{name.split()[1]}", name, None, "organisation")
    content = f"content number {place} of article {number} about what will happen"
    return Claim(
        id=stable_id("c", one.id, place),
        article_id=one.id,
        attribution=Attribution(((20, 25),), ((12, 16),), ((0, 10),), "direct", "inform", "say"),
        speaker=Speaker(actor, (name,)),
        when=When(one.published, "day"),
        topic_id=f"topic-{number % over * 104729 % max(200, stored // 20)}",
        position=Position("assessment", (number * 31 + place) % 5 - 2 if place % 3 == 0 else None),
        source_text=name,
        cue_text="said",
        content_text=content,
        lang="en",
        publisher=one.publisher,
        published=one.published,
    )


class MadeEngine:
    """Finds ten claims an article, at no cost."""

    fingerprint = "bench"

    def __init__(self, stored: int, topics: int) -> None:
        self.stored, self.topics = stored, topics

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        found: list[Result] = []
        for one in articles:
            number = int((one.url or "").rpartition("/")[2])
            found.append(
                ExtractedArticle(
                    one, tuple(made_claim(one, number, place, self.stored, self.topics) for place in range(CLAIMS))
                )
            )
        return found

    def close(self) -> None:
        """Nothing is held."""
