"""The schema, brought up to date in order: each migration is one transaction, the views are made anew."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import duckdb

SQL = Path(__file__).parent / "sql"
_NUMBERED = re.compile(r"(\d{4})_\w+\.sql$")


class SchemaError(RuntimeError):
    """The warehouse was made by a newer program, or a migration failed."""


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """``(number, SQL)`` of every migration, in order."""
    found = [(int(m[1]), path) for path in (SQL / "migrations").glob("*.sql") if (m := _NUMBERED.search(path.name))]
    return tuple((number, path.read_text(encoding="utf-8")) for number, path in sorted(found))


def newest_schema() -> int:
    """The number of the newest migration."""
    return migrations()[-1][0]


@cache
def views() -> tuple[tuple[str, str], ...]:
    """``(name, SQL)`` of every view; those that others stand on come first by their names."""
    return tuple((path.stem, path.read_text(encoding="utf-8")) for path in sorted((SQL / "views").glob("*.sql")))


def migrate(con: duckdb.DuckDBPyConnection, upto: int | None = None) -> int:
    """Bring an open warehouse to the newest schema (or to number ``upto``) and give the number it has then.

    Raises:
        SchemaError: the warehouse is newer than this program, or a migration fails; it is left as it was.
    """
    con.execute("CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY)")
    # fetchall throughout: DuckDB 2 takes a result that is not fetched to its end for unfinished
    at = int(con.execute("SELECT coalesce(max(number), 0) FROM schema_version").fetchall()[0][0])
    newest = newest_schema() if upto is None else upto
    if at > newest and upto is None:
        raise SchemaError(f"the warehouse has schema {at}, this program knows {newest}: install a newer version of it")
    for number, sql in migrations():
        if at < number <= newest:
            con.execute("BEGIN")
            try:
                con.execute(sql)
                con.execute("INSERT INTO schema_version VALUES (?)", [number])
                con.execute("COMMIT")
            except duckdb.Error as error:
                con.execute("ROLLBACK")
                raise SchemaError(f"migration {number:04d} failed, nothing was changed: {error}") from error
    if upto is None:
        _renew_views(con)
    return newest


def _renew_views(con: duckdb.DuckDBPyConnection) -> None:
    """Make the views anew where their SQL is not that of this program."""
    digest = hashlib.sha256("".join(sql for _name, sql in views()).encode()).hexdigest()
    con.execute("CREATE TABLE IF NOT EXISTS schema_views (digest VARCHAR)")
    if con.execute("SELECT digest FROM schema_views").fetchall() == [(digest,)]:
        return
    con.execute("BEGIN")
    for _name, sql in views():
        con.execute(sql)
    con.execute("DELETE FROM schema_views")
    con.execute("INSERT INTO schema_views VALUES (?)", [digest])
    con.execute("COMMIT")
