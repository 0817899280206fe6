"""The app in a real browser: opened, switched to Arabic, read, clicked. Screenshots go to the folder SCREENSHOTS."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import WebDriverException

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver"),
]


def wait_for(browser: Any, selector: str, text: str = "", seconds: float = 40) -> Any:
    """The first element that a selector finds and that holds a text."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(Exception):
            for element in browser.find_elements("css selector", selector):
                if text in element.text:
                    return element
        time.sleep(0.2)
    raise AssertionError(f"no {selector} with {text!r}: {browser.find_element('css selector', 'body').text[:400]}")


def wait_until(holds: Callable[[], bool], seconds: float = 15) -> None:
    """Wait until something holds: a page is redrawn piece by piece."""
    until = time.monotonic() + seconds
    while True:
        with contextlib.suppress(WebDriverException):  # what is looked at is not drawn yet, or just drawn anew
            if holds():
                return
        assert time.monotonic() < until, "the page did not come to hold it"
        time.sleep(0.2)


def shot(browser: Any, name: str, tmp_path: Path) -> None:
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    time.sleep(1)
    path = folder / f"{name}.png"
    assert browser.save_screenshot(str(path))
    assert path.stat().st_size > 20_000


def test_open_read_and_switch(address: str, browser: Any, tmp_path: Path) -> None:
    browser.get(address)
    wait_for(browser, ".mw-rel", "Position changed")
    shot(browser, "shifts-en", tmp_path)
    browser.find_element("css selector", "[data-testid='stSidebar'] button[kind='secondary']").click()
    wait_for(browser, ".mw-rel", "تغيّر الموقف")
    assert "lang=ar" in browser.current_url
    assert browser.execute_script("return getComputedStyle(document.querySelector('.stApp')).direction") == "rtl"
    shot(browser, "shifts-ar", tmp_path)
    browser.find_element("css selector", ".mw-side a[href*='article?']").click()
    wait_for(browser, ".mw-article")
    assert browser.find_elements("css selector", ".mw-article .mw-chosen")
    shot(browser, "article-ar", tmp_path)


def test_streamlits_own_labels_are_in_the_language_of_the_page(address: str, browser: Any) -> None:
    parts = "[data-testid='stSidebar'] :is([aria-label], [placeholder])"
    labels = f"""return [...document.querySelectorAll("{parts}")]
        .flatMap(one => [one.getAttribute('aria-label'), one.getAttribute('placeholder')]).filter(Boolean)"""
    english = {"Open", "App pages", "Choose or add an option"}
    browser.get(f"{address}/?lang=ar")
    wait_for(browser, ".mw-rel", "تغيّر الموقف")
    arabic = {"افتح", "صفحات التطبيق", "اختر أو اكتب"}  # the filters are drawn after what they filter
    wait_until(lambda: arabic <= set(browser.execute_script(labels)))
    wait_until(lambda: not english & set(browser.execute_script(labels)))
    field = browser.find_element("css selector", "[data-testid='stSidebar'] [data-testid='stTextInput'] input")
    field.click()
    field.send_keys("2016")
    wait_for(browser, "[data-testid='InputInstructions']", "اضغط Enter")
    field.clear()
    browser.find_element("css selector", "[data-testid='stSidebar'] button[kind='secondary']").click()
    wait_for(browser, ".mw-rel", "Position changed")
    wait_until(lambda: english <= set(browser.execute_script(labels)))


def test_light_and_dark_are_chosen_and_kept(address: str, browser: Any, tmp_path: Path) -> None:
    paper = "return getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    light, dark = "rgb(251, 250, 247)", "rgb(20, 25, 29)"
    browser.get(f"{address}/?lang=ar&relation=reverse")
    wait_for(browser, ".mw-rel")
    assert browser.execute_script(paper) == light
    wait_for(browser, ".mw-theme a", "داكن").click()
    wait_until(lambda: "theme=dark" in browser.current_url)
    wait_for(browser, ".mw-theme a[aria-current]", "داكن")
    assert "relation=reverse" in browser.current_url
    assert browser.execute_script(paper) == dark
    wait_for(browser, ".mw-topic a").click()  # a link of ours
    wait_for(browser, "[data-testid='stVegaLiteChart'] svg.marks")
    assert browser.execute_script(paper) == dark
    wait_for(browser, "[data-testid='stSidebarNavLink']", "الأطراف").click()  # the menu of Streamlit
    wait_until(lambda: "/actors" in browser.current_url and "theme=dark" in browser.current_url)
    browser.get(browser.current_url)  # as somebody would who was sent the address
    wait_until(lambda: "embed_options=dark_theme" in browser.current_url)
    wait_for(browser, ".mw-table", "متحدثة")
    assert browser.execute_script(paper) == dark
    shot(browser, "actors-dark-ar", tmp_path)
    wait_for(browser, ".mw-theme a", "كالنظام").click()
    wait_until(lambda: "theme" not in browser.current_url)
    wait_for(browser, ".mw-table")
    assert browser.execute_script(paper) == light


def test_what_an_address_asks_for_in_vain_is_told_also_where_its_theme_opens_it_anew(
    address: str, browser: Any
) -> None:
    browser.get(f"{address}/?lang=ar&topic=nope&relation=reverse&theme=dark")
    wait_until(lambda: "embed_options=dark_theme" in browser.current_url)
    told = wait_for(browser, "[data-testid='stAlert']", "nope")
    assert told.location["y"] < 300
    assert "انقلب" in wait_for(browser, ".mw-filtered", "انقلب").text


def test_an_answer_in_arabic_flows_from_the_right(address: str, browser: Any, tmp_path: Path) -> None:
    browser.get(f"{address}/sql?lang=ar&sql=SELECT actor_ar, content FROM claims LIMIT 20")
    wait_for(browser, ".st-key-sql_run button").click()
    wait_for(browser, ".mw-answer td")
    places = "return [...document.querySelectorAll('.mw-answer th')].map(cell => cell.getBoundingClientRect().left)"
    first, second = browser.execute_script(places)
    assert first > second
    cell = "return getComputedStyle(document.querySelector('.mw-answer td bdi')).direction"
    assert browser.execute_script(cell) == "rtl"
    shot(browser, "sql-ar", tmp_path)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_wide_grid_opens_where_the_page_is_read_from(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    place = (
        "const grid = document.querySelector(\"[data-testid='stDataFrame'] .dvn-scroller\");"
        "return [grid.scrollLeft, grid.scrollWidth - grid.clientWidth]"
    )
    browser.get(f"{address}/sql?lang={lang}&view=grid&sql=SELECT * FROM claims LIMIT 20")
    wait_for(browser, ".st-key-sql_run button").click()
    grid = wait_for(browser, "[data-testid='stDataFrame']")
    wait_until(lambda: bool(browser.find_elements("css selector", "[data-testid='stDataFrame'] .dvn-scroller")))
    wait_until(lambda: browser.execute_script(place)[1] > 1000)
    time.sleep(1)  # until its columns have their widths
    at, most = browser.execute_script(place)
    assert at == pytest.approx(0 if lang == "en" else most, abs=2)
    shot(browser, f"sql-grid-{lang}", tmp_path)
    box = grid.rect
    wheel = {"x": int(box["x"]) + 100, "y": int(box["y"]) + 100, "deltaX": 300 if lang == "en" else -300, "deltaY": 0}
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseWheel", **wheel})
    wait_until(lambda: abs(browser.execute_script(place)[0] - at) > 200)
    time.sleep(1)
    assert abs(browser.execute_script(place)[0] - at) > 200, "it stays where it is moved to"


def test_a_day_of_an_arabic_page_is_told_in_its_digits(address: str, browser: Any) -> None:
    browser.get(f"{address}/?lang=ar-u-nu-arab&since=2016-09-01")
    field = wait_for(browser, ".st-key-filter_since_ar-u-nu-arab input, [class*='filter_since'] input")
    assert field.get_attribute("value") == "١ سبتمبر ٢٠١٦"
    assert not browser.find_elements("css selector", "[data-testid='stDateInput']")


def test_a_day_is_shown_whole_and_in_its_order(address: str, browser: Any) -> None:
    browser.get(f"{address}/?lang=en&since=2016-09-01")
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
    browser.get(f"{address}/timeline?topic=syria-ceasefire-deal&lang={lang}")
    drawn = "[data-testid='stVegaLiteChart'] canvas, [data-testid='stVegaLiteChart'] svg.marks"
    chart = wait_for(browser, drawn)
    wait_for(browser, ".mw-topic", latest)
    shot(browser, f"timeline-{lang}", tmp_path)
    assert click_a_mark(browser, chart, words), "no mark was found under the pointer"
    wait_for(browser, ".mw-topic", words)
    wait_until(lambda: len(browser.find_elements("css selector", ".mw-card .mw-quote")) == 1)
    wait_until(lambda: "mark=" in browser.current_url)


def click_a_mark(browser: Any, chart: Any, words: str = "Words") -> bool:
    """Move the pointer over the first lane until it is on a mark, which tells its ``words``, and click there."""
    left, top, width = browser.execute_script(
        "const r = arguments[0].getBoundingClientRect(); return [r.left, r.top, r.width]", chart
    )
    for y in range(int(top) + 100, int(top) + 200, 5):  # below the strip and its days
        for x in range(int(left + width * 0.2), int(left + width), 6):
            point = {"x": x, "y": y, "button": "left", "clickCount": 1}
            browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})
            told = browser.execute_script("return document.querySelector('#vg-tooltip-element.visible')?.innerText")
            if told and words in told:
                browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mousePressed", **point})
                browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseReleased", **point})
                return True
    return False


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_is_cut_off_on_a_phone(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get(f"{address}/?lang={lang}")
        wait_for(browser, ".mw-rel")
        time.sleep(1)
        shot(browser, f"phone-{lang}", tmp_path)
        wide = "return [...document.querySelectorAll('.mw-card')].filter(c => c.getBoundingClientRect().right > 391 "
        assert browser.execute_script(wide + "|| c.getBoundingClientRect().left < -1).length") == 0
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
        seen = (
            "const s = document.querySelector('[data-testid=stSidebar]'); const c = document.elementFromPoint(60, 300);"
        )
        assert not browser.execute_script(f"{seen} return s !== null && s.contains(c)"), "the closed menu shows"
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize(("lang", "article", "direction"), [("en", "demo-ar-12", "rtl"), ("ar", "demo-en-02", "ltr")])
def test_a_long_title_of_the_other_direction_is_cut_at_its_end(
    address: str, browser: Any, lang: str, article: str, direction: str
) -> None:
    own = "rtl" if lang == "ar" else "ltr"
    shown = (
        "const field = document.querySelector('[data-testid=stMain] [data-testid=stSelectbox] input');"
        "const style = getComputedStyle(field);"
        "return [style.direction, field.scrollWidth > field.clientWidth, style.textOverflow]"
    )
    try:
        for width, expected in ((390, [direction, True, "ellipsis"]), (1360, [own, False, "ellipsis"])):
            size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            browser.get(f"{address}/article?lang={lang}&article={article}")
            wait_for(browser, ".mw-article")
            wait_until(lambda expected=expected: browser.execute_script(shown) == expected)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


ENTRIES = """return [...document.querySelectorAll("[role='option'] > div")].map(one => [
    one.textContent, getComputedStyle(one.parentElement).direction, getComputedStyle(one).direction,
    one.scrollWidth > one.clientWidth, getComputedStyle(one).textOverflow])"""


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_entries_of_a_list_have_the_direction_of_the_page_and_are_cut_at_their_own_end(
    address: str, browser: Any, lang: str
) -> None:
    own = "rtl" if lang == "ar" else "ltr"
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get(f"{address}/article?lang={lang}")
        wait_for(browser, ".mw-article")
        wait_for(browser, "[data-testid='stMain'] [data-testid='stSelectbox'] button").click()
        wait_for(browser, "[role='option']")
        wait_until(lambda: any(one[2] != own for one in browser.execute_script(ENTRIES)))
        entries = browser.execute_script(ENTRIES)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert {(listed, cut) for _, listed, _, _, cut in entries} == {(own, "ellipsis")}
    for text, _, direction, too_long, _ in entries:
        arabic = any("\u0620" <= letter <= "\u064a" for letter in text)
        assert direction == (("rtl" if arabic else "ltr") if too_long else own), text


def test_a_list_to_choose_several_from_runs_from_the_right_in_arabic(address: str, browser: Any) -> None:
    browser.get(f"{address}/compare?lang=ar&topic=syria-ceasefire-deal")
    wait_for(browser, "[data-testid='stExpander'] summary").click()
    field = wait_for(browser, "[data-testid='stMultiSelect'] input")
    wait_until(field.is_displayed)  # the box unfolds slowly
    field.click()
    wait_for(browser, "[role='option']", "اختر الكل")
    option = "return getComputedStyle(document.querySelector(\"[role='option']\")).direction"
    assert browser.execute_script(option) == "rtl"


@pytest.mark.parametrize("wide", [1360, 390])
def test_the_topic_stays_in_sight_while_its_cards_pass(address: str, browser: Any, wide: int) -> None:
    size = {"width": wide, "height": 800, "deviceScaleFactor": 1, "mobile": wide < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get(f"{address}/?lang=en")
        wait_for(browser, ".mw-rel")
        browser.execute_script("document.querySelector('[data-testid=stMain]').scrollTop = 1200")
        time.sleep(0.5)
        seen = (
            "const r = document.querySelector('h2.mw-topic a').getBoundingClientRect();"
            "return document.elementFromPoint(r.left + 20, r.top + r.height / 2)?.closest('h2.mw-topic') !== null"
        )
        assert browser.execute_script(seen)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


LINES = """const ends = [];
const top = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().top;
};
for (const line of document.querySelectorAll(".mw-muted, .mw-side h3")) {
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const letters = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (let at = 0; at < node.data.length; at++) if (/[^\\s\u2060]/.test(node.data[at])) letters.push([node, at]);
    }
    letters.slice(0, -1).forEach(([node, at], place) => {
        const parts = "\u00b7|".includes(node.data[at]);
        if (parts && top(...letters[place + 1]) > top(node, at) + 8) ends.push(line.innerText);
    });
}
return [document.querySelectorAll(".mw-uncut").length, ends];"""


@pytest.mark.parametrize("lang", ["en", "ar", "ar-u-nu-arab"])
def test_no_line_ends_with_what_parts_it_on_a_phone(address: str, browser: Any, lang: str) -> None:
    for wide in (360, 390):
        size = {"width": wide, "height": 844, "deviceScaleFactor": 1, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        try:
            browser.get(f"{address}/?lang={lang}")
            wait_for(browser, ".mw-card .mw-muted")
            parted, ends = browser.execute_script(LINES)
        finally:
            browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        assert parted > 10
        assert ends == []


def test_hostile_article_runs_nothing(address: str, browser: Any) -> None:
    browser.get(f"{address}/article?article=hostile&lang=en")
    wait_for(browser, ".mw-article", "alert(")
    assert not browser.find_elements("css selector", ".mw-article script, img[src='x']")
