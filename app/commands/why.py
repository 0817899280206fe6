"""``mawqif why``: why a shift counts as one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from app.commands.common import Db, db_path, wrong_use


def register(cli: typer.Typer) -> None:
    cli.command("why")(why)


def why(
    shift_id: Annotated[str, typer.Argument(metavar="SHIFT_ID", help="As in the view `shifts`.")], db: Db = None
) -> None:
    """Tell in sentences why it counts as a shift, with the evidence and the guards checked.

    \b
    Example:
      mawqif why shift-0123456789abcdef
    """
    from claims.explain import why as told
    from warehouse.query import run_sql

    where = db_path(db)
    shifts = run_sql(where, "SELECT * FROM shifts WHERE shift_id = ?", parameters=[shift_id])
    if not shifts.rows:
        raise wrong_use(f'no shift {shift_id} in {where}; `mawqif sql "SELECT shift_id, actor FROM shifts"` lists them')
    shift = dict(zip(shifts.columns, shifts.rows[0], strict=True))
    claims = run_sql(
        where,
        "SELECT * FROM claims WHERE claim_id IN (?, ?)",
        parameters=[shift["earlier_claim_id"], shift["later_claim_id"]],
    )
    rows = [dict(zip(claims.columns, row, strict=True)) for row in claims.rows]
    sys.stdout.write(told(shift, {row["claim_id"]: row for row in rows}).rstrip("\n") + "\n")
