"""The timeline in a real browser: its strip, the words at the pointer on a phone, what screen readers are told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from acting import PHONE_HIGH, PHONE_WIDE, click, click_at, follow, mouse, screen, shot
from chromium import IN_BROWSER
from waiting import look, open_page, still, wait_for, wait_for_asked, wait_in_page

pytestmark = IN_BROWSER
CHART = "[data-testid='stVegaLiteChart'] svg.marks"
TOPIC = "timeline?topic=assad-future"  # it has a month without a day, before all its days
PLACES = """return [...document.querySelectorAll(arguments[0] + " .mark-symbol")].map((group) =>
    [...group.children].map((mark) => {
        const { left, right } = mark.getBoundingClientRect();
        return Math.round((left + right) / 2);
    }).sort((a, b) => a - b));"""
TO_MARK = """const [chart, number, block] = arguments;
const mark = document.querySelectorAll(chart + " .mark-symbol")[1].children[number];
mark.scrollIntoView({ block });
if (block === "start") document.querySelector("[data-testid='stMain']").scrollBy(0, -70);  // the head of the page
const { left, top, width, height } = mark.getBoundingClientRect();
return [left + width / 2, top + height / 2];"""
FROM_THE_TOP = """document.querySelector("[data-testid='stMain']").scrollTop = 0;
const { left, top, width } = document.querySelector(arguments[0]).getBoundingClientRect();
return [left, top, width];"""
KEEP_SAVED = """window.saved = null;
URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return "#"; };"""
BOX = """const box = document.querySelector("#vg-tooltip-element.visible");
if (!box) return null;
const { left, top, right, bottom } = box.getBoundingClientRect();
const cut = [...box.querySelectorAll("td")].filter(
    (cell) => cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 1);
return { left, top, right, bottom, cut: cut.length, text: box.innerText };"""


@pytest.fixture(scope="module", params=["en", "ar"])
def timeline(request: pytest.FixtureRequest, address: str, browser: Any) -> tuple[Any, str]:
    """The timeline and its language, opened once for both tests that follow."""
    open_page(browser, f"{address}/{TOPIC}&lang={request.param}")
    return browser, request.param


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    with screen(browser):
        yield browser


def near(places: list[int]) -> Any:
    return pytest.approx(places, abs=1)


def test_screen_readers_are_told_of_the_chart_in_the_language_of_the_page(timeline: tuple[Any, str]) -> None:
    browser, lang = timeline
    told = {"en": "Timeline from 1 August 2016", "ar": "خط زمني من 1 أغسطس 2016"}[lang]
    whole = wait_for(browser, "[role='img']:has(> svg.marks[aria-hidden='true'])")
    assert whole.get_attribute("aria-label").startswith(told)
    assert whole.get_attribute("aria-roledescription") is None
    assert not browser.find_elements("css selector", f"{CHART} [aria-label]")
    browser.execute_script(KEEP_SAVED)
    click(browser, "[data-save='svg']")
    root, _, inside = look(browser, "return window.saved").partition(">")
    assert f'aria-label="{told}' in root
    assert 'role="img"' in root
    assert f'lang="{lang}"' in root
    assert "aria-hidden" not in root
    assert "aria-roledescription" not in inside


def test_strip_and_lanes_show_the_same_days_until_some_are_chosen(timeline: tuple[Any, str], tmp_path: Path) -> None:
    browser, lang = timeline
    shot(browser, f"timeline-strip-{lang}", tmp_path)
    strip, _lanes = look(
        browser, PLACES, CHART, holds=lambda seen: len(seen) == 2 and seen[0] and seen[1] == near(seen[0])
    )
    left, top, width = browser.execute_script(FROM_THE_TOP, CHART)
    at = top + 40  # on the strip, below its days
    mouse(browser, "mousePressed", left + width * 0.2, at, button="left", clickCount=1)
    for part in (0.3, 0.4, 0.5):
        mouse(browser, "mouseMoved", left + width * part, at, button="left", buttons=1)
    mouse(browser, "mouseReleased", left + width * 0.5, at, button="left", clickCount=1)
    seen = look(browser, PLACES, CHART, holds=lambda seen: seen[1] != near(seen[0]))
    assert seen[0] == strip
    click_at(browser, left + width * 0.35, at, times=2)
    look(browser, PLACES, CHART, holds=lambda seen: seen[1] == near(seen[0]))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_phone_the_words_of_a_mark_are_whole(address: str, phone: Any, tmp_path: Path, lang: str) -> None:
    open_page(phone, f"{address}/{TOPIC}&lang={lang}")
    _strip, lanes = look(phone, PLACES, CHART, holds=lambda seen: len(seen) == 2 and seen[1])
    told = set()
    for number, block in product(range(len(lanes)), ("start", "center", "end")):
        x, y = phone.execute_script(TO_MARK, CHART, number, block)
        mouse(phone, "mouseMoved", x, y)
        box = wait_in_page(phone, BOX)
        told.add(box["text"])
        assert 0 <= box["left"] < box["right"] <= PHONE_WIDE, box
        assert 0 <= box["top"] < box["bottom"] <= PHONE_HIGH, box
        assert box["cut"] == 0, box
    shot(phone, f"timeline-phone-{lang}", tmp_path)
    assert len(told) > 3


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_phone_a_light_chosen_in_the_sidebar_is_seen_on_the_page(address: str, phone: Any, lang: str) -> None:
    opener = "[data-testid='stExpandSidebarButton']"
    open_page(phone, f"{address}/{TOPIC}&lang={lang}")
    click(phone, opener)
    look(phone, "return document.querySelector(arguments[0]) === null", opener)
    still(phone)
    follow(phone, "[data-testid='stSidebar'] .mw-theme a:nth-of-type(3)")
    wait_for_asked(phone, "theme", "dark")
    wait_for(phone, CHART)
    assert phone.find_elements("css selector", opener), "the sidebar covers the page"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_phone_an_unknown_mark_is_told_on_the_first_screen(
    address: str, phone: Any, tmp_path: Path, lang: str
) -> None:
    open_page(phone, f"{address}/{TOPIC}&mark=nope&lang={lang}")
    wait_for(phone, CHART)
    shot(phone, f"timeline-unknown-{lang}", tmp_path)
    warning = wait_for(phone, "[data-testid='stAlert']", "nope")
    place = phone.execute_script("const r = arguments[0].getBoundingClientRect(); return [r.top, r.bottom]", warning)
    assert 0 < place[0] < place[1] < PHONE_HIGH / 2
