"""Whole runs in real processes, killed, starved of disk, two at once: nothing lost, nothing doubled, nothing half."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faulty_runs import CLAIMS

from warehouse import snapshots
from warehouse.reader import Reader, on_newest

pytestmark = pytest.mark.processes
ARTICLES = list(range(24))


class Runs:
    """Runs of the job in processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log"
        self.log.touch()
        place = Path(__file__).parent
        self.process = subprocess.Popen(
            [sys.executable, str(place / "faulty_runs.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(place.parents[1])},
        )

    def _ask(self, **command: Any) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def start(self, db: Path, articles: list[int] = ARTICLES, **more: Any) -> int:
        return self._ask(db=str(db), articles=articles, log=str(self.log), **more)

    def wait(self, pid: int) -> int:
        return self._ask(wait=pid)

    def whole(self, db: Path, articles: list[int] = ARTICLES, **more: Any) -> float:
        """A run to its end; the seconds that it took."""
        started = time.monotonic()
        assert self.wait(self.start(db, articles, **more)) == 0, self.log.read_text()
        return time.monotonic() - started


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    runs = Runs(tmp_path_factory.mktemp("runs"))
    yield runs
    runs.process.kill()
    runs.process.wait()


def ask(db: Path, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in on_newest(db, lambda reader: reader.sql(query)).rows]


VIEWS = ("claims", "timeline", "shifts", "actors", "topics")


def everything(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that readers see, but for the runs that found it."""
    left_out = {"shifts": "EXCLUDE (run_id)"}
    queries = {view: f"SELECT * {left_out.get(view, '')} FROM {view} ORDER BY ALL" for view in VIEWS}
    queries["articles"] = "SELECT article_id, version, current, text FROM article_versions ORDER BY ALL"
    queries["alerts"] = "SELECT shift_id FROM alerts ORDER BY ALL"

    def look(reader: Reader) -> dict[str, list[tuple[Any, ...]]]:
        return {name: [tuple(row) for row in reader.sql(query).rows] for name, query in queries.items()}

    return on_newest(db, look)


@pytest.fixture(scope="module")
def expected(runs: Runs, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[tuple[Any, ...]]], float]:
    """What one run without a fault gives, and the seconds that it takes."""
    db = tmp_path_factory.mktemp("whole") / "w.duckdb"
    took = runs.whole(db)
    assert len(ask(db, "SELECT * FROM shifts")) > 5
    return everything(db), took


HALF = f"SELECT article_id FROM claims GROUP BY article_id HAVING count(*) <> {CLAIMS}"
TWICE = "SELECT claim_id FROM claims GROUP BY claim_id HAVING count(*) > 1"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("times", [4, pytest.param(20, marks=pytest.mark.long)])
def test_killed_at_any_moment(runs: Runs, expected: tuple[Any, float], tmp_path: Path, times: int) -> None:
    db, dice = tmp_path / "w0.duckdb", random.Random(5)
    whole, took = expected
    killed = ended = 0
    while killed < times:
        pid = runs.start(db)
        time.sleep(dice.uniform(0.02, took * 0.7))
        os.kill(pid, signal.SIGKILL)
        if runs.wait(pid) == -signal.SIGKILL:
            killed += 1
        else:  # it was through before: begin anew, so that kills meet runs at all their stages
            assert everything(db) == whole
            ended += 1
            db = tmp_path / f"w{ended}.duckdb"
        if snapshots.published(db):
            assert ask(db, HALF) == []
            assert ask(db, TWICE) == []
    runs.whole(db)
    assert everything(db) == whole
    states = dict(ask(db, "SELECT state, count(*) FROM runs GROUP BY state"))
    assert "running" not in states
    assert ask(db, "SELECT file, times > 0 FROM quarantine") == [("in.jsonl", True)]


@pytest.mark.timeout(120)
def test_two_at_once_give_what_one_gives(runs: Runs, expected: tuple[Any, float], tmp_path: Path) -> None:
    db = tmp_path / "w.duckdb"
    one, other = runs.start(db, ARTICLES[:16]), runs.start(db, ARTICLES[8:])
    assert (runs.wait(one), runs.wait(other)) == (0, 0), runs.log.read_text()
    assert everything(db) == expected[0]
    assert ask(db, "SELECT state, count(*) FROM runs GROUP BY state") == [("completed", 2)]


@pytest.mark.timeout(120)
def test_no_room_for_the_snapshot(runs: Runs, expected: tuple[Any, float], tmp_path: Path) -> None:
    db = tmp_path / "w.duckdb"
    runs.whole(db, ARTICLES[:12])
    before = everything(db)
    assert runs.wait(runs.start(db, publish_limit=100_000)) == 1
    assert "File too large" in runs.log.read_text()
    assert everything(db) == before, "readers keep the snapshot of before"
    assert list(snapshots.folder(db).glob("*.part")) == []
    runs.whole(db)
    assert everything(db) == expected[0]
    assert ask(db, "SELECT state FROM runs ORDER BY state") == [("completed",), ("completed",), ("failed",)]
    assert "File too large" in ask(db, "SELECT error FROM runs WHERE state = 'failed'")[0][0]


@pytest.mark.timeout(120)
def test_clock_that_goes_back_between_runs(runs: Runs, tmp_path: Path) -> None:
    moments = ["2016-10-01T12:00:00+00:00", "2016-08-20T06:00:00+00:00", "2016-09-30T00:00:00+00:00"]
    back, forth = tmp_path / "back.duckdb", tmp_path / "forth.duckdb"
    for db, times in ((back, moments), (forth, sorted(moments))):
        runs.whole(db, ARTICLES[:12], now=times[0])
        runs.whole(db, edited=[3, 15], now=times[1])
        runs.whole(db, edited=[3, 15], now=times[2])
    assert everything(back) == everything(forth)
    assert ask(back, HALF) == ask(back, TWICE) == []
    counted = "SELECT count(*), count(DISTINCT run_id), sum(articles_new) FROM runs WHERE state = 'completed'"
    assert ask(back, counted) == [(3, 3, len(ARTICLES))]
    assert ask(back, "SELECT * FROM runs WHERE ended_at < started_at") == []
    versions = "SELECT version, fetched_at FROM article_versions WHERE article_id = 'a003' ORDER BY version"
    (first, first_at), (second, second_at) = ask(back, versions)
    assert (first, second) == (1, 2)
    assert second_at >= first_at
    assert ask(back, "SELECT count(*) FROM article_versions WHERE current") == [(len(ARTICLES),)]
