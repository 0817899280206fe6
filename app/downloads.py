"""Tables to take away, as CSV and as Parquet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import streamlit as st

from app.tables import to_csv
from app.texts import Texts


def offer(rows: list[dict[str, Any]], fields: Sequence[str], t: Texts, name: str, what: str = "") -> None:
    """Two buttons that give the rows, under the names of their fields; ``what`` tells tables of one page apart."""
    with st.container(horizontal=True):
        csv, parquet = (f"{t(label)}{what and f': {what}'}" for label in ("download", "download_parquet"))
        st.download_button(csv, lambda: to_csv(rows, fields), f"{name}.csv", "text/csv", key=f"get_{name}")
        mime = "application/vnd.apache.parquet"
        st.download_button(
            parquet, lambda: to_parquet(rows, fields), f"{name}.parquet", mime, key=f"get_{name}_parquet"
        )


def to_parquet(rows: Sequence[dict[str, Any]], fields: Sequence[str]) -> bytes:
    """The rows as Parquet. A field that is empty in all rows has no type of its own and is kept as text."""
    table = pa.Table.from_pylist([{name: row[name] for name in fields} for row in rows])
    for place, field in enumerate(table.schema):
        if pa.types.is_null(field.type):
            table = table.set_column(place, field.name, table.column(place).cast(pa.string()))
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()
