"""The flow in real processes: without a server, and with the one that `mawqif serve` starts."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from warehouse.lock import WriterLock

pytestmark = [pytest.mark.processes, pytest.mark.slow]
TOPICS = """
- id: deal
  name: {en: A ceasefire deal}
  proposition: {en: A ceasefire deal is reached and holds}
  keywords: {en: [deal, ceasefire, truce]}
"""
NEAR = "WASHINGTON (Wire) - The State Department said on Saturday that a ceasefire deal was near."
FAILED = "WASHINGTON (Wire) - The State Department said on Monday that no deal had been reached on a ceasefire."


def line(name: str, text: str, day: str) -> str:
    return json.dumps({"id": name, "text": text, "published": day, "publisher": "Wire"}) + "\n"


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAWQIF_", "PREFECT_"))}
    return {**kept, "PREFECT_HOME": str(home), **more}


def mawqif(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments],
        cwd=folder,
        env={**environment(folder.parent / "prefect", **more), "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


def cpu_seconds() -> float:
    """Time of the processes that ended so far: what a command takes on a machine that has nothing else to do."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ask(folder: Path, query: str) -> Any:
    answer = mawqif(folder, "sql", query, "--format", "json", "--db", "w.duckdb")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with settings, topics, sources and two articles between which a position moves."""
    folder = tmp_path_factory.mktemp("run") / "work"
    (folder / "inbox").mkdir(parents=True)
    (folder / "topics.yaml").write_text(TOPICS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "mawqif.yaml").write_text(
        f"db: w.duckdb\ntopics: topics.yaml\nsources: sources.yaml\nprefect: {{port: {port}}}\n"
    )
    (folder / "sources.yaml").write_text('- {name: inbox, kind: files, path: inbox, schedule: "0 0 1 1 *"}\n')
    (folder / "in.jsonl").write_text(line("a", NEAR, "2016-09-03") + "no json\n" + line("b", FAILED, "2016-09-05"))
    (folder / "inbox" / "more.jsonl").write_text(line("c", NEAR.replace("Saturday", "Wednesday"), "2016-09-07"))
    return folder


def test_track_without_a_server_then_again(folder: Path) -> None:
    started = cpu_seconds()
    first = mawqif(folder, "track", "in.jsonl")
    assert first.returncode == 0, first.stderr
    assert cpu_seconds() - started < 80  # twice what it takes on a quiet machine
    assert "2 read: 2 new" in first.stdout
    assert first.stderr.splitlines() == [
        "in.jsonl:2: refused: is no JSON: Expecting value at column 1",
    ]
    assert [(s["relation"], s["to_position"]) for s in ask(folder, "SELECT * FROM shifts")] == [("reverse", -2)]
    counts = (
        "SELECT (SELECT count(*) FROM articles) a, (SELECT count(*) FROM claims) c, (SELECT count(*) FROM shifts) s"
    )
    before = ask(folder, counts)
    again = mawqif(folder, "track", "in.jsonl", "--strict")
    assert again.returncode == 1, again.stderr
    assert "Nothing new" in again.stdout
    assert ask(folder, counts) == before
    assert [run["state"] for run in ask(folder, "SELECT state FROM runs")] == ["completed", "completed"]


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of the Prefect server that `mawqif serve` started."""
    with (folder / "serve.err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "serve"],
            cwd=folder,
            env={**environment(folder.parent / "prefect"), "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
            stdout=subprocess.DEVNULL,
            stderr=err,
        )
    try:
        until = time.monotonic() + 120
        while "serving 1 sources with " not in (told := (folder / "serve.err").read_text()):
            assert process.poll() is None, told
            assert time.monotonic() < until, told
            time.sleep(0.2)
        url = told.split("serving 1 sources with ")[1].split(";")[0]
        yield url
        process.send_signal(signal.SIGTERM)
        assert process.wait(40) == 0
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{url}/health", trust_env=False)
    finally:
        process.kill()
        process.wait()


def test_track_with_a_server_is_recorded_there(folder: Path, server: str) -> None:
    started = cpu_seconds()
    tracked = mawqif(folder, "track", "inbox", PREFECT_API_URL=server)
    assert tracked.returncode == 0, tracked.stderr
    assert cpu_seconds() - started < 25
    assert "1 read: 1 new" in tracked.stdout
    wanted = {"flows": {"name": {"any_": ["track"]}}}
    runs = httpx.post(f"{server}/flow_runs/filter", json=wanted, trust_env=False).json()
    assert runs
    assert {run["state_type"] for run in runs} == {"COMPLETED"}
    artifacts = httpx.post(f"{server}/artifacts/filter", json={}, trust_env=False).json()
    tables = sorted((one["created"], one["data"]) for one in artifacts if one["key"] == "mawqif-track")
    table = json.loads(tables[-1][1])
    rows = {row["what"]: row for row in table}
    assert (rows["articles in"]["count"], rows["shifts new"]["count"]) == (1, 1)
    (shift,) = [row for what, row in rows.items() if "A ceasefire deal: reverse" in what]
    assert shift["link"].startswith("http://127.0.0.1:8501/?topic=deal&actor=")
    (found,) = ask(folder, "SELECT shift_id FROM shifts WHERE to_position > 0 AND status = 'shift'")
    assert _events(server) == [f"mawqif.shift.{found['shift_id']}"]


def test_deployment_runs_when_it_is_due(folder: Path, server: str) -> None:
    (folder / "inbox" / "later.jsonl").write_text(line("d", FAILED.replace("Monday", "Friday"), "2016-09-09"))
    deployments = httpx.post(f"{server}/deployments/filter", json={}, trust_env=False).json()
    assert [(d["name"], d["global_concurrency_limit"]["limit"]) for d in deployments] == [("inbox", 1)]
    assert deployments[0]["schedules"][0]["schedule"]["cron"] == "0 0 1 1 *"
    due = httpx.post(f"{server}/deployments/{deployments[0]['id']}/create_flow_run", json={}, trust_env=False).json()
    until = time.monotonic() + 90
    while (state := _state(server, due["id"])) not in ("COMPLETED", "FAILED", "CRASHED"):
        assert time.monotonic() < until, (folder / "serve.err").read_text()
        time.sleep(0.5)
    assert state == "COMPLETED", (folder / "serve.err").read_text()
    assert ask(folder, "SELECT count(*) AS n FROM articles") == [{"n": 4}]


@pytest.mark.faults
def test_run_that_is_due_while_its_predecessor_is_going_is_skipped(folder: Path, server: str) -> None:
    until = time.monotonic() + 90
    while not (found := httpx.post(f"{server}/deployments/filter", json={}, trust_env=False).json()):
        assert time.monotonic() < until, (folder / "serve.err").read_text()
        time.sleep(0.2)
    (deployment,) = found
    create = f"{server}/deployments/{deployment['id']}/create_flow_run"
    lock = WriterLock(folder / "w.duckdb")
    lock.acquire(10)  # so that the first run waits in its midst
    try:
        first = httpx.post(create, json={}, trust_env=False).json()["id"]
        while _state(server, first) != "RUNNING":
            assert time.monotonic() < until, (folder / "serve.err").read_text()
            time.sleep(0.2)
        second = httpx.post(create, json={}, trust_env=False).json()["id"]
        while (state := _state(server, second)) not in ("CANCELLED", "COMPLETED", "FAILED"):
            assert time.monotonic() < until, (folder / "serve.err").read_text()
            time.sleep(0.2)
        assert (state, _state(server, first)) == ("CANCELLED", "RUNNING")
    finally:
        lock.release()
    while _state(server, first) != "COMPLETED":
        assert time.monotonic() < until + 60, (folder / "serve.err").read_text()
        time.sleep(0.2)


def _events(server: str) -> list[str]:
    """The resources of the events of shifts that the server took; it stores them in the background."""
    wanted = {"filter": {"event": {"name": ["mawqif.shift.detected"]}}}
    until = time.monotonic() + 30
    while True:
        events = httpx.post(f"{server}/events/filter", json=wanted, trust_env=False).json()["events"]
        if events or time.monotonic() > until:
            return [event["resource"]["prefect.resource.id"] for event in events]
        time.sleep(0.3)


def _state(server: str, run_id: str) -> str:
    return str(httpx.get(f"{server}/flow_runs/{run_id}", trust_env=False).json()["state_type"])


def test_serve_once_goes_on_after_a_source_that_fails(folder: Path, server: str) -> None:
    (folder / "two.yaml").write_text(
        '- {name: gone, kind: page, url: "http://127.0.0.1:1/", schedule: "0 0 1 1 *"}\n'
        '- {name: inbox, kind: files, path: inbox, schedule: "0 0 1 1 *"}\n'
    )
    once = mawqif(folder, "serve", "--once", "--sources", "two.yaml", PREFECT_API_URL=server)
    assert once.returncode == 3
    told = [line for line in once.stderr.splitlines() if ": note: " not in line]
    assert len(told) == 2, once.stderr
    failed, done = told
    assert failed.startswith("gone: failed: http://127.0.0.1:1/")
    assert "not a public address" in failed
    assert done.startswith("inbox: 2 articles, 0 new")


def test_backfill_reads_the_days_asked_for_and_tells_nobody(folder: Path, server: str) -> None:
    (folder / "old.jsonl").write_text(
        line("e", FAILED, "2015-09-07") + line("f", NEAR, "2015-09-12") + line("g", NEAR, "2015-11-30")
    )
    days = ("--from", "2015-09-01", "--to", "2015-09-30")
    filled = mawqif(folder, "backfill", "old.jsonl", *days, PREFECT_API_URL=server)
    assert filled.returncode == 0, filled.stderr
    assert "files, 2015-09-01 to 2015-09-30: 2 new" in filled.stdout
    assert "1 articles of other days were left out" in filled.stderr
    (found,) = ask(folder, "SELECT shift_id, run_id FROM shifts WHERE later_said_at < '2016'")
    assert ask(folder, f"SELECT * FROM deliveries WHERE shift_id = '{found['shift_id']}'") == []
    assert ask(folder, f"SELECT flow FROM runs WHERE run_id = '{found['run_id']}'") == [{"flow": "backfill/files"}]
    wrong = mawqif(folder, "backfill", "old.jsonl", "--from", "2015-13-01", "--to", "2015-09-30")
    assert (wrong.returncode, "--from must be a day" in wrong.stderr) == (2, True)
