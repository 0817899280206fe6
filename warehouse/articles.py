"""Storing articles with their claims: what is new, what changed, what only reads differently now."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from claims.cluster import DISCOVERED
from claims.model import Article, ExtractedArticle
from warehouse import corrections, edits, rows, stories
from warehouse.session import Session

_MINIMA = pa.schema([*rows.strings("article_id", "lang"), ("place", pa.int64()), ("minimum", pa.uint64())])


@dataclass(slots=True)
class PutResult:
    """What a batch did: counts of articles, of claims that were not there before, and the topics concerned."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    claims_new: int = 0
    topic_ids: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Batch:
    """What is to be written: versions to add, articles to read anew, and the claims of both."""

    versions: list[rows.Row] = field(default_factory=list)
    reread: list[str] = field(default_factory=list)
    claims: list[rows.Row] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [version["article_id"] for version in self.versions] + self.reread


def known(session: Session, articles: Sequence[Article], fingerprint: str) -> set[str]:
    """Ids of the articles that are stored just so and were extracted with this fingerprint."""
    asked = [{"article_id": a.id, "content_hash": rows.content_hash(a)} for a in articles]
    with session.staged(asked=pa.Table.from_pylist(asked, schema=rows.strings("article_id", "content_hash"))):
        return {row["article_id"] for row in session.rows("known", fingerprint=fingerprint)}


def put(
    session: Session, extracted: Sequence[ExtractedArticle], fingerprint: str, fetched_at: datetime, run_id: str
) -> PutResult:
    """Store a batch in one transaction. Of an article that comes twice, the last is taken."""
    result, batch = PutResult(), _Batch()
    with session.transaction():
        latest = {one.article.id: one for one in extracted}
        current = {row["article_id"]: row for row in session.rows("versions_current", ids=list(latest))}
        numbers = _numbers(session, latest, current)
        for article_id, one in latest.items():
            before, number = current.get(article_id), numbers[article_id]
            digest = rows.content_hash(one.article)
            if before is None or before["content_hash"] != digest:
                result.new += before is None
                result.changed += before is not None
                batch.versions.append(_version(one.article, number, before, digest, fingerprint, fetched_at, run_id))
            else:
                result.unchanged += 1
                if before["fingerprint"] == fingerprint:
                    continue
                batch.reread.append(article_id)
            batch.claims.extend({**rows.claim_row(c, n), "article_number": number} for n, c in enumerate(one.claims))
        _tell_stories(session, batch.versions)
        _write(session, batch, fingerprint, result, run_id, known_ids=[one for one in batch.ids if one in current])
    return result


def _numbers(session: Session, ids: Iterable[str], current: Mapping[str, rows.Row]) -> dict[str, int]:
    """The numbers of articles: those that are new take the next ones."""
    ((_name, last),) = session.rows("articles_numbered")[0].items()
    free = itertools.count(last + 1)
    return {one: current[one]["article_number"] if one in current else next(free) for one in ids}


def _write(
    session: Session, batch: _Batch, fingerprint: str, result: PutResult, run_id: str, known_ids: Sequence[str]
) -> None:
    ids = batch.ids
    before = session.rows("claims_before", ids=known_ids) if known_ids else []  # both read the whole ledger
    edits.note(session, batch.versions, batch.claims, run_id)
    if before:
        session.do("claims_remove", ids=known_ids)
    with session.staged(
        new_versions=rows.table(batch.versions, rows.ARTICLES), new_claims=rows.table(batch.claims, rows.STORED_CLAIMS)
    ):
        session.do("versions_retire")
        session.do("versions_add")
        session.do("versions_reread", fingerprint=fingerprint, ids=batch.reread)
        session.do("claims_add")
        session.do("versions_count", ids=ids)
        if before:
            session.do("links_reread")
    had = {row["claim_id"] for row in before}
    result.claims_new = sum(row["claim_id"] not in had for row in batch.claims)
    found, waiting = set(), set()
    for row in batch.claims:
        if (row["topic_id"] or "").startswith(DISCOVERED):
            waiting.add(row["article_id"])
        else:
            found.add(row["topic_id"])
    result.topic_ids = {topic for topic in found.union(row["topic_id"] for row in before) if topic}
    # what is on no configured topic waits for its cluster
    session.do("unplaced_add", ids=sorted(waiting))
    session.do("topics_touch", ids=sorted(result.topic_ids))
    corrections.renew(session, ids)


def _tell_stories(session: Session, versions: list[rows.Row]) -> None:
    """Give each version its story, and rename those that it shows to be one with another."""
    if not versions:
        return
    pieces = [_piece(version) for version in versions]
    groups = stories.Stories(_near(session, pieces))
    for piece in pieces:
        groups.place(piece)
    for version, piece in zip(versions, pieces, strict=True):
        version["story_id"] = groups.story(piece.story_id)
    joined = [{"joined_id": old, "story_id": new} for old, new in groups.joined().items()]
    with session.staged(joined=pa.Table.from_pylist(joined, schema=rows.strings("joined_id", "story_id"))):
        session.do("stories_join")


def _near(session: Session, pieces: Sequence[stories.Piece]) -> list[stories.Piece]:
    """Stored articles that may be copies of some of the new ones."""
    days = {day for piece in pieces for day in piece.days()}
    minima = [
        {"article_id": piece.article_id, "lang": piece.lang, "place": n, "minimum": value}
        for piece in pieces
        for n, value in enumerate(piece.sketch[: stories.MINIMA], start=1)
    ]
    with session.staged(
        new_days=pa.table({"day": pa.array(sorted(days), pa.date32())}),
        new_minima=pa.Table.from_pylist(minima, schema=_MINIMA),
    ):
        common = math.ceil(stories.RESEMBLANCE * stories.MINIMA)
        return [stories.Piece(**row) for row in session.rows("versions_near", minima=stories.MINIMA, common=common)]


def _piece(version: rows.Row) -> stories.Piece:
    moment = version["published_at"] or version["fetched_at"]
    return stories.Piece(version["article_id"], version["lang"], moment, version["sketch"])


def _version(
    article: Article,
    number: int,
    before: Mapping[str, Any] | None,
    digest: str,
    fingerprint: str,
    fetched_at: datetime,
    run_id: str,
) -> rows.Row:
    fetched = rows.utc(fetched_at)
    return {
        "article_id": article.id,
        "article_number": number,
        "version": before["version"] + 1 if before else 1,
        "content_hash": digest,
        "fingerprint": fingerprint,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "lang": article.lang,
        "published": article.published,
        "published_at": rows.timestamp(article.published),
        # a clock that went back does not make a version older than the one before it
        "fetched_at": max(fetched, before["fetched_at"]) if before else fetched,
        "sketch": list(stories.sketch(article.text)),
        "text": article.text,
        "run_id": run_id,
    }
