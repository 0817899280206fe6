"""However `mawqif serve` or `track` ends, and whenever, nothing of it is left: no process, and its port is free."""

from __future__ import annotations

import signal
import socket
import time
from pathlib import Path

import pytest
from whole_runs import INTERRUPTS, due, free_port, processes, settled, started, steps, until

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(300)]


def nothing_is_left(folder: Path, port: int) -> bool:
    with socket.socket() as asked:
        return not processes(folder) and asked.connect_ex(("127.0.0.1", port)) != 0


CODES = {signal.SIGTERM: 0, signal.SIGINT: 130, signal.SIGKILL: -signal.SIGKILL}


@pytest.mark.parametrize(
    ("how", "later"),
    [
        (signal.SIGTERM, 0.0),
        (signal.SIGTERM, 2.0),
        (signal.SIGTERM, 9.0),
        (signal.SIGINT, 0.0),
        (signal.SIGKILL, 0.0),
        (signal.SIGKILL, 9.0),
    ],
)
def test_while_its_server_starts(how: signal.Signals, later: float, tmp_path: Path) -> None:
    if how == signal.SIGINT and not INTERRUPTS:
        pytest.skip("SIGINT is ignored here")
    port = free_port()
    serve = started(settled(tmp_path, port), "-m", "app.cli", "serve")
    until(lambda: len(processes(tmp_path)) > 1)
    time.sleep(later)
    serve.send_signal(how)
    assert serve.wait(60) == CODES[how], (tmp_path / "log").read_text()
    if how != signal.SIGKILL:
        assert nothing_is_left(tmp_path, port), processes(tmp_path)
    until(lambda: nothing_is_left(tmp_path, port), 45)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_in_mid_run(how: signal.Signals, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    serve = started(settled(tmp_path, port), "-m", "app.cli", "serve")
    until(lambda: "serving 1 sources" in log.read_text())
    url = f"http://127.0.0.1:{port}/api"
    due(url)
    until(lambda: steps(url) > 6)
    serve.send_signal(how)
    serve.wait(60)
    until(lambda: nothing_is_left(tmp_path, port), 45)


def test_track_leaves_no_temporary_server(tmp_path: Path) -> None:
    track = started(settled(tmp_path), "-m", "app.cli", "track", "inbox")
    until(lambda: len(processes(tmp_path)) > 1)
    track.kill()
    track.wait()
    until(lambda: not processes(tmp_path), 45)
