"""JSON: an article a line (``.jsonl``, plain or gzipped), or one document (``.json``) with one or several."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import IO, Any

from flows.sources.check import check
from flows.sources.decode import Undecodable, decode
from flows.sources.items import LONGEST_RECORD, Candidate, Item, Note, Refused, Rules, refused
from flows.sources.lines import EndlessLine, Line, read_lines

_LIST_KEYS = ("articles", "items", "data")


def read_jsonl(stream: IO[bytes], file: str, rules: Rules) -> Iterator[Item]:
    """The articles of a stream of JSON lines."""
    seen, noted = False, False
    try:
        for line in read_lines(stream):
            seen = True
            for item in read_line(line, file, rules):
                if isinstance(item, Note) and item.kind == "encoding":
                    if noted:
                        continue
                    noted = True
                yield item
    except EndlessLine as error:
        seen = True
        yield Refused(file, None, str(error))
    except (OSError, EOFError, zlib.error) as error:
        seen = True
        yield Refused(file, None, f"cannot be read on: {error}; what came before is kept")
    if not seen:
        yield Refused(file, None, "is empty")


def read_line(line: Line, file: str, rules: Rules) -> Iterator[Item]:
    """The article of one JSON line, or its refusal."""
    bare = Candidate({}, file, line.number, line.data, whole=not line.too_long)
    if line.too_long:
        yield refused(bare, f"the line has {_size(line.size)}, more than {LONGEST_RECORD >> 20} MiB")
        return
    try:
        text, encoding = decode(line.data)
        content = parse(text)
    except (Undecodable, NotJson) as error:
        yield refused(bare, str(error))
        return
    if encoding != "utf-8":
        yield Note(file, line.number, "encoding", "is not UTF-8; read as Windows-1256 (Arabic), as are lines like it")
    yield from _checked(content, bare, rules)


def read_json(data: bytes, file: str, rules: Rules) -> Iterator[Item]:
    """The articles of one JSON document: an object, a list of objects, or an object with a list of them."""
    whole = Candidate({}, file, None, data)
    try:
        text, encoding = decode(data)
        content = parse(text)
    except (Undecodable, NotJson) as error:
        yield refused(whole, str(error))
        return
    if encoding != "utf-8":
        yield Note(file, None, "encoding", "is not UTF-8; read as Windows-1256 (Arabic)")
    if isinstance(content, dict) and "text" not in content:
        content = next((content[key] for key in _LIST_KEYS if isinstance(content.get(key), list)), content)
    if not isinstance(content, list):
        yield from _checked(content, whole, rules)
        return
    if not content:
        yield refused(whole, "holds an empty list")
    for number, entry in enumerate(content, 1):
        payload = json.dumps(entry, ensure_ascii=True).encode("ascii")
        yield from _checked(entry, Candidate({}, file, number, payload), rules)


def _checked(content: Any, bare: Candidate, rules: Rules) -> Iterator[Item]:
    if not isinstance(content, dict):
        yield refused(bare, "is no JSON object")
        return
    yield from check(Candidate(content, bare.file, bare.line, bare.payload, bare.whole), rules)


class NotJson(ValueError):
    """A text is no JSON; the message says where and why."""


def parse(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        NotJson: it is none, is nested without end, or is cut off.
    """
    try:
        return json.loads(text, parse_int=_integer)
    except json.JSONDecodeError as error:
        if "\0" in text:
            raise NotJson(f"is no JSON: holds null bytes (the first at column {text.index(chr(0)) + 1})") from None
        raise NotJson(f"is no JSON: {error.msg} at column {error.pos + 1}") from None
    except RecursionError:
        raise NotJson("is no article: nested too deep") from None


def _integer(digits: str) -> int | float:
    """Numbers of thousands of digits take quadratic time, and Python refuses them with an error of its own."""
    return int(digits) if len(digits) < 400 else float("inf")


def _size(count: int) -> str:
    return f"{count / 2**20:.1f} MiB"
