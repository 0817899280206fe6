"""Whom somebody who was sent speaks for: who sent him («Russia's envoy to the UN»), not where he was sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claims.actors.phrase import SpokenFor
from claims.actors.places import Match, country_in, institution_in
from claims.actors.registry import Registry
from claims.words import Word

SENT = frozenset({"ambassador", "envoy"})
"""Roles of people who are sent."""
_AMBASSADOR = "ambassador"


def before_place(words: Sequence[Word], prepositions: Collection[str]) -> Sequence[Word]:
    """The words of a title before the place to which its bearer was sent: that begins with a preposition."""
    return words[: next((i for i, word in enumerate(words) if word.key in prepositions), len(words))]


def sent_by(words: Sequence[Word], own: Sequence[Word], role: str | None, registry: Registry) -> SpokenFor | None:
    """Who sent somebody: of a country and a body in his title the one named first.

    ``words`` are those of the title, ``own`` those of them before the place where he was sent. None where it is for
    other rules to tell. Who is sent to a body at which countries have missions is of his country's mission; an
    ambassador of whom a body alone is told («the U.N. ambassador») is that of a country that is not told.
    """
    body, host = institution_in(own, registry), institution_in(words[len(own) :], registry)
    country = country_in(own[: body.first] if body is not None else own, registry)
    if country is not None:
        return _of_country(country, body or host, registry)
    if body is None:
        return None
    listed = registry.actors[body.ids[0]]
    if role == _AMBASSADOR and len(own) == len(words) and listed.country is None:
        return registry.mission_to(listed.id), None, None, ""
    return None, listed.country, listed.id, ""


def _of_country(country: str, host: Match | None, registry: Registry) -> SpokenFor | None:
    if host is None:
        return None
    office = registry.mission_to(host.ids[0])
    return office, country, registry.office_id(country, office) if office else None, ""
