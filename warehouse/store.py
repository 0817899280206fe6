"""The writer of the warehouse: articles with their claims, links, refusals and runs, each step one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from claims.model import Actor, Article, Claim, ExtractedArticle, Shift, Utterance, stable_id
from claims.topics import Topic
from warehouse import rows, snapshots, stories
from warehouse.lock import WriterLock
from warehouse.migrations import SQL, migrate

LONGEST_PAYLOAD = 64 * 1024
STORY_DAYS = 3


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was refused: where it stood, why, and its first bytes."""

    file: str
    line: int | None
    reason: str
    payload: bytes | str = b""

    @property
    def id(self) -> str:
        return stable_id("r", self.file, self.line, self.reason, hashlib.sha256(self.stored).hexdigest())

    @property
    def stored(self) -> bytes:
        raw = self.payload.encode("utf-8", "replace") if isinstance(self.payload, str) else self.payload
        return raw[:LONGEST_PAYLOAD]


@dataclass(slots=True)
class PutResult:
    """What a batch did: counts of articles, of claims that were not there before, and the topics concerned."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    claims_new: int = 0
    topic_ids: set[str] = field(default_factory=set)


@dataclass(slots=True)
class LinkResult:
    """Ids of shifts that came and that went."""

    shifts_new: list[str] = field(default_factory=list)
    shifts_gone: list[str] = field(default_factory=list)


class Store:
    """The one writer of a warehouse. A context manager; the lock is held while it is open."""

    def __init__(self, db: Path, lock: WriterLock, con: duckdb.DuckDBPyConnection) -> None:
        self.db = db
        self._lock = lock
        self._con = con

    @classmethod
    def open(cls, db: Path, *, timeout_s: float = 120.0) -> Store:
        """Open a warehouse for writing; made where missing, migrated where older.

        Raises:
            TimeoutError: another process writes to it for longer than ``timeout_s``.
            SchemaError: it was made by a newer program.
        """
        db = Path(db)
        lock = WriterLock(db)
        lock.acquire(timeout_s)
        try:
            con = duckdb.connect(str(db))
            try:
                migrate(con)
            except BaseException:
                con.close()
                raise
        except BaseException:
            lock.release()
            raise
        return cls(db, lock, con)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the warehouse and let others write."""
        try:
            self._con.close()
        finally:
            self._lock.release()

    # articles and claims -----------------------------------------------------------------------------

    def known(self, articles: Sequence[Article], fingerprint: str) -> set[str]:
        """Ids of the articles that are stored just so and were extracted with this fingerprint."""
        asked = [{"article_id": a.id, "content_hash": rows.content_hash(a)} for a in articles]
        with self._staged(asked=pa.Table.from_pylist(asked, schema=_ASKED)):
            found = self._con.execute(_sql("known.sql"), {"fingerprint": fingerprint}).fetchall()
        return {row[0] for row in found}

    def put(
        self, extracted: Sequence[ExtractedArticle], *, fingerprint: str, fetched_at: datetime, run_id: str
    ) -> PutResult:
        """Store a batch in one transaction.

        A new article is added; a changed one becomes a new version, its claims are replaced and the older
        version is kept; one that only reads differently now (another fingerprint) has its claims replaced.
        """
        latest = {one.article.id: one for one in extracted}
        current = self._current(list(latest))
        result = PutResult()
        versions: list[dict[str, Any]] = []
        renewed: list[str] = []
        claims: list[dict[str, Any]] = []
        for article_id, one in latest.items():
            before = current.get(article_id)
            digest = rows.content_hash(one.article)
            if before is not None and before["content_hash"] == digest:
                if before["fingerprint"] == fingerprint:
                    result.unchanged += 1
                    continue
                result.unchanged += 1
                renewed.append(article_id)
            else:
                result.new += before is None
                result.changed += before is not None
                versions.append(_version(one.article, before, digest, fingerprint, fetched_at, run_id))
            claims.extend(rows.claim_row(claim, n) for n, claim in enumerate(one.claims))
        with self._transaction():
            self._tell_stories(versions)
            self._replace(versions, renewed, claims, fingerprint, result)
        return result

    def _current(self, ids: list[str]) -> dict[str, dict[str, Any]]:
        sql = "SELECT article_id, version, content_hash, fingerprint FROM article_versions WHERE current AND article_id"
        found = rows.rows_of(self._con.execute(f"{sql} IN (SELECT unnest($ids))", {"ids": ids}))
        return {row["article_id"]: row for row in found}

    def _tell_stories(self, versions: list[dict[str, Any]]) -> None:
        """Give each version its story: that of the most alike article published within ``STORY_DAYS``."""
        days = [v["published_at"] for v in versions if v["published_at"] is not None]
        near: list[dict[str, Any]] = []
        if days:
            near = list(
                rows.rows_of(
                    self._con.execute(
                        "SELECT article_id, lang, published_at, story_id, sketch FROM article_versions "
                        "WHERE current AND published_at BETWEEN $a AND $b ORDER BY article_id",
                        {"a": min(days) - timedelta(days=STORY_DAYS), "b": max(days) + timedelta(days=STORY_DAYS)},
                    )
                )
            )
        buckets = _Buckets(near)
        for version in sorted(versions, key=lambda v: (str(v["published_at"] or ""), v["article_id"])):
            version["story_id"] = buckets.story(version)

    def _replace(
        self,
        versions: list[dict[str, Any]],
        renewed: list[str],
        claims: list[dict[str, Any]],
        fingerprint: str,
        result: PutResult,
    ) -> None:
        con = self._con
        ids = [v["article_id"] for v in versions] + renewed
        with self._staged(new_versions=rows.table(versions, rows.ARTICLES), new_claims=rows.table(claims, rows.CLAIMS)):
            gone = "FROM claims_stored WHERE article_id IN (SELECT unnest($ids))"
            before = con.execute(f"SELECT claim_id, topic_id {gone}", {"ids": ids}).fetchall()
            con.execute(f"DELETE {gone}", {"ids": ids})
            con.execute(
                "UPDATE article_versions SET current = false WHERE current "
                "AND article_id IN (SELECT article_id FROM new_versions)"
            )
            con.execute("INSERT INTO article_versions BY NAME SELECT *, true AS current FROM new_versions")
            con.execute(
                "UPDATE article_versions SET fingerprint = $fp WHERE current AND article_id IN (SELECT unnest($ids))",
                {"fp": fingerprint, "ids": renewed},
            )
            con.execute("INSERT INTO claims_stored BY NAME SELECT * FROM new_claims")
        had = {row[0] for row in before}
        result.claims_new = sum(row["claim_id"] not in had for row in claims)
        result.topic_ids |= {row[1] for row in before if row[1]} | {r["topic_id"] for r in claims if r["topic_id"]}
        con.execute("INSERT OR IGNORE INTO topics_unlinked SELECT unnest($ids)", {"ids": sorted(result.topic_ids)})

    # actors and topics -------------------------------------------------------------------------------

    def put_actors(self, actors: Sequence[Actor], names: Mapping[str, Sequence[str]]) -> None:
        """Add or renew actors, and add names by which articles call them."""
        fields = ("label", "label_ar", "kind", "speaks_for", "country", "role")
        known = [{"actor_id": a.id, **{name: getattr(a, name) for name in fields}} for a in actors]
        called = [{"actor_id": key, "name": name} for key, found in names.items() for name in dict.fromkeys(found)]
        with (
            self._transaction(),
            self._staged(
                new_actors=pa.Table.from_pylist(known, schema=_strings("actor_id", *fields)),
                new_names=pa.Table.from_pylist(called, schema=_strings("actor_id", "name")),
            ),
        ):
            self._con.execute("INSERT OR REPLACE INTO actors_stored BY NAME SELECT * FROM new_actors")
            self._con.execute("INSERT OR IGNORE INTO actor_names BY NAME SELECT * FROM new_names")

    def put_topics(self, topics: Sequence[Topic]) -> None:
        """Add or renew topics. A topic that is configured stays so, whatever claims call it later."""
        found = [
            {
                "topic_id": t.id,
                "name_en": t.name.get("en"),
                "name_ar": t.name.get("ar"),
                "proposition": t.proposition.get("en") or t.proposition.get("ar"),
                "configured": t.configured,
            }
            for t in topics
        ]
        schema = pa.schema([*_strings("topic_id", "name_en", "name_ar", "proposition"), ("configured", pa.bool_())])
        with self._transaction(), self._staged(new_topics=pa.Table.from_pylist(found, schema=schema)):
            self._con.execute(
                "INSERT OR REPLACE INTO topics_stored BY NAME SELECT n.* FROM new_topics AS n "
                "WHERE n.configured OR n.topic_id NOT IN (SELECT topic_id FROM topics_stored WHERE configured)"
            )

    # links -------------------------------------------------------------------------------------------

    def claims_on(self, topic_ids: Collection[str]) -> list[Claim]:
        """The claims of the current versions on some topics, in the order of articles and texts."""
        found = rows.rows_of(self._con.execute(_sql("claims_on.sql"), {"topics": sorted(topic_ids)}))
        ids = {row["actor_id"] for row in found} | {r["alleged_actor_id"] for r in found if r["alleged_actor_id"]}
        actors = self._actors(sorted(ids))
        return [rows.claim_of(row, actors) for row in found]

    def _actors(self, ids: list[str]) -> dict[str, Actor]:
        sql = "SELECT * FROM actors_stored WHERE actor_id IN (SELECT unnest($ids))"
        found = rows.rows_of(self._con.execute(sql, {"ids": ids}))
        return {row["actor_id"]: Actor(id=row.pop("actor_id"), **row) for row in map(dict, found)}

    def unlinked(self) -> set[str]:
        """Topics with claims that were stored and never linked, as a run that was stopped leaves them."""
        return {row[0] for row in self._con.execute("SELECT topic_id FROM topics_unlinked").fetchall()}

    def replace_links(
        self, topic_ids: Collection[str], utterances: Sequence[Utterance], shifts: Sequence[Shift], *, run_id: str
    ) -> LinkResult:
        """Replace the utterances and shifts of some topics, in one transaction."""
        topics = sorted(topic_ids)
        of_topics = "WHERE topic_id IN (SELECT unnest($topics))"
        given = {"topics": topics}
        belongs = [
            {"claim_id": claim_id, "topic_id": u.topic_id, "utterance_id": u.id}
            for u in utterances
            for claim_id in u.claim_ids
        ]
        con = self._con
        with (
            self._transaction(),
            self._staged(
                new_utterances=rows.table(map(rows.utterance_row, utterances), rows.UTTERANCES),
                new_shifts=rows.table((rows.shift_row(s, run_id) for s in shifts), rows.SHIFTS),
                new_belongs=pa.Table.from_pylist(belongs, schema=_strings("claim_id", "topic_id", "utterance_id")),
            ),
        ):
            told = con.execute(f"SELECT shift_id, run_id FROM shifts_stored {of_topics}", given).fetchall()
            before = dict(told)
            for table in ("utterances", "utterance_claims", "shifts_stored"):
                con.execute(f"DELETE FROM {table} {of_topics}", given)
            con.execute("INSERT INTO utterances BY NAME SELECT * FROM new_utterances")
            con.execute("INSERT INTO utterance_claims BY NAME SELECT * FROM new_belongs")
            con.execute("INSERT INTO shifts_stored BY NAME SELECT * FROM new_shifts")
            con.execute(f"DELETE FROM topics_unlinked {of_topics}", given)
            self._keep_first_runs(before)
        now = [shift.id for shift in shifts]
        return LinkResult([i for i in now if i not in before], sorted(set(before) - set(now)))

    def _keep_first_runs(self, before: Mapping[str, str]) -> None:
        """A shift that was there already keeps the run that found it."""
        first = [{"shift_id": shift_id, "run_id": run_id} for shift_id, run_id in before.items()]
        with self._staged(first_runs=pa.Table.from_pylist(first, schema=_strings("shift_id", "run_id"))):
            self._con.execute(
                "UPDATE shifts_stored SET run_id = f.run_id FROM first_runs AS f "
                "WHERE shifts_stored.shift_id = f.shift_id"
            )

    # refusals and runs -------------------------------------------------------------------------------

    def quarantine(self, refusals: Sequence[Refusal], run_id: str) -> None:
        """Keep what was refused. The same refusal again is counted, not doubled."""
        found = {r.id: r for r in refusals}
        staged = [
            {"refusal_id": key, "file": r.file, "line": r.line, "reason": r.reason, "payload": r.stored}
            for key, r in found.items()
        ]
        schema = pa.schema(
            [
                ("refusal_id", pa.string()),
                ("file", pa.string()),
                ("line", pa.int32()),
                ("reason", pa.string()),
                ("payload", pa.binary()),
            ]
        )
        with self._transaction(), self._staged(new_refusals=pa.Table.from_pylist(staged, schema=schema)):
            self._con.execute(_sql("quarantine.sql"), {"run_id": run_id})

    def quarantined(self, state: str | None = "waiting") -> list[dict[str, Any]]:
        """Refusals with their bytes, of one state (``waiting``, ``resolved``) or all."""
        sql = "SELECT * FROM quarantine_stored WHERE $state IS NULL OR state = $state ORDER BY file, line, refusal_id"
        return list(rows.rows_of(self._con.execute(sql, {"state": state})))

    def resolve_refusals(self, refusal_ids: Collection[str]) -> None:
        """Mark refusals whose input was taken at last."""
        self._con.execute(
            "UPDATE quarantine_stored SET state = 'resolved' WHERE refusal_id IN (SELECT unnest($ids))",
            {"ids": sorted(refusal_ids)},
        )

    def start_run(self, flow: str, *, started_at: datetime) -> str:
        """Record that a run begins and give its id."""
        moment = _utc(started_at)
        before = self._con.execute("SELECT count(*) FROM runs_stored").fetchall()[0][0]
        run_id = stable_id("run", flow, moment.isoformat(), before)
        self._con.execute(
            "INSERT INTO runs_stored (run_id, flow, started_at, state) VALUES (?, ?, ?, 'running')",
            [run_id, flow, moment],
        )
        return run_id

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
        self._con.execute(
            "UPDATE runs_stored SET state = ?, ended_at = greatest(started_at, ?), articles_in = ?, articles_new = ?, "
            "claims_new = ?, shifts_new = ?, refused = ?, error = ? WHERE run_id = ?",
            [state, _utc(ended_at), articles_in, articles_new, claims_new, shifts_new, refused, error, run_id],
        )

    # readers -----------------------------------------------------------------------------------------

    def publish(self) -> Path:
        """Put a new snapshot in front of the readers."""
        self._con.execute("CHECKPOINT")
        self._con.close()
        try:
            return snapshots.publish(self.db)
        finally:
            self._con = duckdb.connect(str(self.db))

    # inside ------------------------------------------------------------------------------------------

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._con.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._con.execute("ROLLBACK")
            raise
        self._con.execute("COMMIT")

    @contextmanager
    def _staged(self, **tables: pa.Table) -> Iterator[None]:
        """Arrow tables, to be read in SQL by their names."""
        for name, table in tables.items():
            self._con.register(name, table)
        try:
            yield
        finally:
            for name in tables:
                self._con.unregister(name)


class _Buckets:
    """Articles by language and by each minimum of their sketches, so that only alike ones are compared."""

    def __init__(self, known: Sequence[Mapping[str, Any]]) -> None:
        self._by_minimum: dict[tuple[str, int, int], list[Mapping[str, Any]]] = {}
        for article in known:
            self._add(article)

    def story(self, version: Mapping[str, Any]) -> str:
        found: dict[str, Mapping[str, Any]] = {}
        for key in self._keys(version):
            found.update({other["article_id"]: other for other in self._by_minimum.get(key, ())})
        near = [
            (other["story_id"], other["sketch"])
            for other in found.values()
            if other["article_id"] != version["article_id"] and self._is_near(version, other)
        ]
        story = stories.story_of(version["sketch"], stable_id("story", version["article_id"]), near)
        self._add({**version, "story_id": story})
        return story

    def _add(self, article: Mapping[str, Any]) -> None:
        for key in self._keys(article):
            self._by_minimum.setdefault(key, []).append(article)

    @staticmethod
    def _keys(article: Mapping[str, Any]) -> list[tuple[str, int, int]]:
        return [(article["lang"], n, value) for n, value in enumerate(article["sketch"][:16])]

    @staticmethod
    def _is_near(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        a, b = one["published_at"], other["published_at"]
        return a is None or b is None or abs(a - b) <= timedelta(days=STORY_DAYS)


_ASKED = pa.schema([("article_id", pa.string()), ("content_hash", pa.string())])


def _version(
    article: Article,
    before: Mapping[str, Any] | None,
    digest: str,
    fingerprint: str,
    fetched_at: datetime,
    run_id: str,
) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "version": before["version"] + 1 if before else 1,
        "content_hash": digest,
        "fingerprint": fingerprint,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "lang": article.lang,
        "published": article.published,
        "published_at": rows.timestamp(article.published),
        "fetched_at": _utc(fetched_at),
        "sketch": list(stories.sketch(article.text)),
        "text": article.text,
        "run_id": run_id,
    }


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _strings(*names: str) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in names])


@cache
def _sql(name: str) -> str:
    return (SQL / name).read_text(encoding="utf-8")
