"""Scores as a table for the eye and as JSON, with intervals by resampling articles."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import numpy as np

from claims.evaluate.cues import CLASSES
from claims.evaluate.scores import SHARES, SPEECH, Count, Counts, Scores

RESAMPLES = 1000
_SEED = 0
_LANGUAGES = {"ar": "Arabic", "en": "English"}
Intervals = dict[str, tuple[float, float]]


def intervals(scores: Scores, resamples: int = RESAMPLES) -> Intervals:
    """95 % percentile intervals of each measure's F1 in percent, articles drawn with replacement (Efron 1979).

    The draws are seeded: the same scores give the same intervals. Empty for no resamples or a single article.
    """
    size = len(scores.documents)
    if resamples < 1 or size < 2:
        return {}
    drawing = random.Random(_SEED)
    drawn = np.array([drawing.choices(range(size), k=size) for _ in range(resamples)])
    low, high = int(0.025 * resamples), min(resamples - 1, int(0.975 * resamples))
    out: Intervals = {}
    for name in scores.measures:
        counts = np.array([_triple(document.get(name, Count())) for document in scores.documents])
        right, gold, said = counts[drawn].sum(axis=1).T
        both = gold + said
        f1 = np.sort(np.divide(200.0 * right, both, out=np.zeros(resamples), where=both > 0))
        out[name] = (float(f1[low]), float(f1[high]))
    return out


def _triple(count: Count) -> tuple[int, int, int]:
    return count.right, count.gold, count.said


# for the eye -----------------------------------------------------------------------------------------------


def table(scores: Scores, resamples: int = RESAMPLES) -> str:
    """The scores as lines for the eye, in percent; by language where there are two."""
    parts = list(scores.languages.items())
    lines = []
    for lang, part in parts:
        lines += [f"{_LANGUAGES.get(lang, lang)}, {_articles(part)}", *_lines(part, resamples), ""]
    if len(parts) > 1 or not parts:
        lines += [f"all, {_articles(scores)}", *_lines(scores, resamples), ""]
    return "\n".join(lines[:-1]) + "\n"


def _articles(scores: Scores) -> str:
    return f"{scores.articles} article" + "s" * (scores.articles != 1)


def _lines(scores: Scores, resamples: int) -> list[str]:
    within = intervals(scores, resamples)
    lines = [f"{'':20}      P      R     F1   95 % of F1     right    gold    said"]
    for name, count in scores.measures.items():
        low_high = "{:5.1f}–{:5.1f}".format(*within[name]) if name in within else ""
        lines.append(_row(name, count, low_high))
    lines += [
        _row(f"{measure}, {kind}", counts, "")
        for measure in ("detection", "e2e", "actor")
        for kind in SPEECH
        if (counts := scores.speech.get(kind, {}).get(measure)) is not None and counts.gold + counts.said
    ]
    if scores.shares:
        lines.append("of the pairs found, right in %:")
        shares = ((name, scores.shares[name]) for name in SHARES if name in scores.shares)
        lines += [f"  {name:18} {count.recall:6.1f}  of {count.gold}" for name, count in shares]
    known: dict[str, Counts] = {name: scores.cues[name] for name in CLASSES if name in scores.cues}
    lines += _recalls("class of cue", known)
    lines += _recalls("act", dict(sorted(scores.acts.items(), key=lambda item: (-_size(item[1]), item[0]))))
    if scores.articles > 1:
        lines.append("weakest articles: " + ", ".join(f"{name} ({f1:.0f})" for f1, name in scores.worst[:5]))
    return lines


def _row(name: str, c: Count, interval: str) -> str:
    return f"{name:20} {c.precision:6.1f} {c.recall:6.1f} {c.f1:6.1f}  {interval:11} {c.right:7} {c.gold:7} {c.said:7}"


def _size(counts: Counts) -> int:
    return next(iter(counts.values())).gold


def _recalls(title: str, classes: Mapping[str, Counts]) -> list[str]:
    if not classes:
        return []
    names = list(next(iter(classes.values())))
    lines = [f"recall by {title}: " + ", ".join(names)]
    for name, counts in classes.items():
        figures = " ".join(f"{counts[measure].recall:6.1f}" for measure in names)
        lines.append(f"  {name:18} {figures}  of {_size(counts)}")
    return lines


# for programs ----------------------------------------------------------------------------------------------


def as_json(scores: Scores, resamples: int = RESAMPLES) -> dict[str, Any]:
    """The scores as a dictionary that JSON can hold; figures in percent, two decimals."""
    out = _as_dict(scores, resamples)
    out["languages"] = {lang: _as_dict(part, resamples) for lang, part in scores.languages.items()}
    return out


def _as_dict(scores: Scores, resamples: int) -> dict[str, Any]:
    within = intervals(scores, resamples)
    measures = {name: _figures(count) for name, count in scores.measures.items()}
    for name, (low, high) in within.items():
        measures[name]["f1_interval"] = [round(low, 2), round(high, 2)]
    return {
        "articles": scores.articles,
        "resamples": resamples if within else 0,
        "measures": measures,
        "speech": {kind: {m: _figures(c) for m, c in counts.items()} for kind, counts in scores.speech.items()},
        "shares": {name: _share(count) for name, count in scores.shares.items()},
        "cues": {name: {m: _share(c) for m, c in counts.items()} for name, counts in sorted(scores.cues.items())},
        "acts": {name: {m: _share(c) for m, c in counts.items()} for name, counts in sorted(scores.acts.items())},
        "worst": [{"id": name, "detection_f1": round(f1, 2)} for f1, name in scores.worst[:5]],
    }


def _figures(count: Count) -> dict[str, Any]:
    return {
        "precision": round(count.precision, 2),
        "recall": round(count.recall, 2),
        "f1": round(count.f1, 2),
        "right": count.right,
        "gold": count.gold,
        "said": count.said,
    }


def _share(count: Count) -> dict[str, Any]:
    return {"share": round(count.recall, 2), "right": count.right, "of": count.gold}
