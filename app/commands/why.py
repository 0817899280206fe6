"""``mawqif why``: why a shift counts as one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from app.commands.common import Db, db_path, wrong_use


def register(cli: typer.Typer) -> None:
    cli.command("why")(why)


def why(
    shift_id: Annotated[str, typer.Argument(metavar="SHIFT_ID", help="As in the view `shifts`, or a claim's id.")],
    later_id: Annotated[
        str | None, typer.Argument(metavar="CLAIM_ID", help="A second claim: why the two are no shift.")
    ] = None,
    db: Db = None,
) -> None:
    """Tell in sentences why it counts as a shift, with the evidence and the guards checked; of two claims, why not.

    \b
    Example:
      mawqif why shift-0123456789abcdef
      mawqif why c-0123456789abcdef c-fedcba9876543210
    """
    if later_id is not None:
        sys.stdout.write(_pair(shift_id, later_id, db))
        return
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


def _pair(earlier_id: str, later_id: str, db: Db) -> str:
    """Why two claims are no shift, or the shift that they are."""
    from claims.explain import why_not
    from warehouse.query import run_sql

    where = db_path(db)
    query = (
        "SELECT c.*, a.kind AS actor_kind FROM claims c LEFT JOIN actors a USING (actor_id) WHERE c.claim_id IN (?, ?)"
    )
    found = run_sql(where, query, parameters=[earlier_id, later_id])
    rows = {row["claim_id"]: row for row in (dict(zip(found.columns, one, strict=True)) for one in found.rows)}
    for claim_id in (earlier_id, later_id):
        if claim_id not in rows:
            raise wrong_use(f"no claim {claim_id} in {where}")
    later = rows[later_id]
    others = run_sql(
        where,
        "SELECT * FROM claims WHERE actor_id = ? AND topic_id = ? ORDER BY said_at",
        parameters=[later["actor_id"], later["topic_id"]],
    )
    between = [dict(zip(others.columns, one, strict=True)) for one in others.rows]
    return why_not(rows[earlier_id], later, between)
