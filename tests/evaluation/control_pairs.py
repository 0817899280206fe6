"""False shifts on controls: pairs in which nobody moved, made from the demo and the invented storylines.

    python -m tests.evaluation.control_pairs [--errors]

A control pair is an article and its copy or repeat (see ``controls``), or two orders in which the same articles came.
A shift on a pair that the articles without the control do not give is false. For copies, claims that count as something
new said are told too, and shifts that a copy hides.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from claims.actors import load_registry, one_cast
from claims.cluster import DISCOVERED
from claims.clusters import Clusters
from claims.model import Article, Claim, ExtractedArticle, Shift, Utterance
from claims.pieces import piece_of
from claims.pipeline import Pipeline
from claims.shifts import Linked, link
from claims.topics import Topic, load_topics
from flows.engine import Result
from flows.sources.items import Read
from flows.work import known_actors, run
from tests.evaluation.controls import Control, repeats, rewrites
from tests.evaluation.stories_gold import topic_of
from tests.snapshot import select

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "tests" / "data" / "stories"
DEMO = ROOT / "configs" / "demo"
ORDERS = 6
"""Orders of arrival that each storyline is tracked in."""
_KEYS = ("id", "text", "lang", "published", "url", "title", "publisher")
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(slots=True)
class Tally:
    """Counts over control pairs of one kind."""

    pairs: int = 0
    claims: int = 0
    new: int = 0
    false: int = 0
    sure: int = 0
    hidden: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def per_thousand(self) -> float:
        """False shifts, also those that are only possible, per 1,000 pairs."""
        return 1000 * self.false / max(self.pairs, 1)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.pairs + other.pairs,
            self.claims + other.claims,
            self.new + other.new,
            self.false + other.false,
            self.sure + other.sure,
            self.hidden + other.hidden,
            self.notes + other.notes,
        )


@dataclass(slots=True)
class Storyline:
    """Articles on some topics, in the order of their publication, extracted once."""

    name: str
    topics: list[Topic]
    articles: list[Article]
    pipeline: Pipeline
    found: dict[str, ExtractedArticle]

    @classmethod
    def of(cls, folder: Path) -> Storyline:
        lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        articles = [Article(**{k: v for k, v in json.loads(line).items() if k in _KEYS}) for line in lines]
        if (folder / "topics.yaml").is_file():
            topics = load_topics(folder / "topics.yaml")
        else:
            topics = [topic_of(json.loads((folder / "gold.json").read_text(encoding="utf-8")))]
        pipeline = Pipeline(topics)
        found = {one.article.id: one for one in pipeline.extract(articles)}
        return cls(folder.name, topics, articles, pipeline, found)

    def claims(self) -> list[Claim]:
        """The claims of all articles."""
        return [claim for one in self.found.values() for claim in one.claims]

    def linked(self, *ids: str, more: Sequence[ExtractedArticle] = ()) -> Linked:
        """What the tracking flow makes of some articles, or of all, and of more that come later."""
        had = [self.found[one.id] for one in self.articles if not ids or one.id in ids]
        cast = one_cast(on_discovered([*had, *more]), load_registry())
        return link(cast, known_actors(cast), {topic.id: topic for topic in self.topics})


def on_discovered(found: Iterable[ExtractedArticle]) -> list[Claim]:
    """The claims of articles, in the order of their arrival; on no configured topic, on that of the article's story."""
    clusters, out = Clusters(), []
    for one in found:
        if any((claim.topic_id or "").startswith(DISCOVERED) for claim in one.claims):
            topic_id = clusters.place(piece_of(one.article, [claim.speaker.actor for claim in one.claims]))
        for claim in one.claims:
            auto = (claim.topic_id or "").startswith(DISCOVERED)
            out.append(replace(claim, topic_id=topic_id) if auto else claim)
    return out


@cache
def storylines() -> tuple[Storyline, ...]:
    """The demo and the invented ones."""
    folders = [DEMO, *sorted(path.parent for path in STORIES.glob("*/articles.jsonl"))]
    return tuple(map(Storyline.of, folders))


def moved(shifts: Iterable[Shift]) -> Counter[tuple[str, ...]]:
    """Shifts as what they say: who, on what, from where to where; not by which article carries it."""
    return Counter(
        (shift.topic_id, shift.actor_id, shift.relation, str(shift.from_value), str(shift.to_value), shift.status)
        for shift in shifts
    )


# wire rewrites and repeats ---------------------------------------------------------------------------------


def on_rewrites(story: Storyline, every: int = 1) -> dict[str, Tally]:
    """Each ``every``-th article with each of its copies, put beside the whole storyline."""
    before = story.linked()
    out: dict[str, Tally] = {}
    for control in _controls(story, every):
        copy = story.pipeline.extract_one(control.article)
        own, after = copy.claims, story.linked(more=[copy])
        tally = out.setdefault(control.kind, Tally())
        tally.pairs += 1
        tally.claims += len(own)
        _note(tally, control, before.shifts, after.shifts)
        copies = {claim.id for claim in own}
        for one in after.utterances:
            if copies.issuperset(one.claim_ids):
                tally.new += 1
                tally.notes.append(f"{control.kind}, {control.original}: new: {_words(one)}")
    return out


def on_repeats(story: Storyline) -> dict[str, Tally]:
    """Each article and its repeat, by themselves. Of a speaker who moves within the article, the way back is real."""
    out: dict[str, Tally] = {}
    for article in story.articles:
        before = story.linked(article.id)
        movers = {(shift.topic_id, shift.actor_id) for shift in before.shifts}
        for control in repeats(article):
            again = story.pipeline.extract_one(control.article)
            own, after = again.claims, story.linked(article.id, more=[again])
            steady = [one for one in after.shifts if (one.topic_id, one.actor_id) not in movers]
            tally = out.setdefault(control.kind, Tally())
            tally.pairs += 1
            tally.claims += len(own)
            _note(tally, control, (), steady)
    return out


def _controls(story: Storyline, every: int) -> Iterator[Control]:
    for article in story.articles[::every]:
        yield from rewrites(article, story.found[article.id].claims)


def _note(tally: Tally, control: Control, before: Iterable[Shift], after: Iterable[Shift]) -> None:
    had, has = moved(before), moved(after)
    false, hidden = has - had, had - has
    tally.false += false.total()
    tally.sure += sum(count for key, count in false.items() if key[-1] == "shift")
    tally.hidden += hidden.total()
    tally.notes += [f"{control.kind}, {control.original}: false shift: {' '.join(key)}" for key in false]
    tally.notes += [f"{control.kind}, {control.original}: hidden shift: {' '.join(key)}" for key in hidden]


def _words(one: Utterance) -> str:
    return f"{one.actor_id} on {one.topic_id}, {one.said_at}: {one.content[:80]}"


# orders of arrival -----------------------------------------------------------------------------------------


class Extracted:
    """An engine that hands out what was extracted before."""

    def __init__(self, found: dict[str, ExtractedArticle], fingerprint: str = "control") -> None:
        self.found, self.fingerprint = found, fingerprint

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        return [self.found[article.id] for article in articles]

    def close(self) -> None:
        pass


def tracked(story: Storyline, runs: Sequence[Sequence[Article]], db: Path) -> list[tuple[object, ...]]:
    """The shifts of the warehouse after some runs, each on its articles."""
    for articles in runs:
        run(
            "track",
            [Read(article, "in.jsonl", number) for number, article in enumerate(articles, 1)],
            db=db,
            topics=story.topics,
            engine=Extracted(story.found),
            batch_size=3,
            lock_timeout_s=10,
            clock=lambda: _NOON,
        )
    query = "SELECT shift_id, relation, status, confidence, earlier_claim_id, later_claim_id FROM shifts ORDER BY ALL"
    return [tuple(row) for row in select(db, query).rows]


def on_orders(story: Storyline, orders: int = ORDERS) -> dict[str, Tally]:
    """The storyline in order and at once, against shuffled orders of arrival, in one run and in several."""
    out: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder:
        expected = Counter(tracked(story, [story.articles], Path(folder) / "ordered.duckdb"))
        for number in range(orders):
            seed = random.Random(number)
            shuffled = seed.sample(story.articles, len(story.articles))
            parts = 1 + number % 3
            runs = [shuffled[i::parts] for i in range(parts)]
            got = Counter(tracked(story, runs, Path(folder) / f"{number}.duckdb"))
            tally = out.setdefault(f"shuffled, {parts} run{'s' if parts > 1 else ''}", Tally())
            tally.pairs += len(story.articles)
            tally.claims += len(story.claims())
            tally.false += (got - expected).total()
            tally.sure += sum(count for row, count in (got - expected).items() if row[2] == "shift")
            tally.hidden += (expected - got).total()
            tally.notes += [f"shuffled {number}, {story.name}: {row}" for row in got - expected]
    return out


# telling ---------------------------------------------------------------------------------------------------


def measure() -> dict[str, Tally]:
    """All controls on all storylines, by kind."""
    out: dict[str, Tally] = {}
    for story in storylines():
        for found in (on_rewrites(story), on_repeats(story), on_orders(story)):
            for kind, tally in found.items():
                out[kind] = out.get(kind, Tally()) + tally
    return out


def table(found: dict[str, Tally]) -> str:
    """The figures in lines of text."""
    rows = [*found.items(), ("all", sum(found.values(), Tally()))]
    head = f"{'control':38} pairs claims   new false  sure hidden  false/1,000"
    return "\n".join(
        [head]
        + [
            f"{kind:38} {t.pairs:5} {t.claims:6} {t.new:5} {t.false:5} {t.sure:5} {t.hidden:6} {t.per_thousand:12.1f}"
            for kind, t in rows
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="name what went wrong")
    given = parser.parse_args()
    found = measure()
    if given.errors:
        print("\n".join(note for tally in found.values() for note in tally.notes))
    print(table(found))


if __name__ == "__main__":
    main()
