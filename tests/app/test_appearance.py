"""Names in Arabic sentences keep their direction, roles agree with women, light and dark stand in the address."""

from __future__ import annotations

from pathlib import Path

import pytest
from opened import html, opened, parameter

from app import data
from app.frame import theme_switch
from app.markup import address_of, isolated, page_link, plain, sentence
from app.people import role_of
from app.texts import texts
from tests.snapshot import select

AR, EN = texts("ar"), texts("en")


def test_names_in_a_sentence_are_escaped_and_isolated_and_the_sentence_keeps_its_direction() -> None:
    told = sentence(AR, "alleged", accuser="A. <b>Roe</b>, Jr.", actor="عمر", relation="لان")
    assert told == (
        '<bdi dir="rtl"><bdi dir="auto">A. &lt;b&gt;Roe&lt;/b&gt;, Jr.</bdi>: تغيّر موقف <bdi dir="auto">عمر</bdi> '
        '(<bdi dir="auto">لان</bdi>)</bdi>'
    )
    assert sentence(EN, "alleged", accuser="A", actor="عمر", relation="r").startswith('<bdi dir="ltr">')


def test_a_label_is_isolated_by_characters_that_the_name_itself_may_not_bring() -> None:
    assert isolated("a\u202eb") == "\u2068a\u200bb\u2069"
    assert plain(isolated("a (b)")) == "a (b)"


def test_a_woman_has_the_role_of_a_woman_in_arabic_alone() -> None:
    row = {"actor_id": "maria-zakharova", "actor_ar": "ماريا زاخاروفا", "names": [], "role": "spokesperson"}
    assert (role_of(row, AR), role_of(row, EN)) == ("متحدثة", "spokesperson")
    assert role_of({**row, "actor_id": "x", "actor_ar": None}, AR) == "متحدث"
    assert role_of({**row, "role": None}, AR) == ""


def test_an_accuser_is_named_in_arabic_on_the_timeline_too(demo_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(demo_db))
    topic = "syria-ceasefire-deal"
    rows = [row for row in data.rows("shifts_of_topic", topic=topic) if row["alleged"]]
    mark = next(row["shift_id"] for row in rows if row["accuser"] == "United States")
    arabic, english = (html(opened("timeline", lang=lang, topic=topic, mark=mark)) for lang in ("ar", "en"))
    assert 'الولايات المتحدة</bdi>: تغيّر موقف <bdi dir="auto">روسيا</bdi> (' in arabic
    assert "United States</bdi> alleges that" in english
    assert "United States" not in arabic[arabic.index("mw-card") :]


def test_links_carry_the_theme_and_streamlit_s_word_for_it() -> None:
    dark = texts("ar", "dark")
    assert page_link("timeline", "x", topic="deal", **dark.address) == (
        '<a href="timeline?topic=deal&amp;lang=ar&amp;theme=dark&amp;embed_options=dark_theme" target="_self">x</a>'
    )
    assert AR.address == {"lang": "ar"}
    assert texts("en", "<script>").theme == ""
    assert address_of("shifts", [("q", '"><')]) == "./?q=%22%3E%3C"


@pytest.mark.usefixtures("db")
def test_the_theme_of_the_address_is_kept_and_another_is_one_click_away() -> None:
    test = opened("shifts", lang="ar", theme="dark", topic="deal")
    assert parameter(test, "theme") == "dark"
    assert "theme=dark&amp;embed_options=dark_theme" in html(test)
    assert parameter(opened("shifts", lang="ar", theme="pink"), "theme") == ""
    assert "embed_options" not in html(opened("shifts", lang="ar"))


def test_the_switch_links_to_this_view(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit.testing.v1 import AppTest

    def script() -> None:
        import streamlit as st

        from app.frame import theme_switch
        from app.texts import texts

        st.query_params["actors"] = ["a", "b"]
        st.query_params["theme"] = "dark"
        theme_switch(texts("en", "dark"), "compare")

    assert theme_switch.__doc__
    shown = html(AppTest.from_function(script, default_timeout=60).run())
    assert 'href="compare?actors=a&amp;actors=b" target="_self">System' in shown
    assert (
        'href="compare?actors=a&amp;actors=b&amp;theme=light&amp;embed_options=light_theme" target="_self">Light'
        in shown
    )
    assert 'embed_options=dark_theme" target="_self" aria-current="true">Dark' in shown


def test_whom_an_arabic_article_named_has_an_arabic_name(demo_db: Path) -> None:
    arabic = "regexp_matches({}, '[\\x{{0600}}-\\x{{06FF}}]')"
    named = f"len(list_filter(names, lambda name: {arabic.format('name')})) > 0"
    without = f"SELECT actor FROM actors WHERE {named} AND actor_ar IS NULL"
    assert select(demo_db, without).rows == []
    assert len(select(demo_db, f"SELECT actor FROM actors WHERE {named}").rows) > 20
