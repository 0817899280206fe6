"""Runs that were killed do not stay "running": not in Prefect's list, and not in the view ``runs``."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from whole_runs import (
    ASKED,
    INTERRUPTS,
    answers,
    ask,
    completed,
    due,
    flow_runs,
    free_port,
    processes,
    settled,
    started,
    steps,
    until,
)

from warehouse.lock import WriterLock

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(600)]


def of_somebody_else(url: str) -> str:
    """A run of another flow, which no process of ours has to do with; it stays running."""
    flow = made(f"{url}/flows/", {"name": "somebody-elses"})
    return made(f"{url}/flow_runs/", {"flow_id": flow, "state": {"type": "RUNNING", "name": "Running"}})


def made(url: str, what: dict[str, object]) -> str:
    """The id of what a server made; one that is busy (503) is asked again."""
    for pause in (0.5, 1, 2, 4, 8):
        answer = httpx.post(url, json=what, **ASKED)
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        time.sleep(pause)
    return str(answer.raise_for_status().json()["id"])


def states(url: str) -> dict[str, str]:
    return {run["id"]: run["state_type"] for run in flow_runs(url)}


def prefect_server(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """A server that others use as well, as it answers."""
    server = started(
        folder, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), log="server"
    )
    until(lambda: answers(f"http://127.0.0.1:{port}/api"))
    return server


def test_serve_marks_runs_that_were_killed_with_it(tmp_path: Path) -> None:
    port, log, db = free_port(), tmp_path / "log", tmp_path / "w.duckdb"
    url = f"http://127.0.0.1:{port}/api"
    serve = started(settled(tmp_path, port), "-m", "app.cli", "serve")
    try:
        until(lambda: "serving 1 sources" in log.read_text())
        other = of_somebody_else(url)
        due(url)
        until(lambda: steps(url) > 6)
        (killed,) = [run["id"] for run in flow_runs(url) if run["state_type"] == "RUNNING" and run["id"] != other]
        for process in processes(tmp_path):
            os.kill(process, signal.SIGKILL)
        serve.wait(10)
        until(lambda: not processes(tmp_path))
        serve = started(tmp_path, "-m", "app.cli", "serve")
        until(lambda: "serving 1 sources" in log.read_text())
        found = {run["id"]: run for run in flow_runs(url)}
        assert found[killed]["state_type"] == "CRASHED", log.read_text()
        assert "is gone without having told how the run ended" in found[killed]["state"]["message"]
        assert found[other]["state_type"] == "RUNNING"
        assert [state for (state,) in ask(db, "SELECT state FROM runs")] == ["failed"]
        due(url)  # at once: the place of the dead run is free
        until(lambda: completed(db))
    finally:
        serve.send_signal(signal.SIGTERM)
        serve.wait(60)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_serve_that_is_told_to_end_cancels_its_runs(how: signal.Signals, tmp_path: Path) -> None:
    if how == signal.SIGINT and not INTERRUPTS:
        pytest.skip("SIGINT is ignored here")
    port, log, db = free_port(), tmp_path / "log", tmp_path / "w.duckdb"
    url = f"http://127.0.0.1:{port}/api"
    server = prefect_server(tmp_path, port)
    serve = started(settled(tmp_path), "-m", "app.cli", "serve", PREFECT_API_URL=url)
    try:
        until(lambda: "serving 1 sources" in log.read_text())
        due(url)
        until(lambda: steps(url) > 6)
        serve.send_signal(how)
        assert serve.wait(60) == 0
        assert "never awaited" not in log.read_text()
        assert "CANCELLED" in states(url).values(), states(url)
        assert not {"RUNNING", "PENDING", "CANCELLING"} & set(states(url).values())
        ((state,),) = ask(db, "SELECT state FROM runs")
        assert state in ("cancelled", "failed")  # the latter where DuckDB hears the signal and makes an error of it
    finally:
        serve.kill()
        server.terminate()
        server.wait(60)


def running(url: str, count: int) -> list[str]:
    """The runs under way, the earliest first, once there are as many."""

    def found() -> list[str]:
        return [one for one, state in states(url).items() if state == "RUNNING"]

    until(lambda: len(found()) >= count)
    return found()


def test_track_marks_killed_runs_of_its_warehouse_only(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    folders = [tmp_path / "one", tmp_path / "two"]
    locks = []
    for folder in folders:
        folder.mkdir()
        articles = settled(folder) / "inbox" / "articles.jsonl"
        articles.write_bytes(articles.read_bytes().splitlines(keepends=True)[0])
        locks.append(WriterLock(folder / "w.duckdb"))
        locks[-1].acquire(10)  # so that runs wait in their midst
    server = prefect_server(tmp_path, port)
    tracks = []

    def track(folder: Path) -> subprocess.Popen[bytes]:
        tracks.append(started(folder, "-m", "app.cli", "track", "inbox", log=f"log{len(tracks)}", PREFECT_API_URL=url))
        running(url, len(tracks))
        return tracks[-1]

    try:
        for folder in folders:
            track(folder)
        first, elsewhere = running(url, 2)
        for one in tracks:
            one.kill()
            one.wait()
        assert set(states(url).values()) == {"RUNNING"}
        live = started(folders[0], "-m", "app.cli", "track", "inbox", PREFECT_API_URL=url)
        until(lambda: states(url)[first] == "CRASHED")
        (second,) = states(url).keys() - {first, elsewhere}
        beside = started(folders[0], "-m", "app.cli", "track", "inbox", log="beside", PREFECT_API_URL=url)
        until(lambda: len(states(url)) == 4 and "waiting for the warehouse" in (folders[0] / "beside").read_text())
        found = states(url)
        assert (found[first], found[second], found[elsewhere]) == ("CRASHED", "RUNNING", "RUNNING")
        locks[0].release()
        assert (live.wait(120), beside.wait(120)) == (0, 0)
        assert sorted(states(url).values()) == ["COMPLETED", "COMPLETED", "CRASHED", "RUNNING"]
    finally:
        for lock in locks:
            lock.release()
        server.terminate()
        server.wait(60)
