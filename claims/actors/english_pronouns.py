"""Whom an English pronoun means: the author behind "we", nobody behind "it is known", a man or a woman named near."""

from __future__ import annotations

from collections.abc import Callable

from claims.actors.cast import Entity, agrees
from claims.actors.discourse import Discourse
from claims.actors.mention import Mention
from claims.actors.passives import is_expletive

Found = tuple[Entity, float]
_ASKING = frozenset({"ask", "press", "question", "challenge", "prod"})
_NEARBY = 2  # paragraphs, with its own, in which a pronoun's antecedent is near


def speech_person(talk: Discourse, i: int, form: str, speaker_of: Callable[[int], Entity]) -> Found | None:
    """Who "I", "we" and "you" are: in somebody's words that one, or whom he addresses; else the author or the readers.

    None within quotation marks whose speaker is not known.
    """
    outer = talk.attributions[i].inside
    if form != "2" and outer is not None and talk.attributions[outer].shares != i:
        return speaker_of(outer), 0.85
    if form != "2" and talk.is_quoted(talk.place_of(i)):
        return None
    return talk.nobody(i), 0.3


def he_or_she(talk: Discourse, i: int, mention: Mention) -> Found | None:
    """Whom "he" or "she" means of those before it: one of its gender who is near, else one of none told."""
    form, place = mention.agreement, mention.start
    asked = _answering(talk, i, form)
    if asked is not None:
        return asked, 0.85
    agreeing = ((j, e) for j, e in talk.speakers_before(i) if agrees(form, e) and talk.is_somebody(e))
    j, entity = next(agreeing, (-1, None))
    first = talk.paragraph_before(place, _NEARBY)
    near = entity is not None and talk.place_of(j) >= first
    if near and entity is not None and entity.agreement == form:
        return entity, 0.85
    sure = near and entity is not None and talk.casting.is_surely_person(entity)
    named = talk.casting.last_of(form, talk.place_of(j) if sure else first, place)
    if named is not None:
        return talk.casting.person(named)[0], 0.85
    if entity is None:
        far = talk.casting.last_of(form, 0, place)
        return (talk.casting.person(far)[0], 0.6) if far is not None else None
    if near and entity.kind == "person" and not entity.agreement:
        entity.agreement = form
    return entity, 0.85


def _answering(talk: Discourse, i: int, form: str) -> Entity | None:
    """Who was asked just before: «The host asked Field whether … . "No," she said»."""
    a, before = talk.attributions[i], talk.attributions[i - 1] if i else None
    if before is None or before.lemma not in _ASKING or not before.target or a.inside != before.inside:
        return None
    mention = talk.casting.read(talk.text(before.target), before.target[0][0])
    entity = talk.casting.person(mention)[0] if mention.kind == "person" else None
    return entity if entity is not None and entity is not talk.found[i - 1] and agrees(form, entity) else None


def thing(talk: Discourse, i: int, mention: Mention) -> Found | None:
    """Nobody, where "it" stands for no one: «It is known that …»; None where it may mean a body."""
    return (talk.nobody(i), 0.3) if is_expletive(talk, i, mention) else None
