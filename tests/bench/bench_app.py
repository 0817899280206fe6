"""How fast the app is with a large warehouse, measured in headless Chromium, and the memory of its process.

    python -m tests.bench.bench_app [--articles N] [--folder FOLDER] [--json FILE]

The ledger (ten claims an article, see ``scale.sql`` and ``app_scale.sql``) is made once and kept in the folder. Each
time is from the request or the choice to the moment at which the page has what was asked for and its script has ended:
the first of a fresh server is cold, others are the median of three. Exits with 1 where a ceiling is broken.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from tests.bench import bench_scale

ROOT = Path(__file__).parents[2]
SQL = Path(__file__).with_name("app_scale.sql")
COLD_S, WARM_S, FILTERED_S, FILTER_S, MEMORY_MIB = 2.5, 0.7, 1.5, 0.5, 600.0
FRAME_S = 0.1
"""The longest that one step of a drag over the strip of 5,000 marks may take, to be called fluid."""
FILTERS = {
    "topic": "topic-777",
    "actor": "actor-1777",
    "under": "actor-7",
    "relation": "soften",
    "kind": "policy",
    "status": "possible",
    "alleged": "only",
    "words": "ar",
    "outlet": "Wire 7",
    "since": "2015-01-01",
    "until": "2015-01-01",
    "confidence": "0.60",
}
PAGES = ("timeline?topic=topic-1&", "compare?topic=topic-77&", "article?", "actors?", "topics?", "sql?", "runs?")
Figure = tuple[str, float, float, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=ROOT / "mawqif-data" / "bench", help="where the ledger is kept")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here as well")
    given = parser.parse_args()
    db = made(given.folder / f"app-{given.articles}.duckdb", given.articles)
    figures: list[Figure] = []
    print(f"{busy()}\n{'':<34}{'measured':>9}{'ceiling':>9}", flush=True)
    with served(db) as (address, process), browser() as driver:
        for figure in measure(driver, address, process):
            figures.append(figure)
            print(line(figure), flush=True)
    print(busy())
    if given.json:
        keys = ("name", "value", "ceiling", "unit")
        given.json.write_text(json.dumps([dict(zip(keys, one, strict=True)) for one in figures], indent=1) + "\n")
    return int(any(value > ceiling for _name, value, ceiling, _unit in figures))


def busy() -> str:
    """How busy the machine is: times measured beside other work are too high."""
    return f"{os.getloadavg()[0]:.1f} processes want one of {os.cpu_count()} cores"


def line(figure: Figure) -> str:
    name, value, ceiling, unit = figure
    return f"{name:<34}{value:>9.2f}{ceiling:>9.2f} {unit:<4}{'' if value <= ceiling else '  too much'}"


def made(db: Path, articles: int) -> Path:
    """The ledger, made where it is not there yet."""
    if not db.exists():
        db.parent.mkdir(parents=True, exist_ok=True)
        part = db.with_suffix(".part")
        part.unlink(missing_ok=True)
        bench_scale.make(part, articles)
        with duckdb.connect(str(part)) as con:
            for statement in con.extract_statements(SQL.read_text(encoding="utf-8")):
                con.execute(statement).fetchall()
            bench_scale.make_marts(con)
            con.execute("CHECKPOINT")
        part.rename(db)
        bench_scale.publish(db)
    return db


@contextlib.contextmanager
def served(db: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """``mawqif app`` on a free port, in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "app", "--db", str(db), "--port", str(port), "--headless"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 90
        while not _healthy(address):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the app did not start")
            time.sleep(0.1)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _healthy(address: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
        return bool(answer.status == 200)
    return False


@contextlib.contextmanager
def browser() -> Iterator[Any]:
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and chromedriver):
        raise SystemExit("needs chromium and chromedriver")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    with tempfile.TemporaryDirectory() as profile:
        options = Options()
        options.binary_location = chromium
        flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
        for flag in (*flags.split(), "--disable-component-update", "--window-size=1360,1000"):
            options.add_argument(flag)
        options.add_argument(f"--user-data-dir={profile}")
        driver = webdriver.Chrome(service=Service(chromedriver), options=options)
        try:
            driver.set_page_load_timeout(60)
            driver.set_script_timeout(60)
            driver.get("about:blank")
            yield driver
        finally:
            driver.quit()


def measure(driver: Any, address: str, process: subprocess.Popen[bytes]) -> Iterator[Figure]:
    """Every figure with its ceiling, as soon as it is there."""
    home = f"{address}/?lang=en"
    yield "first page, cold", _page(driver, home, ".mw-card"), COLD_S, "s"
    yield "first page, warm", _median(lambda: _page(driver, home, ".mw-card")), WARM_S, "s"
    yield "first page and its filters, warm", _median(lambda: _with_filters(driver, home)), FILTERED_S, "s"
    for name, value in FILTERS.items():
        yield f"filter {name}", _median(lambda n=name, v=value: _filter(driver, address, n, v)), FILTER_S, "s"
    for page in PAGES:
        name = page.split("?")[0]
        yield f"page {name}, first time", _page(driver, f"{address}/{page}lang=en", ".mw-head"), COLD_S, "s"
    drawn = "[data-testid='stVegaLiteChart'] canvas, [data-testid='stVegaLiteChart'] svg.marks"
    for lang in ("en", "ar", "ar-u-nu-arab"):
        chart = f"{address}/timeline?topic=topic-1&lang={lang}"
        yield f"5,000 marks, {lang}", _median(lambda at=chart: _page(driver, at, drawn)), COLD_S, "s"
        yield f"a step of a drag over them, {lang}", _drag(driver, drawn), FRAME_S, "s"
    for number in range(40):
        _page(driver, f"{address}/timeline?topic=topic-{number + 100}&lang=en", ".mw-head")
    yield "memory of the app, at most", _memory_mib(process.pid), MEMORY_MIB, "MiB"


def _median(work: Callable[[], float]) -> float:
    return statistics.median(work() for _ in range(3))


READY = """
const [selector, before, done] = arguments;
const ready = () => {
    const app = document.querySelector('.stApp');
    const counted = document.querySelector('.mw-head + p')?.textContent;
    return app !== null && app.getAttribute('data-test-script-state') === 'notRunning'
        && document.querySelector(selector) !== null && document.querySelector('[data-stale="true"]') === null
        && (before === null || (counted !== undefined && counted !== before));
};
const look = () => ready() ? setTimeout(done) : requestAnimationFrame(look);  // done behind the frame that shows it
look();
"""
"""Waits in the page, frame by frame: questions from outside would take the time of the page that they ask after."""


def _page(driver: Any, address: str, selector: str) -> float:
    """Seconds from the request to a page that stands still and holds what a selector finds."""
    started = time.perf_counter()
    driver.get(address)
    _wait(driver, selector)
    return time.perf_counter() - started


def _with_filters(driver: Any, address: str) -> float:
    """Seconds until the filters are drawn as well, which come last, and the browser has nothing left to do."""
    started = time.perf_counter()
    _page(driver, address, ".mw-card")
    _wait(driver, "[data-testid='stSidebar'] [data-testid='stSlider']")
    driver.execute_async_script("requestIdleCallback(arguments[0])")
    return time.perf_counter() - started


def _filter(driver: Any, address: str, name: str, value: str) -> float:
    """Seconds that a filter takes in an open page: its value is put into the address, as a step back does."""
    _with_filters(driver, f"{address}/?lang=en")  # nobody chooses what is not drawn yet
    before = driver.execute_script("return document.querySelector('.mw-head + p').textContent")
    started = time.perf_counter()
    change = "history.pushState({}, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate', {state: {}}))"
    driver.execute_script(change, f"/?lang=en&{name}={value.replace(' ', '%20')}")
    _wait(driver, ".mw-head", before)
    return time.perf_counter() - started


def _drag(driver: Any, selector: str) -> float:
    """The longest of thirty steps of a drag over the strip, in seconds: from the move to the next frame drawn."""
    chart = driver.find_element("css selector", selector)
    where = "const r = arguments[0].getBoundingClientRect(); return [r.left, r.top, r.width]"
    left, top, width = driver.execute_script(where, chart)
    mouse = {"y": top + 45, "button": "left", "buttons": 1, "clickCount": 1}

    def send(kind: str, part: float) -> None:
        event = {**mouse, "type": kind, "x": left + width * part}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)

    send("mousePressed", 0.2)
    slowest = 0.0
    for step in range(30):
        started = time.perf_counter()
        send("mouseMoved", 0.25 + step / 60)
        driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        slowest = max(slowest, time.perf_counter() - started)
    send("mouseReleased", 0.75)
    return slowest


def _memory_mib(pid: int) -> float:
    """The most that the process ever held."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _wait(driver: Any, selector: str, before: str | None = None, seconds: float = 60) -> None:
    """Until a page stands still and holds what is asked for; with ``before``, until it counts something else."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(Exception):  # a page that is being replaced has no script to ask
            driver.execute_async_script(READY, selector, before)
            return
        time.sleep(0.01)
    raise SystemExit(f"the page never came to hold it: {driver.current_url}")


if __name__ == "__main__":
    sys.exit(main())
