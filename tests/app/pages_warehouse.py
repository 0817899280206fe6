"""A small warehouse made by hand for the pages: what each page must show is known exactly."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from claims.model import (
    Actor,
    Article,
    Attribution,
    Claim,
    ExtractedArticle,
    Guard,
    Kind,
    Lang,
    Position,
    Relation,
    Shift,
    Span,
    Speaker,
    Status,
    Utterance,
    When,
)
from claims.topics import Topic
from warehouse.store import Refusal, Store

NOW = datetime(2016, 10, 4, 6, 0, tzinfo=UTC)
TOPIC = Topic(
    "deal", {"en": "A ceasefire deal", "ar": "اتفاق وقف النار"}, {"en": "A deal is reached", "ar": "التوصل إلى اتفاق"}
)
OTHER = Topic("aid", {"en": "Aid to the city", "ar": "المساعدات إلى المدينة"}, {"en": "Aid arrives"})
ANN = Actor("ann", "Ann Field", "آن فيلد", "person", role="minister")
OMAR = Actor("omar", "Omar al-Qasim", "عمر القاسم", "person")
EVIL = Actor("evil", "<b>Evil</b> \u202eActor", None, "organisation")
HOSTILE = '<script>alert("x")</script> \u202egnihton\u202c & <b>bold</b>'
LONG = "w " * 500_000


def _article(name: str, text: str, lang: Lang = "en", day: str = "2016-09-04") -> Article:
    url = f"https://example.org/{name}" if name != "hostile" else "javascript:alert(1)"
    title = f"Title of {name}" if name != "hostile" else '<img src=x onerror="alert(1)">'
    return Article(name, text, lang, f"{day}T10:00:00Z", url, title, f"Outlet of {name}")


def _claim(
    name: str, article: Article, actor: Actor, spans: dict[str, tuple[Span, ...]], topic: Topic, value: int | None
) -> Claim:
    def words(role: str) -> str:
        return " ".join(article.text[start:end] for start, end in spans[role])

    return Claim(
        id=name,
        article_id=article.id,
        attribution=Attribution(spans["source"], spans["cue"], spans["content"], "direct", "assert", "say"),
        speaker=Speaker(actor, (actor.label,)),
        when=When((article.published or "")[:10], "day", "on Sunday"),
        topic_id=topic.id,
        position=Position("assessment", value, "certain", False, ("by its words",)),
        source_text=words("source"),
        cue_text=words("cue"),
        content_text=words("content"),
        lang=article.lang,
        publisher=article.publisher,
        published=article.published,
    )


def _spans(text: str, source: str, cue: str, *content: str) -> dict[str, tuple[Span, ...]]:
    def find(part: str) -> Span:
        return text.index(part), text.index(part) + len(part)

    return {"source": (find(source),), "cue": (find(cue),), "content": tuple(find(part) for part in content)}


def _utterance(claim: Claim, *outlets: str) -> Utterance:
    return Utterance(
        id=f"u-{claim.id}",
        actor_id=claim.speaker.actor.id,
        topic_id=claim.topic_id or "",
        said_at=claim.when.at,
        position=claim.position,
        act="assert",
        content=claim.content_text,
        lang=claim.lang,
        claim_ids=(claim.id,),
        outlets=outlets or (claim.publisher or "",),
    )


def _shift(
    name: str, a: Claim | None, b: Claim, relation: Relation, status: Status = "shift", accused: Actor | None = None
) -> Shift:
    kind: Kind = "assessment"
    return Shift(
        id=name,
        actor_id=(accused or b.speaker.actor).id,
        topic_id=b.topic_id or "",
        relation=relation,
        kind=kind,
        from_value=a.position.value if a else None,
        to_value=None if accused else b.position.value,
        earlier_claim_id=a.id if a else None,
        later_claim_id=b.id,
        earlier_utterance_id=f"u-{a.id}" if a else None,
        later_utterance_id=f"u-{b.id}",
        within_day=bool(a and a.when.at == b.when.at),
        alleged=accused is not None,
        accuser_id=b.speaker.actor.id if accused else None,
        status=status,
        confidence=0.8,
        reasons=("the reason <i>why</i>",),
        guards=(Guard("same_kind", False, "both are of assessment"),),
    )


def make(db: Path) -> Path:
    """Four articles, six claims, a shift, a possible one, an alleged one, a refusal and a run; published."""
    near = _article("near", 'Ann Field said "a deal", she added, "is near".')
    far = _article(
        "far", "قالت آن فيلد ان الاتفاق لم ينجز. وقالت الناطقة ان عمر قال ان الخطة فشلت.", "ar", "2016-09-06"
    )
    aid = _article("aid", "Omar said aid was blocked. Later Omar said aid may pass.", day="2016-09-08")
    hostile = _article("hostile", f"Evil said {HOSTILE}.\n{LONG}", day="2016-10-02")
    c1 = _claim("c1", near, ANN, _spans(near.text, "Ann Field", "said", "a deal", "is near"), TOPIC, 1)
    c2 = _claim("c2", far, ANN, _spans(far.text, "آن فيلد", "قالت", "ان الاتفاق لم ينجز"), TOPIC, -2)
    outer = _spans(far.text, "الناطقة", "وقالت", "ان عمر قال ان الخطة فشلت")
    inner = _spans(far.text, "عمر", "قال ان الخطة"[:3], "ان الخطة فشلت")
    at = far.text.index("قال ان الخطة")
    inner["cue"] = ((at, at + 3),)
    c3 = _claim("c3", far, EVIL, outer, TOPIC, None)
    c4 = _claim("c4", far, OMAR, inner, TOPIC, -2)
    c5 = _claim("c5", aid, OMAR, _spans(aid.text, "Omar", "said", "aid was blocked"), OTHER, -1)
    c6 = _claim("c6", aid, OMAR, _spans(aid.text, "Omar", "said", "aid may pass"), OTHER, 1)
    c7 = _claim("c7", hostile, EVIL, _spans(hostile.text, "Evil", "said", HOSTILE), TOPIC, 0)
    found = [
        ExtractedArticle(near, (c1,)),
        ExtractedArticle(far, (c2, c3, c4)),
        ExtractedArticle(aid, (c5, c6)),
        ExtractedArticle(hostile, (c7,)),
    ]
    utterances = [_utterance(c1, "Outlet of near", "Second Outlet"), *map(_utterance, (c2, c3, c4, c5, c6, c7))]
    shifts = [
        _shift("s-sure", c1, c2, "reverse"),
        _shift("s-possible", c5, c6, "reverse", "possible"),
        _shift("s-alleged", None, c7, "retreat_to_neutral", "possible", accused=ANN),
    ]
    with Store.open(db) as store:
        run_id = store.start_run("track", started_at=NOW)
        store.put_topics([TOPIC, OTHER])
        store.put_actors([ANN, OMAR, EVIL], {"ann": ["Ann Field", "Minister Field"], "omar": ["عمر القاسم"]})
        store.put(found, fingerprint="f", fetched_at=NOW, run_id=run_id)
        store.replace_links({"deal", "aid"}, utterances, shifts, run_id=run_id)
        store.quarantine([Refusal("bad.jsonl", 7, "is no JSON <b>", b"{")], run_id)
        store.end_run(run_id, state="completed", ended_at=NOW, articles_in=4, refused=1)
        store.publish()
    return db
