"""What an edit of an article did to its claims: which came, which went, which were changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from warehouse import rows
from warehouse.anchors import Anchor, find
from warehouse.session import Session

_TOLD = ("actor_id", "position", "content")
_EDITS = pa.schema(
    [
        *rows.strings("article_id", "change", "claim_id_before", "claim_id", "actor_id_before", "actor_id"),
        *rows.strings("content_before", "content", "run_id"),
        ("version", pa.int32()),
        ("position_before", pa.int32()),
        ("position", pa.int32()),
    ]
)


def note(
    session: Session, versions: Iterable[Mapping[str, Any]], claims: Sequence[Mapping[str, Any]], run_id: str
) -> None:
    """Note how the claims of new versions of stored articles differ from those stored; before these are removed."""
    edited = {row["article_id"]: row["version"] for row in versions if row["version"] > 1}
    if not edited:
        return
    before = session.rows("edits_before", ids=sorted(edited))
    found: list[rows.Row] = []
    for article_id, version in edited.items():
        old = [row for row in before if row["article_id"] == article_id]
        new = [row for row in claims if row["article_id"] == article_id]
        for change in changes(old, new):
            found.append({"article_id": article_id, "version": version, "run_id": run_id, **change})
    with session.staged(new_edits=pa.Table.from_pylist(found, schema=_EDITS)):
        session.do("edits_add")


def changes(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[rows.Row]:
    """``added``, ``removed`` and ``changed`` claims of one article; those that say the same as before are left out."""
    left = {row["claim_id"]: row for row in new}
    out: list[rows.Row] = []
    unpaired: list[Mapping[str, Any]] = []
    for row in old:  # claims that kept their words first, so that no other takes their place
        same = left.get(row["claim_id"])
        if same is None:
            unpaired.append(row)
            continue
        del left[same["claim_id"]]
        if any(row[name] != same[name] for name in _TOLD):
            out.append(_change("changed", row, same))
    for row in unpaired:
        match = find(_anchor(row), map(_anchor, left.values()))
        after = left.pop(match) if match else None
        if after is None:
            out.append(_change("removed", row, None))
        elif any(row[name] != after[name] for name in _TOLD):
            out.append(_change("changed", row, after))
    return out + [_change("added", None, row) for row in left.values()]


def _change(change: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> rows.Row:
    told: rows.Row = {"change": change}
    for name in ("claim_id", *_TOLD):
        told[f"{name}_before"] = before[name] if before else None
        told[name] = after[name] if after else None
    return told


def _anchor(row: Mapping[str, Any]) -> Anchor:
    return Anchor(row["article_id"], row["claim_id"], row["content"], row["content_start"])
