"""Days that people write, in Arabic or Latin digits and with the months of any Arab country."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

from claims.configuration import shipped_yaml
from claims.search import folded

Span = tuple[date, date]
FIRST, LAST = date(1900, 1, 1), date(2099, 12, 31)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ])?(\d{4})")


def span_of(text: str) -> Span | None:
    """The first and the last day that a text means: one day, a month or a year; None where it means none.

    ``2016-09-04``, ``4/9/2016`` and ``4 September 2016`` are one day, whatever the digits.
    """
    plain = _numbered(" ".join(folded(text).replace("\u060c", " ").split()))
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found.groups()
    else:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    last = (
        first
        if day
        else first.replace(day=monthrange(first.year, first.month)[1])
        if month
        else date(first.year, 12, 31)
    )
    return (first, last) if first >= FIRST and last <= LAST else None


def _numbered(text: str) -> str:
    """A text with the number of the month in place of its name."""
    for name, number in _months():
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return f"{text[: found.start()]}{number}{text[found.end() :]}"
    return text


@cache
def _months() -> tuple[tuple[str, int], ...]:
    """The names of the months in both languages, long ones first, as some hold others."""
    files = (shipped_yaml(f"lexicons/{lang}/time.yaml")["months"] for lang in ("ar", "en"))
    named = {folded(str(name)): int(number) for months in files for number, names in months.items() for name in names}
    return tuple(sorted(named.items(), key=lambda one: -len(one[0])))
