"""Asking the warehouse: SQL from strangers in a box, and the named queries that ship with the program."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse import snapshots
from warehouse.formats import Result, plain, to_csv, to_json, to_parquet, to_table
from warehouse.reader import Parameters, QueryError, on_newest, query_text, too_late

__all__ = [
    "QueryError",
    "Result",
    "named",
    "plain",
    "query_text",
    "run_sql",
    "snapshot_name",
    "to_csv",
    "to_json",
    "to_parquet",
    "to_table",
]
log = logging.getLogger(__name__)

AT_ONCE = 2
"""Boxes that one process has open at a time; others wait their turn."""
LARGEST = 256 << 20
"""Bytes of a result that leave the box."""
_GRACE_S = 5.0  # to start the process, and to answer after an interrupt
_turns = threading.BoundedSemaphore(AT_ONCE)


def run_sql(
    db: Path, sql: str, *, limit_rows: int = 100_000, timeout_s: float = 30.0, parameters: Parameters = None
) -> Result:
    """Run one read-only query on the newest snapshot, in a box: no files, no network, no settings, no writing.

    The box is a process of its own with bounded memory, ended when it takes longer than ``timeout_s``.
    ``parameters`` are texts, numbers, booleans, None, or lists of these.

    Raises:
        QueryError: the query is no single SELECT, fails, takes too long, too much memory, or gives too much.
        NoWarehouse: nothing was published yet.
    """
    db = Path(db)
    snapshots.current(db)
    request = {
        "db": str(db.absolute()),
        "sql": sql,
        "parameters": parameters,
        "limit_rows": limit_rows,
        "limit_bytes": LARGEST,
        "timeout_s": timeout_s,
    }
    if not _turns.acquire(timeout=timeout_s):
        raise QueryError(f"other queries are still running after {timeout_s:g} seconds; try again")
    try:
        answer = _ask(json.dumps(request).encode(), timeout_s)
    finally:
        _turns.release()
    return _told(answer)


def _ask(request: bytes, timeout_s: float) -> bytes:
    # the environment is kept out of the box but for what Python needs to start
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    environment |= {
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "2",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent.parent), *filter(None, sys.path)]),
    }
    command = [sys.executable, "-m", "warehouse.box"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as box:
        try:
            answer, complaint = box.communicate(request, timeout=timeout_s + _GRACE_S)
        except subprocess.TimeoutExpired as error:
            box.kill()
            raise QueryError(too_late(timeout_s)) from error
        except BaseException:
            box.kill()
            raise
    if box.returncode != 0:
        log.debug("the box ended with %s: %s", box.returncode, complaint.decode("utf-8", "replace"))
        raise QueryError("stopped: the query needs more memory or time than it may take")
    return answer


def _told(answer: bytes) -> Result:
    line, _newline, stream = answer.partition(b"\n")
    header = json.loads(line)
    for warning in header["warnings"]:
        log.warning("%s", warning)
    if "missing" in header:
        raise snapshots.NoWarehouse(header["missing"])
    if "error" in header:
        raise QueryError(header["error"])
    table = pa.ipc.open_stream(stream).read_all()
    return Result(table.column_names, header["types"], table, header["truncated"])


def named(
    db: Path,
    name: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    limit_rows: int = 100_000,
    hold: bool = False,
) -> Result:
    """Run a query that ships in ``warehouse/sql/queries`` (``name`` without ``.sql``), in this process.

    With ``hold`` the snapshot stays open some seconds for what is asked next.

    Raises:
        QueryError: it fails or takes longer than 30 seconds.
        NoWarehouse: nothing was published yet.
    """
    return on_newest(Path(db), lambda reader: reader.named(name, parameters, limit_rows=limit_rows), hold=hold)


def snapshot_name(db: Path) -> str:
    """The name of the newest snapshot: what a cache of its answers is keyed on."""
    return snapshots.current(Path(db)).name
