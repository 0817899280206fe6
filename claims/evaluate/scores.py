"""Predictions against gold: what is found, with which source and actor, of which time and type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from scipy.optimize import linear_sum_assignment

from claims.evaluate.cues import cue_class
from claims.evaluate.names import Actors
from claims.evaluate.text import Text
from claims.model import Lang, SpeechType

FOUND = 0.5
"""Intersection over union of the words of two contents from which they are the same statement."""
SAID_AT = ("said_at", "said_at left null")
"""Where gold knows the date: the same one; where it does not: none."""
SHARES = ("source head", "cue", *SAID_AT, "type")
SPEECH: tuple[SpeechType, ...] = ("direct", "mixed", "indirect")
Row = Mapping[str, Any]
Allowed = np.ndarray[Any, np.dtype[np.bool_]]
Overlaps = np.ndarray[Any, np.dtype[np.float64]]
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-z]")


class ScoringError(ValueError):
    """A gold article or a prediction that cannot be scored; the message names the article and what is wrong."""


@dataclass(slots=True)
class Count:
    """True positives, gold and predicted; precision, recall and F1 in percent.

    ``said_right`` are the true positives among the predicted, where a breakdown classes the two sides apart.
    """

    right: int = 0
    gold: int = 0
    said: int = 0
    said_right: int = 0

    def add(self, right: int, gold: int, said: int, said_right: int | None = None) -> None:
        self.right += right
        self.gold += gold
        self.said += said
        self.said_right += right if said_right is None else said_right

    @property
    def precision(self) -> float:
        return 100.0 * self.said_right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return 100.0 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2.0 * self.precision * self.recall / both if both else 0.0


Counts = dict[str, Count]


@dataclass(slots=True)
class Scores:
    """Scores of a set of articles.

    ``measures`` have precision and recall, with those of each article in ``documents`` for resampling. ``shares``
    count the right ones among the pairs found. ``speech`` has ``detection``, ``e2e`` and where gold names actors
    ``actor`` by speech type, each side classed by its own quotation marks; ``cues`` and ``acts`` have the same by the
    class of the gold cue and by the gold act: recall only. ``worst`` is the detection F1 and id of
    each article, the lowest first. ``languages`` are the same scores for each language that occurs.
    """

    articles: int = 0
    measures: Counts = field(default_factory=dict)
    shares: Counts = field(default_factory=dict)
    speech: dict[str, Counts] = field(default_factory=dict)
    cues: dict[str, Counts] = field(default_factory=dict)
    acts: dict[str, Counts] = field(default_factory=dict)
    worst: list[tuple[float, str]] = field(default_factory=list)
    documents: list[Counts] = field(default_factory=list)
    languages: dict[str, Scores] = field(default_factory=dict)


def evaluate(gold: Iterable[Row], predicted: Mapping[str, Row]) -> Scores:
    """Score predictions by article id against gold articles with ``text``, ``actors`` and ``attributions``.

    Raises:
        ScoringError: an article lacks its text or attributions, comes twice, or a span lies outside the text.
    """
    scores, known = Scores(), set[str]()
    for article in gold:
        name = str(article.get("id"))
        if name in known:
            raise ScoringError(f"article {name} comes twice in the gold file")
        known.add(name)
        said = {"text": article.get("text"), "attributions": [], **predicted.get(name, {})}
        if said["text"] != article.get("text"):
            raise ScoringError(f"article {name}: the predicted text is not the gold text")
        _check(article, "gold", name)
        _check(said, "predicted", name)
        lang = _lang(article)
        compared = _Compared(article, list(said["attributions"]), lang)
        for part in (scores, scores.languages.setdefault(lang, Scores())):
            compared.add_to(part)
    for part in (scores, *scores.languages.values()):
        part.worst.sort()
    return scores


def _lang(article: Row) -> Lang:
    told = article.get("lang")
    if told in ("ar", "en"):
        return cast(Lang, told)
    text = article["text"]
    return "ar" if len(_ARABIC.findall(text)) > len(_LATIN.findall(text)) else "en"


def _check(article: Row, side: str, name: str) -> None:
    text, attributions = article.get("text"), article.get("attributions")
    if not isinstance(text, str) or not isinstance(attributions, list):
        raise ScoringError(f"article {name} ({side}): needs text, and attributions as a list")
    for n, one in enumerate(attributions, 1):
        for role in ("source", "cue", "content"):
            if not isinstance(one, dict) or not _are_spans(one.get(role), len(text)):
                raise ScoringError(
                    f"article {name} ({side}), attribution {n}: {role} must be a list of [start, end] within the text"
                )


def _are_spans(spans: Any, length: int) -> bool:
    return isinstance(spans, list) and all(
        isinstance(span, list | tuple)
        and len(span) == 2
        and all(isinstance(place, int) for place in span)
        and 0 <= span[0] <= span[1] <= length
        for span in spans
    )


class _Side:
    """The attributions of one side, gold or predicted, in units; those without content are left out."""

    def __init__(self, text: Text, rows: list[Row]) -> None:
        self.rows = [row for row in rows if text.words(text.clean(row["content"]))]
        clean = [{role: text.clean(row[role]) for role in ("source", "cue", "content")} for row in self.rows]
        self.content = [text.words(spans["content"]) for spans in clean]
        self.cue = [text.words(spans["cue"]) for spans in clean]
        self.source = [text.words(spans["source"]) for spans in clean]
        self.source_units = [text.units(spans["source"]) for spans in clean]
        self.speech = [text.speech(spans["content"]) for spans in clean]
        heads = [text.units(text.clean(row.get("source_head") or ())) for row in self.rows]
        guessed = [text.head(spans["source"]) for spans in clean]
        self.heads = [told or ({guess} - {None}) for told, guess in zip(heads, guessed, strict=True)]


class _Compared:
    """One article with its pairs of gold and predicted attributions."""

    def __init__(self, article: Row, said: list[Row], lang: Lang) -> None:
        self.id, self.lang, self.text = str(article["id"]), lang, str(article["text"])
        text = Text(self.text)
        self.gold, self.said = _Side(text, article["attributions"]), _Side(text, said)
        overlap = _overlaps(self.gold.content, self.said.content)
        same = overlap >= FOUND
        self.found = _pairs(overlap, same)
        self.heads = self._matrix(self._same_source)
        self.e2e = _pairs(overlap, same & self.heads)
        self.exact = _pairs(overlap, overlap >= 1.0)
        self.has_actors = isinstance(article.get("actors"), Mapping)
        self.actor: list[tuple[int, int]] = []
        if self.has_actors:
            actors = Actors(article["actors"])
            self.actor = _pairs(overlap, same & self._matrix(lambda i, j: self._same_actor(actors, i, j), same))

    def _matrix(self, test: Any, asked: Allowed | None = None) -> Allowed:
        shape = (len(self.gold.rows), len(self.said.rows))
        out = np.zeros(shape, dtype=bool)
        for i, j in np.ndindex(*shape):
            out[i, j] = (asked is None or asked[i, j]) and test(i, j)
        return out

    def _same_source(self, i: int, j: int) -> bool:
        a, b = self.gold.source_units[i], self.said.source_units[j]
        if not a or not b:
            return not a and not b
        return bool(self.gold.heads[i] & b) and bool(self.said.heads[j] & a)

    def _same_actor(self, actors: Actors, i: int, j: int) -> bool:
        meet = bool(self.gold.source[i] & self.said.source[j])
        return actors.same(self.gold.rows[i], self.said.rows[j], meet)

    def _same_cue(self, i: int, j: int) -> bool:
        a, b = self.gold.cue[i], self.said.cue[j]
        return bool(a & b) if a and b else not a and not b

    def add_to(self, scores: Scores) -> None:
        measures = self._measures()
        for name, count in measures.items():
            scores.measures.setdefault(name, Count()).add(count.right, count.gold, count.said)
        scores.documents.append(measures)
        for i, j in self.found:
            self._add_shares(i, j, scores)
        self._add_speech(scores)
        self._add_recalls(scores)
        scores.articles += 1
        detection = measures["detection"]
        scores.worst.append((detection.f1 if detection.gold + detection.said else 100.0, self.id))

    def _hits(self) -> dict[str, list[tuple[int, int]]]:
        """The pairs of each measure that is broken down by class."""
        hits = {"detection": self.found, "e2e": self.e2e}
        return {**hits, "actor": self.actor} if self.has_actors else hits

    def _measures(self) -> Counts:
        sizes = (len(self.gold.rows), len(self.said.rows))
        gold: frozenset[int] = frozenset().union(*self.gold.content)
        said: frozenset[int] = frozenset().union(*self.said.content)
        out = {
            "detection": _count(len(self.found), *sizes),
            "e2e": _count(len(self.e2e), *sizes),
            "actor": _count(len(self.actor), *sizes),
            "content tokens": _count(len(gold & said), len(gold), len(said)),
            "exact content": _count(len(self.exact), *sizes),
        }
        if not self.has_actors:
            del out["actor"]
        return out

    def _add_shares(self, i: int, j: int, scores: Scores) -> None:
        """Of a pair found: source, cue, date, unknown date, type."""
        gold, said = self.gold.rows[i], self.said.rows[j]
        right = {"source head": bool(self.heads[i, j]), "cue": self._same_cue(i, j)}
        if "said_at" in gold:
            told, own = gold["said_at"], said.get("said_at") or None
            right[SAID_AT[not told]] = str(own)[:10] == str(told)[:10] if told else own is None
        if "type" in gold:
            right["type"] = gold["type"] == said.get("type")
        for name, is_right in right.items():
            scores.shares.setdefault(name, Count()).add(is_right, 1, 1)

    def _add_speech(self, scores: Scores) -> None:
        for kind in SPEECH:
            gold, said = self.gold.speech.count(kind), self.said.speech.count(kind)
            for name, pairs in self._hits().items():
                of_gold = sum(self.gold.speech[i] == kind for i, _ in pairs)
                of_said = sum(self.said.speech[j] == kind for _, j in pairs)
                counts = scores.speech.setdefault(kind, {}).setdefault(name, Count())
                counts.add(of_gold, gold, said, of_said)

    def _add_recalls(self, scores: Scores) -> None:
        found = {name: {i for i, _ in pairs} for name, pairs in self._hits().items()}
        for i, row in enumerate(self.gold.rows):
            cue = " ".join(self.text[s:e] for s, e in row["cue"])
            classes: list[tuple[dict[str, Counts], str]] = [(scores.cues, cue_class(cue, self.lang))]
            if row.get("act"):
                classes.append((scores.acts, str(row["act"])))
            for part, name in classes:
                for measure, hit in found.items():
                    part.setdefault(name, {}).setdefault(measure, Count()).add(i in hit, 1, 0)


def _count(right: int, gold: int, said: int) -> Count:
    return Count(right, gold, said, right)


def _overlaps(gold: list[frozenset[int]], said: list[frozenset[int]]) -> Overlaps:
    out = np.zeros((len(gold), len(said)))
    for i, a in enumerate(gold):
        for j, b in enumerate(said):
            if shared := len(a & b):
                out[i, j] = shared / (len(a) + len(b) - shared)
    return out


def _pairs(overlap: Overlaps, allowed: Allowed) -> list[tuple[int, int]]:
    """One-to-one pairs among the allowed: as many as can be, then with most overlap (Kuhn 1955)."""
    if not allowed.any():
        return []
    rows, columns = linear_sum_assignment(np.where(allowed, 1000.0 + overlap, 0.0), maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if allowed[i, j]]
