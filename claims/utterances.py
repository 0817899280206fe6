"""Utterances: one thing said once, however many outlets carry it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from claims.model import Claim, Utterance, stable_id
from claims.reprints import Prints
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
    def relayed(self) -> bool:
        """Whether every outlet that carries it has it from another one."""
        return all(claim.speaker.via for claim in self.claims)

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
    of an earlier one (``prints``) they are one whatever day it seems to give them.
    """
    known = prints or {}
    out: list[Said] = []
    of_day: dict[str, list[Said]] = {}
    of_article: dict[str, list[Said]] = {}
    for claim in sorted(claims, key=order):
        own = frozenset(stems(claim.content_text, claim.lang))
        day = _day(claim)
        same = next((said for said in of_day.get(day, ()) if _same(said, claim, own)), None)
        if same is None:
            near = [said for one in sorted(known.get(claim.article_id, ())) for said in of_article.get(one, ())]
            same = next((said for said in near if _same(said, claim, own)), None)
            if same is not None:  # its «Monday» is that of the first print
                claim = replace(claim, when=same.first.when)
        if same is None:
            same = Said([claim], own)
            out.append(same)
            of_day.setdefault(day, []).append(same)
        else:
            same.claims.append(claim)
        of_article.setdefault(claim.article_id, []).append(same)
    return out


def _day(claim: Claim) -> str:
    return (claim.when.at or "")[:10]


def _same(said: Said, claim: Claim, own: frozenset[str]) -> bool:
    """Whether nearly the same words stand in another article."""
    if said.first.lang != claim.lang or any(claim.article_id == c.article_id for c in said.claims):
        return False
    common = len(own & said.stems)
    return bool(common) and common / len(own | said.stems) >= ALIKE


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
