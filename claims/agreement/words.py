"""Headlines as words: folded, without clitics and endings, with the consonants that related forms share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.configuration import shipped_yaml
from claims.languages import language

LONGEST = 64
"""Words of a headline that are compared; what lies beyond is left out, so that no input costs more."""
_LONGEST_WORD = 32
_WORD = re.compile(
    r"\d+(?:[.,\u066b]\d+)*|[^\W\d_][^\W\d_\u0640\u064b-\u0652]*(?:[\u0640\u064b-\u0652]+[^\W\d_]*)*|\u061f|\?"
)
_WEAK = str.maketrans(dict.fromkeys("\u0627\u0648\u064a\u0621", ""))  # alef, waw, yaa, hamza: letters that forms lose
_SHORTEST_STEM = 3
_SHORTEST_ROOT = 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What ``configs/agreement/ar.yaml`` tells, folded."""

    articles: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    function_words: frozenset[str]
    negation: frozenset[str]
    question: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """One word. ``root`` are the consonants left of the stem, ``roots`` also those of the
    word read with a clitic in front; ``grams`` its character pairs, for likeness.

    ``poles`` holds ``2 * group`` or ``2 * group + 1`` for each side of an opposition that the word stands on.
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
    poles: frozenset[int]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists, read once.

    Raises:
        ConfigurationError: the file is missing or no YAML.
    """
    raw = shipped_yaml("agreement/ar.yaml")
    fold = language("ar").fold

    def folded(key: str) -> tuple[str, ...]:
        return tuple(fold(str(entry)) for entry in raw[key])

    return Lexicon(
        folded("articles"),
        tuple(sorted(folded("prefixes"), key=len, reverse=True)),
        tuple(sorted(folded("suffixes"), key=len, reverse=True)),
        frozenset(folded("function_words")),
        frozenset(folded("negation")),
        frozenset(folded("question")),
    )


@lru_cache(maxsize=1)
def _poles() -> dict[str, frozenset[int]]:
    """Root to the sides it stands on; a root on both sides of one opposition stands on neither."""
    sides: dict[str, set[int]] = {}
    for group, (left, right) in enumerate(shipped_yaml("agreement/ar.yaml")["opposites"]):
        for side, entries in enumerate((left, right)):
            for entry in entries:
                if " " not in entry:
                    sides.setdefault(_forms(language("ar").fold(entry))[1], set()).add(2 * group + side)
    return {root: frozenset(s for s in found if s ^ 1 not in found) for root, found in sides.items()}


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Roots of the names of countries that are one word; adjectives of nationality share them."""
    from babel import Locale

    fold = language("ar").fold
    names = [name for code, name in Locale("ar").territories.items() if len(code) == 2 and " " not in name]
    return frozenset(root for root in (_forms(fold(name))[1] for name in names) if len(root) > 2)


def _forms(folded: str) -> tuple[str, str]:
    """Stem (clitics, article and endings off) and root (prefixes of verbs and weak letters off as well)."""
    known = lexicon()
    stem = folded
    for clitic, rest in language("ar").splits(folded)[1:]:
        bare = clitic[-1:] == "\u0644" and rest[:1] == "\u0644"  # li + al is written with two laams
        if bare or rest.startswith(known.articles):
            stem = rest[1:] if bare else rest
            break
    return _bare(stem)


def _bare(stem: str) -> tuple[str, str]:
    known = lexicon()
    stem = _cut_start(stem, known.articles, _SHORTEST_ROOT)
    for suffix in known.suffixes:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= _SHORTEST_STEM:
            stem = stem[: -len(suffix)]
            break
    root = _cut_start(stem, known.prefixes, _SHORTEST_STEM).translate(_WEAK)
    return stem, root if len(root) >= _SHORTEST_ROOT else stem


def _cut_start(form: str, starts: tuple[str, ...], shortest: int) -> str:
    for start in starts:
        if form.startswith(start) and len(form) - len(start) >= shortest:
            return form[len(start) :]
    return form


def _other_roots(folded: str, root: str) -> frozenset[str]:
    """The root, and those that the word would have were its first letters clitics."""
    rests = (rest for _, rest in language("ar").splits(folded)[1:] if len(rest) > _SHORTEST_STEM)
    return frozenset({root, *(_bare(rest)[1] for rest in rests)})


@lru_cache(maxsize=50_000)
def word(text: str) -> Word:
    """A word of a headline as it is compared."""
    folded = language("ar").fold(text[:_LONGEST_WORD])
    known = lexicon()
    number = folded[:1].isdigit()
    stem, root = (folded.replace(",", "."),) * 2 if number else _forms(folded)
    padded = f"<{stem}>"
    function = folded in known.function_words
    return Word(
        text=folded,
        stem=stem,
        root=root,
        roots=frozenset({root}) if number else _other_roots(folded, root),
        grams=frozenset(padded[i : i + 2] for i in range(len(padded) - 1)),
        number=number,
        function=function,
        negation=folded in known.negation,
        question=folded in known.question,
        country=not number and not function and root in _countries(),
        poles=frozenset() if number or function else _poles().get(root, frozenset()),
    )


def words(headline: str) -> list[Word]:
    """The words of a headline, in order, at most ``LONGEST``."""
    found: list[Word] = []
    for match in _WORD.finditer(headline[: LONGEST * _LONGEST_WORD]):
        found.append(word(match.group()))
        if len(found) == LONGEST:
            break
    return found
