"""``mawqif topics``: the list in every format, and a discovered topic made a configured one, from track to track."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from pathlib import Path

import pytest
import yaml

from app.cli import run
from claims.topics import load_topics
from flows.engine import InProcess
from flows.sources.files import read_paths
from flows.sources.items import Rules
from flows.work import Report
from flows.work import run as work
from tests.snapshot import select

ARTICLES = [
    (
        "f1",
        "2020-01-01",
        "Ferry crews reject the pay offer",
        "The ferry union said on Wednesday that the ferry crews reject the pay offer.\n\nThe harbour company said that "
        "its pay offer to the ferry crews was final.",
    ),
    (
        "f2",
        "2020-01-03",
        "Ferry crews to vote on the pay offer",
        "The ferry union said on Friday that the ferry crews would vote on a new pay offer.\n\nMinister Ann Field said "
        "that the ferry crews deserved better.",
    ),
    (
        "d1",
        "2020-01-02",
        "Dam engineers open the reservoir",
        "The water board said on Thursday that the dam engineers had opened the reservoir.\n\nEngineer Paul Reed said "
        "that the dam and its reservoir were safe.",
    ),
    (
        "s1",
        "2020-01-04",
        "معلمو المدارس يرفضون المناهج",
        "قالت وزيرة التعليم هناء السالم السبت ان المناهج الجديدة في المدارس نهائية.\n\nواعلنت نقابة المعلمين ان معلمي "
        "المدارس يرفضون المناهج.",
    ),
]


def fill(folder: Path) -> Path:
    """Put in articles and a topics file that is empty but for its comment."""
    (folder / "topics.yaml").write_text("# what we follow\n[]\n", encoding="utf-8")
    (folder / "mawqif.yaml").write_text("topics: topics.yaml\ndb: w.duckdb\n")
    rows = [{"id": i, "published": day, "title": title, "text": text} for i, day, title, text in ARTICLES]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / "in.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder where nothing was tracked yet."""
    for name in list(os.environ):
        if name.startswith("MAWQIF_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return fill(tmp_path)


@pytest.fixture(scope="module")
def once_tracked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder where the articles were tracked, for copies."""
    folder = fill(tmp_path_factory.mktemp("tracked"))
    track(folder)
    return folder


@pytest.fixture
def tracked(folder: Path, once_tracked: Path) -> Path:
    """A working folder of one's own where the articles were tracked."""
    shutil.copytree(once_tracked, folder, dirs_exist_ok=True, symlinks=True)
    return folder


def track(folder: Path) -> Report:
    """The articles tracked without Prefect, with the topics file as it is now."""
    topics = load_topics(folder / "topics.yaml")
    items = read_paths([str(folder / "in.jsonl")], Rules())
    engine = InProcess(topics)
    return work("track", items, db=folder / "w.duckdb", topics=topics, engine=engine, batch_size=10, lock_timeout_s=5)


def done(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert run(list(arguments)) == code, capsys.readouterr()
    told = capsys.readouterr()
    return told.out, told.err


def topic_of(folder: Path, article: str) -> str:
    """The topic of the first claim of an article."""
    query = "SELECT topic_id FROM claims WHERE article_id = ? ORDER BY ordinal"
    return str(select(folder / "w.duckdb", query, parameters=[article]).rows[0][0])


def test_list_tells_every_topic_with_its_counts(tracked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(done(capsys, "topics", "--format", "json")[0])
    ferry = next(row for row in rows if row["topic_id"] == topic_of(tracked, "f1"))
    assert ferry["configured"] is False
    assert ferry["articles"] >= 1
    assert ferry["claims"] >= ferry["actors"] >= 1
    assert ferry["articles"] == 2
    assert topic_of(tracked, "f2") == ferry["topic_id"]
    assert {"Ferry crews", "ferry crews", "pay offer"} & set(ferry["topic"].split(" · "))
    assert (ferry["first_said"], ferry["topic"] != ferry["topic_id"]) == ("2020-01-01", True)
    school = next(row for row in rows if row["topic_id"] == topic_of(tracked, "s1"))
    assert school["topic_ar"]
    assert json.loads(done(capsys, "topics", "list", "--format", "json")[0]) == rows
    table = list(csv.DictReader(io.StringIO(done(capsys, "topics", "list", "--format", "csv")[0])))
    assert [row["topic_id"] for row in table] == [row["topic_id"] for row in rows]
    assert "first_said" in done(capsys, "topics")[0]


def test_configured_topics_are_listed_also_without_claims(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "topics.yaml").write_text("- id: moon\n  name: {en: The moon}\n  keywords: {en: [moon]}\n")
    track(folder)
    first = json.loads(done(capsys, "topics", "--format", "json")[0])[0]
    assert (first["topic_id"], first["configured"], first["claims"], first["last_said"]) == ("moon", True, 0, None)


def test_from_an_empty_topics_file_to_claims_on_a_configured_topic(
    tracked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    auto = topic_of(tracked, "f1")
    theirs = select(tracked / "w.duckdb", f"SELECT claim_id FROM claims WHERE topic_id = '{auto}'").rows
    words = "The crews get the pay they ask for"
    out, err = done(
        capsys, "topics", "promote", auto, "--id", "ferry-pay", "--proposition", words, "--out", "topics.yaml"
    )
    assert (out, err) == ("ferry-pay\ttopics.yaml\n", "")
    assert (tracked / "topics.yaml").read_text(encoding="utf-8").startswith("# what we follow\n- id: ferry-pay\n")
    (topic,) = load_topics(tracked / "topics.yaml")
    assert set(topic.name) == {"ar", "en"}
    assert topic.proposition == {"en": words}
    report = track(tracked)
    assert (report.new, report.changed) == (0, 0)
    now = select(tracked / "w.duckdb", "SELECT claim_id FROM claims WHERE topic_id = 'ferry-pay'").rows
    assert {row[0] for row in theirs} <= {row[0] for row in now}
    assert topic_of(tracked, "d1").startswith("auto-")
    listed = {row["topic_id"]: row for row in json.loads(done(capsys, "topics", "--format", "json")[0])}
    assert listed["ferry-pay"]["configured"]
    assert auto not in listed
    assert "is a configured topic already" in done(capsys, "topics", "promote", "ferry-pay", code=2)[1]


@pytest.mark.parametrize("article", ["f1", "s1"])
def test_what_is_written_to_standard_output_is_a_topics_file(
    tracked: Path, capsys: pytest.CaptureFixture[str], article: str
) -> None:
    out, err = done(capsys, "topics", "promote", topic_of(tracked, article))
    assert "without a proposition" in err
    (row,) = yaml.safe_load(out)
    assert set(row) == {"id", "name", "keywords"}
    lang = "ar" if article == "s1" else "en"
    text = " ".join(f"{title} {text}" for _, _, title, text in ARTICLES)
    assert row["keywords"][lang]
    assert all(word.casefold() in text.casefold() for word in row["keywords"][lang])
    (tracked / "new.yaml").write_text(out, encoding="utf-8")
    assert load_topics(tracked / "new.yaml")[0].id == row["id"]


def test_no_id_is_given_twice_and_other_entries_stay(tracked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    auto = topic_of(tracked, "f1")
    mine = "# mine\n  - id: moon   # far\n    name: {en: The moon}\n    keywords: {en: [moon]}"
    (tracked / "my.yaml").write_text(mine)
    _, err = done(capsys, "topics", "promote", auto, "--id", "moon", "--out", "my.yaml", code=2)
    assert "there is a topic of this id" in err
    assert (tracked / "my.yaml").read_text() == mine
    for _ in range(2):
        done(capsys, "topics", "promote", auto, "--out", "my.yaml")
    first, second, third = load_topics(tracked / "my.yaml")
    assert (first.id, third.id) == ("moon", f"{second.id}-2")
    assert (tracked / "my.yaml").read_text(encoding="utf-8").startswith(mine)
    done(capsys, "topics", "promote", auto, "--id", "ferry", "--out", "made.yaml")
    assert [topic.id for topic in load_topics(tracked / "made.yaml")] == ["ferry"]
    assert sorted(path.name for path in tracked.glob(".*")) == []


def test_a_file_that_takes_no_entry_is_left_as_it_is(tracked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flow = "[{id: moon, name: {en: The moon}}]\n"
    (tracked / "flow.yaml").write_text(flow)
    _, err = done(capsys, "topics", "promote", topic_of(tracked, "f1"), "--out", "flow.yaml", code=2)
    assert "add it by hand" in err
    assert (tracked / "flow.yaml").read_text() == flow
    (tracked / "bad.yaml").write_text("- name: {en: no id}\n")
    _, err = done(capsys, "topics", "promote", topic_of(tracked, "f1"), "--out", "bad.yaml", code=2)
    assert "needs `id`" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["auto-nothing"], "no discovered topic auto-nothing"),
        (["AUTO", "--id", "two words"], "a word without spaces"),
        (["AUTO", "--id", "auto-mine"], "those of discovered topics"),
        (["AUTO", "--proposition", "  "], "--proposition: a text"),
        (["AUTO", "--out", "no/such/folder.yaml"], "there is no folder no/such; make it"),
    ],
)
def test_wrong_use_is_told_in_a_line(
    tracked: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    auto = topic_of(tracked, "f1")
    out, err = done(capsys, "topics", "promote", *(auto if one == "AUTO" else one for one in arguments), code=2)
    assert told in err
    assert (out, err.count("\n")) == ("", 1)


def test_without_a_warehouse_it_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "w.duckdb" in done(capsys, "topics", code=3)[1]
