"""Lines of a stream, bounded: a line that is too long is told of and passed over without being loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from flows.sources.items import LONGEST_PAYLOAD, LONGEST_RECORD

_LONGEST_SKIPPED = 2 * 1024**3
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, counted from 1. Of one that is too long ``data`` is only the start."""

    number: int
    data: bytes
    size: int

    @property
    def too_long(self) -> bool:
        return self.size > len(self.data)


class EndlessLine(ValueError):
    """A line went on for gigabytes: a compressed bomb, or no text at all."""


def read_lines(stream: IO[bytes], longest: int = LONGEST_RECORD) -> Iterator[Line]:
    """The lines of a binary stream that hold something. At most ``longest`` bytes are in memory.

    Raises:
        EndlessLine: no line end within two gigabytes.
    """
    number = 0
    while True:
        data = stream.readline(longest + 1)
        if not data:
            return
        number += 1
        if len(data) > longest and not data.endswith(b"\n"):
            size = len(data) + _skip(stream, number)
            yield Line(number, data[:LONGEST_PAYLOAD], size)
            continue
        data = data.rstrip(b"\r\n")
        if data.strip():
            yield Line(number, data, len(data))


def _skip(stream: IO[bytes], number: int) -> int:
    skipped = 0
    while True:
        piece = stream.readline(_STEP)
        skipped += len(piece)
        if not piece or piece.endswith(b"\n"):
            return skipped
        if skipped > _LONGEST_SKIPPED:
            raise EndlessLine(f"line {number} goes on for more than {_LONGEST_SKIPPED >> 30} GiB; the rest is left out")
