"""Discovered topics in the flow: the same however articles are cut into runs, stable, and old warehouses follow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hand_made import MINISTER, NOON, TOPIC, OneClaimEngine, claim_of

from claims.cluster import auto_id
from claims.clusters import Clusters
from claims.model import Article, Claim, ExtractedArticle
from claims.pieces import Piece
from flows.engine import Result
from flows.sources.items import Read
from flows.work import Batch, Job, Report, run
from tests.snapshot import select
from warehouse import clusters as placing
from warehouse import rows
from warehouse.migrations import migrate
from warehouse.reader import on_newest
from warehouse.store import Store

FERRY = "Ferry crews in the harbour and the pay offer of the shipping company"
DAM = "Engineers of both valleys and the filling of the dam reservoir"
SAID = [
    ("f1", "2016-09-01", FERRY, "A ferry pay deal is near"),
    ("d1", "2016-09-02", DAM, "A dam deal is near"),
    ("f2", "2016-09-03", FERRY, "The ferry talks failed over pay"),
    ("d2", "2016-09-04", DAM, "The dam deal failed"),
    ("f3", "2016-09-05", FERRY, "The ferry crews are near an offer of pay"),
    ("x1", "2016-09-06", "Parliament opens", "A deal is near"),
    ("d3", "2016-09-07", DAM, "The dam engineers are near a deal"),
]


def told(name: str, day: str, title: str, words: str) -> Article:
    text = f'"{words}", the Foreign Minister said.\n\n{title}. {title}, again.'
    return Article(name, text, "en", day, f"https://example.org/{name}", title, "Wire")


ARTICLES = [told(*one) for one in SAID]


class Discovering(OneClaimEngine):
    """One claim an article, on the configured topic where the text speaks of parliament, else on none."""

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        return [_said(one) for one in articles]


def _said(one: Article) -> ExtractedArticle:
    (claim,) = claim_of(one).claims
    topic = TOPIC.id if "Parliament" in one.text else auto_id(one.id)
    return ExtractedArticle(one, (replace(claim, topic_id=topic),))


def track(db: Path, articles: Iterable[Article], size: int = 10, fingerprint: str = "one") -> Report:
    return run(
        "track",
        [Read(one, "in.jsonl", number) for number, one in enumerate(articles, 1)],
        db=db,
        topics=[TOPIC],
        engine=Discovering(fingerprint),
        batch_size=size,
        lock_timeout_s=10,
        clock=lambda: NOON,
    )


def seen(db: Path) -> list[list[tuple[Any, ...]]]:
    queries = (
        "SELECT article_id, topic_id, topic, actor_id, utterance_id FROM claims ORDER BY ALL",
        "SELECT * FROM timeline ORDER BY ALL",
        "SELECT * EXCLUDE (run_id) FROM shifts ORDER BY ALL",
        "SELECT * FROM topics ORDER BY ALL",
        "SELECT * FROM clusters ORDER BY ALL",
        "SELECT * FROM cluster_features ORDER BY ALL",
    )
    return on_newest(db, lambda reader: [[tuple(row) for row in reader.sql(query).rows] for query in queries])


def topics_of(db: Path) -> dict[str, str]:
    return dict(select(db, "SELECT article_id, topic_id FROM claims").rows)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def test_articles_of_a_story_share_a_topic_with_a_name_and_shifts(db: Path) -> None:
    report = track(db, ARTICLES)
    found = topics_of(db)
    assert found == {
        **dict.fromkeys(("f1", "f2", "f3"), auto_id("f1")),
        **dict.fromkeys(("d1", "d2", "d3"), auto_id("d1")),
        "x1": TOPIC.id,
    }
    names = dict(select(db, "SELECT topic_id, topic FROM topics").rows)
    assert names.keys() == {auto_id("f1"), auto_id("d1"), TOPIC.id}
    assert "erry" in names[auto_id("f1")]
    assert "dam" in names[auto_id("d1")].casefold()
    moved = select(db, "SELECT topic_id, relation FROM shifts").rows
    assert sorted(moved) == sorted([(auto_id(one), "reverse") for one in ("f1", "f1", "d1", "d1")])
    assert (report.topics_linked, len(report.shifts_new)) == (3, 4)


@pytest.mark.long
def test_at_once_one_by_one_in_three_runs_and_in_any_order_within_a_run(db: Path, tmp_path: Path) -> None:
    track(db, ARTICLES)
    expected = seen(db)
    ways: dict[str, list[tuple[list[Article], int]]] = {
        "one by one": [([one], 1) for one in ARTICLES],
        "three runs": [(ARTICLES[first : first + 3], 2) for first in range(0, len(ARTICLES), 3)],
        "backwards": [(ARTICLES[::-1], 2)],
        "again": [(ARTICLES[:4], 10), (ARTICLES, 3), (ARTICLES, 10)],
    }
    for name, runs in ways.items():
        other = tmp_path / f"{name}.duckdb"
        for articles, size in runs:
            track(other, articles, size)
        assert seen(other) == expected, name


@pytest.mark.long
def test_however_small_the_portions_that_are_placed_at_once(db: Path, tmp_path: Path, monkeypatch: Any) -> None:
    track(db, ARTICLES)
    monkeypatch.setattr(placing, "TOGETHER", 1)
    track(tmp_path / "by_one.duckdb", ARTICLES)
    assert seen(tmp_path / "by_one.duckdb") == seen(db)


def test_whatever_comes_later_no_article_changes_its_topic(db: Path, tmp_path: Path) -> None:
    """Runs that do not come in the order of publication: topics may bear other ids, but they stay."""
    track(db, ARTICLES[2:])
    before = topics_of(db)
    track(db, ARTICLES)
    after = topics_of(db)
    assert {one: after[one] for one in before} == before
    assert after["f1"] == after["f2"] == auto_id("f2")


def test_an_edited_article_and_one_read_anew_stay_on_their_topic(db: Path) -> None:
    track(db, ARTICLES)
    before = topics_of(db)
    sizes = select(db, "SELECT topic_id, size FROM clusters ORDER BY ALL").rows
    edited = replace(ARTICLES[2], text=ARTICLES[2].text.replace("talks failed over", "talks about rivers failed over"))
    track(db, [edited])
    assert topics_of(db) == before
    track(db, [*ARTICLES[:2], edited, *ARTICLES[3:]], fingerprint="other")
    assert topics_of(db) == before
    assert select(db, "SELECT topic_id, size FROM clusters ORDER BY ALL").rows == sizes
    assert len(select(db, "SELECT 1 FROM shifts").rows) == 4


def test_only_the_topics_concerned_are_linked(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    track(db, ARTICLES[:-1])
    asked: list[set[str]] = []
    own: Callable[[Store, Collection[str]], list[Claim]] = Store.claims_on

    def noted(store: Store, topic_ids: Collection[str]) -> list[Claim]:
        asked.append(set(topic_ids))
        return own(store, topic_ids)

    monkeypatch.setattr(Store, "claims_on", noted)
    track(db, ARTICLES)
    assert asked == [{auto_id("d1")}]
    track(db, ARTICLES)
    assert asked == [{auto_id("d1")}]


def test_a_run_that_stopped_before_linking_is_completed_by_the_next(db: Path, tmp_path: Path) -> None:
    track(tmp_path / "whole.duckdb", ARTICLES)
    job = Job(db, [TOPIC], Discovering(), Report("r", str(db)), 10, lambda: NOON)
    with job.store() as store:
        store.put_topics([TOPIC])
    job.put(job.extract([Read(one, "in.jsonl", 1) for one in ARTICLES[:5]], Batch()), [])
    track(db, ARTICLES)
    assert seen(db)[0] == seen(tmp_path / "whole.duckdb")[0]
    assert select(db, "SELECT * FROM articles_unplaced").rows == []
    assert select(db, "SELECT * FROM topics_unlinked").rows == []


def test_what_is_placed_before_a_failure_stays_and_the_next_run_goes_on(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    track(tmp_path / "whole.duckdb", ARTICLES)
    monkeypatch.setattr(placing, "TOGETHER", 2)
    own: Callable[[Clusters, Piece], str] = Clusters.place

    def failing(clusters: Clusters, piece: Piece) -> str:
        if piece.article_id == "d2":
            raise MemoryError("no more")
        return own(clusters, piece)

    with monkeypatch.context() as patched:
        patched.setattr(Clusters, "place", failing)
        with pytest.raises(MemoryError):
            track(db, ARTICLES)
    assert {one[0] for one in select(db, "SELECT article_id FROM article_clusters").rows} == {"f1", "d1"}
    track(db, ARTICLES)
    assert seen(db) == seen(tmp_path / "whole.duckdb")


@pytest.mark.parametrize("schema", [pytest.param(1, marks=pytest.mark.long), 2])
def test_discovered_topics_of_older_warehouses_become_clusters(db: Path, tmp_path: Path, schema: int) -> None:
    """Warehouses from before had a discovered topic for the two most telling words of each article."""
    track(tmp_path / "new.duckdb", ARTICLES[:5])
    _older(db, schema, ARTICLES[:4])
    track(db, ARTICLES[4:5])
    expected = seen(tmp_path / "new.duckdb")
    assert seen(db)[0] == expected[0]
    assert seen(db)[3] == expected[3]
    assert select(db, "SELECT DISTINCT topic_id FROM timeline WHERE topic_id LIKE 'auto-old%'").rows == []


def _older(db: Path, schema: int, articles: Sequence[Article]) -> None:
    """A warehouse of an earlier schema with these articles, each on a discovered topic as they were then."""
    with duckdb.connect(str(db)) as con:
        migrate(con, upto=schema)
        for number, one in enumerate(articles):
            (claim,) = _said(one).claims
            old = f"auto-old{number % 2}"
            moment = rows.timestamp(one.published)
            version = {
                "article_id": one.id, "version": 1, "current": True, "content_hash": rows.content_hash(one),
                "fingerprint": "one", "url": one.url, "publisher": one.publisher, "title": one.title, "lang": one.lang,
                "published": one.published, "published_at": moment, "fetched_at": moment, "story_id": f"s{number}",
                "sketch": [1, 2], "text": one.text, "run_id": "r",
            }  # fmt: skip
            _insert(con, "article_versions", version)
            _insert(con, "claims_stored", rows.claim_row(replace(claim, topic_id=old), 0))
            _insert(con, "utterances", _utterance(claim, old))
            belongs = {"claim_id": claim.id, "topic_id": old, "utterance_id": f"u-{claim.id}"}
            _insert(con, "utterance_claims", belongs)
        actor = {"actor_id": MINISTER.id, "label": MINISTER.label, "kind": MINISTER.kind}
        _insert(con, "actors_stored", actor)
        for number in range(2):
            _insert(
                con, "topics_stored", {"topic_id": f"auto-old{number}", "name_en": "two / words", "configured": False}
            )


def _utterance(claim: Claim, topic: str) -> dict[str, Any]:
    return {
        "utterance_id": f"u-{claim.id}", "actor_id": MINISTER.id, "topic_id": topic, "kind": "assessment",
        "certainty": "certain", "act": "say", "content": claim.content_text, "lang": "en", "outlets": ["Wire"],
        "claim_ids": [claim.id],
    }  # fmt: skip


def _insert(con: duckdb.DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    known = {found[0] for found in con.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()}
    con.register("one_row", pa.Table.from_pylist([{name: value for name, value in row.items() if name in known}]))
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM one_row").fetchall()
    con.unregister("one_row")
