"""Days as people write them: any digits, any order that is sure, the months of any Arab country, months and years."""

from __future__ import annotations

from datetime import date

import pytest

from app.days import span_of

DAY = (date(2016, 9, 4), date(2016, 9, 4))


@pytest.mark.parametrize(
    "text",
    [
        "2016-09-04",
        "٢٠١٦-٠٩-٠٤",
        "4/9/2016",
        "٤/٩/٢٠١٦",
        "۴.۹.۲۰۱۶",
        "٤ سبتمبر ٢٠١٦",
        " 4  أيلول، 2016 ",
        "4 شتنبر 2016",
        "4 September 2016",
    ],
)
def test_one_day(text: str) -> None:
    assert span_of(text) == DAY


def test_a_month_and_a_year_are_spans() -> None:
    assert span_of("كانون الثاني ٢٠١٧") == (date(2017, 1, 1), date(2017, 1, 31))
    assert span_of("2016-02") == (date(2016, 2, 1), date(2016, 2, 29))
    assert span_of("٢٠١٦") == (date(2016, 1, 1), date(2016, 12, 31))


@pytest.mark.parametrize(
    "text", ["", "غدا", "30 فبراير 2016", "4/13/2016", "12345", "1/2/16", "1800", "2100", "٤ سبتمبر", "x" * 500]
)
def test_what_is_no_day(text: str) -> None:
    assert span_of(text) is None
