"""A topic over time: the lanes of its actors, and the words of the marks that are chosen."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app import data, filters, frame, tables
from app.lanes import SYMBOLS, chart, colour, lanes
from app.markup import bdi, dotted, esc, link, page_link, quoted
from app.texts import Texts

Row = dict[str, Any]
MOST_WORDS = 20
"""Statements that are shown below the chart at once."""


def render(t: Texts) -> None:
    """The timeline of the topic that is chosen in the list or by the address."""
    topics = data.rows("topics_with_counts")
    frame.head(t("pages.timeline"), t("timeline_help"))
    if not topics:
        st.info(t("empty_table"))
        return
    topic = _topic(topics, t)
    rows = data.rows("timeline_of_topic", topic=topic)
    shifts = data.rows("shifts_of_topic", topic=topic)
    drawn = lanes(rows, shifts, t)
    if drawn.marks.empty:
        st.info(t("no_marks"))
    else:
        st.html(_key(t))
        chosen = st.altair_chart(
            chart(drawn, t), on_select="rerun", selection_mode="mark", key=f"timeline_{topic}_{t.lang}", width="stretch"
        )
        if drawn.left_out:
            st.caption(t("left_out", actors=t.count("actors", drawn.left_out)))
        _evidence(_picked(chosen, rows), rows, t)
    fields = ("utterance_id", "actor", "said_at", "position", "kind", "certainty", "act", "content", "outlets", "url")
    tables.download(rows, fields, t, "timeline")


def _topic(topics: list[Row], t: Texts) -> str:
    ids = [row["topic_id"] for row in topics]
    names = {row["topic_id"]: _named(row, t) for row in topics}
    given = st.query_params.get("topic", "")
    picked = st.selectbox(
        t("choose_topic"),
        ids,
        index=ids.index(given) if given in ids else 0,
        format_func=lambda key: names[key],
        key=f"topic_choice_{t.lang}",
    )
    filters.keep("topic", picked)
    return str(picked)


def _named(row: Row, t: Texts) -> str:
    return f"{t.name(row['topic'], row['topic_ar'])} \u00b7 {t.count('claims', row['claims'])}"


def _key(t: Texts) -> str:
    """What shapes, fillings and lines mean."""
    shapes = "".join(
        f'<span><b style="color:{colour(value)}">{symbol}</b> {esc(t(f"position.{value}"))}</span>'
        for value, symbol in SYMBOLS.items()
    )
    rest = "".join(f'<span class="mw-muted">{esc(t(f"key.{name}"))}</span>' for name in ("direct", "indirect", "line"))
    return f'<div class="mw-key">{shapes}{rest}</div>'


def _picked(chosen: Any, rows: list[Row]) -> set[str]:
    """The utterances selected in the chart, else the one that the address names."""
    points = ((chosen or {}).get("selection") or {}).get("mark") or []
    ids = {str(point.get("utterance_id")) for point in points}
    known = {row["utterance_id"] for row in rows}
    if not ids:
        ids = {st.query_params.get("mark", "")}
    ids &= known
    filters.keep("mark", min(ids, default=""))
    return ids


def _evidence(ids: set[str], rows: list[Row], t: Texts) -> None:
    """The words of the chosen marks; of the last positions where none is chosen."""
    picked = [row for row in rows if row["utterance_id"] in ids]
    held = [row for row in rows if row["position"] is not None and row["said_at"]]
    st.html(f'<div class="mw-topic">{esc(t("evidence" if picked else "latest_words"))}</div>')
    for row in (picked or held[-3:][::-1])[:MOST_WORDS]:
        st.html(_words(row, t))


def _words(row: Row, t: Texts) -> str:
    address = {"article": row["article_id"], "claim": row["first_claim_id"], "lang": t.lang}
    outlets = t("comma").join(bdi(name, 60) for name in row["outlets"])
    ways = [bdi(t.date(row["said_at"])), outlets, page_link("article", t("open_article"), **address)]
    ways.append(link(row["url"], t("original")))
    return (
        f'<div class="mw-card"><div class="mw-top"><span class="mw-actor">'
        f"{bdi(t.name(row['actor'], row['actor_ar']))}</span>"
        f'<span class="mw-tag">{esc(t.position(row["position"]))}</span></div>{quoted(row["content"], row["lang"])}'
        f'<p class="mw-muted">{dotted(ways)}</p></div>'
    )
