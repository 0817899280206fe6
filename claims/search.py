"""Search in both scripts at once, without a tokenizer or CAMeL: letters as ``fold`` has them, clitics, sounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from claims.languages.arabic.morphemes import (
    ALEF,
    ALEF_HAMZA,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    ALEF_MAKSURA,
    ALEF_WASLA,
    ARTICLE,
    ARTICLE_AFTER_LAAM,
    CONJUNCTIONS,
    HAA,
    KAAF,
    PERSIAN_KAAF,
    PERSIAN_YAA,
    PREPOSITIONS,
    TAA_MARBUTA,
    TATWEEL,
    WAW,
    WAW_HAMZA,
    YAA,
    YAA_HAMZA,
)
from claims.languages.base import INVISIBLE
from claims.sound import ALIKE, consonants, likeness, sound

_WORD = re.compile(r"[^\W_]+(?:['\u2019\u064b-\u0652][^\W_]+)*")
_JOINED = re.compile(f"([{''.join(CONJUNCTIONS)}]?[{''.join(PREPOSITIONS)}]?)(?:{ARTICLE}|{ARTICLE_AFTER_LAAM})?")
"""Waw or faa, then baa, kaf or lam, then the article, also as it is written behind lam."""
_SHORTEST, _FEWEST_CONSONANTS = 3, 2

_SAME = str.maketrans(
    {
        **dict.fromkeys((ALEF_HAMZA, ALEF_HAMZA_BELOW, ALEF_MADDA, ALEF_WASLA), ALEF),
        **dict.fromkeys((ALEF_MAKSURA, YAA_HAMZA, PERSIAN_YAA), YAA),
        WAW_HAMZA: WAW,
        TAA_MARBUTA: HAA,
        PERSIAN_KAAF: KAAF,
        TATWEEL: None,
        **dict.fromkeys(INVISIBLE),
        "\u2019": "'",
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)


def folded(text: str) -> str:
    """Case, accents, Arabic marks and letter variants folded."""
    plain = unicodedata.normalize("NFD", text.translate(_SAME))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_SAME).casefold()


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def holds(text: str, asked: str) -> bool:
    """Whether a text, such as the names of somebody, holds every word that is asked for.

    A word is held as it is written (folded), without the letters that Arabic joins to its front, or, where it is long
    enough to prove anything, as a name that sounds like it in either script.
    """
    return all(_holds_word(folded(text), text, word) for word in folded(asked).split())


def _holds_word(plain: str, text: str, word: str) -> bool:
    return word in plain or any(bare in plain for bare in _bare(word)) or _sounds_in(text, word)


def _bare(word: str) -> Iterator[str]:
    """A folded Arabic word without a conjunction, a preposition and the article before it, while a word is left."""
    found = _JOINED.match(word)
    for cut in (found.end(), found.end(1)) if found else ():
        if cut and len(word) - cut >= _SHORTEST:
            yield word[cut:]


def _sounds_in(text: str, word: str) -> bool:
    """Whether a word of a text sounds like one that is asked for."""
    for form in (word, *_bare(word)):
        code, kept = sound(form), consonants(form)
        if len(kept) < _FEWEST_CONSONANTS:
            continue
        near = (one for one in _words(text) if consonants(one)[:1] == kept[:1])
        if any(likeness(code, sound(one)) >= ALIKE for one in near):
            return True
    return False
