"""Words that stand in a headline: there every word has a capital, and capitals tell no names.

Lines in headline case («Harbour Vote Splits Premier»), titles of works in quotation marks, and stretches in capitals
(«FIGURING OUT THE NEW PLATFORM»).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from claims.actors.closed_classes import closed_words
from claims.words import Word

_LONG = 4  # letters of words that a headline writes with a capital
_LEAST = 4  # of such words in a line
_MOST_WORDS = 30
_STRETCH = 3  # words in capitals side by side that are no names
_SHORT = frozenset({"a", "i", "of", "to", "in", "on", "is", "it", "as", "at", "by", "be", "we", "or"})
_NEAR = re.compile(r"['\u2019]?[ -]")
_QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d\n]{10,150}[\"\u201d]")
_ENDS = re.compile(r"[.!?][\"\u201d\u2019']?\s+[A-Z]")


def headline_starts(text: str, words: Sequence[Word]) -> frozenset[int]:
    """Where the words of a text start that stand in headline case or in a stretch of capitals."""
    found: set[int] = set()
    i = 0
    while i < len(words):
        end = text.find("\n", words[i].start)
        end = len(text) if end < 0 else end
        past = i
        while past < len(words) and words[past].start < end:
            past += 1
        line = words[i:past]
        if _in_headline_case(text[line[0].start : end], line):
            found.update(w.start for w in line)
        else:
            found.update(_shouted(text, line))
        i = past
    return frozenset(found | _titles(text, words))


def _titles(text: str, words: Sequence[Word]) -> set[int]:
    """The words of titles of works, which quotation marks hold: «"Just a Few Hard Truths About the Club"»."""
    found: set[int] = set()
    starts = [w.start for w in words]
    for quoted in _QUOTED.finditer(text):
        inside = words[bisect_left(starts, quoted.start()) : bisect_left(starts, quoted.end())]
        if inside and _in_headline_case(quoted[0], inside):
            found.update(w.start for w in inside)
    return found


def _in_headline_case(text: str, line: Sequence[Word]) -> bool:
    long = [w for w in line if len(w.text) >= _LONG]
    if len(line) > _MOST_WORDS or _ENDS.search(text):
        return False
    if len(long) < _LEAST:
        return len(line) >= _LEAST and all(w.capital or len(w.text) < _LONG for w in line) and line[-1].capital
    return all(w.capital or w.key in closed_words() for w in long)


def _shouted(text: str, line: Sequence[Word]) -> set[int]:
    """The words of stretches in capitals."""
    found: set[int] = set()
    run: list[Word] = []
    for word in (*line, None):
        loud = word is not None and word.text.isupper() and (len(word.text) > 1 or word.key in _SHORT)
        near = bool(run) and word is not None and bool(_NEAR.fullmatch(text, run[-1].end, word.start))
        if loud and (near or not run):
            run.append(word)  # type: ignore[arg-type]
            continue
        if len(run) >= _STRETCH:
            found.update(w.start for w in run)
        run = [word] if loud and word is not None else []
    return found
