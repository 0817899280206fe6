"""Runs: what came, what was refused and why."""

from __future__ import annotations

import streamlit as st

from app import data, frame, tables
from app.texts import Texts

_RUN = ("started_at", "flow", "state", "articles_in", "articles_new", "claims_new", "shifts_new", "refused", "error")
_REFUSED = ("file", "line", "reason", "times", "state", "bytes")


def render(t: Texts) -> None:
    """The last runs and the quarantine."""
    frame.head(t("runs_title"), t("by_name"))
    runs = data.rows("runs_listed")
    if runs:
        tables.show(runs, {name: t(f"run.{name}") for name in _RUN}, t, "runs")
    else:
        st.info(t("no_runs"))
    frame.head(t("quarantine_title"), t("quarantine_help"))
    refused = data.rows("quarantine_listed")
    if refused:
        tables.show(refused, {name: t(f"refusal.{name}") for name in _REFUSED}, t, "quarantine")
    else:
        st.info(t("none_refused"))
