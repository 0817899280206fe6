"""``mawqif correct``: what people set right, kept with who and when, and undone."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import Db, Topics, db_path, settings, wrong_use
from app.commands.quarantine import Format

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.corrections import Correction

commands = typer.Typer(
    help="Set claims, shifts, actors and topics right; list and undo it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who says so (default: your user name).", show_default=False),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why; kept with it.", show_default=False)]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="Id of a claim.", show_default=False)]
Judged = Annotated[str, typer.Argument(metavar="ID", help="Id of a claim or a shift.", show_default=False)]


@commands.command("accept")
def accept(id: Judged, by: By = None, note: Note = None, topics: Topics = None, db: Db = None) -> None:
    """Accept a claim or a shift: it is right, and certain.

    \b
    Example:
      mawqif correct accept shift-0123456789abcdef --by "Amal"
    """
    _make("accept", id, by=by, note=note, topics=topics, db=db)


@commands.command("reject")
def reject(id: Judged, by: By = None, note: Note = None, topics: Topics = None, db: Db = None) -> None:
    """Reject a claim or a shift: it is left out of what is shown and linked.

    \b
    Example:
      mawqif correct reject c-0123456789abcdef --note "a caption, not a statement"
    """
    _make("reject", id, by=by, note=note, topics=topics, db=db)


@commands.command("actor")
def actor(
    claim: Claim,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Its id, or a name that only one actor has.")],
    new: Annotated[bool, typer.Option("--new", help="Make a person of that name where there is none.")] = False,
    by: By = None,
    note: Note = None,
    topics: Topics = None,
    db: Db = None,
) -> None:
    """Say that somebody else made a claim.

    \b
    Example:
      mawqif correct actor c-0123456789abcdef Q22316
    """
    _make("actor", claim, actor, by=by, note=note, topics=topics, db=db, new=new)


@commands.command("topic")
def topic(
    claim: Claim,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="Id of a topic.")],
    position: Annotated[
        str, typer.Option("--position", metavar="N", help="Position on it, -2 to 2, or none.")
    ] = "none",
    by: By = None,
    note: Note = None,
    topics: Topics = None,
    db: Db = None,
) -> None:
    """Say that a claim is on another topic. The position read is one towards the old topic; give the one on the new.

    \b
    Example:
      mawqif correct topic c-0123456789abcdef ferry-pay --position -1
    """
    _make("topic", claim, topic, position=_position(position), by=by, note=note, topics=topics, db=db)


@commands.command("position", context_settings={"ignore_unknown_options": True})
def position(
    claim: Claim,
    position: Annotated[str, typer.Argument(metavar="N", help="-2 to 2, or none.")],
    by: By = None,
    note: Note = None,
    topics: Topics = None,
    db: Db = None,
) -> None:
    """Say which position a claim takes towards the proposition of its topic.

    \b
    Example:
      mawqif correct position c-0123456789abcdef -2
    """
    _make("position", claim, position=_position(position), by=by, note=note, topics=topics, db=db)


@commands.command("merge-actors")
def merge_actors(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Its id, or a name that only one actor has.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The actor that it is.")],
    by: By = None,
    note: Note = None,
    topics: Topics = None,
    db: Db = None,
) -> None:
    """Say that two actors are one.

    \b
    Example:
      mawqif correct merge-actors actor-0123456789abcdef Q22316
    """
    _make("merge actors", actor, into, by=by, note=note, topics=topics, db=db)


@commands.command("merge-topics")
def merge_topics(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="Id of a topic.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The topic that it is.")],
    by: By = None,
    note: Note = None,
    topics: Topics = None,
    db: Db = None,
) -> None:
    """Say that two topics are one; also what comes later on the first goes to the second.

    \b
    Example:
      mawqif correct merge-topics auto-0123456789abcdef ferry-pay
    """
    _make("merge topics", topic, into, by=by, note=note, topics=topics, db=db)


@commands.command("list")
def list_corrections(
    db: Db = None,
    all: Annotated[bool, typer.Option("--all", help="Also what was undone.")] = False,
    format: Annotated[Format, typer.Option("--format", help="How rows are written.")] = Format.table,
) -> None:
    """List the corrections: what, who, when, and whether their words are still in the article.

    \b
    Example:
      mawqif correct list
    """
    from warehouse import query as asking

    chosen = "" if all else "WHERE state <> 'undone'"
    result = asking.run_sql(db_path(db), f"SELECT * FROM corrections {chosen} ORDER BY made_at, correction_id")
    write = {Format.table: asking.to_table, Format.csv: asking.to_csv, Format.json: asking.to_json}[format]
    sys.stdout.write(write(result).rstrip("\n") + "\n")


@commands.command("undo")
def undo_correction(
    correction: Annotated[str, typer.Argument(metavar="CORRECTION", help="Id of a correction.", show_default=False)],
    by: By = None,
    topics: Topics = None,
    db: Db = None,
) -> None:
    """Let a correction hold no longer. It is kept, with who undid it and when.

    \b
    Example:
      mawqif correct undo correction-0123456789abcdef
    """
    from claims.topics import load_topics
    from flows.correct import undo
    from warehouse.corrections import NoSuchThing

    of = settings()
    try:
        report = undo(
            _there(db or of.db),
            load_topics(topics or of.topics),
            correction,
            author=_author(by),
            lock_timeout_s=of.lock_timeout_s,
        )
    except NoSuchThing as error:
        raise wrong_use(str(error)) from error
    sys.stdout.write(f"{correction} undone: {len(report.shifts_new)} new shifts, {len(report.shifts_gone)} gone\n")


def _make(
    kind: str,
    subject: str,
    value: str | None = None,
    *,
    by: str | None,
    note: str | None,
    topics: Path | None,
    db: Path | None,
    position: int | None = None,
    new: bool = False,
) -> None:
    from claims.topics import load_topics
    from flows.correct import correct
    from warehouse.corrections import Correction, NoSuchThing

    of = settings()
    said: Correction = Correction(kind, subject, _author(by), value, position, note)  # type: ignore[arg-type]
    try:
        made, report = correct(
            _there(db or of.db),
            load_topics(topics or of.topics),
            said,
            lock_timeout_s=of.lock_timeout_s,
            new_actor=new,
        )
    except NoSuchThing as error:
        raise wrong_use(str(error)) from error
    sys.stdout.write(f"{made}: {len(report.shifts_new)} new shifts, {len(report.shifts_gone)} gone\n")


def _there(db: Path) -> Path:
    if not db.exists():
        raise wrong_use(f"there is no warehouse {db}: make one with `mawqif track PATH --db {db}`")
    return db


def _author(by: str | None) -> str:
    """Who says so. A machine without a user name must be told."""
    if by is not None and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise wrong_use("say who corrects: --by NAME") from error


def _position(given: str) -> int | None:
    if given.lower() in ("none", "null"):
        return None
    if given.lstrip("+") in ("-2", "-1", "0", "1", "2"):
        return int(given)
    raise wrong_use(f"a position is a number from -2 to 2, or none; not {given!r}")
