"""Commands on a small warehouse that is made without Prefect, and on bad input."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from tests.snapshot import select

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = [
    ("a", "2016-09-03", "WASHINGTON - The State Department said on Saturday that a ceasefire deal was near."),
    (
        "b",
        "2016-09-05",
        "WASHINGTON - The State Department said on Monday that no deal had been reached on a ceasefire.",
    ),
]
ARABIC = "قال وزير الخارجية الروسي سيرغي لافروف ان التوصل الى اتفاق لوقف اطلاق النار اصبح قريبا."
TOPICS = """
- id: deal
  name: {en: A ceasefire deal, ar: اتفاق}
  proposition: {en: A ceasefire deal is reached and holds}
  keywords: {en: [deal, ceasefire], ar: [اتفاق]}
"""


def fill(folder: Path) -> Path:
    """Put in topics and articles."""
    (folder / "topics.yaml").write_text(TOPICS, encoding="utf-8")
    (folder / "mawqif.yaml").write_text("topics: topics.yaml\ndb: w.duckdb\n")
    rows = [{"id": i, "published": day, "text": text, "publisher": "Wire"} for i, day, text in ARTICLES]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with topics and articles, and no variables of the user's."""
    for name in list(os.environ):
        if name.startswith("MAWQIF_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return fill(tmp_path)


@pytest.fixture
def warehouse(folder: Path, once_tracked: Path) -> Path:
    """A working folder of one's own where the articles were tracked."""
    shutil.copytree(once_tracked, folder, dirs_exist_ok=True, symlinks=True)
    return folder


@pytest.fixture(scope="module")
def once_tracked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles tracked without Prefect, for copies."""
    from claims.topics import load_topics
    from flows.engine import InProcess
    from flows.sources.files import read_paths
    from flows.sources.items import Refused, Rules
    from flows.work import run as work

    folder = fill(tmp_path_factory.mktemp("tracked"))
    topics = load_topics(folder / "topics.yaml")
    items = [*read_paths([str(folder / "in.jsonl")], Rules()), Refused("in.jsonl", 3, "is no JSON", b"{", True)]
    work(
        "track", items, db=folder / "w.duckdb", topics=topics, engine=InProcess(topics), batch_size=10, lock_timeout_s=5
    )
    return folder


def done(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert run(list(arguments)) == code, capsys.readouterr()
    told = capsys.readouterr()
    return told.out, told.err


def test_extract_writes_a_line_an_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = done(capsys, "extract", "in.jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(line["id"], line["lang"], line["published"]) for line in lines] == [
        (i, "en", day) for i, day, _ in ARTICLES
    ]
    for line, (_, _, text) in zip(lines, ARTICLES, strict=True):
        (found,) = line["attributions"]
        assert text[slice(*found["cue"][0])] == "said"
        assert found["topic"] == "deal"
    assert err == ""


def test_extract_refuses_in_one_line_each_and_strict_ends_with_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.jsonl").write_text('{"text": 1}\n' + json.dumps({"text": ARABIC}) + "\nnonsense\n", encoding="utf-8")
    out, err = done(capsys, "extract", "bad.jsonl", "--strict", code=1)
    assert len(out.splitlines()) == 1
    assert [line.split(": ")[:2] for line in err.splitlines()] == [
        ["bad.jsonl:1", "refused"],
        ["bad.jsonl:2", "note"],
        ["bad.jsonl:3", "refused"],
    ]


@pytest.mark.processes
def test_extract_starts_neither_prefect_nor_a_database(folder: Path) -> None:
    slow = ("prefect", "duckdb", "streamlit", "torch", "camel_tools.utils.charsets")
    script = (
        "import sys; from app.cli import run; code = run(['extract', 'in.jsonl']); "
        "print(code, sorted(set(sys.argv[1:]) & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *slow],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert ran.stderr.splitlines()[-1] == "0 []"


@pytest.mark.processes
def test_broken_pipe_is_silent(folder: Path) -> None:
    (folder / "many.jsonl").write_text((folder / "in.jsonl").read_text() * 400)
    ran = subprocess.run(
        f"{sys.executable} -m app.cli extract many.jsonl | head -1",
        shell=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert len(ran.stdout.splitlines()) == 1
    assert ran.stderr == ""


def test_sql_writes_every_format(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT article_id, lang FROM articles ORDER BY 1"
    assert json.loads(done(capsys, "sql", query, "--format", "json")[0]) == [
        {"article_id": "a", "lang": "en"},
        {"article_id": "b", "lang": "en"},
    ]
    assert done(capsys, "sql", query, "--format", "csv")[0].splitlines() == ["article_id,lang", "a,en", "b,en"]
    assert "article_id" in done(capsys, "sql", query)[0]


@pytest.mark.parametrize(
    "query", ["SELECT", "SELECT 1; SELECT 2", "DROP TABLE runs", "SELECT * FROM nowhere", "COPY runs TO 'x.csv'"]
)
def test_sql_refuses_in_one_line(warehouse: Path, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = done(capsys, "sql", query, code=2)
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("error: ")


def test_no_warehouse_is_told_with_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["sql", "SELECT 1"], ["why", "s-1"], ["export"], ["quarantine", "list"]):
        assert run(command) != 0
        err = capsys.readouterr().err
        assert "w.duckdb" in err
        assert "mawqif track" in err


def test_why_tells_of_a_shift_and_refuses_an_unknown_one(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shift,) = json.loads(done(capsys, "sql", "SELECT * FROM shifts", "--format", "json")[0])
    assert (shift["relation"], shift["from_position"], shift["to_position"]) == ("reverse", 1, -2)
    told = done(capsys, "why", shift["shift_id"])[0]
    assert "lied" not in told
    for part in ("2016-09-03", "2016-09-05", "Wire"):
        assert part in told
    assert "no shift s-unknown" in done(capsys, "why", "s-unknown", code=2)[1]


def test_export_prints_the_paths_it_wrote(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = done(capsys, "export", "--out", "results", "--format", "csv", "--format", "atom")
    assert out.splitlines()
    assert all(Path(path).is_file() for path in out.splitlines())


def test_export_offers_every_format_there_is() -> None:
    from app.commands.export import FORMATS
    from warehouse.exports import WRITERS

    assert set(FORMATS) == set(WRITERS)


def test_quarantine_lists_and_retries(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = json.loads(done(capsys, "quarantine", "list", "--format", "json")[0])
    assert (row["file"], row["line"], row["reason"]) == ("in.jsonl", 3, "is no JSON")
    assert "1 tried, 0 resolved, 0 left" in done(capsys, "quarantine", "retry")[0]


def test_a_position_is_corrected_listed_and_taken_back(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def positions() -> list[int | None]:
        return [row[0] for row in select(warehouse / "w.duckdb", "SELECT position FROM claims ORDER BY claim_id").rows]

    before = positions()
    out, _err = done(
        capsys, "sql", "SELECT claim_id FROM claims ORDER BY claim_id", "--db", "w.duckdb", "--format", "json"
    )
    claim = json.loads(out)[0]["claim_id"]
    options = ("--db", "w.duckdb", "--topics", "topics.yaml", "--by", "Amal")
    out, _err = done(capsys, "correct", "position", claim, "-1", *options)
    assert positions() == [-1, *before[1:]]
    listed, _err = done(capsys, "correct", "list", "--db", "w.duckdb", "--format", "json")
    assert [(one["author"], one["kind"], one["position"]) for one in json.loads(listed)] == [("Amal", "position", -1)]
    done(capsys, "correct", "undo", out.split(":")[0], *options)
    assert positions() == before
    _out, err = done(capsys, "correct", "position", claim, "3", *options, code=2)
    assert "from -2 to 2" in err
    _out, err = done(capsys, "correct", "reject", "c-0", *options, code=2)
    assert "no claim or shift has the id" in err


def test_compare_adds_its_judgement_to_each_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs: list[Any] = [
        {"id": 7, "earlier": "A ceasefire deal is near", "later": "No ceasefire deal was reached", "lang": "en"},
        {"earlier": "x"},
        {"earlier": "A deal is near", "later": "لا اتفاق", "lang": "fr"},
    ]
    (folder / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs) + "[]\n{\n")
    out, err = done(capsys, "compare", "pairs.jsonl", "--strict", code=1)
    (answer,) = [json.loads(line) for line in out.splitlines()]
    assert answer["id"] == 7
    assert {"relation", "confidence", "from_position", "to_position", "reasons"} <= set(answer)
    assert [line.split(":")[1] for line in err.splitlines()] == ["2", "3", "4", "5"]


def test_agree_adds_columns_and_keeps_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "pairs.csv").open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.writer(out)
        writer.writerows(
            [["n", "s1", "s2"], ["1", "قرب التوصل الى اتفاق", "لا اتفاق\nبعد"], ["2", "", "لا"], ["3", "نعم", "نعم"]]
        )
    text, err = done(capsys, "agree", "pairs.csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["n"] for row in rows] == ["1", "3"]
    for row in rows:
        assert row["stance"] in ("agree", "disagree", "other")
        assert 0 <= float(row["probability"]) <= 1
    assert "refused: s1 or s2 is empty" in err
    (folder / "wrong.csv").write_text("a,b\n1,2\n")
    assert "columns s1 and s2" in done(capsys, "agree", "wrong.csv", code=2)[1]


def test_evaluate_prints_the_same_table_for_an_extraction_of_before(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = done(capsys, "extract", "in.jsonl")
    (folder / "found.jsonl").write_text(out, encoding="utf-8")
    gold = [{**json.loads(line), "text": text} for line, (_, _, text) in zip(out.splitlines(), ARTICLES, strict=True)]
    (folder / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
    now, _ = done(capsys, "evaluate", "gold.jsonl")
    before, _ = done(capsys, "evaluate", "gold.jsonl", "--predicted", "found.jsonl")
    assert now == before
    assert "100" in now


def test_evaluate_writes_json_and_reads_gzip(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = done(capsys, "extract", "in.jsonl")
    gold = [{**json.loads(line), "text": text} for line, (_, _, text) in zip(out.splitlines(), ARTICLES, strict=True)]
    with gzip.open(folder / "gold.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write("".join(json.dumps(row) + "\n" for row in gold))
    text, err = done(capsys, "evaluate", "gold.jsonl.gz", "--format", "json", "--bootstrap", "20")
    told = json.loads(text)
    assert told["measures"]["detection"]["f1"] == 100.0
    assert told["measures"]["detection"]["f1_interval"] == [100.0, 100.0]
    assert told["articles"] == sum(part["articles"] for part in told["languages"].values()) == len(ARTICLES)
    assert "a second" in err
    assert "95 % of F1" in done(capsys, "evaluate", "gold.jsonl.gz")[0]


def test_evaluate_names_the_gold_that_cannot_be_scored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gold.jsonl").write_text(json.dumps({"id": "g1", "text": "Nothing.", "lang": "en"}) + "\n")
    assert "article g1 (gold): needs text, and attributions" in done(capsys, "evaluate", "gold.jsonl", code=2)[1]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("topics.yaml", "- id: deal\n  nam: {en: A}\n", "nam"),
        ("topics.yaml", "- id: [", "topics.yaml"),
        ("mawqif.yaml", "topicz: x", "did you mean topics?"),
    ],
)
def test_wrong_configuration_ends_with_two(
    folder: Path, name: str, content: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text(content)
    out, err = done(capsys, "extract", "in.jsonl", code=2)
    assert out == ""
    assert told in err
    assert len(err.splitlines()) == 1


def test_hostile_words_do_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from app.commands.common import say, shown

    say("a\x1b[31mred\x07\u202eb\nc")
    err = capsys.readouterr().err
    assert err == "a\ufffd[31mred\ufffd\ufffdb c\n"
    assert "\x1b" not in shown("\x1b]0;title\x07")


def test_app_is_started_on_this_machine_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Started(Exception):
        pass

    def execve(path: str, arguments: list[str], environment: dict[str, str]) -> None:
        raise Started(path, arguments, environment)

    monkeypatch.setenv("MAWQIF_DEBUG", "1")
    monkeypatch.setattr(os, "execve", execve)
    with pytest.raises(Started) as caught:
        run(["app", "--db", "w.duckdb", "--port", "8765", "--headless"])
    path, arguments, environment = caught.value.args
    assert path == sys.executable
    assert arguments[:4] == [sys.executable, "-m", "app.server", "run"]
    assert Path(arguments[4]).name == "streamlit_app.py"
    # Streamlit reads settings beside its script, so that the look is the same from whatever folder
    assert Path(arguments[4]).with_name(".streamlit").joinpath("config.toml").is_file()
    for option in ("--server.address=127.0.0.1", "--server.port=8765", "--server.headless=true"):
        assert option in arguments
    assert "--browser.gatherUsageStats=false" in arguments
    assert "--server.showEmailPrompt=false" in arguments
    assert "--logger.hideWelcomeMessage=true" in arguments
    assert environment["MAWQIF_DB"] == str(folder / "w.duckdb")
    assert environment["MALLOC_ARENA_MAX"] == "2"


def test_the_app_loads_its_pages_before_the_first_visitor_and_searches_none_of_it_for_garbage() -> None:
    told = (
        "import gc, sys; from app import server; server.load(); "
        "print(len(gc.get_objects()), gc.get_freeze_count(), 'app.views.review' in sys.modules, "
        "*(name for name in ('altair', 'spacy', 'torch', 'prefect') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    searched, frozen, *rest = done.stdout.split()
    assert int(searched) * 20 < int(frozen)
    assert rest == ["True"]
    assert not done.stderr, "what is held at the end is no leak to tell of"


def test_app_tells_when_its_port_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port} of 127.0.0.1 is taken" in done(capsys, "app", "--port", port, code=2)[1]


def test_every_bad_input_gets_one_clear_line_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder / "in"
    place.mkdir()
    text = ARTICLES[0][2]

    def line(**fields: object) -> bytes:
        return json.dumps({"text": text, "published": "2016-09-03", **fields}, ensure_ascii=False).encode() + b"\n"

    persian = "وزیر امور خارجه ایران گفت که مذاکرات درباره آتش بس ادامه دارد و باید به آن پایبند باشند."
    quotes = text + " " + '"' * 5000 + "nested" + '"' * 5000
    (place / "a-empty.jsonl").write_bytes(b"")
    (place / "b-encoding.txt").write_bytes("L\xe9gende fran\xe7aise".encode("latin-1"))
    (place / "c-long.jsonl").write_bytes(b'{"text": "' + b"x" * (33 << 20) + b'"}\n' + line(id="after-long"))
    (place / "d-quotes.jsonl").write_bytes(line(id="quotes", text=quotes))
    (place / "e-persian.jsonl").write_bytes(line(text=persian))
    (place / "f-null.jsonl").write_bytes(line(text="a\x00b") + b'{"text": "\x00"}\n')
    (place / "g-undated.jsonl").write_bytes(line(id="undated", published=None))
    (place / "h-future.jsonl").write_bytes(line(id="future", published="2199-01-01"))
    out, err = done(capsys, "extract", "in")
    assert [json.loads(one)["id"] for one in out.splitlines()] == ["after-long", "quotes", "undated", "future"]
    told = [(Path(one.split(": ")[0]).name, one.split(": ")[1]) for one in err.splitlines()]
    assert told == [
        ("a-empty.jsonl", "refused"),
        ("b-encoding.txt", "refused"),
        ("c-long.jsonl:1", "refused"),
        ("e-persian.jsonl:1", "refused"),
        ("f-null.jsonl:1", "refused"),
        ("f-null.jsonl:2", "refused"),
        ("g-undated.jsonl:1", "note"),
        ("h-future.jsonl:1", "note"),
    ]


WRITER = """
import itertools, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from hand_made import TOPIC, OneClaimEngine, article
from flows.sources.items import Read
from flows.work import run
for turn in itertools.count():
    one = article(f"a{{turn}}", f"A deal is {{'near' if turn % 2 else 'failed'}}, said {{turn}}")
    run("track", [Read(one, "x", 1)], db=Path("w.duckdb"), topics=[TOPIC], engine=OneClaimEngine(),
        batch_size=5, lock_timeout_s=30)
    print(turn, flush=True)
"""


@pytest.mark.processes
def test_sql_answers_every_time_while_another_process_writes(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    script = WRITER.format(tests=str(ROOT / "tests" / "flows"))
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "0\n"
        counts = []
        for _ in range(5):
            asked = [sys.executable, "-m", "app.cli", "sql", "SELECT count(*) AS n FROM claims", "--format", "json"]
            answer = subprocess.run(asked, capture_output=True, text=True, env=environment, check=False)
            assert answer.returncode == 0, answer.stderr
            counts.append(json.loads(answer.stdout)[0]["n"])
        assert writer.poll() is None
        assert counts == sorted(counts)
        assert counts[-1] > counts[0]
    finally:
        writer.kill()
        writer.wait()
