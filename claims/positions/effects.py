"""Words by what they do to the thing they speak of, compiled once for each language.

After the idea of +effect and -effect events (Choi & Wiebe, EffectWordNet, 2014): a question that asks whether a fee is
dropped and a statement that it stays both name what happens to the fee, by words of opposite sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.languages.arabic.morphemes import ALEF, BEFORE_WORD, IMPERFECT_PREFIXES
from claims.model import Lang

_ROLES = ("plus", "minus", "for", "against", "flip", "weak", "hope", "doubt", "open", "full", "silent", "asked")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Effects:
    """``roles`` of single words in their listed form; ``phrases`` with their role, over folded words and spaces.

    ``breaks`` are words over which a negation does not reach; ``affixes`` are the prefixes and endings that fall.
    """

    lang: Lang
    roles: dict[str, frozenset[str]]
    phrases: tuple[tuple[str, re.Pattern[str]], ...]
    breaks: frozenset[str]
    neutral: frozenset[str]
    affixes: tuple[tuple[str, ...], tuple[str, ...]]

    def of(self, word: str) -> frozenset[str]:
        """The roles of a folded word, in whichever form; none for one that is not listed."""
        return _look_up(self.lang, word)


@cache
def effects(lang: Lang) -> Effects:
    """The effect words of a language."""
    rows: dict[str, Any] = shipped_yaml(f"lexicons/{lang}/effects.yaml")
    fold = language(lang).fold
    roles: dict[str, set[str]] = {}
    for role in _ROLES:
        for word in rows.get(role, "").split():
            roles.setdefault(fold(word), set()).add(role)
    clitics = BEFORE_WORD if lang == "ar" else ""
    phrases = tuple(
        (role, re.compile(rf"(?<!\w){clitics}(?:{' '.join(map(fold, pattern.split(' ')))})(?!\w)"))
        for role in _ROLES
        for pattern in rows["phrases"].get(role, ())
    )
    breaks = frozenset(map(fold, rows["breaks"].split()))
    listed = {word: frozenset(found) for word, found in roles.items()}
    neutral = frozenset(map(fold, rows["neutral"].split()))
    return Effects(lang, listed, phrases, breaks, neutral, _affixes(rows.get("affixes", {})))


def _affixes(rows: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Prefixes, each also behind a conjunction, and endings; with the empty one."""
    conjunctions, prefixes, endings = (
        ("", *rows.get(name, "").split()) for name in ("conjunctions", "prefixes", "endings")
    )
    return tuple(a + b for a in conjunctions for b in prefixes), endings


@lru_cache(maxsize=200_000)
def _look_up(lang: Lang, word: str) -> frozenset[str]:
    roles = effects(lang).roles
    if word in effects(lang).neutral:
        return frozenset()
    for form in word_forms(lang, word):
        if form in roles:
            return roles[form]
    return frozenset()


@lru_cache(maxsize=200_000)
def word_forms(lang: Lang, word: str) -> tuple[str, ...]:
    """A folded word and what it may be an inflected form of, the likeliest first."""
    return tuple(_arabic_forms(word) if lang == "ar" else _english_forms(word))


def _arabic_forms(word: str) -> list[str]:
    """The word without clitics, verb prefixes and endings, the longest first; then as the imperfect of one in alef."""
    out, derived = {word}, set()
    prefixes, endings = effects("ar").affixes
    for prefix in prefixes:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        for suffix in endings:
            left = len(rest) - len(suffix)
            if rest.endswith(suffix) and left >= _SHORTEST + bool(prefix or suffix):
                out.add(rest[:left])
                if prefix[-1:] in IMPERFECT_PREFIXES and left > _SHORTEST:
                    derived.add(ALEF + rest[:left])
    return [*sorted(out, key=lambda form: (-len(form), form)), *sorted(derived - out, key=lambda f: (-len(f), f))]


def _english_forms(word: str) -> list[str]:
    """The word and what it may be the -s, -ed or -ing form of, or an adverb of."""
    out = [word]
    for ending in ("s", "es", "ed", "d", "ing", "ly", "al"):
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < _SHORTEST + 1:
            continue
        out.append(rest)
        if ending in ("ed", "ing", "al"):
            out.append(rest + "e")
            if rest[-1] == rest[-2]:
                out.append(rest[:-1])
        if rest.endswith("i"):
            out.append(rest[:-1] + "y")
    return out
