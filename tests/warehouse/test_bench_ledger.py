"""The ledgers that the benchmarks make are made of today's tables."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.bench import bench_app

ARTICLES = 2_000


def test_a_ledger_is_made_and_holds_what_the_pages_ask_for(tmp_path: Path) -> None:
    db = bench_app.made(tmp_path / "scale.duckdb", ARTICLES)
    with duckdb.connect(str(db), read_only=True) as con:
        count = dict(
            con.execute(
                "SELECT 'claims', count(*) FROM claims UNION ALL SELECT 'shifts', count(*) FROM shifts"
            ).fetchall()
        )
        asked = con.execute("SELECT count(*) FROM topics WHERE proposition IS NOT NULL").fetchone()
    assert count["claims"] == 10 * ARTICLES
    assert count["shifts"] > 0
    assert asked is not None
    assert asked[0] > 0
