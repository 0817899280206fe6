"""Utterances: one thing said once, however many outlets carry it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.model import Claim, Utterance, stable_id
from claims.reprints import WITHIN, Prints, days_between
from claims.stems import stems

ALIKE = 0.6
"""Share of common stems from which two contents of one speaker and day are the same words."""


@dataclass(slots=True)
class Said:
    """Claims that carry one utterance, the first publication first."""

    claims: list[Claim]
    stems: frozenset[str] = field(default_factory=frozenset)

    @property
    def first(self) -> Claim:
        return self.claims[0]

    @property
    def id(self) -> str:
        return stable_id("u", self.first.topic_id, self.first.speaker.actor.id, self.first.id)


def order(claim: Claim) -> tuple[str, str, int, str]:
    """What is published first, then what stands first in its article."""
    cue = claim.attribution.cue
    return (claim.published or "9999", claim.article_id, cue[0][0] if cue else 0, claim.id)


def said_once(claims: Iterable[Claim], prints: Prints | None = None) -> list[Said]:
    """The utterances of one actor on one topic, in the order of their first publication.

    Words of the same day (or undated, or recalled later with that day) that are nearly the same are one, in
    another article; in the same article they are a restatement and stay apart. In an article that prints the text
    of an earlier one (``prints``) they are one also where its "today" is a later day.
    """
    known = prints or {}
    out: list[Said] = []
    for claim in sorted(claims, key=order):
        own = frozenset(stems(claim.content_text, claim.lang))
        same = next((said for said in out if _same(said, claim, own, known)), None)
        if same is None:
            out.append(Said([claim], own))
        else:
            same.claims.append(claim)
    return out


def _same(said: Said, claim: Claim, own: frozenset[str], prints: Prints) -> bool:
    first = said.first
    if first.lang != claim.lang or any(claim.article_id == c.article_id for c in said.claims):
        return False
    if (first.when.at or "")[:10] != (claim.when.at or "")[:10] and not _printed_again(said, claim, prints):
        return False
    common = len(own & said.stems)
    return bool(common) and common / len(own | said.stems) >= ALIKE


def _printed_again(said: Said, claim: Claim, prints: Prints) -> bool:
    """Whether a claim of another day stands in a print of an article that carries the utterance."""
    copies = prints.get(claim.article_id, frozenset())
    if not any(carried.article_id in copies for carried in said.claims):
        return False
    days = (said.first.when.at, claim.when.at)
    return not all(days) or days_between(*days) <= WITHIN


def utterance(said: Said) -> Utterance:
    """The utterance as the warehouse keeps it."""
    first = said.first
    outlets = dict.fromkeys(claim.publisher or "" for claim in said.claims)
    return Utterance(
        id=said.id,
        actor_id=first.speaker.actor.id,
        topic_id=first.topic_id or "",
        said_at=first.when.at,
        position=first.position,
        act=first.attribution.act,
        content=first.content_text,
        lang=first.lang,
        claim_ids=tuple(claim.id for claim in said.claims),
        outlets=tuple(name for name in outlets if name),
    )


def by_actor_and_topic(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """Claims grouped, the groups in the order of their keys."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.topic_id:
            groups.setdefault((claim.topic_id, claim.speaker.actor.id), []).append(claim)
    return {key: groups[key] for key in sorted(groups)}


def all_utterances(groups: Sequence[Sequence[Said]]) -> tuple[Utterance, ...]:
    """Every utterance of some groups, sorted by id."""
    return tuple(sorted((utterance(said) for group in groups for said in group), key=lambda u: u.id))
