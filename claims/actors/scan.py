"""What an article's text knows of actors beside its sources: countries, offices, and full names behind short ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from claims.actors.capitals import Capitals
from claims.actors.closed_classes import closed_words
from claims.actors.english_gender import of_name
from claims.actors.first_words import DEMONYM, NAME, OFFICE
from claims.actors.lexicon import lexicon
from claims.actors.places import demonym_at, match_at, office_at, portfolio_at
from claims.actors.registry import Registry
from claims.languages.arabic.morphemes import ALEF_MAKSURA
from claims.model import Lang
from claims.words import Word, has_article, readings, text_words

_FURTHEST_COUNTRY = 3  # words between an office and its country
_LONGEST_FULL_NAME = 3
_STOP = re.compile(r"\n|(?<![A-Z])[.!?\u061f](?=\s)")  # between two sentences, not behind an initial
_LEAD = 400  # code points: the title's and the first paragraph's story
_NEAR = 300  # code points before an office within which a country is near it

_SENTENCE_OPENERS = frozenset(
    ("the", "a", "an", "in", "on", "at", "but", "and", "for", "from", "with", "after", "before", "his", "her", "its")
)


@dataclass
class Scan(Capitals):
    """The words of an article, read for names. ``people`` are listed people with the place of their full name."""

    text: str
    lang: Lang
    registry: Registry
    day: str | None = None
    publisher: str | None = None
    words: Sequence[Word] = ()
    people: list[tuple[int, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    country_places: list[tuple[int, str]] = field(default_factory=list)
    office_countries: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.words = words = text_words(self.text)
        opens, arabic = self.registry.first_words, self.lang == "ar"
        past = 0  # a name inside a longer one is not read again
        for i, begins in [(i, begins) for i, word in enumerate(words) if (begins := opens[word.text])]:
            if i < past:
                continue
            if begins & ~OFFICE and (arabic or words[i].capital):
                past = i + self._place(i, begins)
            if begins & OFFICE:
                self._office(i)

    def _place(self, i: int, begins: int) -> int:
        """Take in the listed name or the demonym that starts at a word; how many words it has, at least one."""
        match = match_at(self.words, i, self.registry) if begins & NAME else None
        if match is not None:
            self._listed(i, match.ids, match.length)
            return match.length
        found = demonym_at(self.words, i, self.registry) if begins & DEMONYM else None
        if found:
            self.countries[found[1]] += 1
            self.country_places.append((self.words[i].start, found[1]))
        return 1

    def _listed(self, i: int, ids: tuple[str, ...], length: int) -> None:
        actor = self.registry.actors[ids[0]]
        self.seen.add(actor.id)
        if actor.kind == "person":
            if length > 1:
                self.people.append((self.words[i].start, actor.id))
                if actor.country:
                    self.countries[actor.country] += 1
                self._held(actor.id)
        elif actor.country:
            capital = actor.kind == "country" and self._is_capital(i, length, actor.country)
            self.countries[actor.country] += 2 if actor.kind == "country" and not capital else 1
            if not capital:
                self.country_places.append((self.words[i].start, actor.country))

    def _held(self, person: str) -> None:
        """A listed person tells the country of the office held on the day of the article."""
        for term in self.registry.terms[person]:
            place = self.registry.office_of(term.of)
            if place is not None and term.holds(self.day):
                self.office_countries[(place[1], place[0])] += 1

    def _is_capital(self, i: int, length: int, country: str) -> bool:
        rest = tuple(w.key for w in self.words[i + 1 : i + length])
        return any(
            c[0] in readings(self.words[i].text) and c[1:] == rest for c in self.registry.countries[country].capitals
        )

    def _office(self, i: int) -> None:
        """An office with its country beside it tells the country of the same office elsewhere in the article."""
        words, registry = self.words, self.registry
        found = portfolio_at(words, i, registry) or office_at(words, i, registry)
        if found is None:
            return
        first, past = (i + found[0], i + found[0] + 2) if self.lang == "ar" else (max(i - 2, 0), i)
        for j in range(first, min(past, len(words))):
            low, high = sorted((words[j].start, words[i].start))
            if _STOP.search(self.text, low, high):
                continue
            place = demonym_at(words, j, registry)
            if place is None and self.lang == "en":
                match = match_at(words, j, registry) if words[j].capital else None
                country = registry.actors[match.ids[0]].country if match else None
                place = (1, country) if country else None
            if place:
                self.office_countries[(found[1], place[1])] += 1
                return

    def country_of_office(self, office: str, place: int) -> tuple[str | None, float]:
        """The country whose office a place of the text means, with how sure that is.

        The one named beside this office elsewhere; else the one that the article speaks of most by far; else of two the
        one whose other offices it names; else the one named last before the place.
        """
        named = [(n, c) for (o, c), n in self.office_countries.items() if o == office]
        if named:
            named.sort(key=lambda pair: -pair[0])
            return named[0][1], 0.9 if len(named) == 1 else 0.85
        spoken = self.countries + self._by_city
        ranked = [(c, n) for c, n in spoken.most_common() if self._is_setting(c) or c in self._by_city][:2]
        if not ranked:
            return None, 0.5
        if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
            return ranked[0][0], 0.85
        ruled = [c for c, _ in ranked if any(c == country for _, country in self.office_countries)]
        if len(ruled) == 1:  # whose other offices the article names
            return ruled[0], 0.8
        near = [c for start, c in self.country_places if place - _NEAR <= start < place and self._is_setting(c)]
        return (near[-1], 0.8) if near else (ranked[0][0], 0.6)

    @cached_property
    def _by_city(self) -> Counter[str]:
        """How often the text names a city of each country (Arabic)."""
        cities = lexicon(self.lang).cities
        if not cities:
            return Counter()
        told = (next((cities[r] for r in readings(word.text) if r in cities), None) for word in self.words)
        by_code = {country.code: identity for identity, country in self.registry.countries.items()}
        return Counter(by_code[code] for code in told if code is not None)

    @cached_property
    def settings(self) -> frozenset[str]:
        """The countries of which the article tells."""
        return frozenset(country for country in self.countries if self._is_setting(country))

    def _is_setting(self, country: str) -> bool:
        """Whether an article tells of a country: it is named in the lead, or twice; a visitor's origin is neither."""
        places = [start for start, c in self.country_places if c == country]
        return self.countries[country] > 2 or len(places) > 1 or any(start < _LEAD for start in places)

    def country_after(self, place: int) -> str | None:
        """The country that the words at a place of the text give to the body before them ("in France", "in it")."""
        lex, i = lexicon(self.lang), bisect_left(self._starts, place)
        if i >= len(self.words) or self.text[place : self.words[i].start].strip():
            return None
        if self.words[i].key in lex.inside_it:
            return next((c for start, c in reversed(self.country_places) if start < place), None)
        if self.words[i].key in lex.inside and i + 1 < len(self.words):
            match = match_at(self.words, i + 1, self.registry)
            actor = self.registry.actors[match.ids[0]] if match else None
            return actor.id if actor is not None and actor.kind == "country" else None
        return None

    def full_name(self, family: str, form: str = "") -> tuple[tuple[str, ...], str] | None:
        """The full name in the text whose last word is this key: its key words, and as written.

        Of several the first; in English that which the text has most often. ``form``: of nobody whose given name
        tells the other gender (English).
        """
        found: dict[tuple[str, ...], list[str]] = {}
        for i in self.places(family):
            first = self._name_before(i)
            if first < i and not (self.lang == "en" and self._is_no_name(first, i)):
                chosen = self.words[first : i + 1]
                name = (chosen[0].key, *(w.key for w in chosen[1:]))
                if form and {form, of_name(name)} == {"ms", "fs"}:
                    continue
                label = self.text[chosen[0].start : chosen[-1].end - (2 if chosen[-1].genitive else 0)]
                if self.lang == "ar":
                    return name, label
                found.setdefault(name, []).append(label)
        best = max(found, key=lambda name: len(found[name]), default=None)
        return (best, found[best][0]) if best is not None else None

    def _name_before(self, i: int) -> int:
        """Where the full name begins that ends at a word."""
        lex, words = lexicon(self.lang), self.words
        first = i
        while first and i - first < _LONGEST_FULL_NAME:
            before = words[first - 1]
            if self.text[before.end : words[first].start] not in (" ", "-"):
                break
            if self.lang == "ar":
                preposition = before.text.endswith(ALEF_MAKSURA) and before.key in lex.connectors  # on, not Ali
                if before.key in lex.particles or (
                    before.key in lex.given and not has_article(before.text) and not preposition
                ):
                    first -= 1
                    continue
            elif words[i].capital and before.capital and before.key not in lex.common | closed_words():
                sentence = first - 1 == 0 or self.text[: before.start].rstrip()[-1:] in '.!?\u201d"'
                if not sentence or before.key not in _SENTENCE_OPENERS:
                    first -= 1
                    continue
            break
        return first

    def title_with_name(self, title: Sequence[str]) -> list[int]:
        """The places (word indices past the title) where a title stands in the text."""
        out: list[int] = []
        for i in self.places(title[0]):
            if tuple(w.key for w in self.words[i + 1 : i + len(title)]) == tuple(title[1:]):
                out.append(i + len(title))
        return out
