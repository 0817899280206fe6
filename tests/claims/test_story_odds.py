"""Changes on discovered topics, which ask nothing: only what is said of one thing, and in short, is a sure one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_claims import claim, linked, moves

from claims.model import Lang


@pytest.mark.parametrize(
    ("earlier", "later", "moved"),
    [
        ("an agreement is near", "no agreement was reached", True),
        ("he accepts the offer of the union", "he rejects the offer of the union after all", True),
        ("we support the families of the victims of this storm, whom nobody told in time what was coming to the coast",
         "they will not let anybody forget what the former mayor did to the hospital and to the people who work in it",
         False),
        ("he backs a larger army", "the plan for a new stadium has failed", False),
    ],
)  # fmt: skip
def test_on_a_topic_without_a_question_only_what_is_said_of_one_thing_moves(
    earlier: str, later: str, moved: bool
) -> None:
    two = (
        claim(2, "2020-01-01", text=earlier, topic="auto-1"),
        claim(-2, "2020-01-02", text=later, topic="auto-1"),
    )
    found = linked(*two)
    assert bool(moves(found)) is moved
    assert ("other_question" in {one.guard.name for one in found.held}) is not moved


@pytest.mark.parametrize(
    ("earlier", "later", "sure"),
    [
        ("an agreement is near", "no agreement was reached", True),
        ("الاتفاق بات قريبا", "لم يتم التوصل إلى اتفاق", True),
        ("the agreement on the river, which the council of both valleys signed in the spring after nine years, gives "
         "the farmers along the lower bank, the fishermen and the two towns at its mouth a fair share of the water",
         "nobody in the upper valley has been told what the agreement costs, and as long as the ministry refuses to "
         "open its books to the mayors and the teachers, people will not pay the new tax on their wells",
         False),
    ],
)  # fmt: skip
def test_on_a_topic_without_a_question_long_statements_on_much_else_alert_nobody(
    earlier: str, later: str, sure: bool
) -> None:
    lang: Lang = "ar" if earlier[0] > "\u0600" else "en"
    two = [
        replace(claim(2, "2020-01-01", text=earlier, topic="auto-1"), lang=lang),
        replace(claim(-2, "2020-01-02", text=later, topic="auto-1"), lang=lang),
    ]
    assert any(shift.status == "shift" for shift in linked(*two).shifts) is sure
    asked = [replace(one, topic_id="t1") for one in two]
    assert [shift.status for shift in linked(*asked).shifts] == ["shift"], (
        "a topic that asks something is not bounded so"
    )
