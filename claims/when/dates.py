"""Days, weeks and months counted from the day of publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_DAYS = {"day": 1, "week": 7}
_HIJRI_EPOCH = 227015  # 1 Muharram 1, as an ordinal of the Gregorian calendar
_YEARS = range(1800, 2200)  # a publication date beyond these is no date of news


@dataclass(frozen=True, slots=True)
class Moment:
    """When an article was published: the day, and the full instant with its zone where it is told."""

    day: dt.date
    instant: dt.datetime | None


def moment(published: str | None) -> Moment | None:
    """Read ISO 8601; None where there is no date, or none that news can have."""
    if not published:
        return None
    try:
        if len(published) <= 10:
            day = dt.date.fromisoformat(published)
            return Moment(day, None) if day.year in _YEARS else None
        instant = dt.datetime.fromisoformat(published.replace("Z", "+00:00"))
    except ValueError:
        return None
    return Moment(instant.date(), instant) if instant.year in _YEARS else None


def weekday_before(day: dt.date, weekday: int, strictly: bool = False) -> dt.date:
    """The last such weekday on or before a day (``strictly``: before it). Monday is 0."""
    back = (day.weekday() - weekday) % 7
    return day - dt.timedelta(days=back or (7 if strictly else 0))


def months_before(day: dt.date, months: int) -> str:
    """The month (``YYYY-MM``) so many months before a day."""
    index = day.year * 12 + day.month - 1 - months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def day_of(year: int | None, month: int, number: int, published: dt.date) -> dt.date | None:
    """A day of the calendar; without a year the last one that is not after publication (a day's grace for zones)."""
    years = [year] if year else [published.year, published.year - 1]
    for candidate in years:
        try:
            found = dt.date(candidate, month, number)
        except ValueError:
            continue
        if year or found <= published + dt.timedelta(days=1):
            return found
    return None


def month_of(year: int | None, month: int, published: dt.date, past: bool) -> str:
    """``YYYY-MM``; without a year the last such month that is not after publication (``past``: that has ended)."""
    if year is None:
        later = month > published.month or (past and month == published.month)
        year = published.year - 1 if later else published.year
    return f"{year:04d}-{month:02d}"


def hijri_to_gregorian(year: int, month: int, day: int) -> dt.date:
    """The civil (tabular) Hijri calendar in the Gregorian one; the sighted calendar may differ by a day.

    Reingold and Dershowitz, Calendrical Calculations (2018), chapter 7.
    """
    elapsed = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return dt.date.fromordinal(_HIJRI_EPOCH - 1 + elapsed + day)


def hijri_day(year: int | None, month: int, number: int, published: dt.date) -> dt.date | None:
    """A Hijri day; without a year the last one not after publication."""
    if year:
        return hijri_to_gregorian(year, month, number)
    guess = int((published.year - 622) * 33 / 32) + 2
    for candidate in range(guess, guess - 4, -1):
        found = hijri_to_gregorian(candidate, month, number)
        if found <= published + dt.timedelta(days=1):
            return found
    return None


def before(day: dt.date, number: int, unit: str) -> dt.date:
    """A day so many days or weeks before another."""
    return day - dt.timedelta(days=number * _DAYS[unit])
