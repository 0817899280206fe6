"""``mawqif export``: the warehouse as files for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.commands.common import Db, db_path, wrong_use

FORMATS = ("parquet", "csv", "gexf", "graphml", "atom", "jsonld")


def register(cli: typer.Typer) -> None:
    cli.command("export")(export)


def export(
    db: Db = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="Where the files go; made where missing.")
    ] = Path("mawqif-export"),
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="|".join(FORMATS), help="May be given several times (default: all).", show_default=False
        ),
    ] = None,
) -> None:
    """Write the warehouse as Parquet, CSV (DNA style), GEXF, GraphML, an Atom feed of shifts, and JSON-LD.

    The paths of the files are printed. The same warehouse gives the same bytes.

    \b
    Examples:
      mawqif export --out results
      mawqif export --format csv --format atom
    """
    wrong = [name for name in format or () if name not in FORMATS]
    if wrong:
        raise wrong_use(f"--format {wrong[0]}: allowed are {', '.join(FORMATS)}")
    from warehouse.exports import export as exported

    for path in exported(db_path(db), out, tuple(format or FORMATS)):
        sys.stdout.write(f"{path}\n")
