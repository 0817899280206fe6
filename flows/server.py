"""A Prefect server of our own, as a child process, for as long as it is needed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from flows.progress import progress
from flows.settings import ServerSettings

_START_S = 120.0
_STOP_S = 15.0


class ServerError(Exception):
    """The server could not be started; the message says why and what to do."""


@contextmanager
def prefect_server(settings: ServerSettings, log: Path) -> Iterator[str]:
    """The address of a Prefect API: that of ``PREFECT_API_URL``, else of a server that ends with the context.

    Prefect's variables are set for this process and its children meanwhile; enter before ``prefect`` is imported.

    Raises:
        ServerError: the port is taken, or the server ends or stays silent while it starts.
    """
    named = os.environ.get("PREFECT_API_URL")
    if named:
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
    with log.open("ab") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", settings.host, "--port", str(settings.port)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # Ctrl-C is for us; the server ends after the last run has
        )
        try:
            _wait_until_healthy(url, child, log)
            os.environ.update(PREFECT_API_URL=url, PREFECT_LOGGING_TO_API_ENABLED="true")
            yield url
        finally:
            for name in ("PREFECT_API_URL", "PREFECT_LOGGING_TO_API_ENABLED"):
                os.environ.pop(name, None)
            _end(child)


def _wait_until_healthy(url: str, child: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        if child.poll() is not None:
            raise ServerError(f"the Prefect server ended while starting (code {child.returncode}); see {log}")
        try:
            if httpx.get(f"{url}/health", timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.25)
    raise ServerError(f"the Prefect server did not answer within {_START_S:g} s; see {log}")


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _listens(settings: ServerSettings) -> bool:
    try:
        with socket.create_connection((settings.host, settings.port), timeout=0.5):
            return True
    except OSError:
        return False
