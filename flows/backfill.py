"""What was published in a span of days, read after the fact: from sources, files, or the pages that were kept."""

# ruff: noqa: E402 (Prefect reads its variables when it is imported)

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flows.environment import prepare_prefect

prepare_prefect()

from prefect import flow

from flows.clock import now
from flows.killed import hold_run
from flows.lasting import lasting
from flows.progress import progress
from flows.settings import Settings
from flows.sources.declared import Source, load_sources
from flows.sources.files import read_paths
from flows.sources.items import Item, Note, Read, Rules
from flows.sources.memory import Memory
from flows.sources.sitemaps import EVERY, Span
from flows.track import items_of, settings_of, tracked
from flows.work import one_line

_MOST_PAGES = 100_000


@flow(name="backfill", validate_parameters=False, persist_result=False)
def backfill_days(
    since: str,
    until: str,
    paths: list[str] | None = None,
    names: list[str] | None = None,
    kept: bool = False,
    tell: bool = False,
    sources: str | None = None,
    topics: str | None = None,
    db: str | None = None,
    folder: str | None = None,
) -> list[dict[str, Any]]:
    """Read what was published from ``since`` to ``until`` (days in ISO 8601, both included).

    ``paths`` are files and folders, ``names`` sources; without these and ``kept``, every enabled source is read.
    ``kept`` reads the pages that earlier runs fetched. Nobody is told of shifts found so, unless with ``tell``. Each
    source, and each month of a sitemap (see ``spans``), is a run of its own: one that fails does not stop the others,
    and what a killed backfill had stored stays.

    Returns:
        ``{"name", "span", "report" | None, "error" | None}`` of each run.
    """
    base = Path(folder or "")
    settings = settings_of(base, topics=topics, db=db, sources=sources)
    hold_run(settings.db)
    settings = settings.model_copy(update={"http": settings.http.model_copy(update={"max_pages": _MOST_PAGES})})
    done = []
    for name, span, items, memory in _parts(settings, base, since, until, paths or [], names or [], kept):
        part: dict[str, Any] = {"name": name, "span": span, "report": None, "error": None}
        try:
            wanted = of_days(items, since, until, name, memory)
            part["report"] = tracked(f"backfill/{name}", settings, wanted, memory, tell=tell).as_dict()
        except Exception as error:
            part["error"] = one_line(error)
            progress().say(f"{name}, {part['span']}: failed: {part['error']}")
        done.append(part)
    return done


def backfill(**parameters: Any) -> list[dict[str, Any]]:
    """Call ``backfill_days``, whatever becomes of the server meanwhile (see ``flows.lasting``)."""
    done: list[dict[str, Any]] = lasting(backfill_days, **parameters)
    return done


Part = tuple[str, str, Iterable[Item], Memory | None]


def _parts(
    settings: Settings, base: Path, since: str, until: str, paths: list[str], names: list[str], kept: bool
) -> Iterator[Part]:
    rules, days = Rules(now=now(), zone=settings.zone), f"{since} to {until}"
    if kept:
        pages = settings.db.with_name(settings.db.name + ".pages")
        yield "kept", days, read_paths([str(pages)] if pages.exists() else [], rules), None
    if paths:
        yield "files", days, read_paths([str(base / path) for path in paths], rules), None
    for source in _chosen(settings, names, every=not (paths or kept)):
        wanted = spans(since, until, today=now().date().isoformat()) if source.kind == "sitemap" else [(days, EVERY)]
        for told, span in wanted:
            memory = Memory.beside(settings.db)
            yield source.name, told, items_of(source, base, settings, memory, span), memory


def _chosen(settings: Settings, names: list[str], every: bool) -> list[Source]:
    if not names and not every:
        return []
    declared = {one.name: one for one in load_sources(settings.sources)}
    for name in names:
        if name not in declared:
            raise ValueError(
                f"{settings.sources}: no source is named {name}; there are {', '.join(declared) or 'none'}"
            )
    return [declared[name] for name in names] or [one for one in declared.values() if one.enabled]


def of_days(items: Iterable[Item], since: str, until: str, name: str, memory: Memory | None = None) -> Iterator[Item]:
    """The articles of some days (ISO 8601, both included); others are counted, and not remembered as read."""
    other = undated = 0
    for item in items:
        if isinstance(item, Read):
            day = (item.article.published or "")[:10]
            undated += not day
            other += bool(day) and not since <= day <= until
            if not since <= day <= until:
                if memory is not None and item.article.url:
                    memory.forget(item.article.url)
                continue
        yield item
    if undated:
        yield Note(name, None, "undated", f"{undated} articles without a date were left out")
    if other:
        yield Note(name, None, "other days", f"{other} articles of other days were left out")


def spans(since: str, until: str, today: str) -> list[tuple[str, Span]]:
    """The pages of a sitemap among which those of some days are, cut by months: ``(what it is, span)``.

    What a map dates by its last change may have been published long before it. So the days are followed by the months
    in which old pages were changed since, and by the pages without a date; what was published on other days is left
    out when it has been read. Each page is in one span only.
    """
    found = [(f"{first} to {last}", Span(first, last, undated=False)) for first, last in months(since, until)]
    after = (date.fromisoformat(until) + timedelta(days=1)).isoformat()
    for first, last in months(after, today):
        found.append((f"changed {first} to {last}", Span(first, last, undated=False, changed_only=True)))
    beyond = max(after, (date.fromisoformat(today) + timedelta(days=1)).isoformat())
    return [*found, ("undated", Span(beyond, "9999", changed_only=True))]


def months(since: str, until: str) -> list[tuple[str, str]]:
    """A span of days cut at the ends of months, the earliest first; both ends included."""
    first, end = date.fromisoformat(since), date.fromisoformat(until)
    spans = []
    while first <= end:
        next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = min(end, next_month - timedelta(days=1))
        spans.append((first.isoformat(), last.isoformat()))
        first = last + timedelta(days=1)
    return spans
