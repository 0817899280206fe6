"""New articles link anew the topics and actors that they concern, and the result is as of linking all at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hand_made import NOON, TOPIC, OneClaimEngine, article, claim_of

from claims.model import Actor, Article, Claim, ExtractedArticle, Speaker
from claims.topics import Topic
from flows.engine import Result
from flows.sources.items import Read
from flows.work import Report, run
from tests.snapshot import select
from warehouse.reader import on_newest
from warehouse.store import Store

OTHER = Topic(id="aid", name={"en": "Aid"}, proposition={"en": "Aid gets in"}, any_of={"en": ("aid",)})
ENVOY = Actor("actor-envoy", "Envoy", None, "person")


class TwoTopics(OneClaimEngine):
    """Articles whose id begins with ``aid`` are on that topic; the envoy speaks where the id names him."""

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        return [self._said(one) for one in articles]

    def _said(self, one: Article) -> ExtractedArticle:
        (claim,) = claim_of(one).claims
        topic = OTHER.id if one.id.startswith("aid") else TOPIC.id
        speaker = Speaker(ENVOY, ("Envoy",)) if "envoy" in one.id else claim.speaker
        return ExtractedArticle(one, (replace(claim, topic_id=topic, speaker=speaker),))


ARTICLES = [
    article("deal-1", "A deal is near", "2016-09-03"),
    article("deal-envoy-1", "A deal is near, I think", "2016-09-03"),
    article("aid-1", "Aid is near", "2016-09-03"),
    article("deal-2", "The deal failed and no talks follow", "2016-09-05"),
    article("aid-envoy-1", "Aid failed to come", "2016-09-04"),
    article("aid-2", "Aid failed, all of it", "2016-09-06"),
    article("deal-envoy-2", "The talks failed for now", "2016-09-08"),
]


def track(db: Path, *articles: Article) -> Report:
    return run(
        "track",
        [Read(one, "in.jsonl", number) for number, one in enumerate(articles, 1)],
        db=db,
        topics=[TOPIC, OTHER],
        engine=TwoTopics(),
        batch_size=2,
        lock_timeout_s=10,
        clock=lambda: NOON,
    )


def links(db: Path) -> list[list[tuple[Any, ...]]]:
    queries = (
        "SELECT * FROM timeline ORDER BY ALL",
        "SELECT * EXCLUDE (run_id) FROM shifts ORDER BY ALL",
        "SELECT claim_id, utterance_id, actor_id FROM claims ORDER BY ALL",
    )
    return on_newest(db, lambda reader: [[tuple(row) for row in reader.sql(query).rows] for query in queries])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The topics whose claims a run reads for linking, a set for each time."""
    found: list[set[str]] = []
    own: Callable[[Store, Collection[str]], list[Claim]] = Store.claims_on

    def noted(store: Store, topic_ids: Collection[str]) -> list[Claim]:
        found.append(set(topic_ids))
        return own(store, topic_ids)

    monkeypatch.setattr(Store, "claims_on", noted)
    return found


def test_only_the_topics_and_actors_of_new_articles_are_linked_anew(tmp_path: Path, asked: list[set[str]]) -> None:
    db = tmp_path / "w.duckdb"
    first = track(db, *ARTICLES[:-1])
    assert asked == [{"deal", "aid"}]
    assert (first.topics_linked, first.actors_linked) == (2, 4)
    asked.clear()
    later = track(db, *ARTICLES)
    assert asked == [{"deal"}]
    assert (later.topics_linked, later.actors_linked, len(later.shifts_new)) == (1, 1, 1)
    asked.clear()
    again = track(db, *ARTICLES)
    assert asked == []
    assert (again.topics_linked, again.actors_linked) == (0, 0)


def test_rows_of_other_actors_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "w.duckdb"
    track(db, *ARTICLES[:-1])
    written: list[set[tuple[str, str]]] = []
    own = Store.replace_links

    def noted(store: Store, *arguments: Any, **named: Any) -> Any:
        result = own(store, *arguments, **named)
        written.append(result.touched)
        return result

    monkeypatch.setattr(Store, "replace_links", noted)
    track(db, ARTICLES[-1])
    assert written == [{("deal", "actor-envoy")}]


def test_in_two_runs_as_in_one(tmp_path: Path) -> None:
    track(tmp_path / "one.duckdb", *ARTICLES)
    expected = links(tmp_path / "one.duckdb")
    for cut in range(1, len(ARTICLES)):
        articles = ARTICLES if cut % 2 else ARTICLES[::-1]
        db = tmp_path / f"{cut}.duckdb"
        track(db, *articles[:cut])
        track(db, *articles[cut:])
        assert links(db) == expected


def test_a_shift_that_stays_keeps_the_run_that_found_it(tmp_path: Path) -> None:
    db = tmp_path / "w.duckdb"
    first = track(db, *ARTICLES[:4])
    track(db, *ARTICLES)
    rows = select(db, "SELECT shift_id, run_id FROM shifts_stored").rows
    assert [row[1] for row in rows if row[0] in first.shifts_new] == [first.run_id] * len(first.shifts_new)
    assert first.shifts_new
