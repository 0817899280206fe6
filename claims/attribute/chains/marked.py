"""Marked articles as training reads them: text files, compressed or not, and spans as token numbers."""

from __future__ import annotations

import bisect
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from claims.read import Token


@dataclass(frozen=True)
class Marked:
    """An attribution as token numbers."""

    source: list[int]
    cue: list[int]
    content: list[int]


def open_text(path: Path) -> IO[str]:
    """A text file, compressed or not."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def read_marked(tokens: Sequence[Token], attributions: Sequence[dict[str, Any]]) -> list[Marked]:
    """Marked attributions as token numbers; those without cue or content are left out."""
    starts = [token.start for token in tokens]

    def numbers(spans: list[list[int]]) -> list[int]:
        return [
            i
            for start, end in spans
            for i in range(max(0, bisect.bisect_right(starts, start) - 1), bisect.bisect_left(starts, end))
            if tokens[i].end > start
        ]

    marked = [Marked(*(numbers(one[key]) for key in ("source", "cue", "content"))) for one in attributions]
    return [one for one in marked if one.cue and one.content]
