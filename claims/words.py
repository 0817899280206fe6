"""Words of names, titles and times, and the keys by which they are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from claims.languages import language
from claims.languages.arabic.morphemes import ARTICLE, ARTICLE_AFTER_LAAM, CONJUNCTIONS, PROCLITICS
from claims.model import Lang

_WORD = re.compile(r"[^\W_]+(?:[\u064b-\u065f\u0670\u0640\u0300-\u036f'\u2019\u02bc]+[^\W_]+)*")
_ARABIC = re.compile(r"[\u0621-\u064a]")
SHORTEST_WITH_ARTICLE = 5


class Word(NamedTuple):
    """A word with its place in the text it was read from and its key."""

    start: int
    end: int
    text: str
    key: str

    @property
    def definite(self) -> bool:
        """Whether it bears the Arabic article."""
        return self.text.startswith(ARTICLE) or self.text.startswith(ARTICLE_AFTER_LAAM)

    @property
    def folded(self) -> str:
        """The folded word with its article kept."""
        return fold(self.text)

    @property
    def genitive(self) -> bool:
        """Whether it ends in the English genitive."""
        return self.text.endswith(("'s", "\u2019s"))

    @property
    def bare(self) -> str:
        """The word without the English genitive."""
        return self.text[:-2] if self.genitive else self.text

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def script(text: str) -> Lang:
    """The language whose rules read a name: Arabic where it has an Arabic letter."""
    return "ar" if _ARABIC.search(text) else "en"


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The word folded by the rules of its script: case, marks, letter variants."""
    return language("ar" if _ARABIC.search(word) else "en").fold(word)


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """The folded word without the Arabic article, the English genitive or an apostrophe."""
    if _ARABIC.search(word):
        folded = language("ar").fold(word)
        if folded.startswith(ARTICLE) and len(folded) >= SHORTEST_WITH_ARTICLE:
            return folded[2:]
        return folded
    folded = language("en").fold(word)
    if folded.endswith("'s"):
        folded = folded[:-2]
    return folded.replace("'", "")


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[str, ...]:
    """The keys of a word as it stands and with the Arabic clitics before it taken off, the whole word first."""
    whole = key(word)
    if not _ARABIC.search(word):
        return (whole,)
    folded = language("ar").fold(word)
    out = [whole]
    for _ in range(2):
        if len(folded) < 4 or folded[0] not in PROCLITICS:
            break
        folded = ARTICLE + folded[2:] if folded.startswith(ARTICLE_AFTER_LAAM) else folded[1:]
        rest = key(folded)
        if rest not in out:
            out.append(rest)
    return tuple(out)


def words_of(text: str, offset: int = 0) -> list[Word]:
    """The words of a text; ``offset`` is added to their places."""
    new = tuple.__new__  # a third faster than Word(...), and every word of every article comes by here
    return [new(Word, (m.start() + offset, m.end() + offset, word := m[0], key(word))) for m in _WORD.finditer(text)]


@lru_cache(maxsize=10_000)
def phrase_words(text: str) -> tuple[Word, ...]:
    """The words of a phrase, kept: one source phrase is looked at from several sides."""
    return tuple(words_of(text))


@lru_cache(maxsize=4)
def text_words(text: str) -> tuple[Word, ...]:
    """The words of an article's text, shared by whoever reads the same article next."""
    return tuple(words_of(text))


def keys(text: str) -> tuple[str, ...]:
    """The keys of the words of a name."""
    return tuple(key(m[0]) for m in _WORD.finditer(text))


def has_article(word: str) -> bool:
    """Whether an Arabic word bears the article, also after a conjunction or preposition."""
    bare = word[1:] if word[:1] in PROCLITICS and word[1:3] == ARTICLE else word
    return bare.startswith(ARTICLE) or ARTICLE_AFTER_LAAM in word[:3]


def word_keys(text: str) -> tuple[str, ...]:
    """The folded words of a phrase, articles kept."""
    return tuple(fold(m[0]) for m in _WORD.finditer(text))


def strip_conjunction(folded: str) -> str | None:
    """A folded Arabic word without the conjunction before it; None where it has none or would be too short."""
    return folded[1:] if len(folded) > 3 and folded[0] in CONJUNCTIONS else None
