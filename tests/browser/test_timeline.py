"""The timeline in a real browser: its strip, the words at the pointer on a phone, what screen readers are told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from test_app import shot, wait_for, wait_until

TOOLS = all(map(shutil.which, ("chromium", "chromedriver")))
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not TOOLS, reason="needs chromium and chromedriver")]
CHART = "[data-testid='stVegaLiteChart'] svg.marks"
TOPIC = "timeline?topic=assad-future"  # it has a month without a day, before all its days
WIDE, HIGH = 390, 844
PLACES = """return [...document.querySelectorAll(arguments[0] + " .mark-symbol")].map((group) =>
    [...group.children].map((mark) => {
        const { left, right } = mark.getBoundingClientRect();
        return Math.round((left + right) / 2);
    }).sort((a, b) => a - b));"""
TO_MARK = """const [mark, block] = arguments;
mark.scrollIntoView({ block });
if (block === "start") document.querySelector("[data-testid='stMain']").scrollBy(0, -70);  // the head of the page"""
KEEP_SAVED = """window.saved = null;
URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return "#"; };"""
BOX = """const box = document.querySelector("#vg-tooltip-element.visible");
if (!box) return null;
const { left, top, right, bottom } = box.getBoundingClientRect();
const cut = [...box.querySelectorAll("td")].filter(
    (cell) => cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 1);
return { left, top, right, bottom, cut: cut.length, text: box.innerText };"""


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    size = {"width": WIDE, "height": HIGH, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def mouse(browser: Any, kind: str, x: float, y: float, **more: Any) -> None:
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **more})


def double_click(browser: Any, x: float, y: float) -> None:
    for count in (1, 2):
        for kind in ("mousePressed", "mouseReleased"):
            mouse(browser, kind, x, y, button="left", clickCount=count)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_strip_and_lanes_show_the_same_days_until_some_are_chosen(
    address: str, browser: Any, tmp_path: Path, lang: str
) -> None:
    def places() -> Any:
        return browser.execute_script(PLACES, CHART)

    browser.get(f"{address}/{TOPIC}&lang={lang}")
    chart = wait_for(browser, CHART)
    wait_until(lambda: len(places()) == 2 and all(places()))
    shot(browser, f"timeline-strip-{lang}", tmp_path)
    strip, lanes = places()
    assert lanes == pytest.approx(strip, abs=1)
    left, top, width = browser.execute_script(
        "const r = arguments[0].getBoundingClientRect(); return [r.left, r.top, r.width]", chart
    )
    at = top + 40  # on the strip, below its days
    mouse(browser, "mousePressed", left + width * 0.2, at, button="left", clickCount=1)
    for part in (0.3, 0.4, 0.5):
        mouse(browser, "mouseMoved", left + width * part, at, button="left", buttons=1)
    mouse(browser, "mouseReleased", left + width * 0.5, at, button="left", clickCount=1)
    wait_until(lambda: places()[1] != pytest.approx(places()[0], abs=1))
    assert places()[0] == strip
    double_click(browser, left + width * 0.35, at)
    wait_until(lambda: places()[1] == pytest.approx(places()[0], abs=1))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_phone_the_words_of_a_mark_are_whole(address: str, phone: Any, tmp_path: Path, lang: str) -> None:
    phone.get(f"{address}/{TOPIC}&lang={lang}")
    wait_for(phone, CHART)
    wait_until(lambda: len(phone.execute_script(PLACES, CHART)) == 2)
    of_lanes = "return [...document.querySelectorAll(arguments[0] + ' .mark-symbol')[1].children]"
    told = set()
    for mark, block in product(phone.execute_script(of_lanes, CHART), ("start", "center", "end")):
        phone.execute_script(TO_MARK, mark, block)
        x, y = phone.execute_script(
            "const r = arguments[0].getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]", mark
        )
        mouse(phone, "mouseMoved", x, y)
        wait_until(lambda: phone.execute_script(BOX) is not None)
        box = phone.execute_script(BOX)
        told.add(box["text"])
        assert 0 <= box["left"] < box["right"] <= WIDE, box
        assert 0 <= box["top"] < box["bottom"] <= HIGH, box
        assert box["cut"] == 0, box
    shot(phone, f"timeline-phone-{lang}", tmp_path)
    assert len(told) > 3


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_phone_a_light_chosen_in_the_sidebar_is_seen_on_the_page(address: str, phone: Any, lang: str) -> None:
    phone.get(f"{address}/{TOPIC}&lang={lang}")
    wait_for(phone, CHART)
    wait_for(phone, "[data-testid='stExpandSidebarButton']").click()
    wait_until(lambda: not phone.find_elements("css selector", "[data-testid='stExpandSidebarButton']"))
    dark = wait_for(phone, "[data-testid='stSidebar'] .mw-theme a:nth-of-type(3)")
    phone.execute_script("arguments[0].click()", dark)
    wait_until(lambda: "theme=dark" in phone.current_url)
    wait_for(phone, CHART)
    assert phone.find_elements("css selector", "[data-testid='stExpandSidebarButton']"), "the sidebar covers the page"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_phone_an_unknown_mark_is_told_on_the_first_screen(
    address: str, phone: Any, tmp_path: Path, lang: str
) -> None:
    phone.get(f"{address}/{TOPIC}&mark=nope&lang={lang}")
    warning = wait_for(phone, "[data-testid='stAlert']", "nope")
    wait_for(phone, CHART)
    shot(phone, f"timeline-unknown-{lang}", tmp_path)
    place = phone.execute_script("const r = arguments[0].getBoundingClientRect(); return [r.top, r.bottom]", warning)
    assert 0 < place[0] < place[1] < HIGH / 2


@pytest.mark.parametrize(("lang", "told"), [("en", "Timeline from 1 August 2016"), ("ar", "خط زمني من 1 أغسطس 2016")])
def test_screen_readers_are_told_of_the_chart_in_the_language_of_the_page(
    address: str, browser: Any, lang: str, told: str
) -> None:
    browser.get(f"{address}/{TOPIC}&lang={lang}")
    wait_for(browser, CHART)
    whole = wait_for(browser, "[role='img']:has(> svg.marks[aria-hidden='true'])")
    assert whole.get_attribute("aria-label").startswith(told)
    assert whole.get_attribute("aria-roledescription") is None
    assert not browser.find_elements("css selector", f"{CHART} [aria-label]")
    browser.execute_script(KEEP_SAVED)
    browser.find_element("css selector", "[data-save='svg']").click()
    wait_until(lambda: browser.execute_script("return window.saved") is not None)
    root, _, inside = browser.execute_script("return window.saved").partition(">")
    assert f'aria-label="{told}' in root
    assert 'role="img"' in root
    assert f'lang="{lang}"' in root
    assert "aria-hidden" not in root
    assert "aria-roledescription" not in inside
