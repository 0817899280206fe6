"""RSS and Atom: each entry is an article, or points to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flows.sources.check import check
from flows.sources.items import Candidate, Item, Refused, Rules

MOST_ENTRIES = 10_000
_BREAKS = re.compile(r"<\s*(?:/p|br\s*/?|/div|/li|/h[1-6]|/blockquote)\s*>", re.IGNORECASE)
_FEED_START = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed as text: ``text`` is what the feed itself carries of the article."""

    number: int
    url: str | None
    title: str | None
    text: str
    published: str | None
    publisher: str | None
    lang: str | None


def looks_like_feed(data: bytes) -> bool:
    """Whether a document is RSS or Atom, by its first element."""
    return bool(_FEED_START.search(data[:4096]))


def read_feed(data: bytes, file: str, rules: Rules) -> Iterator[Item]:
    """The articles that a feed carries in itself."""
    try:
        entries = parse_feed(data)
    except NoFeed as error:
        yield Refused(file, None, str(error), data[:4096])
        return
    for entry in entries:
        fields = {
            "text": "\n".join(part for part in (entry.text,) if part) or (entry.title or ""),
            "url": entry.url,
            "title": entry.title,
            "published": entry.published,
            "publisher": entry.publisher,
            "lang": entry.lang,
        }
        yield from check(Candidate(fields, file, entry.number, entry.text.encode("utf-8", "replace")), rules)


class NoFeed(ValueError):
    """A document is no feed, or has no entries; the message says which."""


def parse_feed(data: bytes) -> list[Entry]:
    """The entries of an RSS or Atom document, in its order.

    Raises:
        NoFeed: it is none, is broken beyond reading, or is empty.
    """
    import feedparser

    parsed: Any = feedparser.parse(data)
    if not parsed.get("version") and not parsed.entries:
        problem = parsed.get("bozo_exception")
        raise NoFeed("is no RSS or Atom feed" + (f": {problem}" if problem else ""))
    if not parsed.entries:
        raise NoFeed("the feed has no entries")
    channel = parsed.get("feed", {})
    lang = channel.get("language")
    return [_entry(n, e, channel.get("title"), lang) for n, e in enumerate(parsed.entries[:MOST_ENTRIES], 1)]


def _entry(number: int, entry: Any, publisher: str | None, lang: str | None) -> Entry:
    contents = [part.get("value", "") for part in entry.get("content", [])] or [entry.get("summary", "")]
    # Feeds name the language of their site, not of each entry: only a language that is read is worth passing on.
    named = (lang or "").lower()[:2]
    return Entry(
        number=number,
        url=entry.get("link") or None,
        title=plain(entry.get("title", "")) or None,
        text=plain(max(contents, key=len)),
        published=_date(entry),
        publisher=publisher,
        lang=named if named in ("ar", "en") else None,
    )


def _date(entry: Any) -> str | None:
    """The entry's date: the parsed one (always in UTC), else the words as given, so that a wrong one is told of."""
    for key in ("published", "updated"):
        parsed = entry.get(f"{key}_parsed")
        if parsed:
            try:
                year, month, day, hour, minute, second = parsed[:6]
                return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
            except (ValueError, TypeError):
                return str(entry.get(key))
        if entry.get(key):
            return str(entry[key])
    return None


def plain(markup: str) -> str:
    """The text of a piece of HTML, a line a paragraph."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree, html

    try:
        tree = html.fromstring(f"<div>{_BREAKS.sub(chr(10), markup)}</div>")
    except (etree.ParserError, ValueError):
        return ""
    for hidden in tree.xpath("//script|//style"):
        hidden.drop_tree()
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)
