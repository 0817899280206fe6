"""Train the Arabic taggers and write their weights.

    python -m claims.attribute.arabic.train ARTICLES.jsonl[.gz] --raw NEWS.jsonl[.gz]… [--out FILE]

ARTICLES has ``id``, ``text`` and ``attributions`` (``source``, ``cue``, ``content``: lists of code-point spans) on
each line; NEWS has ``text`` alone: classes of words are learned from it. Takes some minutes on one core and gives the
same weights again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from claims.attribute.arabic.analysis import Analysis
from claims.attribute.arabic.cue_tagger import BITS as CUE_BITS
from claims.attribute.arabic.cue_tagger import BLIND as CUE_BLIND
from claims.attribute.arabic.cue_tagger import LABELS as CUE_LABELS
from claims.attribute.arabic.cue_tagger import candidates, cue_features
from claims.attribute.arabic.lexicon import lexicon
from claims.attribute.arabic.role_tagger import BITS as ROLE_BITS
from claims.attribute.arabic.role_tagger import BLIND as ROLE_BLIND
from claims.attribute.arabic.role_tagger import Surroundings, role_features, window_of
from claims.attribute.arabic.tagged import SURE
from claims.attribute.arabic.view import View
from claims.attribute.arabic.weights import FILE
from claims.attribute.chains.clusters import find_clusters
from claims.attribute.chains.fit import Chains, Settings, fit_average
from claims.attribute.chains.marked import Marked, open_text, read_marked
from claims.attribute.chains.tagger import Tagger, write
from claims.attribute.chains.windows import LABELS as ROLE_LABELS
from claims.attribute.chains.windows import encode
from claims.model import Article, Span
from claims.read import read

FOLDS = 4
SEEDS = 4  # fits whose mean is shipped, so that chance in the order of the batches weighs less
LEAST = 0.2  # less probable candidates are no windows to learn from
LONGEST_CUE = 12
_CUES = Settings(
    CUE_BITS, epochs=8, drop=0.2, tokens_a_batch=1_500, least_count=2, general=CUE_BLIND, blind=0.3
)  # blind: the grammar is hidden from a share of the words, so that the rest learns to do without
_ROLES = Settings(ROLE_BITS, epochs=8, drop=0.3, tokens_a_batch=3_000, least_count=2, general=ROLE_BLIND, blind=0.3)


@dataclass(frozen=True)
class Example:
    """An analysed article with its attributions."""

    analysis: Analysis
    marked: list[Marked]


def read_words(paths: Sequence[Path]) -> list[list[str]]:
    """The words of each raw article, folded and without conjunctions."""
    out: list[list[str]] = []
    for path in paths:
        with open_text(path) as lines:
            out += [View(read(Article("", json.loads(line)["text"], "ar")), lexicon()).bare for line in lines]
    return out


def read_examples(path: Path, kinds: dict[str, str], ruled: bool = True) -> list[Example]:
    """Articles with their attributions as token numbers; those without cue or content are left out."""
    out: list[Example] = []
    with open_text(path) as lines:
        for line in lines:
            record = json.loads(line)
            view = View(read(Article(str(record["id"]), record["text"], "ar")), lexicon())
            marked = read_marked(view.tokens, record["attributions"])
            out.append(Example(Analysis(view, kinds, ruled), marked))
    return out


def cue_labels(example: Example) -> list[int]:
    """O, B or I for each token."""
    out = [0] * example.analysis.length
    unit = example.analysis.unit
    for one in example.marked:
        for i in one.cue:
            out[i] = 1 if i == one.cue[0] or i - 1 not in one.cue or unit[i] != unit[i - 1] else 2
    return out


def train_cues(examples: Sequence[Example], seeds: int = 1) -> Tagger:
    """The cue tagger, the mean of ``seeds`` fits."""
    chains = Chains(
        np.concatenate([cue_features(e.analysis) for e in examples]),
        np.concatenate([np.asarray(cue_labels(e), dtype=np.int64) for e in examples]),
        np.asarray([past - first for e in examples for first, past in e.analysis.view.units], dtype=np.int64),
    )
    return fit_average(chains, CUE_LABELS, _CUES, seeds)


def unseen_cues(examples: Sequence[Example]) -> list[list[tuple[Span, float]]]:
    """For each article the candidates of a cue tagger that has not seen it."""
    out: list[list[tuple[Span, float]]] = [[] for _ in examples]
    for number in range(FOLDS):
        tagger = train_cues([e for k, e in enumerate(examples) if k % FOLDS != number])
        for k in range(number, len(examples), FOLDS):
            out[k] = candidates(examples[k].analysis, tagger, LEAST)
    return out


def role_examples(example: Example, found: list[tuple[Span, float]]) -> Iterator[tuple[Any, list[int]]]:
    """Windows with their labels: predicted cues, empty where they are none, and marked cues that were missed."""
    analysis, left = example.analysis, list(example.marked)
    cues: list[tuple[Span, Marked | None]] = []
    for span, _ in found:
        match = next((one for one in left if set(range(*span)) & set(one.cue)), None)
        if match is not None:
            left.remove(match)
        cues.append((span, match))
    cues += [((one.cue[0], one.cue[-1] + 1), one) for one in left if one.cue[-1] - one.cue[0] < LONGEST_CUE]
    surroundings = Surroundings(analysis, [span for span, sure in found if sure >= SURE])
    for span, match in cues:
        window = window_of(analysis, span)
        labels = encode(window, match.source, match.content) if match else [0] * window.size
        yield role_features(surroundings, [window]), labels


def train_roles(examples: Sequence[Example], unseen: list[list[tuple[Span, float]]], seeds: int = 1) -> Tagger:
    """The tagger of sources and contents, the mean of ``seeds`` fits."""
    pairs = [pair for e, found in zip(examples, unseen, strict=True) for pair in role_examples(e, found)]
    chains = Chains(
        np.concatenate([features for features, _ in pairs]),
        np.concatenate([np.asarray(labels, dtype=np.int64) for _, labels in pairs]),
        np.asarray([len(labels) for _, labels in pairs], dtype=np.int64),
    )
    return fit_average(chains, ROLE_LABELS, _ROLES, seeds)


def train(examples: Sequence[Example]) -> dict[str, Tagger]:
    """Both taggers by name."""
    return {"cue": train_cues(examples, SEEDS), "roles": train_roles(examples, unseen_cues(examples), SEEDS)}


def main() -> None:
    """Train the taggers and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--raw", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    torch.set_num_threads(1)
    kinds = find_clusters(read_words(options.raw))
    write(options.out, {}, kinds)  # the grammar asks which words are common: it reads the same file
    lexicon.cache_clear()
    found = train(read_examples(options.articles, kinds))
    write(options.out, found, kinds)
    print(f"{options.out}: {options.out.stat().st_size / 2**20:.2f} MiB, {len(kinds)} words in classes")


if __name__ == "__main__":
    main()
