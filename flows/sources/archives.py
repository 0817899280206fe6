"""WARC archives: each page that was answered with success is an article."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import IO, Any

from flows.sources.documents import LONGEST_PAGE, read_page
from flows.sources.items import Item, Refused, Rules
from flows.sources.kept import FIELDS, KNOWN
from flows.sources.lines import Line
from flows.sources.records import read_line

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: IO[bytes], file: str, rules: Rules) -> Iterator[Item]:
    """The articles of an archive, gzipped or not. ``line`` of an item is the number of its record."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = pages = 0
    try:
        for record in ArchiveIterator(stream):
            number += 1
            if not (_is_page(record) or _is_article(record)):
                continue
            pages += 1
            url = record.rec_headers.get_header("WARC-Target-URI")
            data = record.content_stream().read(LONGEST_PAGE + 1)
            if _is_page(record):
                yield from read_page(data, file, rules, url=url, line=number, known=_known(record))
            else:
                yield from read_line(Line(number, data, len(data)), file, rules)
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error, ValueError) as error:
        yield Refused(
            file, number + 1, f"the archive cannot be read on: {_first_line(error)}; what came before is kept"
        )
    if not number:
        yield Refused(file, None, "holds no WARC record")
    elif not pages:
        yield Refused(file, None, f"holds no page among its {number} records")


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind in _PAGES


def _is_article(record: Any) -> bool:
    """An article that a feed carried in itself, as it is kept beside the warehouse."""
    return bool(record.rec_type == "resource" and record.rec_headers.get_header("Content-Type") == FIELDS)


def _known(record: Any) -> dict[str, str]:
    """What was known of a page beside it, where it was kept by this program."""
    try:
        told = json.loads(record.rec_headers.get_header(KNOWN) or "{}")
    except ValueError:
        return {}
    allowed = ("title", "published", "publisher", "lang")
    return {key: told[key] for key in allowed if isinstance(told.get(key), str)} if isinstance(told, dict) else {}


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
