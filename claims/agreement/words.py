"""Headlines as words: folded, without clitics and endings, with the consonants that related forms share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.agreement import meanings
from claims.agreement.forms import bare, forms, lexicon, rests
from claims.languages import language

LONGEST = 64
"""Words of a headline that are compared; what lies beyond is left out, so that no input costs more."""
_LONGEST_WORD = 32
_WORD = re.compile(
    r"\d+(?:[.,\u066b]\d+)*|[^\W\d_][^\W\d_\u0640\u064b-\u0652]*(?:[\u0640\u064b-\u0652]+[^\W\d_]*)*|\u061f|\?"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word. ``root`` are the consonants left of the stem, ``roots`` also those of the
    word read with a clitic in front; ``grams`` its character pairs, for likeness.

    ``poles`` holds ``2 * group`` or ``2 * group + 1`` for each side of an opposition that the word stands on, ``sign``
    which side most of them are; ``concepts`` what it stands for, ``kinds`` what it is one of, ``state`` its country.
    """

    text: str
    stem: str
    root: str
    roots: frozenset[str]
    grams: frozenset[str]
    number: bool
    function: bool
    negation: bool
    question: bool
    country: bool
    state: str
    poles: frozenset[int]
    concepts: frozenset[str]
    kinds: frozenset[int]
    sign: int


@lru_cache(maxsize=50_000)
def word(text: str) -> Word:
    """A word of a headline as it is compared."""
    folded = language("ar").fold(text[:_LONGEST_WORD])
    known = lexicon()
    number, function = folded[:1].isdigit(), folded in known.function_words
    stem, root = (folded.replace(",", "."),) * 2 if number else forms(folded)
    padded = f"<{stem}>"
    concepts = frozenset({f"{meanings.NUMBER}{stem}"}) if number else frozenset()
    if not number and not function:
        concepts = meanings.concepts(folded, stem)
    state = next((name for name in concepts if name[0] == meanings.STATE), "")
    plain = not (number or function or state)
    poles = meanings.poles(root) if plain else frozenset()
    return Word(
        text=folded,
        stem=stem,
        root=root,
        roots=frozenset({root}) if number else frozenset({root, *(bare(rest)[1] for rest in rests(folded))}),
        grams=frozenset(padded[i : i + 2] for i in range(len(padded) - 1)),
        number=number,
        function=function,
        negation=folded in known.negation,
        question=folded in known.question,
        country=bool(state) or (not number and not function and root in meanings.countries()),
        state=state,
        poles=poles,
        concepts=concepts,
        kinds=meanings.kinds(folded) if plain else frozenset(),
        sign=meanings.sign(poles),
    )


def words(headline: str) -> list[Word]:
    """The words of a headline, in order, at most ``LONGEST``."""
    found: list[Word] = []
    for match in _WORD.finditer(headline[: LONGEST * _LONGEST_WORD]):
        found.append(word(match.group()))
        if len(found) == LONGEST:
            break
    return found
