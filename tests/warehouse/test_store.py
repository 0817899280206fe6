"""The writer: nothing twice, nothing lost, older versions kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger import KERRY, NOW, article, claim, extracted, put, shift, utterance

from warehouse import stories
from warehouse.lock import WriterLock
from warehouse.query import run_sql
from warehouse.store import Refusal, Store


def count(db: Path, sql: str) -> int:
    return int(run_sql(db, sql).rows[0][0])


def test_same_again_adds_nothing(db: Path) -> None:
    one = extracted(article(1))
    with Store.open(db) as store:
        first = put(store, one)
        again = put(store, one)
        assert (first.new, first.claims_new) == (1, 2)
        assert (again.new, again.changed, again.unchanged, again.claims_new) == (0, 0, 1, 0)
        assert store.known([one.article], "f1") == {"a1"}
        assert store.known([one.article], "f2") == set()


def test_changed_article_keeps_the_older_version(db: Path) -> None:
    with Store.open(db) as store:
        put(store, extracted(article(1, "the first text of it")))
        result = put(store, extracted(article(1, "the second text of it"), claims=1))
        assert (result.new, result.changed) == (0, 1)
        store.publish()
    rows = run_sql(db, "SELECT version, current FROM articles ORDER BY version").rows
    assert rows == [(1, False), (2, True)]
    assert count(db, "SELECT count(*) FROM claims") == 1
    assert count(db, "SELECT count(*) FROM article_versions WHERE text = 'the first text of it'") == 1


def test_other_fingerprint_replaces_claims_without_a_version(db: Path) -> None:
    with Store.open(db) as store:
        put(store, extracted(article(1)))
        result = put(store, extracted(article(1), claims=3), fingerprint="f2")
        assert (result.unchanged, result.claims_new) == (1, 1)
        store.publish()
    assert count(db, "SELECT count(*) FROM articles") == 1
    assert count(db, "SELECT count(*) FROM claims") == 3


def test_claims_come_back_as_they_were_put(db: Path) -> None:
    one = extracted(article(1), claims=8)
    with Store.open(db) as store:
        put(store, one)
        assert store.claims_on(["deal"]) == list(one.claims)


def test_links_of_other_topics_stay(db: Path) -> None:
    a = article(1)
    near, none, other = claim(a, 0), claim(a, 1, -2), claim(a, 2, topic="other")
    with Store.open(db) as store:
        put(store, extracted(a))
        store.replace_links(["other"], [utterance(other)], [], run_id="r1")
        first = store.replace_links(["deal"], [utterance(near), utterance(none)], [shift(near, none)], run_id="r1")
        same = store.replace_links(["deal"], [utterance(near), utterance(none)], [shift(near, none)], run_id="r2")
        store.publish()
        gone = store.replace_links(["deal"], [utterance(near)], [], run_id="r3")
    assert (len(first.shifts_new), same.shifts_new, len(gone.shifts_gone)) == (1, [], 1)
    assert run_sql(db, "SELECT run_id FROM shifts").rows == [("r1",)]
    assert count(db, "SELECT count(*) FROM timeline WHERE topic_id = 'other'") == 1


def test_unlinked_topics_are_remembered(db: Path) -> None:
    with Store.open(db) as store:
        put(store, extracted(article(1)))
    with Store.open(db) as store:
        assert store.unlinked() == {"deal"}
        store.replace_links(["deal"], [], [], run_id="r")
        assert store.unlinked() == set()


def test_a_refusal_is_kept_once_and_counted(db: Path) -> None:
    refusal = Refusal("f.jsonl", 3, "no JSON", b"\xff\x00{")
    with Store.open(db) as store:
        store.quarantine([refusal, refusal], "r1")
        store.quarantine([refusal], "r2")
        (row,) = store.quarantined()
        assert (row["times"], row["payload"], row["first_run_id"], row["last_run_id"]) == (2, b"\xff\x00{", "r1", "r2")
        store.resolve_refusals([refusal.id])
        assert store.quarantined() == []


def test_payload_is_bounded() -> None:
    assert len(Refusal("f", 1, "long", b"x" * 10**6).stored) == 64 * 1024


def test_a_run_does_not_end_before_it_starts(db: Path) -> None:
    with Store.open(db) as store:
        run_id = store.start_run("track", started_at=NOW)
        store.end_run(run_id, state="completed", ended_at=NOW.replace(year=2015))
        store.publish()
    assert count(db, "SELECT count(*) FROM runs WHERE ended_at >= started_at") == 1


def test_second_writer_is_told_who_holds_the_lock(db: Path) -> None:
    lock = WriterLock(db)
    lock.acquire(1)
    with pytest.raises(TimeoutError, match="held by process"):
        Store.open(db, timeout_s=0.1)
    lock.release()
    Store.open(db, timeout_s=0.1).close()


def test_a_failed_batch_leaves_nothing(db: Path) -> None:
    bad = extracted(article(2))
    broken = type(bad)(bad.article, (*bad.claims, None))  # type: ignore[arg-type]
    with Store.open(db) as store:
        with pytest.raises(AttributeError):
            put(store, extracted(article(1)), broken)
        assert store.known([article(1)], "f1") == set()


def test_copies_are_one_story_in_any_order() -> None:
    text = " ".join(f"w{i}" for i in range(120))
    copy = text.replace("w60", "changed")
    assert stories.resemblance(stories.sketch(text), stories.sketch(copy)) >= stories.ALIKE
    assert stories.resemblance(stories.sketch(text), stories.sketch(text.upper() + " x")) > 0.8
    assert stories.resemblance(stories.sketch(text), stories.sketch("all other words are here today")) < 0.2


def test_copies_share_a_story_id(db: Path) -> None:
    text = " ".join(f"w{i}" for i in range(120))
    with Store.open(db) as store:
        put(store, extracted(article(1, text)), extracted(article(2, text + " more")), extracted(article(3)))
        store.publish()
    rows = dict(run_sql(db, "SELECT article_id, story_id FROM articles").rows)
    assert rows["a1"] == rows["a2"] != rows["a3"]


def test_actor_without_registry_name(db: Path) -> None:
    with Store.open(db) as store:
        put(store, extracted(article(1)))
        store.publish()
    assert run_sql(db, "SELECT actor, names FROM actors").rows == [(KERRY.label, ["Kerry"])]
