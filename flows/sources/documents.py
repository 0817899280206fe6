"""One article a file: plain text, and pages whose body trafilatura finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from flows.sources.check import check
from flows.sources.decode import Undecodable, decode
from flows.sources.items import Candidate, Item, Note, Rules, refused

LONGEST_PAGE = 8 * 1024 * 1024
"""Bytes of a page that are parsed: building the tree of a larger one takes too long."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)

_POINTERS = (
    "//p[count(.//a) = 1 and string-length(normalize-space(.//a)) > 0"
    " and string-length(normalize-space(.)) - string-length(normalize-space(.//a)) < 20]"
)
"""Paragraphs that only point to another article ("Read also: …"): one link, and next to nothing beside it."""


def read_text(data: bytes, file: str, rules: Rules) -> Iterator[Item]:
    """A text file as an article."""
    bare = Candidate({}, file, None, data)
    try:
        text, encoding = decode(data)
    except Undecodable as error:
        yield refused(bare, str(error))
        return
    if encoding != "utf-8":
        yield Note(file, None, "encoding", "is not UTF-8; read as Windows-1256 (Arabic)")
    yield from check(Candidate({"text": text}, file, None, data), rules)


def read_page(
    data: bytes,
    file: str,
    rules: Rules,
    *,
    url: str | None = None,
    line: int | None = None,
    known: Mapping[str, Any] = {},
) -> Iterator[Item]:
    """A page as an article: body, title, date, publisher. ``known`` fills what the page does not tell."""
    bare = Candidate({}, file, line, data)
    if len(data) > LONGEST_PAGE:
        yield refused(bare, f"the page has {len(data) / 2**20:.1f} MiB, more than {LONGEST_PAGE >> 20} MiB")
        return
    try:
        text = _page_text(data)
    except Undecodable as error:
        yield refused(bare, str(error))
        return
    found = extract_page(text, url)
    if not found.get("text"):
        yield refused(bare, "the page has no article text")
        return
    fields = {**found, **{key: value for key, value in known.items() if value and not found.get(key)}}
    if url:
        fields["url"] = url
    yield from check(Candidate(fields, file, line, data), rules)


def extract_page(html: str, url: str | None = None) -> dict[str, Any]:
    """The keys of an article that a page shows; empty where no body is found."""
    found = _extracted(html, url, favor_precision=True) or _extracted(html, url)  # pages laid out by tables
    if found is None:
        return {}
    values = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    keys = {"text": "text", "title": "title", "date": "published", "url": "url", "sitename": "publisher"}
    fields = {ours: values[theirs] for theirs, ours in keys.items() if values.get(theirs)}
    if fields.get("publisher") == urlsplit(url or "").netloc:
        fields.pop("publisher", None)  # no name was found, only the host's
    return fields


def _extracted(html: str, url: str | None, **more: Any) -> Any:
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            fast=True,
            prune_xpath=_POINTERS,
            **more,
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None  # pages broken in ways that its parser does not expect


def _page_text(data: bytes) -> str:
    """The page's characters: UTF-8, else the encoding it names, else what can be told."""
    try:
        return decode(data)[0]
    except Undecodable:
        named = _CHARSET.search(data[:4096])
        if not named:
            raise
        try:
            return data.decode(named.group(1).decode("ascii"), errors="replace")
        except LookupError:
            raise Undecodable(f"names an unknown encoding ({named.group(1).decode('ascii')})") from None
