"""The figures below which extraction must not fall: measured by set, kept in floors.yaml beside this file.

    python -m tests.evaluation.floors             print what is measured now beside what is recorded
    python -m tests.evaluation.floors --record    record it, after looking at it

The demo's gold ships with the project; the other sets lie beside it and may be missing. The Arabic taggers are trained
on ar_train: its figures say that the weights fit the code they run in, not how good the program is.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from claims.evaluate import Scores, evaluate
from claims.model import Article
from claims.pipeline import Pipeline
from claims.serialise import to_output

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
RECORDED = Path(__file__).with_name("floors.yaml")
MOST_FALL = 1.0
"""Points that a figure may fall below what is recorded."""
FEWEST = 50
"""A share of fewer pairs than this moves by points with a single one of them: it is no gate."""
GATES = ("detection", "e2e", "actor", "content tokens")
HEAD = """# What the extractor reaches on each set, in percent; a test fails where a figure falls by more than a point.
# Written by: python -m tests.evaluation.floors --record
# The Arabic taggers are trained on ar_train: its figures only say that the weights fit the code.
"""


@dataclass(frozen=True)
class Set:
    """A gold file, of which every ``every``-th article is scored."""

    path: Path
    every: int = 1


SETS: Mapping[str, Set] = {
    "demo": Set(ROOT / "configs" / "demo" / "gold.jsonl"),
    "seed": Set(SHARED / "gold" / "seed_article.jsonl"),
    "ar_dev": Set(SHARED / "gold" / "ar_dev.jsonl"),
    "ar_train": Set(SHARED / "gold" / "ar_train.jsonl", every=3),
    "polnear_dev": Set(SHARED / "data" / "en_attribution" / "polnear_dev.jsonl"),
}
_KEYS = ("id", "text", "published", "url", "title", "publisher")


@cache
def pipeline() -> Pipeline:
    return Pipeline()


def articles(name: str) -> list[dict[str, Any]]:
    """The gold articles of a set that are scored."""
    lines = SETS[name].path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[:: SETS[name].every] if line.strip()]


def scored(name: str) -> Scores:
    """The extractor's answers for a set against its gold."""
    gold = articles(name)
    found = {
        row["id"]: to_output(
            pipeline().extract_one(Article(**{k: row.get(k) for k in _KEYS}, lang=row.get("lang", "en")))
        )
        for row in gold
    }
    return evaluate(gold, found)


def figures(scores: Scores) -> dict[str, float]:
    """What is recorded of a set: F1 of the measures, and the shares that enough pairs stand behind."""
    out = {name: scores.measures[name].f1 for name in GATES if name in scores.measures}
    for name in ("said_at", "said_at left null", "type"):
        count = scores.shares.get(name)
        if count is not None and count.gold >= FEWEST:
            out[name] = count.recall
    return {name: round(value, 1) for name, value in out.items()}


def recorded() -> dict[str, dict[str, float]]:
    """The figures on file, by set."""
    found: dict[str, dict[str, float]] = yaml.safe_load(RECORDED.read_text(encoding="utf-8")) or {}
    return found


def main() -> None:
    """Print the figures of every set that is there, and record them if asked to."""
    parser = argparse.ArgumentParser(description="Figures of the sets that are there, beside those on file.")
    parser.add_argument("--record", action="store_true", help="write them to floors.yaml; sets not here keep theirs")
    options = parser.parse_args()
    known = recorded()
    for name, one in SETS.items():
        if not one.path.exists():
            print(f"{name}: not here")
            continue
        now, before = figures(scored(name)), known.get(name, {})
        print(f"{name}: " + ", ".join(f"{key} {value} ({before.get(key, '–')})" for key, value in now.items()))
        known[name] = now
    if options.record:
        ordered = {name: known[name] for name in SETS if name in known}
        RECORDED.write_text(HEAD + yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    main()
