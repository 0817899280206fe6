"""What the pages read: named queries on the newest snapshot, kept until another is published."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from cachetools import LRUCache

from warehouse import query
from warehouse.snapshots import NoWarehouse

Rows = list[dict[str, Any]]
Made = TypeVar("Made")
KEPT = 48 << 20
"""Bytes of answers, and of what is made of them, that are kept for all visitors: bytes, since one topic holds a
thousand times what another does."""
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
    return _once(
        (name, tuple(sorted(parameters.items()))),
        lambda: query.named(db, name, parameters or None, hold=True).dicts(),
        snapshot(),
    )


def snapshot() -> tuple[str, str]:
    """The warehouse and its newest snapshot.

    Raises:
        NoWarehouse: nothing was published yet.
    """
    db = db_path()
    return str(db), query.snapshot_name(db)


def made(of: tuple[str, str], name: str, make: Callable[[], Made], *parameters: str) -> Made:
    """What is made of answers, made once.

    ``of`` is the snapshot as it was before they were asked for: made of a newer one, it is then not found under that.
    """
    return _once((name, parameters), make, of)


def _once(key: tuple[Any, ...], make: Callable[[], Made], of: tuple[str, str]) -> Made:
    with _turn:
        known = _kept.get((*of, *key))
    if known is not None:
        found: Made = pickle.loads(known)  # what this process wrote; each page gets one of its own
        return found
    fresh = make()
    written = pickle.dumps(fresh, pickle.HIGHEST_PROTOCOL)
    with _turn:
        if len(written) <= KEPT:
            _kept[(*of, *key)] = written
    return fresh


def forget() -> None:
    """Let nothing be shown that was read before: after a correction."""
    with _turn:
        _kept.clear()


__all__ = ["NoWarehouse", "Rows", "db_path", "forget", "made", "rows", "snapshot"]
