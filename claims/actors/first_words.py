"""Which names of the registry may begin at a word of a text: one look-up for the many words where none does."""

from __future__ import annotations

from collections.abc import Iterable

from claims.words import readings

NAME, DEMONYM, OFFICE = 1, 2, 4
_MOST_KEPT = 200_000


class FirstWords(dict[str, int]):
    """``NAME``, ``DEMONYM`` and ``OFFICE``, added up, for what may begin at a word as written, clitics allowed.

    Read from the first key words of listed names, of demonyms, and of offices and portfolios. What it has told of a
    spelling is kept, since the words of news are few; the same word always gets the same answer.
    """

    def __init__(self, names: Iterable[str] = (), demonyms: Iterable[str] = (), offices: Iterable[str] = ()) -> None:
        super().__init__()
        self._flags: dict[str, int] = {}
        for flag, firsts in ((NAME, names), (DEMONYM, demonyms), (OFFICE, offices)):
            for first in firsts:
                self._flags[first] = self._flags.get(first, 0) | flag

    def __missing__(self, word: str) -> int:
        told = 0
        for reading in readings(word):
            told |= self._flags.get(reading, 0)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = told
        return told
