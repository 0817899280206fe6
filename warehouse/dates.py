"""Moments of the ledger: ISO 8601 texts of a day, a month, a year, or a time of day with zone."""

from __future__ import annotations

from datetime import date


def as_date(iso: str | None) -> date | None:
    """The day of a moment as said (its zone is kept), the first day of a month or year; None where it is no date."""
    if not iso:
        return None
    text = iso[:10] if len(iso) >= 10 else f"{iso}-01" if len(iso) == 7 else f"{iso}-01-01" if len(iso) == 4 else iso
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
