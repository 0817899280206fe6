"""The rows of a query, and how they are written: a table for the eye, CSV, JSON, Parquet."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pyarrow as pa

WIDEST_CELL = 60


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
    import pyarrow.parquet as pq  # here: a tenth of the start of each query's own process, which has no use for it

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
