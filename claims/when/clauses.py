"""The words of an article around its attributions: sentences, clauses, and what lies inside a content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claims.model import Attribution, Span
from claims.read import Document
from claims.when.lexicon import TimeLexicon, time_lexicon
from claims.words import Word

CLAUSE_ENDS = frozenset(',\u060c;\u061b:.!?\u061f\n()\u2013\u2014"\u201c\u201d\u00ab\u00bb')


class Clauses:
    """``words`` are the article's words, ``folded`` the same folded, ``starts`` where each begins."""

    def __init__(
        self, document: Document, attributions: Sequence[Attribution], words: Sequence[Word], folded: list[str]
    ) -> None:
        self.document = document
        self.attributions = attributions
        self.words = words
        self.folded = folded
        self.starts = [w.start for w in words]
        self.lex: TimeLexicon = time_lexicon(document.article.lang)
        self.contents = _merged([span for a in attributions for span in a.content])
        self.content_starts = [s for s, _ in self.contents]
        tokens = document.tokens
        self.sentences: list[Span] = [(tokens[a].start, tokens[b - 1].end) for a, b in document.sentences]
        self.sentence_starts = [s for s, _ in self.sentences]

    def in_content(self, place: int) -> bool:
        """Whether a place lies inside any content."""
        k = bisect_right(self.content_starts, place) - 1
        return k >= 0 and place < self.contents[k][1]

    def place(self, i: int) -> int:
        """Where an attribution stands: its cue, else its source, else its content."""
        a = self.attributions[i]
        return a.cue[0][0] if a.cue else a.source[0][0] if a.source else a.content[0][0] if a.content else 0

    def sentence(self, place: int) -> Span:
        """The sentence around a place."""
        k = bisect_right(self.sentence_starts, place) - 1
        return self.sentences[k] if k >= 0 else (0, len(self.document.text))

    def window(self, i: int) -> Span:
        """The clause of a cue: its sentence up to the cues before and behind."""
        place = self.place(i)
        first, last = self.sentence(place)
        for j in (i - 1, i + 1):
            if not 0 <= j < len(self.attributions):
                continue
            other = self.place(j)
            if first <= other < place:
                first = max(first, other)
            elif place < other < last:
                last = other
        return first, last

    @staticmethod
    def within(place: int, spans: Sequence[Span]) -> bool:
        """Whether a place lies inside one of some spans."""
        return any(s <= place < e for s, e in spans)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, overlapping ones made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
