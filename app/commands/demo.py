"""``mawqif demo``: the main job on the articles that ship with the project."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from app.commands.common import Db

DEFAULT_DB = Path("mawqif-data/demo.duckdb")


def register(cli: typer.Typer) -> None:
    cli.command("demo")(demo)


def demo(db: Db = None) -> None:
    """Track the demo articles that ship with the project, and print every shift with its evidence.

    They are about the American–Russian talks on Syria in the late summer of 2016, in Arabic and English.

    \b
    Example:
      mawqif demo
    """
    from app.commands.shift_cards import shift_rows, write_cards
    from app.commands.track import run_flow
    from claims.configuration import configs_dir

    folder = configs_dir() / "demo"
    target = db or DEFAULT_DB
    report = run_flow([str(folder / "articles.jsonl")], folder / "topics.yaml", target)
    rows = shift_rows(target)
    own = [row for row in rows if not row["alleged"] and row["status"] == "shift"]
    sys.stdout.write(
        f"{report.articles_in} articles read, {report.claims_new} new claims. "
        f"{len(own)} shift{'' if len(own) == 1 else 's'}, and {len(rows) - len(own)} possible or alleged:\n\n"
    )
    write_cards(rows)
    sys.stdout.write(
        f"Why one counts:   mawqif why SHIFT_ID --db {target}\nOpen the app:     mawqif app --db {target}\n"
    )
