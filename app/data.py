"""What the pages read: named queries on the newest snapshot, kept until another is published."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import streamlit as st

from warehouse import query
from warehouse.snapshots import NoWarehouse

Rows = list[dict[str, Any]]


def db_path() -> Path:
    """The warehouse that the app was started on: ``--db FILE`` after ``--``, else ``MAWQIF_DB``, else the default."""
    if "--db" in sys.argv[1:-1]:
        return Path(sys.argv[sys.argv.index("--db") + 1])
    return Path(os.environ.get("MAWQIF_DB") or "mawqif-data/mawqif.duckdb")


def rows(name: str, **parameters: Any) -> Rows:
    """The rows of a query that ships with the warehouse.

    Raises:
        NoWarehouse: nothing was published yet.
        QueryError: the warehouse cannot be read.
    """
    db = db_path()
    return _rows(str(db), query.snapshot_name(db), name, tuple(sorted(parameters.items())))


@st.cache_data(max_entries=200, show_spinner=False)
def _rows(db: str, snapshot: str, name: str, parameters: tuple[tuple[str, Any], ...]) -> Rows:
    del snapshot  # only the key of the cache
    return query.named(Path(db), name, dict(parameters) or None).dicts()


def forget() -> None:
    """Let nothing be shown that was read before: after a correction."""
    _rows.clear()


__all__ = ["NoWarehouse", "Rows", "db_path", "forget", "rows"]
