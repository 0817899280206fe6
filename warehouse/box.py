"""One query of a stranger, in a process of its own: ``python -m warehouse.box``, as ``warehouse.query`` starts it.

DuckDB's memory limit and its interrupt do not reach inside a function (``repeat``, ``list_resize``,
``levenshtein``): a single call can take all memory or run for minutes. Only a process can be bounded for sure.
It reads the request as JSON from standard input and answers on standard output: one line of JSON, then the rows as
an Arrow stream.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from warehouse.formats import Result
from warehouse.reader import QueryError, on_newest
from warehouse.snapshots import NoWarehouse

MEMORY = 4 << 30
"""Address space of the process in bytes; DuckDB's own limit, 2 GB, comes before it where it holds."""
_GRACE_S = 2


class _Told(logging.Handler):
    """Keeps the warnings, for the process that asked."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _bound(timeout_s: float) -> None:
    """Limits that the system holds: memory, processor time, and no byte written to any file."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: 4 * math.ceil(timeout_s + _GRACE_S),
    }
    for what, limit in limits.items():
        with contextlib.suppress(OSError, ValueError):  # a system may not know one, or hold a lower one already
            resource.setrlimit(what, (limit, limit))


def answer(request: dict[str, Any], out: BinaryIO) -> None:
    """Run a request and write the answer."""
    told = _Told()
    logging.getLogger("warehouse").addHandler(told)
    header: dict[str, Any] = {}
    result: Result | None = None
    limits = {name: request[name] for name in ("limit_rows", "limit_bytes", "timeout_s")}
    try:
        result = on_newest(
            Path(request["db"]), lambda reader: reader.sql(request["sql"], request["parameters"], **limits)
        )
        header = {"types": result.types, "truncated": result.truncated}
    except QueryError as error:
        header = {"error": str(error)}
    except NoWarehouse as error:
        header = {"missing": str(error)}
    except MemoryError:
        header = {"error": "the query needs more memory than it may take"}
    out.write(json.dumps({**header, "warnings": told.lines}).encode() + b"\n")
    if result is not None:
        with pa.ipc.new_stream(out, result.arrow.schema) as stream:
            stream.write_table(result.arrow)
    out.flush()


def main() -> None:
    request = json.load(sys.stdin.buffer)
    _bound(request["timeout_s"])
    answer(request, sys.stdout.buffer)


if __name__ == "__main__":
    main()
