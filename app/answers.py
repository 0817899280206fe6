"""The answer of a query: a table in the direction of the interface, or Streamlit's grid, which sorts and searches."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from app import filters
from app.markup import bdi, esc, listed, runs_from_right
from app.tables import NOTHING
from app.texts import Texts
from warehouse.formats import Result, plain

MOST_ROWS = 300
"""Rows of a table; the grid and the downloads have all."""
WIDEST_CELL = 300
_LONG = 24
"""Characters from which a cell is folded into lines."""


def show(result: Result, t: Texts) -> None:
    """The rows, in Arabic as a table first: the grid is drawn from left to right by Streamlit, whatever the page is."""
    views = ("table", "grid") if t.rtl else ("grid", "table")
    view = filters.one_of_few(t, "view", {name: t(f"sql_view.{name}") for name in views})
    told = [t.count("rows", result.arrow.num_rows)]
    told += [t("truncated")] if result.truncated else []
    told += (
        [t("sql_first", n=t.digits(str(MOST_ROWS)))] if view == "table" and result.arrow.num_rows > MOST_ROWS else []
    )
    st.caption(t.separator.join(told))
    if view == "table":
        st.html(_table(result, told[0], t))
    else:
        _grid(result, t)


def _table(result: Result, note: str, t: Texts) -> str:
    """HTML of the rows, every cell escaped and in the direction of its own words."""
    head = "".join(f'<th scope="col"><bdi dir="ltr">{esc(name)}</bdi></th>' for name in result.columns)
    shown = Result(result.columns, result.types, result.arrow.slice(0, MOST_ROWS))
    body = "".join(f"<tr>{''.join(_cell(value, t) for value in row)}</tr>" for row in shown.rows)
    return (
        f'<div class="mw-scroll" tabindex="0" role="region" aria-label="{esc(note)}"><table class="mw-table mw-answer">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any, t: Texts) -> str:
    value = plain(value)
    if value is None:
        return f"<td>{NOTHING}</td>"
    if isinstance(value, bool):
        return f"<td>{esc(t('yes' if value else 'no'))}</td>"
    if isinstance(value, int | float):
        return f'<td class="mw-number"><bdi dir="ltr">{t.digits(str(value))}</bdi></td>'
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        shape = ' class="mw-long"' if sum(map(len, value)) > _LONG else ""
        return f"<td{shape}>{_names(value, t)}</td>"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    shape = ' class="mw-long"' if len(text) > _LONG else ""
    return f"<td{shape}>{bdi(text, WIDEST_CELL)}</td>"


def _names(names: list[str], t: Texts) -> str:
    """A list of texts, each in its own direction, as many as a cell holds."""
    left, shown = WIDEST_CELL, []
    for name in names:
        if left <= 0:
            return f"{listed(shown, t, WIDEST_CELL)}\u2026"
        shown.append(name[:left])
        left -= len(name)
    return listed(shown, t, WIDEST_CELL)


def _grid(result: Result, t: Texts) -> None:
    """Streamlit's grid; in Arabic with its columns from right to left, each held where its texts begin."""
    rows = result.arrow.to_pandas()
    if not t.rtl:
        st.dataframe(rows, hide_index=True, width="stretch")
        return
    aligned = {
        name: st.column_config.TextColumn(alignment="right" if _from_right(rows[name]) else "left")
        for name, kind in zip(rows.columns, rows.dtypes, strict=True)
        if str(kind) in ("object", "str", "string")
    }
    st.dataframe(rows.iloc[:, ::-1], hide_index=True, width="stretch", column_config=aligned)


def _from_right(values: Any) -> bool:
    """Whether most texts of a column run from right to left: the grid cuts a text where it is not held."""
    texts = [str(value) for value in values[:MOST_ROWS] if value is not None]
    return 2 * sum(runs_from_right(text, otherwise=True) for text in texts) >= len(texts)
