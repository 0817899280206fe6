"""Reading the warehouse: SQL from strangers in a safe box, named queries for the app, and results as text or bytes."""

from __future__ import annotations

import csv
import io
import json
import logging
import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import snapshots
from warehouse.migrations import SQL

log = logging.getLogger(__name__)

_BOX = {
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
WIDEST_CELL = 60


class QueryError(ValueError):
    """A query was refused or failed; the message is one line."""


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a query. ``truncated`` is True where there were more than asked for."""

    columns: list[str]
    types: list[str]
    arrow: pa.Table
    truncated: bool = False

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The rows as tuples of Python values, in the order of ``columns``."""
        columns = [column.to_pylist() for column in self.arrow.columns]
        return list(zip(*columns, strict=True)) if columns else []

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def run_sql(
    db: Path,
    sql: str,
    *,
    limit_rows: int = 100_000,
    timeout_s: float = 30.0,
    parameters: Sequence[Any] | Mapping[str, Any] | None = None,
) -> Result:
    """Run one read-only query on the newest snapshot, in a box: no files, no network, no settings, no writing.

    Raises:
        QueryError: the query is no single SELECT, fails, or takes longer than ``timeout_s``.
        NoWarehouse: nothing was published yet.
    """
    with _boxed(db) as con:
        _check(con, sql)
        return _fetch(con, sql, parameters, limit_rows, timeout_s)


def named(db: Path, name: str, parameters: Mapping[str, Any] | None = None, *, limit_rows: int = 100_000) -> Result:
    """Run a query that ships in ``warehouse/sql/queries`` (``name`` without ``.sql``)."""
    return run_sql(db, query_text(name), parameters=parameters, limit_rows=limit_rows)


@cache
def query_text(name: str) -> str:
    return (SQL / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def snapshot_name(db: Path) -> str:
    """The name of the newest snapshot: what a cache of its answers is keyed on."""
    return snapshots.current(Path(db)).name


@contextmanager
def _boxed(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    con = _connect(Path(db))
    try:
        for lock in _LOCKS:
            con.execute(lock)
        yield con
    finally:
        con.close()


def _connect(db: Path) -> duckdb.DuckDBPyConnection:
    """The newest snapshot that opens; one that was pruned or is corrupt is passed over with a warning."""
    last: Exception | None = None
    for _attempt in range(2):
        snapshots.current(db)
        for path in snapshots.published(db):
            try:
                con = duckdb.connect(str(path), read_only=True, config=dict(_BOX))
                con.execute("SELECT count(*) FROM schema_version").fetchall()
                return con
            except (duckdb.Error, OSError) as error:
                last = error
                log.warning("snapshot %s cannot be read (%s); trying the one before", path.name, _one_line(error))
    raise QueryError(f"no snapshot of {db} can be read: {_one_line(last)}; run `mawqif track` to publish a new one")


def _check(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from error
    if len(statements) != 1:
        raise QueryError(f"one statement at a time: found {len(statements)}")
    kind = statements[0].type
    if kind not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise QueryError(f"only SELECT is allowed here, not {kind.name}")


def _fetch(
    con: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Sequence[Any] | Mapping[str, Any] | None,
    limit_rows: int,
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
        batches, count = [], 0
        reader = relation.to_arrow_reader(10_000)
        schema = reader.schema
        while count <= limit_rows:
            try:
                batch = reader.read_next_batch()
            except StopIteration:
                break
            batches.append(batch)
            count += batch.num_rows
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        if late.is_set():
            raise QueryError(f"stopped: the query took longer than {timeout_s:g} seconds") from error
        raise QueryError(_one_line(error)) from error
    finally:
        timer.cancel()
    table = pa.Table.from_batches(batches, schema=schema)
    return Result(table.column_names, types, table.slice(0, limit_rows), table.num_rows > limit_rows)


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:500]


# results as text and bytes ---------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A value that JSON can hold: dates in ISO 8601, lists as arrays, bytes in hexadecimal."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, timedelta | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def to_json(result: Result) -> str:
    """One array of objects."""
    rows = [{name: plain(value) for name, value in row.items()} for row in result.dicts()]
    if not rows:
        return "[]\n"
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def to_csv(result: Result) -> str:
    """RFC 4180 with a header; lists as JSON. A cell that a spreadsheet would run gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.columns)
    writer.writerows([_cell(value) for value in row] for row in result.rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value[:1] in ("=", "+", "@", "\t", "\r"):
        return "'" + value
    return value


def to_parquet(result: Result) -> bytes:
    """A Parquet file in memory."""
    out = io.BytesIO()
    pq.write_table(result.arrow, out, compression="zstd")
    return out.getvalue()


def to_table(result: Result) -> str:
    """Columns for the eye; long cells are cut, control characters shown as spaces."""
    cells = [[_short(value) for value in row] for row in result.rows]
    widths = [max([len(name), *(len(row[n]) for row in cells)]) for n, name in enumerate(result.columns)]
    lines = ["  ".join(name.ljust(width) for name, width in zip(result.columns, widths, strict=True)).rstrip()]
    lines.append("  ".join("-" * width for width in widths))
    lines += ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
    lines.append(f"({len(cells)} row{'' if len(cells) == 1 else 's'}{', more left out' if result.truncated else ''})")
    return "\n".join(lines) + "\n"


def _short(value: Any) -> str:
    value = plain(value)
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1] + "\u2026"
