"""Tables of the pages: search that folds letter variants, and a download."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import streamlit as st

from app import downloads, filters
from app.errors import Told
from app.markup import bdi, esc, listed, listed_plain, page_link, quoted
from app.texts import Texts
from claims.search import folded, holds

Row = dict[str, Any]
Links = Mapping[str, Callable[[Row], tuple[str, dict[str, str | None]]]]
MOST_ROWS = 300
"""Rows that are shown; all are searched and downloaded."""
WIDEST_CELL = 140
MOST_HEARD = 3_000
"""Rows, the first of a list, that are searched by sound, where no name is written so."""
NOTHING = '<span class="mw-muted">\u2013</span>'
"""What stands in a cell without a value."""
LONGEST_WORDS = 300
"""Characters of another program's words in a cell."""
MOST_BELOW, LONGEST_TITLE = 8, 700
"""Names below the text of a cell, and characters of what is told to those who point at it."""


def search(rows: list[Row], fields: tuple[str, ...], t: Texts, key: str) -> list[Row]:
    """The rows in which every word that is asked for occurs: hamza, taa marbuta, digits and case do not matter."""
    asked = st.text_input(t("filters.search"), value=st.query_params.get("q", "")[:200], key=key, max_chars=200)
    filters.keep("q", asked or "")
    return matching(rows, fields, asked or "")


def matching(rows: list[Row], fields: tuple[str, ...], asked: str) -> list[Row]:
    """The rows in whose fields every word of a text occurs; all where there is no word.

    As it is written, letter variants folded; where nobody is called so, also joined to a clitic, or by its sound.
    """
    words = folded(asked).split()
    if not words:
        return rows
    texts = [_text(row, fields) for row in rows]
    plain = [
        row for row, text in zip(rows, texts, strict=True) for folds in [folded(text)] if all(w in folds for w in words)
    ]
    return plain or [row for row, text in zip(rows[:MOST_HEARD], texts[:MOST_HEARD], strict=True) if holds(text, asked)]


def _text(row: Row, fields: tuple[str, ...]) -> str:
    values = (row.get(name) for name in fields)
    return " ".join(" ".join(v) if isinstance(v, list) else str(v or "") for v in values)


def show(
    rows: list[Row],
    columns: Mapping[str, str],
    t: Texts,
    name: str,
    links: Links | None = None,
    under: Mapping[str, str] | None = None,
    taken: tuple[Callable[[], list[Row]], Sequence[str]] | None = None,
) -> None:
    """A table with its download: in the direction of the interface, every cell escaped and isolated.

    ``links`` gives a column's cells an address: a page and its parameters; ``under`` a field that stands below
    the text of the cell: a sentence, or a list of names in one line. ``taken`` has the rows and fields of the
    download where they are not those of the table.
    """
    if not rows:
        st.info(t("no_rows"))
        return
    first = t("first_rows", n=t.digits(str(MOST_ROWS))) if len(rows) > MOST_ROWS else ""
    note = t.separator.join(filter(None, (t.count("rows", len(rows)), first)))
    head = "".join(f"<th>{esc(label)}</th>" for label in columns.values())
    body = "".join(
        f"<tr>{''.join(_cell(row, field, t, links or {}, under or {}) for field in columns)}</tr>"
        for row in rows[:MOST_ROWS]
    )
    scroll = f'<div class="mw-scroll" tabindex="0" role="region" aria-label="{esc(note)}">'  # keys scroll it too
    st.html(
        f'<p class="mw-muted">{esc(note)}</p>{scroll}'
        f'<table class="mw-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
    given, fields = taken or (rows, tuple(columns))
    downloads.offer(given, fields, t, name)


def _cell(row: Row, field: str, t: Texts, links: Links, under: Mapping[str, str]) -> str:
    value = row[field]
    if isinstance(value, bool):
        return f"<td>{esc(t('yes' if value else 'no'))}</td>"
    if isinstance(value, Told):
        return f'<td class="mw-{field}">{_error(value, t)}</td>'
    if isinstance(value, list):
        return f'<td class="mw-{field}">{listed(map(str, value), t, WIDEST_CELL)}</td>'
    if isinstance(value, int | float):
        number = t.digits(f"{value:,}")
        return f'<td class="mw-number">{number}</td>'
    if isinstance(value, datetime | date):
        value = t.date(value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat())
    below = _below(row[under[field]], t) if field in under else ""
    if field in links and value:
        page, parameters = links[field](row)
        address = page_link(page, str(value), **t.address, **parameters)
        return f'<td class="mw-{field}"><bdi dir="auto">{address}</bdi>{below}</td>'
    shown = bdi(str(value), WIDEST_CELL) if value not in (None, "") else NOTHING
    return f'<td class="mw-{field}">{shown}{below}</td>'


def _error(value: Told, t: Texts) -> str:
    """An error in words of the page, and below it those of another program, which are English."""
    said = f'<bdi dir="{"rtl" if t.rtl else "ltr"}">{html.escape(value.text, quote=True)}</bdi>'
    return said + (quoted(value.words, "en", LONGEST_WORDS) if value.words else "")


def _below(value: list[str] | str | None, t: Texts) -> str:
    """What stands below a text: a sentence, or names in one line, whose end is told to those who point at it."""
    if isinstance(value, str):
        return f'<span class="mw-under mw-whole">{bdi(value, WIDEST_CELL)}</span>' if value else ""
    names = value or []
    told = t("comma").join(bdi(name) for name in names[:MOST_BELOW] if name)  # in the page's order, as its end is cut
    title = html.escape(listed_plain(names, t)[:LONGEST_TITLE], quote=True)
    return f'<span class="mw-under" title="{title}">{told}</span>' if told else ""
