"""Who or what opens the sentences of an English article: the subject that a title or a pronoun after it may mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from claims.actors.english_relatives import POSSESSIVES
from claims.actors.english_verbs import tells_of_itself
from claims.actors.english_words import ARTICLES, DEFINITE, ends_in_role, past_head
from claims.actors.introductions import JOINED, Introductions
from claims.actors.lexicon import lexicon
from claims.actors.scan import Scan
from claims.model import Span
from claims.read import Document
from claims.words import Word

_OPENS_QUOTE = re.compile(r"\s*[\"\u201c\u2018\u00ab]")
_COMPLEMENTS = frozenset({"of", "for"})
_JOINING = frozenset({"and", "but", "yet", "so"})
_FRONTED = 12  # words of a phrase before the subject, closed by a comma
_LONGEST_TITLE = 8
_COMMA = re.compile(r",\s")


def _is_short(words: Sequence[Word]) -> bool:
    """Whether behind a title's head stand only the capitals of what it heads: «The leader of the Liberal Forum»."""
    behind = words[past_head(words) :]
    return all(w.capital or w.key in _COMPLEMENTS or w.key in ARTICLES or w.key == "and" for w in behind)


class Opening(NamedTuple):
    """The subject that opens a sentence: its phrase, and the words of the name where it has one."""

    start: int
    end: int
    name: tuple[Word, ...]


class Subjects:
    """The sentences of an article and their subjects."""

    def __init__(self, document: Document, scan: Scan, introductions: Introductions) -> None:
        self._scan, self._introductions = scan, introductions
        tokens = document.tokens
        self.sentences: Sequence[Span] = [(tokens[a].start, tokens[b - 1].end) for a, b in document.sentences]
        self._starts = [start for start, _ in self.sentences]
        self._paragraphs = [start for start, _ in document.paragraphs]
        self._alone = {word.start for word in scan.opening_names}
        self._runs = {run[0].start: run for run in scan.full_names}
        self._families = {run[-1].key for run in scan.full_names}

    def sentence(self, place: int) -> int:
        """The number of the sentence that holds a place; -1 before the first."""
        return bisect_right(self._starts, place) - 1

    def paragraph(self, place: int) -> int:
        return bisect_right(self._paragraphs, place) - 1

    def before(self, place: int) -> Span | None:
        """The sentence straight before that of a place, in the same paragraph."""
        n = self.sentence(place)
        if n < 1 or self.paragraph(self._starts[n - 1]) != self.paragraph(self._starts[n]):
            return None
        return self.sentences[n - 1]

    def after(self, place: int) -> Span | None:
        """The sentence straight after that of a place, in the same paragraph."""
        n = self.sentence(place) + 1
        if not 0 < n < len(self.sentences) or self.paragraph(self._starts[n - 1]) != self.paragraph(self._starts[n]):
            return None
        return self.sentences[n]

    def names_in(self, sentence: Span) -> list[tuple[Word, ...]]:
        """The full names in a sentence, and family names alone of people whom the text names in full."""
        words, out, past = self._scan.words_between(*sentence), [], -1
        for word in words:
            run = self._runs.get(word.start)
            if run is None and word.capital and word.key in self._families and word.start > past:
                run = (word,)
            if run is not None:
                out.append(run)
                past = run[-1].start
        return out

    def opening(self, sentence: Span, families: Collection[str] = ()) -> Opening | None:
        """The person, or the definite title, that opens a sentence; None where something else does.

        ``families`` are keys of family names that the article knows.
        """
        if _OPENS_QUOTE.match(self._scan.text, sentence[0]):
            return None
        words = self._scan.words_between(max(sentence[0], self._scan.dateline), sentence[1])
        return self._at(words, families) or self._at(self._past_fronted(words), families)

    def owner(self, sentence: Span) -> Opening | None:
        """The person whose something opens a sentence: «Field's vote was never in doubt»."""
        words = self._scan.words_between(max(sentence[0], self._scan.dateline), sentence[1])
        run = self._runs.get(words[0].start) if words else None
        if run is None and words and words[0].key in self._families:
            run = (words[0],)
        return Opening(run[0].start, run[-1].end, run) if run is not None and run[-1].genitive else None

    def acts(self, opening: Opening) -> bool:
        """Whether the name that opens a sentence is that of somebody of whom it tells: «Ann Field is willing …»."""
        behind = self._scan.words_between(opening.end, self.sentences[self.sentence(opening.start)][1])
        near = bool(behind) and self._scan.text[opening.end : behind[0].start] == " "
        named = len(opening.name) > 1 or opening.start in self._alone
        return named and near and tells_of_itself(behind[0])

    def _past_fronted(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words behind a phrase that stands before the subject: «At a rally in Larsk, …», «But …»."""
        lex = lexicon("en")
        if not words or words[0].key not in lex.connectors or words[0].key in ARTICLES:
            return ()
        if len(words) > 1 and words[0].key == "for" and words[1].start in self._runs:
            return words[1:]
        for i, word in enumerate(words[:_FRONTED]):
            if i + 1 < len(words) and _COMMA.match(self._scan.text, word.end):
                return words[i + 1 :]
        return words[1:] if words[0].key in _JOINING else ()

    def _at(self, words: Sequence[Word], families: Collection[str]) -> Opening | None:
        if not words:
            return None
        first = words[0]
        run = self._runs.get(first.start)
        if run is not None and not run[-1].genitive:
            return Opening(first.start, run[-1].end, run)
        told = self._introductions.starts.get(first.start)
        if told is not None:
            end = told.start + len(told.text)
            name = tuple(w for w in words if first.start < w.start < end)[-len(told.name) :]
            return Opening(first.start, end, name)
        if first.capital and not first.genitive and (first.key in families or first.start in self._alone):
            return Opening(first.start, first.end, (first,))
        return self._title(words)

    def _title(self, words: Sequence[Word]) -> Opening | None:
        """A definite title without a name that opens a sentence: «The prime minister sounded less certain»."""
        first = words[0]
        if not (first.key in DEFINITE or first.genitive):
            return None
        for n in range(min(len(words) - 1, _LONGEST_TITLE), 1, -1):
            text, after = self._scan.text, words[n]
            if not all(JOINED.fullmatch(text, a.end, b.start) for a, b in pairwise(words[:n])):
                continue
            if words[n - 1].genitive or not ends_in_role(words[:n]) or not _is_short(words[:n]):
                continue
            near = text[words[n - 1].end : after.start]
            if near == "-" or (near == " " and (after.capital or after.key in _COMPLEMENTS)):
                return None
            return Opening(first.start, words[n - 1].end, ())
        return None

    def possessor(self, place: int) -> Sequence[Word]:
        """The words that open the sentence of a place, before it: there the owner in «its leader» may be read."""
        n = self.sentence(place)
        words = self._scan.words_between(max(self.sentences[n][0], self._scan.dateline), place) if n >= 0 else ()
        return words if words and words[0].key not in POSSESSIVES else ()

    def opening_before(self, place: int) -> Sequence[Word]:
        """The words of the sentence before that which a place opens."""
        n = self.sentence(place)
        before = self.before(place) if n >= 0 and not self._scan.words_between(self.sentences[n][0], place) else None
        return self._scan.words_between(*before) if before is not None else ()
