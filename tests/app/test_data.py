"""What the pages keep of the answers that they read."""

from __future__ import annotations

from pathlib import Path

import pytest
from cachetools import LRUCache

from app import data


@pytest.fixture(autouse=True)
def own_answers(demo_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(demo_db))
    monkeypatch.setattr(data, "_kept", LRUCache(data.KEPT, len))


def _asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the queries that reach the warehouse."""
    names: list[str] = []
    ask = data.query.named

    def counted(db: Path, name: str, parameters: object = None, *, hold: bool) -> object:
        names.append(name)
        return ask(db, name, parameters, hold=hold)  # type: ignore[arg-type]

    monkeypatch.setattr(data.query, "named", counted)
    return names


def test_each_page_gets_rows_of_its_own_and_the_warehouse_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _asked(monkeypatch)
    first = data.rows("topics_listed")
    told = dict(first[0])
    first[0].clear()
    first.pop()
    assert data.rows("topics_listed")[0] == told
    assert asked == ["topics_listed"]


def test_answers_that_were_longest_unasked_go_when_the_bytes_are_full(monkeypatch: pytest.MonkeyPatch) -> None:
    topics = [row["topic_id"] for row in data.rows("topics_listed")]
    sizes = []
    for topic in topics:
        data.forget()
        data.rows("timeline_of_topic", topic=topic)
        sizes.append(data._kept.currsize)
    room = LRUCache(max(sizes) + min(sizes), len)
    monkeypatch.setattr(data, "_kept", room)
    monkeypatch.setattr(data, "KEPT", room.maxsize)
    asked = _asked(monkeypatch)
    for topic in [*topics, topics[-1], topics[0]]:
        assert data.rows("timeline_of_topic", topic=topic)
        assert room.currsize <= room.maxsize
    assert len(asked) == len(topics) + 1  # the last was still there, the first no longer


def test_an_answer_larger_than_all_room_is_given_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "_kept", LRUCache(10, len))
    monkeypatch.setattr(data, "KEPT", 10)
    assert data.rows("topics_listed")
    assert not data._kept


def test_after_a_correction_the_warehouse_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _asked(monkeypatch)
    data.rows("topics_listed")
    data.forget()
    data.rows("topics_listed")
    assert asked == ["topics_listed"] * 2


def test_what_is_made_of_answers_is_made_once_for_each_snapshot() -> None:
    calls: list[int] = []

    def make() -> list[int]:
        calls.append(1)
        return [1]

    of = data.snapshot()
    data.made(of, "one", make, "a").append(2)
    assert data.made(of, "one", make, "a") == [1], "each gets one of its own"
    assert len(calls) == 1
    for other, name, word in ((of, "one", "b"), (of, "two", "a"), ((of[0], "00000009.duckdb"), "one", "a")):
        data.made(other, name, make, word)
    assert len(calls) == 4
    data.forget()
    data.made(of, "one", make, "a")
    assert len(calls) == 5
