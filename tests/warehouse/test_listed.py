"""What the queries of the pages give, beside what a plain reading of the same rows gives."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from warehouse import snapshots
from warehouse.migrations import migrate
from warehouse.query import named

Rows = list[dict[str, Any]]
LISTED = 5_000
ARTICLE = """
INSERT INTO article_versions BY NAME
SELECT
    article_id, version, current, published, 'h' AS content_hash, 'f' AS fingerprint, 'en' AS lang,
    TIMESTAMP '2020-01-01' AS fetched_at, 's' AS story_id, [] AS sketch, '' AS text, 'r' AS run_id
FROM made
"""
SHIFT = """
INSERT INTO mart_shifts BY NAME
SELECT *, false AS within_day, [] AS reasons, '[]' AS guards, 'c' AS later_claim_id FROM made
"""


def ledger(tmp_path: Path, made: Rows, sql: str, *others: str) -> Path:
    """A published ledger into which ``sql`` puts the rows made."""
    db = tmp_path / "m.duckdb"
    with duckdb.connect(str(db)) as con:
        migrate(con)
        con.register("made", pa.Table.from_pylist(made))
        for statement in (sql, *others):
            con.execute(statement).fetchall()
    snapshots.publish(db)
    return db


def articles(number: int, dated: int) -> Rows:
    """Articles of which some share a day and only ``dated`` have one; every tenth has an older version, too."""
    drawn = random.Random(7)
    days = [f"2020-{drawn.randint(1, 12):02d}-{drawn.randint(1, 28):02d}" for _ in range(dated)]
    made: Rows = []
    for n, day in enumerate([*days, *[None] * (number - dated)]):
        one = {"article_id": f"a{drawn.random()}", "version": 2, "current": True, "published": day}
        made += [one] if n % 10 else [{**one, "version": 1, "current": False, "published": "2021-01-01"}, one]
    drawn.shuffle(made)
    return made


@pytest.mark.parametrize(("number", "dated"), [(40, 30), (6_000, 3_000), (6_000, 5_500), (5_000, 5_000)])
def test_articles_are_listed_latest_first(tmp_path: Path, number: int, dated: int) -> None:
    made = articles(number, dated)
    kept = sorted((row for row in made if row["current"]), key=lambda row: row["article_id"])
    kept.sort(key=lambda row: row["published"] or "", reverse=True)
    listed = named(ledger(tmp_path, made, ARTICLE), "articles_listed").rows
    assert [row[0] for row in listed] == [row["article_id"] for row in kept[:LISTED]]


def shifts(number: int) -> Rows:
    drawn = random.Random(3)
    actors = [f"q{n}" for n in range(9)]
    outlets: list[str | None] = ["Wire", "Post", "", None]
    return [
        {
            "shift_id": f"s{n:05d}",
            "actor_id": drawn.choice(actors),
            "topic_id": f"t{drawn.randint(0, 4)}",
            "relation": drawn.choice(["reverse", "firm"]),
            "kind": "policy",
            "alleged": drawn.random() < 0.3,
            "status": drawn.choice(["shift", "possible"]),
            "confidence": drawn.choice([0.5, 0.9]),
            "earlier_lang": drawn.choice(["en", "ar", None]),
            "later_lang": drawn.choice(["en", "ar"]),
            "later_said_at": drawn.choice(["2020-01-01", "2020-02", None]),
            "earlier_publisher": drawn.choice(outlets),
            "later_publisher": drawn.choice(outlets),
            "earlier_outlets": drawn.choice([["Wire"], ["Post", "Wire"], []]),
            "later_outlets": drawn.choice([["Sun"], ["Post"], []]),
            "earlier_speaker_id": drawn.choice([*actors, None]),
            "later_speaker_id": drawn.choice([*actors, None]),
        }
        for n in range(number)
    ]


def counted(made: Rows) -> dict[str, Counter[str]]:
    """For each filter how many shifts have a value."""
    found: dict[str, Counter[str]] = {
        name: Counter() for name in ("topic", "actor", "relation", "kind", "status", "words", "outlet")
    }
    for row in made:
        voices = {row["actor_id"], *(() if row["alleged"] else (row["earlier_speaker_id"], row["later_speaker_id"]))}
        printed = {*row["earlier_outlets"], *row["later_outlets"], row["earlier_publisher"], row["later_publisher"]}
        found["topic"][row["topic_id"]] += 1
        found["actor"].update(voices - {None})
        found["words"].update({row["earlier_lang"], row["later_lang"]} - {None})
        found["outlet"].update(printed - {None, ""})
        for name in ("relation", "kind", "status"):
            found[name][row[name]] += 1
    return found


BODIES = """
INSERT INTO actors_stored (actor_id, label, kind, speaks_for, country)
VALUES
    ('q0', 'Zero', 'person', 'q1', NULL), ('q1', 'One', 'organisation', NULL, 'q2'),
    ('q2', 'Two', 'country', NULL, NULL), ('q3', 'Three', 'person', NULL, NULL)
"""
UNDER = {"q0": {"q1", "q2"}, "q1": {"q1", "q2"}, "q2": {"q2"}}
"""Whom an actor is under, himself where he is a body."""


@pytest.mark.parametrize("most", [1, 3, 2_000])
def test_options_count_the_shifts_that_each_value_leaves(tmp_path: Path, most: int) -> None:
    made = shifts(400)
    expected = counted(made)
    expected["under"] = Counter(body for row in made for body in UNDER.get(row["actor_id"], ()))
    rows = named(ledger(tmp_path, made, SHIFT, BODIES), "shift_options", {"most": most}).rows
    for name, values in expected.items():
        first = sorted(values.items(), key=lambda one: (-one[1], one[0]))[:most]
        assert [(value, shifts) for of, value, _label, _arabic, shifts in rows if of == name] == first
    assert {of for of, *_ in rows} == set(expected)


def test_shifts_are_listed_latest_first(tmp_path: Path) -> None:
    made = shifts(LISTED + 300)
    kept = sorted(made, key=lambda row: row["shift_id"])
    for key in ("confidence", "status"):
        kept.sort(key=lambda row: row[key], reverse=True)
    kept.sort(key=lambda row: row["later_said_at"] or "", reverse=True)
    listed = named(ledger(tmp_path, made, SHIFT), "shifts").rows
    assert [row[0] for row in listed] == [row["shift_id"] for row in kept[:LISTED]]
