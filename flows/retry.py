"""Refused records, tried again from what was kept of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.model import Article
from claims.topics import Topic
from flows.engine import Engine
from flows.sources.check import check
from flows.sources.decode import Undecodable, decode
from flows.sources.files import kind_of, read_bytes
from flows.sources.items import LONGEST_PAYLOAD, Candidate, Item, Read, Rules
from flows.sources.lines import Line
from flows.sources.records import NotJson, parse, read_line
from flows.work import TWICE, Report, open_store, run


@dataclass(slots=True)
class Retried:
    """What came of it. ``left`` names the refusals that cannot be tried from here, with the reason."""

    tried: int = 0
    resolved: int = 0
    left: list[str] = field(default_factory=list)
    report: Report | None = None


def retry(
    db: Path, topics: Sequence[Topic], engine: Engine, rules: Rules, *, batch_size: int, lock_timeout_s: float
) -> Retried:
    """Try all waiting refusals of a warehouse, and mark those that became articles."""
    done = Retried()
    with open_store(db, lock_timeout_s) as store:
        waiting = store.quarantined("waiting")
    articles: dict[str, Article] = {}

    def items() -> Iterator[Item]:
        for refusal in waiting:
            reason = _cannot(refusal)
            if reason:
                done.left.append(f"{_place(refusal)}: {reason}")
                continue
            done.tried += 1
            for item in read_again(refusal, rules):
                if isinstance(item, Read):
                    articles[refusal["refusal_id"]] = item.article
                yield item

    if waiting:
        done.report = run(
            "retry", items(), db=db, topics=topics, engine=engine, batch_size=batch_size, lock_timeout_s=lock_timeout_s
        )
    with open_store(db, lock_timeout_s) as store:
        known = store.known(list(articles.values()), engine.fingerprint) if articles else set()
        resolved = [refusal_id for refusal_id, article in articles.items() if article.id in known]
        if resolved:
            store.resolve_refusals(resolved)
            store.publish()
    done.resolved = len(resolved)
    return done


def read_again(refusal: Mapping[str, Any], rules: Rules) -> Iterator[Item]:
    """The items of a kept record: JSON where it is, else what its file's name says."""
    file, line, payload = str(refusal["file"]), refusal["line"], bytes(refusal["payload"])
    try:
        content = parse(decode(payload)[0])
    except (Undecodable, NotJson):
        content = None
    if isinstance(content, dict):
        yield from check(Candidate(content, file, line, payload), rules)
        return
    kind = kind_of(file)
    if kind in (None, ".jsonl", ".ndjson", ".json"):
        yield from read_line(Line(line or 1, payload, len(payload)), file, rules)
    else:
        yield from read_bytes(payload, file, ".html" if kind == ".warc" else str(kind), rules)


def _cannot(refusal: Mapping[str, Any]) -> str | None:
    if TWICE in refusal["reason"]:
        return "another text has its id; give it one of its own"
    size = len(refusal["payload"] or b"")
    if size == 0:
        return "nothing of it was kept; run `mawqif track` on it again"
    return "only its start was kept; run `mawqif track` on its file again" if size >= LONGEST_PAYLOAD else None


def _place(refusal: Mapping[str, Any]) -> str:
    return f"{refusal['file']}:{refusal['line']}" if refusal["line"] else str(refusal["file"])
