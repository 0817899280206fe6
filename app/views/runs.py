"""Runs and sources: how each source fares, what came, what was refused and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from app import data, frame, tables
from app.data import Rows
from app.declared import declared
from app.errors import in_words
from app.markup import code
from app.texts import Texts
from claims.configuration import ConfigurationError

LONGEST = 500
"""Characters of what is wrong with the file of sources."""
_SOURCE = ("source", "health", "error", "next", "last_success", "last_run", "failures", "articles_new", "refused")
_OUTLET = ("publisher", "lang", "articles", "claims", "last_published", "last_read")
_RUN = ("started_at", "flow", "state", "error", "articles_in", "articles_new", "claims_new", "shifts_new", "refused")
_REFUSED = ("file", "line", "reason", "times", "state", "bytes")


def render(t: Texts) -> None:
    """The health of the sources, the last runs, the quarantine, the outlets."""
    frame.head(t("pages.runs"))
    frame.head(t("sources.title"), t("sources.help"), level=2)
    _sources(t)
    frame.head(t("runs_title"), t("by_name"), level=2)
    if runs := data.rows("runs_listed"):
        shown = [
            in_words(row, "error", t) | {"flow": _flow(row["flow"], t), "state": t.word("run_state", row["state"])}
            for row in runs
        ]
        tables.show(shown, _columns(runs, "run", _RUN, t), t, "runs", taken=(lambda: runs, _RUN))
    else:
        st.info(t("no_runs"))
    frame.head(t("quarantine_title"), t("quarantine_help"), level=2)
    if refused := data.rows("quarantine_listed"):
        shown = [in_words(row, "reason", t) | {"state": t.word("refusal_state", row["state"])} for row in refused]
        columns = {name: t(f"refusal.{name}") for name in _REFUSED}
        tables.show(shown, columns, t, "quarantine", taken=(lambda: refused, _REFUSED))
    else:
        st.info(t("none_refused"))
    if outlets := data.rows("outlets_listed"):
        frame.head(t("outlets_of.title"), t("outlets_of.help"), level=2)
        shown = [
            {**row, "lang": t.word("lang_name", row["lang"]), "last_published": t.date(row["last_published"])}
            for row in outlets
        ]
        columns = {name: t(f"outlets_of.columns.{name}") for name in _OUTLET}
        tables.show(shown, columns, t, "outlets", taken=(lambda: outlets, _OUTLET))


def _sources(t: Texts) -> None:
    """The sources that were read, those that need somebody first; then those that are declared and never ran."""
    ran = data.rows("sources_health")
    if not ran:
        st.info(t("sources.none"))
    try:
        known = {one.name: one for one in declared(datetime.now(UTC))}
    except ConfigurationError as error:
        st.warning(f"{t('sources.unreadable')} {code(str(error), LONGEST)}")
        known = {}
    left = [one for one in known.values() if one.name not in {row["source"] for row in ran}]
    empty = dict.fromkeys(_SOURCE)
    rows = [{**row, "next": known[row["source"]].next if row["source"] in known else None} for row in ran]
    rows += [
        {**empty, "source": one.name, "next": one.next, "health": "waiting" if one.enabled else "off"}
        for one in sorted(left, key=lambda one: (not one.enabled, one.name))
    ]
    if rows:
        shown = [in_words(row, "error", t) | {"health": t(f"health.{row['health']}")} for row in rows]
        tables.show(shown, _columns(rows, "sources.columns", _SOURCE, t), t, "sources", taken=(lambda: rows, _SOURCE))


def _columns(rows: Rows, words: str, names: Sequence[str], t: Texts) -> dict[str, str]:
    """The columns with their titles; that of errors only where there is one, as it is wide."""
    failed = any(row["error"] for row in rows)
    return {name: t(f"{words}.{name}") for name in names if failed or name != "error"}


def _flow(name: str, t: Texts) -> str:
    """What a run was: its kind in words, and the source that it read."""
    kind, _, source = name.partition("/")
    return t.word("run_flow", kind) + (f" ({source})" if source else "")
