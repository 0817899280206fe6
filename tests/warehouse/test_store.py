"""The writer: nothing twice, nothing lost, older versions kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import duckdb
import pytest
from ledger import KERRY, NOW, OTHER, STATE, article, claim, extracted, put, shift, utterance

from claims.model import ExtractedArticle, Speaker
from claims.topics import Topic
from tests.snapshot import select
from warehouse import stories
from warehouse.corrections import Correction
from warehouse.lock import WriterLock
from warehouse.query import named
from warehouse.store import Refusal, SchemaError, Store


def count(db: Path, sql: str) -> int:
    return int(select(db, sql).rows[0][0])


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
    rows = select(db, "SELECT version, current FROM articles ORDER BY version").rows
    assert rows == [(1, False), (2, True)]
    assert count(db, "SELECT count(*) FROM claims") == 1
    assert count(db, "SELECT count(*) FROM article_versions WHERE text = 'the first text of it'") == 1


def test_an_edit_tells_which_claims_changed(db: Path) -> None:
    one = extracted(article(1), claims=4)
    same, reworded, turned, gone = one.claims
    reworded = replace(reworded, id="c-new", content_text="content 1 of the a1")
    turned = replace(turned, position=replace(turned.position, value=-2))
    fresh = replace(gone, id="c-fresh", content_text="nothing of the kind")
    edited = ExtractedArticle(article(1, text="other words of the article"), (same, reworded, turned, fresh))
    with Store.open(db) as store:
        put(store, one)
        put(store, one, fingerprint="f2")
        put(store, edited)
        store.publish()
    told = select(
        db, "SELECT version, change, content_before, content, position_before, position FROM edits ORDER BY 2, 3"
    )
    assert [tuple(row) for row in told.rows] == [
        (2, "added", None, "nothing of the kind", None, 1),
        (2, "changed", "content 1 of a1", "content 1 of the a1", 1, 1),
        (2, "changed", "content 2 of a1", "content 2 of a1", 1, -2),
        (2, "removed", "content 3 of a1", None, 1, None),
    ]


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


def test_a_role_is_that_of_the_day(db: Path) -> None:
    senator = replace(KERRY, role="senator", speaks_for="Q66096")
    before, after = extracted(article(1), claims=1), extracted(article(2), claims=1)
    (old,) = before.claims
    before = replace(before, claims=(replace(old, speaker=Speaker(senator, ("Kerry",))),))
    with Store.open(db) as store:
        put(store, after, before)
        store.put_actors([senator], {})
        assert [c.speaker.actor.role for c in store.claims_on(["deal"])] == ["senator", "secretary"]
        store.publish()
    told = select(db, "SELECT role, speaks_for FROM claims ORDER BY article_id").rows
    assert told == [("senator", "Q66096"), ("secretary", "Q789915")]


def test_claims_of_the_first_schema_can_be_linked(db: Path) -> None:
    one = extracted(article(1), claims=8)
    with Store.open(db) as store:
        put(store, one)
        store.put_actors([OTHER], {})
    with duckdb.connect(str(db)) as con:
        con.execute("UPDATE claims_stored SET speaker = NULL, alleged_actor = NULL")
    with Store.open(db) as store:
        found = store.claims_on(["deal"])
    assert [c.speaker.actor for c in found] == [KERRY] * 8
    assert found[7].alleged_actor == OTHER


def test_a_new_reading_of_an_article_shows_in_its_timeline(db: Path) -> None:
    one = extracted(article(1), claims=2)
    first, second = one.claims
    alone = replace(KERRY, speaks_for=OTHER.id)
    read = replace(first, when=replace(first.when, precision="week"), speaker=Speaker(alone, ("Kerry",)))
    with Store.open(db) as store:
        store.put_actors([OTHER, STATE], {})
        put(store, one)
        store.replace_links(["deal"], [utterance(first), utterance(second)], [], run_id="r1")
        put(store, replace(one, claims=(read, second)), fingerprint="f2")
        store.publish()
    told = {row["first_claim_id"]: row for row in named(db, "timeline_of_topic", {"topic": "deal"}).dicts()}
    assert (told[first.id]["said_precision"], told[first.id]["body_id"]) == ("week", OTHER.id)
    assert (told[second.id]["said_precision"], told[second.id]["body_id"]) == ("day", STATE.id)


def test_a_claim_that_was_moved_is_shown_whole_in_its_new_timeline(db: Path) -> None:
    one = extracted(article(1), claims=1)
    (said,) = one.claims
    with Store.open(db) as store:
        store.put_actors([STATE], {})
        store.put_topics([Topic("deal", {"en": "The deal"}), Topic("other", {"en": "Another"})])
        put(store, one)
        store.correct(Correction("topic", said.id, "reader", "other", 1), at=NOW)
        (moved,) = store.corrected(store.claims_on(["other"]))
        store.replace_links(["deal", "other"], [utterance(moved)], [], run_id="r")
        store.publish()
    (row,) = named(db, "timeline_of_topic", {"topic": "other"}).dicts()
    assert (row["first_claim_id"], row["said_precision"], row["body_id"]) == (said.id, "day", STATE.id)


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
    assert select(db, "SELECT run_id FROM shifts").rows == [("r1",)]
    assert count(db, "SELECT count(*) FROM timeline WHERE topic_id = 'other'") == 1


def test_a_topic_keeps_what_positions_are_on_in_both_languages(db: Path) -> None:
    both = Topic("deal", {"en": "A deal"}, {"en": "A deal is reached", "ar": "التوصل إلى اتفاق"})
    arabic = Topic("aid", {"ar": "المساعدات"}, {"ar": "وصول المساعدات"})
    with Store.open(db) as store:
        store.put_topics([both, arabic])
        store.publish()
    told = select(db, "SELECT topic_id, proposition, proposition_ar FROM topics ORDER BY 1").rows
    assert [tuple(row) for row in told] == [
        ("aid", "وصول المساعدات", "وصول المساعدات"),
        ("deal", "A deal is reached", "التوصل إلى اتفاق"),
    ]


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


def test_a_refusal_that_comes_back_waits_again(db: Path) -> None:
    with Store.open(db) as store:
        store.quarantine([Refusal("f.jsonl", 3, "no JSON", b"{")], "r1")
        (row,) = store.quarantined()
        store.resolve_refusals([row["refusal_id"]])
        store.quarantine([Refusal("f.jsonl", 3, "no JSON, as is said now", b"{")], "r2")
        (row,) = store.quarantined()
        assert (row["reason"], row["times"]) == ("no JSON, as is said now", 2)
        store.quarantine([Refusal("gone", None, "no such file"), Refusal("gone", None, "empty")], "r3")
        assert len(store.quarantined()) == 3


def test_payload_is_bounded() -> None:
    assert len(Refusal("f", 1, "long", b"x" * 10**6).stored) == 64 * 1024


def test_a_run_does_not_end_before_it_starts(db: Path) -> None:
    with Store.open(db) as store:
        run_id = store.start_run("track", started_at=NOW)
        store.end_run(run_id, state="completed", ended_at=NOW.replace(year=2015))
        store.publish()
    assert count(db, "SELECT count(*) FROM runs WHERE ended_at >= started_at") == 1


def test_a_version_is_not_older_than_the_one_before(db: Path) -> None:
    with Store.open(db) as store:
        put(store, extracted(article(1, "the first text of it")))
        put(store, extracted(article(1, "the second text of it")), at=NOW - timedelta(days=400))
        ids = {store.start_run("track", started_at=NOW) for _ in range(3)}
        store.publish()
    assert len(ids) == 3
    assert count(db, "SELECT count(DISTINCT fetched_at) FROM articles") == 1


def test_the_same_actor_and_topic_twice_in_a_batch(db: Path) -> None:
    configured = Topic("deal", {"en": "The deal"}, {"en": "It is reached"})
    with Store.open(db) as store:
        store.put_actors([KERRY, replace(KERRY, label="J. Kerry")], {KERRY.id: ("Kerry", "Kerry")})
        store.put_topics([configured, configured])
        store.put_topics([replace(configured, name={"en": "found"}, configured=False)])
        store.publish()
    assert select(db, "SELECT actor FROM actors").rows == [("J. Kerry",)]
    assert select(db, "SELECT topic, configured FROM topics").rows == [("The deal", True)]


def test_an_arabic_name_outlasts_articles_that_have_none(db: Path) -> None:
    english = replace(KERRY, label_ar=None)
    with Store.open(db) as store:
        store.put_actors([replace(KERRY, label_ar="جون كيري"), english], {})
        store.put_actors([replace(english, label="J. Kerry", role="minister")], {})
        store.publish()
    assert select(db, "SELECT actor, actor_ar, role FROM actors").rows == [("J. Kerry", "جون كيري", "minister")]


def test_what_is_no_warehouse_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a warehouse " * 400)
    for _again in range(2):  # the lock is free again
        with pytest.raises(SchemaError, match="cannot be opened for writing"):
            Store.open(other, timeout_s=0.1)
    assert other.read_text() == "not a warehouse " * 400


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


TEXT = " ".join(f"w{i}" for i in range(120))
EDITED, SHORT = TEXT.replace("w60", "changed"), " ".join(f"w{i}" for i in range(60))


def test_overlap_of_copies() -> None:
    def overlap(one: str, other: str) -> float:
        return stories.overlap(stories.sketch(one), stories.sketch(other))

    assert overlap(TEXT, TEXT.upper()) == 1.0
    assert overlap(TEXT, EDITED) >= 0.8
    assert overlap(TEXT, SHORT) >= stories.OVERLAP
    assert overlap(TEXT, "all other words are here today") < 0.2


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_stories_do_not_depend_on_the_order(db: Path, order: tuple[int, ...]) -> None:
    """A prints the text, B half of it, C the other half: B and C are one story through A, each in its own batch."""
    halves = (TEXT, SHORT, " ".join(f"w{i}" for i in range(60, 120)), "all other words " * 20)
    days = ("2016-09-05T10:00:00Z", "2016-09-04T10:00:00Z", "2016-09-06T10:00:00Z", "2016-09-05")
    with Store.open(db) as store:
        for n in order:
            put(store, extracted(article(n, halves[n], days[n])))
        store.publish()
    told = dict(select(db, "SELECT article_id, story_id FROM articles").rows)
    assert told["a0"] == told["a1"] == told["a2"] != told["a3"]
    assert told["a0"].startswith("story-20160904-")


def test_copies_far_apart_in_time_or_in_another_language_are_not_one_story(db: Path) -> None:
    other = replace(article(3, TEXT), lang="ar")
    with Store.open(db) as store:
        put(store, extracted(article(1, TEXT)), extracted(article(2, TEXT, "2016-09-09T10:00:00Z")), extracted(other))
        put(store, extracted(article(4, TEXT, None)), extracted(article(5, TEXT, "0001-01-01")))
        store.publish()
    told = dict(select(db, "SELECT article_id, story_id FROM articles").rows)
    assert told["a1"] == told["a4"]  # without a date, the day on which it came counts
    assert len({told[f"a{n}"] for n in (1, 2, 3, 5)}) == 4


def test_copies_share_a_story_id(db: Path) -> None:
    text = " ".join(f"w{i}" for i in range(120))
    with Store.open(db) as store:
        put(store, extracted(article(1, text)), extracted(article(2, text + " more")), extracted(article(3)))
        store.publish()
    rows = dict(select(db, "SELECT article_id, story_id FROM articles").rows)
    assert rows["a1"] == rows["a2"] != rows["a3"]


def test_actor_without_registry_name(db: Path) -> None:
    with Store.open(db) as store:
        put(store, extracted(article(1)))
        store.publish()
    assert select(db, "SELECT actor, names FROM actors").rows == [(KERRY.label, ["Kerry"])]


def test_a_store_goes_on_after_it_has_published_and_ends_when_it_is_closed(db: Path) -> None:
    with Store.open(db) as store:
        store.publish()
        put(store, extracted(article(1)))
        assert count(db, "SELECT count(*) FROM claims") == 0
        store.publish()
    assert count(db, "SELECT count(*) FROM claims") == 2
    with pytest.raises(RuntimeError, match="closed"):
        store.unlinked()
