"""A topic over time: one lane for each actor, one mark for each utterance, shifts as lines."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from app import data, frame
from app.markup import bdi, clean, esc, link, page_link, quoted
from app.texts import Texts

MOST_LANES = 24
_SHAPES = {"2": "triangle-up", "1": "circle", "0": "square", "-1": "diamond", "-2": "triangle-down", "none": "cross"}
_COLOURS = {"2": "#1b7a5a", "1": "#5aa88a", "0": "#8a8f94", "-1": "#d08a4a", "-2": "#a4352c", "none": "#b9bec2"}
_LANE, _WIDTH = 66, 620  # pixels
SEPARATOR = " \u00b7 "


def render(t: Texts) -> None:
    """The timeline of the topic that is chosen in the list or by the address."""
    topics = data.rows("topics_with_counts")
    frame.head(t("pages.timeline"), t("timeline_help"))
    if not topics:
        st.info(t("no_marks"))
        return
    ids = [row["topic_id"] for row in topics]
    names = {row["topic_id"]: f"{t.name(row['topic'], row['topic_ar'])} ({row['claims']})" for row in topics}
    given = st.query_params.get("topic", "")
    picked = st.selectbox(
        t("choose_topic"),
        ids,
        index=ids.index(given) if given in ids else 0,
        format_func=lambda key: names[key],
        key="topic_choice",
    )
    st.query_params["topic"] = picked
    rows = data.rows("timeline_of_topic", topic=picked)
    marks = _marks(rows, t)
    if marks.empty:
        st.info(t("no_marks"))
        return
    chosen = st.altair_chart(
        _chart(marks, _lines(picked, rows, t), t), on_select="rerun", selection_mode="mark", key="timeline_chart"
    )
    _evidence(chosen, rows, t)


def _marks(rows: list[dict[str, Any]], t: Texts) -> pd.DataFrame:
    """Dated utterances, those of the actors with most positions first."""
    weight: dict[str, int] = {}
    for row in rows:
        weight[row["actor_id"]] = weight.get(row["actor_id"], 0) + 1 + 3 * (row["position"] is not None)
    lanes = set(sorted(weight, key=lambda key: (-weight[key], key))[:MOST_LANES])
    found = [
        {
            "utterance_id": row["utterance_id"],
            "actor": _label(t.name(row["actor"], row["actor_ar"])),
            "said": pd.Timestamp(row["said_at"][:10]),
            "position": row["position"],
            "height": row["position"] if row["position"] is not None else 0,
            "value": "none" if row["position"] is None else str(row["position"]),
            "held": t.position(row["position"]),
            "words": _label(row["content"], 140),
            "outlets": ", ".join(row["outlets"]),
            "direct": row["type"] == "direct",
        }
        for row in rows
        if row["said_at"] and len(row["said_at"]) >= 10 and row["actor_id"] in lanes
    ]
    return pd.DataFrame(found)


def _label(text: str | None, limit: int = 42) -> str:
    """A text for a chart: bounded, and isolated from the direction around it."""
    plain = clean(text or "").replace("\u200b", "")
    plain = plain if len(plain) <= limit else plain[: limit - 1] + "\u2026"
    return f"\u2068{plain}\u2069"


def _lines(topic: str, rows: list[dict[str, Any]], t: Texts) -> pd.DataFrame:
    """The two ends of each own shift on the topic."""
    at = {row["first_claim_id"]: row for row in rows}
    out = []
    for shift in data.rows("shifts"):
        if shift["topic_id"] != topic or shift["alleged"]:
            continue
        for side, value in (("earlier", shift["from_position"]), ("later", shift["to_position"])):
            row = at.get(shift[f"{side}_claim_id"])
            if row and row["said_at"]:
                actor = _label(t.name(row["actor"], row["actor_ar"]))
                said = pd.Timestamp(row["said_at"][:10])
                out.append({"shift_id": shift["shift_id"], "actor": actor, "said": said, "height": value})
    return pd.DataFrame(out, columns=["shift_id", "actor", "said", "height"])


def _chart(marks: pd.DataFrame, lines: pd.DataFrame, t: Texts) -> alt.FacetChart:
    """Lanes of marks; the lines of shifts lie under them."""
    pick = alt.selection_point(name="mark", fields=["utterance_id"])
    steps = alt.Axis(values=[-2, -1, 0, 1, 2], format="+d")
    height = alt.Y("height:Q", title=None, scale=alt.Scale(domain=[-2.6, 2.6]), axis=steps)
    said = alt.X("said:T", title=None, axis=alt.Axis(format="%d %b %Y", labelOverlap=True))
    values = alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))
    colours = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    points = (
        alt.Chart()
        .transform_filter("isValid(datum.utterance_id)")
        .mark_point(size=120, filled=True, opacity=0.9)
        .encode(
            x=said,
            y=height,
            shape=alt.Shape("value:N", scale=values, legend=None),
            color=alt.Color("value:N", scale=colours, legend=None),
            fillOpacity=alt.condition("datum.direct", alt.value(1), alt.value(0.35)),
            tooltip=["actor:N", "said:T", "held:N", "words:N", "outlets:N"],
        )
        .add_params(pick)
    )
    joined = (
        alt.Chart()
        .transform_filter("isValid(datum.shift_id)")
        .mark_line(strokeWidth=1.6, color="#1f5f8b", opacity=0.75)
        .encode(x=said, y=height, detail="shift_id:N")
    )
    rows = pd.concat([marks, lines], ignore_index=True)
    lane = alt.Row("actor:N", title=None, header=alt.Header(labelAngle=0, labelAlign="left", labelLimit=190))
    layered = alt.layer(joined, points).properties(height=_LANE, width=_WIDTH)
    return layered.facet(data=rows, row=lane, spacing=6)


def _evidence(chosen: Any, rows: list[dict[str, Any]], t: Texts) -> None:
    """The words of the selected marks; of the last positions where none is selected."""
    selected = (chosen or {}).get("selection", {}).get("mark", [])
    ids = {point.get("utterance_id") for point in selected}
    picked = [row for row in rows if row["utterance_id"] in ids]
    held = [row for row in rows if row["position"] is not None]
    st.subheader(t("evidence"))
    for row in (picked or held[-3:])[:20]:
        st.html(_words(row, t))


def _words(row: dict[str, Any], t: Texts) -> str:
    address = {"article": row["article_id"], "claim": row["first_claim_id"], "lang": t.lang}
    outlets = ", ".join(bdi(name, 60) for name in row["outlets"])
    ways = [bdi(t.date(row["said_at"])), outlets, page_link("article", t("open_article"), **address)]
    ways.append(link(row["url"], t("original")))
    return (
        f'<div class="mw-card"><div class="mw-top"><span class="mw-actor">'
        f"{bdi(t.name(row['actor'], row['actor_ar']))}</span>"
        f'<span class="mw-tag">{esc(t.position(row["position"]))}</span></div>{quoted(row["content"], row["lang"])}'
        f'<span class="mw-muted">{SEPARATOR.join(way for way in ways if way)}</span></div>'
    )
