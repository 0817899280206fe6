"""Discovered topics as clusters of articles: one story told over days is one topic.

An online clustering (single pass, after Yang et al., "A study on retrospective and on-line event detection", SIGIR
1998): each article joins the cluster whose centroid is nearest, or founds one. Articles in one language are compared by
their words; an article and a cluster in the other language by what both have: actors, countries, names, topic words
and numbers. A cluster's id comes from its first article, so that it stays as it is whichever articles are added.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from claims.cluster import SHARED, Cluster, Vector, auto_id, heaviest
from claims.cluster_names import names
from claims.model import Lang
from claims.pieces import LANGS, Piece, is_unlisted, topic_words, word_shares

NEAR, NEAR_ACROSS = 0.17, 0.22
"""Cosine from which an article belongs to a cluster: by its words, and by what two languages share."""
DAYS, LONGEST = 45, 180
"""Days before its first or after its last article up to which a cluster takes another; the longer after the first of
these, the nearer it must be."""
MOST_OPEN = 10_000
"""Clusters that may still take articles; beyond these, those that took none for longest are closed."""
FORGET = 20_000
"""Articles after which all counts of articles are halved, so that words that went by are forgotten."""
_FEWEST_SHARED = 5  # features that two languages must share
_READ = 40  # features of an article that are compared: the heaviest
_PRIOR = 500  # articles that the shares of common words count for
_UNLISTED = 0.001  # share of articles that hold a word which is not listed as common
_ACTORS_OWN = 0.6  # what an actor counts beside the words of a language, which name it as well
_GROWTH = 1.5  # by which a cluster has to grow to be named anew


@dataclass(frozen=True, slots=True)
class Changes:
    """What has to be stored: clusters that took articles, ids of those closed, features whose counts changed.

    ``counted`` is None where all counts changed.
    """

    clusters: tuple[Cluster, ...]
    closed: tuple[str, ...]
    counted: frozenset[str] | None


class Clusters:
    """The open clusters so far: ``known`` are those of earlier runs, ``seen`` how many articles held each feature.

    ``articles`` is the number of articles that ``seen`` counts, ``placed`` of all that were ever placed. The state is a
    function of the articles in the order in which they were placed, however they were cut into runs.
    """

    def __init__(
        self, known: Iterable[Cluster] = (), seen: Mapping[str, int] | None = None, articles: int = 0, placed: int = 0
    ) -> None:
        self.frequency: Counter[str] = Counter(seen or {})
        self.articles, self.placed = articles, placed
        self.clusters: OrderedDict[str, Cluster] = OrderedDict()
        self._postings: dict[tuple[str, str], Vector] = {}
        self._norms: dict[tuple[str, str], float] = {}
        self._grown: dict[str, Cluster] = {}
        self._closed: list[str] = []
        self._counted: set[str] | None = set()
        for cluster in sorted(known, key=lambda one: one.touched):
            self.clusters[cluster.id] = cluster
            self._index(cluster)

    def assign(self, pieces: Iterable[Piece]) -> dict[str, str]:
        """The cluster id of each article, by article id; placed in the order of publication."""
        ordered = sorted(pieces, key=lambda one: (one.moment, one.article_id))
        return {piece.article_id: self.place(piece) for piece in ordered}

    def place(self, piece: Piece) -> str:
        """The id of the cluster that an article joins, or founds where none is near."""
        vectors = self._vectors(piece)
        found = self._nearest(piece, vectors) or Cluster(auto_id(piece.article_id))
        self.placed += 1
        found.touched = self.placed
        self._unindex(found)
        found.add(piece, vectors)
        self._index(found)
        if found.size >= _GROWTH * found.named_at:
            found.names, found.named_at = names(found), found.size
        self.clusters[found.id] = self._grown[found.id] = found
        self.clusters.move_to_end(found.id)
        self._count(piece)
        if len(self.clusters) > MOST_OPEN:
            self._close()
        return found.id

    def take_changes(self) -> Changes:
        """What changed since this was asked last."""
        closed = set(self._closed)
        grown = tuple(cluster for one, cluster in self._grown.items() if one not in closed)
        counted = None if self._counted is None else frozenset(self._counted)
        changes = Changes(grown, tuple(self._closed), counted)
        self._grown, self._closed, self._counted = {}, [], set()
        return changes

    # comparing -------------------------------------------------------------------------------------------

    def _rarity(self, one: str, lang: Lang) -> float:
        """How rare a feature is, as a logarithm: among the articles so far, and before these by the listed shares."""
        held = _PRIOR * _share(one, lang) + self.frequency[one]
        return math.log(1 + (_PRIOR + self.articles) / (held + 0.5))

    def _vectors(self, piece: Piece) -> dict[str, Vector]:
        """The unit vectors of an article: of its language (words and actors), and of what both languages share."""
        own, shared = {}, {}
        for one, weight in piece.weights.items():
            value = weight * self._rarity(one, piece.lang)
            if one[0] in "wa":
                own[one] = value * (_ACTORS_OWN if one[0] == "a" else 1)
            if one[0] != "w" and not is_unlisted(one[2:]):
                shared[one] = value
        return {piece.lang: _unit(own), SHARED: _unit(shared)}

    def _nearest(self, piece: Piece, vectors: Mapping[str, Vector]) -> Cluster | None:
        best: tuple[float, str] = (1.0, "")
        for space, near in ((piece.lang, NEAR), (SHARED, NEAR_ACROSS)):
            for cluster_id, (product, common) in self._products(space, vectors[space]).items():
                cluster = self.clusters[cluster_id]
                if space == SHARED and (common < _FEWEST_SHARED or piece.lang in cluster.vectors):
                    continue
                score = product / self._norms[cluster_id, space] / near
                if (score, cluster_id) > best:
                    best = max(best, (score / _farther(cluster, piece.day), cluster_id))
        return self.clusters[best[1]] if best[1] else None

    def _products(self, space: str, vector: Vector) -> dict[str, tuple[float, int]]:
        """The scalar product with every centroid that has a feature in common, and how many it has."""
        out: dict[str, tuple[float, int]] = {}
        for one, value in vector.items():
            for cluster_id, weight in self._postings.get((space, one), {}).items():
                product, common = out.get(cluster_id, (0.0, 0))
                out[cluster_id] = product + value * weight, common + 1
        return out

    # keeping ---------------------------------------------------------------------------------------------

    def _count(self, piece: Piece) -> None:
        self.frequency.update(piece.weights.keys())
        self.articles += 1
        if self._counted is not None:
            self._counted.update(piece.weights)
        if self.articles >= FORGET:
            self.frequency = Counter({one: half for one, count in self.frequency.items() if (half := count // 2)})
            self.articles //= 2
            self._counted = None

    def _close(self) -> None:
        """Let the cluster go that took no article for longest."""
        cluster_id, cluster = self.clusters.popitem(last=False)
        self._unindex(cluster)
        self._closed.append(cluster_id)

    def _index(self, cluster: Cluster) -> None:
        for space, vector in cluster.vectors.items():
            self._norms[cluster.id, space] = cluster.norm(space) or 1.0
            for one, value in vector.items():
                self._postings.setdefault((space, one), {})[cluster.id] = value

    def _unindex(self, cluster: Cluster) -> None:
        for space, vector in cluster.vectors.items():
            del self._norms[cluster.id, space]
            for one in vector:
                row = self._postings[space, one]
                del row[cluster.id]
                if not row:
                    del self._postings[space, one]


def gathered(pieces: Iterable[Piece], cluster_id: str = "") -> Cluster:
    """One cluster of all these articles, with its names."""
    clusters, out = Clusters(), Cluster(cluster_id)
    for piece in pieces:
        out.add(piece, clusters._vectors(piece))
        clusters._count(piece)
    out.names = names(out)
    return out


@lru_cache(maxsize=200_000)
def _share(one: str, lang: Lang) -> float:
    if one.startswith("w:"):
        return word_shares(lang).get(one[2:], _UNLISTED)
    return _topic_word_shares().get(one[2:], _UNLISTED) if one.startswith("t:") else _UNLISTED


@cache
def _topic_word_shares() -> Mapping[str, float]:
    """The share of articles that hold each topic word: that of its commonest form in either language."""
    shares: dict[str, float] = {}
    for lang in LANGS:
        for one, name in topic_words().by_stem[lang].items():
            shares[name] = max(shares.get(name, _UNLISTED), word_shares(lang).get(one, _UNLISTED))
    return shares


def _unit(vector: Mapping[str, float]) -> Vector:
    heavy = heaviest(vector, _READ)
    norm = math.sqrt(math.fsum(value * value for value in heavy.values()))
    return {one: value / norm for one, value in heavy.items()} if norm else {}


def _farther(cluster: Cluster, day: str) -> float:
    """How many times as near an article of a day must be because of the days between: 1 within ``DAYS``."""
    gap = max(_days(cluster.last_day, day), _days(day, cluster.first_day))
    return math.inf if gap > LONGEST else 1 + max(0, gap - DAYS) / (2 * DAYS)


def _days(earlier: str, later: str) -> int:
    """Days from one day to another, 0 where either is unknown."""
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0
