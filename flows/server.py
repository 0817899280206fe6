"""A Prefect server of our own, as a child process, for as long as it is needed; and what follows when one goes away.

A runner of Prefect that has lost its server for half a minute never finds it again. So the process that serves begins
anew, in its place and under its number. A run that is under way is stopped by that; what it stored stays, and the next
one completes it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

import httpx

from flows.parent import GRACE_S
from flows.progress import progress
from flows.settings import ServerSettings

_START_S = 120.0
_LOOK_EVERY_S = 2.0
_AWAY_S = 20.0
"""Seconds from which on a runner may have given its server up."""
_OWN = ("PREFECT_API_URL", "PREFECT_LOGGING_TO_API_ENABLED")


class ServerError(Exception):
    """The server could not be started; the message says why and what to do."""


@contextmanager
def prefect_server(settings: ServerSettings, log: Path) -> Iterator[str]:
    """The address of a Prefect API: that of ``PREFECT_API_URL``, else of a server that ends with the context.

    Prefect's variables are set for this process and its children meanwhile; enter before ``prefect`` is imported.
    SIGTERM leaves the context as Ctrl-C does, with ``SystemExit``. A server of our own ends with this process, however
    that ends.

    Raises:
        ServerError: the port is taken, or the server ends or stays silent while it starts.
    """
    named = os.environ.get("PREFECT_API_URL")
    if named:
        with _watched(named, None):
            yield named
        return
    url = f"http://{settings.host}:{settings.port}/api"
    if _listens(settings):
        raise ServerError(
            f"port {settings.port} of {settings.host} is taken; set prefect.port, "
            f"or PREFECT_API_URL={url} if it is Prefect"
        )
    progress().say(f"starting a Prefect server at {url} (its log: {log})")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out, _ending_in_order():
        child = _started(settings, out)
        try:
            _wait_until_healthy(url, child, log)
            os.environ.update(PREFECT_API_URL=url, PREFECT_LOGGING_TO_API_ENABLED="true")
            with _watched(url, child):
                yield url
        finally:
            for name in _OWN:
                os.environ.pop(name, None)
            _end(child)


def _started(settings: ServerSettings, out: IO[bytes]) -> subprocess.Popen[bytes]:
    server = ("prefect", "server", "start", "--host", settings.host, "--port", str(settings.port))
    return subprocess.Popen(
        [sys.executable, "-m", "flows.parent", str(os.getpid()), *server],
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        start_new_session=True,  # Ctrl-C is for us; the server ends after the last run has
    )


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let SIGTERM end this process as Ctrl-C does. By itself it would end it at once, and leave its server behind."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


@contextmanager
def _watched(url: str, child: subprocess.Popen[bytes] | None) -> Iterator[None]:
    """Look after the server meanwhile, and let this process begin anew once it was away."""
    ended = threading.Event()
    threading.Thread(target=_watch, args=(url, child, ended), name="watch-prefect", daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _watch(url: str, child: subprocess.Popen[bytes] | None, ended: threading.Event) -> None:
    away_since: float | None = None
    while not ended.wait(_LOOK_EVERY_S):
        if child is not None:
            code = child.poll()
            if code in (0, -signal.SIGTERM, 128 + signal.SIGTERM):  # somebody ended it: this process is meant, too
                os.kill(os.getpid(), signal.SIGTERM)
                return
            if code is not None:
                progress().say(f"the Prefect server died (code {code}); beginning anew")
                _begin_anew(own=True)
        elif not _answers(url):
            if away_since is None:
                progress().say(f"the Prefect server {url} does not answer; waiting for it")
            away_since = away_since or time.monotonic()
        elif away_since is not None:
            if time.monotonic() - away_since > _AWAY_S:
                progress().say(f"the Prefect server {url} is back; beginning anew")
                _begin_anew(own=False)
            away_since = None


def _begin_anew(*, own: bool) -> None:
    """Run the command of this process again in its place."""
    for name in _OWN if own else ():
        os.environ.pop(name, None)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=5, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def _wait_until_healthy(url: str, child: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        if child.poll() is not None:
            raise ServerError(f"the Prefect server ended while starting (code {child.returncode}); see {log}")
        if _answers(url):
            return
        time.sleep(0.25)
    raise ServerError(f"the Prefect server did not answer within {_START_S:g} s; see {log}")


def _end(child: subprocess.Popen[bytes]) -> None:
    signal.signal(signal.SIGTERM, _leave)  # Prefect's runner has put its own in the place of it
    child.terminate()
    try:
        child.wait(GRACE_S)
    except BaseException as error:  # it hangs, or whoever waits for us asks once more
        child.kill()
        child.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise


def _listens(settings: ServerSettings) -> bool:
    try:
        with socket.create_connection((settings.host, settings.port), timeout=0.5):
            return True
    except OSError:
        return False
