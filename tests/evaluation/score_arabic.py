"""What each part of Arabic attribution adds, and which errors are left: the ablation and error tables of the docs.

    python -m tests.evaluation.score_arabic ARTICLES.jsonl SCORER.py [--folds 4] [--errors]

ARTICLES are in the gold format, SCORER is the span scorer, imported from its path. Each fold is read by taggers
trained on the others, so that no article is read by taggers that saw it; the classes of words come from raw text.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import torch

from claims.attribute.arabic import grammar, tagged
from claims.attribute.arabic.extractor import assemble
from claims.attribute.arabic.train import Example, read_examples, train
from claims.attribute.arabic.weights import kinds
from claims.model import Attribution
from tests.evaluation.error_classes import classes_of_errors
from tests.evaluation.score_english import load_scorer

Found = dict[str, list[Attribution]]


def in_folds(examples: list[Example], folds: int, ruled: bool) -> list[list[Attribution]]:
    """What the taggers find, with the grammar or without, by article."""
    out: list[list[Attribution]] = [[] for _ in examples]
    for number in range(folds):
        models = train([e for k, e in enumerate(examples) if k % folds != number])
        for k in range(number, len(examples), folds):
            view = examples[k].analysis.view
            out[k] = assemble(view, tagged.find(view, models, kinds(), ruled))
    return out


def line(name: str, gold: dict[str, Any], found: Found, scorer: Any) -> str:
    """A row of the ablation table."""
    predicted = {
        key: {"id": key, "attributions": [{"source": a.source, "cue": a.cue, "content": a.content} for a in one]}
        for key, one in found.items()
    }
    scores = scorer.score(gold, predicted)["scores"]
    cells = [f"{100 * scores[m][x]:5.1f}" for m in ("detection", "e2e", "cue_span") for x in ("p", "r", "f1")]
    return f"{name:28}" + " ".join(cells)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    scorer = load_scorer(options.scorer)
    with options.articles.open(encoding="utf-8") as lines:
        gold = {record["id"]: record for record in map(json.loads, lines)}
    examples = read_examples(options.articles, kinds())
    views = [e.analysis.view for e in examples]
    alone = dict(zip(gold, (assemble(view, grammar.find(view)) for view in views), strict=True))
    both = dict(zip(gold, in_folds(examples, options.folds, ruled=True), strict=True))
    unruled = read_examples(options.articles, kinds(), ruled=False)
    taggers = dict(zip(gold, in_folds(unruled, options.folds, ruled=False), strict=True))
    print(f"{'':28}detection P R F1  e2e P R F1  cue P R F1")
    print(line("grammar alone", gold, alone, scorer))
    print(line(f"taggers alone, {options.folds} folds", gold, taggers, scorer))
    print(line(f"both, {options.folds} folds", gold, both, scorer))
    if options.errors:
        spans = {key: [{"cue": a.cue, "content": a.content} for a in one] for key, one in both.items()}
        for name, count in classes_of_errors(gold, spans).most_common():
            print(f"{count:6} {name}")


if __name__ == "__main__":
    main()
