"""The words of an article, found by their place and by how they can be read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from claims.words import Word, readings


class ArticleWords:
    """A text and its words, in order."""

    text: str
    words: Sequence[Word]

    def places(self, key: str) -> list[int]:
        """The indices of the words that can be read as this key: with the clitics before it, or without."""
        return self._by_reading.get(key, [])

    @cached_property
    def _by_reading(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            for reading in readings(word.text):
                out.setdefault(reading, []).append(i)
        return out

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self.words]

    def between(self, first: int, last: int) -> range:
        """The indices of the words that start in a stretch of text."""
        return range(bisect_left(self._starts, first), bisect_left(self._starts, last))

    def words_between(self, first: int, last: int) -> Sequence[Word]:
        """The words that start in a stretch of text."""
        span = self.between(first, last)
        return self.words[span.start : span.stop]

    def _after(self, place: int) -> int:
        return next((i for i, w in enumerate(self.words) if w.start >= place), len(self.words))
