"""A reader's way through the app: a filter, a mark, its words, Arabic, a shared link, SQL, a correction and its effect.

Screenshots go to the folder SCREENSHOTS (see ``test_app.shot``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from test_app import click_a_mark, shot, wait_for, wait_until
from test_app import pytestmark as pytestmark

ENTER = "\ue007"
DRAWN = "[data-testid='stVegaLiteChart'] canvas, [data-testid='stVegaLiteChart'] svg.marks"


def asked(browser: Any, name: str) -> str:
    """A parameter of the address."""
    return parse_qs(urlsplit(browser.current_url).query).get(name, [""])[0]


def texts(browser: Any, selector: str) -> list[str]:
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText)", selector
    )
    return found


def settled(browser: Any) -> None:
    still = "return document.querySelector('.stApp').getAttribute('data-test-script-state') === 'notRunning'"
    wait_until(lambda: bool(browser.execute_script(still)), 40)


def test_from_a_shift_to_its_words_and_a_correction(address: str, browser: Any, tmp_path: Path) -> None:
    # a filter, which stands in the address
    browser.get(f"{address}/?lang=en")
    before = len(wait_for(browser, ".mw-cards").find_elements("css selector", ".mw-card"))
    field = wait_for(browser, ".st-key-filter_relation_en input")
    field.send_keys("reversed" + ENTER)
    wait_until(lambda: asked(browser, "relation") == "reverse", 30)
    wait_until(lambda: 0 < len(texts(browser, ".mw-cards .mw-card")) < before, 30)
    assert all("reversed" in told for told in texts(browser, ".mw-rel"))
    shot(browser, "journey-1-filter", tmp_path)

    # its topic, a mark, the words behind it
    browser.find_element("css selector", "h2.mw-topic a").click()
    chart = wait_for(browser, DRAWN)
    settled(browser)
    assert click_a_mark(browser, chart), "no mark was found under the pointer"
    wait_until(lambda: bool(asked(browser, "mark")), 30)
    wait_until(lambda: len(texts(browser, ".mw-card .mw-quote")) == 1, 30)
    words = texts(browser, ".mw-card .mw-quote")[0]
    shot(browser, "journey-2-mark", tmp_path)

    # the article, with those words marked at their place
    browser.find_element("css selector", ".mw-card a[href*='article?']").click()
    wait_for(browser, ".mw-article .mw-chosen.mw-content")
    claim = asked(browser, "claim")
    marked = "".join(texts(browser, ".mw-article .mw-chosen.mw-content"))
    assert "".join(words.split())[:30] in "".join(marked.split())
    browser.find_element("css selector", ".st-key-language button").click()
    wait_for(browser, ".mw-head", "المقال")
    assert (asked(browser, "lang"), asked(browser, "claim")) == ("ar", claim)
    settled(browser)
    shot(browser, "journey-3-article-ar", tmp_path)

    # the link alone shows the same to somebody else
    shared = browser.current_url
    browser.get("about:blank")
    browser.get(shared)
    wait_for(browser, ".mw-article .mw-chosen.mw-content")
    assert "".join(texts(browser, ".mw-article .mw-chosen.mw-content")) == marked

    # the same in SQL
    browser.get(f"{address}/sql?lang=ar&sql=SELECT actor, content FROM claims WHERE claim_id = '{claim}'")
    run = wait_for(browser, ".st-key-sql_run button")
    settled(browser)
    run.click()
    wait_for(browser, "[data-testid='stCaptionContainer']", "صف واحد")
    shot(browser, "journey-4-sql-ar", tmp_path)

    # a correction, seen where it was read, and taken back
    browser.get(f"{address}/review?lang=en&what=claim&item={claim}")
    wait_for(browser, "button", "It is wrong")
    settled(browser)
    browser.find_element("css selector", "body").send_keys("x")
    wait_for(browser, "[data-testid='stAlert']", "Rejected", 60)
    corrected = browser.current_window_handle
    browser.switch_to.new_window("tab")
    browser.get(shared)
    wait_for(browser, ".mw-article")
    settled(browser)
    assert not browser.find_elements("css selector", ".mw-article .mw-chosen")
    browser.close()
    browser.switch_to.window(corrected)
    browser.find_element("css selector", "body").send_keys("u")
    wait_for(browser, "[data-testid='stAlert']", "Undone", 60)
    browser.get(shared)
    wait_for(browser, ".mw-article .mw-chosen.mw-content")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_words_of_an_address_are_brought_into_sight(address: str, browser: Any, lang: str) -> None:
    browser.get(f"{address}/article?lang={lang}")
    links = wait_for(browser, ".mw-card").parent.find_elements("css selector", ".mw-card a[href*='claim=']")
    size = {"width": 390, "height": 480, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get(links[-1].get_attribute("href"))
        words = wait_for(browser, ".mw-article .mw-chosen")
        seen = "const r = arguments[0].getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight"
        wait_until(lambda: bool(browser.execute_script(seen, words)))
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_somebody_else_said_it_is_searched_first(address: str, browser: Any, tmp_path: Path, lang: str) -> None:
    browser.get(f"{address}/review?lang={lang}&what=claim")
    wait_for(browser, ".mw-judged")
    settled(browser)
    browser.find_element("css selector", "body").send_keys("w")
    field = wait_for(browser, f".st-key-search_found_speaker_{lang} input")
    field.send_keys("اردوغان" + ENTER)
    wait_until(lambda: asked(browser, "speaker") == "Q39259", 30)
    shot(browser, f"review-speaker-{lang}", tmp_path)


def test_the_fonts_of_arabic_come_with_the_app(address: str, browser: Any) -> None:
    browser.get(f"{address}/?lang=ar")
    wait_for(browser, ".mw-rel", "تغيّر الموقف")
    loaded = "return [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))"
    wait_until(lambda: {"Mawqif Sans", "Mawqif Naskh"} <= set(browser.execute_script(loaded)), 20)
