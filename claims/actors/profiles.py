"""What the claims on a topic together tell of each person: names, roles, whom they spoke for, and when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claims.actors.compounds import apart
from claims.actors.lexicon import lexicon
from claims.actors.mention import own_id
from claims.actors.registry import Registry
from claims.model import Actor, Claim, Lang
from claims.words import keys, script

_LONG_AGO = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """A role in which a person spoke, for which bodies (nearest first), in an article of which day."""

    day: str | None
    role: str | None
    institutions: tuple[Actor, ...]
    claim_id: str


@dataclass
class Profile:
    """One person's id with everything told of it. ``names`` are key words; none where only a title is known.

    ``forms``: how articles of some days call them, as key words; ``roles``: in which roles they spoke on some days;
    ``since``: the publication, and the id, of the first claim."""

    id: str
    actor: Actor
    listed: bool
    names: frozenset[tuple[str, ...]]
    labels: tuple[str, ...]
    script: Lang
    since: tuple[str, str]
    count: int = 0
    told: list[Told] = field(default_factory=list)
    forms: set[tuple[str | None, tuple[str, ...]]] = field(default_factory=set)
    roles: set[tuple[str | None, str]] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    @property
    def title_only(self) -> bool:
        return not self.names

    @property
    def bare(self) -> bool:
        """Whether it is a family name alone: a word, one with a hyphen, or with particles before it."""
        if self.listed:
            return False
        if " " not in self.labels[0] and self.names:
            return True
        particles = lexicon(self.script).particles
        return all(len(name) == 1 or all(word in particles for word in name[:-1]) for name in self.names)


def days_apart(one: str | None, other: str | None) -> int:
    """Days between two ISO dates; very many where one is not known."""
    try:
        a, b = (datetime.date.fromisoformat((day or "")[:10]) for day in (one, other))
    except ValueError:
        return _LONG_AGO
    return abs((a - b).days)


def profiles_of(claims: Sequence[Claim], registry: Registry, bodies: Mapping[str, Actor]) -> dict[str, Profile]:
    """The profiles of the people who speak in some claims, by id. ``bodies`` are better known names of bodies."""
    found: dict[str, Profile] = {}
    for claim in sorted(claims, key=lambda c: (c.published or "9999", c.id)):
        actor = claim.speaker.actor
        if actor.kind != "person":
            continue
        profile = found.get(actor.id)
        if profile is None:
            since = claim.published or "9999", claim.id
            profile = found[actor.id] = _profile(actor, registry, since)
        profile.count += 1
        profile.forms.update((claim.published, keys(name)) for name in claim.speaker.names)
        if actor.role:
            profile.roles.add((claim.published, actor.role))
        chain = tuple(bodies.get(one.id, one) for one in claim.speaker.institutions)
        if chain:
            profile.told.append(Told(claim.published, actor.role, chain, claim.id))
        profile.bodies.update(one.id for one in chain if one.kind != "country")
        profile.countries.update(c for c in (actor.country, *(one.country for one in chain)) if c)
    return found


def _profile(actor: Actor, registry: Registry, since: tuple[str, str]) -> Profile:
    listed = actor.id in registry.actors
    called = registry.names[actor.id] if listed else (actor.label,)
    names = frozenset(apart(keys(name)) for name in called)
    if not listed and own_id("person", keys(actor.label)) != actor.id:
        names = frozenset()  # the label is a title
    return Profile(actor.id, actor, listed, names, tuple(called), script(actor.label), since)
