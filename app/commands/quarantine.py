"""``mawqif quarantine``: what was refused, and trying it again."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from app.commands.common import Db, Topics, db_path, rules, say, settings

commands = typer.Typer(
    help="What was refused and why; try it again.", no_args_is_help=True, rich_markup_mode=None, add_completion=False
)


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"


@commands.command("list")
def list_refused(
    db: Db = None,
    all: Annotated[bool, typer.Option("--all", help="Also what was resolved since.")] = False,
    format: Annotated[Format, typer.Option("--format", help="How rows are written.")] = Format.table,
) -> None:
    """List what was refused: where, why, and whether it was resolved since.

    \b
    Example:
      mawqif quarantine list
    """
    from warehouse import query as asking

    chosen = "" if all else "WHERE state = 'waiting'"
    result = asking.run_sql(db_path(db), f"SELECT * FROM quarantine {chosen} ORDER BY file, line")
    write = {Format.table: asking.to_table, Format.csv: asking.to_csv, Format.json: asking.to_json}[format]
    sys.stdout.write(write(result).rstrip("\n") + "\n")


@commands.command("retry")
def retry_refused(db: Db = None, topics: Topics = None) -> None:
    """Try refused records again, from what was kept of them.

    \b
    Example:
      mawqif quarantine retry
    """
    from claims.topics import load_topics
    from flows.engine import make_engine
    from flows.progress import Lines, use
    from flows.retry import retry

    of = settings()
    known = load_topics(topics or of.topics)
    engine = make_engine(of.engine, known, of.arabic)
    told = use(Lines())
    try:
        done = retry(db or of.db, known, engine, rules(of), batch_size=of.batch_size, lock_timeout_s=of.lock_timeout_s)
    finally:
        engine.close()
        told.end()
    for line in done.left:
        say(f"{line}")
    claims = done.report.claims_new if done.report else 0
    sys.stdout.write(f"{done.tried} tried, {done.resolved} resolved, {len(done.left)} left; {claims} new claims\n")
