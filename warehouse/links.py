"""Claims for linking, and the utterances and shifts that linking found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from claims.model import Actor, Claim, Shift, Utterance
from warehouse import alerts, corrections, rows
from warehouse.session import Session

_BELONGS = rows.strings("claim_id", "topic_id", "utterance_id", "actor_id")


@dataclass(slots=True)
class LinkResult:
    """Ids of shifts that came and that went, and the topics and actors (ids) of which anything was written."""

    shifts_new: list[str] = field(default_factory=list)
    shifts_gone: list[str] = field(default_factory=list)
    touched: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class _Changes:
    """Rows to add, and ids of rows to remove; a row that is there just so is in neither."""

    add: list[rows.Row] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    touched: set[tuple[str, str]] = field(default_factory=set)


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
    session: Session,
    topic_ids: Collection[str],
    utterances: Sequence[Utterance],
    shifts: Sequence[Shift],
    run_id: str,
    announce: bool = True,
) -> LinkResult:
    """Make these the utterances and shifts of some topics, in one transaction; only what differs is written.

    Sure shifts that are new wait for being told to others, in the same transaction, unless not to ``announce``.
    """
    topics = sorted(topic_ids)
    with session.transaction():
        had = session.rows("shifts_before", topics=topics)
        runs = {row["shift_id"]: row["run_id"] for row in had}
        said = _changes(
            "utterance_id", session.rows("utterances_before", topics=topics), map(rows.utterance_row, utterances)
        )
        moved = _changes("shift_id", had, (rows.shift_row(s, runs.get(s.id, run_id)) for s in shifts))
        _write(session, said, moved)
        session.do("topics_untouch", topics=topics)
        corrections.review_shifts(session)
        for mart in ("mart_shifts", "mart_topics", "mart_actors"):
            session.do(f"{mart}_remove", topics=topics)
            session.do(f"{mart}_add", topics=topics)
        alerts.note(session, topics, run_id, announce)
        rejected = {row["shift_id"] for row in session.rows("shifts_rejected")}
    now = {shift.id for shift in shifts}
    new = [shift.id for shift in shifts if shift.id not in runs and shift.id not in rejected]
    return LinkResult(new, sorted(runs.keys() - now), said.touched | moved.touched)


def _changes(key: str, before: Iterable[rows.Row], now: Iterable[rows.Row]) -> _Changes:
    """What has to be written so that the rows of before become those of now."""
    old, new = {row[key]: row for row in before}, {row[key]: row for row in now}
    stale = [one for one, row in old.items() if new.get(one) != row]
    fresh = [row for one, row in new.items() if old.get(one) != row]
    touched = {(row["topic_id"], row["actor_id"]) for row in (*fresh, *(old[one] for one in stale))}
    return _Changes(fresh, sorted(stale), touched)


def _write(session: Session, said: _Changes, moved: _Changes) -> None:
    belongs = [
        {"claim_id": claim_id, **{name: row[name] for name in ("topic_id", "utterance_id", "actor_id")}}
        for row in said.add
        for claim_id in row["claim_ids"]
    ]
    with session.staged(
        new_utterances=rows.table(said.add, rows.UTTERANCES),
        new_utterance_claims=pa.Table.from_pylist(belongs, schema=_BELONGS),
        new_shifts_stored=rows.table(moved.add, rows.SHIFTS),
    ):
        session.do("remove_utterances", utterances=said.remove)
        session.do("remove_utterance_claims", utterances=said.remove)
        session.do("remove_shifts_stored", shifts=moved.remove)
        for table in ("utterances", "utterance_claims", "shifts_stored"):
            session.do(f"add_{table}")
