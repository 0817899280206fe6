"""Which of Prefect's runs are marked as crashed: those whose process is certainly gone, and no others."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from flows import killed

FOREVER = 40 * 24 * 3600


class Server:
    """Answers as Prefect's client does, for runs that are made here."""

    def __init__(self) -> None:
        self.runs: dict[UUID, Any] = {}
        self.set: list[tuple[UUID, str]] = []

    def run(self, state: str, deployment: UUID | None = None) -> UUID:
        one = uuid4()
        kind = SimpleNamespace(type=killed.StateType[state])
        self.runs[one] = SimpleNamespace(id=one, name="a-run", state=kind, deployment_id=deployment)
        return one

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read_flow_run(self, one: UUID) -> Any:
        if one not in self.runs:
            raise killed.ObjectNotFound(Exception("404"))
        return self.runs[one]

    def read_flow_runs(self, deployment_filter: Any, flow_run_filter: Any, limit: int) -> list[Any]:
        (deployment,) = deployment_filter.id.any_
        return [
            one
            for one in self.runs.values()
            if one.deployment_id == deployment
            and one.id not in flow_run_filter.id.not_any_
            and one.state.type in flow_run_filter.state.type.any_
        ][:limit]

    def set_flow_run_state(self, one: UUID, state: Any, force: bool) -> None:
        self.set.append((one, state.type.value))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(killed, "get_client", lambda sync_client: server)
    return server


@pytest.fixture
def left(tmp_path: Path) -> Callable[..., Path]:
    """The file that the process of a run left; with ``changes`` to what it says of that process."""

    def leave(run: UUID, **changes: Any) -> Path:
        path = killed._folder(tmp_path / "w.duckdb") / str(run)
        killed._hold(path)
        os.close(killed._held.pop(path))
        if changes:
            path.write_text(json.dumps(json.loads(path.read_text()) | changes))
        return path

    return leave


def test_dead_run_is_marked_once(server: Server, left: Callable[..., Path], tmp_path: Path) -> None:
    run = server.run("RUNNING")
    path = left(run)
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert server.set == [(run, "CRASHED")]
    assert not path.exists()


def test_live_run_is_left_alone(server: Server, tmp_path: Path) -> None:
    path = killed._folder(tmp_path / "w.duckdb") / str(server.run("RUNNING"))
    killed._hold(path)
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert server.set == []
    assert path.exists()
    killed.let_go()
    assert not path.exists()


@pytest.mark.parametrize("state", ["COMPLETED", "FAILED", "CANCELLED", "SCHEDULED"])
def test_run_that_told_its_end_keeps_it(state: str, server: Server, left: Callable[..., Path], tmp_path: Path) -> None:
    path = left(server.run(state))
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert server.set == []
    assert not path.exists()


def test_run_of_another_machine_is_left_alone(server: Server, left: Callable[..., Path], tmp_path: Path) -> None:
    path = left(server.run("RUNNING"), host="elsewhere", boot="another")
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert server.set == []
    assert path.exists()


def test_run_before_the_machine_was_started_anew_is_marked(
    server: Server, left: Callable[..., Path], tmp_path: Path
) -> None:
    run = server.run("RUNNING")
    left(run, host=socket.gethostname(), boot="the one before")
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert server.set == [(run, "CRASHED")]


def test_run_of_another_server_is_kept_for_it(server: Server, left: Callable[..., Path], tmp_path: Path) -> None:
    path = left(uuid4())
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert path.exists()
    os.utime(path, (path.stat().st_mtime - FOREVER,) * 2)
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert not path.exists()


def test_place_that_another_run_has_is_not_freed(server: Server, left: Callable[..., Path], tmp_path: Path) -> None:
    source = uuid4()
    dead = server.run("RUNNING", source)
    server.run("RUNNING", source)
    left(dead)
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert server.set == [(dead, "RUNNING"), (dead, "CRASHED")]


def test_server_that_fails_is_asked_another_time(
    server: Server, left: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    path = left(server.run("RUNNING"))
    monkeypatch.setattr(server, "read_flow_run", lambda one: 1 / 0)
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert path.exists()
    assert "Prefect was not told of runs that were killed" in capsys.readouterr().err


def test_damaged_file_harms_nothing(server: Server, tmp_path: Path) -> None:
    folder = killed._folder(tmp_path / "w.duckdb")
    folder.mkdir(parents=True)
    (folder / str(uuid4())).write_text("{")
    (folder / "not-a-run").write_text(json.dumps({"pid": 1, "host": socket.gethostname(), "boot": ""}))
    killed.mark_killed_runs(tmp_path / "w.duckdb")
    assert server.set == []
