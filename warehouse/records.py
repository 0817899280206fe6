"""Runs, refused inputs, and the actors and topics that claims refer to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from claims.model import Actor, stable_id
from claims.topics import Topic
from warehouse import alive, rows
from warehouse.session import Session

LONGEST_PAYLOAD = 64 * 1024
_ACTOR = ("label", "label_ar", "kind", "speaks_for", "country", "role")
_REFUSALS = pa.schema([*rows.strings("refusal_id", "file", "reason"), ("line", pa.int64()), ("payload", pa.binary())])
_TOPICS = pa.schema(
    [*rows.strings("topic_id", "name_en", "name_ar", "proposition", "proposition_ar"), ("configured", pa.bool_())]
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was refused: where it stood, why, and its first bytes."""

    file: str
    line: int | None
    reason: str
    payload: bytes | str = b""

    @property
    def id(self) -> str:
        """The same for the same input at the same place; where nothing of it is kept, the reason tells it apart."""
        what = hashlib.sha256(self.stored).hexdigest() if self.payload else self.reason
        return stable_id("r", self.file, self.line, what)

    @property
    def stored(self) -> bytes:
        raw = self.payload.encode("utf-8", "replace") if isinstance(self.payload, str) else self.payload
        return raw[:LONGEST_PAYLOAD]


def quarantine(session: Session, refusals: Sequence[Refusal], run_id: str) -> None:
    """Keep what was refused. The same refusal again is counted, not doubled, and waits again."""
    staged = [
        {"refusal_id": key, "file": r.file, "line": r.line, "reason": r.reason, "payload": r.stored}
        for key, r in {r.id: r for r in refusals}.items()
    ]
    with session.transaction(), session.staged(new_refusals=pa.Table.from_pylist(staged, schema=_REFUSALS)):
        session.do("quarantine", run_id=run_id)


def put_actors(session: Session, actors: Sequence[Actor], names: Mapping[str, Sequence[str]]) -> None:
    """Add or renew actors, and add names by which articles call them.

    Of an id that comes twice, the last is taken, with the last Arabic name that there is.
    """
    arabic = {a.id: a.label_ar for a in actors if a.label_ar}
    renewed = [
        {"actor_id": key, **{name: getattr(a, name) for name in _ACTOR}, "label_ar": arabic.get(key)}
        for key, a in {a.id: a for a in actors}.items()
    ]
    called = [{"actor_id": key, "name": name} for key, found in names.items() for name in dict.fromkeys(found)]
    with (
        session.transaction(),
        session.staged(
            new_actors=pa.Table.from_pylist(renewed, schema=rows.strings("actor_id", *_ACTOR)),
            new_names=pa.Table.from_pylist(called, schema=rows.strings("actor_id", "name")),
        ),
    ):
        session.do("actors_put")
        session.do("names_put")


def put_topics(session: Session, topics: Sequence[Topic]) -> None:
    """Add or renew topics. A topic that is configured stays so, whatever claims call it later."""
    with session.transaction():
        write_topics(session, topics)


def write_topics(session: Session, topics: Sequence[Topic]) -> None:
    """The same inside a transaction that is under way."""
    found = [
        {
            "topic_id": key,
            "name_en": topic.name.get("en"),
            "name_ar": topic.name.get("ar"),
            "proposition": topic.proposition.get("en") or topic.proposition.get("ar"),
            "proposition_ar": topic.proposition.get("ar"),
            "configured": topic.configured,
        }
        for key, topic in {t.id: t for t in topics}.items()
    ]
    with session.staged(new_topics=pa.Table.from_pylist(found, schema=_TOPICS)):
        session.do("topics_put")


def start_run(session: Session, flow: str, started_at: datetime) -> str:
    """Record that a run begins and give its id: another one each time, whatever the clock says."""
    moment = rows.utc(started_at)
    (before,) = session.rows("runs_counted")
    run_id = stable_id("run", flow, moment.isoformat(), before["runs"])
    session.do("run_start", run_id=run_id, flow=flow, started_at=moment)
    return run_id


def end_killed_runs(session: Session, db: Path, at: datetime) -> list[str]:
    """Record the end of runs whose process died without a word; their ids."""
    dead = [row["run_id"] for row in session.rows("runs_running") if not alive.lives(db, row["run_id"])]
    for run_id in dead:
        told = "its process was killed; what it had stored stays, and the next run completes it"
        session.do("run_killed", run_id=run_id, at=rows.utc(at), error=told)
    return dead
