"""Train the reader of kinds on marked storylines: ``python -m claims.positions.train_lines STORY…``.

A story is a folder with ``articles.jsonl`` and ``gold.json`` (``tests/data/stories/README.md``); the marked articles of
the demo are found without being named. Prints how often the kind is told right, by language: by the rules alone, and by
weights that saw no claim of the story. The same data give the same weights. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.attribute import attribute
from claims.comparison.labelled import article_of, story_topic
from claims.configuration import configs_dir
from claims.model import Article, Attribution, Lang
from claims.positions.fit_regression import fit_regression, write_regression
from claims.positions.lines import POLICY, WEIGHTS, measure
from claims.positions.read import read_value
from claims.positions.regression import Measures, Regression
from claims.positions.statement import Statement
from claims.read import Document, read
from claims.topics import Topic, load_topics

STRENGTH = 0.2  # inverse of the regularisation
PARTS = 6
_WITH_KIND = frozenset({"assessment", "schedule", "process", "policy", "commitment"})
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked claim with a position: how it is put, whether it is of policy, and what the rules take it for."""

    story: str
    lang: Lang
    measures: Measures
    policy: bool
    ruled: bool


def marked_articles(folder: Path) -> Iterator[tuple[Document, Topic, list[tuple[Row, Attribution]]]]:
    """Each article of a story with its topic, and its marked claims as attributions."""
    gold: Row = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    topic = story_topic(gold["topic"])
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        document = read(article_of(json.loads(line)))
        found = attribute(document)
        marks = [mark for mark in gold["claims"] if mark["article"] == document.article.id]
        yield document, topic, [(mark, _attribution(mark, found)) for mark in marks]


def marked_claims(folder: Path) -> Iterator[Marked]:
    """The claims of a story whose position the program reads, with their kind as marked."""
    for document, topic, marks in marked_articles(folder):
        for mark, attribution in marks:
            if mark["position"] is None or mark["kind"] not in _WITH_KIND:
                continue
            statement = Statement.of(document, attribution, _text(mark["content"]))
            value = read_value(statement, topic)
            if value is not None:
                kind, position, by = value
                put = measure(statement, kind, position, by)
                yield Marked(folder.name, statement.lang, put, mark["kind"] in POLICY, kind in POLICY)


def demo_claims() -> Iterator[Marked]:
    """The same of the demo's marked articles, each a story of its own."""
    folder = configs_dir() / "demo"
    topics = {topic.id: topic for topic in load_topics(folder / "topics.yaml")}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row: Row = json.loads(line)
        document = read(Article(row["id"], row["text"], lang=row["lang"], published=row.get("published")))
        for mark in row["attributions"]:
            topic = topics.get(mark.get("topic") or "")
            if topic is None or mark.get("position") is None or mark["kind"] not in _WITH_KIND:
                continue
            spans = tuple((a, b) for a, b in mark["content"])
            cue = tuple((a, b) for a, b in mark["cue"])
            own = Attribution((), cue, spans, "indirect", mark["act"], "")
            statement = Statement.of(document, own, " ".join(document.slice(span) for span in spans))
            value = read_value(statement, topic)
            if value is not None:
                kind, position, by = value
                put = measure(statement, kind, position, by)
                yield Marked(row["id"], row["lang"], put, mark["kind"] in POLICY, kind in POLICY)


def _text(part: str | list[str] | None) -> str:
    return part if isinstance(part, str) else " ".join(part or ())


def _attribution(mark: Row, found: Sequence[Attribution]) -> Attribution:
    """The marked attribution with the act that the extractor reads for it, where it finds it."""
    starts, ends = mark["start"], mark["end"]
    content = tuple(zip(starts, ends, strict=True)) if isinstance(starts, list) else ((starts, ends),)
    cue = _text(mark.get("cue"))
    at = mark.get("cue_start")
    first = content[0][0] if at is None else at[0] if isinstance(at, list) else at
    letters = {i for a, b in content for i in range(a, b)}
    best = max(found, key=lambda a: sum(i in letters for s, e in a.content for i in range(s, e)), default=None)
    if best is not None and 2 * sum(i in letters for s, e in best.content for i in range(s, e)) > len(letters):
        return Attribution(
            (), ((first, first + len(cue)),), content, "indirect", best.act, best.lemma, best.factuality, best.negated
        )
    return Attribution((), ((first, first + len(cue)),), content, "indirect", mark.get("act", "inform"), cue)


def fit(claims: Sequence[Marked]) -> Regression:
    """Learn the kind from marked claims."""
    return fit_regression([one.measures for one in claims], [one.policy for one in claims], STRENGTH)


def print_scores(claims: Sequence[Marked]) -> None:
    """How often the kind is told right, by rules and by weights that saw no claim of the story."""
    stories = sorted({one.story for one in claims})
    right: dict[str, list[tuple[bool, bool]]] = {}
    for part in range(PARTS):
        held = [one for one in claims if stories.index(one.story) % PARTS == part]
        own = fit([one for one in claims if stories.index(one.story) % PARTS != part])
        for one in held:
            both = (one.ruled == one.policy, (own.odds(one.measures) > 0.5) == one.policy)
            right.setdefault(one.lang, []).append(both)
    for lang, found in sorted(right.items()):
        ruled, learned = (sum(pair[k] for pair in found) / len(found) for k in (0, 1))
        print(f"{lang}: {len(found)} claims, kind right by rules {ruled:.3f}, held out by story {learned:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="*")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    claims = [*demo_claims(), *(one for folder in given.stories for one in marked_claims(folder))]
    print_scores(claims)
    write_regression(given.out, fit(claims))


if __name__ == "__main__":
    main()
