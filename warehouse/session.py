"""A connection of the writer: transactions, Arrow tables staged for a statement, statements from ``sql/writes``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from warehouse import rows
from warehouse.migrations import SQL


class Session:
    """What the steps of a writer are given."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.linking: set[str] = set()
        """Topics of which the temporary tables of linking hold all (see ``warehouse.links``)."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.con.execute("BEGIN")
        try:
            yield
            self.con.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(duckdb.Error):  # a commit that failed has rolled back already
                self.con.execute("ROLLBACK")
            raise

    @contextmanager
    def staged(self, **tables: pa.Table) -> Iterator[None]:
        """Arrow tables, to be read in SQL by their names."""
        for name, table in tables.items():
            self.con.register(name, table)
        try:
            yield
        finally:
            for name in tables:
                self.con.unregister(name)

    def rows(self, name: str, **parameters: Any) -> list[rows.Row]:
        """The rows that a statement of ``sql/writes`` gives."""
        return list(rows.rows_of(self.con.execute(_text(name), parameters)))

    def do(self, name: str, **parameters: Any) -> None:
        """Execute a statement of ``sql/writes``."""
        self.con.execute(_text(name), parameters).fetchall()


@cache
def _text(name: str) -> str:
    return (SQL / "writes" / f"{name}.sql").read_text(encoding="utf-8")
