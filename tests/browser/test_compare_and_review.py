"""In a real browser: compare actors and read the words of a cell; correct a claim from the keyboard and undo it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from acting import PHONE_WIDE, click, press, screen, shot
from chromium import IN_BROWSER
from waiting import asked, look, open_page, still, until, wait_for, wait_for_asked, wait_for_count

pytestmark = IN_BROWSER
INK = "return getComputedStyle(document.querySelector('.st-key-review_actor_keep p')).color"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_cell_leads_to_the_words_of_both(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    open_page(browser, f"{address}/compare?topic=syria-ceasefire-deal&lang={lang}")
    click(browser, "td.mw-opposite a")
    wait_for_count(browser, "#words + .mw-card .mw-quote", 2)
    assert asked(browser, "a")
    assert asked(browser, "b")
    shot(browser, f"compare-{lang}", tmp_path)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("page", ["compare", "compare?by=actor", "review?what=shift"])
def test_on_a_phone(address: str, browser: Any, tmp_path: Path, page: str, lang: str) -> None:
    """Nothing but a table with a bar of its own is wider than the screen."""
    with screen(browser):
        open_page(browser, f"{address}/{page}{'&' if '?' in page else '?'}lang={lang}")
        wait_for(browser, ".mw-matrix" if page == "compare" else ".mw-card")
        still(browser)
        shot(browser, f"phone-{page.replace('?', '-').replace('=', '-')}-{lang}", tmp_path)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE_WIDE


def test_a_claim_is_corrected_from_the_keyboard_and_undone(address: str, browser: Any, tmp_path: Path) -> None:
    open_page(browser, f"{address}/review?what=claim&lang=en")
    wait_for(browser, "button", "It is right")
    first = asked(browser, "item")
    press(browser, "n")
    judged = until(browser, lambda: asked(browser, "item"), lambda seen: seen not in ("", first), "another item")
    shot(browser, "review-en", tmp_path)
    press(browser, "0" if takes_a_position(browser) else "5")
    wait_for(browser, "[data-testid='stAlert']", "The position is set right")
    until(browser, lambda: asked(browser, "item"), lambda seen: seen not in ("", judged), "the item after it")
    wait_for(browser, ".mw-picked", "corrected by")
    shot(browser, "review-corrected-en", tmp_path)
    press(browser, "u")
    wait_for(browser, "[data-testid='stAlert']", "Undone")
    wait_for_asked(browser, "item", judged)


def test_a_button_that_waits_for_a_choice_can_be_read(address: str, browser: Any) -> None:
    open_page(browser, f"{address}/review?what=claim&lang=en")
    wait_for(browser, "button", "It is right")
    press(browser, "w")
    wait_for(browser, ".st-key-review_actor_keep button:disabled")
    still(browser)
    assert look(browser, INK) not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def takes_a_position(browser: Any) -> bool:
    return bool(browser.find_elements("css selector", ".mw-judged .mw-scale"))
