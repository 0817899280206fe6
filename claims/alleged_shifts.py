"""Shifts that somebody else alleges of an actor: kept apart from the actor's own, and told as the accuser's claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claims.model import Guard, Shift, stable_id
from claims.utterances import Said


def alleged_shifts(groups: Mapping[tuple[str, str], Sequence[Said]]) -> list[Shift]:
    """One for each topic, target and day, by the first who alleges it. ``groups``: utterances by topic and actor."""
    found: dict[tuple[str, str, str], Said] = {}
    for said in sorted(_allegations(groups.values()), key=lambda said: (said.first.published or "", *_place(said))):
        claim = said.first
        if claim.alleged_actor is not None:
            day = (claim.when.at or claim.published or "")[:10]
            found.setdefault((claim.topic_id or "", claim.alleged_actor.id, day), said)
    return [_allegation(said) for said in found.values()]


def _allegations(groups: Iterable[Sequence[Said]]) -> list[Said]:
    return [said for group in groups for said in group if said.first.alleged_actor is not None]


def _place(said: Said) -> tuple[str, int]:
    cue = said.first.attribution.cue
    return said.first.article_id, cue[0][0] if cue else 0


def _allegation(said: Said) -> Shift:
    claim, target = said.first, said.first.alleged_actor
    assert target is not None
    accuser = claim.speaker.actor
    return Shift(
        id=stable_id("alleged", target.id, claim.topic_id, said.id),
        actor_id=target.id,
        topic_id=claim.topic_id or "",
        relation="retreat_to_neutral",
        kind="conduct",
        from_value=None,
        to_value=None,
        earlier_claim_id=None,
        later_claim_id=claim.id,
        earlier_utterance_id=None,
        later_utterance_id=said.id,
        within_day=False,
        alleged=True,
        accuser_id=accuser.id,
        status="possible",
        confidence=round(claim.confidence * 0.9, 3),
        reasons=(
            f"alleged by {accuser.label}: {target.label} is said to have moved; this is the claim of {accuser.label}, "
            f"not a statement of {target.label}",
        ),
        guards=(Guard("alleged", False, "kept apart from the actor's own statements"),),
    )
