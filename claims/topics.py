"""Topics: questions with a proposition, read from YAML or discovered, and the claims that belong to them."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from claims.actors import load_registry
from claims.cluster import DISCOVERED, auto_id
from claims.configuration import ConfigurationError, read_yaml
from claims.languages.arabic.morphemes import PROCLITICS
from claims.model import Attribution, Lang, Speaker
from claims.read import Document
from claims.stems import root, stem, stems, stop_stems, words

LANGS: tuple[Lang, ...] = ("ar", "en")
_KEYS = ("id", "name", "proposition", "positive", "negative", "keywords", "actors")
_KEYWORD_KEYS = (*LANGS, "all", "none")


@dataclass(frozen=True, slots=True)
class Topic:
    """A question with a proposition. Text fields are by language code; see CONTRACT, Topics.

    ``any_of`` keywords: one suffices; ``all_of``: each must be there; ``none_of``: none may be there.
    """

    id: str
    name: dict[Lang, str]
    proposition: dict[Lang, str] = field(default_factory=dict)
    positive: dict[Lang, str] = field(default_factory=dict)
    negative: dict[Lang, str] = field(default_factory=dict)
    any_of: dict[Lang, tuple[str, ...]] = field(default_factory=dict)
    all_of: dict[Lang, tuple[str, ...]] = field(default_factory=dict)
    none_of: dict[Lang, tuple[str, ...]] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    configured: bool = True


# reading ---------------------------------------------------------------------------------------------------


def load_topics(path: Path) -> list[Topic]:
    """The topics of a YAML file, in its order.

    Raises:
        ConfigurationError: naming the file, the entry, the key and what is allowed.
    """
    rows = read_yaml(path)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise ConfigurationError(f"{path}: a topics file is a list of topics, this is {_kind(rows)}")
    topics = [_topic(row, f"{path}: topic {number}") for number, row in enumerate(rows, 1)]
    twice = [topic_id for topic_id, count in Counter(t.id for t in topics).items() if count > 1]
    if twice:
        raise ConfigurationError(f"{path}: the id {twice[0]} is given to two topics")
    return topics


def _topic(row: Any, where: str) -> Topic:
    if not isinstance(row, dict):
        raise ConfigurationError(f"{where}: a topic has keys and values, this is {_kind(row)}")
    if isinstance(row.get("id"), str):
        where = f"{where} ({row['id']})"
    _only(row, _KEYS, where)
    if not isinstance(row.get("id"), str) or not row["id"].strip():
        raise ConfigurationError(f"{where}: needs `id`, a word without spaces")
    if row["id"].startswith(DISCOVERED):
        raise ConfigurationError(
            f"{where}: ids that begin with {DISCOVERED} are those of discovered topics; give another"
        )
    keywords = row.get("keywords") or {}
    if not isinstance(keywords, dict):
        raise ConfigurationError(f"{where}: `keywords` is a mapping of {', '.join(_KEYWORD_KEYS)}, not a list")
    _only(keywords, _KEYWORD_KEYS, f"{where}, keywords")
    name = _texts(row.get("name"), f"{where}, name")
    if not name:
        raise ConfigurationError(f"{where}: needs `name`, as {{en: …, ar: …}}")
    return Topic(
        id=row["id"].strip(),
        name=name,
        proposition=_texts(row.get("proposition"), f"{where}, proposition"),
        positive=_texts(row.get("positive"), f"{where}, positive"),
        negative=_texts(row.get("negative"), f"{where}, negative"),
        any_of=_lists({lang: keywords.get(lang) for lang in LANGS}, f"{where}, keywords"),
        all_of=_lists(keywords.get("all"), f"{where}, keywords.all"),
        none_of=_lists(keywords.get("none"), f"{where}, keywords.none"),
        actors=_strings(row.get("actors"), f"{where}, actors"),
    )


def _only(row: Mapping[Any, Any], allowed: Sequence[str], where: str) -> None:
    for key in row:
        if key not in allowed:
            near = difflib.get_close_matches(str(key), allowed, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else "."
            raise ConfigurationError(f"{where}: unknown key `{key}`{hint} Allowed: {', '.join(allowed)}")


def _texts(value: Any, where: str) -> dict[Lang, str]:
    if value is None:
        return {}
    if isinstance(value, str):
        return {"en": value}
    if not isinstance(value, dict):
        raise ConfigurationError(f"{where}: must be a text, or texts by language as {{en: …, ar: …}}")
    _only(value, LANGS, where)
    for lang, text in value.items():
        if not isinstance(text, str):
            raise ConfigurationError(f"{where}.{lang}: must be a text, is {_kind(text)}")
    return dict(value)


def _lists(value: Any, where: str) -> dict[Lang, tuple[str, ...]]:
    if value is None:
        return {}
    if isinstance(value, list):
        found = _strings(value, where)
        return dict.fromkeys(LANGS, found)
    if not isinstance(value, dict):
        raise ConfigurationError(f"{where}: must be a list of words, or lists by language")
    _only(value, LANGS, where)
    return {cast(Lang, lang): _strings(items, f"{where}.{lang}") for lang, items in value.items() if items}


def _strings(value: Any, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str | int) for item in value):
        raise ConfigurationError(f"{where}: must be a list of words")
    return tuple(str(item) for item in value)


def _kind(value: Any) -> str:
    return {dict: "a mapping", list: "a list", str: "a text", type(None): "empty"}.get(type(value), "a number")


# assigning -------------------------------------------------------------------------------------------------

_TITLE = 2  # a keyword of the title counts as much as so many in the text
_PARTS = 4.5  # what all the words of the longer keywords are worth, where they stand apart
_MOST_PARTS = 0.5  # of those words; fewer are of any article
_STRONG = 2.3  # keywords that make an article one on the topic
_STORY = 1.5  # what the article's story is worth at most beside a keyword in the claim itself, which is worth 2
_OPENS = (
    0.5  # of two topics that a claim names, the one named first is what it speaks of («aid cannot wait for a deal»)
)
_PLACE = 0.5  # a country among the keywords tells less than a word of the question
_ONLY_PLACES = 0.9  # an article that names only the country is on the topic by no claim of its own
_LONGEST = 1_500  # code points of a content that are read for its topic
_SHORTEST_STEM = 2
_SHORTEST_WORD = 3
_MANY_PARTS = 0.4  # of them, where the country is named too
_ELSEWHERE = 0.6  # an article that does not name the topic's country may be on another's question
_LEAD = 60  # words of the text that are read with the title


@dataclass(frozen=True, slots=True)
class _Compiled:
    topic: Topic
    any_of: tuple[tuple[str, ...], ...]
    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[tuple[str, ...], ...]
    places: frozenset[tuple[str, ...]] = frozenset()
    parts: frozenset[str] = frozenset()

    def weight(self, phrase: tuple[str, ...]) -> float:
        """What one keyword counts."""
        return _PLACE if phrase in self.places else 1.0


class _Text:
    """Stems of a text, for finding phrases in it."""

    def __init__(self, found: Sequence[str]) -> None:
        self.stems = list(found)
        self.at: dict[str, list[int]] = {}
        for i, one in enumerate(self.stems):
            for form in (one, one[1:]) if one[:1] in PROCLITICS and len(one) > _SHORTEST_STEM else (one,):
                self.at.setdefault(form, []).append(i)

    def places(self, phrase: tuple[str, ...]) -> list[int]:
        """Where the text holds a phrase, its first word with or without a conjunction or preposition letter."""
        size = len(phrase)
        rest = phrase[1:]
        return [i for i in self.at.get(phrase[0], ()) if tuple(self.stems[i + 1 : i + size]) == rest] if phrase else []

    def count(self, phrase: tuple[str, ...]) -> int:
        return len(self.places(phrase))

    def has(self, phrase: tuple[str, ...]) -> bool:
        return bool(self.places(phrase))

    def first(self, phrases: Iterable[tuple[str, ...]]) -> float:
        """The first place of any of the phrases; infinite where none is there."""
        return min((place for phrase in phrases for place in self.places(phrase)[:1]), default=math.inf)


class TopicIndex:
    """Which topic a claim is on: by its own words, the story of its article, and its actors."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = {topic.id: topic for topic in topics}
        self._compiled = {lang: [_compile(topic, lang) for topic in topics] for lang in LANGS}

    def topic(self, topic_id: str | None) -> Topic | None:
        """A configured topic; None for a discovered one."""
        return self.topics.get(topic_id) if topic_id else None

    def assign(self, document: Document, attributions: Sequence[Attribution], speakers: Sequence[Speaker]) -> list[str]:
        """The topic of each attribution. Where no configured one fits, one of the article's own (``auto-…``).

        Articles that tell one story share it once ``claims.clusters`` has placed them beside each other.
        """
        article = document.article
        lead = _Text(stems(" ".join((article.title or "", *words(document.text)[:_LEAD])), article.lang))
        whole = _Text(stems(document.text, article.lang))
        title = _Text(stems(article.title or "", article.lang))
        fitting = {
            one.topic.id: _story_score(one, title, lead, whole)
            for one in self._compiled[article.lang]
            if _allowed(one, whole, title)
        }
        own: str | None = None
        out = []
        for attribution, speaker in zip(attributions, speakers, strict=True):
            content = " ".join(document.slice(span) for span in attribution.content)[:_LONGEST]
            found = self._best(_Text(stems(content, article.lang)), speaker, fitting, article.lang)
            if found is None and own is None:
                own = auto_id(article.id)
            out.append(found or own or "")
        return out

    def _best(self, content: _Text, speaker: Speaker, fitting: Mapping[str, float], lang: Lang) -> str | None:
        """The configured topic that fits best: the claim's own words first, then the article's story."""
        best: tuple[float, str] | None = None
        opens = {one.topic.id: content.first(one.any_of) for one in self._compiled[lang]}
        opening = min(opens.values(), default=math.inf)
        for one in self._compiled[lang]:
            story = fitting.get(one.topic.id, 0.0)
            hits = sum(one.weight(phrase) for phrase in one.any_of if content.has(phrase))
            long_hits = sum(content.has(phrase) for phrase in one.any_of if len(phrase) > 1)
            involved = speaker.actor.id in one.topic.actors
            fits = (hits >= 1 and story >= 1) or hits + long_hits >= 2 or story >= _STRONG
            if not fits:
                continue
            told = 2.0 * hits + long_hits + (_OPENS if hits and opens[one.topic.id] == opening else 0.0)
            score = (told + min(story / 4, _STORY) + involved, one.topic.id)
            if best is None or score > best:
                best = score
        return best[1] if best else None


def topic_named(topic: Topic | None, text: str, lang: Lang) -> bool:
    """Whether a text holds a keyword of a topic."""
    if topic is None or not topic.any_of.get(lang):
        return False
    whole = _Text(stems(text, lang))
    return any(whole.has(tuple(stems(phrase, lang))) for phrase in topic.any_of[lang])


def own_words(topic: Topic | None, lang: Lang) -> frozenset[str]:
    """Stems of the words that name a topic, but for names of countries, people and bodies."""
    if topic is None:
        return frozenset()
    said = f"{topic.proposition.get(lang, '')} {' '.join(topic.any_of.get(lang, ()))}"
    return _own_words(_without_capital(topic.name.get(lang, ""), said), topic.any_of.get(lang, ()), lang)


def _without_capital(name: str, said: str) -> str:
    """A name with its first word written small, where that word is no name itself: none is written large elsewhere."""
    first, _, rest = name.partition(" ")
    named = first in said.split() and not said.startswith(first)
    return name if named or first.isupper() else f"{first[:1].lower()}{first[1:]} {rest}".rstrip()


@lru_cache(maxsize=1024)
def _own_words(name: str, keywords: tuple[str, ...], lang: Lang) -> frozenset[str]:
    places = tuple(one for phrase in keywords if _is_country(phrase) for one in stems(phrase, lang))
    plain = [word for word in words(name) if not word[:1].isupper() or not word[1:].islower()]
    found = {stem(word, lang) for word in plain if len(word) > _SHORTEST_WORD} - stop_stems(lang)
    found |= {root(word, lang) for word in found}
    return frozenset(one for one in found if not one.startswith(places or ("\0",)) and not one.isdigit())


def _compile(topic: Topic, lang: Lang) -> _Compiled:
    def phrases(lists: Mapping[Lang, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(tuple(stems(phrase, lang)) for phrase in lists.get(lang, ()) if stems(phrase, lang)))

    places = {tuple(stems(phrase, lang)) for phrase in topic.any_of.get(lang, ()) if _is_country(phrase)}
    any_of = phrases(topic.any_of)
    named = {one for one in stems(topic.name.get(lang, ""), lang) if len(one) > _SHORTEST_STEM}
    parts = {one for phrase in any_of if len(phrase) > 1 for one in phrase} | named
    parts -= {one for phrase in places for one in phrase} | stop_stems(lang)
    return _Compiled(topic, any_of, phrases(topic.all_of), phrases(topic.none_of), frozenset(places), frozenset(parts))


def _is_country(phrase: str) -> bool:
    """Whether a keyword is a country's name: articles on anything name it."""
    registry = load_registry()
    return any(registry.actors[found].kind == "country" for found in registry.find(phrase) if found in registry.actors)


def _allowed(one: _Compiled, whole: _Text, title: _Text) -> bool:
    def there(phrase: tuple[str, ...]) -> bool:
        return whole.has(phrase) or title.has(phrase)

    return all(map(there, one.all_of)) and not any(map(there, one.none_of)) and any(map(there, one.any_of))


def _story_score(one: _Compiled, title: _Text, lead: _Text, whole: _Text) -> float:
    """How much an article is on the topic: different keywords, those of title and lead more, repeated ones a little.

    The words of longer keywords count together, as articles shorten names («the union») after their first mention.
    """
    different = sum(one.weight(phrase) for phrase in one.any_of if whole.has(phrase))
    named = sum(one.weight(phrase) for phrase in one.any_of if title.has(phrase))
    early = sum(one.weight(phrase) for phrase in one.any_of if lead.has(phrase))
    often = sum(whole.count(phrase) + title.count(phrase) for phrase in one.any_of if phrase not in one.places)
    shared = sum(whole.has((part,)) for part in one.parts) / len(one.parts) if one.parts else 0.0
    place = any(whole.has(phrase) or title.has(phrase) for phrase in one.places)
    enough = shared >= (_MANY_PARTS if place else _MOST_PARTS)
    score = different + _TITLE * named + early + min(often, 6) / 3 + (_PARTS * shared if enough else 0)
    if not (often or enough):
        return min(score, _ONLY_PLACES)
    return score * _ELSEWHERE if one.places and not place else score
