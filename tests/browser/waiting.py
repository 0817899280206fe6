"""Waiting in the browser tests: nothing is read or clicked before it is drawn, however slow the machine is.

A page is drawn piece by piece: what it is about, then the filters beside it, then charts and grids; and it is drawn
anew when something is chosen. So a test opens a page by ``open_page``, which waits for all of it, and after a step
waits for what the step is to bring (``wait_for``, ``until``, ``look``). Bounds are wide: only failing tests wait long.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from selenium.common.exceptions import InvalidSessionIdException, WebDriverException

Seen = TypeVar("Seen")
PATIENCE_S = 180.0
_AT_A_TIME_S = 5.0
"""How long one script looks on in the page."""
_PAUSE_S = 0.05
_LOOK_ON = """
const [given, times, patience, done] = arguments;
const look = function () { %s };
const end = performance.now() + patience;
let held = 0, trouble = "";
const again = () => {
    let found = null;
    try { found = look.apply(null, given); } catch (error) { trouble = error.message; }
    held = found ? held + 1 : 0;
    if (held >= times) done([found, ""]);
    else if (performance.now() > end) done([null, trouble]);
    else setTimeout(again, 25);
};
again();
"""
_DRAWN = """
const app = document.querySelector(".stApp");
const within = (selector, parts) => [...document.querySelectorAll(selector)].every((one) => one.querySelector(parts));
const undrawn = Object.entries({
    "the page": app === null,
    "the connection": app?.getAttribute("data-test-connection-state") !== "CONNECTED",
    "the script": app?.getAttribute("data-test-script-state") !== "notRunning",
    "what is drawn last, the choice of a theme": document.querySelector(".mw-theme") === null,
    "what is drawn anew": document.querySelector("[data-stale='true']") !== null,
    "a part that is loaded": document.querySelector("[data-testid$='Skeleton']") !== null,
    "a chart": !within("[data-testid='stVegaLiteChart']", "canvas, svg.marks"),
    "the fonts": document.fonts.status !== "loaded",
}).filter(([_name, missing]) => missing).map(([name]) => name);
if (undrawn.length) throw new Error(`it still waits for ${undrawn.join(", ")}`);
return true;
"""
_STILL = """
const moving = document.getAnimations().filter((one) => one.playState === "running"
    && Number.isFinite(one.effect.getComputedTiming().endTime));
if (moving.length) throw new Error(`${moving.length} parts still move`);
return true;
"""
_WITH_TEXT = """
const [selector, text] = arguments;
const all = [...document.querySelectorAll(selector)];
const found = all.find((one) => !text || one.innerText.includes(text));
if (!found) throw new Error(`no ${selector} with '${text}': ${all.length} there, ${all.map((one) => one.innerText)}`);
return found;
"""


def wait_in_page(browser: Any, script: str, *args: Any, times: int = 1, seconds: float = PATIENCE_S) -> Any:
    """What a script gives once it gives something, ``times`` in a row; an error that it throws tells what is missing.

    The page looks for itself, so that no question from outside takes its time. Where it is left meanwhile, the next one
    is asked.
    """
    end, trouble = time.monotonic() + seconds, ""
    while (left := end - time.monotonic()) > 0:
        patience = min(left, _AT_A_TIME_S) * 1000
        try:
            found, trouble = browser.execute_async_script(_LOOK_ON % script, args, times, patience)
        except InvalidSessionIdException:  # no browser, no waiting
            raise
        except WebDriverException as error:
            found, trouble = None, error.msg or ""
            time.sleep(_PAUSE_S)
        if found:
            return found
    raise AssertionError(f"waited {seconds:g} s: {trouble or 'nothing came'}{_told(browser)}")


def until(browser: Any, seen: Callable[[], Seen], holds: Callable[[Seen], Any] = bool, what: str = "") -> Seen:
    """What is seen as soon as something ``holds`` of it; what cannot be looked at yet is looked at again."""
    end, last = time.monotonic() + PATIENCE_S, "nothing"
    while True:
        try:
            found = seen()
            if holds(found):
                return found
            last = repr(found)
        except InvalidSessionIdException:
            raise
        except WebDriverException as error:  # not drawn yet, or drawn anew just now
            last = error.msg or type(error).__name__
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE_S:g} s for {what or 'what is expected'}: {last}{_told(browser)}")
        time.sleep(_PAUSE_S)


def look(browser: Any, script: str, *args: Any, holds: Callable[[Any], Any] = bool) -> Any:
    """What a script gives, as soon as something ``holds`` of it."""
    return until(browser, lambda: browser.execute_script(script, *args), holds)


def wait_for(browser: Any, selector: str, text: str = "") -> Any:
    """The first element that a selector finds and that holds a text."""
    return wait_in_page(browser, _WITH_TEXT, selector, text)


def wait_for_count(browser: Any, selector: str, count: int) -> None:
    """Wait until a selector finds just so many."""
    look(browser, "return document.querySelectorAll(arguments[0]).length", selector, holds=lambda seen: seen == count)


def texts(browser: Any, selector: str) -> list[str]:
    """What stands in all that a selector finds."""
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText)", selector
    )
    return found


def asked(browser: Any, name: str) -> str:
    """A parameter of the address."""
    return parse_qs(urlsplit(browser.current_url).query).get(name, [""])[0]


def wait_for_asked(browser: Any, name: str, value: str) -> None:
    """Wait until the address asks for a value; for an empty one, until it does not ask."""
    until(browser, lambda: asked(browser, name), lambda seen: seen == value, f"{name}={value}")


def drawn(browser: Any) -> None:
    """Wait until all of a page is drawn: its script has ended, and so have its charts, its grids and its fonts."""
    wait_in_page(browser, _DRAWN, times=2)  # between two looks the page begins to listen to its keys


def still(browser: Any) -> None:
    """Wait until all of a page is drawn, and nothing of it fades, unfolds or moves any more."""
    drawn(browser)
    wait_in_page(browser, _STILL, times=2)


def open_page(browser: Any, url: str) -> None:
    """Open a page and wait until all of it is drawn."""
    browser.get(url)
    drawn(browser)


def _told(browser: Any) -> str:
    """Which page it was and what stood there, for one who reads that a test failed."""
    try:
        body = browser.execute_script("return document.body.innerText")
    except WebDriverException as error:
        body = error.msg or ""
    return f"\nat {browser.current_url}\nthere stood: {' '.join(body.split())[:600]}"
