"""Names of the registry found among words: countries and their demonyms, institutions, people, offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claims.actors.registry import Registry
from claims.words import Word, has_article, readings

_PRONOUNS = frozenset({"who", "us", "it"})


class Match(NamedTuple):
    """A name of the registry at ``[first, past)`` of a list of words."""

    first: int
    past: int
    ids: tuple[str, ...]

    @property
    def length(self) -> int:
        return self.past - self.first


def match_at(words: Sequence[Word], i: int, registry: Registry) -> Match | None:
    """The longest listed name that starts at a word, Arabic clitics before it allowed."""
    following = words[i + 1].key if i + 1 < len(words) else ""
    for first in readings(words[i].text):
        seconds = registry.seconds.get(first)
        if seconds is None or not ("" in seconds or following in seconds):
            continue
        name = (first, *[w.key for w in words[i + 1 : i + registry.starts[first]]])
        for n in range(len(name), 0, -1):
            ids = registry.index.get(name[:n])
            if n == 1 and first in _PRONOUNS and not words[i].bare.isupper():
                continue  # «Who», not the WHO
            if ids and not (n == 1 and first in registry.bare and has_article(words[i].text)):
                return Match(i, i + n, ids)
    return None


def person_at(words: Sequence[Word], i: int, registry: Registry) -> Match | None:
    """A listed person whose full name starts at a word."""
    found = match_at(words, i, registry)
    if found is None or found.length < 2:
        return None
    people = tuple(a for a in found.ids if registry.actors[a].kind == "person")
    return Match(found.first, found.past, people) if people else None


def demonym_at(words: Sequence[Word], i: int, registry: Registry) -> tuple[int, str] | None:
    """A demonym of one or two words at a word: how many words, and the country's actor id."""
    if i + 1 < len(words):
        two = registry.demonyms.get((words[i].key, words[i + 1].key))
        if two:
            return 2, two
    for first in readings(words[i].text):
        one = registry.demonyms.get((first,))
        if one:
            return 1, one
    return None


def country_in(words: Sequence[Word], registry: Registry) -> str | None:
    """The first country that the words name, by demonym before by name."""
    for i in range(len(words)):
        found = demonym_at(words, i, registry)
        if found:
            return found[1]
    for i in range(len(words)):
        match = match_at(words, i, registry)
        if match:
            for identity in match.ids:
                if registry.actors[identity].kind == "country":
                    return identity
    return None


def institution_in(words: Sequence[Word], registry: Registry) -> Match | None:
    """The longest listed institution among the words."""
    best: Match | None = None
    for i in range(len(words)):
        match = match_at(words, i, registry)
        if match is None or (best is not None and match.length <= best.length):
            continue
        bodies = tuple(a for a in match.ids if registry.actors[a].kind not in ("country", "person"))
        if bodies:
            best = Match(match.first, match.past, bodies)
    return best


def portfolio_at(words: Sequence[Word], i: int, registry: Registry) -> tuple[int, str] | None:
    """The longest portfolio of a ministry that starts at a word: how many words, and the office."""
    return _office(words, i, registry.portfolios, registry.office_starts)


def office_at(words: Sequence[Word], i: int, registry: Registry) -> tuple[int, str] | None:
    """The longest name of an office, without its country, that starts at a word: how many words, and the office."""
    return _office(words, i, registry.office_names, registry.office_starts)


def longest(one: tuple[int, str] | None, other: tuple[int, str] | None) -> tuple[int, str] | None:
    """Of a portfolio and an office at one word the longer name: civil defence is no ministry of defence."""
    return max((found for found in (one, other) if found is not None), default=None, key=lambda found: found[0])


def _office(
    words: Sequence[Word], i: int, names: Mapping[tuple[str, ...], str], starts: Mapping[str, int]
) -> tuple[int, str] | None:
    for first in readings(words[i].text):
        longest = starts.get(first, 0)
        if not longest:
            continue
        name = (first, *[w.key for w in words[i + 1 : i + longest]])
        for n in range(len(name), 0, -1):
            office = names.get(name[:n])
            if office:
                return n, office
    return None


def is_place_word(words: Sequence[Word], i: int, registry: Registry) -> bool:
    """Whether a word is a demonym or begins the name of a country."""
    if demonym_at(words, i, registry):
        return True
    match = match_at(words, i, registry)
    return match is not None and any(registry.actors[a].kind == "country" for a in match.ids)
