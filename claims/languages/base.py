"""What a language must tell the rest of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.model import Lang

INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Marks of direction, joining and hyphenation that pages leave in words; they do not tell words apart."""


@dataclass(frozen=True)
class Language:
    """One language.

    ``fold`` maps a word to the form by which words are matched (never stored); ``splits`` gives the ways
    to read a folded word as a conjunction or preposition clitic and a rest, the whole word first, as
    ``(clitic, rest)`` pairs; ``infixes`` are spaCy infix patterns beside the default ones;
    ``sentence_end`` are the tokens that end a sentence.
    """

    code: Lang
    fold: Callable[[str], str]
    splits: Callable[[str], list[tuple[str, str]]]
    infixes: tuple[str, ...]
    sentence_end: frozenset[str]
