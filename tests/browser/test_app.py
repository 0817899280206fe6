"""The app in a real browser: opened, switched to Arabic, to dark, read, clicked. Screenshots go to SCREENSHOTS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from acting import click, click_a_mark, follow, shot
from chromium import IN_BROWSER
from waiting import (
    asked,
    drawn,
    look,
    open_page,
    until,
    wait_for,
    wait_for_asked,
    wait_for_count,
)

pytestmark = IN_BROWSER
LANGUAGE = ".st-key-language button"
PAPER = "return getComputedStyle(document.querySelector('.stApp')).backgroundColor"


def test_open_read_and_switch(address: str, browser: Any, tmp_path: Path) -> None:
    open_page(browser, address)
    wait_for(browser, ".mw-rel", "Position changed")
    shot(browser, "shifts-en", tmp_path)
    click(browser, LANGUAGE)
    wait_for(browser, ".mw-rel", "تغيّر الموقف")
    wait_for_asked(browser, "lang", "ar")
    look(
        browser, "return getComputedStyle(document.querySelector('.stApp')).direction", holds=lambda seen: seen == "rtl"
    )
    shot(browser, "shifts-ar", tmp_path)
    follow(browser, ".mw-side a[href*='article?']")
    wait_for(browser, ".mw-article .mw-chosen")
    shot(browser, "article-ar", tmp_path)


@pytest.fixture(scope="module")
def arabic_page(address: str, browser: Any) -> Any:
    """The first page in Arabic, opened once for both tests that follow."""
    open_page(browser, f"{address}/?lang=ar")
    wait_for(browser, ".mw-rel", "تغيّر الموقف")
    return browser


def test_the_fonts_of_arabic_come_with_the_app(arabic_page: Any) -> None:
    loaded = "return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
    look(arabic_page, loaded, holds=lambda seen: {"Mawqif Sans", "Mawqif Naskh"} <= set(seen))


def test_streamlits_own_labels_are_in_the_language_of_the_page(arabic_page: Any) -> None:
    browser = arabic_page
    parts = "[data-testid='stSidebar'] :is([aria-label], [placeholder])"
    labels = f"""return [...document.querySelectorAll("{parts}")]
        .flatMap(one => [one.getAttribute('aria-label'), one.getAttribute('placeholder')]).filter(Boolean)"""
    english = {"Open", "App pages", "Choose or add an option"}
    arabic = {"افتح", "صفحات التطبيق", "اختر أو اكتب"}
    look(browser, labels, holds=lambda seen: arabic <= set(seen) and not english & set(seen))
    search = "[data-testid='stSidebar'] [data-testid='stTextInput'] input"
    click(browser, search)
    browser.find_element("css selector", search).send_keys("2016")
    wait_for(browser, "[data-testid='InputInstructions']", "اضغط Enter")
    browser.find_element("css selector", search).clear()
    click(browser, LANGUAGE)
    wait_for(browser, ".mw-rel", "Position changed")
    look(browser, labels, holds=lambda seen: english <= set(seen))


def test_light_and_dark_are_chosen_and_kept(address: str, browser: Any, tmp_path: Path) -> None:
    light, dark = "rgb(251, 250, 247)", "rgb(20, 25, 29)"
    open_page(browser, f"{address}/?lang=ar&relation=reverse")
    wait_for(browser, ".mw-rel")
    assert browser.execute_script(PAPER) == light
    follow(browser, ".mw-theme a", "داكن")
    wait_for_asked(browser, "theme", "dark")
    wait_for(browser, ".mw-theme a[aria-current]", "داكن")
    assert asked(browser, "relation") == "reverse"
    assert browser.execute_script(PAPER) == dark
    follow(browser, ".mw-topic a")  # a link of ours
    wait_for(browser, "[data-testid='stVegaLiteChart'] svg.marks")
    assert browser.execute_script(PAPER) == dark
    click(browser, "[data-testid='stSidebarNavLink']", "الأطراف")  # the menu of Streamlit
    until(browser, lambda: browser.current_url, lambda seen: "/actors" in seen and "theme=dark" in seen)
    browser.get(browser.current_url)  # as somebody would who was sent the address
    wait_for_asked(browser, "embed_options", "dark_theme")
    wait_for(browser, ".mw-table", "متحدثة")
    assert browser.execute_script(PAPER) == dark
    shot(browser, "actors-dark-ar", tmp_path)
    follow(browser, ".mw-theme a", "كالنظام")
    wait_for_asked(browser, "theme", "")
    wait_for(browser, ".mw-table")
    assert browser.execute_script(PAPER) == light


def test_what_an_address_asks_for_in_vain_is_told_also_where_its_theme_opens_it_anew(
    address: str, browser: Any
) -> None:
    browser.get(f"{address}/?lang=ar&topic=nope&relation=reverse&theme=dark")
    wait_for_asked(browser, "embed_options", "dark_theme")
    drawn(browser)
    assert wait_for(browser, "[data-testid='stAlert']", "nope").location["y"] < 300
    wait_for(browser, ".mw-filtered", "انقلب")


def test_a_day_of_an_arabic_page_is_told_in_its_digits(address: str, browser: Any) -> None:
    open_page(browser, f"{address}/?lang=ar-u-nu-arab&since=2016-09-01")
    field = ".st-key-filter_since_ar-u-nu-arab input, [class*='filter_since'] input"
    look(browser, f'return document.querySelector("{field}").value', holds=lambda seen: seen == "١ سبتمبر ٢٠١٦")
    assert not browser.find_elements("css selector", "[data-testid='stDateInput']")


def test_a_day_is_shown_whole_and_in_its_order(address: str, browser: Any) -> None:
    open_page(browser, f"{address}/?lang=en&since=2016-09-01")
    day = wait_for(browser, "[data-testid='stDateInputFieldsScroller']", "2016")
    assert browser.execute_script("return arguments[0].scrollWidth <= arguments[0].clientWidth", day)
    places = "return [...arguments[0].querySelectorAll('[role=spinbutton]')].map(o => o.getBoundingClientRect().left)"
    lefts = browser.execute_script(places, day)
    assert len(lefts) == 3
    assert lefts == sorted(lefts)


@pytest.mark.parametrize(("lang", "latest", "words"), [("en", "latest positions", "Words"), ("ar", "أحدث", "الكلمات")])
def test_a_click_on_a_mark_shows_its_words(
    address: str, browser: Any, tmp_path: Path, lang: str, latest: str, words: str
) -> None:
    open_page(browser, f"{address}/timeline?topic=syria-ceasefire-deal&lang={lang}")
    wait_for(browser, ".mw-topic", latest)
    shot(browser, f"timeline-{lang}", tmp_path)
    click_a_mark(browser, words)
    wait_for(browser, ".mw-topic", words)
    wait_for_count(browser, ".mw-card .mw-quote", 1)
    until(browser, lambda: asked(browser, "mark"))


def test_a_list_to_choose_several_from_runs_from_the_right_in_arabic(address: str, browser: Any) -> None:
    open_page(browser, f"{address}/compare?lang=ar&topic=syria-ceasefire-deal")
    click(browser, "[data-testid='stExpander'] summary")
    click(browser, "[data-testid='stMultiSelect'] input")  # when the box has unfolded
    wait_for(browser, "[role='option']", "اختر الكل")
    option = "return getComputedStyle(document.querySelector(\"[role='option']\")).direction"
    look(browser, option, holds=lambda seen: seen == "rtl")


def test_hostile_article_runs_nothing(address: str, browser: Any) -> None:
    open_page(browser, f"{address}/article?article=hostile&lang=en")
    wait_for(browser, ".mw-article", "alert(")
    assert not browser.find_elements("css selector", ".mw-article script, img[src='x']")
