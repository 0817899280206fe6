"""How far actors agree on a topic: their latest positions two by two, and who stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

Row = dict[str, Any]
Agreement = Literal["same", "side", "open", "opposite"]
SYMBOLS: dict[Agreement, str] = {"same": "=", "side": "\u2248", "open": "\u25d0", "opposite": "\u2260"}
"""What stands in a cell, so that nothing is told by colour alone."""
LEAST_TO_BE_ALONE = 3
"""Actors from which one can stand alone: of two, neither does."""


def agreement(a: int, b: int) -> Agreement:
    """Of two positions: the same, on one side, one of them open (0), or on opposite sides."""
    if a == b:
        return "same"
    if a * b > 0:
        return "side"
    return "opposite" if a * b < 0 else "open"


def ordered(rows: Sequence[Row]) -> list[Row]:
    """Actors from those most for to those most against, so that who agrees stands side by side."""
    return sorted(rows, key=lambda row: (-row["position"], -row["statements"], row["actor_id"]))


def alone(rows: Sequence[Row]) -> list[Row]:
    """The actors whose side (for, against, neither) nobody else among them takes."""
    sides = [_side(row["position"]) for row in rows]
    if len(rows) < LEAST_TO_BE_ALONE:
        return []
    return [row for row, side in zip(rows, sides, strict=True) if sides.count(side) == 1]


def pairs(rows: Sequence[Row]) -> list[Row]:
    """One row for each two actors, for a table to take away."""
    out = []
    for place, a in enumerate(rows):
        for b in rows[place + 1 :]:
            both = {f"{name}_{key}": row[key] for name, row in (("a", a), ("b", b)) for key in ("actor_id", "actor")}
            both |= {f"{name}_position": row["position"] for name, row in (("a", a), ("b", b))}
            both |= {f"{name}_said_at": row["said_at"] for name, row in (("a", a), ("b", b))}
            apart = abs(a["position"] - b["position"])
            out.append({**both, "agreement": agreement(a["position"], b["position"]), "apart": apart})
    return out


def _side(position: int) -> int:
    return (position > 0) - (position < 0)
