"""The score of positions in real articles, on hand-made claims."""

from __future__ import annotations

from claims.model import Article
from claims.pipeline import Pipeline
from claims.topics import Topic
from tests.evaluation.score_articles import report, score

TOPIC = Topic("strike", {"en": "Strike"}, {"en": "The strike goes ahead"}, any_of={"en": ("strike",)})
TEXT = 'The union said the strike would go ahead on Monday.\n\nThe company said: "We hope that the strike is averted."'


def test_a_side_counts_as_right_wrong_or_missed() -> None:
    (found,) = Pipeline([TOPIC]).extract(
        [Article("a", TEXT, "en", title="Strike: union and company", published="2024-01-02")]
    )
    claims = {("a", "strike"): found.claims}
    rows = [
        {
            "article": "a",
            "topic": "strike",
            "content": [list(span) for span in claim.attribution.content],
            "position": gold,
        }
        for claim, gold in zip(found.claims, (2, 2), strict=True)
    ]
    assert [claim.position.value and claim.position.value > 0 for claim in found.claims] == [True, False]
    counts = score([*rows, {**rows[0], "article": "b"}], claims)
    assert counts == {"labelled": 3, "found": 2, "taken": 2, "read": 2, "right": 1, "sided": 2}
    assert "right P 0.50 R 0.50 of 2" in report("x", counts)
    assert score([{**rows[0], "position": None}], claims)["sided"] == 0
