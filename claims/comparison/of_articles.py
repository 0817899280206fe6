"""Labelled statements of real articles, as the readers learn from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from claims.comparison.labelled import Labelled
from claims.model import Article
from claims.pipeline import LONGEST_STATEMENT, clauses
from claims.read import read
from claims.topics import load_topics

AS_IN_PRINT = 20.0
"""What one counts beside a statement written by itself: there are few, and they are what is to be read."""


def from_articles(labels: Path, articles: Mapping[str, Article]) -> Iterator[Labelled]:
    """The statements of a file of labels (``tests/data/articles/README.md``) whose articles are there.

    Those that are not marked as ``learned`` are kept for scoring.
    """
    topics = {topic.id: topic for topic in load_topics(labels.with_suffix(".topics.yaml"))}
    document = None
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = articles.get(row["article"])
        if article is None or not row["learned"]:
            continue
        if document is None or document.article.id != article.id:  # the labels of an article stand together
            document = read(article)
        topic, lang = topics[row["topic"]], article.lang
        cue = " ".join(document.slice((a, b)) for a, b in row["cue"])
        said = clauses(document, tuple((a, b) for a, b in row["content"]))[:LONGEST_STATEMENT]
        proposition = topic.proposition.get(lang) or next(iter(topic.proposition.values()))
        text = f"{cue} {said}".strip()
        yield Labelled(text, lang, topic.name.get(lang, ""), proposition, row["position"], AS_IN_PRINT)
