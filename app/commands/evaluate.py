"""``mawqif evaluate``: the extractor against a gold file."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from app.commands.common import Strict, Topics, ended, must_be_file, opened, rules, settings


def register(cli: typer.Typer) -> None:
    cli.command("evaluate")(evaluate)


def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD.jsonl", help="Articles with their true attributions.")],
    predicted: Annotated[
        str | None,
        typer.Option(
            "--predicted", metavar="FILE", help="Score this output of `mawqif extract` instead.", show_default=False
        ),
    ] = None,
    topics: Topics = None,
    strict: Strict = False,
) -> None:
    """Score the extractor against a gold file and print the table.

    A gold line is an article with "attributions", as `mawqif extract` writes them.

    \b
    Example:
      mawqif evaluate configs/demo/gold.jsonl
    """
    for path in (gold, *([predicted] if predicted else [])):
        must_be_file(path)
    from claims import evaluate as scoring
    from flows.progress import Lines

    told = Lines()
    truth = _objects(gold, told)
    if predicted:
        found = {str(one.get("id")): one for one in _objects(predicted, told)}
    else:
        found = _extracted(gold, topics, told)
    told.end()
    sys.stdout.write(scoring.table(scoring.evaluate(truth, found)).rstrip("\n") + "\n")
    ended(told.refusals, strict)


def _objects(path: str, told: Any) -> list[dict[str, Any]]:
    from flows.sources.items import Refused
    from flows.sources.lines import read_lines
    from flows.sources.records import NotJson, parse

    objects = []
    with opened(path) as stream:
        for line in read_lines(stream):
            try:
                found = parse(line.data.decode("utf-8-sig", errors="replace"))
            except NotJson as error:
                told.refused(Refused(path, line.number, str(error)))
                continue
            if isinstance(found, dict):
                objects.append(found)
            else:
                told.refused(Refused(path, line.number, "is no JSON object"))
    return objects


def _extracted(gold: str, topics: Any, told: Any) -> dict[str, dict[str, Any]]:
    """The program's own answer for the articles of a gold file, by id."""
    from claims.serialise import to_output
    from claims.topics import load_topics
    from flows.engine import Unextracted, make_engine
    from flows.sources.files import read_file
    from flows.sources.items import Read, Refused

    of = settings()
    engine = make_engine(of.engine, load_topics(topics or of.topics))
    reads = [item for item in read_file(gold, rules(of)) if isinstance(item, Read)]
    found = {}
    for read, result in zip(reads, engine.extract([read.article for read in reads]), strict=True):
        if isinstance(result, Unextracted):
            told.refused(Refused(read.file, read.line, result.reason))
        else:
            found[read.article.id] = json.loads(json.dumps(to_output(result)))
    engine.close()
    return found
