"""Train the English taggers and write their weights.

    python -m claims.attribute.english.train ARTICLES.jsonl[.gz] TREEBANK.conllu[.gz] [--out FILE]

ARTICLES has ``id``, ``text`` and ``attributions`` (``source``, ``cue``, ``content``: lists of code-point spans) on
each line; TREEBANK is in CoNLL-U with Penn tags. Takes about half an hour on two cores and gives
the same weights again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from claims.attribute.chains.clusters import find_clusters
from claims.attribute.chains.fit import Chains, fit
from claims.attribute.chains.fit import Settings as LinearSettings
from claims.attribute.chains.fit_recurrent import Job, Sequences, Settings, fit_all
from claims.attribute.chains.hashing import Column, column
from claims.attribute.chains.marked import Marked, open_text, read_marked
from claims.attribute.chains.recurrent import Committee, committee
from claims.attribute.chains.tagger import Tagger
from claims.attribute.chains.windows import LABELS as ROLE_LABELS
from claims.attribute.chains.windows import encode
from claims.attribute.english.analysis import Analysis, labels_of
from claims.attribute.english.columns import Columns
from claims.attribute.english.cues import LABELS as CUE_LABELS
from claims.attribute.english.cues import WIDTHS as WIDTHS_OF_CUES
from claims.attribute.english.cues import candidates, cue_columns
from claims.attribute.english.lexicon import lexicon
from claims.attribute.english.roles import WIDTHS as WIDTHS_OF_ROLES
from claims.attribute.english.roles import Surroundings, frame_of, role_columns
from claims.attribute.english.syntax import BITS as SYNTAX_BITS
from claims.attribute.english.syntax import function_features, speech_features
from claims.attribute.english.tagged import SURE
from claims.attribute.english.view import View
from claims.attribute.english.weights import FILE, Models, write_models
from claims.languages.english import fold
from claims.model import Article, Span
from claims.read import read

FOLDS = 3
SEEDS = 2  # taggers whose mean is shipped: single ones differ by up to a point
EPOCHS_OF_FOLDS = 6
FOR_CUES = Settings(
    WIDTHS_OF_CUES,
    hidden={"word": 0.2, "suffix3": 0.1, "prefix": 0.1, "suffix2": 0.05, "fine": 0.05},
    cells=128,
    epochs=8,
    drop=0.5,
    tokens_a_batch=1_500,
)
FOR_ROLES = Settings(
    WIDTHS_OF_ROLES,
    hidden={"word": 0.15, "suffix3": 0.05, "prefix": 0.05, "cue.word": 0.15, "ruled": 0.1},
    throughout=frozenset({"cue.word", "ruled"}),
    cells=96,
    epochs=7,
)
LEAST = 0.25  # less probable candidates are no windows to learn from


@dataclass(frozen=True)
class Example:
    """An analysed article with its attributions."""

    analysis: Analysis
    marked: list[Marked]


# syntax ------------------------------------------------------------------------------------------------


def read_treebank(path: Path) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Sentences of a CoNLL-U file: words, Penn tags, functions without subtypes but for clauses."""
    words: list[str] = []
    tags: list[str] = []
    functions: list[str] = []
    with open_text(path) as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                words.append(cells[1])
                tags.append(cells[4])
                functions.append(cells[7] if cells[7] == "acl:relcl" else cells[7].split(":")[0])
            elif not line.strip() and words:
                yield words, tags, functions
                words, tags, functions = [], [], []


def train_syntax(path: Path, kinds: dict[str, str]) -> tuple[Tagger, Tagger]:
    """The taggers of parts of speech and functions; the second sees tags predicted by folds."""
    sentences = list(read_treebank(path))
    columns = [Columns(words, [fold(word) for word in words], kinds) for words, _, _ in sentences]
    features = [speech_features(c) for c in columns]
    settings = LinearSettings(SYNTAX_BITS, epochs=10, rate=0.02, chained=False, tokens_a_batch=500)
    tag_names = sorted({tag for _, tags, _ in sentences for tag in tags})
    tags = [[tag_names.index(tag) for tag in tags] for _, tags, _ in sentences]
    predicted: list[list[str]] = [[] for _ in sentences]
    right = total = 0
    for fold_number in range(FOLDS):
        kept = [k for k in range(len(sentences)) if k % FOLDS != fold_number]
        partial = fit(_chains([features[k] for k in kept], [tags[k] for k in kept]), tag_names, settings, say=False)
        for k in range(fold_number, len(sentences), FOLDS):
            predicted[k] = labels_of(partial, features[k])
            right += sum(a == b for a, b in zip(predicted[k], sentences[k][1], strict=True))
            total += len(predicted[k])
    print(f"parts of speech: {right / total:.3f} right in {FOLDS} folds")
    speech = fit(_chains(features, tags), tag_names, settings, say=False)
    names = sorted({function for _, _, functions in sentences for function in functions})
    functions = [[names.index(name) for name in functions] for _, _, functions in sentences]
    inputs = [function_features(c, column(tags)) for c, tags in zip(columns, predicted, strict=True)]
    kept = [k for k in range(len(sentences)) if k % FOLDS]
    partial = fit(_chains([inputs[k] for k in kept], [functions[k] for k in kept]), names, settings, say=False)
    tried = [(labels_of(partial, inputs[k]), sentences[k][2]) for k in range(0, len(sentences), FOLDS)]
    right = sum(a == b for one, gold in tried for a, b in zip(one, gold, strict=True))
    print(f"functions: {right / sum(len(gold) for _, gold in tried):.3f} right on a fold")
    return speech, fit(_chains(inputs, functions), names, settings, say=False)


def _chains(features: Sequence[Any], labels: Sequence[Sequence[int]]) -> Chains:
    return Chains(
        np.concatenate(list(features)),
        np.concatenate([np.asarray(one, dtype=np.int64) for one in labels]),
        np.asarray([len(one) for one in labels], dtype=np.int64),
    )


# articles ------------------------------------------------------------------------------------------------


def read_examples(path: Path, kinds: dict[str, str], speech: Tagger, function: Tagger) -> list[Example]:
    """Articles with their attributions as token numbers; those without cue or content are left out."""
    out: list[Example] = []
    with open_text(path) as lines:
        for line in lines:
            record = json.loads(line)
            view = View(read(Article(str(record["id"]), record["text"], "en")), lexicon())
            marked = read_marked(view.tokens, record["attributions"])
            out.append(Example(Analysis(view, kinds, speech, function), marked))
    return out


def read_words(path: Path) -> list[list[str]]:
    """The folded words of each article."""
    with open_text(path) as lines:
        records = [json.loads(line) for line in lines]
    return [[t.norm for t in read(Article(str(r["id"]), r["text"], "en")).tokens] for r in records]


def cue_labels(example: Example) -> list[int]:
    """O, B or I for each token."""
    out = [0] * example.analysis.length
    sentence = example.analysis.view.sentence
    for one in example.marked:
        for i in one.cue:
            out[i] = 1 if i == one.cue[0] or i - 1 not in one.cue or sentence[i] != sentence[i - 1] else 2
    return out


def train_cues(examples: list[Example], workers: int) -> tuple[Committee, list[list[tuple[Span, float]]]]:
    """The committee for cues, and for each article the candidates of a tagger that has not seen it."""
    columns = [cue_columns(e.analysis) for e in examples]

    def sequences(kept: list[int]) -> Sequences:
        return Sequences(
            _joined([columns[k] for k in kept]),
            np.concatenate([np.asarray(cue_labels(examples[k]), dtype=np.int64) for k in kept]),
            np.asarray([p - f for k in kept for f, p in examples[k].analysis.view.document.sentences], dtype=np.int64),
        )

    everything = sequences(list(range(len(examples))))
    jobs: list[Job] = [(everything, CUE_LABELS, replace(FOR_CUES, seed=seed)) for seed in range(SEEDS)]
    for fold_number in range(FOLDS):
        kept = [k for k in range(len(examples)) if k % FOLDS != fold_number]
        jobs.append((sequences(kept), CUE_LABELS, replace(FOR_CUES, epochs=EPOCHS_OF_FOLDS)))
    print(f"cues: {SEEDS} taggers, and {FOLDS} for the candidates of articles not seen")
    fitted = fit_all(jobs, workers)
    unseen: list[list[tuple[Span, float]]] = [[] for _ in examples]
    for fold_number, partial in enumerate(fitted[SEEDS:]):
        for k in range(fold_number, len(examples), FOLDS):
            unseen[k] = candidates(examples[k].analysis, committee([partial]), LEAST)
    return committee(fitted[:SEEDS]), unseen


def role_examples(example: Example, found: list[tuple[Span, float]]) -> tuple[dict[str, Column], list[list[int]]]:
    """Windows with their labels: predicted cues, empty where they are none, and marked cues that were missed."""
    analysis = example.analysis
    cues: list[tuple[Span, Marked | None]] = []
    left = list(example.marked)
    for span, _ in found:
        match = next((one for one in left if set(range(*span)) & set(one.cue)), None)
        if match is not None:
            left.remove(match)
        cues.append((span, match))
    cues += [((one.cue[0], one.cue[-1] + 1), one) for one in left if one.cue[-1] - one.cue[0] < 25]
    if not cues:
        return {}, []
    windows = [frame_of(analysis, span) for span, _ in cues]
    labels = [
        encode(window, match.source, match.content) if match else [0] * window.size
        for window, (_, match) in zip(windows, cues, strict=True)
    ]
    surroundings = Surroundings(analysis, [span for span, sure in found if sure >= SURE])
    return role_columns(surroundings, windows), labels


def train_roles(examples: list[Example], unseen: list[list[tuple[Span, float]]], workers: int) -> Committee:
    """The committee for sources and contents."""
    pairs = [role_examples(e, found) for e, found in zip(examples, unseen, strict=True)]
    labels = [window for _, windows in pairs for window in windows]
    data = Sequences(
        _joined([columns for columns, windows in pairs if windows]),
        np.concatenate([np.asarray(window, dtype=np.int64) for window in labels]),
        np.asarray([len(window) for window in labels], dtype=np.int64),
    )
    print(f"roles: {SEEDS} taggers, {len(labels)} windows")
    return committee(fit_all([(data, ROLE_LABELS, replace(FOR_ROLES, seed=seed)) for seed in range(SEEDS)], workers))


def _joined(columns: Sequence[dict[str, Column]]) -> dict[str, Column]:
    """Columns of several articles end to end."""
    return {name: np.concatenate([one[name] for one in columns]) for name in columns[0]}


def main() -> None:
    """Train all four models and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--workers", type=int, default=2, help="taggers that are fitted side by side")
    options = parser.parse_args()
    torch.set_num_threads(1)
    kinds = find_clusters(read_words(options.articles))
    speech, function = train_syntax(options.treebank, kinds)
    examples = read_examples(options.articles, kinds, speech, function)
    cue, unseen = train_cues(examples, options.workers)
    write_models(options.out, Models(speech, function, cue, train_roles(examples, unseen, options.workers), kinds))
    print(f"{options.out}: {options.out.stat().st_size / 2**20:.2f} MiB")


if __name__ == "__main__":
    main()
