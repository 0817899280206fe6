"""What an address asks for and the page does not understand: told once below the title, whatever else is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import streamlit as st

from app.markup import code
from app.texts import Texts

Instead = Literal["nothing", "another", "none", "not_here", "judged", "left_out", "day", "share", "after"]
"""What the page does in its place, or what the value had to be; the sentences are ``address`` in configs/interface."""
_MISSED, _PLACE = "address_missed", "address_place"
MOST_TOLD, MOST_VALUES = 12, 10


def begin() -> None:
    """Forget what the address of the last drawing gave."""
    st.session_state[_MISSED] = []
    st.session_state.pop(_PLACE, None)


def place() -> None:
    """Here it is told: below the title, also what is found out later."""
    st.session_state[_PLACE] = st.empty()


def missed(t: Texts, name: str, value: str, instead: Instead, values: Iterable[str] = (), *, other: str = "") -> None:
    """Keep, to be told, that a value of the address is not understood; ``values`` are those that would be.

    ``other`` is the value of another parameter that it does not go with.
    """
    may_be = list(values)
    told = t(f"address.{instead}", what=label(t, name), value=code(value), day="`2016-09-04`", other=code(other))
    if 0 < len(may_be) <= MOST_VALUES:
        told += " " + t("address.values", values=t("comma").join(map(code, may_be)))
    found: list[str] = st.session_state.setdefault(_MISSED, [])
    if told not in found:
        found.append(told)


def tell() -> None:
    """One message of all that was not understood; nothing where there is none."""
    found: Sequence[str] = st.session_state.get(_MISSED) or ()
    where = st.session_state.pop(_PLACE, None)
    if not found:
        return
    shown = found[:MOST_TOLD]
    text = shown[0] if len(shown) == 1 else "\n".join(f"- {one}" for one in shown)
    (where or st).warning(text)


def label(t: Texts, name: str) -> str:
    """What a parameter is called on the pages."""
    return t(f"filters.{name}") if t.has(f"filters.{name}") else t(f"address.names.{name}")


def own(name: str) -> bool:
    """Whether the app itself wrote what the address now gives: what it wrote is no news to the reader."""
    return st.session_state.get(f"address_{name}") == st.query_params.get(name, "")
