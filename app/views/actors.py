"""Actors: who speaks, for whom, how often."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app import data, frame, merging, tables
from app.people import role_of
from app.texts import Texts
from claims.search import folded

_TAKEN = (
    "actor_id",
    "actor",
    "actor_ar",
    "kind",
    "role",
    "speaks_for",
    "speaks_for_ar",
    "claims",
    "topics",
    "last_said",
    "names",
)


def render(t: Texts) -> None:
    """A table of actors with a search over all their names."""
    rows = [{**row, "role_told": role_of(row, t)} for row in data.rows("actors_with_counts")]
    frame.head(t("pages.actors"), t.count("actors", len(rows)))
    if not rows:
        st.info(t("empty_table"))
        return
    asked = ("actor", "actor_ar", "names", "role", "role_told", "speaks_for", "speaks_for_ar")
    found = tables.search(rows, asked, t, "search_actors")
    merging.offer(t, "actors")
    shown = [
        {
            **row,
            "shown": t.name(row["actor"], row["actor_ar"]),
            "role": row["role_told"],
            "names": sorted(row["names"], key=lambda name: (_arabic(name) != t.rtl, len(name))),
            "others": _others(row, t),
            "kind": t(f"actor_kind.{row['kind']}"),
            "speaks_for": t.name(row["speaks_for"], row["speaks_for_ar"]),
        }
        for row in found
    ]
    fields = ("kind", "role", "speaks_for", "claims", "topics", "last_said")
    columns = {"shown": t("table.actor"), **{name: t(f"table.{name}") for name in fields}}
    tables.show(
        shown,
        columns,
        t,
        "actors",
        links={"shown": lambda row: ("compare", {"by": "actor", "actor": row["actor_id"]})},
        under={"shown": "others"},
        taken=(lambda: found, _TAKEN),
    )


def _others(row: dict[str, Any], t: Texts) -> list[str]:
    """What an actor is called besides the name that is shown, in the letters of the page first."""
    shown = folded(t.name(row["actor"], row["actor_ar"]))
    others = [name for name in row["names"] if folded(name) != shown]
    return sorted(others, key=lambda name: (_arabic(name) != t.rtl, len(name)))


def _arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name)
