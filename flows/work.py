"""The tracking job as plain functions, without Prefect: batches in, claims stored, topics linked, published."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from claims.actors import load_registry, one_cast
from claims.model import Actor, Claim, ExtractedArticle
from claims.shifts import link
from claims.topics import Topic
from flows.clock import Clock, now
from flows.engine import Engine, Unextracted
from flows.progress import progress
from flows.sources.items import Item, Note, Read, Refused
from warehouse.alive import Alive
from warehouse.store import Refusal, Store

T = TypeVar("T")
Call = Callable[[str, Callable[[], Any]], Any]
TOPICS_TOGETHER = 200
"""Topics that are linked in one transaction."""
TOPICS_READ = 2_000
"""Topics whose claims are read from the ledger at once."""
_MOST_REASONS = 50
TWICE = "is already used for another text"
"""How the refusal of an id that comes twice in one run is told from others, which trying again may help."""


def directly(name: str, work: Callable[[], T]) -> T:
    """Do a step at once."""
    return work()


@dataclass(slots=True)
class Batch:
    """Articles that are extracted together and stored in one transaction, with what was refused among them."""

    articles: list[Read] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What a run did. Counts are of articles, except those of claims, shifts, and topics and actors linked anew.

    ``reasons``: refusals by their reason. ``killed_before``: earlier runs whose process had died without a word.
    ``actors_linked``: actors with something new or other said, or another shift; one on two topics counts twice.
    """

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
    actors_linked: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    killed_before: list[str] = field(default_factory=list)
    state: str = "running"
    error: str | None = None

    @property
    def nothing_new(self) -> bool:
        return not (self.new or self.changed or self.claims_new or self.shifts_new or self.shifts_gone)

    def refuse(self, refusal: Refused) -> None:
        """Count a refusal, by its reason as far as that is not about one line."""
        self.refused += 1
        reason = refusal.reason.split(":")[0][:120]
        if reason in self.reasons or len(self.reasons) < _MOST_REASONS:
            self.reasons[reason] = self.reasons.get(reason, 0) + 1
        progress().refused(refusal)

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
            report.refuse(item)
            batch.refusals.append(item)
        if len(batch.articles) >= size or len(batch.refusals) >= size:
            yield batch
            batch = Batch()
    if batch.articles or batch.refusals:
        yield batch


def _cut(topic_ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for first in range(0, len(topic_ids), size):
        yield topic_ids[first : first + size]


def _seen_before(item: Read, seen: dict[str, tuple[bytes, str]]) -> str | None:
    """None for an id that is new in this run, "" for the same article again, else the reason to refuse it."""
    digest = hashlib.blake2b(item.article.text.encode("utf-8"), digest_size=16).digest()
    where = f"{item.file}:{item.line}" if item.line else item.file
    first = seen.get(item.article.id)
    if first is None:
        seen[item.article.id] = (digest, where)
        return None
    return "" if first[0] == digest else f"the id {item.article.id!r} {TWICE} by {first[1]}"


def actors_of(extracted: Iterable[ExtractedArticle]) -> tuple[list[Actor], dict[str, tuple[str, ...]]]:
    """The actors of claims with those they speak for, and the names by which articles call them."""
    claims = [claim for one in extracted for claim in one.claims]
    names: dict[str, dict[str, None]] = {}
    for claim in claims:
        names.setdefault(claim.speaker.actor.id, {}).update(dict.fromkeys(claim.speaker.names))
    actors = known_actors(claims)
    return list(actors.values()), {actor_id: tuple(found) for actor_id, found in names.items()}


def known_actors(claims: Iterable[Claim]) -> dict[str, Actor]:
    """The actors of claims by id, with all that they speak for as far as the registry knows it."""
    registry = load_registry()
    found: dict[str, Actor] = {}
    for claim in claims:
        for actor in (claim.speaker.actor, *claim.speaker.institutions):
            found.setdefault(actor.id, actor)
        if claim.alleged_actor is not None:
            found.setdefault(claim.alleged_actor.id, claim.alleged_actor)
    waiting = list(found.values())
    while waiting:
        actor = waiting.pop()
        for other in (actor.speaks_for, actor.country):
            known = registry.actor(other) if other and other not in found else None
            if known is not None:
                found[known.id] = known
                waiting.append(known)
    return found


def stored(refusal: Refused) -> Refusal:
    """A refusal as the warehouse keeps it."""
    return Refusal(file=refusal.file, line=refusal.line, reason=refusal.reason, payload=refusal.payload)


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
    announce: bool = True

    def store(self) -> Store:
        return open_store(self.db, self.lock_timeout_s)

    def unknown(self, batch: Batch) -> list[Read]:
        """The articles of a batch that are not in the warehouse as they are, extracted as they would be now."""
        if not batch.articles:
            return []
        with self.store() as store:
            known = store.known([one.article for one in batch.articles], self.engine.fingerprint)
        self.report.unchanged += len(known)
        return [one for one in batch.articles if one.article.id not in known]

    def extract(self, reads: Sequence[Read], batch: Batch) -> list[ExtractedArticle]:
        """The claims of articles. One on which extraction fails joins the refusals of its batch."""
        extracted: list[ExtractedArticle] = []
        for source, result in zip(reads, self.engine.extract([one.article for one in reads]), strict=True):
            if isinstance(result, ExtractedArticle):
                extracted.append(result)
                continue
            refusal = Refused(source.file, source.line, result.reason, result.payload, whole=True)
            self.report.refuse(refusal)
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
            if refusals:
                store.quarantine([stored(refusal) for refusal in refusals], self.report.run_id)
        progress().advance(len(extracted), sum(len(one.claims) for one in extracted))

    def link(self) -> None:
        """Link the topics that this run touched, or an earlier one left unlinked, each group in one transaction.

        Before, what is on no configured topic is put beside the articles that tell the same story.
        """
        with self.store() as store:
            store.place_articles()
            waiting = sorted(store.unlinked())
            for many in _cut(waiting, TOPICS_READ):
                with store.linking(many):
                    for some in _cut(many, TOPICS_TOGETHER):
                        self._link_some(store, some)
        self.report.topics_linked = len(waiting)

    def _link_some(self, store: Store, topic_ids: Sequence[str]) -> None:
        with _uncollected():
            self._link_at_once(store, topic_ids)

    def _link_at_once(self, store: Store, topic_ids: Sequence[str]) -> None:
        claims = store.corrected(one_cast(store.claims_on(topic_ids), load_registry()))
        linked = link(claims, known_actors(claims), {topic.id: topic for topic in self.topics})
        result = store.replace_links(
            topic_ids, linked.utterances, linked.shifts, run_id=self.report.run_id, announce=self.announce
        )
        self.report.shifts_new += result.shifts_new
        self.report.shifts_gone += result.shifts_gone
        self.report.actors_linked += len(result.touched)

    def publish(self) -> Path:
        """Put a new snapshot in front of the readers."""
        with self.store() as store:
            return store.publish()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for circles of garbage, which a hundred thousand claims at a time would have go on and on, and
    of which they make none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def run(
    flow: str,
    items: Iterable[Item],
    *,
    db: Path,
    topics: Sequence[Topic],
    engine: Engine,
    batch_size: int,
    lock_timeout_s: float,
    call: Call = directly,
    clock: Clock = now,
    announce: bool = True,
) -> Report:
    """Track items into a warehouse. ``call`` does each step; the flow hands in one that makes a Prefect task of it.

    A run that fails is recorded with its error, what it has stored stays, and the next run completes it. One whose
    process was killed is recorded by the next run. Without ``announce`` nobody is told of the shifts found.
    """
    report = Report(run_id="", db=str(db))
    job = Job(db, topics, engine, report, lock_timeout_s, clock, announce)
    with job.store() as store:
        report.killed_before = store.end_killed_runs(at=clock())
        report.run_id = store.start_run(flow, started_at=clock())
        alive = Alive(db, report.run_id).__enter__()
        store.put_topics(topics)
    for run_id in report.killed_before:
        progress().say(f"note: {run_id} before this one was killed; what it left is completed now")
    try:
        _steps(job, items, batch_size, call)
        call("publish", partial(_end, job, "completed", None))
    except BaseException as error:
        stopped = not isinstance(error, Exception)
        _end(job, "cancelled" if stopped else "failed", "stopped" if stopped else one_line(error))
        raise
    finally:
        alive.release()
    return report


def _steps(job: Job, items: Iterable[Item], batch_size: int, call: Call) -> None:
    waiting = batches(items, batch_size, job.report)
    while (batch := call("ingest", partial(next, waiting, None))) is not None:
        reads = job.unknown(batch)
        extracted = call("extract", partial(job.extract, reads, batch)) if reads else []
        call("store", partial(job.put, extracted, batch.refusals))
    call("link", job.link)


def _end(job: Job, state: str, error: str | None) -> None:
    """Record the end of a run and let readers see it. After a failure no new error hides the first."""
    report = job.report
    report.state, report.error = state, error
    try:
        with job.store() as store:
            store.end_run(
                report.run_id,
                state=state,
                ended_at=job.clock(),
                articles_in=report.articles_in,
                articles_new=report.new,
                claims_new=report.claims_new,
                shifts_new=len(report.shifts_new),
                refused=report.refused,
                error=error,
            )
            store.publish()
    except Exception as second:
        if error is None:
            raise
        progress().say(f"the end of the run could not be recorded: {one_line(second)}")


def one_line(error: BaseException) -> str:
    """An error in one line, its kind in front where its message alone would say little."""
    message = " ".join(str(error).split())
    return (message if " " in message else f"{type(error).__name__}: {message}")[:1000]
