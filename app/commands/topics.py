"""``mawqif topics``: the topics that there are, and making a configured one of a discovered one."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.common import Db, db_path, say, wrong_use

if TYPE_CHECKING:
    from claims.promotion import Material

commands = typer.Typer(
    help="The topics, configured and discovered; make a configured one of a discovered one.",
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
)


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"


Rows = Annotated[Format, typer.Option("--format", help="How rows are written.")]


@commands.callback()
def topics(context: typer.Context, db: Db = None, format: Rows = Format.table) -> None:
    """List the topics; the same as `mawqif topics list`."""
    if context.invoked_subcommand is None:
        list_topics(db, format)


@commands.command("list")
def list_topics(db: Db = None, format: Rows = Format.table) -> None:
    """List the topics: id, names, whether it is configured, counts of claims, actors and articles, first and last day.

    Discovered topics (auto-...) without claims are left out.

    \b
    Examples:
      mawqif topics
      mawqif topics list --format json
    """
    from warehouse import query as asking

    result = asking.named(db_path(db), "topics_listed")
    write = {Format.table: asking.to_table, Format.csv: asking.to_csv, Format.json: asking.to_json}[format]
    sys.stdout.write(write(result).rstrip("\n") + "\n")


@commands.command("promote")
def promote(
    auto_id: Annotated[str, typer.Argument(metavar="AUTO_ID", help="A discovered topic, as `mawqif topics` lists it.")],
    id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its new id (default: from its name).", show_default=False)
    ] = None,
    proposition: Annotated[
        str | None,
        typer.Option("--proposition", metavar="TEXT", help="What a position is for or against.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Topics file to append to (default: standard output).", show_default=False
        ),
    ] = None,
    db: Db = None,
) -> None:
    """Make a configured topic of a discovered one: an entry for a topics file, with keywords from its articles.

    Look over the keywords; then `mawqif track` on the same articles with that file puts their claims on it.

    \b
    Examples:
      mawqif topics promote auto-0123456789abcdef --id ferry-pay --proposition "The crews get the pay they ask for"
      mawqif topics promote auto-0123456789abcdef --out topics.yaml
    """
    from claims.promotion import as_yaml, id_of, promoted

    where = db_path(db)
    listed = _listed(where)
    material = _material(where, auto_id, listed)
    taken = {topic_id for topic_id, row in listed.items() if row["configured"]} | _ids_in(out)
    if id is not None:
        _must_be_free(id, taken, out, where)
    if proposition is not None and not proposition.strip():
        raise wrong_use('--proposition: a text, as in "A deal is reached"')
    try:
        topic = promoted(id or id_of(material.names, auto_id, taken), material, proposition and proposition.strip())
    except ValueError as error:
        raise wrong_use(f"{auto_id}: {error}") from error
    if out is None:
        sys.stdout.write(as_yaml(topic))
    else:
        _append(out, as_yaml(topic), topic.id)
        sys.stdout.write(f"{topic.id}\t{out}\n")
    if proposition is None:
        say("note: without a proposition few positions are read; give one with --proposition, or in the file")


def _listed(where: Path) -> dict[str, dict[str, Any]]:
    from warehouse import query as asking

    found = asking.named(where, "topics_listed")
    return {row["topic_id"]: row for row in (dict(zip(found.columns, one, strict=True)) for one in found.rows)}


def _material(where: Path, auto_id: str, listed: dict[str, dict[str, Any]]) -> Material:
    """The articles of a discovered topic and its names; wrong use where there is no such topic."""
    from claims.model import Actor, Article
    from claims.pieces import piece_of
    from claims.promotion import Material
    from claims.words import script
    from warehouse import query as asking

    row = listed.get(auto_id)
    if row is None:
        raise wrong_use(f"no discovered topic {auto_id} with claims in {where}; `mawqif topics` lists them")
    if row["configured"]:
        raise wrong_use(f"{auto_id} is a configured topic already")
    speakers: dict[str, list[Actor]] = {}
    for article_id, *actor in asking.named(where, "topic_speakers", {"topic": auto_id}).rows:
        speakers.setdefault(article_id, []).append(Actor(*actor))
    own, others = [], []
    for article_id, title, publisher, lang, published, url, text, claims in asking.named(
        where, "topic_articles", {"topic": auto_id}
    ).rows:
        article = Article(article_id, text, lang, published, url, title, publisher)
        (own if claims else others).append(piece_of(article, speakers.get(article_id, ())))
    names = {"ar": row["topic_ar"]} if row["topic_ar"] else {}
    if script(row["topic"]) == "en" and row["topic"] != auto_id:
        names["en"] = row["topic"]
    return Material(own, others, names)


def _ids_in(out: Path | None) -> set[str]:
    """The ids of a topics file that is to be written to; none where it is to be made."""
    from claims.topics import load_topics

    return {topic.id for topic in load_topics(out)} if out is not None and out.exists() else set()


def _must_be_free(topic_id: str, taken: set[str], out: Path | None, where: Path) -> None:
    if not topic_id.strip() or any(c.isspace() for c in topic_id):
        raise wrong_use(f"--id {topic_id!r}: an id is a word without spaces")
    if topic_id.startswith("auto-"):
        raise wrong_use(f"--id {topic_id}: ids that begin with auto- are those of discovered topics")
    if topic_id in taken:
        raise wrong_use(f"--id {topic_id}: there is a topic of this id in {out if out is not None else where}")


def _append(out: Path, entry: str, topic_id: str) -> None:
    """Put an entry behind those of a topics file. The file is replaced at once, and only by one that loads."""
    from claims.configuration import ConfigurationError
    from claims.promotion import appended
    from claims.topics import load_topics

    if not out.parent.is_dir():
        raise wrong_use(f"--out {out}: there is no folder {out.parent}; make it, or give a file in one that is there")
    before = load_topics(out) if out.exists() else []
    text = appended(out.read_text(encoding="utf-8") if out.exists() else "", entry)
    made = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        made.write_text(text, encoding="utf-8")
        try:
            after = load_topics(made)
        except ConfigurationError as error:
            raise wrong_use(f"{out}: an entry cannot be put behind the others ({error}); add it by hand") from error
        if after[:-1] != before or after[-1].id != topic_id:
            raise wrong_use(f"{out}: an entry cannot be put behind the others; add it by hand")
        if out.exists():
            made.chmod(out.stat().st_mode)
        made.replace(out)
    finally:
        made.unlink(missing_ok=True)
