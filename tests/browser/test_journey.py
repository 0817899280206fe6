"""A reader's way through the app: a filter, a mark, its words, Arabic, a shared link, SQL, a correction and its effect.

Screenshots go to the folder SCREENSHOTS (see ``acting.shot``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from acting import choose, click, click_a_mark, follow, new_tab, press, screen, shot
from chromium import IN_BROWSER
from waiting import (
    asked,
    drawn,
    look,
    open_page,
    texts,
    until,
    wait_for,
    wait_for_asked,
    wait_for_count,
    wait_in_page,
)

pytestmark = IN_BROWSER
CHOSEN = ".mw-article .mw-chosen.mw-content"
IN_SIGHT = """const { top, bottom } = document.querySelector(".mw-article .mw-chosen").getBoundingClientRect();
return top >= 0 && bottom <= innerHeight;"""


def test_from_a_shift_to_its_words_and_a_correction(address: str, browser: Any, tmp_path: Path) -> None:
    words = read_a_mark(address, browser, tmp_path)
    shared, claim = read_its_article(browser, tmp_path, words)
    find_it_in_sql(address, browser, tmp_path, claim)
    correct_and_take_back(address, browser, claim, shared)


def read_a_mark(address: str, browser: Any, tmp_path: Path) -> str:
    """Filter the changes, go to the topic of one, and click a mark: the words behind it."""
    open_page(browser, f"{address}/?lang=en")
    wait_for(browser, ".mw-cards .mw-card")
    before = len(texts(browser, ".mw-cards .mw-card"))
    choose(browser, ".st-key-filter_relation_en input", "reversed")
    wait_for_asked(browser, "relation", "reverse")
    until(browser, lambda: len(texts(browser, ".mw-cards .mw-card")), lambda seen: 0 < seen < before, "fewer cards")
    drawn(browser)
    assert all("reversed" in told for told in texts(browser, ".mw-rel"))
    shot(browser, "journey-1-filter", tmp_path)

    follow(browser, "h2.mw-topic a")
    click_a_mark(browser)
    until(browser, lambda: asked(browser, "mark"))
    wait_for_count(browser, ".mw-card .mw-quote", 1)
    drawn(browser)
    (words,) = texts(browser, ".mw-card .mw-quote")
    shot(browser, "journey-2-mark", tmp_path)
    return words


def read_its_article(browser: Any, tmp_path: Path, words: str) -> tuple[str, str]:
    """Read the article with those words marked in it: its address, which shows others the same, and the claim."""
    follow(browser, ".mw-card a[href*='article?']")
    wait_for(browser, CHOSEN)
    claim, marked = asked(browser, "claim"), "".join(texts(browser, CHOSEN))
    assert "".join(words.split())[:30] in "".join(marked.split())
    click(browser, ".st-key-language button")
    wait_for(browser, ".mw-head", "المقال")
    drawn(browser)
    assert (asked(browser, "lang"), asked(browser, "claim")) == ("ar", claim)
    shot(browser, "journey-3-article-ar", tmp_path)

    shared = browser.current_url
    browser.get("about:blank")
    open_page(browser, shared)
    wait_for(browser, CHOSEN)
    assert "".join(texts(browser, CHOSEN)) == marked
    return shared, claim


def find_it_in_sql(address: str, browser: Any, tmp_path: Path, claim: str) -> None:
    open_page(browser, f"{address}/sql?lang=ar&sql=SELECT actor, content FROM claims WHERE claim_id = '{claim}'")
    click(browser, ".st-key-sql_run button")
    wait_for(browser, "[data-testid='stCaptionContainer']", "صف واحد")
    shot(browser, "journey-4-sql-ar", tmp_path)


def correct_and_take_back(address: str, browser: Any, claim: str, shared: str) -> None:
    """Reject the claim: it is marked no more where it was read, until that is taken back."""
    open_page(browser, f"{address}/review?lang=en&what=claim&item={claim}")
    wait_for(browser, "button", "It is wrong")
    press(browser, "x")
    wait_for(browser, "[data-testid='stAlert']", "Rejected")
    with new_tab(browser):
        open_page(browser, shared)
        wait_for(browser, ".mw-article")
        assert not browser.find_elements("css selector", ".mw-article .mw-chosen")
    press(browser, "u")
    wait_for(browser, "[data-testid='stAlert']", "Undone")
    open_page(browser, shared)
    wait_for(browser, CHOSEN)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_words_of_an_address_are_brought_into_sight(address: str, browser: Any, lang: str) -> None:
    open_page(browser, f"{address}/article?lang={lang}")
    links = "return [...document.querySelectorAll(\".mw-card a[href*='claim=']\")].map(one => one.href)"
    last = look(browser, links)[-1]
    with screen(browser, high=480):
        open_page(browser, last)
        wait_in_page(browser, IN_SIGHT, times=2)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_somebody_else_said_it_is_searched_first(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    open_page(browser, f"{address}/review?lang={lang}&what=claim")
    wait_for(browser, ".mw-judged")
    press(browser, "w")
    field = f".st-key-search_found_speaker_{lang} input"
    wait_for(browser, field)
    choose(browser, field, "اردوغان")
    wait_for_asked(browser, "speaker", "Q39259")
    shot(browser, f"review-speaker-{lang}", tmp_path)
