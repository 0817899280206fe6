"""What an article's text knows of actors beside its sources: countries, offices, and full names behind short ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise

from claims.actors.english_gender import of_name
from claims.actors.english_words import ARTICLES, closed_words, past_label
from claims.actors.first_words import DEMONYM, NAME, OFFICE
from claims.actors.headlines import headline_starts
from claims.actors.lexicon import lexicon
from claims.actors.places import demonym_at, match_at, office_at, person_at, portfolio_at
from claims.actors.registry import Registry
from claims.configuration import shipped_yaml
from claims.dateline import dateline
from claims.languages.arabic.morphemes import ALEF_MAKSURA
from claims.model import Lang
from claims.words import Word, has_article, keys, readings, text_words

_FURTHEST_COUNTRY = 3  # words between an office and its country
_LONGEST_FULL_NAME = 3
_STOP = re.compile(r"\n|(?<![A-Z])[.!?\u061f](?=\s)")  # between two sentences, not behind an initial
_LEAD = 400  # code points: the title's and the first paragraph's story
_NEAR = 300  # code points before an office within which a country is near it


@dataclass
class Scan:
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

    def places(self, key: str) -> list[int]:
        """The indices of the words that can be read as this key: with the clitics before it, or without."""
        return self._by_reading.get(key, [])

    @cached_property
    def _by_reading(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            for reading in readings(word.text):
                out.setdefault(reading, []).append(i)
        return out

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

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self.words]

    def between(self, first: int, last: int) -> range:
        """The indices of the words that start in a stretch of text."""
        return range(bisect_left(self._starts, first), bisect_left(self._starts, last))

    def words_between(self, first: int, last: int) -> Sequence[Word]:
        """The words that start in a stretch of text."""
        span = self.between(first, last)
        return self.words[span.start : span.stop]

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

    def _is_no_name(self, first: int, last: int) -> bool:
        """Whether capitals are no full name: they go on, they are in a headline, or they are quoted by themselves."""
        words, after = self.words, self.words[last + 1] if last + 1 < len(self.words) else None
        goes_on = (
            after is not None
            and after.capital
            and not words[last].genitive
            and self.text[words[last].end : after.start] == " "
            and after.key not in _JUNIOR
        )
        return goes_on or words[first].start in self._in_headlines or self._is_quoted(words[first : last + 1])

    @cached_property
    def _in_headlines(self) -> frozenset[int]:
        return headline_starts(self.text, self.words) if self.lang == "en" else frozenset()

    def _is_quoted(self, run: Sequence[Word]) -> bool:
        """Whether quotation marks hold a run of words and nothing else: the “Never Trump” movement."""
        before, after = self.text[max(run[0].start - 1, 0) : run[0].start], self.text[run[-1].end : run[-1].end + 1]
        return bool(before) and before in _OPENS_QUOTE and bool(after) and after in _CLOSES_QUOTE

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

    @cached_property
    def full_names(self) -> list[tuple[Word, ...]]:
        """Runs of two to four capitals that read like people's full names (English), the dateline left out.

        In a headline only those whose names the rest of the text has as well, or the registry.
        """
        runs = self._capitals()
        plain = [run for run in runs if run[0].start not in self._in_headlines and self._reads_as_name(run)]
        known = {tuple(w.key for w in run) for run in plain}
        headed = [name for run in runs if run[0].start in self._in_headlines and (name := self._known_in(run, known))]
        return sorted(plain + headed, key=lambda run: run[0].start)

    def _capitals(self) -> list[tuple[Word, ...]]:
        """Runs of capitals, none of them a word of the language, nor one before a title."""
        lex, out = lexicon("en"), []
        run: list[Word] = []
        for word in (*self.words[self._after(self.dateline) if self.dateline else 0 :], None):
            near = bool(run) and word is not None and self.text[run[-1].end : word.start] in (" ", "-")
            fits = word is not None and word.capital and word.key not in lex.common and word.key not in closed_words()
            if fits and near and not run[-1].genitive:
                run.append(word)  # type: ignore[arg-type]
                continue
            titled = near and word is not None and word.key in lex.common - lex.connectors
            run = run[past_label(run, lex) :] if len(run) > 1 else run  # «Navy SEAL Carl Koss»
            if len(run) > 1 and not titled:
                out.append(tuple(run))
            run = [word] if fits and word is not None else []
        return out

    def _reads_as_name(self, run: tuple[Word, ...]) -> bool:
        """Whether a run of capitals can be somebody's full name."""
        lex = lexicon("en")
        thing = run[-1].key in lex.bodies or run[-1].key in lex.things or run[0].key in lex.place_openers
        tag = len(run[0].text) == 1 and self.text[run[0].end : run[1].start] == "-"  # «I-Vt.»
        if thing or tag or not 2 <= len(run) <= 4 or self._is_quoted(run):
            return False
        return tuple(w.key for w in run) not in self.outlets and not self._is_listed_body(run)

    def _known_in(self, run: tuple[Word, ...], known: set[tuple[str, ...]]) -> tuple[Word, ...]:
        """The longest name in a run of a headline that the rest of the text has, or the registry; else ()."""
        for n in range(min(len(run), 4), 1, -1):
            for first in range(len(run) - n + 1):
                name = run[first : first + n]
                listed = person_at(name, 0, self.registry)
                if tuple(w.key for w in name) in known or (listed is not None and listed.length == n):
                    return name
        return ()

    @cached_property
    def dateline(self) -> int:
        """Where the text goes on behind its dateline (English); 0 where it has none."""
        return dateline(self.text)[0] if self.lang == "en" else 0

    @cached_property
    def outlets(self) -> frozenset[tuple[str, ...]]:
        """The key words of whom the article is published by, and of the agency in its dateline."""
        named = (self.publisher, dateline(self.text)[1] if self.lang == "en" else None)
        return frozenset(keys(name) for name in named if name)

    def _after(self, place: int) -> int:
        return next((i for i, w in enumerate(self.words) if w.start >= place), len(self.words))

    @cached_property
    def subjects(self) -> list[tuple[Word, ...]]:
        """Full names, and their last words alone, that no preposition governs (English): who may do something."""
        families = {run[-1].key for run in self.full_names}
        runs = {run[0].start: run for run in self.full_names}
        inside = {w.start for run in self.full_names for w in run}
        for word in self.words:
            if word.capital and not word.genitive and word.key in families and word.start not in inside:
                runs[word.start] = (word,)
        runs |= {word.start: (word,) for word in self.opening_names if word.start not in runs.keys() | inside}
        before = {after.start: word.key for word, after in pairwise(self.words)}
        determined = {  # «an interview with The Harbour Chronicle»
            after.start
            for word, after in pairwise(self.words)
            if word.key in ARTICLES and self.text[word.end : after.start] == " "
        }
        behind = (start for start in sorted(runs.keys() - determined) if start >= self.dateline)
        return [runs[start] for start in behind if before.get(start) not in _GOVERNING]

    def is_governed(self, word: Word) -> bool:
        """Whether a preposition or an article stands right before a word (English)."""
        i = bisect_left(self._starts, word.start)
        before = self.words[i - 1] if i else None
        return before is not None and (before.key in _GOVERNING or before.key in ARTICLES)

    @cached_property
    def opening_names(self) -> list[Word]:
        """Family names alone that open a sentence as the subject of a verb: «Lindqvist was reached by telephone».

        They are no words of the language: none stands in the text without its capital, or is common in the news. An
        apposition may stand between: «Lindqvist, at the head of the delegation, did not hide her relief».
        """
        lex = lexicon("en")
        plain = {word.key for word in self.words if not word.capital} | _plain_words() | lex.common
        out = []
        for i, (word, after) in enumerate(pairwise(self.words)):
            before = self.text[max(word.start - 2, 0) : word.start]
            fronted = before == ", " and after.key in _auxiliaries()  # «At a rally in Larsk, Lindqvist was unrepentant»
            opens = fronted or before.rstrip()[-1:] in '.!?\u201d"' or before.endswith("\n")
            opens = opens and word.start not in self._inside_bodies
            gap = self.text[word.end : after.start]
            plural = word.key.endswith("s") and after.key not in _SINGULAR
            verbal = gap == " " and is_verb(after)
            verbal = verbal and not plural  # «Traders have», «Dockers voted»
            verbal = verbal or (gap == ", " and (after.key in _APPOSED or after.key in lex.relatives))
            named = word.capital and not word.genitive and len(word.key) > _SHORTEST_NAME and word.key not in plain
            if opens and verbal and named and match_at(self.words, i, self.registry) is None:
                out.append(word)
        return out

    @cached_property
    def _inside_bodies(self) -> frozenset[int]:
        """Where words stand that the text elsewhere has inside the name of a body, before its noun or its title.

        «Marrack» is no family name where the text has «Marrack Line», «Marrack's chairman» or «in Marrack».
        """
        lex, named = lexicon("en"), set()
        for word, after in pairwise(self.words):
            near = self.text[word.end : after.start] == " "
            if near and word.capital and (after.key in lex.bodies or (word.genitive and after.key in lex.role_starts)):
                named.add(word.key)
            if near and word.key in _PLACED and after.capital:
                named.add(after.key)
        return frozenset(w.start for w in self.words if w.key in named)

    def _is_listed_body(self, run: Sequence[Word]) -> bool:
        match = match_at(run, 0, self.registry)
        if match is None:
            return demonym_at(run, 0, self.registry) is not None
        return self.registry.actors[match.ids[0]].kind != "person"

    def looks_like_body(self, name: str) -> bool:
        """Whether the text puts a title or a body's noun after a single name: "Acme spokesman", "Acme Corporation"."""
        lex = lexicon("en")
        for i in self.places(name):
            if i + 1 < len(self.words):
                after = self.words[i + 1]
                near = self.text[self.words[i].end : after.start] == " "
                role = after.key in lex.role_starts and (
                    self.words[i].genitive or after.capital or after.key[-3:] == "man"
                )
                if near and (role or (after.capital and after.key in lex.bodies)):
                    return True
        return False


_SHORTEST_NAME = 2
_JUNIOR = frozenset({"jr", "sr", "ii", "iii", "iv"})
_OPENS_QUOTE, _CLOSES_QUOTE = frozenset("\"'\u201c\u2018"), frozenset("\"'\u201d\u2019")
_PLACED = frozenset({"in", "at", "near"})
_PAST = re.compile(
    r"[a-z]{3,}ed|took|came|left|went|struck|stood|gave|made|felt|kept|put|tore|rose|sat|spoke|held|wrote"
)
_SINGULAR = frozenset({"is", "was", "has", "does"})
_BEING = _SINGULAR | {"had"}
_APPOSED = frozenset({"at", "on", "in", "who", "whose", "of", "for"})
_GOVERNING = frozenset(
    (
        "by",
        "of",
        "with",
        "to",
        "from",
        "for",
        "in",
        "at",
        "on",
        "against",
        "than",
        "about",
        "over",
        "like",
        "and",
        "via",
    )
)
_SENTENCE_OPENERS = frozenset(
    ("the", "a", "an", "in", "on", "at", "but", "and", "for", "from", "with", "after", "before", "his", "her", "its")
)


def is_verb(word: Word) -> bool:
    """Whether an English word behind a name is its verb: an auxiliary, or a past form."""
    return word.key in _auxiliaries() or _PAST.fullmatch(word.text) is not None


def tells_of_itself(word: Word) -> bool:
    """Whether a verb behind a name tells how that one is or was («was sure», «sounded»), not what will be."""
    return word.key in _BEING or _PAST.fullmatch(word.text) is not None


@cache
def _auxiliaries() -> frozenset[str]:
    return frozenset(str(word) for word in shipped_yaml("lexicons/en/clauses.yaml")["auxiliaries"])


@cache
def _plain_words() -> frozenset[str]:
    """English words that many articles hold, and the closed classes: what opens a sentence without being a name."""
    common = shipped_yaml("lexicons/common_words.yaml")["en"].values()
    clauses = shipped_yaml("lexicons/en/clauses.yaml").values()
    return frozenset(word for listed in common for word in listed.split()) | frozenset(
        str(word) for listed in clauses if not isinstance(listed, str) for word in listed
    )
