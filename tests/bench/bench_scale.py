"""How the warehouse holds when it is large: every query of the app, a publish, a run with new articles, memory.

    python -m tests.bench.bench_scale [--articles N] [--topics N] [--db FILE] [--json FILE]

A ledger of N articles with ten claims each is made by arithmetic (``scale.sql``), the same each time. Times are the
median of three, caches of the system warm. Exits with 1 where a ceiling is broken. New articles are on a thousand
topics, each of which is linked anew; ``--topics 400`` compares ledgers of which a small one has no more.
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
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

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
    "article_text": {"article": "a777"},
    "claims_of_article": {"article": "a777"},
    "timeline_of_topic": {"topic": "topic-77"},
    "shifts_of_topic": {"topic": "topic-77"},
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--new", type=int, default=1_000, help="articles of the run that is measured")
    parser.add_argument("--topics", type=int, default=1_000, help="topics that these are on")
    parser.add_argument("--db", type=Path, default=None, help="keep the warehouse here, and take it where it is there")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here as well")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(given.db or Path(folder) / "scale.duckdb", given.articles, given.new, given.topics)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n")
    broken = broken_ceilings(figures)
    for line in broken:
        print(f"too much: {line}")
    return 1 if broken else 0


def measure(db: Path, articles: int, new: int, topics: int) -> dict[str, Any]:
    """All figures, each printed as soon as it is there."""
    figures: dict[str, Any] = {"articles": articles, "queries_ms": {}}

    def told(name: str, value: float, unit: str) -> float:
        print(f"{name:<34}{value:>10.2f} {unit}", flush=True)
        return round(value, 3)

    if not db.exists():
        figures["made_s"] = told("made in", timed(lambda: make(db, articles)), "s")
    figures["size_gib"] = told("file", db.stat().st_size / 2**30, "GiB")
    figures["publish_s"] = told("publish", timed(lambda: publish(db)), "s")
    for name, parameters in APP.items():
        took = statistics.median(timed(lambda n=name, p=parameters: named(db, n, p or None)) for _ in range(3))
        figures["queries_ms"][name] = told(f"query {name}", took * 1000, "ms")
    figures["run_s"], figures["run_steps_s"] = run_new(db, articles, new, topics)
    told(f"a run with {new} new articles", figures["run_s"], "s")
    for step, seconds in figures["run_steps_s"].items():
        told(f"  {step}", seconds, "s")
    figures["memory_gib"] = told("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, "GiB")
    return figures


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
    for mart in ("mart_shifts", "mart_topics", "mart_actors"):
        sql = (WRITES / f"{mart}_add.sql").read_text(encoding="utf-8")
        con.execute(sql.replace("SELECT unnest($topics)", "SELECT topic_id FROM topics_stored")).fetchall()


def publish(db: Path) -> None:
    with Store.open(db) as store:
        store.publish()


def run_new(db: Path, articles: int, new: int, topics: int) -> tuple[float, dict[str, float]]:
    """A run of the real job on new articles, its extraction replaced by claims made by arithmetic."""
    from flows.clock import now
    from flows.sources.items import Read
    from flows.work import run
    from tests.bench.made import MadeEngine, made_article

    steps: dict[str, float] = {}

    def call(name: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        try:
            return work()
        finally:
            steps[name] = steps.get(name, 0.0) + time.perf_counter() - started

    items = [Read(made_article(articles + n), "made", n) for n in range(new)]
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
    for key, most, unit in (("run_s", RUN_S, "s"), ("publish_s", PUBLISH_S, "s"), ("memory_gib", MEMORY_GIB, "GiB")):
        if figures[key] > most:
            broken.append(f"{key}: {figures[key]:.1f} {unit}, {most:g} allowed")
    return broken


def timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    sys.exit(main())
