"""Days, weeks and months counted from the day of publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_DAYS = {"day": 1, "week": 7}
_HIJRI_EPOCH = 1948440  # Julian day number of 1 Muharram 1, civil reckoning
_ORDINAL_TO_JULIAN = 1721425


@dataclass(frozen=True, slots=True)
class Moment:
    """When an article was published: the day, and the full instant with its zone where it is told."""

    day: dt.date
    instant: dt.datetime | None


def moment(published: str | None) -> Moment | None:
    """Read ISO 8601; None where there is no date or it is no date."""
    if not published:
        return None
    try:
        if len(published) <= 10:
            return Moment(dt.date.fromisoformat(published), None)
        instant = dt.datetime.fromisoformat(published.replace("Z", "+00:00"))
    except ValueError:
        return None
    return Moment(instant.date(), instant)


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
    julian = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _HIJRI_EPOCH - 1
    return dt.date.fromordinal(julian - _ORDINAL_TO_JULIAN + 1)


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
