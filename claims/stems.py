"""Light stems by which words of topics and statements are compared; never stored.

Arabic: conjunctions, prepositions, the article, object and possessive pronouns and plural endings fall, after
Larkey, Ballesteros & Connell, Light stemming for Arabic information retrieval (2007). English: genitives and plurals.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.languages.arabic.morphemes import (
    ACCUSATIVE,
    ARTICLE,
    CONJUNCTIONS,
    FEMININE,
    HER,
    LAAM,
    NISBA,
    PREPOSITIONS,
    PROCLITICS,
    SOUND_FEMININE,
    SOUND_MASCULINE,
    SOUND_OBLIQUE,
    THEIR,
    THEIR_DUAL,
)
from claims.model import Lang

_WORD = re.compile(r"[^\W_]+(?:[\u064b-\u0652\u0670\u0640'\u2019-][^\W_]+)*", re.UNICODE)
_SHORTEST = 3
_PREFIXES = tuple(
    sorted(
        (
            conjunction + preposition + article
            for conjunction in ("", *CONJUNCTIONS)
            for preposition in ("", *PREPOSITIONS)
            for article in ("", ARTICLE, LAAM)
        ),
        key=len,
        reverse=True,
    )
)
_SUFFIXES = (THEIR_DUAL, HER, THEIR, SOUND_FEMININE, SOUND_MASCULINE, SOUND_OBLIQUE)
_SHORT_SUFFIXES = (FEMININE, NISBA, ACCUSATIVE)


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(text)


@lru_cache(maxsize=200_000)
def stem(word: str, lang: Lang) -> str:
    """The light stem of one word."""
    folded = language(lang).fold(word)
    return _arabic(folded) if lang == "ar" else _english(folded)


def stems(text: str, lang: Lang) -> list[str]:
    """The light stems of a text, in order."""
    return [stem(word, lang) for word in words(text)]


@cache
def stop_stems(lang: Lang) -> frozenset[str]:
    """Stems of words that tell nothing of what a text is about: articles, pronouns, auxiliaries."""
    return frozenset(stem(str(word), lang) for word in shipped_yaml("lexicons/stop_words.yaml")[lang])


def _arabic(word: str) -> str:
    for prefix in _PREFIXES:
        weak = prefix in PROCLITICS
        if prefix and word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST + weak:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    for suffix in _SHORT_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word


def _english(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > _SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_NOMINAL = re.compile(r"(?:ations?|ments?|als?|ures?|ances?|ions?|ings?|ed|es|e|s)$")
_SHORTEST_ROOT = 5


@lru_cache(maxsize=100_000)
def root(word: str, lang: Lang) -> str:
    """What an English noun of doing has in common with its verb (``renewal``, ``renewed``); else the stem."""
    own = stem(word, lang)
    cut = _NOMINAL.sub("", own) if lang == "en" else own
    return cut if len(cut) >= _SHORTEST_ROOT else own
