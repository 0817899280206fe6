"""One discovered topic: what its articles have in common, and the words that name it."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from claims.model import Actor, Lang, stable_id
from claims.pieces import Piece, plainer, plainest

DISCOVERED = "auto-"
"""How the ids of discovered topics begin."""
SHARED = "x"
"""The space of what both languages share."""
KEPT = 60
"""Features of a centroid that are kept: the heaviest."""
_OFTEN = 0.5  # for each article of a cluster (2 where it repeats it, else 1) from which a phrase stands for its words
_DIGITS = 4  # of weights, which are about 0.1: so that a stored centroid is short, and the same as in memory
_STATE = ("vectors", "forms", "phrases", "counts", "names", "named_at")

Vector = dict[str, float]


def auto_id(article_id: str) -> str:
    """The id of the topic that an article founds where it is on no other."""
    return stable_id("auto", article_id)


@dataclass(slots=True)
class Cluster:
    """A discovered topic. ``vectors`` are sums of unit vectors: by language for its words, ``x`` for what both share.

    ``forms`` and ``phrases`` are words by their stems (a phrase: two, with a space) as they stand in articles;
    ``counts`` in how many articles each phrase stood, doubled where one repeats it. ``touched`` is the number of the
    last article that it took, ``named_at`` its size when it got its ``names``.
    """

    id: str
    first_day: str = ""
    last_day: str = ""
    vectors: dict[str, Vector] = field(default_factory=dict)
    forms: dict[Lang, dict[str, str]] = field(default_factory=dict)
    phrases: dict[Lang, dict[str, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    names: dict[Lang, str] = field(default_factory=dict)
    named_at: int = 0
    size: int = 0
    touched: int = 0

    def norm(self, space: str) -> float:
        """The length of the centroid in a space."""
        return math.sqrt(math.fsum(value * value for value in self.vectors.get(space, {}).values()))

    def add(self, piece: Piece, vectors: Mapping[str, Vector]) -> None:
        """Take an article in, with its unit vectors."""
        for space, vector in vectors.items():
            sums = self.vectors.get(space, {}).copy()
            for one, value in vector.items():
                sums[one] = round(sums.get(one, 0.0) + value, _DIGITS)
            self.vectors[space] = heaviest(sums, KEPT)
        self._add_forms(piece)
        known = {actor.id: actor for actor in piece.actors} | self.actors
        used = {one[2:] for vector in self.vectors.values() for one in vector if one.startswith("a:")}
        self.actors = {one: actor for one, actor in known.items() if one in used}
        self.first_day = min(filter(None, (self.first_day, piece.day)), default="")
        self.last_day = max(self.last_day, piece.day)
        self.size += 1

    def _add_forms(self, piece: Piece) -> None:
        """Keep the forms of the words that the centroid keeps, and of their phrases."""
        lang, heavy = piece.lang, self.vectors[piece.lang]
        before = self.forms.get(lang, {})
        fresh = {one[2:]: plainest(piece.forms[one[2:]]) for one in heavy if one[2:] in piece.forms}
        forms = before | {one: plainer(before.get(one, form), form) for one, form in fresh.items()}
        self.forms[lang] = {one: form for one, form in forms.items() if f"w:{one}" in heavy}
        own = piece.phrases(heavy)
        told = {one: form for one, (form, _) in own.items()} | self.phrases.get(lang, {})
        self.phrases[lang] = {one: form for one, form in told.items() if all(f"w:{w}" in heavy for w in one.split())}
        counts = Counter(self.counts) + Counter({one: count for one, (_, count) in own.items()})
        alive = {one for found in self.phrases.values() for one in found}
        self.counts = {one: count for one, count in counts.items() if one in alive}

    def phrases_of(self, lang: Lang) -> dict[str, str]:
        """The phrases of a language that stand for their words, by their stems, the commonest first."""
        least = max(2.0, _OFTEN * self.size)
        often = [one for one in self.phrases.get(lang, {}) if self.counts[one] >= least]
        return {one: self.phrases[lang][one] for one in sorted(often, key=lambda one: (-self.counts[one], one))}

    def state(self) -> str:
        """As JSON, but for the plain columns of a warehouse."""
        told: dict[str, Any] = {name: getattr(self, name) for name in _STATE}
        told["actors"] = [
            {name: value for name, value in asdict(actor).items() if value} for actor in self.actors.values()
        ]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=False)

    @classmethod
    def of(cls, state: str, **columns: Any) -> Cluster:
        """The cluster that ``state`` and the plain columns tell."""
        told = json.loads(state)
        actors = {row["id"]: Actor(**{"label_ar": None, **row}) for row in told.pop("actors")}
        return cls(**columns, **told, actors=actors)


def heaviest(vector: Mapping[str, float], most: int) -> Vector:
    """The heaviest features, in an order that does not depend on how they came."""
    return dict(sorted(vector.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
