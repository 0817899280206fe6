"""``mawqif compare``: two statements, the relation between them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from app.commands.common import Strict, ended, must_be_file, opened


def register(cli: typer.Typer) -> None:
    cli.command("compare")(compare)


def compare(
    pairs: Annotated[str, typer.Argument(metavar="PAIRS.jsonl", help="JSON lines; - for standard input.")],
    strict: Strict = False,
) -> None:
    """Tell for pairs of statements how the position moved from the earlier to the later one.

    Each line has "earlier" and "later", and may have "lang" (ar or en), "topic" (a name) and "proposition". The same
    line is written with "relation", "confidence", "from_position", "to_position" and "reasons" added.

    \b
    Example:
      echo '{"earlier": "A deal is near", "later": "No deal was reached", "lang": "en"}' | mawqif compare -
    """
    must_be_file(pairs)
    from claims.compare import compare as compared
    from flows.progress import Lines
    from flows.sources.items import Refused

    told = Lines()
    with opened(pairs) as stream:
        for record in _records(stream, "<stdin>" if pairs == "-" else pairs):
            if isinstance(record, Refused):
                told.refused(record)
                continue
            answer = compared(
                record["earlier"], record["later"], record["lang"], record.get("topic"), record.get("proposition")
            )
            added = {
                "relation": answer.relation,
                "confidence": answer.confidence,
                "from_position": answer.from_position,
                "to_position": answer.to_position,
                "reasons": list(answer.reasons),
            }
            sys.stdout.write(json.dumps({**record, **added}, ensure_ascii=False) + "\n")
    ended(told.refusals, strict)


def _records(stream: Any, file: str) -> Iterator[Any]:
    """Checked pairs, or refusals."""
    from flows.sources.decode import Undecodable, decode
    from flows.sources.items import Refused
    from flows.sources.lines import read_lines
    from flows.sources.records import NotJson, parse

    for line in read_lines(stream):
        if line.too_long:
            yield Refused(file, line.number, "the line is too long")
            continue
        try:
            record = parse(decode(line.data)[0])
        except (Undecodable, NotJson) as error:
            yield Refused(file, line.number, str(error))
            continue
        problem = _problem(record)
        yield Refused(file, line.number, problem) if problem else record


def _problem(record: Any) -> str | None:
    """What is wrong with a pair, or None; fills in the language where it is missing."""
    from flows.sources.script import detect

    if not isinstance(record, dict):
        return "is no JSON object"
    for key in ("earlier", "later"):
        if not isinstance(record.get(key), str) or not record[key].strip():
            return f'needs "{key}", a string'
    for key in ("lang", "topic", "proposition"):
        if record.get(key) is not None and not isinstance(record[key], str):
            return f'"{key}" must be a string'
    record["lang"] = record.get("lang") or detect(f"{record['earlier']} {record['later']}")
    return None if record["lang"] in ("ar", "en") else f'"lang" must be ar or en, is {record["lang"]}'
