"""The data dictionary names every view and column, and its examples run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ledger import article, extracted, put

from tests.snapshot import select
from warehouse.migrations import SQL, views
from warehouse.query import named, run_sql
from warehouse.store import Store

TEXT = (Path(__file__).parent.parent.parent / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
CONTRACT = {
    "articles": "article_id, url, publisher, title, lang, published_at, fetched_at, story_id",
    "claims": (
        "claim_id, utterance_id, article_id, actor_id, actor, topic_id, topic, said_at, said_precision, act, type, "
        "kind, "
        "position, certainty, confidence, source, cue, content, content_start, content_end, lang, "
        "publisher, published_at"
    ),
    "timeline": (
        "utterance_id, actor_id, actor, topic_id, topic, said_at, position, certainty, act, content, outlets, "
        "first_claim_id"
    ),
    "shifts": (
        "shift_id, actor_id, actor, topic_id, topic, relation, from_position, to_position, earlier_claim_id, "
        "later_claim_id, earlier_content, later_content, earlier_said_at, later_said_at, within_day, alleged, status, "
        "confidence, reasons"
    ),
    "actors": "actor_id, actor, actor_ar, kind, speaks_for, country, names",
    "topics": "topic_id, topic, topic_ar, proposition, configured",
    "runs": (
        "run_id, flow, started_at, ended_at, state, articles_in, articles_new, claims_new, shifts_new, refused, error"
    ),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("w") / "m.duckdb"
    with Store.open(db) as store:
        put(store, extracted(article(1)))
        store.publish()
    return db


def columns(db: Path, view: str) -> list[str]:
    return select(db, f"SELECT * FROM {view} LIMIT 0").columns


def documented(view: str) -> list[str]:
    section = TEXT.split(f"\n## {view}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)


@pytest.mark.parametrize("view", [name for name, _ in views()])
def test_every_column_is_documented(published: Path, view: str) -> None:
    assert sorted(documented(view)) == sorted(columns(published, view))


@pytest.mark.parametrize("view", CONTRACT)
def test_promised_columns_are_there(published: Path, view: str) -> None:
    assert set(CONTRACT[view].split(", ")) <= set(columns(published, view))


@pytest.mark.parametrize("sql", re.findall(r"```sql\n(.*?)```", TEXT, flags=re.DOTALL))
def test_examples_run(published: Path, sql: str) -> None:
    run_sql(published, sql)


def shipped() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((SQL / "queries").glob("*.sql"))}


@pytest.mark.parametrize("name", shipped())
def test_shipped_queries_are_documented_and_run(published: Path, name: str) -> None:
    section = TEXT.split("\n## Queries that ship\n", 1)[1]
    (told,) = re.findall(rf"^\| `{name}` \| (.*?) ?\|", section, flags=re.MULTILINE)
    parameters = set(re.findall(r"\$(\w+)", shipped()[name]))
    assert set(re.findall(r"`(\w+)`", told)) == parameters
    given = {**dict.fromkeys(parameters, "a1"), **dict.fromkeys(parameters & {"most", "confidence"}, 1)}
    named(published, name, given or None)
