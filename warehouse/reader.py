"""Reading a published snapshot in this process: for the queries that ship with the program."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from warehouse import copies, held, snapshots
from warehouse.formats import Result
from warehouse.migrations import SQL, newest_schema

log = logging.getLogger(__name__)
T = TypeVar("T")
Parameters = Sequence[Any] | Mapping[str, Any] | None

_CLOSED = {
    "temp_directory": "",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "2GB",
    "threads": "2",
}
_LOCKS = (
    "SET enable_external_access=false",
    "SET disabled_filesystems='LocalFileSystem'",
    "SET lock_configuration=true",
)
_OPENING = threading.Lock()
"""Held while a connection is opened and closed to the outside: another one must not meet it half closed."""
_LONGEST_SQL = 100_000
HELD_S = 30.0
"""Seconds for which a snapshot that is held stays open after the last query."""
_CORRUPT = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)


class QueryError(ValueError):
    """A query was refused or failed; the message is one line."""


class Unreadable(Exception):
    """The snapshot itself is damaged or gone, whatever is asked of it."""


class Reader:
    """One snapshot, open for reading: what it answers stays the same while others are published."""

    def __init__(self, con: duckdb.DuckDBPyConnection, schema: int) -> None:
        self._con = con
        self._schema = schema

    def sql(
        self,
        sql: str,
        parameters: Parameters = None,
        *,
        limit_rows: int = 100_000,
        limit_bytes: int | None = None,
        timeout_s: float = 30.0,
    ) -> Result:
        """The rows of one SELECT.

        Raises:
            QueryError: it is no single SELECT, fails, takes longer than ``timeout_s``, or gives too much.
            Unreadable: the snapshot is damaged.
        """
        _check(self._con, sql)
        return _fetch(self._con, sql, parameters, limit_rows, limit_bytes, timeout_s)

    def named(self, name: str, parameters: Mapping[str, Any] | None = None, **limits: Any) -> Result:
        """The rows of a query that ships in ``warehouse/sql/queries`` (``name`` without ``.sql``)."""
        try:
            return self.sql(query_text(name), parameters, **limits)
        except QueryError as error:
            if self._schema < newest_schema():
                raise QueryError(
                    f"the warehouse was published with schema {self._schema} by an older version of this program: "
                    "run `mawqif track` to renew it"
                ) from error
            raise


@cache
def query_text(name: str) -> str:
    return (SQL / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def on_newest(db: Path, ask: Callable[[Reader], T], *, hold: bool = False) -> T:
    """What ``ask`` gets from the newest snapshot that can be read.

    One that was pruned meanwhile or is damaged is passed over with a warning, and the one before is asked. With
    ``hold`` it stays open for ``HELD_S`` seconds: for a process that asks again and again.

    Raises:
        QueryError: ``ask`` raises it, or no snapshot can be read.
        NoWarehouse: nothing was published yet.
    """
    last: Exception | None = None
    for _again in range(2):  # all three may have been pruned by writers between the listing and the opening
        snapshots.current(db)
        for path in snapshots.published(db):
            try:
                with _opened(path, hold) as reader:
                    return ask(reader)
            except Unreadable as error:
                last = error
                log.warning("snapshot %s cannot be read (%s); trying the one before", path.name, error)
    raise QueryError(f"no snapshot of {db} can be read: {last}; run `mawqif track` to publish a new one")


@contextmanager
def _opened(path: Path, hold: bool) -> Iterator[Reader]:
    with _HELD.asking(path) if hold else nullcontext(), copies.reading(path):
        yield from _connected(path)


def _connected(path: Path) -> Iterator[Reader]:
    with _OPENING:
        con, schema = _closed_connection(path)
    try:
        yield Reader(con, schema)
    finally:
        con.close()


def _closed_connection(path: Path) -> tuple[duckdb.DuckDBPyConnection, int]:
    """A connection to a snapshot that reads nothing else, and the snapshot's schema.

    Connections of one process to one file are to one database, whose settings are locked once: by whoever came first.
    """
    try:
        con = duckdb.connect(str(path), read_only=True, config=dict(_CLOSED))
    except (duckdb.Error, OSError) as error:
        raise Unreadable(one_line(error)) from error
    try:
        try:
            schema: int = con.execute("SELECT max(number) FROM schema_version").fetchall()[0][0]
        except duckdb.Error as error:
            raise Unreadable(one_line(error)) from error
        if not con.execute("SELECT current_setting('lock_configuration')").fetchall()[0][0]:
            for lock in _LOCKS:
                con.execute(lock)
    except BaseException:
        con.close()
        raise
    return con, schema


def _held_open(path: Path) -> duckdb.DuckDBPyConnection:
    with _OPENING:
        return _closed_connection(path)[0]


_HELD = held.Held(HELD_S, _held_open)
atexit.register(_HELD.let_go)


def let_go() -> None:
    """Hold no snapshot open any more."""
    _HELD.let_go()


def _check(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    if len(sql) > _LONGEST_SQL:
        raise QueryError(f"the query has {len(sql):,} characters; {_LONGEST_SQL:,} are allowed")
    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(one_line(error)) from error
    if len(statements) != 1:
        raise QueryError(f"one statement at a time: found {len(statements)}")
    kind = statements[0].type
    if kind not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise QueryError(f"only SELECT is allowed here, not {kind.name}")


def _fetch(
    con: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Parameters,
    limit_rows: int,
    limit_bytes: int | None,
    timeout_s: float,
) -> Result:
    late = threading.Event()

    def stop() -> None:
        late.set()
        con.interrupt()

    timer = threading.Timer(timeout_s, stop)
    timer.daemon = True
    timer.start()
    try:
        relation = con.sql(sql, params=parameters) if parameters is not None else con.sql(sql)
        if relation is None:
            raise QueryError("this statement has no rows to show")
        types = [str(kind) for kind in relation.types]
        reader = relation.to_arrow_reader(10_000)
        table = pa.Table.from_batches(_bounded(reader, limit_rows, limit_bytes), schema=reader.schema)
    except (duckdb.Error, pa.ArrowException, OSError, MemoryError) as error:
        if late.is_set():
            raise QueryError(too_late(timeout_s)) from error
        if isinstance(error, _CORRUPT) and "Permission" not in str(error):
            raise Unreadable(one_line(error)) from error
        raise QueryError(one_line(error) or "the query needs more memory than it may take") from error
    finally:
        timer.cancel()
    return Result(table.column_names, types, table.slice(0, limit_rows), table.num_rows > limit_rows)


def _bounded(reader: pa.RecordBatchReader, limit_rows: int, limit_bytes: int | None) -> Iterator[pa.RecordBatch]:
    rows = size = 0
    for batch in reader:
        rows += batch.num_rows
        size += batch.nbytes
        if limit_bytes is not None and size > limit_bytes:
            raise QueryError(f"the result is larger than {limit_bytes >> 20} MiB: ask for fewer rows or columns")
        yield batch
        if rows > limit_rows:
            return


def too_late(timeout_s: float) -> str:
    return f"stopped: the query took longer than {timeout_s:g} seconds"


def one_line(error: object) -> str:
    """An error in one bounded line."""
    return " ".join(str(error).split())[:500]
