"""What a reader yields: an article, a refusal, or a note about an article that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from claims.model import Article, Lang

UTC = ZoneInfo("UTC")
LONGEST_RECORD = 32 * 1024 * 1024
"""Bytes of one line or document that are read; a longer one is refused without being loaded."""
LONGEST_PAYLOAD = 64 * 1024
"""Bytes of a refused record that are kept for looking at it and trying again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that became no article. ``line`` counts from 1 (entries where a file has no lines), None for a whole
    file; ``payload`` is the start of the record as it came; ``whole`` tells that nothing of it was cut off."""

    file: str
    line: int | None
    reason: str
    payload: bytes = b""
    whole: bool = False

    def __str__(self) -> str:
        return f"{place(self.file, self.line)}: refused: {self.reason}"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at in a record that is kept. ``kind`` groups notes of one sort."""

    file: str
    line: int | None
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{place(self.file, self.line)}: note: {self.message}"


@dataclass(frozen=True, slots=True)
class Read:
    """An article with the place it came from."""

    article: Article
    file: str
    line: int | None


Item = Read | Refused | Note


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record before it is checked: the keys of an article, as found."""

    fields: Mapping[str, Any]
    file: str
    line: int | None
    payload: bytes = b""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for all records of a source: ``now`` tells which dates lie in the future, the rest fills gaps."""

    now: datetime | None = None
    zone: ZoneInfo = UTC
    publisher: str | None = None
    lang: Lang | None = None


def place(file: str, line: int | None) -> str:
    """A place as editors understand it: ``file`` or ``file:line``."""
    return file if line is None else f"{file}:{line}"


def refused(candidate: Candidate, reason: str) -> Refused:
    """The refusal of a checked record, with as much of it as is kept."""
    payload = candidate.payload
    whole = candidate.whole and len(payload) <= LONGEST_PAYLOAD
    return Refused(candidate.file, candidate.line, reason, payload[:LONGEST_PAYLOAD], whole)
