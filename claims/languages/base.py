"""What a language must tell the rest of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.model import Lang


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
