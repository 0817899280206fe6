"""Claims for linking, and the utterances and shifts that linking found.

What linking needs of some topics lies all over a large ledger. It is read from there once, for many topics, into
temporary tables, from which the groups that are linked together take their parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from claims.model import Actor, Claim, Shift, Utterance
from warehouse import alerts, corrections, rows
from warehouse.session import Session


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


@contextmanager
def begun(session: Session, topic_ids: Collection[str]) -> Iterator[None]:
    """Read at once what linking these topics needs; nothing else may be written meanwhile."""
    if session.linking and session.linking.issuperset(topic_ids):
        yield
        return
    session.do("linking_claims", topics=sorted(topic_ids))
    session.do("linking_utterances", topics=sorted(topic_ids))
    session.linking = set(topic_ids)
    try:
        yield
    finally:
        session.linking = set()


def claims_on(session: Session, topic_ids: Collection[str]) -> list[Claim]:
    """The claims of the current versions on some topics, in the order of articles and texts."""
    with begun(session, topic_ids):
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
    with begun(session, topics), session.transaction():
        had = session.rows("shifts_before", topics=topics)
        runs = {row["shift_id"]: row["run_id"] for row in had}
        moved = _changes("shift_id", had, (rows.shift_row(s, runs.get(s.id, run_id)) for s in shifts))
        with session.staged(
            all_utterances=rows.table(map(rows.utterance_row, utterances), rows.UTTERANCES),
            new_shifts_stored=rows.table(moved.add, rows.SHIFTS),
        ):
            touched = moved.touched | _renew_utterances(session, topics)
            session.do("remove_shifts_stored", shifts=moved.remove)
            session.do("add_shifts_stored")
            session.do("topics_untouch", topics=topics)
            corrections.review_shifts(session)
            for mart in ("mart_shifts", "mart_topics", "mart_actors"):
                session.do(f"{mart}_remove", topics=topics)
                session.do(f"{mart}_add", topics=topics)
        alerts.note(session, topics, run_id, announce)
        rejected = {row["shift_id"] for row in session.rows("shifts_rejected")}
    now = {shift.id for shift in shifts}
    new = [shift.id for shift in shifts if shift.id not in runs and shift.id not in rejected]
    return LinkResult(new, sorted(runs.keys() - now), touched)


def _changes(key: str, before: Iterable[rows.Row], now: Iterable[rows.Row]) -> _Changes:
    """What has to be written so that the rows of before become those of now."""
    old, new = {row[key]: row for row in before}, {row[key]: row for row in now}
    stale = [one for one, row in old.items() if new.get(one) != row]
    fresh = [row for one, row in new.items() if old.get(one) != row]
    touched = {(row["topic_id"], row["actor_id"]) for row in (*fresh, *(old[one] for one in stale))}
    return _Changes(fresh, sorted(stale), touched)


def _renew_utterances(session: Session, topics: Sequence[str]) -> set[tuple[str, str]]:
    """Write those of ``all_utterances`` that differ; the topics and actors (ids) of which they are."""
    session.do("utterances_stale", topics=topics)
    session.do("utterances_fresh", topics=topics)
    found = session.rows("utterances_touched")
    if any(row["side"] == "stale" for row in found):
        session.do("remove_utterances")
        session.do("remove_utterance_claims")
    session.do("add_utterances")
    session.do("add_utterance_claims")
    return {(row["topic_id"], row["actor_id"]) for row in found}
