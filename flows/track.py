"""The tracking flow: ingest, extract, link, publish. Prefect keeps the record; the work itself is in ``flows.work``."""

# ruff: noqa: E402 (Prefect reads its variables when it is imported)

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from flows.environment import has_server, prepare_prefect, server_is_gone

prepare_prefect()

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.events import Event
from prefect.tasks import exponential_backoff

from claims.topics import load_topics
from flows.alerts import EVENT, announce, app_address, shift_link
from flows.clock import now
from flows.engine import make_engine
from flows.killed import hold_run
from flows.lasting import drop_events, lasting
from flows.parent import end_with_serve
from flows.progress import harmless, progress
from flows.settings import Settings, load_settings
from flows.sources.declared import Network, Source, load_sources, read_source
from flows.sources.fetch import Fetcher, FetchError
from flows.sources.files import read_paths
from flows.sources.items import Item, Rules
from flows.sources.kept import Keeper
from flows.sources.memory import Memory
from flows.sources.queue import HostQueue
from flows.sources.sitemaps import EVERY, Span
from flows.webhook import Undelivered
from flows.work import Report, run
from warehouse.query import named

T = TypeVar("T")
_MOST_NAMED = 100


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
def track_paths(
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
    settings = settings_of(base, topics=topics, db=db, workers=workers)
    hold_run(settings.db)
    rules = Rules(now=now(), zone=settings.zone)
    stdin = sys.stdin.buffer if "-" in paths else None
    return tracked("track", settings, read_paths([_from(base, path) for path in paths], rules, stdin)).as_dict()


def track(**parameters: Any) -> dict[str, Any]:
    """Call ``track_paths``, whatever becomes of the server meanwhile (see ``flows.lasting``)."""
    found: dict[str, Any] = lasting(track_paths, **parameters)
    return found


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
    end_with_serve()
    base = Path(folder or "")
    settings = settings_of(base, topics=topics, db=db, sources=sources)
    hold_run(settings.db)
    declared = {one.name: one for one in load_sources(settings.sources)}
    if source not in declared:
        raise ValueError(f"{settings.sources}: no source is named {source}; there are {', '.join(declared) or 'none'}")
    memory = Memory.beside(settings.db)
    items = items_of(declared[source], base, settings, memory)
    return tracked(f"track-source/{source}", settings, items, memory).as_dict()


def tracked(
    flow_name: str, settings: Settings, items: Iterable[Item], memory: Memory | None = None, *, tell: bool = True
) -> Report:
    """One run of the job inside a flow. Without ``tell`` nobody is told of the shifts found."""
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
            announce=tell,
        )
    finally:
        engine.close()
    if memory is not None:
        memory.keep()
    if gone := server_is_gone():
        drop_events()
        progress().say("note: the Prefect server does not answer any more; the run is complete, its table is not there")
    else:
        _tell_prefect(report, settings)
    emit = _emit if has_server() and not gone else None
    as_task("announce", lambda: announce(settings, report.run_id, emit=emit))
    return report


def items_of(source: Source, base: Path, settings: Settings, memory: Memory, span: Span = EVERY) -> Iterator[Item]:
    """What a source holds; of a sitemap only the pages in the span."""
    rules = Rules(now=now(), zone=settings.zone, publisher=source.publisher, lang=source.lang)

    def items() -> Iterator[Item]:
        queue = HostQueue.beside(settings.db)
        with (
            Keeper.beside(settings.db, now()) as keeper,
            Fetcher(settings.http, memory=memory, queue=queue) as fetcher,
        ):
            kept = keeper if settings.http.keep_pages else None
            network = Network(fetcher, settings.http.max_pages, memory, kept, span)
            yield from read_source(source, base, rules, network)

    if source.remote:
        yield from _network_step.with_options(name=f"fetch {source.name}")(lambda: list(items()))
    else:
        yield from items()


def settings_of(base: Path, **given: Any) -> Settings:
    """The settings of a folder, with what was given in their place; relative paths start at the folder."""
    settings = load_settings(base)
    workers = given.pop("workers", None)
    changes: dict[str, Any] = {key: Path(_from(base, value)) for key, value in given.items() if value is not None}
    engine = {"workers": workers} if workers else {}
    if settings.engine.shards is not None:
        engine["shards"] = base / settings.engine.shards.expanduser()
    if engine:
        changes["engine"] = settings.engine.model_copy(update=engine)
    changes.setdefault("db", base / settings.db)
    if settings.feed is not None:
        changes["feed"] = base / settings.feed
    return settings.model_copy(update=changes)


def _from(base: Path, path: str) -> str:
    return path if path == "-" else str(base / path)


def _tell_prefect(report: Report, settings: Settings) -> None:
    """A table of the run as an artifact. It may not fail the run."""
    try:
        create_table_artifact(
            key="mawqif-track",
            table=run_table(report, settings),
            description=f"Run {report.run_id}: what came, what was refused, which shifts. App: {app_address(settings)}",
        )
    except Exception as error:
        progress().say(f"note: Prefect was not told of the run: {type(error).__name__}: {error}")


def run_table(report: Report, settings: Settings) -> list[dict[str, Any]]:
    """What came, what was refused and why, which shifts came and went, with links to the app."""
    app = app_address(settings)
    came = ("articles_in", "new", "changed", "unchanged", "flagged", "claims_new", "topics_linked", "actors_linked")
    rows = [{"what": key.replace("_", " "), "count": getattr(report, key), "link": ""} for key in came]
    rows.append({"what": "refused", "count": report.refused, "link": f"{app}/runs" if report.refused else ""})
    rows += [
        {"what": f"refused: {reason}", "count": count, "link": ""}
        for reason, count in sorted(report.reasons.items(), key=lambda item: (-item[1], item[0]))
    ]
    rows.append({"what": "shifts gone", "count": len(report.shifts_gone), "link": ""})
    rows.append({"what": "shifts new", "count": len(report.shifts_new), "link": f"{app}/" if report.shifts_new else ""})
    for shift in _shifts_named(report, settings) if report.shifts_new else ():
        link = shift_link(settings, shift["topic_id"], shift["actor_id"])
        told = f"{shift['status']}: {shift['actor']}, {shift['topic']}: {shift['relation']}"
        rows.append({"what": harmless(told), "count": 1, "link": link})
    return rows


def _shifts_named(report: Report, settings: Settings) -> list[dict[str, Any]]:
    found = {row["shift_id"]: row for row in named(settings.db, "shifts").dicts()}
    return [found[one] for one in report.shifts_new[:_MOST_NAMED] if one in found]


def _emit(shift_id: str, payload: Mapping[str, Any]) -> None:
    """Prefect's event of a shift, under an id of its own, so that it is not there twice."""
    event = Event(
        id=uuid5(NAMESPACE_URL, f"urn:mawqif:{shift_id}"),
        occurred=now(),
        event=EVENT,
        resource={
            "prefect.resource.id": f"mawqif.shift.{shift_id}",
            "prefect.resource.name": payload["actor"] or shift_id,
        },
        payload=dict(payload),
    )
    try:
        with get_client(sync_client=True) as client:
            answer = client.request("POST", "/events", json=[event.model_dump(mode="json")])
            answer.raise_for_status()
    except Exception as error:
        raise Undelivered(f"{type(error).__name__}: {error}") from error
