"""Corrections by people: laid over what was read, kept through re-extraction and linking, undone without a trace."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hand_made import MINISTER, NOON, TOPIC, OneClaimEngine, article, claim_of

from claims.model import Actor, Article, Speaker, stable_id
from claims.topics import Topic
from flows.correct import correct, undo
from flows.engine import Result
from flows.sources.items import Read
from flows.work import Report, run
from warehouse.corrections import Correction, Kind, NoSuchThing
from warehouse.reader import on_newest
from warehouse.store import Store

AID = Topic(id="aid", name={"en": "Aid"}, proposition={"en": "Aid gets in"}, any_of={"en": ("aid",)})
ENVOY = Actor("actor-envoy", "The Envoy", None, "person")
NEAR = article("a", "A deal is near", "2016-09-03")
FAILED = article("b", "The deal failed and no talks follow", "2016-09-05")
OTHER = article("envoy", "The talks go on", "2016-09-06")


class Reread(OneClaimEngine):
    """Ids and places of claims depend on the fingerprint, as they do when a tagger changes; the envoy says his own."""

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        found: list[Result] = []
        for one in articles:
            (claim,) = claim_of(one).claims
            speaker = Speaker(ENVOY, ("The Envoy",)) if one.id == "envoy" else claim.speaker
            renamed = replace(claim, id=stable_id("c", self.fingerprint, one.id), speaker=speaker)
            found.append(replace(claim_of(one), claims=(renamed,)))
        return found


def track(db: Path, *articles: Article, fingerprint: str = "one") -> Report:
    return run(
        "track",
        [Read(one, "in.jsonl", number) for number, one in enumerate(articles, 1)],
        db=db,
        topics=[TOPIC, AID],
        engine=Reread(fingerprint),
        batch_size=5,
        lock_timeout_s=10,
        clock=lambda: NOON,
    )


def say(db: Path, kind: Kind, subject: str, value: str | None = None, position: int | None = None) -> str:
    made = Correction(kind, subject, "Amal", value, position, "seen")
    return correct(db, [TOPIC, AID], made, lock_timeout_s=10, clock=lambda: NOON)[0]


def take_back(db: Path, correction: str) -> Report:
    return undo(db, [TOPIC, AID], correction, author="Basim", lock_timeout_s=10, clock=lambda: NOON)


def ask(db: Path, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in on_newest(db, lambda reader: reader.sql(query)).rows]


def everything(db: Path) -> list[list[tuple[Any, ...]]]:
    views = ("claims", "timeline", "shifts", "actors", "topics")
    queries = [f"SELECT {'* EXCLUDE (run_id)' if v == 'shifts' else '*'} FROM {v} ORDER BY ALL" for v in views]
    return on_newest(db, lambda reader: [[tuple(row) for row in reader.sql(query).rows] for query in queries])


def claim_id(db: Path, article_id: str) -> str:
    return str(ask(db, f"SELECT claim_id FROM claims_stored WHERE article_id = '{article_id}'")[0][0])


@pytest.fixture(scope="module")
def once_tracked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse of three articles, for copies."""
    folder = tmp_path_factory.mktemp("tracked")
    track(folder / "w.duckdb", NEAR, FAILED, OTHER)
    return folder


@pytest.fixture
def db(once_tracked: Path, tmp_path: Path) -> Path:
    """A warehouse of one's own."""
    shutil.copytree(once_tracked, tmp_path, dirs_exist_ok=True, symlinks=True)
    return tmp_path / "w.duckdb"


MOVES: list[tuple[Kind, str, str | None, int | None, str, list[tuple[Any, ...]]]] = [
    ("reject", "b", None, None, "SELECT article_id FROM claims WHERE actor_id = 'actor-minister'", [("a",)]),
    ("accept", "b", None, None, "SELECT confidence, review FROM claims WHERE article_id = 'b'", [(1.0, "accepted")]),
    ("actor", "b", "The Envoy", None, "SELECT actor FROM claims WHERE article_id = 'b'", [("The Envoy",)]),
    ("topic", "b", "aid", 1, "SELECT topic, position FROM timeline WHERE topic_id = 'aid'", [("Aid", 1)]),
    ("position", "b", None, 2, "SELECT relation, to_position FROM shifts WHERE to_position > 0", [("harden", 2)]),
    ("position", "b", None, None, "SELECT position FROM timeline WHERE content LIKE '%failed%'", [(None,)]),
]


@pytest.mark.parametrize(("kind", "of", "value", "position", "query", "expected"), MOVES)
def test_a_correction_holds_survives_and_is_undone(
    db: Path,
    kind: Kind,
    of: str,
    value: str | None,
    position: int | None,
    query: str,
    expected: list[tuple[Any, ...]],
) -> None:
    before = everything(db)
    assert ask(db, query) != expected
    made = say(db, kind, claim_id(db, of), value, position)
    assert ask(db, query) == expected
    corrected = everything(db)
    track(db, NEAR, FAILED, OTHER, fingerprint="two")  # every claim has another id now
    assert ask(db, query) == expected
    assert ask(db, "SELECT state, author FROM corrections") == [("active", "Amal")]
    track(db, NEAR, FAILED, OTHER, fingerprint="one")
    assert everything(db) == corrected
    take_back(db, made)
    assert everything(db) == before
    assert ask(db, "SELECT kind, author, note, state, undone_by FROM corrections") == [
        (kind, "Amal", "seen", "undone", "Basim")
    ]


def test_a_rejected_shift_goes_and_does_not_come_back(db: Path) -> None:
    ((shift_id,),) = ask(db, "SELECT shift_id FROM shifts")
    made = say(db, "reject", shift_id)
    assert ask(db, "SELECT * FROM shifts") == []
    again = track(db, NEAR, FAILED, OTHER, fingerprint="two")  # the shift has other claims, and another id
    assert again.shifts_new == []
    assert ask(db, "SELECT * FROM shifts") == []
    take_back(db, made)
    assert len(ask(db, "SELECT * FROM shifts")) == 1


def test_an_accepted_shift_is_sure(db: Path) -> None:
    ((shift_id,),) = ask(db, "SELECT shift_id FROM shifts")
    say(db, "accept", shift_id)
    track(db, NEAR, FAILED, OTHER, fingerprint="two")
    assert ask(db, "SELECT status, confidence, review FROM shifts") == [("shift", 1.0, "accepted")]


def test_merged_actors_are_one_with_all_their_names(db: Path) -> None:
    before = everything(db)
    first = say(db, "merge actors", ENVOY.id, MINISTER.id)
    assert ask(db, "SELECT DISTINCT actor_id FROM timeline") == [(MINISTER.id,)]
    assert ask(db, "SELECT actor_id, names FROM actors") == [(MINISTER.id, ["Foreign Minister", "The Envoy"])]
    assert len(ask(db, "SELECT * FROM shifts")) == 2  # from failed to undecided is a move of the one
    track(db, article("envoy-2", "A deal is near again", "2016-09-09"))
    assert ask(db, "SELECT DISTINCT actor_id FROM claims") == [(MINISTER.id,)]
    with pytest.raises(NoSuchThing, match="circle"):
        say(db, "merge actors", MINISTER.id, ENVOY.id)
    take_back(db, first)
    assert [row for row in ask(db, "SELECT article_id, actor_id FROM claims") if row[0] == "envoy"] == [
        ("envoy", ENVOY.id)
    ]
    assert everything(db)[3] == before[3]


def test_an_unnamed_source_is_merged_with_nobody_who_is_named(db: Path) -> None:
    with Store.open(db) as store:
        store.put_actors([Actor(name, name, None, "unnamed") for name in ("a source", "another source")], {})
    for one, other in (("a source", MINISTER.id), (MINISTER.id, "a source")):
        with pytest.raises(NoSuchThing, match="never merged"):
            say(db, "merge actors", one, other)
    assert ask(db, "SELECT * FROM corrections") == []
    say(db, "merge actors", "a source", "another source")  # two descriptions of one source may be


def test_merged_topics_are_one_and_take_what_comes_later(db: Path) -> None:
    before = everything(db)
    made = say(db, "merge topics", TOPIC.id, AID.id)
    assert ask(db, "SELECT DISTINCT topic_id FROM claims UNION SELECT topic_id FROM timeline") == [("aid",)]
    assert ask(db, "SELECT topic_id FROM topics") == [("aid",)]
    later = article("d", "The deal is near after all", "2016-09-09")
    track(db, NEAR, FAILED, OTHER, later)
    assert ask(db, "SELECT count(*) FROM timeline WHERE topic_id = 'aid'") == [(4,)]
    take_back(db, made)
    assert ask(db, "SELECT count(*) FROM timeline WHERE topic_id = 'deal'") == [(4,)]
    assert everything(db)[4] == before[4]


def test_the_last_word_counts_and_the_one_before_comes_back(db: Path) -> None:
    claim = claim_id(db, "b")
    say(db, "position", claim, position=2)
    second = say(db, "position", claim, position=0)
    position = "SELECT position FROM claims WHERE article_id = 'b'"
    assert ask(db, position) == [(0,)]
    take_back(db, second)
    assert ask(db, position) == [(2,)]


def test_a_correction_waits_while_its_words_are_gone_from_the_article(db: Path) -> None:
    say(db, "position", claim_id(db, "b"), position=2)
    track(db, NEAR, article("b", "Nothing at all was agreed upon today", "2016-09-05"), fingerprint="two")
    assert ask(db, "SELECT state FROM corrections") == [("waiting",)]
    assert ask(db, "SELECT position FROM claims WHERE article_id = 'b'") == [(0,)]
    edited = article("b", "The deal failed and no more talks follow", "2016-09-05")
    track(db, NEAR, edited, fingerprint="three")
    assert ask(db, "SELECT state FROM corrections") == [("active",)]
    assert ask(db, "SELECT position FROM claims WHERE article_id = 'b'") == [(2,)]


@pytest.mark.parametrize(
    ("kind", "subject", "value", "told"),
    [
        ("reject", "c-none", None, "no claim or shift"),
        ("actor", "b", "Nobody Known", "no actor is called"),
        ("topic", "b", "no-topic", "no topic"),
        ("merge topics", "deal", "deal", "itself"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_changes(
    db: Path, kind: Kind, subject: str, value: str | None, told: str
) -> None:
    before = everything(db)
    with pytest.raises(NoSuchThing, match=told):
        say(db, kind, claim_id(db, "b") if subject == "b" else subject, value)
    assert everything(db) == before
    assert ask(db, "SELECT * FROM corrections") == []
