"""Actors: who speaks, for whom, how often."""

from __future__ import annotations

import streamlit as st

from app import data, frame, merging, tables
from app.texts import Texts


def render(t: Texts) -> None:
    """A table of actors with a search over all their names."""
    rows = data.rows("actors_with_counts")
    frame.head(t("pages.actors"), t.count("actors", len(rows)))
    if not rows:
        st.info(t("empty_table"))
        return
    found = tables.search(
        rows, ("actor", "actor_ar", "names", "role", "speaks_for", "speaks_for_ar"), t, "search_actors"
    )
    merging.offer(t, "actors")
    shown = [
        {
            **row,
            "shown": t.name(row["actor"], row["actor_ar"]),
            "kind": t(f"actor_kind.{row['kind']}"),
            "speaks_for": t.name(row["speaks_for"], row["speaks_for_ar"]),
        }
        for row in found
    ]
    fields = ("kind", "role", "speaks_for", "claims", "topics", "last_said", "names")
    columns = {"shown": t("table.actor"), **{name: t(f"table.{name}") for name in fields}}
    tables.show(shown, columns, t, "actors")
