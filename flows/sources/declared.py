"""The sources that are read on a schedule, as declared in ``sources.yaml``, checked, and how each one is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from claims.configuration import ConfigurationError, read_yaml
from flows.settings import unknown_key
from flows.sources import feeds
from flows.sources.check import check
from flows.sources.documents import read_page
from flows.sources.fetch import Fetcher, FetchError
from flows.sources.files import read_paths
from flows.sources.items import Candidate, Item, Note, Refused, Rules

_REMOTE = ("feed", "page")
_SHORTEST_TEXT = 400
"""Characters from which on the text in a feed counts as an article, not as a teaser."""


class Source(BaseModel):
    """One declared source. ``files`` has a ``path``, ``feed`` and ``page`` a ``url``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    kind: Literal["files", "feed", "page"]
    path: str | None = None
    url: Annotated[str, Field(pattern=r"^https?://", max_length=2000)] | None = None
    schedule: str
    time_zone: str | None = None
    publisher: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    lang: Literal["ar", "en"] | None = None
    enabled: bool = True

    @field_validator("schedule")
    @classmethod
    def _cron(cls, schedule: str) -> str:
        from cronsim import CronSim, CronSimError  # Prefect's own reader of such lines

        try:
            CronSim(schedule, datetime(2000, 1, 1))
        except CronSimError as error:
            raise ValueError(f"no cron line (minute hour day month weekday): {error}") from error
        return schedule

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, name: str | None) -> str | None:
        if name is not None and name not in available_timezones():
            raise ValueError("no time zone of that name")
        return name

    @model_validator(mode="after")
    def _where(self) -> Source:
        needed, other = ("url", "path") if self.kind in _REMOTE else ("path", "url")
        if not getattr(self, needed):
            raise ValueError(f"a source of kind {self.kind} needs a {needed}")
        if getattr(self, other):
            raise ValueError(f"a source of kind {self.kind} has no {other}")
        return self

    @property
    def remote(self) -> bool:
        return self.kind in _REMOTE


def load_sources(path: Path) -> list[Source]:
    """The sources of a file, in its order.

    Raises:
        ConfigurationError: with the file, the source, the key and what is allowed.
    """
    content = read_yaml(path)
    entries = content.get("sources") if isinstance(content, dict) else content
    if isinstance(content, dict):
        for key in content:
            if key != "sources":
                raise ConfigurationError(unknown_key(str(path), str(key), str(key), ["sources"]))
    if not isinstance(entries, list):
        raise ConfigurationError(f"{path}: sources: must be a list of sources")
    sources: list[Source] = []
    for number, entry in enumerate(entries, 1):
        source = _one(entry, path, number)
        if any(source.name == other.name for other in sources):
            raise ConfigurationError(f"{path}: source {number}: name: {source.name} is used twice")
        sources.append(source)
    return sources


def _one(entry: Any, path: Path, number: int) -> Source:
    if not isinstance(entry, dict):
        raise ConfigurationError(f"{path}: source {number}: must be a mapping with name, kind, schedule")
    where = f"{path}: source {number}" + (f" ({entry['name']})" if isinstance(entry.get("name"), str) else "")
    for key in entry:
        if key not in Source.model_fields:
            raise ConfigurationError(unknown_key(where, str(key), str(key), list(Source.model_fields)))
    try:
        return Source.model_validate(entry)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(str(part) for part in problem["loc"])
        reason = problem["msg"].removeprefix("Value error, ")
        raise ConfigurationError(f"{where}: {key + ': ' if key else ''}{reason}") from error


def read_source(source: Source, base: Path, rules: Rules, fetcher: Fetcher, most_pages: int) -> Iterator[Item]:
    """The articles of one source. ``base`` is the folder from which its path starts.

    Raises:
        FetchError: the feed or page itself cannot be fetched; pages that a feed names only yield refusals.
    """
    if source.kind == "files":
        yield from read_paths([str(base / Path(source.path or "").expanduser())], rules)
    elif source.kind == "page":
        page = fetcher.fetch(source.url or "")
        yield from read_page(page.data, page.url, rules, url=page.url)
    else:
        yield from _read_feed(source, rules, fetcher, most_pages)


def _read_feed(source: Source, rules: Rules, fetcher: Fetcher, most_pages: int) -> Iterator[Item]:
    address = source.url or ""
    data = fetcher.fetch(address).data
    try:
        entries = feeds.parse_feed(data)
    except feeds.NoFeed as error:
        yield Refused(address, None, str(error), data[:4096])
        return
    for entry in entries[:most_pages]:
        yield from _read_entry(entry, address, rules, fetcher)


def _read_entry(entry: feeds.Entry, address: str, rules: Rules, fetcher: Fetcher) -> Iterator[Item]:
    """The page of an entry; where it cannot be had, what the feed itself carries, if that is more than a teaser."""
    known: Mapping[str, Any] = {
        "title": entry.title,
        "published": entry.published,
        "publisher": rules.publisher or entry.publisher,
        "lang": entry.lang,
    }
    reason = "the entry has no address"
    if entry.url:
        try:
            page = fetcher.fetch(entry.url)
        except FetchError as error:
            reason = str(error)
        else:
            yield from read_page(page.data, entry.url, rules, url=entry.url, known=known)
            return
    payload = entry.text.encode("utf-8", "replace")
    if len(entry.text) < _SHORTEST_TEXT:
        yield Refused(address, entry.number, reason, payload[:4096])
        return
    yield Note(address, entry.number, "feed text", f"read from the feed itself: {reason}")
    yield from check(Candidate({**known, "text": entry.text, "url": entry.url}, address, entry.number, payload), rules)
