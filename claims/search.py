"""Folding for search in both scripts at once, without loading a tokenizer or CAMeL: the same letters as ``fold``."""

from __future__ import annotations

import unicodedata

from claims.languages.base import INVISIBLE

_SAME = str.maketrans(
    {
        "\u0623": "\u0627",
        "\u0625": "\u0627",
        "\u0622": "\u0627",
        "\u0671": "\u0627",
        "\u0649": "\u064a",
        "\u0629": "\u0647",
        "\u0624": "\u0648",
        "\u0626": "\u064a",
        "\u0640": None,  # tatweel
        "\u06a9": "\u0643",  # Persian kaf
        "\u06cc": "\u064a",  # Persian yaa
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
