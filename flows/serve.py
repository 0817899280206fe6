"""Recurring runs: every declared source on its schedule, or all of them once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from claims.configuration import ConfigurationError
from claims.topics import load_topics
from flows.parent import SERVED_BY
from flows.progress import progress
from flows.server import prefect_server
from flows.settings import Settings
from flows.sources.declared import Source, load_sources


def serve_until_stopped(settings: Settings) -> int:
    """Serve one deployment a source until the process is told to end. Gives the exit code.

    Raises:
        ConfigurationError: sources or topics are wrong, or no source is enabled.
        ServerError: no Prefect server is named, and none can be started.
    """
    sources = _prepared(settings)
    with prefect_server(settings.prefect, settings.db.absolute().parent / "prefect-server.log") as url:
        from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
        from prefect.schedules import Cron
        from prefect.types.entrypoint import EntrypointType

        from flows.killed import mark_killed_runs, record_killed_runs
        from flows.runner import run_until_stopped
        from flows.track import track_source

        mark_killed_runs(settings.db)
        record_killed_runs(settings.db, settings.lock_timeout_s)
        os.environ[SERVED_BY] = str(os.getpid())
        deployments: list[Any] = [
            track_source.to_deployment(
                name=source.name,
                parameters=parameters_of(source, settings),
                schedules=[Cron(source.schedule, timezone=source.time_zone or settings.time_zone)],
                concurrency_limit=ConcurrencyLimitConfig(
                    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
                ),
                entrypoint_type=EntrypointType.MODULE_PATH,
            )
            for source in sources
        ]
        for source in sources:
            zone = source.time_zone or settings.time_zone
            progress().say(f"{source.name}: {source.kind} {source.url or source.path}, at {source.schedule} ({zone})")
        progress().say(f"serving {len(sources)} sources with {url}; Ctrl-C ends it")
        run_until_stopped(deployments)
    return 0


def serve_once(settings: Settings) -> int:
    """Run every enabled source once, in the order of the file. A source that fails does not stop the others.

    Gives 0, or 3 where a source failed.
    """
    from flows.lasting import lasting
    from flows.track import track_source

    failed = 0
    for source in _prepared(settings):
        try:
            report = lasting(track_source, **parameters_of(source, settings))
        except Exception as error:
            failed += 1
            progress().say(f"{source.name}: failed: {error}")
            continue
        progress().say(
            f"{source.name}: {report['articles_in']} articles, {report['new']} new, {report['changed']} changed, "
            f"{report['refused']} refused, {len(report['shifts_new'])} new shifts"
        )
    progress().end()
    return 3 if failed else 0


def parameters_of(source: Source, settings: Settings) -> dict[str, Any]:
    """The parameters of a source's runs, which start in processes and folders of their own: absolute paths only."""
    return {
        "source": source.name,
        "folder": str(Path.cwd()),
        "sources": str(settings.sources.absolute()),
        "topics": str(settings.topics.absolute()),
        "db": str(settings.db.absolute()),
    }


def _prepared(settings: Settings) -> list[Source]:
    """The enabled sources, after everything they need has been looked at; their folders are made."""
    sources = [source for source in load_sources(settings.sources) if source.enabled]
    if not sources:
        raise ConfigurationError(f"{settings.sources}: no source is enabled; add one, or set `enabled: true`")
    load_topics(settings.topics)
    for source in sources:
        path = Path(source.path or "").expanduser()
        if source.kind == "files" and not path.suffix and not os.path.exists(path):
            path.mkdir(parents=True)
            progress().say(f"{source.name}: made the folder {path}; articles put there are read")
    return sources
