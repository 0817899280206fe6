"""Paths to articles: folders are walked in order, each file is read by what its name says it is."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from flows.sources.archives import read_warc
from flows.sources.documents import read_page, read_text
from flows.sources.feeds import looks_like_feed, read_feed
from flows.sources.items import LONGEST_RECORD, Item, Note, Refused, Rules
from flows.sources.records import read_json, read_jsonl

STDIN = "-"
_WHOLE: dict[str, Callable[[bytes, str, Rules], Iterator[Item]]] = {
    ".json": read_json,
    ".txt": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
}
_STREAMED: dict[str, Callable[[IO[bytes], str, Rules], Iterator[Item]]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".warc": read_warc,
}
SUFFIXES = tuple(sorted((*_STREAMED, *_WHOLE, *(f"{suffix}.gz" for suffix in (*_STREAMED, *_WHOLE)))))


class NoSuchPath(ValueError):
    """A path that was named does not exist or is of no kind that is read."""


def check_paths(paths: Iterable[str]) -> None:
    """Look at all paths before anything is read.

    Raises:
        NoSuchPath: one does not exist, or is a file of a kind that is not read.
    """
    for path in paths:
        if path == STDIN:
            continue
        if not os.path.exists(path):
            raise NoSuchPath(f"{path}: no such file or folder")
        if not os.path.isdir(path) and kind_of(path) is None:
            raise NoSuchPath(f"{path}: not a kind of file that is read ({', '.join(SUFFIXES)})")


def kind_of(path: str) -> str | None:
    """The suffix that says how a file is read, without ``.gz``; None where it is not read."""
    suffix = Path(path.lower().removesuffix(".gz")).suffix
    return suffix if suffix in _WHOLE or suffix in _STREAMED else None


def read_paths(paths: Iterable[str], rules: Rules, stdin: IO[bytes] | None = None) -> Iterator[Item]:
    """The articles of files and folders, in order; ``-`` is the stream ``stdin``, JSON lines."""
    for path in paths:
        if path == STDIN:
            if stdin is not None:
                yield from read_jsonl(stdin, "<stdin>", rules)
        elif os.path.isdir(path):
            yield from _read_folder(path, rules)
        else:
            yield from read_file(path, rules)


def _read_folder(folder: str, rules: Rules) -> Iterator[Item]:
    passed_over = found = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = os.path.join(parent, name)
            if kind_of(path) is None or not os.path.isfile(path):
                passed_over += 1
                continue
            found += 1
            yield from read_file(path, rules)
    if passed_over:
        yield Note(folder, None, "other files", f"{passed_over} files of other kinds passed over")
    if not found:
        yield Note(folder, None, "empty folder", "holds no file that is read")


def read_file(path: str, rules: Rules) -> Iterator[Item]:
    """The articles of one file."""
    kind = kind_of(path)
    if kind is None:
        yield Refused(path, None, f"not a kind of file that is read ({', '.join(SUFFIXES)})")
        return
    try:
        if not os.path.isfile(path):
            yield Refused(path, None, "is no file")
            return
        with _opened(path) as stream:
            if kind in _STREAMED:
                yield from _STREAMED[kind](stream, path, rules)
            else:
                yield from _read_whole(stream, path, kind, rules)
    except (OSError, EOFError) as error:
        yield Refused(path, None, f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _opened(path: str) -> IO[bytes]:
    # warcio inflates member by member by itself, and must see the file as it is.
    if path.lower().endswith(".gz") and kind_of(path) != ".warc":
        return gzip.open(path, "rb")  # type: ignore[return-value]
    return open(path, "rb")


def _read_whole(stream: IO[bytes], path: str, kind: str, rules: Rules) -> Iterator[Item]:
    data = stream.read(LONGEST_RECORD + 1)
    if not data.strip():
        yield Refused(path, None, "is empty")
    elif len(data) > LONGEST_RECORD:
        yield Refused(path, None, f"has more than {LONGEST_RECORD >> 20} MiB; split it, or use .jsonl", data[:4096])
    else:
        yield from read_bytes(data, path, kind, rules)


def read_bytes(data: bytes, file: str, kind: str, rules: Rules) -> Iterator[Item]:
    """The articles of one document of a kind that is read whole (see ``kind_of``)."""
    if kind in (".html", ".htm") and looks_like_feed(data):
        yield from read_feed(data, file, rules)
    else:
        yield from _WHOLE[kind](data, file, rules)
