"""What the browser tests do with a page: click, type, move the pointer, look at it on a screen of another size."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from waiting import PATIENCE_S, drawn, look, still, until, wait_for, wait_in_page

ENTER = "\ue007"
PHONE_WIDE, PHONE_HIGH = 390, 844
_WIDEST_PHONE = 500
_CHART = "[data-testid='stVegaLiteChart'] svg.marks"
_TIP = "#vg-tooltip-element.visible"
_MISSED = (ElementClickInterceptedException, ElementNotInteractableException, StaleElementReferenceException)
_CLICKABLE = """
const [selector, text] = arguments;
const one = [...document.querySelectorAll(selector)].find(
    (one) => one.checkVisibility() && (!text || one.innerText.includes(text)));
if (!one) throw new Error(`no ${selector} with '${text}' can be seen`);
if (one.disabled) throw new Error(`${selector} with '${text}' is disabled`);
const { left, top, width, height } = one.getClientRects()[0];
const hit = document.elementFromPoint(left + width / 2, top + height / 2);
const here = [left, top, width, height].join();
const stands = window.mawqifStood === here;
window.mawqifStood = here;
if (!stands) throw new Error(`${selector} with '${text}' moves`);
if (!one.contains(hit)) {
    one.scrollIntoView({ block: "center", inline: "nearest" });
    throw new Error(`${selector} with '${text}' lies under ${hit?.outerHTML.slice(0, 200)}`);
}
return one;
"""
_MARKS = """
const groups = document.querySelectorAll(arguments[0] + " .mark-symbol");  // of the strip, then of the lanes
const middle = (mark) => {
    const { left, top, width, height } = mark.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
};
const found = [...(groups[1]?.children ?? [])].filter((mark) => document.elementFromPoint(...middle(mark)) === mark);
return found.length ? found.map(middle).sort((a, b) => a[1] - b[1] || a[0] - b[0]) : null;
"""


def click(browser: Any, selector: str, text: str = "") -> None:
    """Click the first that a selector finds with a text, once it is seen, stands still and nothing lies over it."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            wait_in_page(browser, _CLICKABLE, selector, text).click()
            return
        except _MISSED:  # drawn anew between finding and clicking: nothing was clicked
            if time.monotonic() > end:
                raise


def follow(browser: Any, selector: str, text: str = "") -> None:
    """Click a link that opens a page anew, and wait until all of that page is drawn."""
    browser.execute_script("window.mawqifLeft = true")
    click(browser, selector, text)
    look(browser, "return !window.mawqifLeft")
    drawn(browser)


def press(browser: Any, key: str) -> None:
    """Press a key of a page that is drawn."""
    drawn(browser)
    browser.find_element("css selector", "body").send_keys(key)


def choose(browser: Any, selector: str, words: str) -> None:
    """Type words into a field of a page that is drawn, and choose what they find."""
    drawn(browser)

    def typed() -> bool:
        wait_for(browser, selector).send_keys(words)
        return True

    until(browser, typed)
    look(browser, "return document.querySelector(arguments[0])?.value", selector, holds=lambda seen: seen == words)
    browser.switch_to.active_element.send_keys(ENTER)


def mouse(browser: Any, kind: str, x: float, y: float, **more: Any) -> None:
    browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **more})


def click_at(browser: Any, x: float, y: float, times: int = 1) -> None:
    for count in range(1, times + 1):
        for kind in ("mousePressed", "mouseReleased"):
            mouse(browser, kind, x, y, button="left", clickCount=count)


def click_a_mark(browser: Any, words: str = "Words") -> None:
    """Move the pointer to the first mark of the lanes; it tells its ``words`` there; click it."""
    drawn(browser)
    x, y = wait_in_page(browser, _MARKS, _CHART)[0]
    mouse(browser, "mouseMoved", x, y)
    wait_for(browser, _TIP, words)
    click_at(browser, x, y)


def resize(browser: Any, wide: int, high: int = PHONE_HIGH) -> None:
    size = {"width": wide, "height": high, "deviceScaleFactor": 1, "mobile": wide < _WIDEST_PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


@contextlib.contextmanager
def screen(browser: Any, wide: int = PHONE_WIDE, high: int = PHONE_HIGH) -> Iterator[None]:
    """A screen of another size; a narrow one is that of a phone."""
    resize(browser, wide, high)
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@contextlib.contextmanager
def new_tab(browser: Any) -> Iterator[None]:
    """A second tab, closed again."""
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    try:
        yield
    finally:
        browser.close()
        browser.switch_to.window(first)


def shot(browser: Any, name: str, tmp_path: Path) -> None:
    """Take a picture of what is seen, into the folder SCREENSHOTS where that is set."""
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    still(browser)
    path = folder / f"{name}.png"
    assert browser.save_screenshot(str(path))
    assert path.stat().st_size > 20_000
