"""Arabic given names of two words that are written joined as well: «servant of …», «… of the faith»."""

from __future__ import annotations

from itertools import pairwise

from claims.actors.lexicon import lexicon
from claims.languages.arabic.morphemes import ARTICLE


def spellings(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ways to write the key words of a name: its compounds joined or apart."""
    lex, out = lexicon("ar"), [name]
    for i, (first, second) in enumerate(pairwise(name)):
        joined = (*name[:i], first + ARTICLE + second, *name[i + 2 :])
        if first in lex.compound_firsts:
            out.append(joined)
        if second in lex.compound_lasts:
            out.append(joined)
    return out


def apart(name: tuple[str, ...]) -> tuple[str, ...]:
    """The key words of a name with its joined compounds taken apart: one form for every spelling."""
    return tuple(part for word in name for part in _parts(word))


def _parts(word: str) -> tuple[str, ...]:
    """A compound as its two words, other words as they stand; a single letter is no part of a compound."""
    lex = lexicon("ar")
    first, _, rest = word.partition(ARTICLE)
    if first in lex.compound_firsts and len(rest) > 1:
        return first, rest
    rest, _, last = word.rpartition(ARTICLE)
    if last in lex.compound_lasts and len(rest) > 1:
        return rest, last
    return (word,)
