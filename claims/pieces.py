"""What an article says of its story, as weighted features: the words of its language, and what both languages share.

Features have a kind before a colon. ``w:`` a stem. What both languages share: ``a:`` an actor or country, by its id;
``t:`` a topic word of ``topic_words.yaml``, by its English name; ``s:`` the consonants of a name; ``n:`` a number.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from claims.actors import load_registry
from claims.actors.scan import Scan
from claims.configuration import shipped_yaml
from claims.languages.arabic.morphemes import (
    ARTICLE,
    ARTICLE_AFTER_LAAM,
    BAA,
    CONJUNCTIONS,
    KAAF,
    PERFECT_FEMININE,
    PROCLITICS,
    TAA,
    YAA,
)
from claims.model import Actor, Article, Lang
from claims.sound import consonants
from claims.stems import stem, stop_stems, words
from claims.words import readings

LANGS: tuple[Lang, ...] = ("ar", "en")
_LONGEST = 20_000  # code points of a text that are read
_SHORTEST, _LONGEST_WORD = 3, 40  # letters of a word that tells something
_TITLE, _LEAD, _LEAD_WORDS = 2, 1, 50  # what a word of the title or of the lead counts beside its place in the text
_SPOKEN, _NAMED = 2.0, 1.5  # an actor that speaks, one that is named, beside 1 for a word
_PASSING = 0.5  # of that, for a country that is named in passing
_TOGETHER = 0.5  # of the places of either word of a phrase
_SAID = 2  # how often a topic word must be said; in the title or the lead, once
_SHORTEST_NAME, _LONGEST_NAME = 3, 4  # consonants that are compared
_FIRST_YEAR, _LAST_YEAR, _LAST_DAY = 1900, 2100, 31
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,\u066b\u066c]{0,18}\d(?![\w.,]\d|\w)")
_ENDS = re.compile('[.!?\u061f:;\u061b\n"\u201c\u201d\u00ab]\\s*$')
# a conjunction or preposition before the article; with laam, both are written as two of it
_BEFORE_ARTICLE = re.compile(rf"^[{''.join(CONJUNCTIONS)}]?(?:[{BAA}{KAAF}]?{ARTICLE}|{ARTICLE_AFTER_LAAM})(?=\w{{3}})")
_SEPARATORS = str.maketrans("", "", ",\u066c")


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as the clustering takes it.

    ``moment`` is when it was published, ISO 8601, "" where unknown. ``weights`` are of features; ``forms`` has how each
    stem stands in the text, place by place, ``pairs`` how two neighbouring stems do. ``actors`` are named or speak.
    """

    article_id: str
    moment: str
    lang: Lang
    weights: Mapping[str, float]
    forms: Mapping[str, Sequence[str]]
    pairs: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()

    @property
    def day(self) -> str:
        return self.moment[:10]

    def phrases(self, heavy: Container[str]) -> dict[str, tuple[str, int]]:
        """Pairs of heavy features that mostly stand together, as they stand; with 2 where repeated, else 1."""
        return {
            " ".join(pair): (plainest(seen), min(len(seen), 2))
            for pair, seen in self.pairs.items()
            if f"w:{pair[0]}" in heavy
            and f"w:{pair[1]}" in heavy
            and len(seen) >= _TOGETHER * max(len(self.forms[one]) for one in pair)
        }


def piece_of(article: Article, actors: Sequence[Actor] = ()) -> Piece:
    """An article as the clustering takes it; ``actors`` are its speakers, one entry for each claim."""
    title, text = article.title or "", article.text[:_LONGEST]
    lang = article.lang
    outlet = {stem(word, lang) for word in words(article.publisher or "")}
    counts: Counter[str] = Counter()
    forms: dict[str, list[str]] = {}
    titled, told = words(title), words(text)
    for place, word in enumerate((*titled, *told)):
        one = _telling(word, lang)
        if not one or one in outlet:
            continue
        early = place - len(titled)
        counts[one] += 1 + (_TITLE if early < 0 else _LEAD if early < _LEAD_WORDS else 0)
        forms.setdefault(one, []).append(word)
    _join_clitics(counts, forms)
    weights = {f"w:{one}": 1 + math.log(count) for one, count in counts.items()}
    people = _actors(f"{title}\n{text}", article, actors)
    weights |= _shared(f"{title}\n{text}", article, counts, [one for one, _weight in people])
    weights |= {f"a:{one.id}": weight for one, weight in people}
    known = tuple(one for one, _weight in people)
    moment = article.published or ""
    return Piece(article.id, moment, lang, weights, forms, _pairs((titled, told), lang, forms), known)


@lru_cache(maxsize=200_000)
def _telling(word: str, lang: Lang) -> str:
    """The stem of a word that may tell something of a story, "" of another."""
    one = stem(word, lang)
    silent = (
        not _SHORTEST <= len(one) <= _LONGEST_WORD or one in _silent(lang) or any(letter.isdigit() for letter in one)
    )
    return "" if silent else one


def _join_clitics(counts: Counter[str], forms: dict[str, list[str]]) -> None:
    """Count a short word with a letter written on to it as that word, where the article has it alone as well."""
    for one in [one for one in counts if one[0] in PROCLITICS and one[1:] in counts]:
        counts[one[1:]] += counts.pop(one)
        del forms[one]


def plainer(one: str, other: str) -> str:
    """Of two forms of a word the second, where it is the first without a letter written on to it."""
    return other if one[:1] in PROCLITICS and one[1:] == other else one


def plainest(forms: Sequence[str]) -> str:
    """The form of a word that reads best in a name: the commonest, without what is written on to it.

    Of words with and without capitals, those without: headlines have capitals everywhere.
    """
    if len(forms) == 1:
        return _bare(forms[0])
    counts = Counter(map(_bare, forms))
    for form in [form for form in counts if form[:1] in PROCLITICS and form[1:] in counts]:
        counts[form[1:]] += counts.pop(form)
    small = {form: count for form, count in counts.items() if form == form.lower()} or counts
    return min(small, key=lambda form: (-small[form], len(form), form))


@lru_cache(maxsize=100_000)
def _bare(form: str) -> str:
    return _BEFORE_ARTICLE.sub(ARTICLE, form).removesuffix("'s").removesuffix("\u2019s")


def _pairs(
    lines: Iterable[Sequence[str]], lang: Lang, forms: Mapping[str, Sequence[str]]
) -> dict[tuple[str, str], list[str]]:
    """Neighbouring words that both may tell something, by their stems, as they stand."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        for (one, first), (other, second) in pairwise((_telling(word, lang), word) for word in line):
            if one in forms and other in forms and one != other and not _opens_anew(second, other):
                found.setdefault((one, other), []).append(f"{_bare(first)} {second}")
    return found


@lru_cache(maxsize=200_000)
def _opens_anew(word: str, one: str) -> bool:
    """Whether an Arabic word has a conjunction or preposition before it, so that no phrase goes on in it."""
    written_on = _BEFORE_ARTICLE.match(word)
    if written_on and written_on[0] != ARTICLE:
        return True
    return word[:1] in CONJUNCTIONS and not one.startswith(word[0])


def _actors(text: str, article: Article, speakers: Sequence[Actor]) -> list[tuple[Actor, float]]:
    """Speakers and listed actors that the text names, with their weights."""
    registry = load_registry()
    scan = Scan(text, article.lang, registry, article.published, article.publisher)
    counts: Counter[str] = Counter(dict.fromkeys(scan.seen, 1) | dict(scan.countries))
    # a country is named in passing where its name stands once, which counts two
    out = {
        one: _NAMED * (1 + math.log(count)) * (_PASSING if one in scan.countries and count <= 2 else 1)
        for one, count in counts.items()
    }
    known = {one: actor for one in out if (actor := registry.actor(one)) is not None}
    for one, count in Counter(actor.id for actor in speakers if actor.kind not in ("unnamed", "outlet")).items():
        out[one] = max(out.get(one, 0.0), _SPOKEN * (1 + math.log(count)))
    known |= {actor.id: actor for actor in speakers if actor.id in out and actor.id not in known}
    return [(known[one], out[one]) for one in sorted(out) if one in known and known[one].kind != "outlet"]


def _shared(text: str, article: Article, counts: Mapping[str, int], people: Iterable[Actor]) -> dict[str, float]:
    """Topic words, names by their consonants, and numbers: what an article in the other language has as well."""
    out: Counter[str] = Counter()
    concepts = topic_words().by_stem[article.lang]
    for one, count in counts.items():
        if one in concepts and count >= _SAID:
            out[f"t:{concepts[one]}"] += count
    unlisted = [word for actor in people if is_unlisted(actor.id) for word in words(actor.label)]
    for word in (*_names(text, article.lang), *unlisted):
        out.update(_name_features(word))
    for found in _NUMBER.findall(text):
        number = found.translate(_SEPARATORS).replace("\u066b", ".")
        if "." in number or not _is_time(int(number)):
            out[f"n:{number if '.' in number else int(number)}"] += 1
    return {one: 1 + math.log(count) for one, count in out.items()}


@lru_cache(maxsize=200_000)
def _name_features(word: str) -> tuple[str, ...]:
    codes = sorted({consonants(form) for form in readings(word)})
    return tuple(f"s:{code[:_LONGEST_NAME]}" for code in codes if len(code) >= _SHORTEST_NAME)


def is_unlisted(actor_id: str) -> bool:
    """Whether an actor has an id from its name alone, which differs between languages."""
    return actor_id.startswith("actor-")


def _is_time(number: int) -> bool:
    return number <= _LAST_DAY or _FIRST_YEAR <= number < _LAST_YEAR


def _names(text: str, lang: Lang) -> list[str]:
    """Words that may be names: with a capital inside a sentence; in Arabic, all that are not common."""
    common = word_shares(lang)
    if lang == "ar":
        return [word for word in words(text) if stem(word, lang) not in common]
    out, end = [], 0
    for found in re.finditer(r"\w+", text):
        before, end = text[end : found.start()], found.end()
        if found[0][0].isupper() and not _ENDS.search(before or "\n") and stem(found[0], lang) not in common:
            out.append(found[0])
    return out


# words as data ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The topic words: their names by language, by the English one, which stands for each of its stems."""

    names: Mapping[str, Mapping[Lang, str]]
    by_stem: Mapping[Lang, Mapping[str, str]]


@cache
def topic_words() -> TopicWords:
    """The words that name stories in both languages."""
    rows = shipped_yaml("lexicons/topic_words.yaml")
    by_stem = {lang: {stem(word, lang): row["en"][0] for row in rows for word in row[lang]} for lang in LANGS}
    return TopicWords({row["en"][0]: {lang: row[lang][0] for lang in LANGS} for row in rows}, by_stem)


@cache
def word_shares(lang: Lang) -> Mapping[str, float]:
    """The share of articles of a language that hold a word, by its stem; words that are not listed are rarer."""
    out: dict[str, float] = {}
    for share, listed in shipped_yaml("lexicons/common_words.yaml")[lang].items():
        for word in listed.split():
            out.setdefault(stem(word, lang), float(share))
    return out


@cache
def listed_forms(lang: Lang) -> frozenset[str]:
    """Common words and topic words as they are listed."""
    common = (word for listed in shipped_yaml("lexicons/common_words.yaml")[lang].values() for word in listed.split())
    return frozenset(common) | {word for row in shipped_yaml("lexicons/topic_words.yaml") for word in row[lang]}


@cache
def time_stems(lang: Lang) -> frozenset[str]:
    """Stems of the names of months and weekdays."""
    data = shipped_yaml(f"lexicons/{lang}/time.yaml")
    listed = [name for key in ("months", "weekdays") for names in data[key].values() for name in names]
    return frozenset(stem(word, lang) for name in listed for word in words(name))


@cache
def reporting_stems(lang: Lang) -> frozenset[str]:
    """Stems of the verbs with which articles say that somebody said something."""
    forms: list[str] = []
    for row in shipped_yaml(f"lexicons/{lang}/reporting.yaml")["verbs"]:
        if row["act"] != "inform":
            continue
        if lang == "en":
            lemma = row["lemma"]
            forms += [lemma, f"{lemma}ed", f"{lemma.removesuffix('e')}ing", *row.get("past", ())]
        else:
            forms += [row["perfect"], row["perfect"] + PERFECT_FEMININE, row.get("participle", "")]
            forms += [start + row["imperfect"][1:] for start in (YAA, TAA) if row.get("imperfect")]
    return frozenset(stem(word, lang) for form in forms for word in words(form))


@cache
def outlet_stems(lang: Lang) -> frozenset[str]:
    """Stems of the names of the outlets that the registry lists."""
    registry = load_registry()
    listed = [name for one, actor in registry.actors.items() if actor.kind == "outlet" for name in registry.names[one]]
    return frozenset(stem(word, lang) for name in listed for word in words(name))


@lru_cache(maxsize=4)
def _silent(lang: Lang) -> frozenset[str]:
    return stop_stems(lang) | time_stems(lang)
