"""Words by finer kinds of what they do to the thing they speak of: the classes that the learned reader weighs.

The kinds are the same in every language, so that what is learned of one in English serves in Arabic too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.model import Lang
from claims.positions.effects import word_forms
from claims.stems import stem

Item = tuple[frozenset[str], ...]
_HEAD = 6  # letters
NO_KINDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kinds:
    """``words``: the kinds of single words; ``phrases`` by their first word, the longest first; ``irregular`` forms."""

    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[Item, frozenset[str]], ...]]
    irregular: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kinded:
    """Words ``at`` to ``past`` with the kinds they are of."""

    at: int
    past: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relations:
    """How kinds stand to each other; ``brings``: what asking a kind of predicate of a kind of thing brings."""

    opposed: Mapping[str, frozenset[str]]
    akin: Mapping[str, frozenset[str]]
    brings: Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def relations() -> Relations:
    """The relations of kinds, for every language."""
    rows = shipped_yaml("lexicons/kinds.yaml")
    brings = {thing: {asked: tuple(found) for asked, found in by.items()} for thing, by in rows["brings"].items()}
    return Relations(_both_ways(rows["opposed"]), _both_ways(rows["akin"]), brings)


def _both_ways(pairs: Sequence[Sequence[str]]) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for a, b in pairs:
        out.setdefault(a, set()).add(b)
        out.setdefault(b, set()).add(a)
    return {kind: frozenset(others) for kind, others in out.items()}


@cache
def kinds(lang: Lang) -> Kinds:
    """The kinds of the words of a language."""
    rows = shipped_yaml(f"lexicons/{lang}/kinds.yaml")
    fold = language(lang).fold
    single: dict[str, set[str]] = {}
    several: dict[tuple[tuple[str, ...], ...], set[str]] = {}
    for kind, listed in rows["kinds"].items():
        for entry in listed.split(","):
            item = tuple(tuple(fold(word) for word in part.split("/")) for part in entry.replace("n't", " n't").split())
            if len(item) == 1:
                for word in item[0]:
                    single.setdefault(word, set()).add(kind)
            elif item:
                several.setdefault(item, set()).add(kind)
    by_first: dict[str, list[tuple[Item, frozenset[str]]]] = {}
    for item, found in sorted(several.items(), key=lambda one: (-len(one[0]), one[0])):
        for word in item[0]:
            by_first.setdefault(word, []).append((tuple(map(frozenset, item)), frozenset(found)))
    pairs = (pair.split() for pair in rows.get("irregular", "").split(","))
    return Kinds(
        {word: frozenset(found) for word, found in single.items()},
        {word: tuple(found) for word, found in by_first.items()},
        {pair[0]: pair[1] for pair in pairs if len(pair) == 2},
    )


@lru_cache(maxsize=200_000)
def forms(word: str, lang: Lang) -> frozenset[str]:
    """A folded word and what it may be a form of."""
    return frozenset(_ordered_forms(word, lang))


def _ordered_forms(word: str, lang: Lang) -> tuple[str, ...]:
    base = kinds(lang).irregular.get(word)
    return (word, *((base,) if base else ()), *word_forms(lang, word))


@lru_cache(maxsize=200_000)
def _entry(word: str, lang: Lang) -> tuple[frozenset[str], tuple[tuple[Item, frozenset[str]], ...]]:
    """The kinds of a word by its likeliest form, and the phrases that it may open, the longest first."""
    lexicon, ordered = kinds(lang), _ordered_forms(word, lang)
    own = next((lexicon.words[form] for form in ordered if form in lexicon.words), NO_KINDS)
    opened = [found for form in dict.fromkeys(ordered) for found in lexicon.phrases.get(form, ())]
    return own, tuple(sorted(opened, key=lambda one: -len(one[0])))


def find_kinds(words: Sequence[str], lang: Lang) -> list[Kinded]:
    """The kinds of a text's folded words, in order; a phrase stands for its words."""
    return list(_kinds_of(tuple(words), lang))


@lru_cache(maxsize=8)
def _kinds_of(words: tuple[str, ...], lang: Lang) -> tuple[Kinded, ...]:
    """The same, kept for all who look at one statement."""
    return tuple(_find(words, lang))


def _find(words: Sequence[str], lang: Lang) -> Iterator[Kinded]:
    at = 0
    while at < len(words):
        own, opened = _entry(words[at], lang)
        past = at + 1
        for item, found in opened:
            if _stands(item, words, at, lang):
                past, own = at + len(item), found
                break
        if own:
            yield Kinded(at, past, own)
        at = past


def _stands(item: Item, words: Sequence[str], at: int, lang: Lang) -> bool:
    """Whether a phrase stands at a word that may open it."""
    past = at + len(item)
    if past > len(words):
        return False
    for wanted, word in zip(item[1:], words[at + 1 : past], strict=True):
        if wanted.isdisjoint(forms(word, lang)):
            return False
    return True


@lru_cache(maxsize=200_000)
def head(word: str, lang: Lang) -> str:
    """What a folded word is compared by: in English the opening letters of its base form, in Arabic its light stem."""
    return min(sorted(forms(word, lang)), key=len)[:_HEAD] if lang == "en" else stem(word, lang)
