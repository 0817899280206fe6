"""Discovered topics as clusters of articles: one story told over days is one topic.

An online clustering (single pass, after Yang et al., "A study on retrospective and on-line event detection", SIGIR
1998): articles in the order of their publication join the cluster whose centroid is nearest, or found one. A cluster's
id comes from its first article, so it stays as it is whichever articles are added to it or beside it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from claims.configuration import shipped_yaml
from claims.model import Actor, Article, Lang, stable_id
from claims.stems import stem, words

NEAR = 0.15
"""Cosine from which an article belongs to a cluster."""
DAYS = 45
"""Days without an article after which a cluster takes no more."""
_ACTOR, _TITLE = 3.0, 2
_LONGEST, _SHORTEST = 20_000, 3  # code points of a text that are read; letters of a word that tells something
_KEPT = 400  # words of a centroid that are kept: the heaviest
_NAME_WORDS, _NAME_ACTORS = 2, 2

_ARTICLE = "\u0627\u0644"
# a conjunction or preposition before the article; with laam, both are written as two of it
_BEFORE_ARTICLE = re.compile("^(?:[\u0648\u0641]?[\u0628\u0643]?\u0627\u0644|[\u0648\u0641]?\u0644\u0644)(?=\\w{3})")


@dataclass(frozen=True, slots=True)
class Piece:
    """What an article says of its story: weights of its stems (``w:``) and of its speakers (``a:`` and their id).

    ``day`` is ISO 8601, "" where unknown; ``forms`` has the plainest form in which each stem stands in the text.
    """

    article_id: str
    day: str
    lang: Lang
    weights: Mapping[str, float]
    forms: Mapping[str, str]
    actors: tuple[Actor, ...] = ()


@dataclass(slots=True)
class Cluster:
    """A discovered topic: the sum of its articles' weights, with what it needs for a name."""

    id: str
    first_day: str
    last_day: str
    weights: Counter[str] = field(default_factory=Counter)
    forms: dict[Lang, dict[str, str]] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    size: int = 0

    def add(self, piece: Piece) -> None:
        """Take an article in."""
        self.weights.update(piece.weights)
        if len(self.weights) > 2 * _KEPT:
            kept = sorted(self.weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_KEPT]
            self.weights = Counter(dict(kept))
        own = self.forms.setdefault(piece.lang, {})
        for one, form in piece.forms.items():
            own.setdefault(one, form)
        self.actors.update({actor.id: actor for actor in piece.actors})
        self.first_day = min(filter(None, (self.first_day, piece.day)), default="")
        self.last_day = max(self.last_day, piece.day)
        self.size += 1


class Clusters:
    """The clusters so far. ``known`` are those of earlier runs: their ids stay, and they go on taking articles."""

    def __init__(self, known: Iterable[Cluster] = (), seen: Mapping[str, int] | None = None, articles: int = 0) -> None:
        self.clusters: dict[str, Cluster] = {cluster.id: cluster for cluster in known}
        self.frequency: Counter[str] = Counter(seen or {})
        self.articles = articles

    def assign(self, pieces: Iterable[Piece]) -> dict[str, str]:
        """The cluster id of each article, by article id; read in the order of publication."""
        return {
            piece.article_id: self._place(piece) for piece in sorted(pieces, key=lambda one: (one.day, one.article_id))
        }

    def name(self, cluster_id: str) -> dict[Lang, str]:
        """A readable name in both languages: who speaks in it, and what it is most about where the language has words.

        Actors are named in either language; words only in the languages that the cluster's articles are in.
        """
        cluster = self.clusters[cluster_id]
        speakers = sorted(
            cluster.actors.values(), key=lambda one: (one.kind == "unnamed", -cluster.weights[f"a:{one.id}"], one.id)
        )[:_NAME_ACTORS]
        out: dict[Lang, str] = {}
        for lang in ("ar", "en"):
            told = self._telling(cluster, lang)
            who = [(actor.label_ar or actor.label) if lang == "ar" else actor.label for actor in speakers]
            out[lang] = " \u00b7 ".join(
                filter(None, (" / ".join(told), "\u060c ".join(who) if lang == "ar" else ", ".join(who)))
            )
        return {lang: name or cluster_id for lang, name in out.items()}

    def _telling(self, cluster: Cluster, lang: Lang) -> list[str]:
        forms = cluster.forms.get(lang, {})
        named = {
            stem(word, lang)
            for actor in cluster.actors.values()
            for word in words(f"{actor.label} {actor.label_ar or ''}")
        }
        heavy = sorted(
            (one for one in cluster.weights if one.startswith("w:") and one[2:] in forms and one[2:] not in named),
            key=lambda one: (-cluster.weights[one] * self._rarity(one), one),
        )
        return [forms[one[2:]] for one in heavy[:_NAME_WORDS]]

    def _place(self, piece: Piece) -> str:
        best = max(
            ((self._near(piece, cluster), cluster.id) for cluster in self._open(piece)),
            default=(0.0, ""),
        )
        if best[0] >= NEAR:
            cluster = self.clusters[best[1]]
        else:
            cluster = Cluster(stable_id("auto", piece.article_id), piece.day, piece.day)
            self.clusters[cluster.id] = cluster
        cluster.add(piece)
        self.frequency.update(piece.weights.keys())
        self.articles += 1
        return cluster.id

    def _open(self, piece: Piece) -> Iterator[Cluster]:
        for cluster in self.clusters.values():
            if _days(cluster.last_day, piece.day) <= DAYS and _days(piece.day, cluster.first_day) <= DAYS:
                yield cluster

    def _near(self, piece: Piece, cluster: Cluster) -> float:
        """Cosine of the article and the centroid, both weighted by how rare each word is among the articles so far."""
        rare = {one: self._rarity(one) for one in piece.weights}
        shared = sum(weight * cluster.weights[one] * rare[one] ** 2 for one, weight in piece.weights.items())
        if not shared:
            return 0.0
        own = math.sqrt(sum((weight * rare[one]) ** 2 for one, weight in piece.weights.items()))
        other = math.sqrt(sum((weight * self._rarity(one)) ** 2 for one, weight in cluster.weights.items()))
        return shared / (own * other)

    def _rarity(self, one: str) -> float:
        return math.log(1 + (self.articles + 1) / (self.frequency[one] + 1))


def _days(earlier: str, later: str) -> int:
    """Days from one day to another, 0 where either is unknown."""
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0


def piece_of(article: Article, actors: Sequence[Actor] = ()) -> Piece:
    """An article as the clustering takes it; ``actors`` are its speakers, one entry for each claim."""
    text = f"{' '.join([article.title or ''] * _TITLE)} {article.text[:_LONGEST]}"
    counts: Counter[str] = Counter()
    forms: dict[str, list[str]] = {}
    stop = stop_stems(article.lang)
    for word in words(text):
        one = stem(word, article.lang)
        if len(one) >= _SHORTEST and one not in stop and not one.isdigit():
            counts[one] += 1
            forms.setdefault(one, []).append(word)
    weights = {f"w:{one}": 1 + math.log(count) for one, count in counts.items()}
    named = Counter(actor.id for actor in actors if actor.kind != "unnamed")
    weights.update({f"a:{one}": _ACTOR * (1 + math.log(count)) for one, count in named.items()})
    plain = {one: plainest(found) for one, found in forms.items()}
    people = tuple({actor.id: actor for actor in actors if actor.id in named}.values())
    return Piece(article.id, (article.published or "")[:10], article.lang, weights, plain, people)


def plainest(forms: Sequence[str]) -> str:
    """The form of a word that reads best in a name: the commonest of the shortest, without what is written on to it."""
    counts = Counter(_BEFORE_ARTICLE.sub(_ARTICLE, form) for form in forms)
    return min(counts, key=lambda form: (len(form), -counts[form], form))


@cache
def stop_stems(lang: Lang) -> frozenset[str]:
    """Stems of words that name no topic."""
    rows: Iterable[str] = shipped_yaml("lexicons/stop_words.yaml")[lang]
    return frozenset(stem(word, lang) for word in rows)
