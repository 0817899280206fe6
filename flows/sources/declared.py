"""The sources that are read on a schedule, as declared in ``sources.yaml``, checked, and how each one is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from claims.configuration import ConfigurationError, read_yaml
from flows.settings import unknown_key
from flows.sources import feeds, sitemaps
from flows.sources.check import check
from flows.sources.documents import read_page
from flows.sources.fetch import Fetcher, FetchError, Page
from flows.sources.files import read_paths
from flows.sources.items import Candidate, Item, Note, Refused, Rules
from flows.sources.kept import Keeper
from flows.sources.memory import Memory

_REMOTE = ("feed", "page", "sitemap")
_SHORTEST_TEXT = 400
"""Characters from which on the text in a feed counts as an article, not as a teaser."""


class Source(BaseModel):
    """One declared source. ``files`` has a ``path``, the others a ``url``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    kind: Literal["files", "feed", "page", "sitemap"]
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


@dataclass(frozen=True, slots=True)
class Network:
    """How remote sources are read; of sitemaps only the pages in the ``span``."""

    fetcher: Fetcher
    most_pages: int = 200
    memory: Memory = field(default_factory=Memory)
    keeper: Keeper | None = None
    span: sitemaps.Span = sitemaps.EVERY

    def page(
        self, page: Page, url: str, rules: Rules, known: Mapping[str, Any] = {}, stamp: str | None = None
    ) -> Iterator[Item]:
        """The article of a page, which is kept as it came if it is another than before."""
        if page.unchanged:
            if stamp is not None:
                self.memory.note_stamp(url, stamp)
            return
        differs = self.memory.note_page(url, page.data, stamp)
        if differs and self.keeper is not None:
            beside = {
                **known,
                "publisher": known.get("publisher") or rules.publisher,
                "lang": known.get("lang") or rules.lang,
            }
            self.keeper.page(url, page.data, page.content_type, beside)
        yield from read_page(page.data, url, rules, url=url, known=known)


def read_source(source: Source, base: Path, rules: Rules, network: Network) -> Iterator[Item]:
    """The articles of one source. ``base`` is the folder from which its path starts.

    Raises:
        FetchError: the feed, map or page itself cannot be fetched; pages that a feed or map names only yield refusals.
    """
    address = source.url or ""
    if source.kind == "files":
        yield from read_paths([str(base / Path(source.path or "").expanduser())], rules)
    elif source.kind == "page":
        page = network.fetcher.fetch(address)
        yield from network.page(page, page.url, rules)
    elif source.kind == "sitemap":
        yield from _read_sitemap(address, rules, network)
    else:
        yield from _read_feed(address, rules, network)


def _read_sitemap(address: str, rules: Rules, network: Network) -> Iterator[Item]:
    """The pages of a sitemap, the newest first; those that were read and have the date of then are left out."""
    left = network.most_pages
    try:
        for one in sitemaps.addresses(address, network.fetcher, network.span):
            stamp = one.modified or one.published or ""
            before = network.memory.known(one.url)
            if before is not None and before.stamp == stamp:
                continue
            if not left:
                yield Note(
                    address, None, "more pages", f"has more than {network.most_pages} new pages; the next run goes on"
                )
                return
            left -= 1
            try:
                page = network.fetcher.fetch(one.url)
            except FetchError as error:
                yield Refused(one.url, None, error.reason)
                continue
            known = {"title": one.title, "published": one.published, "publisher": rules.publisher or one.publisher}
            yield from network.page(page, one.url, rules, known, stamp)
    except sitemaps.NoSitemap as error:
        yield Refused(address, None, str(error))


def _read_feed(address: str, rules: Rules, network: Network) -> Iterator[Item]:
    answer = network.fetcher.fetch(address)
    if answer.unchanged:
        return
    try:
        entries = feeds.parse_feed(answer.data)
    except feeds.NoFeed as error:
        yield Refused(address, None, str(error), answer.data[:4096])
        return
    if len(entries) > network.most_pages:
        network.memory.forget(address)
    for entry in entries[: network.most_pages]:
        yield from _read_entry(entry, address, rules, network)


def _read_entry(entry: feeds.Entry, address: str, rules: Rules, network: Network) -> Iterator[Item]:
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
            page = network.fetcher.fetch(entry.url)
        except FetchError as error:
            reason = str(error)
            if error.temporary:
                network.memory.forget(address)
        else:
            yield from network.page(page, entry.url, rules, known)
            return
    payload = entry.text.encode("utf-8", "replace")
    if len(entry.text) < _SHORTEST_TEXT:
        yield Refused(address, entry.number, reason, payload[:4096])
        return
    yield Note(address, entry.number, "feed text", f"read from the feed itself: {reason}")
    fields = {**known, "text": entry.text, "url": entry.url}
    if network.keeper is not None and network.memory.note_page(entry.url or address, payload):
        network.keeper.fields(entry.url or address, {key: value for key, value in fields.items() if value})
    yield from check(Candidate(fields, address, entry.number, payload), rules)
