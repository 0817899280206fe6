"""Train how far readings are trusted: ``python -m claims.positions.train_trust --stories … --labels … --articles …``.

A story is a folder with ``articles.jsonl`` and ``gold.json`` (``tests/data/stories/README.md``). A file of labels has
one labelled statement of a real article on each line (``tests/data/articles/README.md``), and its topics beside it;
the articles themselves are named apart, as files of JSON lines, gzipped or not. Name ``--readers`` that have learned
from none of these, a folder with ``reader.json`` and ``network.npz``: what readers know by heart they read better than
they will read new text. Prints how well right sides are told from others, by weights that saw nothing of the topic. The
same data give the same weights. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from claims.attribute import attribute
from claims.comparison.labelled import read_articles
from claims.model import Article, Attribution, Spans
from claims.pipeline import LONGEST_STATEMENT, clauses
from claims.positions import network, reader
from claims.positions.bearing import ArticleOn
from claims.positions.fit_regression import fit_regression, write_regression
from claims.positions.read import readings
from claims.positions.reading import side_of
from claims.positions.regression import Measures, Regression
from claims.positions.statement import Statement
from claims.positions.train_lines import marked_articles
from claims.positions.trust import LEAST, WEIGHTS, measure
from claims.read import Document, read
from claims.topics import Topic, load_topics

STRENGTH = 0.1  # inverse of the regularisation
PARTS = 8
Row = dict[str, Any]
Labelled = tuple[Attribution, int | None]


@dataclass(frozen=True, slots=True)
class Read:
    """A statement with a side read: of which set and topic, how it was read, and whether the side is right."""

    of: str
    topic: str
    measures: Measures
    right: bool


def of_story(folder: Path) -> Iterator[Read]:
    """The readings of a story's marked claims."""
    for document, topic, marks in marked_articles(folder):
        labelled = [(attribution, mark["position"] if mark["on_topic"] else None) for mark, attribution in marks]
        yield from _read("storylines", document, topic, labelled)


def of_articles(labels: Path, articles: Mapping[str, Article]) -> Iterator[Read]:
    """The readings of labelled statements of real articles; those of articles that are not there are left out."""
    topics = {topic.id: topic for topic in load_topics(labels.with_suffix(".topics.yaml"))}
    by_place: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for line in labels.read_text(encoding="utf-8").splitlines():
        row: Row = json.loads(line)
        by_place[row["article"], row["topic"]].append(row)
    for (article_id, topic_id), rows in sorted(by_place.items()):
        if article_id in articles:
            document = read(articles[article_id])
            found = {(one.cue, one.content): one for one in attribute(document)}
            labelled = [(_labelled(row, found), row["position"]) for row in rows]
            yield from _read(labels.stem, document, topics[topic_id], labelled)


def _labelled(row: Row, found: Mapping[tuple[Spans, Spans], Attribution]) -> Attribution:
    cue, content = (tuple((a, b) for a, b in row[part]) for part in ("cue", "content"))
    return found.get((cue, content)) or Attribution((), cue, content, "indirect", "inform", "")


def _read(of: str, document: Document, topic: Topic, labelled: Sequence[Labelled]) -> Iterator[Read]:
    look = ArticleOn(document, topic)
    statements = []
    for attribution, _ in labelled:
        said = clauses(document, attribution.content)[:LONGEST_STATEMENT]
        statements.append(Statement.of(document, attribution, said, context=look.measure(attribution)))
    for (statement, found), (_, position) in zip(readings([(s, topic) for s in statements]), labelled, strict=True):
        if found is not None and statement.context is not None:
            reading, learned = found
            seen = measure(statement.context, reading, learned.signs()[None], statement.act, statement.lang)
            yield Read(of, topic.id, seen, position is not None and side_of(reading.value) == side_of(position))


def fit(seen: Sequence[Read]) -> Regression:
    """Learn from readings how likely one is right."""
    return fit_regression([one.measures for one in seen], [one.right for one in seen], STRENGTH)


def print_scores(seen: Sequence[Read]) -> None:
    """How well right sides are told from others, by weights that saw nothing of their topics."""
    told: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for part in range(PARTS):
        own = fit([one for one in seen if _part(one) != part])
        for one in seen:
            if _part(one) == part:
                told[one.of].append((one.right, own.odds(one.measures)))
    for of, rows in told.items():
        right, odds = np.array([a for a, _ in rows]), np.array([b for _, b in rows])
        kept = odds >= LEAST
        print(
            f"{of}: {len(rows)} sides read, {right.mean():.2f} right, AUC {roc_auc_score(right, odds):.3f};",
            f"told {kept.sum()}, {right[kept].mean():.2f} right,",
            f"{right[kept].sum() / right.sum():.2f} of the right ones",
        )


def _part(one: Read) -> int:
    return zlib.crc32(f"{one.of} {one.topic}".encode()) % PARTS


def read_by(folder: Path) -> None:
    """Let the readers of a folder, ``reader.json`` and ``network.npz``, read from now on in this process."""
    network.FILE, reader.WEIGHTS = folder / "network.npz", folder / "reader.json"
    network.network.cache_clear()
    reader.load.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=Path, nargs="*", default=[])
    parser.add_argument("--labels", type=Path, nargs="*", default=[])
    parser.add_argument("--articles", type=Path, nargs="*", default=[])
    parser.add_argument("--readers", type=Path, help="a folder with reader.json and network.npz")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    if given.readers:
        read_by(given.readers)
    articles = read_articles(given.articles)
    seen = [one for labels in given.labels for one in of_articles(labels, articles)]
    seen += [one for folder in given.stories for one in of_story(folder)]
    print_scores(seen)
    write_regression(given.out, fit(seen))


if __name__ == "__main__":
    main()
