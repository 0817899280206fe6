"""Filters of the pages. What is chosen stands in the address, so that every view can be shared."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app.texts import Texts


def choice(t: Texts, name: str, options: Mapping[str, str], parameter: str = "") -> str:
    """One of the options or all of them (an empty string), by the address and a list."""
    parameter = parameter or name
    keys = ["", *sorted(options, key=lambda key: options[key])]
    given = st.query_params.get(parameter, "")
    picked = st.selectbox(
        t(f"filters.{name}"),
        keys,
        index=keys.index(given) if given in keys else 0,
        format_func=lambda key: options.get(key) or t("filters.all"),
        key=f"filter_{parameter}_{t.lang}",
    )
    keep(parameter, picked or "")
    return str(picked or "")


def switch(t: Texts, name: str, *, on: bool) -> bool:
    """A switch; its address holds only what differs from the default ``on``."""
    given = st.query_params.get(name, "")
    value = st.toggle(t(f"filters.{name}"), value=on if given not in ("0", "1") else given == "1", key=f"switch_{name}")
    keep(name, "" if value == on else str(int(value)))
    return bool(value)


def keep(parameter: str, value: str) -> None:
    """Put a value into the address; an empty one takes it out."""
    if value:
        if st.query_params.get(parameter) != value:
            st.query_params[parameter] = value
    elif parameter in st.query_params:
        del st.query_params[parameter]
