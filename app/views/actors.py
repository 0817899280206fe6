"""Actors: who speaks, for whom, how often."""

from __future__ import annotations

from app import data, frame, tables
from app.texts import Texts


def render(t: Texts) -> None:
    """A table of actors with a search over all their names."""
    rows = data.rows("actors_with_counts")
    frame.head(t("pages.actors"))
    found = tables.search(rows, ("actor", "actor_ar", "names", "role", "speaks_for"), t, "search_actors")
    for row in found:
        row["shown"] = t.name(row["actor"], row["actor_ar"])
    fields = ("kind", "role", "speaks_for", "claims", "topics", "last_said", "names")
    tables.show(found, {"shown": t("table.actor"), **{name: t(f"table.{name}") for name in fields}}, t, "actors")
