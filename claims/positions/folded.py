"""A text as folded words, over which the patterns of the lexicons run."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.languages.arabic.morphemes import BAA, CONJUNCTIONS, NEGATOR
from claims.model import Lang

_TOKEN = re.compile(
    r"[^\W_]+(?:['\u2019\u064b-\u0652\u0640-][^\W_]+)*[\u064b-\u0652\u0640]*|[.,;:!?\u060c\u061b\u061f]"
)
STOPS = frozenset(".;!?\u061b\u061f")
MARKS = STOPS | frozenset(",:\u060c")
_MARKED = re.compile("[\u064b-\u0652\u0640]")
_OPENING_CLITICS = frozenset((*CONJUNCTIONS, BAA))


class Folded:
    """A text as folded words joined by spaces, so that patterns run over it, with the places of its words."""

    def __init__(self, text: str, lang: Lang) -> None:
        self.lang = lang
        self.words, self.text, self.starts, self.written = _folded(text, lang)

    def word_at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)


@lru_cache(maxsize=2048)
def _folded(text: str, lang: Lang) -> tuple[list[str], str, list[int], list[str]]:
    """The words of a text, the words joined by spaces, where each begins there, and each as written.

    Of a contraction the first word has all that is written. Nobody changes them.
    """
    fold = language(lang).fold
    words: list[str] = []
    written: list[str] = []
    for token in _TOKEN.findall(text):
        word = fold(token)
        if lang == "ar" and (split := _contracted(token)):
            words += [fold(one) for one in split]
        elif lang == "en" and word.endswith("n't") and len(word) > len("n't"):
            words += [word[:-3], "n't"]
        else:
            words.append(word)
        written += [token, *[""] * (len(words) - len(written) - 1)]
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return words, " ".join(words), starts, written


@cache
def _contractions() -> dict[str, tuple[str, ...]]:
    rows: dict[str, list[str]] = shipped_yaml("lexicons/ar/clauses.yaml")["contracted"]
    return {word: tuple(parts) for word, parts in rows.items()}


def _contracted(token: str) -> tuple[str, ...] | None:
    """The words of a contraction, of which the letters alone hide the negator (ألا); before it may stand a clitic."""
    if NEGATOR not in token and not _MARKED.search(token):
        return None
    plain = _MARKED.sub("", token)
    for cut in (0, 1):
        parts = _contractions().get(plain[cut:])
        if parts and _OPENING_CLITICS.issuperset(plain[:cut]):
            return (plain[:cut] + parts[0], *parts[1:])
    return None
