"""Runs outlast the Prefect server that records them: what they did is in the warehouse all the same."""

# ruff: noqa: E402 (Prefect reads its variables when it is imported)

from __future__ import annotations

import os
import subprocess
from functools import wraps
from types import SimpleNamespace
from typing import Any

from flows.environment import has_server, prepare_prefect, server_is_gone

prepare_prefect()

from prefect.events.worker import EventsWorker
from prefect.flows import Flow

from flows.killed import let_go
from flows.progress import progress


class NoServer(RuntimeError):
    """The Prefect server that is named does not answer; the message says what to do."""


def lasting(flow: Flow[Any, Any], **parameters: Any) -> Any:
    """Call a flow. What it returned counts, also where the server goes away before the end can be recorded there.

    Raises:
        NoServer: the server is away from the start, before anything was done.
    """
    if server_is_gone():
        address = os.environ["PREFECT_API_URL"]
        raise NoServer(f"no Prefect server answers at {address}: start it, or unset PREFECT_API_URL to do without")
    if not has_server():
        _bind_temporary_server()
    returned: list[Any] = []

    @wraps(flow.fn)
    def body(*args: Any, **kwargs: Any) -> Any:
        returned.append(flow.fn(*args, **kwargs))
        return returned[0]

    try:
        result = Flow(body, name=flow.name, validate_parameters=False, persist_result=False)(**parameters)
    except Exception:
        if not returned or not server_is_gone():
            raise
    else:
        let_go()
        return result
    drop_events()
    progress().say("note: the Prefect server went away; the run is complete, but not recorded there")
    return returned[0]


def _bind_temporary_server() -> None:
    """Let the server that Prefect starts for a run without one end with this process, also where that is killed.

    Prefect ends it only where the interpreter comes to its end.
    """
    from prefect.server.api import server

    class Bound(subprocess.Popen[Any]):
        def __init__(self, args: list[str], **more: Any) -> None:
            python, _m, module, *rest = args
            super().__init__([python, "-m", "flows.parent", str(os.getpid()), module, *rest], **more)

    server.subprocess = SimpleNamespace(Popen=Bound, TimeoutExpired=subprocess.TimeoutExpired)  # type: ignore[attr-defined]


def drop_events() -> None:
    """Let go of Prefect's own events of tasks, each of which would be tried again for seconds when the process ends."""

    async def drop(worker: EventsWorker, event: Any) -> None:
        worker._context_cache.pop(event.id, None)

    EventsWorker._handle = drop  # type: ignore[method-assign,assignment]
