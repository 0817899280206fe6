"""Claims for linking, and the utterances and shifts that linking found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from claims.model import Actor, Claim, Shift, Utterance
from warehouse import rows
from warehouse.session import Session

_REPLACED = ("utterances", "utterance_claims", "shifts_stored")


@dataclass(slots=True)
class LinkResult:
    """Ids of shifts that came and that went."""

    shifts_new: list[str] = field(default_factory=list)
    shifts_gone: list[str] = field(default_factory=list)


def claims_on(session: Session, topic_ids: Collection[str]) -> list[Claim]:
    """The claims of the current versions on some topics, in the order of articles and texts."""
    found = session.rows("claims_on", topics=sorted(topic_ids))
    older = [row for row in found if row["speaker"] is None]  # stored by the first schema
    ids = {row["actor_id"] for row in older} | {r["alleged_actor_id"] for r in older if r["alleged_actor_id"]}
    actors = {
        row["actor_id"]: Actor(id=row.pop("actor_id"), **row) for row in session.rows("actors_by_id", ids=sorted(ids))
    }
    return [rows.claim_of(row, actors) for row in found]


def replace(
    session: Session, topic_ids: Collection[str], utterances: Sequence[Utterance], shifts: Sequence[Shift], run_id: str
) -> LinkResult:
    """Replace the utterances and shifts of some topics, in one transaction."""
    topics = sorted(topic_ids)
    belongs = [
        {"claim_id": claim_id, "topic_id": u.topic_id, "utterance_id": u.id}
        for u in utterances
        for claim_id in u.claim_ids
    ]
    with session.transaction():
        before = session.rows("shifts_before", topics=topics)
        with session.staged(
            new_utterances=rows.table(map(rows.utterance_row, utterances), rows.UTTERANCES),
            new_utterance_claims=pa.Table.from_pylist(
                belongs, schema=rows.strings("claim_id", "topic_id", "utterance_id")
            ),
            new_shifts_stored=rows.table((rows.shift_row(s, run_id) for s in shifts), rows.SHIFTS),
            first_runs=pa.Table.from_pylist(before, schema=rows.strings("shift_id", "run_id")),
        ):
            for table in _REPLACED:
                session.do(f"remove_{table}", topics=topics)
                session.do(f"add_{table}")
        session.do("topics_untouch", topics=topics)
    had = {row["shift_id"] for row in before}
    now = [shift.id for shift in shifts]
    return LinkResult([shift_id for shift_id in now if shift_id not in had], sorted(had - set(now)))
