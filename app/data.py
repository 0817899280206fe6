"""What the pages read: named queries on the newest snapshot, kept until another is published."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from pathlib import Path
from typing import Any

from cachetools import LRUCache

from warehouse import query
from warehouse.snapshots import NoWarehouse

Rows = list[dict[str, Any]]
KEPT = 48 << 20
"""Bytes of answers that are kept for all visitors: bytes, since one topic holds a thousand times what another does."""
_kept: LRUCache[tuple[Any, ...], bytes] = LRUCache(KEPT, len)
_turn = threading.Lock()


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
    key = (str(db), query.snapshot_name(db), name, tuple(sorted(parameters.items())))
    with _turn:
        known = _kept.get(key)
    if known is not None:
        return pickle.loads(known)  # what this process wrote; each page gets rows of its own
    found = query.named(db, name, parameters or None, hold=True).dicts()
    written = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    with _turn:
        if len(written) <= KEPT:
            _kept[key] = written
    return found


def forget() -> None:
    """Let nothing be shown that was read before: after a correction."""
    with _turn:
        _kept.clear()


__all__ = ["NoWarehouse", "Rows", "db_path", "forget", "rows"]
