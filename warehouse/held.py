"""A snapshot held open between queries: to open one takes longer than most of what the pages ask of it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb

from warehouse import copies

MOST_BYTES = 128 << 20
"""What a snapshot may keep of its blocks in memory while nobody asks anything of it."""
Opened = Callable[[Path], duckdb.DuckDBPyConnection]
Identity = tuple[str, int, int, int]


class Held:
    """At most one snapshot, held open by a connection of its own for some seconds after each query.

    Connections to it that are opened meanwhile share its database. Another snapshot, or another file in its place, is
    never answered from it: it is let go first.
    """

    def __init__(self, idle_s: float, opened: Opened) -> None:
        self._idle_s = idle_s
        self._opened = opened
        self._turn = threading.Lock()
        self._what: Identity | None = None
        self._con: duckdb.DuckDBPyConnection | None = None
        self._open = ExitStack()
        self._until = 0.0
        self._number = 0

    @property
    def path(self) -> Path | None:
        """The file of the snapshot that is held."""
        return Path(self._what[0]) if self._what else None

    @contextmanager
    def asking(self, path: Path) -> Iterator[None]:
        """Hold a snapshot while something is asked of it, and some seconds longer; none that cannot be opened."""
        with self._turn:
            self._take(path)
        try:
            yield
        except BaseException:
            self.let_go()  # a database that met a damaged block answers nothing more
            raise
        with self._turn:
            if self._con is not None and _kept_bytes(self._con) > MOST_BYTES:
                self._drop()

    def let_go(self) -> None:
        """Hold nothing."""
        with self._turn:
            self._drop()

    def _take(self, path: Path) -> None:
        what = _identity(path)
        if what != self._what:
            self._drop()
        if self._con is None and what is not None:
            with ExitStack() as opening:
                opening.enter_context(copies.reading(path))
                self._con = con = self._opened(path)
                opening.callback(con.close)
                self._what, self._open = what, opening.pop_all()
            self._number += 1
            self._wait(self._idle_s)
        self._until = time.monotonic() + self._idle_s

    def _drop(self) -> None:
        self._what = self._con = None
        self._open.close()
        self._open = ExitStack()

    def _wait(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self._end, (self._number,))
        timer.daemon = True
        timer.start()

    def _end(self, number: int) -> None:
        with self._turn:
            if self._con is None or number != self._number:
                return  # let go already; what is held now has a timer of its own
            left = self._until - time.monotonic()
            if left > 0:
                self._wait(left)
            else:
                self._drop()


def _identity(path: Path) -> Identity | None:
    try:
        of = os.stat(path)
    except OSError:
        return None
    return os.path.realpath(path), of.st_ino, of.st_size, of.st_mtime_ns


def _kept_bytes(con: duckdb.DuckDBPyConnection) -> int:
    try:
        row = con.cursor().execute("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()").fetchone()
    except duckdb.Error:
        return MOST_BYTES + 1
    return int(row[0] or 0) if row else 0
