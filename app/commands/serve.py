"""``mawqif serve``: the recurring flows, until stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import Db, Topics, settings


def register(cli: typer.Typer) -> None:
    cli.command("serve")(serve)


def serve(
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources", metavar="FILE", help="Sources file (default: `sources` of the settings).", show_default=False
        ),
    ] = None,
    topics: Topics = None,
    db: Db = None,
    once: Annotated[bool, typer.Option("--once", help="Read every source once, now, and end.")] = False,
) -> None:
    """Read the sources of the configuration on their schedules, until stopped.

    Uses the Prefect server that PREFECT_API_URL names; without it one is started on this machine, and ended with the
    command.

    \b
    Examples:
      mawqif serve
      mawqif serve --sources my-sources.yaml --once
    """
    from flows.environment import prepare_prefect

    of = settings()
    changes = {"sources": sources, "topics": topics, "db": db}
    of = of.model_copy(update={key: value for key, value in changes.items() if value is not None})
    prepare_prefect(of.db.absolute().parent / "prefect", level="CRITICAL" if once else "INFO")
    from flows.serve import serve_once, serve_until_stopped

    code = serve_once(of) if once else serve_until_stopped(of)
    if code:
        raise typer.Exit(code)
