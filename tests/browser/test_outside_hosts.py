"""No page asks any other host than the app's own: not for fonts, icons, maps or statistics."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from test_accessibility import PAGES
from test_app import pytestmark as pytestmark
from test_app import wait_for, wait_until

WEB = ("http", "https", "ws", "wss")
NAMED = """
return [...document.querySelectorAll('link[href], script[src], img[src], iframe[src], source[src]')]
    .map((one) => one.href || one.src)
"""
STILL = "return document.querySelector('.stApp').getAttribute('data-test-script-state') === 'notRunning'"
ICON = "return document.querySelector('link[rel~=icon]').href"


@pytest.mark.parametrize("lang", ["ar", pytest.param("en", marks=pytest.mark.long)])
def test_pages_ask_no_outside_host(address: str, logged_browser: Any, lang: str) -> None:
    logged_browser.get("about:blank")
    requested(logged_browser)  # what the browser's own first page asked for
    asked: set[str] = set()
    for page in PAGES:
        logged_browser.get(f"{address}/{page}{'&' if '?' in page else '?'}lang={lang}")
        wait_for(logged_browser, ".mw-head")
        wait_until(lambda: bool(logged_browser.execute_script(STILL)), 40)
        time.sleep(1)
        # A headless browser may leave out the icon of its tab, so what the page names counts as asked for too.
        asked |= set(logged_browser.execute_script(NAMED)) | requested(logged_browser)
        assert logged_browser.execute_script(ICON).startswith("data:image/svg+xml"), page
    assert any(urlsplit(one).path.endswith(".js") for one in asked), "the log is empty"
    own = urlsplit(address).netloc
    outside = {one for one in asked if urlsplit(one).scheme in WEB and urlsplit(one).netloc != own}
    assert not outside


def requested(browser: Any) -> set[str]:
    """The addresses that pages have asked for since the last call."""
    found = set()
    for entry in browser.get_log("performance"):
        event = json.loads(entry["message"])["message"]
        if event["method"] == "Network.requestWillBeSent":
            found.add(event["params"]["request"]["url"])
        elif event["method"] == "Network.webSocketCreated":
            found.add(event["params"]["url"])
    return found
