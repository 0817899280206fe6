"""``mawqif extract``: articles in, one JSON line each out. No database, no Prefect."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.common import Strict, Topics, Workers, ended, must_exist, rules, settings, wrong_use

if TYPE_CHECKING:
    from flows.sources.items import Item, Read

_TOGETHER = 64


def register(cli: typer.Typer) -> None:
    cli.command("extract")(extract)


def extract(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]", help="Files or folders; - for standard input.", show_default=False),
    ] = None,
    topics: Topics = None,
    workers: Workers = None,
    strict: Strict = False,
) -> None:
    """Read articles and write one JSON line per article, with its attributed claims.

    \b
    Examples:
      mawqif extract articles.jsonl > claims.jsonl
      cat articles.jsonl | mawqif extract - --topics topics.yaml
    """
    paths = paths or ([] if sys.stdin.isatty() else ["-"])
    if not paths:
        raise wrong_use("name files or folders, or - for standard input")
    must_exist(paths)
    from claims.serialise import to_output
    from claims.topics import load_topics
    from flows.engine import Unextracted, make_engine
    from flows.progress import Lines, use
    from flows.sources.files import read_paths
    from flows.sources.items import Refused

    of = settings()
    engine_settings = of.engine.model_copy(update={"workers": workers}) if workers else of.engine
    told = Lines()
    use(told)
    engine = make_engine(engine_settings, load_topics(topics or of.topics), of.arabic)
    try:
        for reads in _batches(_articles(read_paths(paths, rules(of), sys.stdin.buffer), told), _TOGETHER):
            for read, result in zip(reads, engine.extract([read.article for read in reads]), strict=True):
                if isinstance(result, Unextracted):
                    told.refused(Refused(read.file, read.line, result.reason))
                    continue
                sys.stdout.write(json.dumps(to_output(result), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    finally:
        engine.close()
        told.end()
    ended(told.refusals, strict)


def _articles(items: Iterable[Item], told: object) -> Iterator[Read]:
    from flows.progress import Lines
    from flows.sources.items import Note, Refused

    assert isinstance(told, Lines)
    for item in items:
        if isinstance(item, Refused):
            told.refused(item)
        elif isinstance(item, Note):
            told.note(item)
        else:
            yield item


def _batches(reads: Iterator[Read], size: int) -> Iterator[list[Read]]:
    while batch := list(islice(reads, size)):
        yield batch
