"""Score English attribution on a file in the gold format, with a scorer given by path.

    python -m tests.evaluation.score_english GOLD.jsonl[.gz] SCORER.py [--limit N] [--grammar] [--errors]

GOLD has ``id``, ``text`` and ``attributions`` (source, cue and content spans) on each line; SCORER is the
span scorer, imported from its path. ``--grammar`` scores the grammar without the taggers, ``--errors`` counts what is
left by class.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claims.attribute.english import attribute
from claims.attribute.english.extractor import assemble
from claims.attribute.english.grammar import Grammar
from claims.attribute.english.lexicon import lexicon
from claims.attribute.english.view import View
from claims.model import Article, Attribution
from claims.read import Document, read
from tests.evaluation.error_classes import classes_of_errors


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON lines file, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def by_grammar(document: Document) -> list[Attribution]:
    """What the grammar finds without the taggers."""
    view = View(document, lexicon())
    return assemble(view, [(one, 1.0) for one in sorted(Grammar(view).find(), key=lambda one: one.cue)])


def predict(record: dict[str, Any], reader: Callable[[Document], list[Attribution]] = attribute) -> dict[str, Any]:
    """What the extractor finds in one record."""
    found = reader(read(Article(record["id"], record["text"], "en")))
    spans = [{"source": a.source, "cue": a.cue, "content": a.content, "type": a.type} for a in found]
    return {"id": record["id"], "text": record["text"], "attributions": spans}


def load_scorer(path: Path) -> Any:
    """The scorer's module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules["scorer"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the scorer's table and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--grammar", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    reader = by_grammar if options.grammar else attribute
    gold = read_gold(options.gold)[: options.limit]
    predict(gold[0])
    began = time.perf_counter()
    predicted = [predict(record, reader) for record in gold]
    seconds = time.perf_counter() - began
    scorer = load_scorer(options.scorer)
    print(scorer.report(scorer.score({r["id"]: r for r in gold}, {r["id"]: r for r in predicted})))
    print(f"{len(gold) / seconds:.1f} articles/s, reading included")
    if options.errors:
        found = {one["id"]: one["attributions"] for one in predicted}
        for name, count in classes_of_errors({record["id"]: record for record in gold}, found).most_common():
            print(f"{count:6} {name}")


if __name__ == "__main__":
    main()
