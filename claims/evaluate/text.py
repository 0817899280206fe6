"""The units in which spans are compared, quotation marks, and the heads of source phrases.

A span becomes the set of units it touches: words (letters, digits and the marks on them) and other characters, one by
one. Spans are compared by their words, so that it does not matter whether a system keeps the quotation marks; a span
without words is compared by all of its units.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from claims.configuration import shipped_yaml
from claims.model import Spans, SpeechType

Role = Literal["source", "cue", "content"]
DIRECT = 0.9
"""Share of a content's words in quotation marks from which it is direct speech."""
_LISTS: Mapping[str, list[str]] = shipped_yaml("lexicons/scoring.yaml")
_HEAD_ENDS = frozenset(word for name in ("head_ends", "head_ends_ar", "head_ends_marks") for word in _LISTS[name])
_NO_HEAD = frozenset(_LISTS["no_head"])
_CLOSERS = {
    "\u201c": "\u201d",
    "\u201e": "\u201d\u201c",
    "\u201f": "\u201d",
    "\u00ab": "\u00bb",
    "\u2039": "\u203a",
    "\u2018": "\u2019",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
}
_TURNED = {"\u201d": "\u201c", "\u00bb": "\u00ab"}
"""Closing marks that some pages open with."""
_STRAIGHT = '"\uff02'


@lru_cache(maxsize=64)
def _unit_pattern(marks: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[\w{marks}]|(?<=[^\W_])['\u2019](?=[^\W_]))+|\S")


def _combining(text: str) -> str:
    return "".join(sorted(c for c in set(text) if unicodedata.category(c)[0] == "M"))


class Text:
    """A text cut into units; ``quoted[i]`` tells whether code point i is inside quotation marks, marks included."""

    def __init__(self, text: str) -> None:
        self.text = text
        marks = _combining(text)
        self.spans = [(m.start(), m.end()) for m in _unit_pattern(re.escape(marks)).finditer(text)]
        self.starts = [start for start, _ in self.spans]
        self.is_word = [text[s].isalnum() or text[s] == "_" or text[s] in marks for s, _ in self.spans]
        self.quoted = quoted(text)

    def clean(self, spans: Iterable[Sequence[int]]) -> Spans:
        """The spans in order, without white space around them; empty ones dropped."""
        out = []
        for start, end in spans:
            piece = self.text[start:end]
            first = start + len(piece) - len(piece.lstrip())
            past = first + len(piece.strip())
            if first < past:
                out.append((first, past))
        return tuple(sorted(out))

    def units(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        """The indices of all units that the spans touch."""
        out: set[int] = set()
        for start, end in spans:
            at = max(0, bisect_right(self.starts, start) - 1)
            while at < len(self.spans) and self.spans[at][0] < end:
                if self.spans[at][1] > start:
                    out.add(at)
                at += 1
        return frozenset(out)

    def words(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        """The indices of the words that the spans touch; of all units where there is no word."""
        every = self.units(spans)
        return frozenset(unit for unit in every if self.is_word[unit]) or every

    def speech(self, spans: Iterable[Sequence[int]]) -> SpeechType:
        """Direct, mixed or indirect, by how many of the words are in quotation marks."""
        words = [unit for unit in self.units(spans) if self.is_word[unit]]
        inside = sum(self.quoted[self.spans[unit][0]] for unit in words)
        if not inside:
            return "indirect"
        return "direct" if inside / len(words) >= DIRECT else "mixed"

    def head(self, spans: Iterable[Sequence[int]]) -> int | None:
        """The likely head of a source phrase: its first word in Arabic, in English the last before a modifier."""
        ordered = sorted(self.units(spans))
        kept: list[int] = []
        for unit in ordered:
            start, end = self.spans[unit]
            said = self.text[start:end].lower()
            if kept and said in _HEAD_ENDS:
                break
            if self.is_word[unit] and (kept or said not in _NO_HEAD | _HEAD_ENDS):
                kept.append(unit)
        if not kept:
            words = [unit for unit in ordered if self.is_word[unit]]
            return words[-1] if words else None
        arabic = "ARABIC" in unicodedata.name(self.text[self.spans[kept[0]][0]], "")
        return kept[0] if arabic else kept[-1]


def quoted(text: str) -> list[bool]:
    """For every code point whether it is inside quotation marks.

    The end of a paragraph ends a quotation, so that an opening mark repeated before each paragraph needs no closing
    one. A straight mark opens and closes in turn; a single curly mark counts only where it cannot be an apostrophe.
    """
    out = [False] * len(text)
    first = 0
    for paragraph in text.split("\n"):
        for start, end in _quotations(paragraph):
            out[first + start : first + end] = [True] * (end - start)
        first += len(paragraph) + 1
    return out


def _quotations(paragraph: str) -> Iterable[tuple[int, int]]:
    start, closers = -1, ""
    for place, mark in enumerate(paragraph):
        if not closers:
            closers = _opened(paragraph, place, mark)
            start = place
        elif mark in closers and not (mark == "\u2019" and paragraph[place + 1 : place + 2].isalnum()):
            yield start, place + 1
            closers = ""
    if closers and closers != "\u2019":
        yield start, len(paragraph)


def _opened(paragraph: str, place: int, mark: str) -> str:
    """The marks that close what this one opens; empty where it opens nothing."""
    if mark in _STRAIGHT:
        return _STRAIGHT
    inside_word = paragraph[place - 1 : place].isalnum() if place else False
    if mark == "\u2018" and (inside_word or "\u2019" not in paragraph[place + 1 :]):
        return ""
    if mark in _TURNED:
        return _TURNED[mark] if not inside_word and paragraph[place + 1 : place + 2].isalnum() else ""
    return _CLOSERS.get(mark, "")
