"""Whose: sources that are told by their owner ("his country", "her party", "its spokesman") or by "who" and "whose"."""

from __future__ import annotations

from dataclasses import replace

from claims.actors import english_relatives as english
from claims.actors.bodies import BODIES
from claims.actors.cast import Entity
from claims.actors.discourse import Discourse
from claims.actors.identity import actor_of
from claims.actors.mention import Mention
from claims.words import keys

_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_RELATIVE_WITHIN = 80  # code points between a name and "who"


def homeland(talk: Discourse, i: int, text: str, start: int, form: str) -> Entity | None:
    """The country of whoever says "his country"."""
    owner = talk.agreeing_before(i, form)
    country = actor_of(owner, talk.registry, talk.day).country if owner is not None else None
    if country is None:
        return None
    label = talk.registry.label(country, "ar")
    mention = Mention("country", text, start, name=keys(label), label=label, country=country, known=(country,))
    return talk.casting.body(mention)[0]


def owned(talk: Discourse, i: int, text: str, start: int, head: str, form: str) -> tuple[Entity, float]:
    """A body by its owner (his party): the one that the speaker before it speaks for."""
    owner = talk.agreeing_before(i, form)
    mention = Mention("body", text, start, name=(head,), label=text, head=head, definite=True)
    if owner is None:
        return talk.casting.body(mention)
    if owner.kind in BODIES:
        return owner, 0.88
    actor = actor_of(owner, talk.registry, talk.day)
    listed = talk.registry.actor(actor.speaks_for or "")
    if listed is not None and listed.kind != "country":
        return talk.casting.body(replace(mention, name=keys(listed.label_ar or text), known=(listed.id,)))[0], 0.88
    if owner.of_label:
        return talk.casting.body(replace(mention, name=keys(owner.of_label), label=owner.of_label))[0], 0.88
    return talk.casting.body(mention)[0], 0.85


def belonging(talk: Discourse, i: int, text: str, start: int) -> Entity | None:
    """«her company», «whose alliance»: the body of its owner, else, of "whose", the owner (English)."""
    first, _, rest = text.partition(" ")
    owner: Entity | None = None
    if first.casefold() == "whose" and rest:
        owner = relative(talk, i, start)
        body = english.possessed(f"his {rest}")
    else:
        body = english.possessed(text)
        if body is not None:
            owner = talk.agreeing_before(i, body[1])
    if owner is None or body is None:
        return owner
    if not owner.of_label:
        return owner if first.casefold() == "whose" else None
    mention = Mention("body", text, start, name=keys(owner.of_label), label=owner.of_label, head=body[0], definite=True)
    return talk.casting.body(mention)[0]


def relative(talk: Discourse, i: int, start: int) -> Entity | None:
    """Whom "who" means (English): a source that ends before it, the name or the noun phrase that does, else the
    full name just before it, else the last source."""
    before = talk.document.text[max(0, start - _RELATIVE_WITHIN * 2) : start]
    for j in range(i - 1, -1, -1):
        spans = talk.attributions[j].source
        entity = talk.found[j]
        if spans and entity is not None and 0 < start - spans[-1][1] <= len(", ") and entity.kind != "unnamed":
            return entity
    name = english.name_before_relative(before)
    if name and before.rstrip().endswith(","):
        mention = talk.casting.read(name, start - len(before) + before.rindex(name))
        if mention.kind == "person":
            return talk.casting.person(mention)[0]
    phrase = english.before_relative(before)
    if phrase:
        mention = talk.casting.read(phrase, start - len(before) + before.rindex(phrase))
        if mention.kind == "unnamed":
            return talk.casting.unnamed(mention, start)[0]
    named = talk.casting.name_between(max(0, start - _RELATIVE_WITHIN), start)
    if named is not None:
        return talk.casting.person(named)[0]
    sources = [(a.source[0][0], j) for j, a in enumerate(talk.attributions[:i]) if a.source and a.source[0][0] < start]
    return talk.found[max(sources)[1]] if sources else None


def represented(talk: Discourse, i: int, mention: Mention) -> Entity | None:
    """The body for which "his spokesman" speaks, where it has just spoken itself (English)."""
    if mention.of or mention.office or mention.text.split()[0].casefold() not in _POSSESSIVES:
        return None
    last = next((entity for _, entity in talk.speakers_before(i)), None)
    return last if last is not None and last.kind == "body" and last.known else None
