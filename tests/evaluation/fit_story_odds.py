"""Fit how likely changes on topics without a question are (``claims.story_odds``) on storylines and real articles.

    python -m tests.evaluation.fit_story_odds STORY… --labels LABELS.jsonl --articles ARTICLES.jsonl…

A story is a folder with ``articles.jsonl`` and ``gold.json``. Its articles are linked without any topic, and a change
is right where a marked shift ends in the same statement; which side is for and which against nobody tells there. Labels
are those of ``tests/data/changes/discovered.jsonl``: changes that the program had found on discovered topics of
real news, read one by one. Prints how many changes are sure, and how many of these are right, by weights that saw
nothing of them. The same data give the same weights. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from claims import story_odds
from claims.actors import load_registry, one_cast
from claims.comparison.labelled import read_articles
from claims.model import Article, Claim, Shift
from claims.moments import SURE
from claims.pipeline import Pipeline
from claims.positions.fit_regression import fit_regression, write_regression
from claims.positions.regression import Measures, Regression
from claims.shifts import link
from flows.work import known_actors
from tests.evaluation.control_pairs import on_discovered
from tests.evaluation.score_articles import found_again
from tests.evaluation.score_storylines import Story, ends, read_story

STRENGTH = 1.0  # inverse of the regularisation
AS_IN_PRINT = 2
"""What a change on real articles counts beside one of an invented storyline, where nothing else is told."""
PARTS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A change found on a discovered topic: where, what is known of it, and whether it is right."""

    of: str
    measures: Measures
    right: bool
    printed: bool


def of_story(folder: Path) -> Iterator[Change]:
    """The changes that linking finds in a storyline of which no topic is known."""
    gold, articles = read_story(folder)
    pipeline = Pipeline([])
    claims = one_cast(on_discovered(list(pipeline.extract(articles))), load_registry())
    actors = known_actors(claims)
    with mock.patch.object(story_odds, "likely", return_value=1.0):
        story = Story(folder.name, gold, claims, link(claims, actors, {}), actors)
    of_id = {claim.id: claim for claim in claims}
    for shift in story.linked.shifts:
        if not shift.alleged and shift.earlier_claim_id:
            measures = _measures(of_id[shift.earlier_claim_id], of_id[shift.later_claim_id], shift)
            yield Change(folder.name, measures, _is_marked(story, shift), False)


def _measures(earlier: Claim, later: Claim, shift: Shift) -> Measures:
    return story_odds.measure(earlier, later, shift.from_value or 0, shift.to_value or 0)


def _is_marked(story: Story, shift: Shift) -> bool:
    """Whether a marked shift of the same actor ends in the same statement, whichever side was taken for which."""
    actor = story.actors.get(shift.actor_id)
    return any(
        shift.later_claim_id in {story.found[key].id for key in ends(story, mark, "later") if key in story.found}
        and story.is_actor(mark["actor"], actor.label if actor else None)
        for mark in (*story.gold["shifts"], *story.gold.get("also_valid_shifts", ()))
    )


def of_labels(path: Path, articles: Mapping[str, Article]) -> Iterator[Change]:
    """The labelled changes whose articles are there and in which both statements are found again."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    named = sorted({row[side]["article"] for row in rows for side in ("earlier", "later")} & articles.keys())
    claims = {one.article.id: one.claims for one in Pipeline([]).extract(articles[key] for key in named)}
    for row in rows:
        earlier, later = (found_again(row[side], claims.get(row[side]["article"], ())) for side in ("earlier", "later"))
        if earlier is not None and later is not None:
            measures = story_odds.measure(earlier, later, *row["positions"])
            yield Change(row["later"]["article"], measures, row["right"], True)


def fit(changes: Sequence[Change]) -> Regression:
    """Learn from changes how likely one is right."""
    counted = [one for one in changes for _ in range(AS_IN_PRINT if one.printed else 1)]
    return fit_regression([one.measures for one in counted], [one.right for one in counted], STRENGTH)


def print_sure(changes: Sequence[Change]) -> None:
    """How many changes are sure and how many of them right, by weights that saw nothing of them."""
    told: list[tuple[float, Change]] = []
    for part in range(PARTS):
        own = fit([one for one in changes if _part(one) != part])
        told += [(own.odds(one.measures), one) for one in changes if _part(one) == part]
    for name, printed in (("storylines", False), ("real articles", True)):
        some = [(p, one.right) for p, one in told if one.printed is printed]
        right, sure = sum(right for _, right in some), [right for p, right in some if p >= SURE]
        print(f"{name}: {len(some)} changes, {right} right; sure {len(sure)}, {sum(sure)} right")


def _part(one: Change) -> int:
    return zlib.crc32(one.of.encode()) % PARTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path, nargs="*")
    parser.add_argument("--labels", type=Path, nargs="*", default=[])
    parser.add_argument("--articles", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=story_odds.WEIGHTS)
    given = parser.parse_args()
    articles = read_articles(given.articles)
    changes = [change for folder in given.stories for change in of_story(folder)]
    changes += [change for labels in given.labels for change in of_labels(labels, articles)]
    print_sure(changes)
    write_regression(given.out, fit(changes))


if __name__ == "__main__":
    main()
