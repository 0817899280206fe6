"""What every page shares: style, language, the head, and what stands where there is nothing to show."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path

import streamlit as st

from app import address, filters
from app.data import NoWarehouse
from app.markup import address_of, code, esc
from app.query_errors import LONGEST, in_words
from app.texts import LANGS, THEMES, Texts, chosen_theme, texts
from warehouse.query import QueryError

_CODE = re.compile("`([^`]+)`")
HERE = Path(__file__).parent


@cache
def _css(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def words() -> Texts:
    """The words of the interface, in the language that the address names, else the one chosen last; so the theme."""
    lang, theme = (
        st.query_params.get(name) or st.session_state.get(f"chosen_{name}", first)
        for name, first in (("lang", "en"), ("theme", ""))
    )
    t = texts(lang, theme)
    address.begin()
    for name, given, known in (("lang", lang, LANGS), ("theme", theme, THEMES)):
        if given and given not in known:
            address.missed(t, name, given, "another", known)
    st.session_state["chosen_lang"] = st.query_params["lang"] = t.lang
    st.session_state["chosen_theme"] = t.theme
    filters.keep("theme", t.theme)
    return t


def style(t: Texts) -> None:
    """The style of the pages, what a click does without the server, and what Streamlit's own labels are called."""
    st.html(f"<style>{_css('style.css')}{_css('rtl.css') if t.rtl else ''}</style>")
    words = html.escape(json.dumps(t.widgets, ensure_ascii=False), quote=True)
    carried = f'<div class="mw-nothing" data-lang="{t.lang[:2]}" data-words="{words}"></div>'
    st.html(f"{carried}<script>{_css('page.js')}</script>", unsafe_allow_javascript=True)


def head(title: str, note: str = "", level: int = 1) -> None:
    """The title of a page, or of a part of it, and a note below it; words in backticks are commands."""
    told = _CODE.sub(r"<code>\1</code>", esc(note, 400))
    st.html(f'<div class="mw-head"><h{level}>{esc(title)}</h{level}></div><p class="mw-muted">{told}</p>')
    if level == 1:
        address.place()


def language_switch(t: Texts) -> None:
    """One click to the other language, and in Arabic to other digits, kept in the address."""
    ways = {"language": "en" if t.rtl else "ar"}
    if t.rtl:
        ways["digits"] = "ar" if t.lang != "ar" else "ar-u-nu-arab"
    with st.sidebar.container(horizontal=True):
        for name, lang in ways.items():
            label = t("language") if name == "language" else t(f"digits.{lang}")
            if st.button(label, key=name, width="stretch"):
                st.query_params["lang"] = lang
                st.rerun()


def theme_switch(t: Texts, page: str) -> None:
    """Links to this very view as light, dark, or as the system is. Streamlit takes a theme only when a page opens."""
    kept = [(name, value) for name in st.query_params if name != "theme" for value in st.query_params.get_all(name)]
    links = ""
    for theme in ("", *THEMES):
        address = address_of(page, [*kept, *(chosen_theme(theme) if theme else {}).items()])
        current = ' aria-current="true"' if theme == t.theme else ""
        told = esc(t(f"theme.{theme or 'system'}"))
        links += f'<a href="{address}" target="_self"{current}>{told}</a>'
    label = esc(t("filters.theme"))
    st.html(f'<nav class="mw-theme" aria-label="{label}"><span>{label}</span>{links}</nav>')


def guarded(page: object, t: Texts) -> None:
    """Run a page; where the warehouse is missing or unreadable, say so and what to do."""
    try:
        page(t)  # type: ignore[operator]
        address.tell()
    except NoWarehouse as error:
        st.info(f"**{t('no_warehouse')}** {t('no_warehouse_hint')}")
        st.caption(code(str(error), LONGEST))
    except QueryError as error:
        st.error(f"**{t('unreadable')}** {in_words(str(error), t)}")
