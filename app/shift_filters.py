"""The filters of the page of shifts, in the sidebar: which there are, and the rows that they leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from app import data, filters
from app.texts import Texts
from claims.search import folded, holds

Row = dict[str, Any]
Asked = dict[str, Any]
CHOICES = ("topic", "actor", "under", "relation", "kind", "status", "alleged", "words", "outlet")
NAMES = (*CHOICES, "since", "until", "confidence")
MOST_OPTIONS = 250
"""Values that one list offers, those with most shifts: a browser draws long lists slowly. Others are typed."""
MOST_SEARCHED = 50_000
_TYPED = ("topic", "actor", "under", "outlet")
_NOTHING: Asked = {**dict.fromkeys((*CHOICES, "since", "until"), ""), "confidence": 0.0}


def chosen(t: Texts) -> Asked:
    """What the filters ask for, by name. They stand in the sidebar and in the address."""
    options = _options(t)
    with st.sidebar:
        asked: Asked = {
            name: filters.choice(t, name, options[name], partial(find, name) if name in _TYPED else None)
            for name in CHOICES
        }
        asked |= {name: filters.day(t, name) for name in ("since", "until")}
        asked["confidence"] = filters.least(t, "confidence")
        if asked != _NOTHING:
            st.button(t("filters.clear"), key="filters_clear", on_click=filters.clear, args=(t, NAMES), width="stretch")
    return asked


def found(asked: Asked, most: int) -> list[Row]:
    """The first ``most`` shifts in the order of the page; each row carries the counts of all (``all_…``)."""
    return data.rows("shifts_found", **asked, most=most)


def find(name: str, text: str) -> str:
    """The value that a text names, else the first whose names hold its words; letter variants do not matter."""
    asked, first, alike = folded(text), "", ""
    for row in data.rows("shift_options", most=MOST_SEARCHED):
        names = [folded(row[label] or "") for label in ("label", "label_ar")]
        if row["filter"] != name or not asked.split():
            continue
        if asked in names:
            return str(row["value"])
        if not first and all(word in " ".join(names) for word in asked.split()):
            first = str(row["value"])
        if not (first or alike) and holds(f"{row['label'] or ''} {row['label_ar'] or ''}", text):
            alike = str(row["value"])
    return first or alike


def _options(t: Texts) -> dict[str, dict[str, str]]:
    """The values of each list with their names in the language of the interface."""
    told: dict[str, Callable[[Row], str]] = {
        "relation": lambda row: t(f"relation.{row['value']}"),
        "kind": lambda row: t(f"kind.{row['value']}"),
        "status": lambda row: t(f"status.{row['value']}"),
        "words": lambda row: t(f"lang_name.{row['value']}"),
    }
    out: dict[str, dict[str, str]] = defaultdict(dict)
    out["alleged"] = {name: t(f"voice.{name}") for name in ("own", "only")}
    for row in data.rows("shift_options", most=MOST_OPTIONS):
        name = told.get(row["filter"], lambda row: t.name(row["label"], row["label_ar"]))
        out[row["filter"]][row["value"]] = name(row)
    return _with_named(out, t)


def _with_named(options: dict[str, dict[str, str]], t: Texts) -> dict[str, dict[str, str]]:
    """The same with the names of what only the address asks for."""
    for name in ("topic", "actor", "under"):
        given = st.query_params.get(name, "")
        if given and given not in options[name]:
            for row in data.rows("name_of", id=given, topic=name == "topic"):
                options[name][given] = t.name(row["label"], row["label_ar"])
    return options
