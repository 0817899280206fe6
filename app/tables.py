"""Tables of the pages: search that folds letter variants, and a download."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from app import filters
from app.markup import clean
from app.texts import Texts
from claims.search import folded

Row = dict[str, Any]
_RUNS = ("=", "+", "@", "\t", "\r")
"""First characters by which a spreadsheet takes a cell for a formula."""


def search(rows: list[Row], fields: tuple[str, ...], t: Texts, key: str) -> list[Row]:
    """The rows in which every word that is asked for occurs: hamza, taa marbuta, digits and case do not matter."""
    asked = st.text_input(t("filters.search"), value=st.query_params.get("q", ""), key=key, max_chars=200)
    filters.keep("q", asked or "")
    words = folded(asked or "").split()
    return [row for row in rows if all(word in _text(row, fields) for word in words)] if words else rows


def _text(row: Row, fields: tuple[str, ...]) -> str:
    values = (row.get(name) for name in fields)
    return folded(" ".join(" ".join(v) if isinstance(v, list) else str(v or "") for v in values))


def show(rows: list[Row], columns: Mapping[str, str], t: Texts, name: str) -> None:
    """A table with its download. In Arabic its first column stands on the right."""
    if not rows:
        st.info(t("no_rows"))
        return
    st.caption(t.count("rows", len(rows)))
    ordered = list(columns.items())
    shown = ordered[::-1] if t.rtl else ordered
    plain = [{label: _cell(row[field]) for field, label in shown} for row in rows]
    st.dataframe(pd.DataFrame(plain, columns=[label for _, label in shown]), hide_index=True, width="stretch")
    download(rows, tuple(columns), t, name)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return clean(", ".join(map(str, value)))
    return clean(value) if isinstance(value, str) else value


def download(rows: list[Row], fields: Sequence[str], t: Texts, name: str) -> None:
    """A button that gives the rows as CSV, under the names of the views' columns."""
    st.download_button(t("download"), to_csv(rows, fields), f"{name}.csv", "text/csv", key=f"get_{name}")


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
