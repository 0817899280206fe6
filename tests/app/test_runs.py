"""The page of runs: how each source fares, what it says where none is read, and its words in Arabic."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pages_warehouse
import pytest
from opened import html, opened

from app.declared import declared
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


DECLARED = """
sources:
  - {name: good, kind: files, path: in, schedule: "*/15 * * * *"}
  - {name: fresh, kind: files, path: in, schedule: "30 6 * * *", time_zone: Africa/Cairo}
  - {name: bare, kind: files, path: in, schedule: "never <b>"}
  - {name: idle, kind: files, path: in, schedule: "0 * * * *", enabled: false}
"""


@pytest.fixture(autouse=True)
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "sources.yaml"
    path.write_text(DECLARED, encoding="utf-8")
    monkeypatch.setenv("MAWQIF_SOURCES", str(path))
    return path


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
    names += ("bare", "fresh", "idle")  # then those that are declared and never ran
    assert [next(name for name in names if f">{name}<" in row) for row in found] == list(names)
    bad, new, busy, good, picky, *_rest = found
    assert "▲ failing" in bad
    assert "1 January 2026, 13:05" in bad  # the last success
    assert '<td class="mw-number">2</td>' in bad  # failures since
    assert "the host does not answer" in bad
    assert "▲ never read yet" in new
    assert "○ running now" in busy
    assert "● well" in good
    assert "◐ some of it refused" in picky


def test_a_source_that_never_ran_is_listed_with_its_next_time(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))
    bare, fresh, idle = rows(html(opened("runs")), "Sources")[-3:]
    assert "◌ never run yet" in fresh
    assert re.search(r"\d+ \w+ 20\d\d, 0[34]:30", fresh)  # half past six in Cairo, in UTC
    assert "◌ never run yet" in bare
    assert "20" not in bare.split("mw-next")[1].split("</td>")[0]
    assert "– switched off" in idle
    arabic = rows(html(opened("runs", lang="ar")), "المصادر")
    assert "◌ لم يُشغَّل بعد" in arabic[-2]


def test_next_times_are_those_of_the_schedule_and_its_zone() -> None:
    found = {one.name: one.next for one in declared(datetime(2026, 1, 1, 12, 1, tzinfo=UTC))}
    assert found["good"] == datetime(2026, 1, 1, 12, 15, tzinfo=UTC)
    assert found["fresh"] == datetime(2026, 1, 2, 4, 30, tzinfo=UTC)
    assert found["bare"] is None
    assert found["idle"] is None


def test_a_file_of_sources_that_cannot_be_read_is_told_and_hides_no_runs(
    made: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))
    sources.write_text("sources: {a: b", encoding="utf-8")
    test = opened("runs")
    assert "cannot be read" in test.warning[0].value
    assert len(rows(html(test), "Sources")) == 5


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
    assert ">fresh<" in rows(html(test), "Sources")[1]
    assert "Outlet of near" in html(test)


def test_errors_and_reasons_are_told_in_arabic_with_other_words_below(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))
    shown = html(opened("runs", lang="ar"))
    quoted = '<blockquote class="mw-quote" dir="ltr" lang="en">'
    assert f"{quoted}the host does not answer</blockquote>" in rows(shown, "المصادر")[0]
    assert any("أوقفت" in row and "بحسب جدول (new)" in row for row in rows(shown, "عمليات التشغيل"))
    assert f"{quoted}is no JSON &lt;b&gt;</blockquote>" in rows(shown, "مدخلات مرفوضة")[0]
    assert quoted not in html(opened("runs"))


def test_downloads_are_as_the_ledger_has_them(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: dict[str, list[dict[str, object]]] = {}

    def offer(rows: Callable[[], list[dict[str, object]]], _fields: object, _t: object, name: str) -> None:
        taken[name] = rows() if callable(rows) else rows

    monkeypatch.setenv("MAWQIF_DB", str(made))
    monkeypatch.setattr("app.downloads.offer", offer)
    opened("runs", lang="ar")
    assert {row["state"] for row in taken["runs"]} == {"completed", "failed", "cancelled", "running"}
    assert "stopped" in {row["error"] for row in taken["runs"]}
    assert taken["quarantine"][0]["reason"] == "is no JSON <b>"
    assert {"failing", "waiting"} <= {row["health"] for row in taken["sources"]}
    assert {row["lang"] for row in taken["outlets"]} == {"ar", "en"}
    opened("topics", lang="ar")
    assert {row["topic_id"] for row in taken["topics"]} == {"deal", "aid"}
    opened("actors", lang="ar", q="Ann")
    assert [row["actor"] for row in taken["actors"]] == ["Ann Field"]
