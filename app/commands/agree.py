"""``mawqif agree``: pairs of headlines, do they agree?"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

import typer

from app.commands.common import Strict, ended, must_be_file, opened, wrong_use

Row = Any
"""A row of the table, as a dictionary, or the refusal of one."""
_TOGETHER = 1024
_LONGEST = 10_000


def register(cli: typer.Typer) -> None:
    cli.command("agree")(agree)


def agree(
    pairs: Annotated[
        str, typer.Argument(metavar="PAIRS.csv", help="CSV with columns s1 and s2; - for standard input.")
    ],
    strict: Strict = False,
) -> None:
    """Tell for pairs of headlines whether the second agrees with the first, disagrees, or neither.

    The same table is written with the columns stance (agree, disagree, other) and probability added.

    \b
    Example:
      mawqif agree headlines.csv > judged.csv
    """
    must_be_file(pairs)
    from claims.agreement import predict
    from flows.progress import Lines
    from flows.sources.items import Refused

    told = Lines()
    with opened(pairs) as stream:
        reader = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline=""))
        columns = list(reader.fieldnames or [])
        if not {"s1", "s2"} <= set(columns):
            raise wrong_use(
                f"{pairs}: the first line must name the columns s1 and s2, it names {', '.join(columns) or 'none'}"
            )
        added = [name for name in ("stance", "probability") if name not in columns]
        writer = csv.DictWriter(sys.stdout, [*columns, *added], lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        for rows in _batches(_rows(reader, pairs), _TOGETHER):
            good = [row for row in rows if not isinstance(row, Refused)]
            answers = predict([(row["s1"], row["s2"]) for row in good])
            for row in rows:
                if isinstance(row, Refused):
                    told.refused(row)
            for row, answer in zip(good, answers, strict=True):
                writer.writerow({**row, "stance": answer.stance, "probability": f"{answer.probability:.4f}"})
    ended(told.refusals, strict)


def _rows(reader: csv.DictReader[str], file: str) -> Iterator[Row]:
    from flows.sources.items import Refused

    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(file, reader.line_num, f"is no CSV: {error}")
            continue
        if not (row.get("s1") or "").strip() or not (row.get("s2") or "").strip():
            yield Refused(file, reader.line_num, "s1 or s2 is empty")
        elif max(len(row["s1"]), len(row["s2"])) > _LONGEST:
            yield Refused(file, reader.line_num, f"longer than {_LONGEST} characters")
        else:
            yield row


def _batches(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while batch := list(islice(rows, size)):
        yield batch
