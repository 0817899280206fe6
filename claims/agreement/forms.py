"""Stems and roots of folded words, by affixes alone: forms of one word meet, no dictionary is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.languages.arabic.morphemes import LAAM, WEAK_LETTERS

_WEAK = str.maketrans(dict.fromkeys(WEAK_LETTERS, ""))
_SHORTEST_STEM = 3
_SHORTEST_ROOT = 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Affixes and closed classes of ``configs/agreement/ar.yaml``, folded."""

    articles: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    function_words: frozenset[str]
    negation: frozenset[str]
    question: frozenset[str]


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


def forms(folded: str) -> tuple[str, str]:
    """Stem (clitics, article and endings off) and root (prefixes of verbs and weak letters off as well)."""
    known = lexicon()
    stem = folded
    for clitic, rest in language("ar").splits(folded)[1:]:
        joined = clitic[-1:] == LAAM and rest[:1] == LAAM  # li + al is written with two laams
        if joined or rest.startswith(known.articles):
            stem = rest[1:] if joined else rest
            break
    return bare(stem)


def bare(stem: str) -> tuple[str, str]:
    """Stem and root of a word without clitics."""
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


def rests(folded: str) -> list[str]:
    """What is left of the word, were its first letters clitics."""
    return [rest for _, rest in language("ar").splits(folded)[1:] if len(rest) > _SHORTEST_STEM]
