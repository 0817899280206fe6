"""Reading: the safe box, snapshots, formats."""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from ledger import KERRY, STATE, article, claim, extracted, put, utterance

from tests.snapshot import select
from warehouse import box, copies, migrations, query, reader, snapshots
from warehouse.held import Held
from warehouse.query import QueryError, named, run_sql
from warehouse.reader import Reader, on_newest
from warehouse.store import Store


@pytest.fixture(scope="module")
def once_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse of one article, for copies."""
    folder = tmp_path_factory.mktemp("published")
    with Store.open(folder / "m.duckdb") as store:
        put(store, extracted(article(1)))
        store.publish()
    return folder


@pytest.fixture
def published(once_published: Path, db: Path) -> Path:
    """A warehouse of one's own."""
    shutil.copytree(once_published, db.parent, dirs_exist_ok=True, symlinks=True)
    return db


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO '{folder}/x.csv'",
        "COPY (SELECT 1) TO '{db}.wal'",
        "WITH x AS (COPY (SELECT 1) TO '{folder}/x.csv') SELECT 1",
        "ATTACH '{folder}/other.duckdb'",
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM glob('{folder}/*')",
        "INSTALL fts",
        "LOAD fts",
        "PRAGMA database_list",
        "SET threads = 64",
        "SET enable_external_access = true",
        "EXPORT DATABASE '{folder}/e'",
        "DELETE FROM claims_stored",
        "DROP VIEW claims",
        "SELECT 1; SELECT 2",
        "SELECT getenv('HOME')",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{db}.wal'",
        "EXPLAIN ANALYZE DELETE FROM claims_stored",
        "SELECT * FROM query('COPY (SELECT 1) TO ''{folder}/x.csv'' ')",
        "SELECT * FROM sniff_csv('{secret}')",
        "",
        "this is no SQL",
    ],
)
def test_refused(published: Path, tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("hidden\n")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(QueryError) as error:
        run_sql(published, sql.format(folder=tmp_path, db=published, secret=secret))
    assert "\n" not in str(error.value)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "sql",
    [
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
        "SELECT count(*) FROM range(100000000) AS a, range(100000000) AS b",
    ],
)
def test_endless_query_is_stopped(published: Path, sql: str) -> None:
    with pytest.raises(QueryError, match="longer than"):
        run_sql(published, sql, timeout_s=0.5)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT list(repeat('x', 1000) || i) FROM range(100000000) AS t(i)",
        "SELECT repeat('x', 4000000000)",
        "SELECT range(1, 2000000000)",
        "SELECT list_resize([1], 2000000000)",
        "SELECT repeat('x', 1000000) FROM range(1000)",
    ],
)
def test_memory_is_bounded(published: Path, sql: str) -> None:
    """Some of these take what they want inside one function, where DuckDB's own limit does not reach."""
    with pytest.raises(QueryError, match=r"emory|larger"):
        run_sql(published, sql, timeout_s=20)
    if sys.platform == "linux":
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < box.MEMORY


def test_a_function_that_cannot_be_interrupted_is_ended(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "_GRACE_S", 1.0)
    start = time.monotonic()
    with pytest.raises(QueryError, match="longer than"):
        run_sql(published, "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))", timeout_s=2)
    assert time.monotonic() - start < 8


def test_longest_sql(published: Path) -> None:
    with pytest.raises(QueryError, match="characters"):
        run_sql(published, "SELECT " + "1 + " * 50_000 + "1")
    with pytest.raises(QueryError, match="depth"):
        run_sql(published, "SELECT " + "(" * 20_000 + "1" + ")" * 20_000)


def test_parameters(published: Path) -> None:
    assert run_sql(published, "SELECT $a || 'x', $n + 1", parameters={"a": "'; --", "n": 2}).rows == [("'; --x", 3)]
    assert run_sql(published, "SELECT ? IN (SELECT unnest(?))", parameters=["a", ["a", "b"]]).rows == [(True,)]
    assert query.named(published, "article_text", {"article": "a1"}).dicts()[0]["title"] == "Title 1"


def test_rows_are_capped(published: Path) -> None:
    result = run_sql(published, "SELECT * FROM range(1000)", limit_rows=10)
    assert len(result.rows) == 10
    assert result.truncated


def test_formats(published: Path, tmp_path: Path) -> None:
    sql = "SELECT claim_id, reasons, said_date, position, '=1+1' AS formula FROM claims ORDER BY ordinal"
    result = run_sql(published, sql)
    rows = json.loads(query.to_json(result))
    assert rows[0]["reasons"] == ["near"]
    assert rows[0]["said_date"] == "2016-09-04"
    assert "'=1+1" in query.to_csv(result)
    assert query.to_table(result).splitlines()[-1] == "(2 rows)"
    (tmp_path / "x.parquet").write_bytes(query.to_parquet(result))
    assert pq.read_table(tmp_path / "x.parquet").num_rows == 2
    assert json.loads(query.to_json(run_sql(published, "SELECT 1 WHERE false"))) == []


def test_a_reader_keeps_its_snapshot(published: Path) -> None:
    def ask(open_: Reader) -> list[int]:
        counts = []
        for n in range(2, 8):
            with Store.open(published) as store:
                put(store, extracted(article(n)))
                store.publish()
            counts.append(open_.sql("SELECT count(*) FROM claims").rows[0][0])
        return counts

    assert on_newest(published, ask) == [2] * 6
    assert run_sql(published, "SELECT count(*) FROM claims").rows == [(14,)]


def test_missing_warehouse_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(snapshots.NoWarehouse, match="mawqif demo"):
        run_sql(tmp_path / "none.duckdb", "SELECT 1")


def test_three_snapshots_are_kept(published: Path) -> None:
    for _ in range(5):
        with Store.open(published) as store:
            store.publish()
    assert len(snapshots.published(published)) == 3
    assert snapshots.current(published).stem == "00000006"


def test_corrupt_newest_snapshot_falls_back(published: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Store.open(published) as store:
        store.publish()
    snapshots.current(published).write_bytes(b"no database")
    assert run_sql(published, "SELECT count(*) FROM claims").rows == [(2,)]
    assert "cannot be read" in caplog.text


def test_snapshot_damaged_inside_falls_back(published: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Store.open(published) as store:
        put(store, *(extracted(article(n), claims=20) for n in range(2, 40)))
        store.publish()
    newest = snapshots.current(published)
    size = newest.stat().st_size
    with newest.open("r+b") as file:
        for at in range(3 * 4096, size, 4096):  # behind the headers
            file.seek(at + 100)
            file.write(b"\xff" * 64)
    assert run_sql(published, "SELECT count(DISTINCT content) FROM claims").rows == [(2,)]
    assert "cannot be read" in caplog.text


def test_disk_full_while_publishing_keeps_the_old_snapshot(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshots.current(published)

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies.shutil, "copyfile", full)
    with Store.open(published) as store, pytest.raises(OSError, match="No space"):
        store.publish()
    assert snapshots.current(published) == before
    assert select(published, "SELECT count(*) FROM claims").rows == [(2,)]


def test_migrating_twice_changes_nothing(db: Path) -> None:
    with duckdb.connect(str(db)) as con:
        newest = migrations.migrate(con)
        assert migrations.migrate(con) == newest
        assert {name for name, _ in migrations.views()} >= {"articles", "claims", "shifts"}


@pytest.mark.parametrize("number", range(1, migrations.newest_schema()))
def test_an_older_warehouse_keeps_what_it_holds(db: Path, number: int) -> None:
    with duckdb.connect(str(db)) as con:
        migrations.migrate(con, upto=number)
        con.execute("INSERT INTO topics_stored (topic_id, name_en, configured) VALUES ('deal', 'The deal', true)")
        con.execute("INSERT INTO topics_unlinked VALUES ('deal')")
    with Store.open(db) as store:
        assert store.unlinked() == {"deal"}
        put(store, extracted(article(1)))
        store.publish()
    assert select(db, "SELECT max(number) FROM schema_version").rows == [(migrations.newest_schema(),)]
    assert select(db, "SELECT DISTINCT topic FROM claims").rows == [("The deal",)]


@pytest.fixture(scope="module")
def linked(once_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of one article with a timeline; to be read only."""
    folder = tmp_path_factory.mktemp("linked")
    shutil.copytree(once_published, folder, dirs_exist_ok=True, symlinks=True)
    said = claim(article(1)), claim(article(1), 1, -2)
    with Store.open(folder / "m.duckdb") as store:
        store.replace_links(["deal"], [utterance(one) for one in said], [], run_id="r")
        store.put_actors([KERRY, STATE], {})
        store.publish()
    return folder / "m.duckdb"


@pytest.mark.parametrize("number", range(1, migrations.newest_schema()))
def test_timelines_outlast_migrations(linked: Path, tmp_path: Path, number: int) -> None:
    """What was linked under an older schema is shown as if it had been linked under this one."""
    older = tmp_path / "older.duckdb"
    with duckdb.connect(str(older)) as con:
        migrations.migrate(con, upto=number)
        con.execute(f"ATTACH '{linked}' AS newest (READ_ONLY)")
        for table in (
            "article_versions",
            "claims_stored",
            "actors_stored",
            "topics_stored",
            "utterances",
            "utterance_claims",
        ):
            named = "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND database_name = ?"
            here, there = (
                {name for (name,) in con.execute(named, [table, at]).fetchall()} for at in ("older", "newest")
            )
            con.execute(f"INSERT INTO {table} BY NAME SELECT {', '.join(sorted(here & there))} FROM newest.{table}")
    with Store.open(older) as store:
        store.publish()
    (first, second), again = (query.named(db, "timeline_of_topic", {"topic": "deal"}).dicts() for db in (linked, older))
    assert again == [first, second]
    assert (first["said_precision"], first["body_id"], first["country_id"]) == ("day", STATE.id, None)


def test_no_index_spans_the_ledger(published: Path) -> None:
    """A run would write all of it anew, and a publish copy it: its keys are hashes, and lie all over the index."""
    tables = select(published, "SELECT DISTINCT table_name FROM duckdb_indexes()").rows
    assert not {table for (table,) in tables} & {"claims_stored", "utterances", "utterance_claims"}


def test_a_failed_migration_changes_nothing(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(db) as store:
        put(store, extracted(article(1)))
    bad = (migrations.newest_schema() + 1, "DROP TABLE actor_names; SELECT no_such_column FROM actors_stored")
    every = (*migrations.migrations(), bad)
    monkeypatch.setattr(migrations, "migrations", lambda: every)
    with pytest.raises(migrations.SchemaError, match="nothing was changed"):
        Store.open(db)
    monkeypatch.undo()
    with Store.open(db) as store:
        store.publish()
    assert run_sql(db, "SELECT count(*) FROM actor_names").rows == [(1,)]


def test_snapshot_of_an_older_program_says_what_to_do(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "query_text", lambda _name: "SELECT column_to_come FROM claims")
    with pytest.raises(QueryError, match="column_to_come"):
        query.named(published, "shifts")
    monkeypatch.setattr(reader, "newest_schema", lambda: 99)
    with pytest.raises(QueryError, match="older version of this program"):
        query.named(published, "shifts")


def test_newer_schema_is_refused(db: Path) -> None:
    with duckdb.connect(str(db)) as con:
        migrations.migrate(con)
        con.execute("INSERT INTO schema_version VALUES (9999)")
    with pytest.raises(migrations.SchemaError, match="newer version"):
        Store.open(db)
    with pytest.raises(migrations.SchemaError):  # the lock is free again
        Store.open(db, timeout_s=0.1)


def test_readers_of_one_process_do_not_meet_half_closed(published: Path) -> None:
    """Threads of the app open and close snapshots at once: settings are locked by whoever comes first."""

    def ask(number: int) -> int:
        return len(query.named(published, "name_of", {"id": f"nobody-{number}", "topic": False}).dicts())

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(80))) == [0] * 80


@pytest.fixture
def held() -> Iterator[Held]:
    """What this process holds open, nothing before and after."""
    reader._HELD.let_go()
    yield reader._HELD
    reader._HELD.let_go()


def test_a_held_snapshot_is_let_go_for_a_newer_one(published: Path, held: Held) -> None:
    named(published, "topics_with_counts", hold=True)
    first = held.path
    assert first == snapshots.current(published).resolve()
    with Store.open(published) as store:
        put(store, extracted(article(7), claims=20))
        store.publish()
    named(published, "topics_with_counts", hold=True)
    assert held.path == snapshots.current(published).resolve() != first


def test_a_snapshot_in_the_place_of_a_held_one_is_read_itself(published: Path, held: Held) -> None:
    named(published, "topics_with_counts", hold=True)
    snapshots.current(published).write_bytes(b"no database")
    with pytest.raises(QueryError):
        named(published, "topics_with_counts", hold=True)
    assert held.path is None


def test_nothing_is_held_for_who_asks_once_or_after_a_while(
    published: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(published, "topics_with_counts")
    assert held.path is None
    monkeypatch.setattr(held, "_idle_s", 0.05)
    named(published, "topics_with_counts", hold=True)
    until = time.monotonic() + 5
    while held.path and time.monotonic() < until:
        time.sleep(0.02)
    assert held.path is None


def test_no_more_is_held_than_may_be(published: Path, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.held.MOST_BYTES", -1)
    named(published, "topics_with_counts", hold=True)
    assert held.path is None
