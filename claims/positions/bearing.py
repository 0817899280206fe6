"""How a statement stands to a topic's question within its article: what is measured before it is taken for a position.

An article of the day speaks of many things. Of a story that is all about the question, most statements are on it; of
one that names it in passing, hardly any are, whatever words of refusal or support they hold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.actors import load_registry
from claims.languages.arabic.morphemes import PROCLITICS
from claims.model import Attribution, Lang, Spans
from claims.positions.regression import Measures
from claims.read import Document
from claims.stems import root, stem, stems, stop_stems, words
from claims.topics import Topic

_LEAD = 60  # words
_LONGEST = 1_500  # code points of a content that are read
_FAR = 4  # sentences back to one that names the question; farther is as good as never
_MOST = 3.0  # different words of the question that a text may count for
_SHORTEST = 3  # letters of a word that tells anything
_DENSE = 0.5  # of an article's sentences; more is all of it


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of a question in one language, as stems: ``core`` what it asks about, ``names`` who and where."""

    phrases: tuple[tuple[str, ...], ...]
    core: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=1024)
def _terms(name: str, proposition: str, keywords: tuple[str, ...], lang: Lang) -> Terms:
    told = [*keywords, name, proposition]
    names = {stem(word, lang) for text in told for word in _names_in(text, lang)}
    core = {one for text in told for one in stems(text, lang) if len(one) >= _SHORTEST} - names - stop_stems(lang)
    phrases = tuple(dict.fromkeys(tuple(stems(one, lang)) for one in keywords if set(stems(one, lang)) - names))
    return Terms(phrases, frozenset(core | {root(one, lang) for one in core}), frozenset(names))


def terms(topic: Topic, lang: Lang) -> Terms:
    """The words of a topic's question."""
    return _terms(topic.name.get(lang, ""), topic.proposition.get(lang, ""), topic.any_of.get(lang, ()), lang)


def _names_in(text: str, lang: Lang) -> list[str]:
    found = words(text)
    if lang == "en":
        return [word for k, word in enumerate(found) if word[:1].isupper() and (k or load_registry().find(word))]
    return [word for word in found if load_registry().find(word)]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a piece of text names of a question: different core words, names, and whether a whole keyword is there."""

    core: int
    names: int
    phrase: bool

    @property
    def named(self) -> bool:
        """Whether the piece speaks of the question by its own words."""
        return self.phrase or self.core > 1


def see(found: Sequence[str], of: Terms, lang: Lang) -> Seen:
    """Look for a question's words among the stems of a text."""
    forms = set(found) | {root(one, lang) for one in found}
    forms |= {one[1:] for one in found if one[:1] in PROCLITICS and len(one) > _SHORTEST}
    core = len({root(one, lang) for one in forms & of.core})
    phrase = any(_holds(found, one) for one in of.phrases)
    return Seen(core, len(forms & of.names), phrase)


def _holds(found: Sequence[str], phrase: tuple[str, ...]) -> bool:
    first, size = phrase[0], len(phrase)
    for i, one in enumerate(found):
        same = one == first or (one[:1] in PROCLITICS and one[1:] == first)
        if same and tuple(found[i + 1 : i + size]) == phrase[1:]:
            return True
    return False


class ArticleOn:
    """An article looked at for one question: which of its sentences name it."""

    def __init__(self, document: Document, topic: Topic) -> None:
        self.document, self.lang, self.actors = document, document.article.lang, topic.actors
        self.terms = terms(topic, self.lang)
        tokens = document.tokens
        self.spans = [(tokens[a].start, tokens[b - 1].end) for a, b in document.sentences]
        self.seen = [see(stems(document.slice(span), self.lang), self.terms, self.lang) for span in self.spans]
        self.title = see(stems(document.article.title or "", self.lang), self.terms, self.lang)
        self.lead = see(stems(" ".join(words(document.text)[:_LEAD]), self.lang), self.terms, self.lang)
        self.dense = sum(one.named for one in self.seen) / max(len(self.seen), 1)

    def measure(self, attribution: Attribution, speaker_id: str = "") -> Measures:
        """How one statement stands to the question, and whether its speaker is one of the topic's actors."""
        content = " ".join(self.document.slice(span) for span in attribution.content)[:_LONGEST]
        own = see(stems(content, self.lang), self.terms, self.lang)
        first, past = self._sentences(attribution.content or attribution.cue)
        around = self.seen[first:past]
        before = next((k for k in range(1, _FAR) if first >= k and self.seen[first - k].named), _FAR)
        after = past < len(self.seen) and self.seen[past].named
        out = {
            **_counts("content", own),
            **_counts("title", self.title),
            **_counts("lead", self.lead),
            "sentence core": min(max((one.core for one in around), default=0), _MOST),
            "sentence phrase": float(any(one.phrase for one in around)),
            "near before": 1 - before / _FAR,
            "near after": float(after),
            "dense": min(self.dense / _DENSE, 1.0),
            "long": math.log1p(len(words(content))) / 4,
            "involved": float(speaker_id in self.actors),
        }
        return out

    def _sentences(self, spans: Spans) -> tuple[int, int]:
        """The sentences that a statement lies in: the first and the one past the last."""
        if not spans:
            return 0, 0
        low, high = min(s for s, _ in spans), max(e for _, e in spans)
        inside = [k for k, (a, b) in enumerate(self.spans) if a < high and low < b]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _counts(name: str, seen: Seen) -> Measures:
    return {
        f"{name} core": min(seen.core, _MOST),
        f"{name} names": min(seen.names, _MOST),
        f"{name} phrase": float(seen.phrase),
    }
