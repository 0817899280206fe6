"""``mawqif app``: the Streamlit app on a warehouse."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import Db, say, settings, wrong_use

SCRIPT = Path(__file__).resolve().parent.parent / "streamlit_app.py"
ARENAS = {"MALLOC_ARENA_MAX": "2"}
"""Each visit runs in a thread, and glibc gives threads heaps of their own, whose free memory it keeps."""


def register(cli: typer.Typer) -> None:
    cli.command("app")(open_app)


def open_app(
    db: Db = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, metavar="N", help="Port (default: `app.port`).", show_default=False),
    ] = None,
    host: Annotated[
        str | None,
        typer.Option(
            "--host", metavar="NAME", help="Address to listen at (default: this machine only).", show_default=False
        ),
    ] = None,
    headless: Annotated[bool, typer.Option("--headless", help="Open no browser.")] = False,
) -> None:
    """Open the app on the warehouse, until stopped.

    \b
    Examples:
      mawqif app
      mawqif app --db mawqif-data/demo.duckdb --port 8600 --headless
    """
    of = settings()
    address, number = host or of.app.host, port or of.app.port
    if _taken(address, number):
        raise wrong_use(f"port {number} of {address} is taken; choose another one with --port")
    warehouse = (db or of.db).absolute()
    if not warehouse.exists():
        say(f"note: {warehouse} does not exist yet; `mawqif track` or `mawqif demo` makes one")
    command = command_line(address, number, headless)
    given = {"DB": str(warehouse), "SOURCES": str(of.sources.absolute()), "TIME_ZONE": of.time_zone}
    environment = {**ARENAS, **os.environ, **{f"MAWQIF_{name}": value for name, value in given.items()}}
    say(f"the app is at http://{address}:{number} (Ctrl-C ends it)")
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, environment)  # signals then go to the app itself
    raise typer.Exit(subprocess.call(command, env=environment))


def command_line(host: str, port: int, headless: bool) -> list[str]:
    """How Streamlit is started: no statistics, no question at the first start, no inner errors shown to readers."""
    return [
        sys.executable,
        "-m",
        "app.server",
        "run",
        str(SCRIPT),
        f"--server.address={host}",
        f"--server.port={port}",
        f"--server.headless={'true' if headless else 'false'}",
        "--browser.gatherUsageStats=false",
        "--server.showEmailPrompt=false",  # else the first start waits for an e-mail address
        "--logger.hideWelcomeMessage=true",  # with it goes what Streamlit recommends to developers, on the pages too
        "--client.showErrorDetails=none",
        "--server.fileWatcherType=none",
        "--server.enableStaticServing=true",  # the fonts in app/static
    ]


def _taken(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=0.5):
            return True
    except OSError:
        return False
