"""``mawqif backfill``: what was published in a span of days, read after the fact."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import FAILED, Db, Topics, must_exist, settings, wrong_use


def register(cli: typer.Typer) -> None:
    cli.command("backfill")(backfill)


def backfill(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH…]", help="Files or folders, in place of sources.", show_default=False),
    ] = None,
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="First day of publication, as 2016-08-01.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day of publication.")] = "",
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="NAME", help="A source; may be given several times (default: all enabled ones)."
        ),
    ] = None,
    kept: Annotated[bool, typer.Option("--kept", help="Read the pages that earlier runs fetched and kept.")] = False,
    tell: Annotated[bool, typer.Option("--tell", help="Tell others of the shifts found, too.")] = False,
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources", metavar="FILE", help="Sources file (default: `sources` of the settings).", show_default=False
        ),
    ] = None,
    topics: Topics = None,
    db: Db = None,
) -> None:
    """Read what was published from one day to another: from sources, files, or the pages that were kept.

    Nobody is told of shifts found so, unless with --tell. Running it again adds nothing.

    \b
    Examples:
      mawqif backfill --from 2016-08-01 --to 2016-09-30 --source daily-sitemap
      mawqif backfill archive/ --from 2016-01-01 --to 2016-12-31
    """
    for name, day in (("--from", since), ("--to", until)):
        _must_be_day(name, day)
    if since > until:
        raise wrong_use(f"--from {since} is after --to {until}")
    must_exist(paths or [])
    from flows.environment import prepare_prefect

    of = settings()
    target = db or of.db
    prepare_prefect(target.absolute().parent / "prefect")
    from flows.backfill import backfill as flow
    from flows.progress import progress

    parts = flow(
        since=since,
        until=until,
        paths=paths,
        names=source,
        kept=kept,
        tell=tell,
        sources=str((sources or of.sources).absolute()),
        topics=str((topics or of.topics).absolute()),
        db=str(target.absolute()),
    )
    progress().end()
    for part in parts:
        if part["report"] is not None:
            report = part["report"]
            counts = ", ".join(f"{report[key]} {key}" for key in ("new", "changed", "unchanged", "refused"))
            sys.stdout.write(f"{part['name']}, {part['span']}: {counts}, {len(report['shifts_new'])} new shifts\n")
    if any(part["error"] for part in parts):
        raise typer.Exit(FAILED)


def _must_be_day(name: str, given: str) -> None:
    try:
        if date.fromisoformat(given).isoformat() == given:
            return
    except ValueError:
        pass
    raise wrong_use(f"{name} must be a day as 2016-08-01" + (f", not {given!r}" if given else ""))
