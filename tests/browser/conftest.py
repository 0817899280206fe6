"""The browser tests use the warehouse of the app's tests, one server and one browser."""

from __future__ import annotations

import contextlib
import importlib.util
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import started

START_S = 180.0
ROOT = Path(__file__).parent.parent.parent

_SPEC = importlib.util.spec_from_file_location("app_fixtures", Path(__file__).parent.parent / "app" / "conftest.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)
demo_db = _MODULE.demo_db


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app, served on the demo by ``mawqif app``."""
    port, log = _free_port(), tmp_path_factory.mktemp("app") / "log"
    command = [sys.executable, "-m", "app.cli", "app", "--db", str(demo_db), "--port", str(port), "--headless"]
    with log.open("wb") as told:
        process = subprocess.Popen(command, cwd=ROOT, stdout=told, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + START_S
        while not _answers(url):
            assert process.poll() is None, log.read_text(errors="replace")[-2000:]
            assert time.monotonic() < until, log.read_text(errors="replace")[-2000:]
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
        return bool(answer.status == 200)
    return False


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    driver = started(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def logged_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser of its own that keeps a log of what its pages ask for."""
    driver = started(tmp_path_factory.mktemp("logged"), {"goog:loggingPrefs": {"performance": "ALL"}})
    yield driver
    driver.quit()
