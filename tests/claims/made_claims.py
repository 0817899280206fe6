"""Claims made by hand for linking, one statement each, and what linking makes of them."""

from __future__ import annotations

from claims.model import Actor, Attribution, Claim, Position, Speaker, When, stable_id
from claims.shifts import Linked, link

ANNE = Actor("p-anne", "Anne Field", None, "person", country="Q30")
OFFICIAL = Actor("u-official", "a senior official", None, "unnamed")
RIVAL = Actor("c-rival", "Rivalia", None, "country")
NUMBERS = iter(range(10**6))


def claim(
    value: int | None,
    at: str | None = "2020-01-01",
    *,
    actor: Actor = ANNE,
    text: str | None = None,
    article: str | None = None,
    rank: int = 0,
    **more: object,
) -> Claim:
    number = next(NUMBERS)
    words = text or f"words that only statement {number} has {number * 7} {number * 11}"
    article_id = article or f"article-{number}"
    return Claim(
        id=stable_id("c", number),
        article_id=article_id,
        attribution=Attribution(((0, 4),), ((5 + number, 9 + number),), ((10, 20),), "indirect", "inform", "say",
                                inside=more.pop("inside", None)),  # type: ignore[arg-type]
        speaker=Speaker(actor, (actor.label,), confidence=0.95),
        when=When(at, "day", more.pop("expression", None), rank, bool(more.pop("recalled", False))),  # type: ignore[arg-type]
        topic_id=str(more.pop("topic", "deal")),
        position=Position(
            more.pop("kind", "assessment"), value, "certain", False, ("as told",), more.pop("read", 1.0),  # type: ignore[arg-type]
            more.pop("kind_read", 1.0),  # type: ignore[arg-type]
        ),
        source_text=actor.label,
        cue_text="said",
        content_text=words,
        lang="en",
        publisher=f"Outlet {number}",
        published=str(more.pop("published", f"{at or '2020-01-01'}T12:00:00Z")),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def linked(*claims: Claim) -> Linked:
    return link(claims, {a.id: a for a in (ANNE, OFFICIAL, RIVAL)}, {})


def moves(found: Linked) -> list[tuple[int | None, int | None, str]]:
    return [(s.from_value, s.to_value, s.relation) for s in found.shifts if not s.alleged]


def held(found: Linked) -> set[str]:
    return {back.guard.name for back in found.held}
