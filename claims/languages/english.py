"""English: case is folded, curly apostrophes made straight."""

from __future__ import annotations

import unicodedata

from claims.languages.base import INVISIBLE, Language

_VARIANTS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", **dict.fromkeys(INVISIBLE)})


def fold(word: str) -> str:
    """Case, accents, apostrophe variants and invisible marks folded."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_VARIANTS))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def splits(word: str) -> list[tuple[str, str]]:
    """English has no clitics in front of its words."""
    return [("", word)]


ENGLISH = Language(
    code="en",
    fold=fold,
    splits=splits,
    infixes=(r"[\u2014\u2013]", r"--+", r"\.\.\.", r'["\u201c\u201d\u00ab\u00bb]'),
    sentence_end=frozenset({".", "!", "?", "\u2026"}),
)
