"""Corrections by people: kept, laid over what was read, and the topics concerned linked anew at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from claims.actors import load_registry
from claims.model import Actor, stable_id
from claims.topics import Topic
from flows.clock import Clock, now
from flows.engine import Result
from flows.work import Report, open_store, run
from warehouse.corrections import Correction, NoSuchThing
from warehouse.store import Store


class _NothingToExtract:
    """The engine of a run without articles."""

    fingerprint = ""

    def extract(self, articles: Sequence[object]) -> list[Result]:
        raise AssertionError("a correction reads no article")

    def close(self) -> None:
        """Nothing is held."""


def correct(
    db: Path,
    topics: Sequence[Topic],
    correction: Correction,
    *,
    lock_timeout_s: float,
    new_actor: bool = False,
    clock: Clock = now,
) -> tuple[str, Report]:
    """Keep a correction, link anew what it concerns, publish. The id of the correction, and what the run did.

    An actor may be named by its id or by a name that only one actor has; with ``new_actor`` the name becomes a
    person of its own.

    Raises:
        NoSuchThing: what the correction names is not there, or a name is that of several actors.
    """
    with open_store(db, lock_timeout_s) as store:
        store.put_topics(topics)
        if correction.kind == "actor":
            correction = replace(correction, value=_actor_id(store, correction.value or "", new_actor))
        elif correction.kind == "merge actors":
            subject, value = (_actor_id(store, name, False) for name in (correction.subject, correction.value or ""))
            correction = replace(correction, subject=subject, value=value)
        if correction.kind.startswith("merge") and correction.subject == correction.value:
            raise NoSuchThing(f"{correction.subject} cannot be merged into itself")
        correction_id = store.correct(correction, at=clock())
    return correction_id, _linked(db, topics, lock_timeout_s, clock)


def undo(
    db: Path, topics: Sequence[Topic], correction_id: str, *, author: str, lock_timeout_s: float, clock: Clock = now
) -> Report:
    """Let a correction hold no longer, link anew what it concerned, publish.

    Raises:
        NoSuchThing: there is no such correction, or it was undone before.
    """
    with open_store(db, lock_timeout_s) as store:
        store.undo(correction_id, author=author, at=clock())
    return _linked(db, topics, lock_timeout_s, clock)


def _linked(db: Path, topics: Sequence[Topic], lock_timeout_s: float, clock: Clock) -> Report:
    engine = _NothingToExtract()
    return run(
        "correct",
        (),
        db=db,
        topics=topics,
        engine=engine,
        batch_size=1,
        lock_timeout_s=lock_timeout_s,
        clock=clock,
    )


def _actor_id(store: Store, name: str, new: bool) -> str:
    """The id of the actor that is named: one of the warehouse, else one of the registry, else a new person."""
    found = store.actors_named(name)
    if found and (found[0][0] == name or len(found) == 1):
        return found[0][0]
    if found:
        several = "; ".join(f"{actor_id} ({label})" for actor_id, label in found[:10])
        raise NoSuchThing(f"{name!r} is the name of several actors, give an id: {several}")
    actor = load_registry().actor(name)
    if actor is None and new:
        actor = Actor(stable_id("actor", "person", name), name, None, "person")
    if actor is None:
        raise NoSuchThing(f"no actor is called {name!r}; `--new` makes a person of that name")
    store.put_actors([actor], {actor.id: (actor.label,)})
    return actor.id
