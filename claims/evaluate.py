"""Scores of the extractor against gold: detection, the actor behind it, sources, dates, types.

Contents are compared as sets of words (code-point spans cut into words; marks do not count), an attribution is
found where the intersection over union is at least one half, and pairs are chosen one to one so that most are
found and their overlap is largest (assignment problem, Kuhn 1955). Measures follow the evaluation of PolNeAR
(Newell et al. 2018), with the actor added.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from claims.configuration import shipped_yaml
from claims.search import folded

FOUND = 0.5
_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f]+(?:['\u2019][\w]+)*")
_ARTICLE = "\u0627\u0644"
_LEAST_WITH_ARTICLE = 5
_LISTS: Mapping[str, list[str]] = shipped_yaml("lexicons/scoring.yaml")
_SMALL, _HEAD_ENDS, _NO_HEAD = (frozenset(_LISTS[name]) for name in ("small", "head_ends", "no_head"))
_BREAKS = frozenset(",:;([-\u2013\u2014")
Row = Mapping[str, Any]


class ScoringError(ValueError):
    """A gold article or a prediction that cannot be scored; the message names the article and what is wrong."""


@dataclass(slots=True)
class Count:
    """True positives, gold and predicted; precision, recall and F1 in percent."""

    right: int = 0
    gold: int = 0
    said: int = 0

    def add(self, right: int, gold: int, said: int) -> None:
        self.right += right
        self.gold += gold
        self.said += said

    @property
    def precision(self) -> float:
        return 100.0 * self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return 100.0 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.gold + self.said
        return 200.0 * self.right / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """Scores of a whole gold file.

    ``measures`` have precision and recall, ``shares`` the right ones of the pairs found, ``types`` and ``acts`` how
    many gold attributions of each are found, ``worst`` the detection F1 and id of each article, the lowest first.
    """

    articles: int = 0
    measures: dict[str, Count] = field(default_factory=dict)
    shares: dict[str, Count] = field(default_factory=dict)
    types: dict[str, Count] = field(default_factory=dict)
    acts: dict[str, Count] = field(default_factory=dict)
    worst: list[tuple[float, str]] = field(default_factory=list)


class _Words:
    """The words of a text and the sets of them that spans touch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [(m.start(), m.end()) for m in _WORD.finditer(text)]

    def of(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        wanted = [(int(s), int(e)) for s, e in spans]
        return frozenset(n for n, (a, b) in enumerate(self.spans) if any(a < e and b > s for s, e in wanted))

    def head(self, words: frozenset[int]) -> int | None:
        """The likely head of a source phrase: its first word in Arabic, in English the last before a preposition."""
        ordered = sorted(words)
        if not ordered:
            return None
        if "ARABIC" in unicodedata.name(self.text[self.spans[ordered[0]][0]], ""):
            return ordered[0]
        kept: list[int] = []
        for word in ordered:
            start, end = self.spans[word]
            said = self.text[start:end].lower()
            if kept and (said in _HEAD_ENDS or _BREAKS & set(self.text[self.spans[kept[-1]][1] : start])):
                break
            if kept or said not in _NO_HEAD | _HEAD_ENDS:
                kept.append(word)
        return kept[-1] if kept else ordered[-1]


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
        _score_article(article, list(said["attributions"]), scores)
    scores.worst.sort()
    return scores


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


def _score_article(article: Row, said: list[Row], scores: Scores) -> None:
    words = _Words(article["text"])
    truth = [a for a in article["attributions"] if words.of(a["content"])]
    said = [a for a in said if words.of(a["content"])]
    overlap = _overlaps([words.of(a["content"]) for a in truth], [words.of(a["content"]) for a in said])
    found = _pairs(overlap, overlap >= FOUND)
    actor = np.array([[_same_actor(article, g, p, words) for p in said] for g in truth], dtype=bool).reshape(
        overlap.shape
    )
    source = np.array([[_same_source(g, p, words) for p in said] for g in truth], dtype=bool).reshape(overlap.shape)
    sizes = (len(truth), len(said))
    _measure(scores, "detection", len(found), *sizes)
    _measure(scores, "actor", len(_pairs(overlap, (overlap >= FOUND) & actor)), *sizes)
    _measure(scores, "source head (e2e)", len(_pairs(overlap, (overlap >= FOUND) & source)), *sizes)
    _measure(scores, "exact content", len(_pairs(overlap, overlap >= 1.0)), *sizes)
    for i, j in found:
        _shares(truth[i], said[j], scores)
    hit = {i for i, _ in found}
    for i, one in enumerate(truth):
        for kinds, key in ((scores.types, "type"), (scores.acts, "act")):
            if key in one:
                kinds.setdefault(str(one[key]), Count()).add(i in hit, 1, 1)
    scores.articles += 1
    scores.worst.append((200.0 * len(found) / sum(sizes) if sum(sizes) else 100.0, str(article["id"])))


def _measure(scores: Scores, name: str, right: int, gold: int, said: int) -> None:
    scores.measures.setdefault(name, Count()).add(right, gold, said)


def _shares(gold: Row, said: Row, scores: Scores) -> None:
    """Of the pairs found: dates, unknown dates, types."""
    if "said_at" in gold:
        told, own = gold["said_at"], said.get("said_at") or None
        if told:
            scores.shares.setdefault("said_at", Count()).add(str(own)[:10] == str(told)[:10], 1, 1)
        else:
            scores.shares.setdefault("said_at left null", Count()).add(own is None, 1, 1)
    if "type" in gold:
        scores.shares.setdefault("type", Count()).add(gold["type"] == said.get("type"), 1, 1)


def _overlaps(gold: list[frozenset[int]], said: list[frozenset[int]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    out = np.zeros((len(gold), len(said)))
    for i, a in enumerate(gold):
        for j, b in enumerate(said):
            out[i, j] = len(a & b) / len(a | b)
    return out


def _pairs(
    overlap: np.ndarray[Any, np.dtype[np.float64]], allowed: np.ndarray[Any, np.dtype[np.bool_]]
) -> list[tuple[int, int]]:
    """One-to-one pairs among the allowed: as many as can be, then with most overlap."""
    if not allowed.any():
        return []
    rows, columns = linear_sum_assignment(np.where(allowed, 1000.0 + overlap, 0.0), maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if allowed[i, j]]


def _same_source(gold: Row, said: Row, words: _Words) -> bool:
    a, b = words.of(gold["source"]), words.of(said["source"])
    if not a or not b:
        return not a and not b
    heads = words.of(gold.get("source_head") or ()) or {words.head(a)}
    return bool(heads & b) and words.head(b) in a


def _same_actor(article: Row, gold: Row, said: Row, words: _Words) -> bool:
    """Some name of the one is some name of the other, or holds all its words and a word of its own."""
    actors = article.get("actors") or {}
    key = gold.get("actor")
    actor = actors.get(key) or {}
    own = [*actor.get("names", []), actor.get("label"), actor.get("label_ar")]
    others = {w for k, a in actors.items() if k != key for name in a.get("names", []) for w in name_words(name)}
    called = [said.get("actor"), *(said.get("actor_names") or [])]
    if any(same_name(x, y, others) for x in own if x for y in called if y):
        return True
    return actor.get("kind") == "unnamed" and bool(words.of(gold["source"]) & words.of(said["source"]))


def name_words(name: str) -> list[str]:
    """The folded words of a name, Arabic articles and English small words dropped."""
    found = [w for w in _WORD.findall(folded(name)) if w not in _SMALL]
    return [w[2:] if w.startswith(_ARTICLE) and len(w) >= _LEAST_WITH_ARTICLE else w for w in found]


def same_name(one: str, other: str, others: set[str]) -> bool:
    """Whether two names are one: the same words, or one has all of the other's and a word that ``others`` lack."""
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return False
    short, long_ = (set(a), set(b)) if len(a) <= len(b) else (set(b), set(a))
    return a == b or (short <= long_ and any(w not in others for w in short))


def table(scores: Scores) -> str:
    """The scores as lines for the eye; percentages."""
    lines = [f"{scores.articles} articles", f"{'':18}      P      R     F1   right    gold    said"]
    for name, c in scores.measures.items():
        lines.append(f"{name:18} {c.precision:6.1f} {c.recall:6.1f} {c.f1:6.1f} {c.right:7} {c.gold:7} {c.said:7}")
    lines.append("of the pairs found:")
    lines += [f"{name:18} {c.recall:6.1f}  of {c.gold}" for name, c in scores.shares.items()]
    for title, kinds in (("type", scores.types), ("act", scores.acts)):
        if kinds:
            lines.append(f"found, by {title}:")
            most = sorted(kinds.items(), key=lambda item: (-item[1].gold, item[0]))
            lines += [f"  {name:16} {c.recall:6.1f}  of {c.gold}" for name, c in most]
    if scores.worst and scores.articles > 1:
        lines.append("weakest articles: " + ", ".join(f"{name} ({f1:.0f})" for f1, name in scores.worst[:5]))
    return "\n".join(lines) + "\n"
