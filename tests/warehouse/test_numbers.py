"""Numbers of articles and keys of topics: given as articles come, kept, and what finds few rows among many."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.bench import bench_scale
from tests.bench.made import made_id
from tests.warehouse.ledger import article, claim, extracted, put, shift, utterance
from warehouse import migrations
from warehouse.query import query_text
from warehouse.store import Store

NUMBERED = """
SELECT v.article_id, v.version, v.article_number, count(c.claim_id), bool_and(c.article_number = v.article_number)
FROM article_versions AS v LEFT JOIN claims_stored AS c ON c.article_id = v.article_id GROUP BY ALL ORDER BY ALL
"""


def rows(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(db), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_an_article_keeps_its_number_with_every_version_and_reading(db: Path) -> None:
    with Store.open(db) as store:
        put(store, extracted(article(2)), extracted(article(1)))
        put(store, extracted(article(3)), extracted(article(2, text="other words than before, of the same article")))
        put(store, extracted(article(1), claims=3), fingerprint="another")
    assert rows(db, NUMBERED) == [
        ("a1", 1, 2, 3, True),
        ("a2", 1, 1, 2, True),
        ("a2", 2, 1, 2, True),
        ("a3", 1, 3, 2, True),
    ]


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two articles, one of them in two versions; to be read only."""
    db = tmp_path_factory.mktemp("numbered") / "m.duckdb"
    said = claim(article(2)), claim(article(1))
    with Store.open(db) as store:
        put(store, extracted(article(2)), extracted(article(1)))
        put(store, extracted(article(2, text="other words than before, of the same article")))
        store.replace_links(["deal"], [utterance(one) for one in said], [], run_id="r")
    return db


@pytest.mark.parametrize("number", range(1, 16))
def test_what_older_warehouses_hold_is_numbered(numbered: Path, tmp_path: Path, number: int) -> None:
    older = tmp_path / "older.duckdb"
    with duckdb.connect(str(older)) as con:
        migrations.migrate(con, upto=number)
        con.execute(f"ATTACH '{numbered}' AS newest (READ_ONLY)")
        for table in ("article_versions", "claims_stored", "utterances", "utterance_claims"):
            of = "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND database_name = ? ORDER BY ALL"
            here, there = (con.execute(of, [table, at]).fetchall() for at in ("older", "newest"))
            columns = ", ".join(name for (name,) in here if (name,) in there)
            con.execute(f"INSERT INTO {table} BY NAME SELECT {columns} FROM newest.{table} ORDER BY rowid")
    with Store.open(older):
        pass
    assert rows(older, NUMBERED) == rows(numbered, NUMBERED)
    linked = "SELECT claim_id, article_number, topic_key FROM utterance_claims ORDER BY ALL"
    assert rows(older, linked) == rows(numbered, linked)
    assert len(rows(numbered, f"{linked}")) == 2
    keys = "SELECT DISTINCT topic_key = topic_key(topic_id) FROM utterances UNION ALL SELECT DISTINCT topic_key = "
    assert rows(older, f"{keys}topic_key(topic_id) FROM utterance_claims") == [(True,), (True,)]


def test_what_pages_count_is_what_is_linked(db: Path) -> None:
    """Marts are made of what linking has at hand; here they are counted from the tables themselves."""
    here, there = extracted(article(1), claims=4), extracted(article(2), claims=2)
    first, second, third, fourth = here.claims
    near = replace(utterance(first), claim_ids=(first.id, second.id, there.claims[0].id))
    far = utterance(replace(third, position=replace(third.position, value=-2)))
    with Store.open(db) as store:
        put(store, here, there)
        store.replace_links(["deal"], [near, far], [shift(first, third)], run_id="r1")
        store.replace_links(["deal"], [near, far, utterance(fourth)], [shift(first, third)], run_id="r2")
    plain = (
        "SELECT l.topic_id, count(*), count(DISTINCT l.actor_id), count(DISTINCT l.article_id), 1 "
        "FROM utterance_claims AS l JOIN utterances AS u ON u.utterance_id = l.utterance_id GROUP BY ALL"
    )
    assert rows(db, "SELECT topic_id, claims, actors, articles, shifts FROM mart_topics") == rows(db, plain)
    assert rows(db, plain) == [("deal", 5, 1, 2, 1)]
    assert rows(db, "SELECT claims FROM mart_actors") == [(5,)]
    told = "earlier_content, later_content, earlier_article, later_article, earlier_url, later_url, earlier_publisher"
    assert rows(db, f"SELECT {told}, later_lang, later_outlets FROM mart_shifts") == [
        (first.content_text, third.content_text, "a1", "a1", here.article.url, here.article.url, "Wire", "en", ["Wire"])
    ]


def scans(plan: Any) -> dict[str, int]:
    """For each table the row groups of it that were read."""
    found: dict[str, int] = {}
    for node in plan.get("operator", []) + plan.get("children", []):
        table = node.get("extra_info", {}).get("Table", "").rpartition(".")[2]
        if table:
            found[table] = found.get(table, 0) + node["row_groups_scanned"]
        for name, count in scans(node).items():
            found[name] = found.get(name, 0) + count
    return found


def test_the_claims_of_an_article_are_found_without_reading_all(tmp_path: Path) -> None:
    db = tmp_path / "scale.duckdb"
    bench_scale.make(db, 40_000)
    with duckdb.connect(str(db), read_only=True) as con:
        asked = "EXPLAIN (ANALYZE, FORMAT json) " + query_text("claims_of_article")
        ((_kind, plan),) = con.execute(asked, {"article": made_id(30_000)}).fetchall()
        groups = con.execute("SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('claims_stored')").fetchall()
    read = scans(json.loads(plan))
    assert groups[0][0] >= 3
    assert read["claims_stored"] == read["utterance_claims"] == 1
