"""Shards: what a worker extracted, as one Parquet file that says what it must hold and is known by its digest."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from claims.model import Article, ExtractedArticle
from flows.results import Result, Unextracted
from warehouse import rows

_LISTED = b"mawqif.articles"


class BrokenShard(Exception):
    """A shard is not there, not whole, or not about the articles that were asked for."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard by the name of its file, which no other shard has, and the digest of its bytes."""

    name: str
    digest: str


def write_shard(folder: Path, results: Sequence[Result]) -> Shard:
    """Write the claims of articles into a new file of a folder; nobody sees half of it."""
    claims = [
        rows.claim_row(claim, n)
        for one in results
        if isinstance(one, ExtractedArticle)
        for n, claim in enumerate(one.claims)
    ]
    listed = [
        {"id": one.article.id, "claims": len(one.claims)}
        if isinstance(one, ExtractedArticle)
        else {"id": one.article.id, "reason": one.reason}
        for one in results
    ]
    table = rows.table(claims, rows.CLAIMS).replace_schema_metadata({_LISTED: json.dumps(listed).encode()})
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    data = buffer.getvalue()
    shard = Shard(f"{uuid4().hex}.parquet", hashlib.sha256(data).hexdigest())
    part = folder / f"{shard.name}.part"
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, folder / shard.name)
    return shard


def read_shard(folder: Path, shard: Shard, articles: Sequence[Article]) -> list[Result]:
    """What a shard tells of the articles that it was made of, in their order.

    Raises:
        BrokenShard: it is not the file that the worker wrote.
    """
    try:
        data = (folder / shard.name).read_bytes()
    except OSError as error:
        raise BrokenShard(f"{shard.name} cannot be read: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != shard.digest:
        raise BrokenShard(f"{shard.name} is not as its worker wrote it")
    try:
        table = pq.read_table(io.BytesIO(data), schema=rows.CLAIMS)
        listed = json.loads(pq.read_schema(io.BytesIO(data)).metadata[_LISTED])
    except (pa.ArrowException, KeyError, ValueError) as error:
        raise BrokenShard(f"{shard.name} cannot be read: {error}") from error
    if [one["id"] for one in listed] != [one.id for one in articles]:
        raise BrokenShard(f"{shard.name} is about other articles")
    left = iter(table.to_pylist())
    results: list[Result] = []
    for article, told in zip(articles, listed, strict=True):
        if "reason" in told:
            results.append(Unextracted(article, told["reason"]))
            continue
        beside = {"lang": article.lang, "publisher": article.publisher, "published": article.published}
        claims = tuple(rows.claim_of({**row, **beside}, {}) for row in islice(left, told["claims"]))
        results.append(ExtractedArticle(article, claims))
    return results
