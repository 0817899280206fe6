"""What a backfill takes: the days asked for, cut by months."""

from __future__ import annotations

from hand_made import article

from flows.backfill import months, of_days, spans
from flows.sources.items import Item, Note, Read, Refused
from flows.sources.sitemaps import Address


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


def test_each_page_of_a_map_is_in_one_span() -> None:
    cut = spans("2016-09-10", "2016-10-05", today="2016-11-02")
    assert [told for told, _span in cut] == [
        "2016-09-10 to 2016-09-30",
        "2016-10-01 to 2016-10-05",
        "changed 2016-10-06 to 2016-10-31",
        "changed 2016-11-01 to 2016-11-02",
        "undated",
    ]
    at = {
        "2016-09-09": 0,  # changed before the first day: published before it
        "2016-09-10": 1,
        "2016-10-05": 1,
        "2016-10-06": 1,
        "2016-11-03": 1,  # a clock that is ahead
        "": 1,
        "soon": 1,
    }
    for day, times in at.items():
        assert sum(span.holds(Address("u", day)) for _told, span in cut) == times, day
    news = {"2016-09-09": 0, "2016-10-05": 1, "2016-10-06": 0, "2016-11-03": 0}
    for day, times in news.items():
        assert sum(span.holds(Address("u", "2016-12-31", day)) for _told, span in cut) == times, day
