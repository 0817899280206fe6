"""In a real browser: two actors are found by name, merged, and taken apart again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from acting import choose, click, shot
from chromium import IN_BROWSER
from waiting import drawn, open_page, wait_for, wait_for_asked, wait_for_count

pytestmark = IN_BROWSER
WORDS = {
    "en": ("Two actors are one", "They are the same", "They are one from now on", "Undo", "two again"),
    "ar": ("طرفان هما واحد", "نعم، هما واحد", "صارا واحدا", "تراجع", "فعادا اثنين"),
}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_two_actors_are_merged_and_taken_apart(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    form, confirm, done, undo, undone = WORDS[lang]
    open_page(browser, f"{address}/actors?lang={lang}")
    click(browser, "[data-testid='stExpander'] summary", form)
    for side, words, id in (("same", "اردوغان", "Q39259"), ("into", "بوتين", "Q7747")):
        choose(browser, f".st-key-search_found_{side}_{lang} input", words)
        wait_for_asked(browser, side, id)
    wait_for(browser, "button", confirm)
    wait_for_count(browser, "[data-testid='stExpander'] .mw-card", 2)
    shot(browser, f"merge-{lang}", tmp_path)
    click(browser, "button", confirm)
    wait_for(browser, "[data-testid='stAlert']", done)
    wait_for_asked(browser, "same", "")
    shot(browser, f"merged-{lang}", tmp_path)
    drawn(browser)
    click(browser, "button", undo)
    wait_for(browser, "[data-testid='stAlert']", undone)
