"""The tracking job as plain functions, without Prefect: batches in, claims stored, topics linked, snapshot published."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claims.model import Actor, Claim, ExtractedArticle
from claims.shifts import link
from claims.topics import Topic
from flows.engine import Engine, Unextracted
from flows.progress import progress
from flows.sources.items import Item, Note, Read, Refused
from warehouse.store import Refusal, Store

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of this machine, in UTC. The only clock of a run; tests put another one in its place."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Batch:
    """Articles that are extracted together and stored in one transaction, with what was refused among them."""

    articles: list[Read] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What a run did. Counts are of articles, except those of claims and shifts."""

    run_id: str
    db: str
    articles_in: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    flagged: int = 0
    claims_new: int = 0
    shifts_new: list[str] = field(default_factory=list)
    shifts_gone: list[str] = field(default_factory=list)
    topics_linked: int = 0
    state: str = "running"
    error: str | None = None

    @property
    def nothing_new(self) -> bool:
        return not (self.new or self.changed or self.claims_new or self.shifts_new or self.shifts_gone)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def batches(items: Iterable[Item], size: int, report: Report) -> Iterator[Batch]:
    """Items gathered into batches of ``size`` articles; refusals and notes are told and counted on the way.

    An id that comes twice in one run with another text would make two versions out of one file, again in every run:
    the second is refused. The same text again is the same article, and is left out.
    """
    seen: dict[str, tuple[bytes, str]] = {}
    batch = Batch()
    for item in items:
        if isinstance(item, Note):
            report.flagged += 1
            progress().note(item)
            continue
        if isinstance(item, Read):
            report.articles_in += 1
            clash = _seen_before(item, seen)
            if clash is None:
                batch.articles.append(item)
            elif clash:
                item = Refused(item.file, item.line, clash, Unextracted(item.article, clash).payload, whole=True)
            else:
                report.unchanged += 1
        if isinstance(item, Refused):
            report.refused += 1
            progress().refused(item)
            batch.refusals.append(item)
        if len(batch.articles) >= size or len(batch.refusals) >= size:
            yield batch
            batch = Batch()
    if batch.articles or batch.refusals:
        yield batch


def _seen_before(item: Read, seen: dict[str, tuple[bytes, str]]) -> str | None:
    """None for an id that is new in this run, "" for the same article again, else the reason to refuse it."""
    digest = hashlib.blake2b(item.article.text.encode("utf-8"), digest_size=16).digest()
    where = f"{item.file}:{item.line}" if item.line else item.file
    first = seen.get(item.article.id)
    if first is None:
        seen[item.article.id] = (digest, where)
        return None
    return "" if first[0] == digest else f"the id {item.article.id!r} is already used for another text by {first[1]}"


def open_store(db: Path, timeout_s: float) -> Store:
    """The warehouse for writing; says so where another run holds it, and waits."""
    try:
        return Store.open(db, timeout_s=0.2)
    except TimeoutError as error:
        progress().say(f"waiting for the warehouse: {error}")
    return Store.open(db, timeout_s=timeout_s)


@dataclass(slots=True)
class Job:
    """One run on one warehouse. Between two steps the warehouse is closed, so that other runs can take turns."""

    db: Path
    topics: Sequence[Topic]
    engine: Engine
    report: Report
    lock_timeout_s: float
    clock: Clock = now
    touched: set[str] = field(default_factory=set)

    def store(self) -> Store:
        return open_store(self.db, self.lock_timeout_s)

    def unknown(self, batch: Batch) -> list[Read]:
        """The articles of a batch that are not in the warehouse as they are, extracted as they would be now."""
        if not batch.articles:
            return []
        with self.store() as store:
            known = store.known([read.article for read in batch.articles], self.engine.fingerprint)
        self.report.unchanged += len(known)
        return [read for read in batch.articles if read.article.id not in known]

    def extract(self, reads: Sequence[Read], batch: Batch) -> list[ExtractedArticle]:
        """The claims of articles. One on which extraction fails joins the refusals of its batch."""
        extracted: list[ExtractedArticle] = []
        for read, result in zip(reads, self.engine.extract([read.article for read in reads]), strict=True):
            if isinstance(result, ExtractedArticle):
                extracted.append(result)
                continue
            refusal = Refused(read.file, read.line, result.reason, result.payload, whole=True)
            self.report.refused += 1
            progress().refused(refusal)
            batch.refusals.append(refusal)
        return extracted

    def put(self, extracted: Sequence[ExtractedArticle], refusals: Sequence[Refused]) -> None:
        """Store a batch."""
        with self.store() as store:
            if extracted:
                store.put_actors(*actors_of(extracted))
                result = store.put(
                    extracted, fingerprint=self.engine.fingerprint, fetched_at=self.clock(), run_id=self.report.run_id
                )
                self.report.new += result.new
                self.report.changed += result.changed
                self.report.unchanged += result.unchanged
                self.report.claims_new += result.claims_new
                self.touched |= set(result.topic_ids)
            if refusals:
                store.quarantine([stored(refusal) for refusal in refusals], self.report.run_id)
        progress().advance(len(extracted), sum(len(one.claims) for one in extracted))
