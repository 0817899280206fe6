"""Why two claims are no shift: the guards that hold them back, in words."""

from __future__ import annotations

import json
from typing import Any

from claims.explain import guards_between, why_not


def row(claim_id: str, position: int | None, at: str | None, **more: Any) -> dict[str, Any]:
    return {
        "claim_id": claim_id, "utterance_id": f"u-{claim_id}", "actor_id": "p-1", "actor": "Anne Field",
        "actor_kind": "person", "topic_id": "deal", "topic": "Border deal", "kind": "assessment", "position": position,
        "said_at": at, "said_expr": None, "publisher": "Outlet", "url": None, "content": f"words of {claim_id}",
        "reasons": json.dumps(["as told"]), "recalled": False, "attribution": json.dumps({"inside": None}), **more,
    }  # fmt: skip


def names(*rows: dict[str, Any], between: tuple[dict[str, Any], ...] = ()) -> list[str]:
    return [name for name, _ in guards_between(*rows, between)]


def test_each_guard_is_told() -> None:
    near = row("a", 1, "2020-01-01")
    assert names(near, row("b", 1, "2020-01-02")) == ["repeat"]
    assert names(near, row("b", -2, "2020-01-02", kind="policy")) == ["same_kind"]
    assert names(near, row("b", None, "2020-01-02")) == ["no_position"]
    assert names(near, row("b", -2, "2020-01-02", recalled=True)) == ["recalled"]
    assert names(near, row("b", -2, None)) == ["unknown_order"]
    assert names(near, row("b", -2, "2020-01-01")) == ["restatement"]
    assert names(near, row("b", -2, "2020-01-02", topic_id="other", topic="Other")) == ["other_question"]
    assert names(near, row("b", -2, "2020-01-02", actor_id="p-2", actor="Bo")) == ["another_actor"]
    assert names(near, row("b", -2, "2020-01-02", attribution={"inside": 3})) == ["another_s_words"]
    assert names(near, row("b", -2, "2020-01-02", utterance_id="u-a")) == ["re_publication"]
    assert names(row("a", 1, "2020-01-01", actor_kind="unnamed"), row("b", -2, "2020-01-02")) == ["unnamed"]


def test_what_was_said_between_is_told() -> None:
    first, last = row("a", 1, "2020-01-01"), row("b", 2, "2020-01-09")
    middle = row("m", -2, "2020-01-05")
    assert names(first, last, between=(first, middle, last)) == ["not_consecutive"]
    assert names(first, last, between=(first, row("m", None, "2020-01-05"), last)) == []


def test_in_sentences_and_in_order() -> None:
    told = why_not(row("b", 1, "2020-01-02"), row("a", 1, "2020-01-01"))
    assert told.index("words of a") < told.index("words of b")
    assert "repeat: the position is the same" in told
    assert "No guard" in why_not(row("a", 1, "2020-01-01"), row("b", -2, "2020-01-02"))
