"""Comparing two statements, and telling why a shift counts."""

from __future__ import annotations

import re

from claims.compare import compare
from claims.explain import why


def test_a_reverse_in_both_languages() -> None:
    english = compare(
        "A deal is near.", "The minister said no deal had been reached.", "en", "the deal", "A deal is reached"
    )
    arabic = compare("أعلن الوزير أن الاتفاق بات وشيكا.", "قال الوزير إنه لم يتم التوصل إلى اتفاق.", "ar", "الاتفاق")
    for found in (english, arabic):
        assert (found.relation, found.from_position, found.to_position) == ("reverse", 1, -2)
        assert found.reasons


def test_same_words_are_a_repeat() -> None:
    assert compare("The bridge is painted blue.", "The bridge is painted blue.", "en").relation == "repeat"


def test_a_refusal_to_answer_is_unrelated() -> None:
    found = compare("A deal is near.", "He declined to comment on the deal.", "en", "the deal", "A deal is reached")
    assert (found.relation, found.to_position) == ("unrelated", None)


SHIFT = {
    "actor": "Anne Field", "topic": "Border deal", "relation": "reverse", "kind": "assessment", "alleged": False,
    "earlier_claim_id": "c1", "later_claim_id": "c2", "from_position": 1, "to_position": -2, "status": "shift",
    "confidence": 0.8, "reasons": ["earlier +1: near"], "accuser": None,
    "guards": '[{"name": "recalled", "held": false, "detail": "neither is recalled"}]',
}  # fmt: skip
CLAIMS = {
    "c1": {"said_at": "2020-01-01", "said_expr": None, "publisher": "Wire", "url": None, "content": "a deal is near"},
    "c2": {
        "said_at": "2020-01-01",
        "said_expr": "hours later",
        "publisher": "Wire",
        "url": "https://x.org/2",
        "content": "no deal",
    },
}


def test_why_tells_both_sides_and_what_was_checked() -> None:
    told = why(SHIFT, CLAIMS)
    for words in (
        "Anne Field",
        "position changed",
        "a deal is near",
        "no deal",
        "hours later",
        "recalled",
        "https://x.org/2",
    ):
        assert words in told
    assert not re.search(r"\b(?:lie[sd]?|lying)\b", told)


def test_why_keeps_an_allegation_the_accusers() -> None:
    told = why({**SHIFT, "alleged": True, "accuser": "Rivalia", "earlier_claim_id": None}, CLAIMS)
    assert told.startswith("Rivalia alleges that Anne Field moved")
    assert "kept apart from what Anne Field said" in told
