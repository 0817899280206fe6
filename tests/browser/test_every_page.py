"""Every page in both languages: axe-core finds nothing serious or critical, and no other host is asked for anything.

Of axe-core the script is taken from the file that AXE names, else from npm (kept in pytest's cache, never in the
repository).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from chromium import IN_BROWSER
from waiting import open_page, still, wait_for

pytestmark = IN_BROWSER
VERSION = "4.10.3"
PAGES = (
    "",
    "?relation=reverse&topic=nope&since=soon",
    "timeline?topic=syria-ceasefire-deal",
    "compare?topic=syria-ceasefire-deal",
    "article",
    "actors",
    "actors?same=Q39259&into=Q7747",
    "topics",
    "review",
    "sql",
    "runs",
)
ADDRESSES = [f"{page}{'&' if '?' in page else '?'}lang={lang}" for page, lang in product(PAGES, ("en", "ar"))]
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.length} (${one.help}): `
        + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | '))));
"""
WEB = ("http", "https", "ws", "wss")
NAMED = """
return [...document.querySelectorAll('link[href], script[src], img[src], iframe[src], source[src]')]
    .map((one) => one.href || one.src)
"""
ICON = "return document.querySelector('link[rel~=icon]').href"


@pytest.fixture(scope="module", params=ADDRESSES)
def page(request: pytest.FixtureRequest, address: str, logged_browser: Any) -> Any:
    """A page, opened once for all that is looked at there; the log has what it asked for."""
    logged_browser.get("about:blank")
    requested(logged_browser)  # what the page before asked for
    open_page(logged_browser, f"{address}/{request.param}")
    wait_for(logged_browser, ".mw-head")
    still(logged_browser)
    return logged_browser


@pytest.fixture(scope="module")
def axe(request: pytest.FixtureRequest) -> str:
    """The source of axe-core; where there is neither a file nor npm the tests are skipped."""
    if given := os.environ.get("AXE"):
        return Path(given).read_text(encoding="utf-8")
    assert request.config.cache is not None
    folder = request.config.cache.mkdir("axe")
    packed = folder / f"axe-core-{VERSION}.tgz"
    if not packed.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("needs npm, or AXE=path/to/axe.min.js")
        pack = [npm, "pack", f"axe-core@{VERSION}", "--silent"]
        done = subprocess.run(pack, cwd=folder, capture_output=True, text=True, timeout=90, check=False)
        if done.returncode or not packed.exists():
            pytest.skip(f"npm gave no axe-core: {done.stderr[-200:]}")
    with tarfile.open(packed) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode("utf-8")


def test_no_serious_finding(page: Any, axe: str) -> None:
    page.execute_script(axe)
    assert page.execute_async_script(RUN) == []


def test_no_outside_host_is_asked(page: Any, address: str) -> None:
    asked = requested(page)
    assert any(urlsplit(one).path.endswith(".js") for one in asked), "the log is empty"
    # A headless browser may leave out the icon of its tab, so what the page names counts as asked for too.
    asked |= set(page.execute_script(NAMED))
    assert page.execute_script(ICON).startswith("data:image/svg+xml")
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
