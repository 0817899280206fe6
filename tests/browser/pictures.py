"""The pictures of README and docs, taken of the demo: ``python -m tests.browser.pictures [FOLDER] [--db FILE]``.

Needs chromium and chromedriver. Look at each of them before you keep it.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from tests.bench.bench_app import browser, served

ROOT = Path(__file__).resolve().parents[2]
TOPIC = "syria-ceasefire-deal"
SQL = (
    "SELECT said_at, actor, position, content FROM claims "
    "WHERE topic_id = 'syria-ceasefire-deal' AND lang = 'en' AND position < 0 ORDER BY said_at LIMIT 8"
)
_WIDE, _REVIEW, _PHONE = (1360, 1000), (1360, 860), (390, 844)
_COLOURS = 256
_PATIENCE_S = 30.0
_DRAWN = "[data-testid='stVegaLiteChart'] canvas, [data-testid='stVegaLiteChart'] svg.marks"
_STANDS = """
const app = document.querySelector('.stApp');
return app !== null && app.getAttribute('data-test-script-state') === 'notRunning'
    && document.querySelector(arguments[0]) !== null && document.querySelector('[data-stale="true"]') === null
"""


class Camera:
    """A browser on the app, and the folder for its pictures."""

    def __init__(self, driver: Any, address: str, folder: Path) -> None:
        self.driver, self.address, self.folder = driver, address, folder

    def open(self, path: str, selector: str, size: tuple[int, int] = _WIDE) -> None:
        """Open a page in a window of a size, and wait until it stands still and holds what a selector finds."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        self.driver.get(f"{self.address}/{path}")
        self.until(lambda: self.driver.execute_script(_STANDS, selector))

    def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something holds.

        Raises:
            SystemExit: it does not within half a minute.
        """
        end = time.monotonic() + _PATIENCE_S
        while not holds():
            if time.monotonic() > end:
                raise SystemExit(f"{self.driver.current_url}: the page did not come to hold what its picture shows")
            time.sleep(0.2)

    def take(self, name: str) -> None:
        """Keep what is seen, with as many colours as the pages have."""
        time.sleep(1.5)
        seen = Image.open(io.BytesIO(self.driver.get_screenshot_as_png())).convert("RGB")
        seen.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            self.folder / f"{name}.png", optimize=True
        )
        print(self.folder / f"{name}.png", flush=True)

    def click(self, selector: str) -> None:
        """Click what a selector finds; where the page is drawn anew under the pointer, by its own script."""
        try:
            self.driver.find_element("css selector", selector).click()
        except Exception:
            self.driver.execute_script("document.querySelector(arguments[0]).click()", selector)

    def choose_a_mark(self) -> None:
        """Move over the first lanes until the pointer is on a mark, which tells its words, and click there."""
        chart = self.driver.find_element("css selector", _DRAWN)
        left, top, width = self.driver.execute_script(
            "const r = arguments[0].getBoundingClientRect(); return [r.left, r.top, r.width]", chart
        )
        for y in range(int(top) + 100, int(top) + 300, 5):
            for x in range(int(left + width * 0.3), int(left + width * 0.9), 6):
                point = {"x": x, "y": y, "button": "left", "clickCount": 1}
                self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})
                if self.driver.execute_script("return document.querySelector('#vg-tooltip-element.visible') !== null"):
                    for kind in ("mousePressed", "mouseReleased"):
                        self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, **point})
                    self.until(lambda: "mark=" in self.driver.current_url)
                    self.until(lambda: self.driver.execute_script(_STANDS, ".mw-card .mw-quote"))
                    self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})
                    return


def take_all(camera: Camera) -> None:
    """Every picture that README and docs show."""
    for lang in ("en", "ar"):
        camera.open(f"?lang={lang}", ".mw-card")
        camera.take(f"shifts-{lang}")
        camera.open(f"timeline?lang={lang}&topic={TOPIC}", _DRAWN)
        if lang == "ar":
            camera.choose_a_mark()
        camera.take(f"timeline-{lang}")
    camera.open("?lang=ar", ".mw-card", _PHONE)
    camera.take("phone-ar")
    camera.open("?lang=ar-u-nu-arab&theme=dark", ".mw-card")
    camera.take("dark-ar")
    camera.open("?lang=ar", ".mw-card a[href*='article?']")
    camera.click(".mw-side a[href*='article?']")
    camera.until(lambda: camera.driver.execute_script(_STANDS, ".mw-article .mw-chosen"))
    camera.take("article-ar")
    camera.open(f"sql?lang=en&sql={SQL}", ".st-key-sql_run button")
    time.sleep(1)  # until the button listens
    camera.click(".st-key-sql_run button")
    camera.until(lambda: camera.driver.find_elements("css selector", "[data-testid='stDataFrame']"))
    camera.take("sql-en")
    camera.open(f"compare?lang=ar&topic={TOPIC}", "td.mw-opposite a")
    camera.click("td.mw-opposite a")
    camera.until(lambda: camera.driver.execute_script(_STANDS, "#words + .mw-card .mw-quote"))
    camera.driver.execute_script("scrollTo(0, 0)")
    camera.take("compare-ar")
    camera.open("review?lang=en&what=claim", ".mw-judged", _REVIEW)
    camera.take("review-en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "images")
    parser.add_argument("--db", type=Path, default=ROOT / "mawqif-data" / "demo.duckdb")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with served(given.db) as (address, _), browser() as driver:
        take_all(Camera(driver, address, given.folder))


if __name__ == "__main__":
    main()
