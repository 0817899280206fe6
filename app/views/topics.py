"""Topics: the configured questions, and those that were discovered."""

from __future__ import annotations

import streamlit as st

from app import data, frame, merging, tables
from app.texts import Texts


def render(t: Texts) -> None:
    """A table of topics with a search over their names."""
    rows = data.rows("topics_with_counts")
    frame.head(t("pages.topics"), t.count("topics", len(rows)))
    if not rows:
        st.info(t("empty_table"))
        return
    found = tables.search(rows, ("topic", "topic_ar", "proposition", "proposition_ar", "topic_id"), t, "search_topics")
    merging.offer(t, "topics")
    shown = [
        {
            **row,
            "shown": t.name(row["topic"], row["topic_ar"]),
            "asked": t.name(row["proposition"], row["proposition_ar"]),
        }
        for row in found
    ]
    fields = ("configured", "shifts", "claims", "actors", "last_said")
    columns = {"shown": t("table.topic"), **{name: t(f"table.{name}") for name in fields}}
    tables.show(
        shown,
        columns,
        t,
        "topics",
        links={"shown": lambda row: ("timeline", {"topic": row["topic_id"]})},
        under={"shown": "asked"},
        taken=(lambda: found, ("topic_id", "topic", "topic_ar", "proposition", *fields)),
    )
