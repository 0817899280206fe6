"""Arabic as it is matched and cut into tokens: CAMeL's normalisation, clitics, spaCy infixes.

CAMeL's function that takes marks off is not imported: its module looks at every character of Unicode first, for half
a second of each process. A test holds this one to it.
"""

from __future__ import annotations

from functools import lru_cache

from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from claims.languages.arabic.morphemes import (
    CONJUNCTIONS,
    KAAF,
    MARKS,
    PERSIAN_KAAF,
    PERSIAN_YAA,
    PREPOSITIONS,
    TATWEEL,
    WAW,
    WAW_HAMZA,
    YAA,
    YAA_HAMZA,
)
from claims.languages.base import INVISIBLE, Language

_SEATS_AND_DIGITS = str.maketrans(
    {
        WAW_HAMZA: WAW,
        YAA_HAMZA: YAA,
        TATWEEL: None,
        PERSIAN_KAAF: KAAF,
        PERSIAN_YAA: YAA,
        **dict.fromkeys(INVISIBLE),
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)
_MARKS = str.maketrans(dict.fromkeys(MARKS))
_SHORTEST_REST = 2


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Marks, tatweel, alef, yaa, taa marbuta, hamza seats and digits folded; other letters kept."""
    if word.isascii():
        return word.lower()
    word = normalize_unicode(word).translate(_MARKS)
    word = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(word)))
    return word.translate(_SEATS_AND_DIGITS).casefold()


@lru_cache(maxsize=200_000)
def _splits(word: str) -> tuple[tuple[str, str], ...]:
    out = [("", word)]
    if len(word) > _SHORTEST_REST and word[0] in CONJUNCTIONS:
        out.append((word[0], word[1:]))
        if len(word) > _SHORTEST_REST + 1 and word[1] in PREPOSITIONS:
            out.append((word[:2], word[2:]))
    elif len(word) > _SHORTEST_REST and word[0] in PREPOSITIONS:
        out.append((word[0], word[1:]))
    return tuple(out)


def splits(word: str) -> list[tuple[str, str]]:
    """The readings of a folded word with a conjunction and a preposition clitic in front."""
    return list(_splits(word))


ARABIC = Language(
    code="ar",
    fold=fold,
    splits=splits,
    infixes=(
        r"[\u060c\u061b\u061f:;,!?()\[\]{}]",
        r'["\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\uff02]',
        r"(?<=[\u0621-\u064a])\.(?=[\u0621-\u064a])",
        r"\.\.+",
        r"[\u2014\u2013\u2026]",
    ),
    sentence_end=frozenset({".", "!", "?", "\u061f", "\u2026"}),
)
