"""A document as the Arabic grammar looks at it: folded words, clitics, quotations, clause units."""

from __future__ import annotations

from itertools import accumulate

from claims.attribute.arabic.lexicon import Lexicon
from claims.attribute.quotations import quotations
from claims.languages.arabic.morphemes import ALEF_HAMZA_BELOW, ALEF_MAKSURA, ARTICLE, CONJUNCTIONS, PRONOUNS, YAA
from claims.read import Document

COMMAS = frozenset("\u060c,")
SEMICOLONS = frozenset("\u061b;")
DASHES = frozenset("-\u2013\u2014")
MARKS = COMMAS | SEMICOLONS | DASHES | frozenset(":.!?\u061f()[]\u2026")
_SPELT = 3  # letters of a part of a name that spells letters: سي.إن.إن
_LONGEST_NAME = 4  # words between marks that may be a name and no quotation


class View:
    """Arrays over the tokens of a document, and the questions that the grammar asks of a token.

    ``norm[i]`` is the folded token, ``bare[i]`` without a conjunction clitic (``conjunction[i]``) where the
    rest is a known word; ``quote[i]`` is the index of the outermost quotation that holds token i, or −1;
    ``units`` are token ranges of sentences, joined where a quotation runs over a full stop.
    """

    def __init__(self, document: Document, words: Lexicon) -> None:
        self.document = document
        self.words = words
        self.tokens = document.tokens
        self.norm = self._norms()
        self.count = len(self.norm)
        found = quotations(document)
        self.quotations = [q for q in found if q.depth == 0 and (q.closed or q.after_colon)]
        self.unclosed = [q for q in found if not q.closed]
        self.words_at = [token.is_word for token in document.tokens]
        self.ranges: list[tuple[int, int]] = []
        self.lengths: list[int] = []
        self.quote, self.opens, self.closes = self._place_quotations()
        self.word_count, self.quoted_count = self._counts()
        self.anonymous = [0, *accumulate(word in words.anonymity for word in self.norm)]
        self.conjunction = [""] * self.count
        self.bare = self._strip_conjunctions()
        self.units = self._units()

    def _norms(self) -> list[str]:
        """Folded words; where the text writes the alef maqsura, a final dotted yaa is kept apart (على, علي)."""
        marks_maqsura = any(token.text.endswith(ALEF_MAKSURA) for token in self.tokens)
        if not marks_maqsura:
            return [token.norm for token in self.tokens]
        apart = self.words.apart
        return [t.norm + "'" if t.norm in apart and t.text.endswith(YAA) else t.norm for t in self.tokens]

    def _place_quotations(self) -> tuple[list[int], dict[int, int], dict[int, int]]:
        quote = [-1] * self.count
        opens: dict[int, int] = {}
        closes: dict[int, int] = {}
        at = 0
        for index, quotation in enumerate(self.quotations):
            while at < self.count and self.tokens[at].start < quotation.start:
                at += 1
            first = at
            while at < self.count and self.tokens[at].start < quotation.end:
                quote[at] = index
                at += 1
            self.ranges.append((first, at))
            self.lengths.append(sum(self.words_at[first:at]))
            if at > first:
                opens[first] = index
                closes[at - 1] = index
        for quotation in self.unclosed:
            first = next((k for k, t in enumerate(self.tokens) if t.start == quotation.start), -1)
            if first >= 0 and quote[first] < 0:
                opens[first] = -1
        return quote, opens, closes

    def _counts(self) -> tuple[list[int], list[int]]:
        """Running counts of words, and of words inside a quotation (also one that never closes)."""
        inside = [index >= 0 for index in self.quote]
        at = 0
        for quotation in sorted(self.unclosed, key=lambda q: q.start):
            while at < self.count and self.tokens[at].start < quotation.start:
                at += 1
            while at < self.count and self.tokens[at].start < quotation.end:
                inside[at] = True
                at += 1
        quoted = (word and within for word, within in zip(self.words_at, inside, strict=True))
        return [0, *accumulate(self.words_at)], [0, *accumulate(quoted)]

    def _strip_conjunctions(self) -> list[str]:
        out = list(self.norm)
        known = self.words.known
        for i, word in enumerate(self.norm):
            if len(word) < 3 or word[0] not in CONJUNCTIONS or word in known:
                continue
            rest = word[1:]
            if rest in known or (rest.startswith(ARTICLE) and len(rest) > 4):
                self.conjunction[i] = word[0]
                out[i] = rest
        return out

    def _units(self) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        for first, past in self.document.sentences:
            broken = out and self.quote[first] >= 0 and self.quote[first] == self.quote[first - 1]
            dotted = out and first > 0 and self._goes_on(first)
            if broken or dotted:
                out[-1] = (out[-1][0], past)
            else:
                out.append((first, past))
        return out

    def _goes_on(self, first: int) -> bool:
        """The full stop before ``first`` ends no sentence: an ellipsis in brackets, an initial, spelt letters."""
        before, token = self.tokens[first - 1], self.tokens[first]
        if before.end != token.start:
            return False
        spelt = first > 1 and len(self.norm[first - 2]) <= _SPELT and len(self.norm[first]) <= _SPELT
        return token.text in ")." or (before.text == "." and spelt)

    # questions ---------------------------------------------------------------------------------------

    def is_occasion(self, i: int) -> bool:
        """An occasion or medium, also with a pronoun (``مداخلاتهم``)."""
        word, occasions = self.bare[i].removeprefix(ARTICLE), self.words.occasions
        return (
            self.bare[i] in occasions
            or word in occasions
            or any(word.endswith(p) and word[: -len(p)] in occasions for p in PRONOUNS)
        )

    def tells_this_time(self, i: int) -> bool:
        """Whether a demonstrative with a time stands at i: this time, this week."""
        if self.bare[i] not in self.words.particle["demonstratives"] or i + 1 >= self.count:
            return False
        return self.bare[i + 1] in self.words.time_heads or self.bare[i + 1] in self.words.time_words

    def is_mark(self, i: int) -> bool:
        return not self.words_at[i]

    def is_comma(self, i: int) -> bool:
        return self.tokens[i].text in COMMAS or self.tokens[i].text in SEMICOLONS

    def is_colon(self, i: int) -> bool:
        return self.tokens[i].text == ":"

    def is_definite(self, i: int) -> bool:
        return self.bare[i].startswith(ARTICLE) and len(self.bare[i]) > 3

    def is_opener(self, i: int) -> bool:
        """Whether token i is a complementiser that can open a content."""
        word = self.norm[i]
        if word in self.words.prefixed_complementisers or self._is_negated_complementiser(i):
            return True
        if word not in self.words.complementisers or self._spells_letters(i):
            return False
        if i == 0 or self.bare[i - 1] not in self.words.not_opener_after:
            return True
        named = self.bare[i - 1] in self.words.given  # «… Munir Awad said that», not «instead of»
        return named and self.tokens[i].text.startswith(ALEF_HAMZA_BELOW)

    def _spells_letters(self, i: int) -> bool:
        """Names of Latin letters (``سي إن إن``, ``سي.إن.إن``): the word stands twice, or between dots."""
        if self.norm[i] in (self.norm[i - 1] if i else "", self.norm[i + 1] if i + 1 < self.count else ""):
            return True
        return i > 0 and self.tokens[i - 1].text == "." and self.tokens[i - 1].end == self.tokens[i].start

    def is_complementiser(self, i: int) -> bool:
        word = self.norm[i]
        if word in self.words.prefixed_complementisers or self._is_negated_complementiser(i):
            return True
        return word in self.words.complementisers and not self._spells_letters(i)

    def _is_negated_complementiser(self, i: int) -> bool:
        """``ألا``, which folds to the same letters as ``إلا``."""
        return self.tokens[i].text[len(self.conjunction[i]) :] in self.words.negated_complementisers

    def name_in_marks(self, i: int) -> int:
        """Where a quotation of a few words opens at i (a name in marks), the token behind it, else i."""
        index = self.opens.get(i, -1)
        return self.ranges[index][1] if index >= 0 and self.is_short(index) else i

    def is_short(self, index: int) -> bool:
        """Whether a quotation is so short that it may be a name and no speech."""
        return self.quotations[index].closed and self.lengths[index] <= _LONGEST_NAME

    def past_quotation(self, i: int) -> int:
        """The token behind the quotation that holds token i; i where none does."""
        return self.ranges[self.quote[i]][1] if self.quote[i] >= 0 else i

    def phrase_at(self, i: int, phrases: tuple[tuple[str, ...], ...], limit: int) -> int:
        """The token behind the first of ``phrases`` that stands at i, else i. A conjunction may lead it."""
        for phrase in phrases:
            past = i + len(phrase)
            if past > limit:
                continue
            lead = self.norm[i] == phrase[0] or self.bare[i] == phrase[0]
            if lead and all(self.norm[i + k] == word for k, word in enumerate(phrase) if k):
                return past
        return i

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Code points of tokens ``first`` to ``past`` (exclusive), without a leading conjunction clitic."""
        return self.tokens[first].start, self.tokens[past - 1].end
