"""Whole runs in real processes, for tests that let something fail meanwhile."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from claims.configuration import configs_dir
from warehouse.reader import on_newest

ROOT = Path(__file__).resolve().parents[2]
DEMO = configs_dir() / "demo"
ASKED: Any = {"trust_env": False, "timeout": 60.0}
"""How a server is asked: it may take its time, on a machine that has much else to do."""
INTERRUPTS = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
"""Whether Ctrl-C is heard: processes in the background of a script inherit that it is not."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAWQIF_", "PREFECT_"))}
    return {**kept, "PREFECT_HOME": str(folder / "prefect"), "PYTHONPATH": str(ROOT), **more}


def started(folder: Path, *arguments: str, log: str = "log", **more: str) -> subprocess.Popen[bytes]:
    with (folder / log).open("wb") as err:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment(folder, **more),
            stdin=subprocess.DEVNULL,
            stdout=err,
            stderr=err,
        )


def ask(db: Path, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in on_newest(db, lambda reader: reader.sql(query)).rows]


def until(true: Callable[[], Any], seconds: float = 300) -> Any:
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "waited for too long"
        time.sleep(0.1)
    return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


VIEWS = ("claims", "timeline", "actors", "topics", "articles")


def everything(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What readers see, but for times of fetching and the runs themselves."""
    found = {view: ask(db, f"SELECT * FROM {view} ORDER BY ALL") for view in VIEWS[:-1]}
    found["articles"] = ask(db, "SELECT article_id, version, current, text FROM article_versions ORDER BY ALL")
    found["shifts"] = ask(db, "SELECT * EXCLUDE (run_id) FROM shifts ORDER BY ALL")
    return found


def settled(folder: Path, port: int = 1) -> Path:
    (folder / "inbox").mkdir()
    (folder / "inbox" / "articles.jsonl").write_bytes((DEMO / "articles.jsonl").read_bytes())
    (folder / "sources.yaml").write_text('- {name: inbox, kind: files, path: inbox, schedule: "0 0 1 1 *"}\n')
    (folder / "mawqif.yaml").write_text(
        f"db: w.duckdb\nsources: sources.yaml\ntopics: {DEMO / 'topics.yaml'}\nbatch_size: 1\n"
        f"prefect: {{port: {port}}}\n"
    )
    return folder


def steps(url: str) -> int:
    """Tasks that the server knows of."""
    try:
        return int(httpx.post(f"{url}/task_runs/count", json={}, **ASKED).json())
    except (httpx.TransportError, ValueError):
        return 0


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", **ASKED).status_code == 200
    except httpx.TransportError:
        return False


def due(url: str) -> None:
    """Ask for a run of the one deployment, until the server takes it: right after its start it is busy with itself."""

    def taken() -> bool:
        with contextlib.suppress(httpx.HTTPError, ValueError):
            (deployment,) = httpx.post(f"{url}/deployments/filter", json={}, **ASKED).raise_for_status().json()
            return httpx.post(f"{url}/deployments/{deployment['id']}/create_flow_run", json={}, **ASKED).is_success
        return False

    until(taken)


def processes(folder: Path) -> dict[int, str]:
    """The command lines of all processes that were started in a folder, and of theirs; not those that only wait."""
    mark, found = f"PREFECT_HOME={folder / 'prefect'}\0".encode(), {}
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):  # another user's, or gone meanwhile
            if process.name.isdigit() and mark in (process / "environ").read_bytes():
                found[int(process.name)] = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def flow_runs(url: str) -> list[dict[str, Any]]:
    """All runs that a server knows of, the earliest first."""
    asked = httpx.post(f"{url}/flow_runs/filter", json={"sort": "START_TIME_ASC"}, **ASKED)
    found: list[dict[str, Any]] = asked.raise_for_status().json()
    return found


def server_of(parent: int) -> int:
    """The child of a process that is a Prefect server."""
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        if b"server\0start" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise AssertionError("no server")


def completed(db: Path) -> int:
    if not db.with_name(f"{db.name}.current").exists():
        return 0
    return int(ask(db, "SELECT count(*) FROM runs WHERE state = 'completed'")[0][0])
