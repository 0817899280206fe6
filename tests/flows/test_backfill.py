"""What a backfill takes: the days asked for, cut by months."""

from __future__ import annotations

from hand_made import article

from flows.backfill import months, of_days
from flows.sources.items import Item, Note, Read, Refused


def test_only_articles_of_the_days_are_taken_and_the_others_counted() -> None:
    days = ["2016-08-31T23:59:00+00:00", "2016-09-01", "2016-09-30T23:00:00+03:00", "2016-10-01"]
    items: list[Item] = [Read(article(f"a{n}", "A deal is near", day), "in", n) for n, day in enumerate(days)]
    bad = Refused("in", 9, "is no JSON")
    taken = list(of_days([*items, bad], "2016-09-01", "2016-09-30", "in"))
    assert [item.article.id for item in taken if isinstance(item, Read)] == ["a1", "a2"]
    assert bad in taken
    assert [item.message for item in taken if isinstance(item, Note)] == ["2 articles of other days were left out"]


def test_months_cover_every_day_once() -> None:
    assert months("2016-01-30", "2016-03-02") == [
        ("2016-01-30", "2016-01-31"),
        ("2016-02-01", "2016-02-29"),
        ("2016-03-01", "2016-03-02"),
    ]
    assert months("2016-12-31", "2016-12-31") == [("2016-12-31", "2016-12-31")]
    assert months("2016-12-31", "2016-12-01") == []
