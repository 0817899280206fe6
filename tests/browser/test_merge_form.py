"""In a real browser: two actors are found by name, merged, and taken apart again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_app import pytestmark as pytestmark
from test_app import shot, wait_for, wait_until

ENTER = "\ue007"
WORDS = {
    "en": ("Two actors are one", "They are the same", "They are one from now on", "Undo", "two again"),
    "ar": ("طرفان هما واحد", "نعم، هما واحد", "صارا واحدا", "تراجع", "فعادا اثنين"),
}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_two_actors_are_merged_and_taken_apart(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    form, confirm, done, undo, undone = WORDS[lang]
    browser.get(f"{address}/actors?lang={lang}")
    wait_for(browser, "[data-testid='stExpander'] summary", form).click()
    for side, words, id in (("same", "اردوغان", "Q39259"), ("into", "بوتين", "Q7747")):
        field = wait_for(browser, f".st-key-search_found_{side}_{lang} input")
        field.send_keys(words + ENTER)
        wait_until(lambda side=side, id=id: f"{side}={id}" in browser.current_url, 30)
    wait_for(browser, "button", confirm)
    wait_until(lambda: len(browser.find_elements("css selector", "[data-testid='stExpander'] .mw-card")) == 2)
    shot(browser, f"merge-{lang}", tmp_path)
    click(browser, confirm)
    wait_for(browser, "[data-testid='stAlert']", done, 60)
    wait_until(lambda: "same=" not in browser.current_url)
    shot(browser, f"merged-{lang}", tmp_path)
    click(browser, undo)
    wait_for(browser, "[data-testid='stAlert']", undone, 60)


def click(browser: Any, label: str) -> None:
    """A page may be drawn anew between finding a button and the click; so both are done at once."""
    script = "[...document.querySelectorAll('button')].find(b => b.innerText.includes(arguments[0])).click()"
    browser.execute_script(script, label)
