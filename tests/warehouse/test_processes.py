"""Real processes: readers beside a writer, kills, two writers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.snapshot import select
from warehouse.query import run_sql
from warehouse.reader import on_newest
from warehouse.store import Store

pytestmark = pytest.mark.processes
HERE = Path(__file__).parent
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from ledger import article, extracted, put
from warehouse.store import Store
db, rounds = Path(sys.argv[1]), int(sys.argv[2])
offset = int(sys.argv[4])
for n in range(rounds):
    with Store.open(db) as store:
        put(store, *(extracted(article(offset + n * 20 + i), claims=5) for i in range(20)))
        store.replace_links(["deal"], [], [], run_id="r")
        store.publish()
    print(n, flush=True)
"""


def writer(db: Path, rounds: int, offset: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(db), str(rounds), str(HERE), str(offset)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_readers_never_meet_the_lock(db: Path) -> None:
    process = writer(db, 12)
    assert process.stdout is not None
    process.stdout.readline()
    asked = "SELECT count(*) FROM claims"
    counts: list[int] = []
    while process.poll() is None:
        counts += [on_newest(db, lambda reader: reader.sql(asked)).rows[0][0] for _ in range(5)]
        counts.append(run_sql(db, asked).rows[0][0])
    assert process.returncode == 0
    assert len(counts) > 10
    assert counts == sorted(counts)
    assert all(n % 100 == 0 for n in counts)


@pytest.mark.parametrize("round_", range(5))
def test_killed_in_the_middle(db: Path, round_: int) -> None:
    process = writer(db, 50)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.05 + 0.11 * round_)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert select(db, "SELECT count(*) FROM claims").rows[0][0] % 100 == 0
    process = writer(db, 3)
    assert process.wait() == 0
    doubled = select(db, "SELECT count(*) FROM (SELECT claim_id FROM claims GROUP BY 1 HAVING count(*) > 1)")
    assert doubled.rows == [(0,)]
    orphans = "SELECT count(*) FROM articles WHERE current AND article_id NOT IN (SELECT article_id FROM claims)"
    assert select(db, orphans).rows == [(0,)]


def test_two_writers_take_turns(db: Path) -> None:
    Store.open(db).close()
    one, other = writer(db, 6), writer(db, 6, offset=10_000)
    assert (one.wait(), other.wait()) == (0, 0)
    assert select(db, "SELECT count(*) FROM articles").rows == [(240,)]
