"""Time words of a language, from YAML, as phrases by their first word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from claims.configuration import ConfigurationError, check_keys, shipped_yaml
from claims.languages.arabic.morphemes import ARTICLE
from claims.model import Lang
from claims.words import word_keys

AtomKind = Literal[
    "weekday",
    "day",
    "part",
    "month",
    "hijri",
    "unit",
    "dual",
    "number",
    "hour",
    "earlier",
    "later",
    "vague",
    "after_that",
]
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """What one phrase of the lexicon says: its kind and its value (a number, or the name of a unit or part)."""

    kind: AtomKind
    number: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """``phrases`` maps a first word to the phrases that begin with it, the longest first; ``triggers`` are all words
    with which an expression can begin."""

    lang: Lang
    phrases: Mapping[str, tuple[tuple[Phrase, Atom], ...]]
    words: Mapping[str, frozenset[str]]
    triggers: frozenset[str]
    background: tuple[Phrase, ...]

    def within(self, section: str, word: str) -> bool:
        """Whether a section of single words holds a word."""
        return word in self.words[section]


_NUMBERED: tuple[tuple[str, AtomKind], ...] = (
    ("weekdays", "weekday"),
    ("days", "day"),
    ("months", "month"),
    ("hijri_months", "hijri"),
    ("numbers", "number"),
    ("hours", "hour"),
)
_PHRASES: tuple[AtomKind, ...] = ("earlier", "later", "vague", "after_that")
_WORDS = (
    *("never_after", "never_before", "parts_alone", "past", "future", "current", "hour_openers", "half", "quarter"),
    *("year_words", "month_words", "day_words", "in_words", "ago", "after", "glue", "again", "pluperfect", "perfect"),
    *("relatives", "subordinate", "prepositions", "approximately", "since", "then", "times_named", "nights"),
)
_SECTIONS = frozenset(
    (*(section for section, _ in _NUMBERED), *_PHRASES, *_WORDS, "parts", "units", "earlier_that_day", "background")
)


def _entries(path: str, data: Mapping[str, Any]) -> Iterable[tuple[Phrase, Atom]]:
    """Every phrase with its atom.

    Raises:
        ConfigurationError: a section is missing or a key of it is no number.
    """
    for section, kind in _NUMBERED:
        for number, phrases in (data.get(section) or {}).items():
            if not isinstance(number, int):
                raise ConfigurationError(f"{path}: {section}: {number!r} must be a whole number")
            for phrase in phrases:
                yield word_keys(str(phrase)), Atom(kind, number)
    for name, phrases in (data.get("parts") or {}).items():
        for phrase in phrases:
            yield word_keys(str(phrase)), Atom("part", name=name)
    for name, forms in (data.get("units") or {}).items():
        for phrase in (*forms["one"], *forms["many"]):
            yield word_keys(str(phrase)), Atom("unit", name=name)
        for phrase in forms["two"]:
            yield word_keys(str(phrase)), Atom("dual", 2, name)
    for phrase in data.get("earlier_that_day") or []:
        yield word_keys(str(phrase)), Atom("earlier", name="day")
    for kind in _PHRASES:
        for phrase in data.get(kind) or []:
            yield word_keys(str(phrase)), Atom(kind)


@cache
def time_lexicon(lang: Lang) -> TimeLexicon:
    """The time lexicon of a language, read once.

    Raises:
        ConfigurationError: a section of the file is missing, unknown or has a wrong key.
    """
    path = f"lexicons/{lang}/time.yaml"
    data = shipped_yaml(path)
    missing = [name for name in (*_WORDS, "weekdays", "units") if not isinstance(data, dict) or name not in data]
    if missing:
        raise ConfigurationError(f"{path}: the section {missing[0]!r} is missing")
    check_keys(path, data, _SECTIONS)
    phrases: dict[str, list[tuple[Phrase, Atom]]] = {}
    for phrase, atom in _entries(path, data):
        if phrase and phrase not in [p for p, _ in phrases.get(phrase[0], [])]:
            phrases.setdefault(phrase[0], []).append((phrase, atom))
    words = {name: frozenset(w for p in data[name] for w in word_keys(str(p))) for name in _WORDS}
    units = {ARTICLE + first for first in phrases} if lang == "ar" else set()
    openers = words["ago"] | words["after"] | words["hour_openers"] | words["year_words"] | words["past"] | {"in"}
    return TimeLexicon(
        lang=lang,
        phrases={first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in phrases.items()},
        words=words,
        triggers=openers | frozenset(phrases) | units,
        background=tuple(word_keys(str(p)) for p in data.get("background") or []),
    )
