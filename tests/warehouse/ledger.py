"""Hand-made articles and claims, and how to put them."""

from __future__ import annotations

from datetime import UTC, datetime

from claims.model import (
    Actor,
    Article,
    Attribution,
    Claim,
    ExtractedArticle,
    Guard,
    Position,
    Shift,
    Speaker,
    Utterance,
    When,
    stable_id,
)
from warehouse.store import PutResult, Store

NOW = datetime(2016, 9, 5, 8, 0, tzinfo=UTC)
KERRY = Actor("Q22316", "John Kerry", "جون كيري", "person", "Q789915", "Q30", "secretary")
STATE = Actor("Q789915", "State Department", None, "organisation", "Q30", "Q30")
OTHER = Actor("Q159", "Russia", "روسيا", "country")


def article(number: int, text: str | None = None, published: str | None = "2016-09-04T10:00:00+03:00") -> Article:
    words = text or " ".join(f"word{number}x{i}" for i in range(40))
    return Article(f"a{number}", words, "en", published, f"https://example.org/{number}", f"Title {number}", "Wire")


def claim(of: Article, number: int = 0, value: int | None = 1, topic: str = "deal") -> Claim:
    content = f"content {number} of {of.id}"
    found = Attribution(
        ((0, 3),), ((4, 6),), ((7, 9), (10, 12)), "mixed", "inform", "say", target=((1, 2),), negated=True
    )
    return Claim(
        id=stable_id("c", of.id, number),
        article_id=of.id,
        attribution=found,
        speaker=Speaker(KERRY, ("Secretary of State John Kerry", "Kerry"), "Wire", 0.8, (STATE,)),
        when=When("2016-09-04", "day", "today", number, number > 5),
        topic_id=topic,
        position=Position("assessment", value, "probable", False, ("near",)),
        source_text="Kerry",
        cue_text="said",
        content_text=content,
        lang=of.lang,
        publisher=of.publisher,
        published=of.published,
        alleged_actor=OTHER if number == 7 else None,
        alleged_position=Position("policy", -2, "possible", True, ("accused",)) if number == 7 else None,
    )


def extracted(of: Article, claims: int = 2) -> ExtractedArticle:
    return ExtractedArticle(of, tuple(claim(of, n) for n in range(claims)))


def utterance(of: Claim) -> Utterance:
    return Utterance(
        stable_id("u", of.id),
        of.speaker.actor.id,
        of.topic_id or "",
        of.when.at,
        of.position,
        of.attribution.act,
        of.content_text,
        of.lang,
        (of.id,),
        (of.publisher or "",),
    )


def shift(a: Claim, b: Claim) -> Shift:
    return Shift(
        id=stable_id("shift", a.id, b.id),
        actor_id=KERRY.id,
        topic_id=a.topic_id or "",
        relation="reverse",
        kind="assessment",
        from_value=1,
        to_value=-2,
        earlier_claim_id=a.id,
        later_claim_id=b.id,
        earlier_utterance_id=stable_id("u", a.id),
        later_utterance_id=stable_id("u", b.id),
        within_day=True,
        alleged=False,
        accuser_id=None,
        status="shift",
        confidence=0.8,
        reasons=("from near to none",),
        guards=(Guard("recalled", False, "neither"),),
    )


def put(store: Store, *articles: ExtractedArticle, fingerprint: str = "f1", at: datetime = NOW) -> PutResult:
    run_id = store.start_run("track", started_at=at)
    store.put_actors([KERRY], {KERRY.id: ("Kerry",)})
    return store.put(articles, fingerprint=fingerprint, fetched_at=at, run_id=run_id)
