"""axe-core on every page in both languages: nothing serious, nothing critical.

The script is taken from the file that AXE names, else from npm (kept in pytest's cache, never in the repository).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest
from test_app import wait_for, wait_until

VERSION = "4.10.3"
TOOLS = all(map(shutil.which, ("chromium", "chromedriver")))
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not TOOLS, reason="needs chromium and chromedriver")]
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
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.length} (${one.help}): `
        + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | '))));
"""


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


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("page", PAGES)
def test_no_serious_finding(address: str, browser: Any, axe: str, page: str, lang: str) -> None:
    browser.get(f"{address}/{page}{'&' if '?' in page else '?'}lang={lang}")
    wait_for(browser, ".mw-head")
    still = "return document.querySelector('.stApp').getAttribute('data-test-script-state') === 'notRunning'"
    wait_until(lambda: bool(browser.execute_script(still)), 40)
    time.sleep(0.5)
    browser.execute_script(axe)
    assert browser.execute_async_script(RUN) == []
