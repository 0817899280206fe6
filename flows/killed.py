"""Runs that Prefect takes for running though their process is gone: told from live ones, and marked as crashed.

The process of a run holds the lock of a file, ``<db>.runs/prefect/<flow run id>``, until it ends; the system frees it,
however that happened. So a file that can be locked belongs to a process that is certainly gone. Prefect's own way,
missing heartbeats, takes a run for dead as well that lives and could not reach the server for a while.

Only runs of a warehouse are looked at by those that use it, and only on the machine on which they ran.
"""

# ruff: noqa: E402 (Prefect reads its variables when it is imported)

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from flows.environment import prepare_prefect

prepare_prefect()

from httpx import HTTPStatusError
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.runtime import flow_run as running
from prefect.states import Crashed, Running

from flows.clock import now
from flows.progress import progress
from flows.work import one_line, open_store
from warehouse.alive import folder

_UNDER_WAY = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
_KEPT = timedelta(days=30)
"""How long a file is kept whose run the present server does not know: it may be that of another one."""
_held: dict[Path, int] = {}


def hold_run(db: Path) -> None:
    """Show that the flow run of this process lives, until it ends; mark those of the warehouse that do not any more."""
    own = running.get_id()
    if own is not None:
        _hold(_folder(db) / str(own))
    mark_killed_runs(db)


def let_go() -> None:
    """The runs of this process have ended, and Prefect knows it."""
    for path, fd in list(_held.items()):
        path.unlink(missing_ok=True)
        os.close(fd)
        del _held[path]


def mark_killed_runs(db: Path) -> None:
    """Mark the runs of a warehouse as crashed whose process is gone. What goes wrong is told, and tried again later."""
    paths = [path for path in sorted(_folder(db).glob("*-*"), key=_begun) if path not in _held]
    if not paths:
        return
    try:
        with get_client(sync_client=True) as client:
            for path in paths:
                _mark_if_dead(client, path)
    except Exception as error:
        progress().say(f"note: Prefect was not told of runs that were killed: {one_line(error)}")


def _mark_if_dead(client: SyncPrefectClient, path: Path) -> None:
    with _dead(path) as owner:
        if owner is None:
            return
        try:
            _settle(client, path, owner)
        except HTTPStatusError as error:  # the server refuses this one; it may take the next
            progress().say(
                f"note: Prefect refuses to mark {path.name}, which was killed, as crashed: {one_line(error)}"
            )


def record_killed_runs(db: Path, timeout_s: float) -> None:
    """The same for the view ``runs``, for readers to see before the next run does it. Nothing where there is no run."""
    if not db.is_file():
        return
    try:
        with open_store(db, timeout_s) as store:
            if store.end_killed_runs(at=now()):
                store.publish()
    except Exception as error:
        progress().say(f"note: runs that were killed could not be recorded: {one_line(error)}")


@dataclass(frozen=True, slots=True)
class _Owner:
    """The process of a run. ``boot`` tells one start of a machine from the next; "" where the system does not say."""

    pid: int
    host: str
    boot: str

    @property
    def ran_here(self) -> bool:
        """Whether the lock can be trusted: it is of this system, which containers share, or of its last start."""
        this = _this_process()
        return self.host == this.host or (bool(this.boot) and self.boot == this.boot)


def _this_process() -> _Owner:
    boot = ""
    with contextlib.suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return _Owner(os.getpid(), socket.gethostname(), boot)


def _folder(db: Path) -> Path:
    return folder(db) / "prefect"


def _begun(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _hold(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name.replace('-', '')}")
    fd = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
    fcntl.flock(fd, fcntl.LOCK_EX)
    this = _this_process()
    os.write(fd, json.dumps({"pid": this.pid, "host": this.host, "boot": this.boot}).encode())
    os.replace(part, path)  # never to be seen without its lock
    _held[path] = fd


@contextmanager
def _dead(path: Path) -> Iterator[_Owner | None]:
    """Who held the lock of a run and is certainly gone, else None. Meanwhile no other process looks after it."""
    try:
        fd = os.open(path, os.O_RDWR)
    except OSError:
        yield None
        return
    try:
        yield _owner(path, fd) if _locked(fd) else None
    finally:
        os.close(fd)


def _locked(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _owner(path: Path, fd: int) -> _Owner | None:
    try:
        owner = _Owner(**json.loads(os.read(fd, 10_000)))
        replaced = os.stat(path).st_ino != os.fstat(fd).st_ino  # the same run, begun again by another process
    except (OSError, ValueError, TypeError):
        return None
    return owner if owner.ran_here and not replaced else None


def _settle(client: SyncPrefectClient, path: Path, owner: _Owner) -> None:
    try:
        run = client.read_flow_run(UUID(path.name))
    except ObjectNotFound:
        if now().timestamp() - _begun(path) > _KEPT.total_seconds():
            path.unlink(missing_ok=True)
        return
    if run.state is not None and run.state.type in _UNDER_WAY:
        _mark(client, run, owner)
        progress().say(f"note: {run.name}, running in Prefect's list, has no process any more; it is marked as crashed")
    path.unlink(missing_ok=True)


def _mark(client: SyncPrefectClient, run: FlowRun, owner: _Owner) -> None:
    if _place_is_anothers(client, run):
        # Crashed as it is, it would free the place of its source, which another run has meanwhile.
        client.set_flow_run_state(run.id, Running(), force=True)
    told = (
        f"Its process ({owner.pid} on {owner.host}) is gone without having told how the run ended: it was killed, or "
        "Prefect's server was away. What it stored stays, and the next run completes it."
    )
    client.set_flow_run_state(run.id, Crashed(message=told), force=True)


def _place_is_anothers(client: SyncPrefectClient, run: FlowRun) -> bool:
    if run.deployment_id is None:
        return False
    others = client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[run.deployment_id])),
        flow_run_filter=FlowRunFilter(
            id=FlowRunFilterId(not_any_=[run.id]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(_UNDER_WAY))),
        ),
        limit=1,
    )
    return bool(others)
