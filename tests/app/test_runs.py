"""The page of runs: how each source fares, what it says where none is read, and its words in Arabic."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pages_warehouse
import pytest
from opened import html, opened

from warehouse.store import Store

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
RUNS = [
    ("good", "completed", 3, 0, None),
    ("bad", "completed", 2, 0, None),
    ("bad", "failed", 0, 0, "the host <b>does not</b> answer"),
    ("bad", "failed", 0, 0, "the host does not answer"),
    ("picky", "completed", 1, 2, None),
    ("new", "cancelled", 0, 0, "stopped"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = pages_warehouse.make(tmp_path_factory.mktemp("runs") / "w.duckdb")
    with Store.open(db) as store:
        for hour, (source, state, new, refused, error) in enumerate(RUNS):
            began = NOON + timedelta(hours=hour)
            run_id = store.start_run(f"track-source/{source}", started_at=began)
            ended = began + timedelta(minutes=5)
            store.end_run(run_id, state=state, ended_at=ended, articles_new=new, refused=refused, error=error)
        store.start_run("track-source/busy", started_at=NOON + timedelta(hours=9))
        store.publish()
    return db


def rows(shown: str, title: str) -> list[str]:
    """The rows of the table below a title, without their tags."""
    part = shown[shown.index(f">{title}<") :]
    return part[part.index("<tbody>") : part.index("</tbody>")].split("</tr>")[:-1]


def test_each_source_with_its_health_and_last_success(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))
    found = rows(html(opened("runs")), "Sources")
    names = ("bad", "new", "busy", "good", "picky")  # those that need somebody first
    assert [next(name for name in names if f">{name}<" in row) for row in found] == list(names)
    bad, new, busy, good, picky = found
    assert "▲ failing" in bad
    assert "1 January 2026, 13:05" in bad  # the last success
    assert '<td class="mw-number">2</td>' in bad  # failures since
    assert "the host does not answer" in bad
    assert "▲ never read yet" in new
    assert "○ running now" in busy
    assert "● well" in good
    assert "◐ some of it refused" in picky


def test_runs_sources_and_refusals_in_arabic(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))
    shown = html(opened("runs", lang="ar"))
    assert "▲ متعثر" in shown
    assert "بحسب جدول (good)" in shown
    assert "اكتملت" in shown
    assert "completed" not in shown
    assert ">ينتظر<" in shown
    assert "<b>does not" not in shown
    assert "Second Outlet" not in rows(shown, "وسائل الإعلام")[0]  # only who printed an article here


@pytest.mark.usefixtures("db")
def test_where_no_source_is_read_it_says_what_to_do() -> None:
    test = opened("runs")
    assert "sources.yaml" in test.info[0].value
    assert "Outlet of near" in html(test)
