"""What stands beside the full names of an English text: titles, bodies and countries, before a name or behind it.

«Georgia's economy minister, Nino Gelovani, gave little away», «Ann Field, who chairs the board, left», «Bo Larsk of
the Harbour Union»: an article introduces people in its narrative too, not only where they speak.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from claims.actors.english_words import ARTICLES, ends_in_role
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.registry import Registry
from claims.actors.scan import Scan
from claims.words import Word

_MOST_BACK = 10  # words before a name in which its title begins
_LONGEST_APPOSITION = 100  # code points
JOINED = re.compile(r"['\u2019]? |(?<=\b[A-Z])\. ?|-")
"""What may stand between two words of one noun phrase."""
_CLOSED = re.compile(r"[,.;:()!?\n\"\u201c\u201d\u2013\u2014]")
_OF = re.compile(r",? of (?P<body>(?:the )?[A-Z][\w'\u2019&-]*(?: (?:(?:of|for|and|the|&) )*[A-Z][\w'\u2019&-]*)*)")
_WHO, _HEAD = "who", "head"
_ENDS = frozenset(",.;")
_BEHIND_STYLE = frozenset({" ", ". "})  # «Captain Niamh», «Lt. Col. Bo Larsk»
Reader = Callable[[str, int], Mention]


class Introductions:
    """The introductions of an article by the key words of the full name, read when they are first asked for."""

    def __init__(self, scan: Scan, registry: Registry, read: Reader) -> None:
        self._scan, self._registry, self._read = scan, registry, read
        self._lex = lexicon("en")

    @cached_property
    def by_name(self) -> Mapping[tuple[str, ...], Sequence[Mention]]:
        """What is told beside each full name, in the order of the text."""
        found: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        if self._scan.lang == "en":
            starts = {word.start: i for i, word in enumerate(self._scan.words)}
            for run in self._scan.full_names:
                name = tuple(word.key for word in run)
                first = starts[run[0].start]
                found[name] += [*self._before(first, run), *self._behind(run)]
        return {name: told for name, told in found.items() if told}

    @cached_property
    def starts(self) -> Mapping[int, Mention]:
        """The introductions by where their phrase begins: «The EU's energy commissioner, Marta Lindqvist»."""
        return {one.start: one for told in self.by_name.values() for one in told}

    def _before(self, first: int, run: Sequence[Word]) -> Iterator[Mention]:
        """A title before a name, with a comma between them or without: the longest phrase that reads so."""
        words = self._scan.words
        last = first - 1
        while last > 0 and self._is_style(words[last]) and self._gap(last) in _BEHIND_STYLE:
            last -= 1  # «the guild's president, Captain Niamh Corrigan»
        begins = self._direct(last, first) if self._gap(last) == " " else ()
        if self._gap(last) == ", ":
            begins = self._determined(last)
        for begin in begins:
            mention = self._told(words[begin].start, run[-1].end, run)
            if mention is not None and mention.role and ends_in_role(words[begin : last + 1]):
                yield mention
                return

    def _is_style(self, word: Word) -> bool:
        return word.key in self._lex.honorifics or self._lex.roles.get((word.key,), ("",))[0] == "officer"

    def _gap(self, i: int) -> str:
        """What stands between a word and the next."""
        words = self._scan.words
        return self._scan.text[words[i].end : words[i + 1].start] if 0 <= i < len(words) - 1 else ""

    def _joined(self, i: int) -> bool:
        """Whether a word and the next may be of one noun phrase."""
        words = self._scan.words
        return i < len(words) - 1 and bool(JOINED.fullmatch(self._scan.text, words[i].end, words[i + 1].start))

    def _direct(self, last: int, first: int) -> Sequence[int]:
        """Where a title right before a name may begin, the furthest word first: no verb stands among its words."""
        words, lex, i = self._scan.words, self._lex, last
        portfolios = self._registry.office_starts
        while i >= 0 and first - i <= _MOST_BACK and (i == last or self._joined(i)):
            word = words[i]
            fits = word.capital or word.key in lex.modifiers or word.key in lex.role_starts or word.key in portfolios
            if word.key in lex.connectors and word.key not in ARTICLES:
                break
            if not (fits or word.key in lex.bodies or word.key in ARTICLES or word.genitive):
                break
            i -= 1
            if word.key in ARTICLES:
                break
        return range(i + 1, first)

    def _determined(self, last: int) -> Sequence[int]:
        """Where a noun phrase that ends at a word may begin, the nearest first: an article, a genitive."""
        words, out = self._scan.words, []
        for i in range(last, max(last - _MOST_BACK, -1), -1):
            if i < last and not self._joined(i):
                break
            if words[i].key in ARTICLES:
                out.append(i)
            elif words[i].genitive and words[i].capital:
                first = i
                while first and words[first - 1].capital and self._joined(first - 1):
                    if words[first - 1].key in self._lex.connectors - ARTICLES:
                        break
                    first -= 1
                out.append(first)
        return out

    def _behind(self, run: Sequence[Word]) -> Iterator[Mention]:
        """An apposition behind a name: «, the guild's president,», «, who leads the talks,», « of the board»."""
        text, past = self._scan.text, run[-1].end
        of = _OF.match(text, past)
        begin = past + 2
        if run[-1].genitive or not (of or text[past : past + 2] == ", "):
            return
        if of:
            mention = self._read(f"{text[run[0].start : past]} of {of['body']}", run[0].start)
            if self._is_named(mention, run) and (mention.of or mention.country) and mention.role is None:
                yield mention
            return
        closed = _CLOSED.search(text, begin, begin + _LONGEST_APPOSITION)
        if not closed or closed[0] not in _ENDS:
            return
        end = closed.start()
        phrase = text[begin:end]
        leading = self._leading(phrase)
        if leading is None and not ends_in_role(self._scan.words_between(begin, end)):
            return
        mention = self._read(f"{text[run[0].start : past]}, {leading or phrase}", run[0].start)
        if self._is_named(mention, run) and mention.role:
            yield mention

    def _leading(self, phrase: str) -> str | None:
        """A clause that says what somebody leads as the title it amounts to: «who chairs the board»."""
        first, _, rest = phrase.partition(" ")
        verb, _, led = rest.partition(" ")
        return f"{_HEAD} of {led}" if first == _WHO and verb in self._lex.leading and led else None

    def _told(self, start: int, end: int, run: Sequence[Word]) -> Mention | None:
        mention = self._read(self._scan.text[start:end], start)
        return mention if self._is_named(mention, run) else None

    @staticmethod
    def _is_named(mention: Mention, run: Sequence[Word]) -> bool:
        return mention.kind == "person" and mention.name == tuple(word.key for word in run)
