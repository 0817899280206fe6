"""The tracking flow: ingest, extract, link, publish. Prefect keeps the record; the work itself is in ``flows.work``."""

# ruff: noqa: E402 (Prefect reads its variables when it is imported)

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from flows.environment import has_server, prepare_prefect

prepare_prefect()

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.tasks import exponential_backoff

from claims.topics import load_topics
from flows.clock import now
from flows.engine import make_engine
from flows.progress import progress
from flows.settings import Settings, load_settings
from flows.sources.declared import Source, load_sources, read_source
from flows.sources.fetch import Fetcher, FetchError
from flows.sources.files import read_paths
from flows.sources.items import Item, Rules
from flows.work import Report, run

T = TypeVar("T")


@task(name="step", cache_policy=NO_CACHE, persist_result=False)
def _step(work: Callable[[], T]) -> T:
    return work()


def _worth_trying_again(task: Any, task_run: Any, state: Any) -> bool:
    """Only what the network did may go better the next time; a defect or a forbidden page will not."""
    try:
        state.result()
    except FetchError as error:
        return error.temporary
    except Exception:
        return False
    return False


_network_step = _step.with_options(
    retries=3,
    retry_delay_seconds=exponential_backoff(backoff_factor=2),
    retry_jitter_factor=0.5,
    retry_condition_fn=_worth_trying_again,
)


def as_task(name: str, work: Callable[[], T]) -> T:
    """Do a piece of work as a task of the running flow."""
    return _step.with_options(name=name)(work)


@flow(name="track", validate_parameters=False, persist_result=False)
def track(
    paths: list[str],
    topics: str | None = None,
    db: str | None = None,
    workers: int | None = None,
    folder: str | None = None,
) -> dict[str, Any]:
    """Track the articles of files and folders once. Relative paths start at ``folder`` (default: the current one).

    Returns:
        The fields of ``flows.work.Report``.
    """
    base = Path(folder or "")
    settings = _settings(base, topics=topics, db=db, workers=workers)
    rules = Rules(now=now(), zone=settings.zone)
    stdin = sys.stdin.buffer if "-" in paths else None
    return _tracked("track", settings, read_paths([_from(base, path) for path in paths], rules, stdin)).as_dict()


@flow(name="track-source", validate_parameters=False, persist_result=False)
def track_source(
    source: str,
    sources: str | None = None,
    topics: str | None = None,
    db: str | None = None,
    folder: str | None = None,
) -> dict[str, Any]:
    """Track one source of the configuration once: what `mawqif serve` runs on its schedule.

    Returns:
        The fields of ``flows.work.Report``.
    """
    base = Path(folder or "")
    settings = _settings(base, topics=topics, db=db, sources=sources)
    declared = {one.name: one for one in load_sources(settings.sources)}
    if source not in declared:
        raise ValueError(f"{settings.sources}: no source is named {source}; there are {', '.join(declared) or 'none'}")
    return _tracked(f"track-source/{source}", settings, _items_of(declared[source], base, settings)).as_dict()


def _tracked(flow_name: str, settings: Settings, items: Iterable[Item]) -> Report:
    topics = load_topics(settings.topics)
    engine = make_engine(settings.engine, topics, settings.arabic)
    try:
        report = run(
            flow_name,
            items,
            db=settings.db,
            topics=topics,
            engine=engine,
            batch_size=settings.batch_size,
            lock_timeout_s=settings.lock_timeout_s,
            call=as_task,
        )
    finally:
        engine.close()
    _tell_prefect(report)
    return report


def _items_of(source: Source, base: Path, settings: Settings) -> Iterator[Item]:
    rules = Rules(now=now(), zone=settings.zone, publisher=source.publisher, lang=source.lang)
    with Fetcher(settings.http) as fetcher:

        def items() -> Iterator[Item]:
            return read_source(source, base, rules, fetcher, settings.http.max_pages)

        if source.remote:
            yield from _network_step.with_options(name=f"fetch {source.name}")(lambda: list(items()))
        else:
            yield from items()


def _settings(base: Path, **given: Any) -> Settings:
    settings = load_settings(base)
    workers = given.pop("workers", None)
    changes: dict[str, Any] = {key: Path(_from(base, value)) for key, value in given.items() if value is not None}
    if workers:
        changes["engine"] = settings.engine.model_copy(update={"workers": workers})
    changes.setdefault("db", base / settings.db)
    return settings.model_copy(update=changes)


def _from(base: Path, path: str) -> str:
    return path if path == "-" else str(base / path)


def _tell_prefect(report: Report) -> None:
    """A table of the run as an artifact, and an event for each new shift. Neither may fail the run."""
    rows = [{"what": key.replace("_", " "), "count": _count(value)} for key, value in report.as_dict().items()]
    try:
        create_table_artifact(
            key="mawqif-track",
            table=[row for row in rows if isinstance(row["count"], int)],
            description=f"Run {report.run_id}: what came, what was refused, which shifts.",
        )
        if has_server():
            for shift_id in report.shifts_new:
                emit_event(
                    "mawqif.shift.detected",
                    resource={"prefect.resource.id": f"mawqif.shift.{shift_id}", "prefect.resource.name": shift_id},
                    payload={"shift_id": shift_id, "run_id": report.run_id, "db": Path(report.db).name},
                )
    except Exception as error:
        progress().say(f"note: Prefect was not told of the run: {type(error).__name__}: {error}")


def _count(value: Any) -> Any:
    return len(value) if isinstance(value, list) else value
