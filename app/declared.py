"""The sources that the configuration declares, with the next time of each schedule: also those that never ran."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from claims.configuration import ConfigurationError, configs_dir, read_yaml

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Declared:
    """A source by its name; ``next`` is in UTC, None where it is left out or its schedule is none."""

    name: str
    enabled: bool
    next: datetime | None


def declared(now: datetime) -> list[Declared]:
    """The sources of the file that ``mawqif app`` was started with (``MAWQIF_SOURCES``), else of the one that ships.

    What is wrong with an entry is told by ``mawqif serve``; here it only has no next time.

    Raises:
        ConfigurationError: the file cannot be read, or is no list of sources.
    """
    path = Path(os.environ.get("MAWQIF_SOURCES") or configs_dir() / "sources.yaml")
    content = read_yaml(path)
    entries = content.get("sources") if isinstance(content, dict) else content
    if not isinstance(entries, list):
        raise ConfigurationError(f"{path}: sources: must be a list of sources")
    named = [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("name"), str)]
    return [_one(entry, now) for entry in named[:MOST]]


def _one(entry: Mapping[str, Any], now: datetime) -> Declared:
    enabled = entry.get("enabled", True) is not False
    return Declared(entry["name"], enabled, _next(entry, now) if enabled else None)


def _next(entry: Mapping[str, Any], now: datetime) -> datetime | None:
    from cronsim import CronSim, CronSimError  # the reader of schedules that the flows use

    zone = entry.get("time_zone") or os.environ.get("MAWQIF_TIME_ZONE") or "UTC"
    try:
        return next(CronSim(str(entry.get("schedule")), now.astimezone(ZoneInfo(str(zone))))).astimezone(UTC)
    except (CronSimError, StopIteration, ValueError, OSError, KeyError):  # no schedule, no such day, no such zone
        return None
