"""Whether the process of a run still lives: it holds a lock for as long, which the system frees when it dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path


def folder(db: Path) -> Path:
    return db.with_name(db.name + ".runs")


class Alive:
    """The lock of a run, on ``<db>.runs/<run id>``; a context manager. The file goes with the run."""

    def __init__(self, db: Path, run_id: str) -> None:
        self.path = folder(db) / run_id
        self._fd: int | None = None

    def __enter__(self) -> Alive:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()

    def release(self) -> None:
        if self._fd is not None:
            self.path.unlink(missing_ok=True)
            os.close(self._fd)
            self._fd = None


def lives(db: Path, run_id: str) -> bool:
    """Whether somebody holds the lock of a run. What a dead one left is removed."""
    path = folder(db) / run_id
    try:
        fd = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        with contextlib.suppress(OSError):
            path.unlink()
        return False
    finally:
        os.close(fd)
