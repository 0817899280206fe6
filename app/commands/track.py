"""``mawqif track``: the main job, once, through the Prefect flow."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import Db, Strict, Topics, Workers, ended, must_exist, settings

if TYPE_CHECKING:
    from flows.work import Report


def register(cli: typer.Typer) -> None:
    cli.command("track")(track)


def track(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files or folders; - for standard input.")],
    topics: Topics = None,
    db: Db = None,
    workers: Workers = None,
    strict: Strict = False,
) -> None:
    """Read articles, extract their claims, link them over time, publish, and print the shifts found.

    Running it again on the same articles adds nothing.

    \b
    Examples:
      mawqif track articles.jsonl --topics topics.yaml
      mawqif track news/ --db news.duckdb --workers 2
    """
    must_exist(paths)
    of = settings()
    target = db or of.db
    report = run_flow(paths, topics or of.topics, target, workers)
    write_summary(report, target)
    ended(report.refused, strict)


def run_flow(paths: list[str], topics: Path, db: Path, workers: int | None = None) -> Report:
    """The flow on some paths, with progress on standard error. What ends it early is recorded, then raised."""
    from flows.environment import prepare_prefect

    prepare_prefect(db.absolute().parent / "prefect")
    from app.commands.terminal import Counter
    from flows.progress import use
    from flows.track import track as flow
    from flows.work import Report

    told = use(Counter())
    try:
        return Report(**flow(paths=paths, topics=str(topics), db=str(db), workers=workers))
    finally:
        told.end()


def write_summary(report: Report, db: Path) -> None:
    """What a run found, on standard output."""
    from app.commands.shift_cards import shift_rows, write_cards

    out = sys.stdout
    out.write(
        f"articles  {report.articles_in} read: {report.new} new, {report.changed} changed, {report.unchanged} "
        f"unchanged; {report.refused} refused\n"
    )
    out.write(f"claims    {report.claims_new} new\n")
    out.write(f"shifts    {len(report.shifts_new)} new, {len(report.shifts_gone)} gone\n")
    if report.refused:
        out.write("refused   see `mawqif quarantine list`\n")
    if report.nothing_new:
        out.write("Nothing new: the warehouse already holds all of this.\n")
    if report.shifts_new:
        out.write("\n")
        write_cards(shift_rows(db, report.shifts_new))
