"""A connection of the writer: transactions, Arrow tables staged for a statement, statements from ``sql/writes``."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NoReturn

import duckdb
import pyarrow as pa

from warehouse import rows
from warehouse.migrations import SQL


class Session:
    """What the steps of a writer are given. It connects when it is first asked, and again after a pause."""

    def __init__(self, connect: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self._connect = connect
        self._con: duckdb.DuckDBPyConnection | None = None
        self.linking: set[str] = set()
        """Topics of which the temporary tables of linking hold all (see ``warehouse.links``)."""

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        if self._con is None:
            self._con = self._connect()
        return self._con

    def pause(self) -> None:
        """Close the connection until it is asked again; its temporary tables are gone."""
        con, self._con = self._con, None
        self.linking = set()
        if con is not None:
            con.close()

    def close(self) -> None:
        """Close the connection for good."""
        self._connect = _closed
        self.pause()

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


def _closed() -> NoReturn:
    raise RuntimeError("the store was closed")


@cache
def _text(name: str) -> str:
    return (SQL / "writes" / f"{name}.sql").read_text(encoding="utf-8")
