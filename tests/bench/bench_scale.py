"""How the warehouse holds when it is large: every query of the app, a publish, a run with new articles, memory.

    python -m tests.bench.bench_scale [--articles N] [--topics N] [--runs N] [--db FILE] [--json FILE]

A ledger of N articles with ten claims each is made by arithmetic (``scale.sql``), the same each time. Times are the
median of five, caches of the system warm. Queries are asked as the app asks them, of a snapshot that stays open between
two of them; to open it, which the first of them waits for, is a figure of its own, without a ceiling: nearly all of it
is DuckDB's. Exits with 1 where a ceiling is broken.

New articles are on a thousand topics, each of which is linked anew; ``--topics 400`` compares ledgers of which a small
one has no more.

A publish is measured by itself and at the end of each run. The first three copy the whole file; behind them there is a
snapshot to spare, of which only the blocks that differ are written (see ``warehouse.copies``).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb

from tests.bench.made import made_id
from warehouse import copies, reader
from warehouse.migrations import SQL as MIGRATED
from warehouse.migrations import migrate
from warehouse.query import named
from warehouse.store import MEMORY, Store

SQL = Path(__file__).with_name("scale.sql")
WRITES = MIGRATED / "writes"
QUERY_MS, RUN_S, PUBLISH_S, MEMORY_GIB = 150.0, 90.0, 5.0, 4.0
APP: dict[str, dict[str, Any]] = {
    "shifts": {},
    "shifts_found": {
        **dict.fromkeys(("topic", "actor", "under", "relation", "kind", "status", "alleged"), ""),
        **dict.fromkeys(("words", "outlet", "since", "until"), ""),
        "confidence": 0.0,
        "most": 40,
    },
    "shift_options": {"most": 2_000},
    "articles_listed": {},
    "topics_with_counts": {},
    "actors_with_counts": {},
    "topics_listed": {},
    "runs_listed": {},
    "quarantine_listed": {},
    "article_text": {"article": made_id(777)},
    "claims_of_article": {"article": made_id(777)},
    "timeline_of_topic": {"topic": "topic-77"},
    "shifts_of_topic": {"topic": "topic-77"},
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--new", type=int, default=1_000, help="articles of the run that is measured")
    parser.add_argument("--topics", type=int, default=1_000, help="topics that these are on")
    parser.add_argument(
        "--runs", type=int, default=3, help="runs one after another; the third finds a snapshot to spare"
    )
    parser.add_argument("--db", type=Path, default=None, help="keep the warehouse here, and take it where it is there")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here as well")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(given, given.db or Path(folder) / "scale.duckdb")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n")
    broken = broken_ceilings(figures)
    for line in broken:
        print(f"too much: {line}")
    return 1 if broken else 0


def measure(given: argparse.Namespace, db: Path) -> dict[str, Any]:
    """All figures, each printed as soon as it is there."""
    figures: dict[str, Any] = {"articles": given.articles, "queries_ms": {}, "publishes": [], "runs": []}
    if not db.exists():
        figures["made_s"] = told("made in", timed(lambda: make(db, given.articles)), "s")
    figures["size_gib"] = told("file", db.stat().st_size / 2**30, "GiB")
    with watched(figures["publishes"]):
        publish(db)
    tell_publish(figures["publishes"][-1])
    opened = partial(reader.on_newest, db, lambda _reader: None)
    figures["opening_ms"] = told("opening a snapshot", median_ms(opened), "ms")
    for name, parameters in APP.items():
        asked = partial(named, db, name, parameters or None, hold=True)
        asked()  # opens the snapshot, where none is held
        figures["queries_ms"][name] = told(f"query {name}", median_ms(asked), "ms")
    reader.let_go()
    for turn in range(given.runs):
        with watched(figures["publishes"]):
            took, steps = run_new(db, given.articles, given.new, given.topics, turn)
        figures["runs"].append({"run_s": told(f"run {turn + 1} with {given.new} new articles", took, "s"), **steps})
        for step in ("ingest", "extract", "store", "link"):
            told(f"  {step}", steps[step], "s")
        tell_publish(figures["publishes"][-1], "  ")
    figures["memory_gib"] = told("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, "GiB")
    return figures


def told(name: str, value: float, unit: str) -> float:
    print(f"{name:<34}{value:>10.2f} {unit}", flush=True)
    return round(value, 3)


def tell_publish(one: dict[str, Any], indent: str = "") -> None:
    """A publish, and where its time goes."""
    told(f"{indent}publish", one["s"], "s")
    told(f"{indent}  checkpoint, opening again", one["s"] - one["copy_s"] - one["sync_s"], "s")
    told(f"{indent}  copy ({one['how']}, {one['written_mib']:.0f} MiB written)", one["copy_s"], "s")
    told(f"{indent}  sync", one["sync_s"], "s")


@contextmanager
def watched(publishes: list[dict[str, Any]]) -> Iterator[None]:
    """Note of every publish how long it takes, how long its parts do, and what it writes."""
    parts: dict[str, Any] = {}
    original, copy, fsync = Store.publish, copies.copy, os.fsync

    def publish(store: Store) -> Path:
        parts.update(s=0.0, copy_s=0.0, sync_s=0.0)
        with counted(parts, "s"):
            path = original(store)
        publishes.append({key: round(part, 3) if isinstance(part, float) else part for key, part in parts.items()})
        return path

    def copied(*given: Any, **named: Any) -> copies.Copied:
        with counted(parts, "copy_s"):
            done = copy(*given, **named)
        parts.update(how=done.how, written_mib=done.written / 2**20)
        return done

    def synced(fd: int) -> None:
        with counted(parts, "sync_s"):
            fsync(fd)

    with (
        mock.patch.object(Store, "publish", publish),
        mock.patch.object(copies, "copy", copied),
        mock.patch.object(os, "fsync", synced),
    ):
        yield


@contextmanager
def counted(parts: dict[str, Any], name: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        parts[name] = parts.get(name, 0.0) + time.perf_counter() - started


def make(db: Path, articles: int) -> None:
    """Make the ledger. What DuckDB needs for it may not be more than the ceiling either."""
    with duckdb.connect(str(db)) as con:
        con.execute(f"SET memory_limit = '{MEMORY}'")
        con.execute("SET preserve_insertion_order = false")
        migrate(con)
        for statement in con.extract_statements(SQL.read_text(encoding="utf-8").replace("$articles", str(articles))):
            con.execute(statement).fetchall()
        make_marts(con)
        con.execute("CHECKPOINT")


def make_marts(con: duckdb.DuckDBPyConnection) -> None:
    """The marts, as linking makes them, of all topics at once."""
    con.execute("CREATE OR REPLACE TEMP VIEW all_utterances AS SELECT * FROM utterances")
    con.execute(
        "CREATE OR REPLACE TEMP VIEW linking_claims AS SELECT c.*, v.lang, v.publisher, v.url "
        "FROM claims_stored AS c JOIN article_versions AS v ON v.article_number = c.article_number AND v.current"
    )
    for mart in ("mart_shifts", "mart_topics", "mart_actors"):
        sql = (WRITES / f"{mart}_add.sql").read_text(encoding="utf-8")
        con.execute(sql.replace("SELECT unnest($topics)", "SELECT topic_id FROM topics_stored")).fetchall()


def publish(db: Path) -> None:
    with Store.open(db) as store:
        store.publish()


def run_new(db: Path, articles: int, new: int, topics: int, turn: int = 0) -> tuple[float, dict[str, float]]:
    """A run of the real job on new articles, its extraction replaced by claims made by arithmetic. Each ``turn`` has
    articles of its own."""
    from flows.clock import now
    from flows.sources.items import Read
    from flows.work import run
    from tests.bench.made import MadeEngine, made_article

    steps: dict[str, float] = {}

    def call(name: str, work: Callable[[], Any]) -> Any:
        with counted(steps, name):
            return work()

    first = articles + turn * new
    items = [Read(made_article(first + n), "made", n) for n in range(new)]
    started = time.perf_counter()
    run(
        "track",
        items,
        db=db,
        topics=[],
        engine=MadeEngine(articles, topics),
        batch_size=200,
        lock_timeout_s=60,
        call=call,
        clock=now,
    )
    return time.perf_counter() - started, steps


def broken_ceilings(figures: dict[str, Any]) -> list[str]:
    """What is over its ceiling, in words."""
    broken = [
        f"{name}: {ms:.0f} ms, {QUERY_MS:g} allowed" for name, ms in figures["queries_ms"].items() if ms > QUERY_MS
    ]
    most = [(f"run {n}", one["run_s"], RUN_S, "s") for n, one in enumerate(figures["runs"], start=1)]
    most += [
        (f"publish in run {n}" if n else "publish", p["s"], PUBLISH_S, "s") for n, p in enumerate(figures["publishes"])
    ]
    most += [("memory", figures["memory_gib"], MEMORY_GIB, "GiB")]
    broken += [f"{name}: {value:.1f} {unit}, {limit:g} allowed" for name, value, limit, unit in most if value > limit]
    return broken


def median_ms(work: Callable[[], Any]) -> float:
    return 1000 * statistics.median(timed(work) for _ in range(5))


def timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    sys.exit(main())
