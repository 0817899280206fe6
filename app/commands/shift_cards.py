"""Shifts as people read them on a terminal: who, from where to where, both excerpts, why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.commands.common import shown

_QUERY = """
SELECT s.*, e.source AS earlier_source, e.publisher AS earlier_publisher, e.article_id AS earlier_article_id,
       l.source AS later_source, l.publisher AS later_publisher, l.article_id AS later_article_id,
       e.published_at AS earlier_published_at, l.published_at AS later_published_at
FROM shifts AS s
LEFT JOIN claims AS e ON e.claim_id = s.earlier_claim_id
LEFT JOIN claims AS l ON l.claim_id = s.later_claim_id
ORDER BY s.alleged, s.status DESC, s.later_said_at NULLS LAST, s.shift_id
"""
_RELATIONS = {
    "repeat": "position repeated",
    "soften": "position softened",
    "harden": "position hardened",
    "retreat_to_neutral": "position given up for neutrality",
    "commit": "position taken",
    "reverse": "position reversed",
    "contradict": "position contradicted",
}
_LONGEST = 400


def shift_rows(db: Path, ids: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The shifts of a warehouse with the outlets of both sides; of the given ids where they are given."""
    from warehouse.query import run_sql

    rows = run_sql(db, _QUERY).dicts()
    wanted = None if ids is None else set(ids)
    return [row for row in rows if wanted is None or row["shift_id"] in wanted]


def write_cards(rows: Sequence[dict[str, Any]], out: Any = None) -> None:
    """Each shift on a few lines."""
    out = out or sys.stdout
    for number, row in enumerate(rows, 1):
        out.write("\n".join(card(number, row)) + "\n\n")


def card(number: int, row: dict[str, Any]) -> list[str]:
    """The lines of one shift."""
    relation = _RELATIONS.get(row["relation"], row["relation"])
    if row["alleged"]:
        relation = f"position is said to have moved, by {shown(row['accuser'] or 'another')}"
    kinds = [
        kind
        for kind in ("alleged" if row["alleged"] else "", "possible" if row["status"] == "possible" else "")
        if kind
    ]
    head = f"{number}. {shown(row['actor'])}: {relation} ({row['relation']})" + (
        f", {' and '.join(kinds)}" if kinds else ""
    )
    lines = [head, f"   topic    {shown(row['topic'])}"]
    if row["from_position"] is not None or row["to_position"] is not None:
        lines.append(f"   position {_move(row)}")
    for side in ("earlier", "later"):
        if row[f"{side}_content"]:
            lines.append(f"   {side:8} {_where(row, side)}")
            lines.append(f"            {_excerpt(row[f'{side}_content'])}")
    reasons = row["reasons"] if isinstance(row["reasons"], (list, tuple)) else [row["reasons"]]
    lines.append(f"   why      {'; '.join(shown(reason) for reason in reasons if reason)}")
    lines.append(f"   id       {row['shift_id']} (confidence {row['confidence']:.2f})")
    return lines


def _move(row: dict[str, Any]) -> str:
    return f"{_value(row['from_position'])} → {_value(row['to_position'])}" + (
        " within the day" if row["within_day"] else ""
    )


def _value(value: Any) -> str:
    return "none" if value is None else f"{int(value):+d}".replace("+0", "0")


def _where(row: dict[str, Any], side: str) -> str:
    date = row[f"{side}_said_at"] or "no date"
    published = f", in {shown(row[f'{side}_publisher'])}" if row[f"{side}_publisher"] else ""
    return f"{date}{published}, article {shown(row[f'{side}_article_id'])}"


def _excerpt(content: str) -> str:
    text = shown(content)
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + ' …'}”"
