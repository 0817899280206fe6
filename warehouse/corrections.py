"""What people correct: kept with who and when, laid over whatever the program reads, and undone without loss.

A correction of a claim holds to the words of the claim, not to its id: it stays when its article is read in another
way, is edited elsewhere, or its topic is linked anew. What the corrections come to lies in tables of its own
(``claims_corrected``, ``shifts_reviewed``, ``actors_merged``, ``topics_merged``), so that no result is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

import pyarrow as pa

from claims.model import Actor, Claim, Speaker, stable_id
from warehouse import rows
from warehouse.anchors import Anchor, find
from warehouse.session import Session

Kind = Literal["accept", "reject", "actor", "topic", "position", "merge actors", "merge topics"]
_REVIEWS = {"accept": "accepted", "reject": "rejected"}
_ANCHORS = pa.schema(
    [
        *rows.strings("correction_id", "side", "article_id", "claim_id", "content", "current_id"),
        ("content_start", pa.int32()),
    ]
)
_PLACED = rows.strings("correction_id", "side", "current_id")
_CORRECTED = pa.schema(
    [
        *rows.strings("claim_id", "article_id", "review", "actor_id", "topic_id", "author"),
        ("position_given", pa.bool_()),
        ("position", pa.int32()),
    ]
)


class NoSuchThing(ValueError):
    """A correction names a claim, shift, actor, topic or correction that is not there."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says. ``subject`` is the id of a claim, shift, actor or topic; ``value`` that of an actor or topic.

    ``position`` is the one given (None: the claim takes none), for ``position`` and ``topic``.
    """

    kind: Kind
    subject: str
    author: str
    value: str | None = None
    position: int | None = None
    note: str | None = None


def make(session: Session, correction: Correction, at: datetime) -> str:
    """Keep a correction and let it hold; its id. The topics that it concerns wait for linking.

    Raises:
        NoSuchThing: what it names is not there, or two things would be merged in a circle.
    """
    anchors = _anchors(session, correction)
    _look_up(session, correction)
    with session.transaction():
        (before,) = session.rows("corrections_counted")
        number = before["corrections"] + 1
        correction_id = stable_id("correction", number, correction.kind, correction.subject, correction.value)
        session.do(
            "correction_add",
            correction_id=correction_id,
            number=number,
            made_at=rows.utc(at),
            **{name: getattr(correction, name) for name in ("kind", "subject", "value", "position", "note", "author")},
        )
        staged = [
            {"correction_id": correction_id, "side": side, "current_id": one.claim_id, **_anchor_row(one)}
            for side, one in anchors.items()
        ]
        with session.staged(new_anchors=pa.Table.from_pylist(staged, schema=_ANCHORS)):
            session.do("correction_anchors_add")
        _renew_all(session, correction.kind, correction.subject, correction.value, anchors.values())
    return correction_id


def undo(session: Session, correction_id: str, author: str, at: datetime) -> None:
    """Let a correction hold no longer. It is kept, with who undid it and when.

    Raises:
        NoSuchThing: there is none of that id, or it was undone before.
    """
    found = session.rows("correction_by_id", correction_id=correction_id)
    if not found:
        raise NoSuchThing(f"no correction has the id {correction_id!r}; see `mawqif correct list`")
    (one,) = found
    if one["undone_at"] is not None:
        raise NoSuchThing(f"{correction_id} was undone by {one['undone_by']} before")
    anchors = [_anchor(row) for row in session.rows("correction_anchors_of", correction_id=correction_id)]
    with session.transaction():
        session.do("correction_undo", correction_id=correction_id, author=author, at=rows.utc(at))
        _renew_all(session, one["kind"], one["subject"], one["value"], anchors)


def renew(session: Session, article_ids: Sequence[str]) -> None:
    """Lay the corrections over the claims of some articles anew; topics with a corrected claim wait for linking."""
    active = session.rows("corrections_of_claims", ids=list(article_ids))
    session.do("claims_corrected_remove", ids=list(article_ids))
    if not active:
        return
    candidates = [_anchor(row) for row in session.rows("correction_candidates", ids=list(article_ids))]
    placed: list[rows.Row] = []
    corrected: dict[str, rows.Row] = {}
    for row in active:
        current = find(_anchor(row), candidates)
        placed.append({"correction_id": row["correction_id"], "side": row["side"], "current_id": current})
        if current is not None and row["side"] == "claim":
            before = corrected.get(current) or _untouched(current, row["article_id"])
            corrected[current] = _with(before, row)
    with session.staged(
        placed=pa.Table.from_pylist(placed, schema=_PLACED),
        new_corrected=pa.Table.from_pylist(list(corrected.values()), schema=_CORRECTED),
    ):
        session.do("correction_anchors_place")
        session.do("claims_corrected_add")
    topics = {row["topic_id"] for row in session.rows("claims_before", ids=list(article_ids))} if corrected else set()
    session.do("topics_touch", ids=sorted(topic for topic in topics if topic))


def review_shifts(session: Session) -> None:
    """Find the shifts that people judged among those that there are now."""
    judged = [
        {"shift_id": row["shift_id"], "review": _REVIEWS[row["kind"]]} for row in session.rows("shifts_reviewed_found")
    ]
    session.do("shifts_reviewed_remove")
    with session.staged(new_reviewed=pa.Table.from_pylist(judged, schema=rows.strings("shift_id", "review"))):
        session.do("shifts_reviewed_add")


def corrected(session: Session, claims: Sequence[Claim]) -> list[Claim]:
    """The claims as people say that they are: another speaker, another position, confidence of accepted ones."""
    merged = {row["actor_id"]: row["into_id"] for row in session.rows("actors_merged")}
    said = {row["claim_id"]: row for row in session.rows("claims_corrected_of", ids=[one.id for one in claims])}
    if not merged and not said:
        return list(claims)
    wanted = {row["actor_id"] for row in said.values() if row["actor_id"]} | set(merged.values())
    actors = {
        row["actor_id"]: Actor(id=row.pop("actor_id"), **row)
        for row in session.rows("actors_by_id", ids=sorted(wanted))
    }
    return [_merged(_corrected(one, said.get(one.id), actors), merged, actors) for one in claims]


def _corrected(claim: Claim, said: Mapping[str, Any] | None, actors: Mapping[str, Actor]) -> Claim:
    if said is None:
        return claim
    if said["review"] == "accepted":
        sure = replace(claim.attribution, confidence=1.0)
        speaker, position = (
            replace(claim.speaker, confidence=1.0),
            replace(claim.position, confidence=1.0, kind_confidence=1.0),
        )
        claim = replace(claim, attribution=sure, speaker=speaker, position=position)
    actor = actors.get(said["actor_id"])
    if actor is not None:
        claim = replace(claim, speaker=Speaker(actor, claim.speaker.names, claim.speaker.via, 1.0))
    if said["position_given"]:
        reasons = (f"corrected by {said['author']}",)
        position = replace(
            claim.position,
            value=said["position"],
            certainty="certain",
            conditional=False,
            reasons=reasons,
            confidence=1.0,
        )
        claim = replace(claim, position=position)
    return claim


def _merged(claim: Claim, merged: Mapping[str, str], actors: Mapping[str, Actor]) -> Claim:
    speaker, alleged = claim.speaker, claim.alleged_actor
    one = actors.get(merged.get(speaker.actor.id, ""))
    other = actors.get(merged.get(alleged.id, "")) if alleged else None
    if one is not None:
        claim = replace(claim, speaker=replace(speaker, actor=one))
    return replace(claim, alleged_actor=other) if other is not None else claim


def _renew_all(session: Session, kind: str, subject: str, value: str | None, anchors: Iterable[Anchor]) -> None:
    ids = sorted({one.article_id for one in anchors})
    _touch(session, ids)
    if kind in ("merge actors", "merge topics"):
        _touch_merged(session, kind, subject, value)
        _renew_merges(session, kind)
    renew(session, ids)
    _touch(session, ids)
    review_shifts(session)


def _touch(session: Session, article_ids: Sequence[str]) -> None:
    topics = {row["topic_id"] for row in session.rows("claims_before", ids=list(article_ids))}
    session.do("topics_touch", ids=sorted(topic for topic in topics if topic))


def _touch_merged(session: Session, kind: str, subject: str, value: str | None) -> None:
    ids = [one for one in (subject, value) if one]
    if kind == "merge actors":
        ids = [row["topic_id"] for row in session.rows("topics_of_actors", ids=ids)]
    session.do("topics_touch", ids=sorted(set(ids)))


def _renew_merges(session: Session, kind: str) -> None:
    name = "actor" if kind == "merge actors" else "topic"
    pairs = _pairs(session, kind)
    staged = [{f"{name}_id": one, "into_id": _root(one, pairs)} for one in pairs]
    with session.staged(new_merged=pa.Table.from_pylist(staged, schema=rows.strings(f"{name}_id", "into_id"))):
        session.do(f"{name}s_merged_remove")
        session.do(f"{name}s_merged_add")


def _pairs(session: Session, kind: str) -> dict[str, str]:
    return {row["subject"]: row["value"] for row in session.rows("merges_active") if row["kind"] == kind}


def _root(one: str, pairs: Mapping[str, str]) -> str:
    seen = {one}
    while one in pairs and pairs[one] not in seen:
        one = pairs[one]
        seen.add(one)
    return one


def _anchors(session: Session, correction: Correction) -> dict[str, Anchor]:
    """The claims that a correction is about: one, or the two (an alleged shift: one) of a shift."""
    if correction.kind in ("merge actors", "merge topics"):
        return {}
    if correction.kind in _REVIEWS and (shifts := session.rows("shift_by_id", shift_id=correction.subject)):
        (shift,) = shifts
        sides = {"earlier": shift["earlier_claim_id"], "later": shift["later_claim_id"]}
        if shift["alleged"]:
            sides.pop("earlier")
        return {side: _claim(session, claim_id) for side, claim_id in sides.items() if claim_id}
    return {"claim": _claim(session, correction.subject)}


def _claim(session: Session, claim_id: str) -> Anchor:
    found = session.rows("claim_anchor", claim_id=claim_id)
    if not found:
        raise NoSuchThing(f"no claim or shift has the id {claim_id!r}; ids are in the views `claims` and `shifts`")
    return _anchor(found[0])


def _look_up(session: Session, correction: Correction) -> None:
    """The actors and topics that a correction names must be there, and no merge may close a circle."""
    kind, value = correction.kind, correction.value or ""
    names = [correction.subject, value] if kind.startswith("merge") else [value]
    if kind in ("actor", "merge actors"):
        kinds = {row["actor_id"]: row["kind"] for row in session.rows("actors_by_id", ids=names)}
        known = set(kinds)
    elif kind in ("topic", "merge topics"):
        known = {name for name in names if session.rows("topic_known", topic_id=name)}
    else:
        return
    for name in names:
        if name not in known:
            raise NoSuchThing(f"no {'actor' if 'actor' in kind else 'topic'} has the id {name!r}")
    if kind == "merge actors" and len({kinds[name] == "unnamed" for name in names}) > 1:
        raise NoSuchThing("an unnamed source is never merged with somebody who is named")
    if kind.startswith("merge"):
        pairs = _pairs(session, kind)
        if correction.subject in pairs:
            raise NoSuchThing(
                f"{correction.subject} is merged into {pairs[correction.subject]} already; undo that first"
            )
        if _root(value, pairs) == correction.subject:
            raise NoSuchThing(f"{value} is merged into {correction.subject} already: that would be a circle")


def _untouched(claim_id: str, article_id: str) -> rows.Row:
    empty: rows.Row = dict.fromkeys(("review", "actor_id", "topic_id", "position"))
    return {**empty, "claim_id": claim_id, "article_id": article_id, "position_given": False}


def _with(before: rows.Row, said: Mapping[str, Any]) -> rows.Row:
    """What is known of a claim after one more correction; the last word on each thing counts."""
    after = {**before, "author": said["author"]}
    kind = said["kind"]
    if kind in _REVIEWS:
        after["review"] = _REVIEWS[kind]
    elif kind == "actor":
        after["actor_id"] = said["value"]
    elif kind == "topic":  # the position that was read is one towards the other topic
        after.update(topic_id=said["value"], position_given=True, position=said["position"])
    elif kind == "position":
        after.update(position_given=True, position=said["position"])
    return after


def _anchor(row: Mapping[str, Any]) -> Anchor:
    return Anchor(row["article_id"], row["claim_id"], row["content"], row["content_start"])


def _anchor_row(one: Anchor) -> rows.Row:
    return {name: getattr(one, name) for name in ("article_id", "claim_id", "content", "content_start")}
