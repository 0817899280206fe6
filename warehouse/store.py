"""The writer of the warehouse: articles with their claims, links, refusals and runs, each step one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from claims.model import Actor, Article, Claim, ExtractedArticle, Shift, Utterance
from claims.topics import Topic
from warehouse import alerts, articles, clusters, corrections, links, records, rows, snapshots
from warehouse.articles import PutResult
from warehouse.corrections import Correction
from warehouse.links import LinkResult
from warehouse.lock import WriterLock
from warehouse.migrations import SchemaError, migrate
from warehouse.records import LONGEST_PAYLOAD, Refusal
from warehouse.session import Session

__all__ = ["LONGEST_PAYLOAD", "LinkResult", "PutResult", "Refusal", "SchemaError", "Store"]


MEMORY = "3GB"
"""What DuckDB may take for a write; beyond it works on disk."""


class Store:
    """The one writer of a warehouse. A context manager; the lock is held while it is open."""

    def __init__(self, db: Path, lock: WriterLock, session: Session) -> None:
        self.db = db
        self._lock = lock
        self._session = session

    @classmethod
    def open(cls, db: Path, *, timeout_s: float = 120.0) -> Store:
        """Open a warehouse for writing; made where missing, migrated where older.

        Raises:
            TimeoutError: another process writes to it for longer than ``timeout_s``.
            SchemaError: it was made by a newer program, is no warehouse, or another program holds it open.
        """
        db = Path(db)
        lock = WriterLock(db)
        lock.acquire(timeout_s)
        try:
            session = Session(partial(_connect, db))
            try:
                migrate(session.con)
            except BaseException:
                session.close()
                raise
        except BaseException:
            lock.release()
            raise
        return cls(db, lock, session)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the warehouse and let others write."""
        try:
            self._session.close()
        finally:
            self._lock.release()

    # articles and claims -----------------------------------------------------------------------------

    def known(self, articles_: Sequence[Article], fingerprint: str) -> set[str]:
        """Ids of the articles that are stored just so and were extracted with this fingerprint."""
        return articles.known(self._session, articles_, fingerprint)

    def put(
        self, extracted: Sequence[ExtractedArticle], *, fingerprint: str, fetched_at: datetime, run_id: str
    ) -> PutResult:
        """Store a batch in one transaction.

        A new article is added; a changed one becomes a new version, its claims are replaced and the older
        version is kept; one that only reads differently now (another fingerprint) has its claims replaced.
        """
        return articles.put(self._session, extracted, fingerprint, fetched_at, run_id)

    def put_actors(self, actors: Sequence[Actor], names: Mapping[str, Sequence[str]]) -> None:
        """Add or renew actors, and add names by which articles call them."""
        records.put_actors(self._session, actors, names)

    def put_topics(self, topics: Sequence[Topic]) -> None:
        """Add or renew topics. A topic that is configured stays so, whatever claims call it later."""
        records.put_topics(self._session, topics)

    def place_articles(self) -> int:
        """Put the articles that are on no configured topic into clusters, and their claims on these; how many.

        Each is placed once, in the order of publication among those that wait; only its own cluster waits for linking.
        """
        return clusters.place_waiting(self._session)

    # links -------------------------------------------------------------------------------------------

    def linking(self, topic_ids: Collection[str]) -> AbstractContextManager[None]:
        """While it is open, ``claims_on`` and ``replace_links`` of some of these topics are quick: what they need of
        the ledger is read once. Nothing but links may be written meanwhile."""
        return links.begun(self._session, topic_ids)

    def claims_on(self, topic_ids: Collection[str]) -> list[Claim]:
        """The claims of the current versions on some topics, in the order of articles and texts."""
        return links.claims_on(self._session, topic_ids)

    def unlinked(self) -> set[str]:
        """Topics with claims that were stored and never linked, as a run that was stopped leaves them."""
        return {row["topic_id"] for row in self._session.rows("topics_unlinked")}

    def replace_links(
        self,
        topic_ids: Collection[str],
        utterances: Sequence[Utterance],
        shifts: Sequence[Shift],
        *,
        run_id: str,
        announce: bool = True,
    ) -> LinkResult:
        """Make these the utterances and shifts of some topics, in one transaction; those of others stay.

        Only what differs is written: actors on whom nothing changed keep their rows.
        Sure shifts that are new become alerts, unless not to ``announce``.
        """
        return links.replace(self._session, topic_ids, utterances, shifts, run_id, announce)

    # corrections -------------------------------------------------------------------------------------

    def correct(self, correction: Correction, *, at: datetime) -> str:
        """Keep what somebody says of a claim, shift, actor or topic, and let it hold; the id of the correction.

        Raises:
            NoSuchThing: what it names is not there.
        """
        return corrections.make(self._session, correction, at)

    def undo(self, correction_id: str, *, author: str, at: datetime) -> None:
        """Let a correction hold no longer; it is kept, with who undid it and when.

        Raises:
            NoSuchThing: there is none of that id, or it was undone before.
        """
        corrections.undo(self._session, correction_id, author, at)

    def corrected(self, claims: Sequence[Claim]) -> list[Claim]:
        """Claims, all of whose corrections but that of the topic are laid over them."""
        return corrections.corrected(self._session, claims)

    def actors_named(self, name: str) -> list[tuple[str, str]]:
        """``(id, label)`` of the actors whose id or one of whose names this is, the id first."""
        return [(row["actor_id"], row["label"]) for row in self._session.rows("actors_named", called=name)]

    # refusals and runs -------------------------------------------------------------------------------

    def quarantine(self, refusals: Sequence[Refusal], run_id: str) -> None:
        """Keep what was refused. The same refusal again is counted, not doubled, and waits again."""
        records.quarantine(self._session, refusals, run_id)

    def quarantined(self, state: str | None = "waiting") -> list[dict[str, Any]]:
        """Refusals with their bytes, of one state (``waiting``, ``resolved``) or all."""
        return self._session.rows("quarantined", state=state)

    def resolve_refusals(self, refusal_ids: Collection[str]) -> None:
        """Mark refusals whose input was taken at last."""
        self._session.do("quarantine_resolve", ids=sorted(refusal_ids))

    def alerts_waiting(self, channel: str, *, run_id: str) -> list[dict[str, Any]]:
        """The next shifts that a channel has to be told of; a new channel only of those of this run and later ones."""
        return alerts.waiting(self._session, channel, run_id)

    def settle_alert(self, shift_id: str, channel: str, state: str, *, at: datetime, error: str | None = None) -> None:
        """Keep what came of telling a channel of a shift (see ``warehouse.alerts.settle``)."""
        alerts.settle(self._session, shift_id, channel, state, at, error)

    def end_killed_runs(self, *, at: datetime) -> list[str]:
        """Record the end of runs whose process died without a word; their ids."""
        return records.end_killed_runs(self._session, self.db, at)

    def start_run(self, flow: str, *, started_at: datetime) -> str:
        """Record that a run begins and give its id."""
        return records.start_run(self._session, flow, started_at)

    def end_run(
        self,
        run_id: str,
        *,
        state: str,
        ended_at: datetime,
        articles_in: int = 0,
        articles_new: int = 0,
        claims_new: int = 0,
        shifts_new: int = 0,
        refused: int = 0,
        error: str | None = None,
    ) -> None:
        """Record how a run ended. A clock that went back does not make it end before its start."""
        self._session.do(
            "run_end",
            run_id=run_id,
            state=state,
            ended_at=rows.utc(ended_at),
            articles_in=articles_in,
            articles_new=articles_new,
            claims_new=claims_new,
            shifts_new=shifts_new,
            refused=refused,
            error=error,
        )

    # readers -----------------------------------------------------------------------------------------

    def publish(self) -> Path:
        """Put a new snapshot in front of the readers."""
        self._session.con.execute("CHECKPOINT").fetchall()
        self._session.pause()
        return snapshots.publish(self.db)


def _connect(db: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(db), config={"memory_limit": MEMORY})
    except duckdb.Error as error:
        reason = " ".join(str(error).split())[:300]
        raise SchemaError(
            f"{db} cannot be opened for writing: {reason}. Close other programs that hold it, "
            "or give another file where it is no warehouse"
        ) from error
