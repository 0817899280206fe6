"""The whole way on one report: near in the morning, not reached hours later, and who is said to have retreated.

The report that the project was started from lies outside of it and may be missing; the demo holds an equivalent.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claims.evaluate import evaluate
from claims.model import Article, ExtractedArticle, Shift
from claims.pipeline import Pipeline
from claims.serialise import to_output
from claims.shifts import link
from claims.topics import load_topics

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "gold" / "seed_article.jsonl"
STATE_DEPARTMENT, RUSSIA, UNITED_STATES = "Q789915", "Q159", "Q30"
TOPIC = """
- id: syria-ceasefire-deal
  name: {en: "US–Russia deal on a Syria ceasefire", ar: "الاتفاق الأميركي الروسي على وقف النار في سوريا"}
  proposition: {en: "A ceasefire deal is reached and holds"}
  positive: {en: "says a deal is reached, near or holding, or wants it"}
  keywords: {en: [ceasefire, truce, deal], ar: [اتفاق, هدنة, وقف العنف]}
"""


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    path = tmp_path_factory.mktemp("topics") / "topics.yaml"
    path.write_text(TOPIC, encoding="utf-8")
    return Pipeline(load_topics(path))


def article(row: dict[str, Any]) -> Article:
    keys = ("id", "text", "lang", "published", "url", "title", "publisher")
    return Article(**{key: row.get(key) for key in keys})


def shifts(pipeline: Pipeline, extracted: ExtractedArticle) -> tuple[list[Shift], list[Shift]]:
    """Own and alleged shifts of one article."""
    actors = {claim.speaker.actor.id: claim.speaker.actor for claim in extracted.claims}
    found = link(extracted.claims, actors, pipeline.index.topics).shifts
    return [s for s in found if not s.alleged], [s for s in found if s.alleged]


seed = pytest.mark.skipif(not SEED.exists(), reason="the seed report is not here")


@seed
def test_seed_statements_and_their_actors(pipeline: Pipeline) -> None:
    gold = json.loads(SEED.read_text(encoding="utf-8"))
    said = to_output(pipeline.extract_one(article(gold)))
    measures = evaluate([gold], {gold["id"]: said}).measures
    assert measures["actor"].gold == 22
    assert measures["actor"].right >= 21
    assert measures["detection"].said - measures["detection"].right <= 1


@seed
def test_seed_has_one_shift_and_one_allegation(pipeline: Pipeline) -> None:
    own, alleged = shifts(pipeline, pipeline.extract_one(article(json.loads(SEED.read_text(encoding="utf-8")))))
    assert [(s.actor_id, s.from_value, s.to_value, s.relation) for s in own] == [(STATE_DEPARTMENT, 1, -2, "reverse")]
    assert own[0].within_day
    assert own[0].status == "shift"
    assert any("بعد ساعات" in reason for reason in own[0].reasons)
    assert [(s.actor_id, s.accuser_id) for s in alleged] == [(RUSSIA, UNITED_STATES)]


def test_equivalent_story_of_the_demo(pipeline: Pipeline) -> None:
    rows = (ROOT / "configs" / "demo" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    (row,) = [row for row in map(json.loads, rows) if row["id"] == "demo-ar-02"]
    own, _alleged = shifts(pipeline, pipeline.extract_one(article(row)))
    (shift,) = [s for s in own if s.actor_id == STATE_DEPARTMENT]
    assert (shift.from_value, shift.to_value, shift.relation, shift.within_day) == (1, -2, "reverse", True)
    assert {s.actor_id for s in own if s.status == "shift"} <= {STATE_DEPARTMENT}
