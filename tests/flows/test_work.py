"""The job without Prefect: nothing twice, nothing lost, and a record of every run."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hand_made import NOON, TOPIC, OneClaimEngine, article

from claims.model import Article
from flows.sources.items import Item, Note, Read, Refused
from flows.work import Report, batches, open_store, run
from warehouse.lock import WriterLock
from warehouse.reader import on_newest

NEAR = article("a", "A deal is near", "2016-09-03")
FAILED = article("b", "The deal failed and no talks follow", "2016-09-05")


def reads(*articles: Article) -> list[Item]:
    return [Read(one, "in.jsonl", number) for number, one in enumerate(articles, 1)]


def track(db: Path, items: Any, engine: OneClaimEngine | None = None, batch_size: int = 2) -> Report:
    return run(
        "track",
        items,
        db=db,
        topics=[TOPIC],
        engine=engine or OneClaimEngine(),
        batch_size=batch_size,
        lock_timeout_s=10,
        clock=lambda: NOON,
    )


def ask(db: Path, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in on_newest(db, lambda reader: reader.sql(query)).rows]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def test_shift_is_found_stored_and_published(db: Path) -> None:
    report = track(db, reads(NEAR, FAILED))
    assert (report.articles_in, report.new, report.claims_new, report.refused) == (2, 2, 2, 0)
    assert len(report.shifts_new) == 1
    assert ask(db, "SELECT shift_id, relation, from_position, to_position FROM shifts") == [
        (report.shifts_new[0], "reverse", 1, -2)
    ]
    ((run_id, state, came, new, claims, shifts, error),) = ask(
        db, "SELECT run_id, state, articles_in, articles_new, claims_new, shifts_new, error FROM runs"
    )
    assert (run_id, state, came, new, claims, shifts, error) == (report.run_id, "completed", 2, 2, 2, 1, None)


def test_running_again_adds_nothing_and_extracts_nothing(db: Path) -> None:
    track(db, reads(NEAR, FAILED))
    before = {
        view: ask(db, f"SELECT * FROM {view} ORDER BY ALL") for view in ("articles", "claims", "shifts", "actors")
    }
    engine = OneClaimEngine()
    report = track(db, reads(NEAR, FAILED), engine)
    assert engine.extracted == []
    assert report.nothing_new
    assert report.unchanged == 2
    assert before == {view: ask(db, f"SELECT * FROM {view} ORDER BY ALL") for view in before}


def test_changed_article_replaces_its_claims_and_the_shift_goes(db: Path) -> None:
    track(db, reads(NEAR, FAILED))
    changed = article("b", "The deal is near, and talks follow", "2016-09-05")
    report = track(db, reads(NEAR, changed))
    assert (report.new, report.changed, report.unchanged) == (0, 1, 1)
    assert len(report.shifts_gone) == 1
    assert ask(db, "SELECT count(*) FROM shifts") == [(0,)]
    assert ask(db, "SELECT content FROM claims WHERE article_id = 'b'") == [("The deal is near, and talks follow",)]


def test_other_fingerprint_extracts_again_without_a_new_version(db: Path) -> None:
    track(db, reads(NEAR, FAILED))
    engine = OneClaimEngine("two")
    report = track(db, reads(NEAR, FAILED), engine)
    assert engine.extracted == ["a", "b"]
    assert (report.new, report.changed) == (0, 0)
    assert ask(db, "SELECT count(*) FROM claims") == [(2,)]


def test_refusals_and_failed_extractions_are_counted_and_kept(db: Path) -> None:
    crash = article("c", "This text makes it crash")
    items = [*reads(NEAR, crash), Refused("in.jsonl", 7, "is no JSON", b"{", True), Note("in.jsonl", 1, "future", "x")]
    report = track(db, items)
    assert (report.articles_in, report.new, report.refused, report.flagged) == (2, 1, 2, 1)
    assert ask(db, "SELECT refused FROM runs") == [(2,)]


def test_same_id_with_another_text_is_refused_and_the_same_article_counts_once(db: Path) -> None:
    other = article("a", "Another text under the same id")
    for _ in range(2):
        report = track(db, reads(NEAR, NEAR, other), batch_size=1)
        assert report.refused == 1
    assert ask(db, "SELECT article_id, count(*) FROM articles GROUP BY ALL") == [("a", 1)]


def test_failed_run_is_recorded_and_the_next_one_completes_it(db: Path) -> None:
    def broken() -> Iterator[Item]:
        yield from reads(NEAR)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        track(db, broken(), batch_size=1)
    assert ask(db, "SELECT state, error, articles_new FROM runs") == [("failed", "disk full", 1)]
    report = track(db, reads(NEAR, FAILED))
    assert (report.new, report.unchanged, len(report.shifts_new)) == (1, 1, 1)


def test_articles_stored_by_a_run_that_died_before_linking_are_linked_by_the_next(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.work.Job.link", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        track(db, reads(NEAR, FAILED))
    monkeypatch.undo()
    assert ask(db, "SELECT state FROM runs") == [("cancelled",)]
    report = track(db, reads(NEAR, FAILED))
    assert len(report.shifts_new) == 1
    assert ask(db, "SELECT count(*) FROM shifts") == [(1,)]


def test_batches_keep_the_order_and_the_size() -> None:
    report = Report("", "")
    articles = [article(str(number), f"words {number}") for number in range(7)]
    found = list(batches(reads(*articles), 3, report))
    assert [[read.article.id for read in batch.articles] for batch in found] == [
        ["0", "1", "2"],
        ["3", "4", "5"],
        ["6"],
    ]
    assert report.articles_in == 7


def test_run_waits_for_another_one_that_writes_and_says_so(
    db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    track(db, reads(NEAR))
    lock = WriterLock(db)
    lock.acquire(1)
    threading.Timer(0.6, lock.release).start()
    assert track(db, reads(NEAR, FAILED)).new == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("waiting for the warehouse: ")
    lock.acquire(1)
    with pytest.raises(TimeoutError, match="is writing to this warehouse"):
        open_store(db, 0.3)
    lock.release()
