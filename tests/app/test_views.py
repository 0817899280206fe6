"""Every page of the app on the demo as it is extracted, in both languages; without a warehouse; what it loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parent.parent.parent / "app" / "streamlit_app.py"
VIEWS = ("shifts", "timeline", "compare", "article", "actors", "topics", "review", "sql", "runs")


@pytest.fixture
def on_demo(demo_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(demo_db))


def opened(page: str | None = None, **address: str) -> AppTest:
    """The app at a page, with parameters of the address."""
    test = AppTest.from_file(str(APP), default_timeout=60)
    for key, value in address.items():
        test.query_params[key] = value
    if page in (None, "shifts"):
        return test.run()
    from_view = f"""
import sys
sys.path.insert(0, {str(APP.parent.parent)!r})
from app import frame
from app.views import {page} as view
t = frame.words()
frame.style(t)
frame.guarded(view.render, t)
"""
    test = AppTest.from_string(from_view, default_timeout=60)
    for key, value in address.items():
        test.query_params[key] = value
    return test.run()


def html(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("page", VIEWS)
@pytest.mark.usefixtures("on_demo")
def test_every_page_opens(page: str, lang: str) -> None:
    test = opened(page, lang=lang)
    assert not test.exception
    assert not test.error


@pytest.mark.usefixtures("on_demo")
def test_the_demo_has_shifts_with_their_evidence() -> None:
    shown = html(opened("shifts"))
    assert "Position changed" in shown
    assert "mw-from" in shown
    assert "mw-to" in shown
    assert shown.count("<blockquote") >= 2
    assert "What was checked" in shown


@pytest.mark.parametrize("page", VIEWS)
def test_without_a_warehouse_it_says_what_to_do(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(tmp_path / "none.duckdb"))
    test = opened(page)
    assert not test.exception
    assert "mawqif demo" in test.info[0].value


def test_the_app_loads_no_models_and_no_prefect() -> None:
    code = (
        "import sys\n"
        f"sys.path.insert(0, {str(APP.parent.parent)!r})\n"
        "import app.frame, app.tables\n"
        "from app.views import actors, article, compare, review, runs, shifts, sql, timeline, topics\n"
        "bad = {'spacy', 'torch', 'prefect', 'camel_tools', 'sklearn'} & set(sys.modules)\n"
        "print(', '.join(sorted(bad)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.strip() == ""
