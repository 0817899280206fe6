"""Whose an Arabic title is, where a noun or a pronoun points back: ``المتحدث باسم الحركة``, ``رئيسها``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.actors.arabic_words import OWNER_FORMS, agreement, owned_stem, owned_title
from claims.actors.bodies import BODIES, Bodies
from claims.actors.cast import Entity, agrees
from claims.actors.identity import actor_of
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.phrase import NO_BODY
from claims.words import Word, words_of

_ORGANISATION = "organisation"


def with_body(casting: Bodies, mention: Mention) -> Mention:
    """A title with the body of the article that its noun or its pronoun means; unchanged where none does."""
    told = mention.of or mention.office or mention.country or not mention.role or mention.role in NO_BODY
    if told:
        return mention
    words = words_of(mention.text, mention.start)
    noun = next((word for word in reversed(words) if word.key in mention.title), None)
    if noun is not None and noun.definite and lexicon("ar").bodies.get(noun.key) == _ORGANISATION:
        body = _meant(casting, noun)
    else:
        body = _owner(casting, words, mention.start)
    if body is None:
        return mention
    actor = actor_of(body, casting.registry, casting.day)
    if actor.kind == "country":
        return replace(mention, country=actor.id)
    listed = casting.registry.actor(actor.id) is not None
    return replace(mention, of=actor.id, of_label="" if listed else actor.label, country=actor.country)


def _meant(casting: Bodies, noun: Word) -> Entity | None:
    """The body of which a definite noun is the head («the movement»), where the article names it in full."""
    before = len(casting.cast.entities)
    mention = Mention("body", noun.text, noun.start, name=(noun.key,), label=noun.text, head=noun.key, definite=True)
    body = casting.body(replace(mention, agreement=agreement(noun.key)))[0]
    if body.known or body.office or len(body.full) > 1:
        return body
    del casting.cast.entities[before:]
    return None


def _owner(casting: Bodies, words: Sequence[Word], place: int) -> Entity | None:
    """Who owns a title by the pronoun that it bears: the body before it, or that for which the person speaks."""
    form = _owner_form(words)
    owners = (e for e in sorted(casting.cast.entities, key=lambda e: -e.last) if form and e.last < place)
    owner = next((e for e in owners if agrees(form, e) and (e.kind in BODIES or e.kind == "person")), None)
    if owner is None or owner.kind != "person":
        return owner
    actor = actor_of(owner, casting.registry, casting.day)
    body = casting.registry.actor(actor.speaks_for or "")
    if body is None or body.kind == "country":
        return None
    name = body.label_ar or body.label
    return casting.body(Mention("body", name, place, name=tuple(name.split()), label=name, known=(body.id,)))[0]


def _owner_form(words: Sequence[Word]) -> str:
    """The form of who owns a title: ``باسمها`` of a feminine, ``رئيسه`` of a masculine; empty for none."""
    lex = lexicon("ar")
    for i, word in enumerate(words):
        if owned_stem(word, lex.in_name_of) or (i == 0 and owned_title(word, lex) is not None):
            return next((form for owner, form in OWNER_FORMS if word.folded.endswith(owner)), "")
    return ""
