"""In a real browser: compare actors and read the words of a cell; correct a claim from the keyboard and undo it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from test_app import pytestmark as pytestmark
from test_app import shot, wait_for, wait_until

INK = "return getComputedStyle(document.querySelector('.st-key-review_actor_keep p')).color"
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}


def press(browser: Any, key: str) -> None:
    browser.find_element("css selector", "body").send_keys(key)


def narrow_enough(browser: Any, width: int) -> bool:
    """Nothing but a table with a bar of its own is wider than the screen."""
    return bool(browser.execute_script("return document.documentElement.scrollWidth <= arguments[0]", width))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_cell_leads_to_the_words_of_both(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    browser.get(f"{address}/compare?topic=syria-ceasefire-deal&lang={lang}")
    wait_for(browser, "td.mw-opposite a")
    browser.execute_script("document.querySelector('td.mw-opposite a').click()")
    wait_until(lambda: len(browser.find_elements("css selector", "#words + .mw-card .mw-quote")) == 2, 40)
    assert "a=" in browser.current_url
    assert "b=" in browser.current_url
    shot(browser, f"compare-{lang}", tmp_path)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("page", ["compare", "compare?by=actor", "review?what=shift"])
def test_on_a_phone(address: str, browser: Any, tmp_path: Path, page: str, lang: str) -> None:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    try:
        browser.get(f"{address}/{page}{'&' if '?' in page else '?'}lang={lang}")
        wait_for(browser, ".mw-matrix" if page == "compare" else ".mw-card")
        time.sleep(1)
        shot(browser, f"phone-{page.replace('?', '-').replace('=', '-')}-{lang}", tmp_path)
        assert narrow_enough(browser, 390)
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_claim_is_corrected_from_the_keyboard_and_undone(address: str, browser: Any, tmp_path: Path) -> None:
    browser.get(f"{address}/review?what=claim&lang=en")
    wait_for(browser, "button", "It is right")
    first = item(browser)
    press(browser, "n")
    wait_until(lambda: item(browser) not in ("", first), 30)
    shot(browser, "review-en", tmp_path)
    judged = item(browser)
    press(browser, "0" if takes_a_position(browser) else "5")
    wait_for(browser, "[data-testid='stAlert']", "The position is set right")
    wait_until(lambda: item(browser) not in ("", judged), 30)
    shown = wait_for(browser, ".mw-picked")
    assert "corrected by" in shown.text
    shot(browser, "review-corrected-en", tmp_path)
    press(browser, "u")
    wait_for(browser, "[data-testid='stAlert']", "Undone")
    wait_until(lambda: item(browser) == judged, 30)


def test_a_button_that_waits_for_a_choice_can_be_read(address: str, browser: Any) -> None:
    browser.get(f"{address}/review?what=claim&lang=en")
    wait_for(browser, "button", "It is right")
    press(browser, "w")
    wait_for(browser, ".st-key-review_actor_keep button:disabled")
    assert browser.execute_script(INK) not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def item(browser: Any) -> str:
    """The item of the address."""
    _before, _name, rest = browser.current_url.partition("item=")
    return str(rest.partition("&")[0])


def takes_a_position(browser: Any) -> bool:
    return bool(browser.find_elements("css selector", ".mw-judged .mw-scale"))
