"""``mawqif evaluate``: the extractor against a gold file."""

from __future__ import annotations

import gzip
import json
import sys
from enum import StrEnum
from time import perf_counter
from typing import IO, Annotated, Any, cast

import typer

from app.commands.common import Strict, Topics, ended, must_be_file, opened, rules, settings, wrong_use


class Format(StrEnum):
    """How the scores are written."""

    table = "table"
    json = "json"


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
    form: Annotated[Format, typer.Option("--format", help="How the scores are written.")] = (Format.table),
    resamples: Annotated[
        int,
        typer.Option(
            "--bootstrap", min=0, max=100_000, metavar="N", help="Resamples behind the intervals; 0 for none."
        ),
    ] = 1000,
    strict: Strict = False,
) -> None:
    """Score the extractor against a gold file and print the table.

    A gold line is an article with "attributions", as `mawqif extract` writes them; without "actors" in gold the rows
    of actors are left out.

    \b
    Examples:
      mawqif evaluate configs/demo/gold.jsonl
      mawqif evaluate gold.jsonl --predicted claims.jsonl --format json
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
    try:
        scores = scoring.evaluate(truth, found)
    except scoring.ScoringError as error:
        raise wrong_use(f"{gold}: {error}") from error
    if form is Format.json:
        written = json.dumps(scoring.as_json(scores, resamples), ensure_ascii=False, indent=1)
    else:
        written = scoring.table(scores, resamples).rstrip("\n")
    sys.stdout.write(written + "\n")
    ended(told.refusals, strict)


def _objects(path: str, told: Any) -> list[dict[str, Any]]:
    from flows.sources.items import Refused
    from flows.sources.lines import read_lines
    from flows.sources.records import NotJson, parse

    objects = []
    with opened(path) as raw:
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if path.lower().endswith(".gz") else raw
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
    engine = make_engine(of.engine, load_topics(topics or of.topics), of.arabic)
    reads = [item for item in read_file(gold, rules(of)) if isinstance(item, Read)]
    articles = [read.article for read in reads]
    engine.extract(articles[:1])  # loads what is loaded once, so that the speed is that of reading
    began = perf_counter()
    results = engine.extract(articles)
    seconds = perf_counter() - began
    if articles:
        told.say(f"{len(articles)} articles in {seconds:.1f} s: {len(articles) / seconds:.0f} a second")
    found = {}
    for read, result in zip(reads, results, strict=True):
        if isinstance(result, Unextracted):
            told.refused(Refused(read.file, read.line, result.reason))
        else:
            found[read.article.id] = json.loads(json.dumps(to_output(result)))
    engine.close()
    return found
