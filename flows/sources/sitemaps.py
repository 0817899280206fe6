"""Sitemaps (sitemaps.org, with Google's news extension): addresses with their dates, read without trust."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.sources.fetch import Fetcher, FetchError

MOST_MAPS = 50
MOST_ADDRESSES = 50_000
_LARGEST = 50_000_000
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class NoSitemap(ValueError):
    """A document is no sitemap; the message says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page that a sitemap lists; ``modified`` as given, ``published`` and ``title`` where it is one of news."""

    url: str
    modified: str | None = None
    published: str | None = None
    title: str | None = None
    publisher: str | None = None

    @property
    def day(self) -> str:
        """The first day of the time given, in ISO 8601; empty where there is none."""
        match = _DAY.match(self.published or self.modified or "")
        if not match:
            return ""
        try:
            return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)).isoformat()
        except ValueError:
            return ""


@dataclass(frozen=True, slots=True)
class Span:
    """Which pages of a sitemap are wanted: those with a date from ``since`` to ``until`` (days in ISO 8601).

    A map of news dates pages by their publication, others only by their last change, which may come years later.
    ``undated``: also pages without any date. ``changed_only``: none whose day of publication is told.
    """

    since: str = ""
    until: str = "9999"
    undated: bool = True
    changed_only: bool = False

    def holds(self, one: Address) -> bool:
        if not one.day:
            return self.undated
        return self.since <= one.day <= self.until and not (self.changed_only and one.published)


EVERY = Span()


def addresses(url: str, fetcher: Fetcher, span: Span = EVERY) -> Iterator[Address]:
    """The pages of a sitemap and of those that it names, as far as they are in the span, the newest first.

    Maps without a date are in every span. A map that cannot be read is left out, unless it is the first.

    Raises:
        FetchError: the sitemap itself cannot be fetched.
        NoSitemap: it is none.
    """
    waiting, seen, found = [Address(url)], {url}, dict[str, Address]()
    while waiting and len(seen) <= MOST_MAPS:
        asked = waiting.pop(0)
        try:
            maps, pages = parse_sitemap(fetcher.fetch(asked.url, whole=True).data)
        except (FetchError, NoSitemap):
            if asked.url == url:
                raise
            continue
        for one in maps:
            # an index may be dated by its newest page, never by one older than that
            if one.url not in seen and not (one.day and one.day < span.since):
                seen.add(one.url)
                waiting.append(one)
        found.update({one.url: one for one in pages[: MOST_ADDRESSES - len(found)]})
    wanted = [one for one in found.values() if span.holds(one)]
    yield from sorted(wanted, key=lambda one: one.day, reverse=True)


def parse_sitemap(data: bytes) -> tuple[list[Address], list[Address]]:
    """The maps and the pages that a document lists, in its order.

    Raises:
        NoSitemap: it is none, or unpacks to more than 50 MB.
    """
    from lxml import etree

    if data[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            data = unpacker.decompress(data, _LARGEST)
        except zlib.error as error:
            raise NoSitemap(f"cannot be unpacked: {error}") from error
        if unpacker.unconsumed_tail:
            raise NoSitemap(f"unpacks to more than {_LARGEST // 1_000_000} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoSitemap(f"is no XML: {error}") from error
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise NoSitemap("is no sitemap")
    listed = [one for one in (_address(child) for child in root) if one is not None]
    return (listed, []) if _name(root) == "sitemapindex" else ([], listed)


def _address(element: Any) -> Address | None:
    told: dict[str, str] = {}
    for child in element.iter():
        if isinstance(child.tag, str) and child.text and child.text.strip():
            told.setdefault(_name(child), child.text.strip()[:4000])
    url = told.get("loc", "")
    if not url.startswith(("http://", "https://")):
        return None
    return Address(url, told.get("lastmod"), told.get("publication_date"), told.get("title"), told.get("name"))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
