"""Which articles tell the same story: copies, light edits and shortened prints of one text, by MinHash over shingles.

After Broder, On the resemblance and containment of documents (1997): the share of equal minima of two sketches
estimates the share of common shingles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from claims.model import stable_id

WORDS = 4
MINIMA = 32
OVERLAP = 0.6
"""Share of the shorter text's shingles that must be common."""
RESEMBLANCE = 0.25
"""Below it the estimate from ``MINIMA`` minima is too rough to speak of an overlap."""
WITHIN = timedelta(days=3)
_LAST_DAY = date.max.toordinal()
_WORD = re.compile(r"\w+")
_PRIME = np.uint64((1 << 61) - 1)
_SEEDS = np.random.default_rng(20160904).integers(1, 1 << 61, size=(2, MINIMA), dtype=np.uint64)
Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """``MINIMA`` minima of hashed shingles of ``WORDS`` folded words, and behind them the number of shingles."""
    words = _WORD.findall(text.casefold())
    count = max(len(words) - WORDS + 1, 1)
    shingles = {" ".join(words[i : i + WORDS]) for i in range(count)}
    hashes = np.fromiter((_hash(s) for s in shingles), dtype=np.uint64, count=len(shingles))
    mixed: npt.NDArray[np.uint64] = hashes[:, None] * _SEEDS[0] + _SEEDS[1]
    return (*(int(value) for value in (mixed % _PRIME).min(axis=0)), len(shingles))


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of shingles that two texts have in common, estimated: 0 to 1."""
    return sum(a == b for a, b in zip(one[:MINIMA], other[:MINIMA], strict=True)) / MINIMA


def overlap(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the shorter text's shingles that the other has too, estimated: 0 to 1."""
    alike = resemblance(one, other)
    if len(one) <= MINIMA or len(other) <= MINIMA:  # sketches of the first schema do not tell how many there are
        return alike
    common = alike / (1 + alike) * (one[MINIMA] + other[MINIMA])
    return min(1.0, common / max(1, min(one[MINIMA], other[MINIMA])))


@dataclass(slots=True)
class Piece:
    """An article among others: its day is that of its publication, or of its arrival where none is known."""

    article_id: str
    lang: str
    moment: datetime
    sketch: Sequence[int]
    story_id: str = ""

    def days(self) -> list[date]:
        """The days on which a copy may have been published."""
        ordinal = self.moment.date().toordinal()
        reach = WITHIN.days
        return [date.fromordinal(n) for n in range(max(1, ordinal - reach), min(_LAST_DAY, ordinal + reach) + 1)]

    def is_copy(self, other: Piece) -> bool:
        """Whether two articles tell one story."""
        return (
            abs(self.moment - other.moment) <= WITHIN
            and resemblance(self.sketch, other.sketch) >= RESEMBLANCE
            and overlap(self.sketch, other.sketch) >= OVERLAP
        )


class Stories:
    """Articles in groups of copies. The groups are the same in whatever order the articles come.

    A story is named for its earliest article: ids sort by day. Only articles that share a minimum are compared.
    """

    def __init__(self, known: Iterable[Piece]) -> None:
        self._by_minimum: dict[tuple[str, int, int], list[Piece]] = {}
        self._joined: dict[str, str] = {}
        for piece in known:
            self._add(piece)

    def place(self, piece: Piece) -> None:
        """Join an article with its copies; stories that it holds together become one."""
        piece.story_id = f"story-{piece.moment:%Y%m%d}-{stable_id('s', piece.article_id)[2:]}"
        near = {
            id(other): other
            for key in self._keys(piece)
            for other in self._by_minimum.get(key, ())
            if other.article_id != piece.article_id
        }
        stories = {self.story(other.story_id) for other in near.values() if piece.is_copy(other)} | {piece.story_id}
        first = min(stories)
        self._joined.update({other: first for other in stories if other != first})
        self._add(piece)

    def story(self, story_id: str) -> str:
        """The story that another one became, or itself."""
        while story_id in self._joined:
            story_id = self._joined[story_id]
        return story_id

    def joined(self) -> dict[str, str]:
        """Stories that became part of another one, with that one."""
        return {story_id: self.story(story_id) for story_id in self._joined}

    def _add(self, piece: Piece) -> None:
        for key in self._keys(piece):
            self._by_minimum.setdefault(key, []).append(piece)

    @staticmethod
    def _keys(piece: Piece) -> list[tuple[str, int, int]]:
        return [(piece.lang, n, value) for n, value in enumerate(piece.sketch[:MINIMA])]
