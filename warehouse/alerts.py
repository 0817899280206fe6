"""Who was told of which shift: each sure shift once to each channel, in the order in which they were found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from warehouse import rows
from warehouse.session import Session

MOST = 500
"""Alerts that are read at a time."""


def note(session: Session, topic_ids: Collection[str], run_id: str, announced: bool) -> None:
    """Note the sure shifts of topics that were not there before; those not ``announced`` are told to nobody."""
    session.do("alerts_add", topics=sorted(topic_ids), run_id=run_id, announced=announced)


def waiting(session: Session, channel: str, run_id: str) -> list[dict[str, Any]]:
    """The next alerts that a channel waits for, with the columns of the view ``shifts``; ``shift_id`` is None where the
    shift is gone since. A channel that is new is told of what ``run_id`` found and of what comes."""
    session.do("channel_open", channel=channel, run_id=run_id)
    return session.rows("alerts_waiting", channel=channel, most=MOST)


def settle(session: Session, shift_id: str, channel: str, state: str, at: datetime, error: str | None = None) -> None:
    """Keep what came of telling: ``delivered``, ``withdrawn``, ``refused`` (never again), or ``waiting`` (again)."""
    session.do(
        "delivery_put",
        shift_id=shift_id,
        channel=channel,
        state=state,
        attempts=0 if state == "withdrawn" else 1,
        at=rows.utc(at),
        error=error[:500] if error else None,
    )
