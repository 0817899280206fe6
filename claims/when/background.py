"""Which statements are background: recalled from earlier, or another's words inside a content."""

from __future__ import annotations

from bisect import bisect_right

from claims.when.clauses import CLAUSE_ENDS, Clauses
from claims.words import strip_conjunction

_THEN_REACH, _ITS_SUBJECT, _TIME_NAMED = 8, 4, 4
"""Words: before a verb in which "when" may stand, from it to the verb, and before it in which a time is named."""
_FURTHEST_AUXILIARY = 14  # words between "had been" at the head of a clause and its verb


class Background:
    """Tells background by auxiliaries, reminders, relative clauses and recalling nouns."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses

    def recalled(self, i: int) -> bool:
        """Whether a statement is recalled from earlier, or another's words inside a content."""
        a = self.clauses.attributions[i]
        if a.pluperfect or a.inside is not None or not a.cue:
            return a.pluperfect or a.inside is not None
        k = bisect_right(self.clauses.starts, self.clauses.place(i)) - 1
        return self._auxiliary(i, k) or self._reminder(i, k) or self._recalling(i, k) or self._then(k)

    def told(self, i: int) -> bool:
        """Whether a statement is background told in its own right, so that what continues it is background too."""
        if self.clauses.attributions[i].inside is not None or not self.clauses.attributions[i].cue:
            return False
        k = bisect_right(self.clauses.starts, self.clauses.place(i)) - 1
        return self._auxiliary(i, k) or self._reminder(i, k)

    def _auxiliary(self, i: int, k: int) -> bool:
        """An auxiliary of the pluperfect before the verb, or the English perfect."""
        if self.clauses.document.article.lang == "en":
            opening = self.clauses.document.slice(self.clauses.attributions[i].cue[0]).casefold().split()[:1]
            near = [*self.clauses.folded[max(0, k - 2) : k], *opening]
            return any(self.clauses.lex.within("pluperfect", w) or self.clauses.lex.within("perfect", w) for w in near)
        first, _ = self.clauses.window(i)
        for j in range(k - 1, max(-1, k - 1 - _FURTHEST_AUXILIARY), -1):
            if self.clauses.starts[j] < first or self.clauses.in_content(self.clauses.starts[j]):
                return False
            word = self.clauses.folded[j]
            bare = strip_conjunction(word) or word
            if not (self.clauses.lex.within("pluperfect", bare) or self.clauses.lex.within("pluperfect", word)):
                continue
            heads = j == 0 or bare != word or self._clause_begins(j)
            return heads or k - j <= 2
        return False

    def _then(self, k: int) -> bool:
        """A verb in a clause about a time named before it: «than at the start of the month, when he promised …»."""
        words = self.clauses.folded[max(0, k - _THEN_REACH) : k]
        at = next((j for j in range(len(words) - 1, -1, -1) if self.clauses.lex.within("then", words[j])), None)
        if at is None or len(words) - at > _ITS_SUBJECT:
            return False
        return any(self.clauses.lex.within("times_named", word) for word in words[max(at - _TIME_NAMED, 0) : at])

    def _clause_begins(self, j: int) -> bool:
        between = self.clauses.document.text[self.clauses.words[j - 1].end : self.clauses.words[j].start] if j else "\n"
        return any(c in CLAUSE_ENDS for c in between) or self.clauses.lex.within(
            "subordinate", self.clauses.folded[j - 1]
        )

    def _reminder(self, i: int, k: int) -> bool:
        """A sentence that opens with "it is worth noting"."""
        first, _ = self.clauses.sentence(self.clauses.place(i))
        head = bisect_right(self.clauses.starts, first - 1)
        for j in (head, head + 1):
            for phrase in self.clauses.lex.background:
                if j <= k and tuple(self.clauses.folded[j : j + len(phrase)]) == phrase:
                    return True
        return False

    def _recalling(self, i: int, k: int) -> bool:
        """A verb with its own subject in a clause ("what … said"), or a noun after a preposition, recalls old words."""
        if k <= 0 or self.clauses.document.article.lang == "en":
            return False
        gap = self.clauses.document.text[self.clauses.words[k - 1].end : self.clauses.words[k].start]
        if any(c in CLAUSE_ENDS for c in gap):
            return False
        if self.clauses.lex.within("subordinate", self.clauses.folded[k - 1]):
            return bool(self.clauses.attributions[i].source)
        return self.clauses.lex.within("prepositions", self.clauses.folded[k - 1])
