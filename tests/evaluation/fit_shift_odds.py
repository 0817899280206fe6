"""Fit how likely changes are (``claims.shift_odds``) on marked storylines and labelled real articles.

    python -m tests.evaluation.fit_shift_odds STORY… --labels LABELS.jsonl… --articles ARTICLES.jsonl… --readers FOLDER

A story is a folder with ``articles.jsonl`` and ``gold.json``; labels are those of ``tests/data/articles``, with their
topics beside them. Name ``--readers`` (``reader.json``, ``network.npz``) that have learned from none of these. Each
change that linking weighs is right where a marked shift is it, or where both labels tell it and each speaker is right;
wrong where a label tells otherwise; and left out where none tells. Prints how often changes of each confidence are
right, by weights that saw nothing of their storyline or topic. The same data give the same weights. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from unittest import mock

from claims import shift_odds
from claims.actors import load_registry, one_cast
from claims.comparison.labelled import read_articles
from claims.model import Article, Claim, Relation
from claims.moments import Event
from claims.pipeline import Pipeline
from claims.positions.fit_regression import fit_regression, write_regression
from claims.positions.reading import side_of
from claims.positions.regression import Measures, Regression
from claims.positions.train_trust import read_by
from claims.shifts import link
from claims.topics import Topic, load_topics
from tests.evaluation.score_articles import Row, found_again
from tests.evaluation.score_storylines import is_marked, run

STRENGTH = 0.1  # inverse of the regularisation
PARTS = 8
_BINS = (0.0, 0.2, 0.45, 0.6, 0.8, 1.01)
Recorded = dict[tuple[str, str], tuple[Measures, int, int]]


@dataclass(frozen=True, slots=True)
class Change:
    """A change that linking weighs: of which storyline or topic, what is known of it, and whether it is right."""

    of: str
    measures: Measures
    right: bool


@contextmanager
def recorded() -> Iterator[Recorded]:
    """What linking asks about while this lasts, by the ids of both claims; it takes every change for a sure one."""
    out: Recorded = {}

    def record(earlier: Event, later: Event, relation: Relation, two_voices: bool) -> float:
        a, b = earlier.said.first, later.said.first
        seen = shift_odds.measure(earlier, later, relation, two_voices)
        out.setdefault((a.id, b.id), (seen, earlier.value, later.value))
        return 1.0

    with mock.patch.object(shift_odds, "likely", record):
        yield out


def of_story(folder: Path) -> Iterator[Change]:
    """The changes found in a storyline; those that are valid though not required are right too."""
    with recorded() as seen:
        story = run(folder)
    marks = [*story.gold["shifts"], *story.gold.get("also_valid_shifts", ())]
    for shift in story.linked.shifts:
        key = (shift.earlier_claim_id or "", shift.later_claim_id)
        if not shift.alleged and key in seen:
            yield Change(folder.name, seen[key][0], any(is_marked(story, shift, mark) for mark in marks))


def of_labels(path: Path, articles: Mapping[str, Article]) -> Iterator[Change]:
    """The changes found between labelled statements of real articles."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    topics = {topic.id: topic for topic in load_topics(path.with_suffix(".topics.yaml"))}
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["article"] in articles:
            by_topic[row["topic"]].append(row)
    for topic_id, own in sorted(by_topic.items()):
        yield from _of_topic(f"{path.stem} {topic_id}", topics[topic_id], own, articles)


def _of_topic(of: str, topic: Topic, rows: Sequence[Row], articles: Mapping[str, Article]) -> Iterator[Change]:
    pipeline = Pipeline([topic])
    some = [articles[one] for one in sorted({row["article"] for row in rows})]
    claims = one_cast([claim for one in pipeline.extract(some) for claim in one.claims], load_registry())
    on_topic = [claim for claim in claims if claim.topic_id == topic.id]
    actors = dict(pipeline.registry.actors)
    for claim in on_topic:
        actors |= {actor.id: actor for actor in (claim.speaker.actor, *claim.speaker.institutions)}
    with recorded() as seen:
        link(on_topic, actors, {topic.id: topic})
    known = _labels_of(rows, on_topic)
    for (earlier, later), (measures, before, after) in sorted(seen.items()):
        right = _is_right(known.get(earlier), known.get(later), before, after)
        if right is not None:
            yield Change(of, measures, right)


def _labels_of(rows: Sequence[Row], claims: Sequence[Claim]) -> dict[str, Row]:
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article_id].append(claim)
    out: dict[str, Row] = {}
    for row in rows:
        claim = found_again(row, by_article[row["article"]])
        if claim is not None:
            out[claim.id] = row
    return out


def _is_right(earlier: Row | None, later: Row | None, before: int, after: int) -> bool | None:
    """Whether labels tell a change; None where they do not tell enough."""
    for row, value in ((earlier, before), (later, after)):
        if row is not None and not _agrees(row, value):
            return False
    return True if earlier is not None and later is not None else None


def _agrees(row: Row, value: int) -> bool:
    position = row["position"]
    return row["speaker_right"] and position is not None and side_of(position) == side_of(value)


def fit(changes: Sequence[Change]) -> Regression:
    """Learn from changes how likely one is right."""
    return fit_regression([one.measures for one in changes], [one.right for one in changes], STRENGTH)


def print_calibration(changes: Sequence[Change]) -> None:
    """How often changes of each confidence are right, by weights that saw nothing of their storyline or topic."""
    told: list[tuple[float, bool]] = []
    for part in range(PARTS):
        own = fit([one for one in changes if _part(one) != part])
        told += [(own.odds(one.measures), one.right) for one in changes if _part(one) == part]
    off = 0.0
    for low, high in pairwise(_BINS):
        some = [(p, right) for p, right in told if low <= p < high]
        if some:
            mean, right = sum(p for p, _ in some) / len(some), sum(right for _, right in some) / len(some)
            off += abs(mean - right) * len(some) / len(told)
            print(f"{low:.2f} to {min(high, 1):.2f}: {len(some)} changes, told {mean:.2f}, right {right:.2f}")
    print(f"{len(told)} changes, {sum(right for _, right in told)} right; expected calibration error {off:.3f}")


def _part(one: Change) -> int:
    return zlib.crc32(one.of.encode()) % PARTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="*")
    parser.add_argument("--labels", type=Path, nargs="*", default=[])
    parser.add_argument("--articles", type=Path, nargs="*", default=[])
    parser.add_argument("--readers", type=Path, help="a folder with reader.json and network.npz")
    parser.add_argument("--out", type=Path, default=shift_odds.WEIGHTS)
    given = parser.parse_args()
    if given.readers:
        read_by(given.readers)
    articles = read_articles(given.articles)
    changes = [change for folder in given.stories for change in of_story(folder)]
    changes += [change for labels in given.labels for change in of_labels(labels, articles)]
    print_calibration(changes)
    write_regression(given.out, fit(changes))


if __name__ == "__main__":
    main()
