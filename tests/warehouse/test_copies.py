"""Copying a snapshot by what differs: the same bytes, and never under somebody who reads."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from ledger import article, extracted, put

from warehouse import copies, snapshots
from warehouse.reader import on_newest
from warehouse.store import Store

BLOCK = copies._BLOCK
HOLD = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
print("open", flush=True)
sys.stdin.readline()
print(con.execute("SELECT count(*), sum(length(text)) FROM article_versions").fetchall(), flush=True)
"""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "LARGE", 0)
    monkeypatch.setattr(copies, "_cloned", lambda source, target: False)


def a_file(path: Path, seed: int, blocks: int, tail: int = 0) -> Path:
    path.write_bytes(b"".join(random.Random(seed * n).randbytes(BLOCK) for n in range(1, blocks + 1)) + b"x" * tail)
    return path


@pytest.mark.parametrize(("old_blocks", "tail"), [(6, 0), (9, 5), (3, 100)])
def test_only_blocks_that_differ_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old_blocks: int, tail: int
) -> None:
    source, spare = a_file(tmp_path / "new", 1, 6, tail), a_file(tmp_path / "old", 1, old_blocks)
    with spare.open("r+b") as file:
        file.seek(BLOCK + 7)
        file.write(b"something else")
    written: list[int] = []
    pwrite = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda fd, data, at: written.append(at) or pwrite(fd, data, at))
    how, size = copies.copy(source, tmp_path / "copy", [spare])
    assert (how, size) == ("differences", sum(min(BLOCK, source.stat().st_size - at) for at in written))
    assert (tmp_path / "copy").read_bytes() == source.read_bytes()
    assert not spare.exists()
    beyond = range(min(old_blocks, 6), 6 + (tail > 0))
    assert written == [BLOCK, *(n * BLOCK for n in beyond)]


def test_spare_that_somebody_reads_is_left_alone(tmp_path: Path) -> None:
    source, spare = a_file(tmp_path / "new", 1, 2), a_file(tmp_path / "old", 2, 2)
    before = spare.read_bytes()
    with copies.reading(spare):
        assert copies.copy(source, tmp_path / "one", [spare]).how == "copy"
        assert copies.copy(source, tmp_path / "two", [spare, a_file(tmp_path / "free", 3, 2)]).how == "differences"
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == source.read_bytes()
    assert spare.read_bytes() == before
    assert copies.copy(source, tmp_path / "other", [spare]).how == "differences"


@pytest.mark.processes
def test_snapshots_under_readers_of_this_and_of_another_process(db: Path) -> None:
    def publish(number: int) -> Path:
        with Store.open(db) as store:
            put(store, extracted(article(number)))
            return store.publish()

    def count() -> int:
        return int(on_newest(db, lambda reader: reader.sql("SELECT count(*) FROM articles")).rows[0][0])

    first = publish(1)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(first)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"

    def held(reader: object) -> None:
        for number in range(2, 9):
            publish(number)
            assert reader.sql("SELECT count(*) FROM articles").rows[0][0] == 1  # type: ignore[attr-defined]
            assert count() == number

    on_newest(db, held)
    told, _ = other.communicate("\n", timeout=30)
    assert told.startswith("[(1, ")
    assert count() == 8
    assert len(snapshots.published(db)) == snapshots.KEPT
    assert snapshots.current(db).read_bytes() == db.read_bytes()


KILLED = """
import os, signal, sys
from pathlib import Path
from warehouse import copies
from warehouse.store import Store
copies.LARGE = 0
copies._cloned = lambda source, target: False
with Store.open(Path(sys.argv[1])) as store:
    os.pwrite = lambda *_given: os.kill(os.getpid(), signal.SIGKILL)
    store.publish()
"""


def published_four_times(db: Path) -> Path:
    for number in range(1, 5):
        with Store.open(db) as store:
            put(store, extracted(article(number)))
            newest = store.publish()
    with Store.open(db) as store:
        put(store, extracted(article(5)))
    return newest


def articles_read(db: Path) -> int:
    return int(on_newest(db, lambda reader: reader.sql("SELECT count(*) FROM articles")).rows[0][0])


def test_no_room_for_the_differences(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = published_four_times(db)

    def full(*_given: object) -> int:
        raise OSError(28, "No space left on device")

    with Store.open(db) as store, monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        with pytest.raises(OSError, match="No space"):
            store.publish()
    assert (snapshots.current(db), articles_read(db)) == (newest, 4)
    with Store.open(db) as store:
        store.publish()
    assert articles_read(db) == 5


@pytest.mark.processes
def test_killed_while_the_differences_are_written(db: Path) -> None:
    newest = published_four_times(db)
    assert subprocess.run([sys.executable, "-c", KILLED, str(db)], timeout=60).returncode == -signal.SIGKILL
    assert list(snapshots.folder(db).glob("*.part"))
    assert (snapshots.current(db), articles_read(db)) == (newest, 4)
    for count in (5, 6, 7):
        with Store.open(db) as store:
            put(store, extracted(article(count)))
            store.publish()
        assert articles_read(db) == count
    assert len(snapshots.published(db)) == snapshots.KEPT
    assert not list(snapshots.folder(db).glob("*.part"))
    assert snapshots.current(db).read_bytes() == db.read_bytes()
