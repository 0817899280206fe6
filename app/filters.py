"""Filters of the pages. What is chosen stands in the address, so that every view can be shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from app import address, days
from app.markup import clean, isolated
from app.texts import Texts

Name = TypeVar("Name", bound=str)
Find = Callable[[str], str]
SHARES = [number / 20 for number in range(21)]
"""Steps of a share, as numbers that a list of options finds again."""


def choice(t: Texts, name: str, options: Mapping[str, str], find: Find | None = None) -> str:
    """One of the options or all of them (an empty string), by the address and a list.

    A value that the options have not, of an address or typed, filters nothing, and that is told. With ``find`` a name
    may be typed that the list, kept short for speed, has not; it gives the value, or an empty string.
    """
    key = started(_key(t, name), name, str(st.query_params.get(name, "")))
    held = str(st.session_state.get(key) or "")
    if held and held not in options:
        address.missed(t, name, held, "nothing", () if find else options)
        st.session_state[key] = ""
    labels = distinct({value: isolated(label) for value, label in options.items()}) | {"": t("filters.all")}
    values = ["", *sorted(filter(None, labels), key=lambda value: labels[value])]
    picked = st.selectbox(
        t(f"filters.{name}"),
        values,
        format_func=lambda value: labels.get(value, clean(value)),
        key=key,
        accept_new_options=find is not None,
        on_change=_typed,
        args=(key, name, frozenset(labels), find),
    )
    keep(name, picked or "")
    return str(picked or "")


def _typed(key: str, name: str, known: frozenset[str], find: Find | None) -> None:
    """Put the value of a name that was typed in its place and into the address, before the page is drawn anew."""
    typed = st.session_state[key]
    if find and typed and typed not in known:
        st.session_state[key] = find(typed) or typed
        keep(name, st.session_state[key])


def distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """Labels by their values, with the value where two are alike: a list knows its entries by their labels alone."""
    often = Counter(labels.values())
    return {value: label if often[label] == 1 else f"{label} ({clean(value)})" for value, label in labels.items()}


def one_of_few(t: Texts, name: str, options: Mapping[Name, str]) -> Name:
    """One of a few options, side by side; in the address where it is not the first."""
    given, first = st.query_params.get(name, ""), next(iter(options))
    if given and given not in options and not address.own(name):
        address.missed(t, name, given, "another", options)
    key = started(_key(t, name), name, given)
    if st.session_state.get(key) not in options:  # of another topic, or in an address
        st.session_state[key] = first
    picked = st.segmented_control(
        address.label(t, name),
        list(options),
        required=True,
        format_func=lambda value: options[value],
        key=key,
        label_visibility="collapsed",
    )
    keep(name, "" if picked in (None, first) else str(picked))
    return picked or first


def day(t: Texts, name: str) -> str:
    """A day in ISO 8601, or an empty string.

    Streamlit's field for dates has the digits of English, and a calendar in the language of the browser: on Arabic
    pages a day is written, in whichever digits.
    """
    given = _as_day(text := st.query_params.get(name, ""), name)
    if text and given is None:
        address.missed(t, name, text, "day")
    if t.rtl:
        return _written_day(t, name, given)
    key = started(_key(t, name), name, given)
    picked = st.date_input(
        t(f"filters.{name}"),
        key=key,
        value=None,
        min_value=date(1900, 1, 1),
        max_value=date(2100, 1, 1),
        format="YYYY-MM-DD",
    )
    told = picked.isoformat() if isinstance(picked, date) else ""
    keep(name, told)
    return told


def _written_day(t: Texts, name: str, given: date | None) -> str:
    """A day in a field of text, told again as it was understood, in the digits that are chosen."""
    key = started(_key(t, name), name, t.date(given.isoformat()) if given else "")
    text = st.text_input(
        t(f"filters.{name}"),
        key=key,
        max_chars=60,
        placeholder=t.digits("2016-09-04"),
        on_change=_day_written,
        args=(t, key, name),
    )
    told = _meant(text or "", name)
    if text and not told:
        st.caption(t("day_unknown", one=t.digits("2016-09-04"), other=t.date("2016-09-04"), month=t.date("2016-09")))
    keep(name, told)
    return told


def _day_written(t: Texts, key: str, name: str) -> None:
    """Put a day that was written in the words of the interface, before the page is drawn anew."""
    if told := _meant(st.session_state[key] or "", name):
        st.session_state[key] = t.date(told)
        keep(name, told)


def _meant(text: str, name: str) -> str:
    """The day in ISO 8601: of a month or a year the last one where the field ends a span of time, else the first."""
    span = days.span_of(text)
    return "" if span is None else span[name == "until"].isoformat()


def least(t: Texts, name: str) -> float:
    """The least value of a share, 0 to 1 in steps of 0.05; 0 filters nothing."""
    text = st.query_params.get(name, "")
    given = _as_share(text)
    if text and given is None:
        address.missed(t, name, text, "share")
    key = started(_key(t, name), name, given or 0.0)
    picked = st.select_slider(t(f"filters.{name}"), SHARES, format_func=lambda share: t.digits(f"{share:.2f}"), key=key)
    keep(name, f"{picked:.2f}" if picked else "")
    return float(picked)


def clear(t: Texts, names: Iterable[str]) -> None:
    """Set filters back: for the click of a button, before the page is drawn anew."""
    for name in names:
        st.session_state.pop(_key(t, name), None)
        keep(name, "")
    st.session_state["filters_cleared"] = st.session_state.get("filters_cleared", 0) + 1


def keep(parameter: str, value: str) -> None:
    """Put a value into the address; an empty one takes it out."""
    st.session_state[f"address_{parameter}"] = value
    if value:
        if st.query_params.get(parameter) != value:
            st.query_params[parameter] = value
    elif parameter in st.query_params:
        del st.query_params[parameter]


def kept(parameter: str) -> str:
    """What ``keep`` put into the address last."""
    return str(st.session_state.get(f"address_{parameter}") or "")


def _key(t: Texts, name: str) -> str:
    """The widget's key. After they are set back, widgets are new ones, with nothing left of what was chosen."""
    again = st.session_state.get("filters_cleared", 0)
    return f"filter_{name}_{t.lang}" + (f"_{again}" if again else "")


def started(key: str, name: str, given: Any) -> str:
    """The key of a widget that begins with what the address gives, and follows it after a step back in the browser.

    One that begins empty, as it does by itself, is not told so: the browser draws a widget anew whose value is told
    once and no more after that, and long lists take it long.
    """
    written = st.session_state.get(f"address_{name}")
    begins = key not in st.session_state
    if (begins and given) or (not begins and written not in (None, st.query_params.get(name, ""))):
        st.session_state[key] = given
    return key


def settle(key: str, value: Any) -> None:
    """Give a widget its value where it has another: one that is told the same again is drawn anew for nothing."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _as_share(text: str) -> float | None:
    """A share in the steps of the list; None where the text is no number from 0 to 1."""
    try:
        share = float(text)
    except ValueError:
        return None
    return SHARES[round(share * 20)] if 0 <= share <= 1 else None


def _as_day(text: str, name: str) -> date | None:
    """The day that an address gives, also by a month or a year; None where there is none."""
    told = _meant(text, name)
    return date.fromisoformat(told) if told else None
