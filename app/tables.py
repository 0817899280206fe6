"""Tables of the pages: search that folds letter variants, and a download."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd
import streamlit as st

from app.texts import Texts
from claims.search import folded


def search(rows: list[dict[str, Any]], fields: tuple[str, ...], t: Texts, key: str) -> list[dict[str, Any]]:
    """The rows in which every word that is asked for occurs: hamza, taa marbuta, digits and case do not matter."""
    asked = folded(st.text_input(t("filters.search"), value=st.query_params.get("q", ""), key=key)).split()
    if not asked:
        return rows
    return [row for row in rows if all(word in _text(row, fields) for word in asked)]


def _text(row: dict[str, Any], fields: tuple[str, ...]) -> str:
    values = (row.get(name) for name in fields)
    return folded(" ".join(" ".join(v) if isinstance(v, list) else str(v or "") for v in values))


def show(rows: list[dict[str, Any]], columns: dict[str, str], t: Texts, name: str) -> None:
    """A table with its download."""
    plain = [{label: _cell(row[field]) for field, label in columns.items()} for row in rows]
    st.caption(t("rows", n=len(plain)))
    st.dataframe(pd.DataFrame(plain, columns=list(columns.values())), hide_index=True, width="stretch")
    st.download_button(
        t("download"), to_csv(plain, list(columns.values())), f"{name}.csv", "text/csv", key=f"get_{name}"
    )


def _cell(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def to_csv(rows: list[dict[str, Any]], columns: list[str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()
