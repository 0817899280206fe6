"""A document as English attribution looks at it: folded words, sentences, quotations of double and single marks."""

from __future__ import annotations

import bisect
import re

from claims.attribute.english.lexicon import Lexicon
from claims.attribute.quotations import quotations
from claims.model import Span
from claims.read import Document

_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[\u2014\u2013:])|^)[\u2018'](?=[^\W_]|\$|\u00a3)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[\u2019'](?![^\W_])")
_LONGEST_SINGLE = 1_500


class View:
    """Arrays over the tokens of a document.

    ``norm[i]`` is the folded token, ``sentence[i]`` its sentence, ``quote[i]`` the index of the outermost
    quotation that holds token i or −1, ``opens`` and ``closes`` map the first and last token of a quotation to it.
    """

    def __init__(self, document: Document, words: Lexicon) -> None:
        self.document = document
        self.words = words
        self.tokens = document.tokens
        self.norm = [token.norm for token in document.tokens]
        self.count = len(self.norm)
        self._words = [token.is_word for token in document.tokens]
        self.sentence = [0] * self.count
        for number, (first, past) in enumerate(document.sentences):
            self.sentence[first:past] = [number] * (past - first)
        self.quotes = _outermost(document)
        self.quote = [-1] * self.count
        self.opens: dict[int, int] = {}
        self.closes: dict[int, int] = {}
        self._place_quotes()

    def _place_quotes(self) -> None:
        at = 0
        for index, (start, end) in enumerate(self.quotes):
            while at < self.count and self.tokens[at].start < start:
                at += 1
            first = at
            while at < self.count and self.tokens[at].start < end:
                self.quote[at] = index
                at += 1
            if at > first:
                self.opens[first] = index
                self.closes[at - 1] = index

    def is_word(self, i: int) -> bool:
        return self._words[i]

    def capital(self, i: int) -> bool:
        return self.tokens[i].text[:1].isupper()

    def span(self, first: int, past: int) -> Span:
        """Code points of tokens ``first`` to ``past`` (exclusive)."""
        return self.tokens[first].start, self.tokens[past - 1].end

    def trimmed(self, first: int, past: int, marks: str = ",;:.\u2014\u2013- ") -> Span:
        """Tokens ``first`` to ``past`` without marks of ``marks`` at either end."""
        while first < past and self.tokens[first].text in marks:
            first += 1
        while first < past and self.tokens[past - 1].text in marks:
            past -= 1
        return first, past

    def quote_end(self, i: int) -> int:
        """The token behind the quotation that holds token i."""
        index = self.quote[i]
        while i < self.count and self.quote[i] == index:
            i += 1
        return i

    def quote_start(self, i: int) -> int:
        """The first token of the quotation that holds token i."""
        index = self.quote[i]
        while i > 0 and self.quote[i - 1] == index:
            i -= 1
        return i


def _outermost(document: Document) -> list[Span]:
    """Quotations that stand in no other, in order: of double marks, and of single ones outside them."""
    double = [(q.start, q.end) for q in quotations(document) if q.depth == 0]
    ends = [end for _, end in double]
    single = []
    for first, past in document.paragraphs:
        for span in _single(document.text, first, past):
            behind = bisect.bisect_right(ends, span[0])
            if behind == len(double) or double[behind][0] >= span[1]:
                single.append(span)
    return sorted(double + single)


def _single(text: str, first: int, past: int) -> list[Span]:
    """Quotations between single marks in a paragraph. A closing mark behind a stop or comma is preferred, since a
    plural possessive (``workers'``) looks like one."""
    out: list[Span] = []
    at = first
    while opened := _SINGLE_OPEN.search(text, at, past):
        start = opened.start()
        following = _SINGLE_OPEN.search(text, start + 1, past)
        limit = min(following.start() if following else past, start + _LONGEST_SINGLE)
        closers = [m.start() for m in _SINGLE_CLOSE.finditer(text, start + 1, limit)]
        firm = [c for c in closers if text[c - 1] in ",.!?\u2026"]
        plain = [c for c in closers if text[c - 1] != "s"]
        chosen = firm or plain or closers
        if not chosen:
            at = start + 1
            continue
        out.append((start, chosen[0] + 1))
        at = chosen[0] + 1
    return out


def is_of_time(view: View, start: int, past: int) -> bool:
    """Whether what follows a verb is the preposition of a day or month: «insisted on Tuesday that»."""
    if not start < past < view.count or view.norm[past - 1] not in view.words["prepositions"]:
        return False
    return view.norm[past] in view.words["days"] | view.words["months"]
