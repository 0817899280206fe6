"""``mawqif sql``: a read-only query on the published snapshot."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from app.commands.common import Db, db_path, say, wrong_use


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def register(cli: typer.Typer) -> None:
    cli.command("sql")(sql)


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT; - reads it from standard input.")],
    db: Db = None,
    format: Annotated[Format, typer.Option("--format", help="How rows are written.")] = Format.table,
    rows: Annotated[int, typer.Option("--rows", min=1, metavar="N", help="Most rows.")] = 100_000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Longest time.")] = 30.0,
) -> None:
    """Ask the warehouse a read-only question in DuckDB's SQL. The views are described in docs/data-dictionary.md.

    \b
    Examples:
      mawqif sql "SELECT actor, topic, relation, later_said_at FROM shifts ORDER BY later_said_at"
      mawqif sql "SELECT * FROM claims" --format parquet > claims.parquet
    """
    from warehouse import query as asking

    text = sys.stdin.read() if query == "-" else query
    if format is Format.parquet and sys.stdout.isatty():
        raise wrong_use("parquet is binary: send it to a file, as in > claims.parquet")
    try:
        result = asking.run_sql(db_path(db), text, limit_rows=rows, timeout_s=timeout)
    except asking.QueryError as error:
        raise wrong_use(str(error)) from error
    if result.truncated:
        say(f"note: only the first {rows} rows; --rows N gives more")
    if format is Format.parquet:
        sys.stdout.buffer.write(asking.to_parquet(result))
        sys.stdout.buffer.flush()
        return
    write = {Format.table: asking.to_table, Format.csv: asking.to_csv, Format.json: asking.to_json}[format]
    sys.stdout.write(write(result).rstrip("\n") + "\n")
