"""Marked statements that are lost and found ones that nobody marked, by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

SAME = 0.5
SHORT = 3  # words of a content that counts as short
Spans = Sequence[Sequence[int]]


def classes_of_errors(gold: Mapping[str, Any], found: Mapping[str, Sequence[Mapping[str, Any]]]) -> Counter[str]:
    """How many marked attributions are lost and how many are too many, by class; ``found`` has spans by article."""
    out: Counter[str] = Counter()
    for key, record in gold.items():
        used: set[int] = set()
        for marked in record["attributions"]:
            out["marked"] += 1
            right = [k for k, a in enumerate(found[key]) if _same(marked["content"], a["content"])]
            near = [k for k, a in enumerate(found[key]) if _units(marked["cue"]) & _units(a["cue"])]
            used |= set(right[:1] or near[:1])
            if right:
                out["found"] += 1
            elif near:
                out["content with other bounds"] += 1
            else:
                words = sum(len(record["text"][a:b].split()) for a, b in marked["content"])
                out["cue missed, content of three words or fewer" if words <= SHORT else "cue missed"] += 1
        out["none marked"] += len(found[key]) - len(used)
    return out


def _units(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _same(marked: Spans, found: Spans) -> bool:
    one, other = _units(marked), _units(found)
    return len(one & other) >= SAME * len(one | other)
