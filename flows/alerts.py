"""Telling others of new shifts: Prefect's event, a webhook, an Atom feed; at least once, and not twice by one id.

What has to be told lies in the warehouse, written in the transaction that found the shift. So nothing is lost when a
process dies: the next run tells it. One process tells at a time.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flows.clock import Clock, now
from flows.progress import progress
from flows.settings import Settings
from flows.webhook import Undelivered, Webhook
from flows.work import open_store
from warehouse.exports import shifts_feed
from warehouse.snapshots import NoWarehouse

EVENT = "mawqif.shift.detected"
PREFECT = "prefect"
_SIDES = ("content", "said_at", "claim_id", "url", "publisher")
Send = Callable[[str, Mapping[str, Any]], None]


@dataclass(slots=True)
class Told:
    """How many shifts each channel was told of, and the reasons of those that were not taken."""

    delivered: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def announce(
    settings: Settings, run_id: str, *, emit: Send | None = None, webhook: Webhook | None = None, clock: Clock = now
) -> Told:
    """Renew the feed and tell every channel what it waits for. ``emit`` hands an event to Prefect.

    Nothing that goes wrong here is raised: what could not be told waits for the next run.
    """
    told = Told()
    if settings.feed is not None:
        _write_feed(settings.db, settings.feed)
    channels: dict[str, Send] = {}
    if webhook is None and settings.webhook.url is not None:
        webhook = Webhook(settings.webhook, clock=clock)
    if webhook is not None:
        channels[webhook.channel] = webhook.send
    if emit is not None:
        channels[PREFECT] = emit
    if not channels:
        return told
    with _alone(settings.db) as alone:
        for channel, send in channels.items() if alone else ():
            try:
                _tell(settings, run_id, channel, send, told, clock)
            except Exception as error:
                told.failed.append(f"{channel}: {type(error).__name__}: {error}")
    for reason in told.failed:
        progress().say(f"note: {reason}")
    return told


def _tell(settings: Settings, run_id: str, channel: str, send: Send, told: Told, clock: Clock) -> None:
    done: set[str] = set()
    while True:
        with open_store(settings.db, settings.lock_timeout_s) as store:
            waiting = [a for a in store.alerts_waiting(channel, run_id=run_id) if a["alert_id"] not in done]
        if not waiting:
            return
        for alert in waiting:
            shift_id = alert["alert_id"]
            done.add(shift_id)
            state, reason = _sent(settings, alert, send)
            with open_store(settings.db, settings.lock_timeout_s) as store:
                store.settle_alert(shift_id, channel, state, at=clock(), error=reason)
            if state == "delivered":
                told.delivered[channel] = told.delivered.get(channel, 0) + 1
            if reason:
                told.failed.append(f"{channel}: {shift_id}: {reason}")
            if state == "waiting":
                return  # it is away: what follows keeps its order and waits, too


def _sent(settings: Settings, alert: Mapping[str, Any], send: Send) -> tuple[str, str | None]:
    if alert["shift_id"] is None:
        return "withdrawn", None
    try:
        send(alert["alert_id"], payload_of(alert, settings))
    except Undelivered as error:
        return ("refused" if error.for_good else "waiting"), str(error)
    return "delivered", None


def payload_of(alert: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """What is told of a shift: who moved on what, from where to where, both statements, a link to the app."""
    names = ("shift_id", "actor_id", "actor", "actor_ar", "topic_id", "topic", "topic_ar", "relation", "kind")
    more = (
        "from_position",
        "to_position",
        "within_day",
        "alleged",
        "accuser",
        "status",
        "confidence",
        "reasons",
        "run_id",
    )
    return {
        "event": EVENT,
        **{name: alert[name] for name in (*names, *more)},
        **{side: {name: alert[f"{side}_{name}"] for name in _SIDES} for side in ("earlier", "later")},
        "link": shift_link(settings, alert["topic_id"], alert["actor_id"]),
    }


def shift_link(settings: Settings, topic_id: str, actor_id: str) -> str:
    """The address in the app at which the shifts of an actor on a topic are."""
    return f"{app_address(settings)}/?{urlencode({'topic': topic_id, 'actor': actor_id})}"


def app_address(settings: Settings) -> str:
    """Where readers find the app."""
    return (settings.app.url or f"http://{settings.app.host}:{settings.app.port}").rstrip("/")


def _write_feed(db: Path, feed: Path) -> None:
    try:
        content = shifts_feed(db)
        if feed.exists() and feed.read_bytes() == content:
            return
        feed.parent.mkdir(parents=True, exist_ok=True)
        part = feed.with_name(f"{feed.name}.{os.getpid()}.part")
        part.write_bytes(content)
        os.replace(part, feed)
    except (OSError, ValueError, NoWarehouse) as error:
        progress().say(f"note: the feed {feed} could not be written: {error}")


@contextmanager
def _alone(db: Path) -> Iterator[bool]:
    """Whether nobody else is telling; he who does tells also what came meanwhile."""
    fd = os.open(db.with_name(db.name + ".alerts.lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(fd)
