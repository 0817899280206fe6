"""The filters of the page of shifts, in the sidebar: which there are, and the rows that they leave."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import Any

import streamlit as st

from app import address, data, filters
from app.markup import bdi, dotted, esc, page_link
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
_WORDS = {"relation": "relation", "kind": "kind", "status": "status", "words": "lang_name"}
"""Filters whose values are words of the ledger, with the place of their names in the interface."""
NOTHING: Asked = {**dict.fromkeys((*CHOICES, "since", "until"), ""), "confidence": 0.0}
"""Asks for all shifts."""


def chosen(t: Texts) -> tuple[Asked, str]:
    """What the filters ask for, by name, and the same told as HTML. They stand in the sidebar and in the address."""
    options = _options(t)
    with st.sidebar:
        asked: Asked = {
            name: filters.choice(t, name, options[name], partial(find, name) if name in _TYPED else None)
            for name in CHOICES
        }
        asked |= {name: filters.day(t, name) for name in ("since", "until")}
        if asked["since"] > asked["until"] > "":
            address.missed(t, "since", asked["since"], "after", other=asked["until"])
        asked["confidence"] = filters.least(t, "confidence")
        if asked != NOTHING:
            st.button(t("filters.clear"), key="filters_clear", on_click=filters.clear, args=(t, NAMES), width="stretch")
    return asked, _told(asked, options, t)


def _told(asked: Asked, options: dict[str, dict[str, str]], t: Texts) -> str:
    """What is filtered, in one line with the way back: a phone shows the sidebar only when it is asked for."""
    held = {name: options[name].get(value, value) for name, value in asked.items() if name in CHOICES and value}
    held |= {name: t.date(asked[name]) for name in ("since", "until") if asked[name]}
    held |= {"confidence": t.digits(f"{asked['confidence']:.2f}")} if asked["confidence"] else {}
    if not held:
        return ""
    parts = [f"{esc(t(f'filters.{name}'))}: {bdi(value)}" for name, value in held.items()]
    back = page_link("shifts", t("filters.clear"), **t.address)
    return f'<p class="mw-muted mw-filtered">{dotted([*parts, back], t)}</p>'


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
    out: dict[str, dict[str, str]] = defaultdict(dict)
    out["alleged"] = {name: t(f"voice.{name}") for name in ("own", "only")}
    for row in data.rows("shift_options", most=MOST_OPTIONS):
        words = _WORDS.get(row["filter"])
        told = t.word(words, row["value"]) if words else t.name(row["label"], row["label_ar"])
        out[row["filter"]][row["value"]] = told
    return _with_named(out, t)


def _with_named(options: dict[str, dict[str, str]], t: Texts) -> dict[str, dict[str, str]]:
    """The same with the names of what only the address asks for; what nothing here is called gets none."""
    asked = {name: st.query_params.get(name, "") for name in (*_TYPED, *_WORDS)}
    for name, given in asked.items():
        if not given or given in options[name]:
            continue
        if name in _WORDS and t.has(f"{_WORDS[name]}.{given}"):
            options[name][given] = t(f"{_WORDS[name]}.{given}")
        elif name == "outlet" and data.rows("outlet_known", outlet=given):
            options[name][given] = given
        elif name in ("topic", "actor", "under"):
            for row in data.rows("name_of", id=given, topic=name == "topic"):
                options[name][given] = t.name(row["label"], row["label_ar"])
    return options
