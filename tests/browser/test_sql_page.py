"""The page for SQL in a real browser: its answers and its grid flow as the page is read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from acting import click, mouse, shot
from chromium import IN_BROWSER
from waiting import look, open_page, wait_for

pytestmark = IN_BROWSER
RUN = ".st-key-sql_run button"
SCROLLED = """const grid = document.querySelector("[data-testid='stDataFrame'] .dvn-scroller");
return [grid.scrollLeft, grid.scrollWidth - grid.clientWidth];"""
STEP = 200
"""Pixels that a turn of the wheel moves the grid at least."""


def test_an_answer_in_arabic_flows_from_the_right(address: str, browser: Any, tmp_path: Path) -> None:
    open_page(browser, f"{address}/sql?lang=ar&sql=SELECT actor_ar, content FROM claims LIMIT 20")
    click(browser, RUN)
    wait_for(browser, ".mw-answer td")
    places = "return [...document.querySelectorAll('.mw-answer th')].map(cell => cell.getBoundingClientRect().left)"
    first, second = look(browser, places, holds=lambda seen: len(seen) == 2)
    assert first > second
    cell = "return getComputedStyle(document.querySelector('.mw-answer td bdi')).direction"
    assert browser.execute_script(cell) == "rtl"
    shot(browser, "sql-ar", tmp_path)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_wide_grid_opens_where_the_page_is_read_from(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    def at_its_beginning(seen: tuple[float, float]) -> bool:
        at, most = seen
        return bool(most > 1000 and at == pytest.approx(0 if lang == "en" else most, abs=2))

    open_page(browser, f"{address}/sql?lang={lang}&view=grid&sql=SELECT * FROM claims LIMIT 20")
    click(browser, RUN)
    look(browser, SCROLLED, holds=at_its_beginning)
    shot(browser, f"sql-grid-{lang}", tmp_path)
    time.sleep(0.5)  # its columns find their widths
    at, most = browser.execute_script(SCROLLED)
    assert at_its_beginning((at, most)), (at, most)
    box = wait_for(browser, "[data-testid='stDataFrame']").rect
    wheel = {"deltaX": 300 if lang == "en" else -300, "deltaY": 0}
    mouse(browser, "mouseWheel", int(box["x"]) + 100, int(box["y"]) + 100, **wheel)
    look(browser, SCROLLED, holds=lambda seen: abs(seen[0] - at) > STEP)
    time.sleep(1)
    assert abs(browser.execute_script(SCROLLED)[0] - at) > STEP, "it stays where it is moved to"
