"""Pages on a phone: nothing is cut off but at its end, no line ends with what parts it, the topic stays in sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from acting import PHONE_WIDE, click, resize, screen, shot
from chromium import IN_BROWSER
from waiting import drawn, look, open_page, still, wait_for, wait_in_page

pytestmark = IN_BROWSER
CUT_OFF = """return [...document.querySelectorAll('.mw-card')].filter(c => c.getBoundingClientRect().right > 391
    || c.getBoundingClientRect().left < -1).length"""
MENU_SHOWS = """const menu = document.querySelector('[data-testid=stSidebar]');
return menu !== null && menu.contains(document.elementFromPoint(60, 300))"""
LINES = """const ends = [];
const top = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().top;
};
for (const line of document.querySelectorAll(".mw-muted, .mw-side h3")) {
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const letters = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (let at = 0; at < node.data.length; at++) if (/[^\\s\u2060]/.test(node.data[at])) letters.push([node, at]);
    }
    letters.slice(0, -1).forEach(([node, at], place) => {
        const parts = "\u00b7|".includes(node.data[at]);
        if (parts && top(...letters[place + 1]) > top(node, at) + 8) ends.push(line.innerText);
    });
}
return [document.querySelectorAll(".mw-uncut").length, ends];"""
TOPIC_IN_SIGHT = """const main = document.querySelector('[data-testid=stMain]');
main.scrollTop = 1200;
const r = document.querySelector('h2.mw-topic a').getBoundingClientRect();
const seen = document.elementFromPoint(r.left + 20, r.top + r.height / 2);
return main.scrollTop > 1000 && seen !== null && seen.closest('h2.mw-topic') !== null;"""
TITLE = """const field = document.querySelector('[data-testid=stMain] [data-testid=stSelectbox] input');
const style = getComputedStyle(field);
return [style.direction, field.scrollWidth > field.clientWidth, style.textOverflow];"""
ENTRIES = """return [...document.querySelectorAll("[role='option'] > div")].map(one => [
    one.textContent, getComputedStyle(one.parentElement).direction, getComputedStyle(one).direction,
    one.scrollWidth > one.clientWidth, getComputedStyle(one).textOverflow])"""


@pytest.fixture(scope="module", params=["en", "ar", "ar-u-nu-arab"])
def first_page(request: pytest.FixtureRequest, address: str, browser: Any) -> Iterator[Any]:
    """The first page on a phone, opened once for all that is looked at there."""
    with screen(browser):
        open_page(browser, f"{address}/?lang={request.param}")
        wait_for(browser, ".mw-card .mw-muted")
        still(browser)
        yield browser


def test_nothing_is_cut_off_on_a_phone(first_page: Any, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    shot(first_page, f"phone-{request.node.callspec.params['first_page']}", tmp_path)
    assert first_page.execute_script(CUT_OFF) == 0
    assert first_page.execute_script("return document.documentElement.scrollWidth") <= PHONE_WIDE
    assert not first_page.execute_script(MENU_SHOWS), "the closed menu shows"


def test_no_line_ends_with_what_parts_it_on_a_phone(first_page: Any) -> None:
    for wide in (360, PHONE_WIDE):
        resize(first_page, wide)
        look(first_page, "return innerWidth", holds=lambda seen, wide=wide: seen == wide)
        drawn(first_page)
        parted, ends = first_page.execute_script(LINES)
        assert parted > 10
        assert ends == []


def test_the_topic_stays_in_sight_while_its_cards_pass_on_a_phone(first_page: Any) -> None:
    wait_in_page(first_page, TOPIC_IN_SIGHT, times=2)


def test_the_topic_stays_in_sight_while_its_cards_pass(address: str, browser: Any) -> None:
    with screen(browser, 1360, 800):
        open_page(browser, f"{address}/?lang=en")
        wait_for(browser, ".mw-rel")
        wait_in_page(browser, TOPIC_IN_SIGHT, times=2)


@pytest.mark.parametrize(("lang", "article", "direction"), [("en", "demo-ar-12", "rtl"), ("ar", "demo-en-02", "ltr")])
def test_a_long_title_of_the_other_direction_is_cut_at_its_end(
    address: str, browser: Any, lang: str, article: str, direction: str
) -> None:
    own = "rtl" if lang == "ar" else "ltr"
    with screen(browser):
        open_page(browser, f"{address}/article?lang={lang}&article={article}")
        wait_for(browser, ".mw-article")
        look(browser, TITLE, holds=lambda seen: seen == [direction, True, "ellipsis"])
        resize(browser, 1360)
        look(browser, TITLE, holds=lambda seen: seen == [own, False, "ellipsis"])


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_entries_of_a_list_have_the_direction_of_the_page_and_are_cut_at_their_own_end(
    address: str, browser: Any, lang: str
) -> None:
    own = "rtl" if lang == "ar" else "ltr"
    with screen(browser):
        open_page(browser, f"{address}/article?lang={lang}")
        wait_for(browser, ".mw-article")
        click(browser, "[data-testid='stMain'] [data-testid='stSelectbox'] button")
        wait_for(browser, "[role='option']")
        entries = look(browser, ENTRIES, holds=lambda seen: any(one[2] != own for one in seen))
    assert {(listed, cut) for _, listed, _, _, cut in entries} == {(own, "ellipsis")}
    for text, _, direction, too_long, _ in entries:
        arabic = any("\u0620" <= letter <= "\u064a" for letter in text)
        assert direction == (("rtl" if arabic else "ltr") if too_long else own), text
