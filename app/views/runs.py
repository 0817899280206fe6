"""Runs and sources: how each source fares, what came, what was refused and why."""

from __future__ import annotations

import streamlit as st

from app import data, frame, tables
from app.texts import Texts

_SOURCE = ("source", "health", "last_success", "last_run", "failures", "articles_new", "refused", "error")
_OUTLET = ("publisher", "lang", "articles", "claims", "last_published", "last_read")
_RUN = ("started_at", "flow", "state", "articles_in", "articles_new", "claims_new", "shifts_new", "refused", "error")
_REFUSED = ("file", "line", "reason", "times", "state", "bytes")


def render(t: Texts) -> None:
    """The health of the sources, the last runs, the quarantine, the outlets."""
    frame.head(t("sources.title"), t("sources.help"))
    sources = [{**row, "health": t(f"health.{row['health']}")} for row in data.rows("sources_health")]
    if sources:
        tables.show(sources, {name: t(f"sources.columns.{name}") for name in _SOURCE}, t, "sources")
    else:
        st.info(t("sources.none"))
    frame.head(t("runs_title"), t("by_name"), level=2)
    runs = [
        {**row, "flow": _flow(row["flow"], t), "state": t.word("run_state", row["state"])}
        for row in data.rows("runs_listed")
    ]
    if runs:
        tables.show(runs, {name: t(f"run.{name}") for name in _RUN}, t, "runs")
    else:
        st.info(t("no_runs"))
    frame.head(t("quarantine_title"), t("quarantine_help"), level=2)
    refused = [{**row, "state": t.word("refusal_state", row["state"])} for row in data.rows("quarantine_listed")]
    if refused:
        tables.show(refused, {name: t(f"refusal.{name}") for name in _REFUSED}, t, "quarantine")
    else:
        st.info(t("none_refused"))
    if outlets := data.rows("outlets_listed"):
        frame.head(t("outlets_of.title"), t("outlets_of.help"), level=2)
        shown = [
            {**row, "lang": t.word("lang_name", row["lang"]), "last_published": t.date(row["last_published"])}
            for row in outlets
        ]
        tables.show(shown, {name: t(f"outlets_of.columns.{name}") for name in _OUTLET}, t, "outlets")


def _flow(name: str, t: Texts) -> str:
    """What a run was: its kind in words, and the source that it read."""
    kind, _, source = name.partition("/")
    return t.word("run_flow", kind) + (f" ({source})" if source else "")
