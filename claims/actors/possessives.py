"""Whose: sources that are told by their owner ("his country", "her party", "its spokesman") or by "who" and "whose"."""

from __future__ import annotations

import re
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
_PLURAL = re.compile(r"\w+,? (?:[a-z]+ly )?(?:are|were|have|do)\b", re.IGNORECASE)


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
    if first.casefold() == "whose":
        owner = relative(talk, i, start)
        body = english.possessed(f"his {rest}") if rest else None
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
    """Whom "who", "which" or "that" means (English): the source, the name or the noun phrase right before it.

    Where none can be read, the full name just before it; of "which", nobody whom it cannot mean.
    """
    text = talk.document.text
    before, word = text[max(0, start - _RELATIVE_WITHIN * 2) : start], text[start:].split(maxsplit=1)[0].casefold()
    plural = _PLURAL.match(text, start) is not None
    for j in range(i - 1, -1, -1):
        spans = talk.attributions[j].source
        entity = talk.found[j]
        near = bool(spans) and 0 < start - spans[-1][1] <= len(", ")
        if entity is not None and near and not (plural and entity.kind == "person"):
            return talk.subjects.get(j, entity)
    phrase = english.before_relative(before, plural, word == "who")
    if phrase:
        mention = talk.casting.read(phrase, start - len(before) + before.rindex(phrase))
        fits = word == "who" or mention.kind not in ("title", "group")
        if word != "who" and mention.kind == "person" and not mention.known:
            mention = replace(mention, kind="body", head=mention.name[-1], agreement="n")
        return talk.casting.phrase(mention, start) if fits else talk.nobody(i)
    named = talk.casting.name_between(max(0, start - _RELATIVE_WITHIN), start) if word == "who" else None
    return talk.casting.person(named)[0] if named is not None and not plural else talk.nobody(i)


def represented(talk: Discourse, i: int, mention: Mention) -> Entity | None:
    """The body for which "his spokesman" speaks, where it has just spoken itself (English)."""
    if mention.of or mention.office or mention.text.split()[0].casefold() not in _POSSESSIVES:
        return None
    last = next((entity for _, entity in talk.speakers_before(i)), None)
    return last if last is not None and last.kind == "body" and last.known else None
