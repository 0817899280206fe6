"""Chromium for the browser tests, and what marks them: they skip themselves where it is not installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver"),
]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1360,1000 "
    "--force-prefers-reduced-motion"  # what fades and shimmers costs a tenth of a page, drawn without a graphics card
)
LOAD_S = 100.0
"""How long a page may load, or a script run, on a slow machine."""


def started(profile: Path, capabilities: Mapping[str, Any] | None = None) -> Any:
    """A browser with an empty profile. With ``SLOWER=4`` its pages run as on a machine four times slower."""
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS.split(), f"--user-data-dir={profile}"):
        options.add_argument(flag)
    for name, value in (capabilities or {}).items():
        options.set_capability(name, value)
    driver = webdriver.Chrome(service=Service(DRIVER), options=options)
    driver.set_page_load_timeout(LOAD_S)
    driver.set_script_timeout(LOAD_S)
    if times := os.environ.get("SLOWER"):
        driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": float(times)})
    return driver
