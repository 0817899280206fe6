"""A document with all that the taggers look at: columns, predicted syntax, the grammar's findings."""

from __future__ import annotations

import numpy as np

from claims.attribute.chains.hashing import Column, column, counts
from claims.attribute.chains.tagger import Tagger
from claims.attribute.english.columns import Columns
from claims.attribute.english.grammar import NOWHERE, Found, Grammar
from claims.attribute.english.syntax import function_features, speech_features
from claims.attribute.english.view import View
from claims.model import Span

FINITE = ("VBD", "VBZ", "VBP", "MD")


class Analysis:
    """Columns over a document's tokens beside those of ``Columns``.

    ``speech`` and ``function`` are predicted; ``tags`` are the parts of speech as strings. ``ruled`` maps a token to
    the grammar's finding whose cue it is in; ``rule`` says what the grammar makes of a token. ``ahead`` and
    ``before`` are the nearest words that are neither adverbs nor auxiliaries; ``opening`` counts tokens to the next
    quotation, ``closing`` from the last, 9 where far.
    """

    def __init__(self, view: View, kinds: dict[str, str], speech: Tagger, function: Tagger) -> None:
        self.view = view
        self.length = view.count
        self.columns = Columns([token.text for token in view.tokens], view.norm, kinds, view)
        self.found: list[Found] = sorted(Grammar(view).find(), key=lambda one: one.cue)
        self.ruled: dict[int, Found] = {}
        for one in self.found:
            for i in range(*one.cue):
                self.ruled.setdefault(i, one)
        self.tags = labels_of(speech, speech_features(self.columns))
        self.speech = column(self.tags)
        self.functions = labels_of(function, function_features(self.columns, self.speech))
        self.function = column(self.functions)
        self.rule = column(self._rule())
        self.ahead, self.before = self._neighbours()
        self.opening, self.closing, self.that = self._distances()
        self.edge = counts(self._edges())

    def _rule(self) -> list[str]:
        out = [""] * self.length
        for one in self.found:
            for i in range(*one.cue):
                out[i] = ("B " if i == one.cue[0] else "I ") + one.frame
            if one.source != NOWHERE:
                for i in range(*one.source):
                    out[i] = out[i] or "S"
            for piece in one.content:
                for i in range(*piece):
                    out[i] = out[i] or "C"
        return out

    def _neighbours(self) -> tuple[Column, Column]:
        view = self.view
        light = view.words["adverbs"] | view.words["auxiliaries"] | view.words["negators"]
        ahead, before = [""] * self.length, [""] * self.length
        for first, past in view.document.sentences:
            last = ""
            for i in range(past - 1, first - 1, -1):
                ahead[i] = last
                if view.norm[i] not in light:
                    last = view.norm[i]
            last = ""
            for i in range(first, past):
                before[i] = last
                if view.norm[i] not in light:
                    last = view.norm[i]
        return column(ahead), column(before)

    def _distances(self) -> tuple[Column, Column, Column]:
        view = self.view
        opening, closing, that = [9] * self.length, [9] * self.length, [9] * self.length
        for first, past in view.document.sentences:
            to_opening = to_that = 9
            for i in range(past - 1, first - 1, -1):
                opening[i], that[i] = to_opening, to_that
                to_opening = 1 if i in view.opens else min(9, to_opening + 1)
                to_that = 1 if view.norm[i] == "that" else min(9, to_that + 1)
            from_closing = 9
            for i in range(first, past):
                closing[i] = from_closing
                from_closing = 1 if i in view.closes else min(9, from_closing + 1)
        return counts(opening), counts(closing), counts(that)

    def _edges(self) -> list[int]:
        """1 at the first token of a sentence, 2 at the last, 3 at the first of a paragraph, else 0."""
        out = [0] * self.length
        starts = {start for start, _ in self.view.document.paragraphs}
        for first, past in self.view.document.sentences:
            out[past - 1] = 2
            out[first] = 3 if self.view.tokens[first].start in starts else 1
        return out

    def column(self, name: str) -> Column:
        """A column by name, one of its own or of ``Columns``."""
        found: Column = getattr(self if hasattr(self, name) else self.columns, name)
        return found

    def meeting(self, cue: Span) -> Found | None:
        """The grammar's first finding whose cue meets this one."""
        return next((self.ruled[i] for i in range(*cue) if i in self.ruled), None)

    def is_finite(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """1 for each token that is a finite verb, else 0."""
        return np.asarray([tag in FINITE for tag in self.tags], dtype=np.int64)


def labels_of(tagger: Tagger, features: np.ndarray[tuple[int, int], np.dtype[np.int32]]) -> list[str]:
    """The best label of each token on its own."""
    if not len(features):
        return []
    return [tagger.labels[k] for k in tagger.scores(features).argmax(axis=1)]
