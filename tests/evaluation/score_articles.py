"""Score positions read in real articles against labelled statements.

    python -m tests.evaluation.score_articles --articles ARTICLES.jsonl… [--labels LABELS.jsonl…]

Articles are JSON lines, gzipped or not, with the ids of their corpus; labels are those of ``tests/data/articles`` where
none are named. The articles go through the whole pipeline with the topics beside the labels. Of statements that are
found again on their topic: how many of those in which a side is read take one, and that one; and how many of those that
take one are read so. Labels were drawn mostly from what was read, so that precision is what to look at.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.comparison.labelled import read_articles
from claims.model import Article, Claim
from claims.pipeline import Pipeline
from claims.positions.reading import side_of
from claims.topics import load_topics

LABELS = Path(__file__).parents[1] / "data" / "articles"
Row = dict[str, Any]


def score(labels: Sequence[Row], claims: Mapping[tuple[str, str], Sequence[Claim]]) -> Counter[str]:
    """Counts over labelled statements; ``claims`` by article and topic."""
    counts: Counter[str] = Counter(labelled=len(labels))
    for row in labels:
        claim = found_again(row, claims.get((row["article"], row["topic"]), ()))
        if claim is None:
            continue
        value, gold = claim.position.value, row["position"]
        same = value is not None and gold is not None and side_of(value) == side_of(gold)
        counts.update(found=1, taken=gold is not None, read=value is not None, right=same)
        counts.update(sided=value is not None and gold is not None)
    return counts


def found_again(row: Row, claims: Sequence[Claim]) -> Claim | None:
    """The claim that holds most of a labelled content, and half of it at least."""
    letters = {i for a, b in row["content"] for i in range(a, b)}

    def shared(claim: Claim) -> int:
        return sum(i in letters for a, b in claim.attribution.content for i in range(a, b))

    best = max(claims, key=shared, default=None)
    return best if best is not None and 2 * shared(best) >= len(letters) else None


def report(name: str, counts: Counter[str]) -> str:
    """One line of figures."""
    read, taken = max(counts["read"], 1), max(counts["taken"], 1)
    return (
        f"{name}: {counts['labelled']} labelled, {counts['found']} found; sides read {counts['read']}, "
        f"take one {counts['sided'] / read:.2f}, right P {counts['right'] / read:.2f} "
        f"R {counts['right'] / taken:.2f} of {counts['taken']}"
    )


def of_labels(path: Path, articles: Mapping[str, Article]) -> Counter[str]:
    """The counts of one file of labels, with the articles that are there."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["article"] in articles]
    topics = load_topics(path.with_suffix(".topics.yaml"))
    total: Counter[str] = Counter()
    for topic in topics:  # each by itself, so that no other topic takes its statements
        own = [row for row in rows if row["topic"] == topic.id]
        claims: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        some = [articles[one] for one in sorted({row["article"] for row in own})]
        for found in Pipeline([topic]).extract(some):
            claims[found.article.id, topic.id] += [c for c in found.claims if c.topic_id == topic.id]
        total += score(own, claims)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--labels", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    articles = read_articles(given.articles)
    for path in given.labels or sorted(LABELS.glob("*.jsonl")):
        counts = of_labels(path, articles)
        if counts["labelled"]:
            print(report(path.stem, counts), flush=True)


if __name__ == "__main__":
    main()
