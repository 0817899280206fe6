"""Tables to take away, as CSV and as Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import streamlit as st

from app.texts import Texts

Row = dict[str, Any]
_RUNS = ("=", "+", "@", "\t", "\r")
"""First characters by which a spreadsheet takes a cell for a formula."""
PARQUET = "application/vnd.apache.parquet"


def offer(
    rows: list[Row] | Callable[[], list[Row]], fields: Sequence[str], t: Texts, name: str, what: str = ""
) -> None:
    """Two buttons that give the rows, under the names of their fields; ``what`` tells tables of one page apart.

    Nothing is written, and rows that are given as a function are not asked for, before a button is clicked.
    """

    def given() -> list[Row]:
        return rows() if callable(rows) else rows

    buttons(lambda: to_csv(given(), fields), lambda: to_parquet(given(), fields), t, name, what)


def buttons(as_csv: Callable[[], str], as_parquet: Callable[[], bytes], t: Texts, name: str, what: str = "") -> None:
    """The two buttons, for what is written in both forms."""
    with st.container(horizontal=True):
        csv_label, parquet_label = (f"{t(label)}{what and f': {what}'}" for label in ("download", "download_parquet"))
        st.download_button(csv_label, as_csv, f"{name}.csv", "text/csv", key=f"get_{name}", on_click="ignore")
        st.download_button(
            parquet_label, as_parquet, f"{name}.parquet", PARQUET, key=f"get_{name}_parquet", on_click="ignore"
        )


def to_csv(rows: Sequence[Row], fields: Sequence[str]) -> str:
    """CSV with a byte-order mark, as spreadsheets ask for; a cell that one would run gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(fields)
    writer.writerows([_plain(row[name]) for name in fields] for row in rows)
    return "\ufeff" + out.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return "'" + value if isinstance(value, str) and value.startswith(_RUNS) else value


def to_parquet(rows: Sequence[Row], fields: Sequence[str]) -> bytes:
    """The rows as Parquet. A field that is empty in all rows has no type of its own and is kept as text."""
    table = pa.Table.from_pylist([{name: row[name] for name in fields} for row in rows])
    for place, field in enumerate(table.schema):
        if pa.types.is_null(field.type):
            table = table.set_column(place, field.name, table.column(place).cast(pa.string()))
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()
