"""Whom a pronoun means: the speaker before it who agrees, somebody newly named, or who speaks behind it."""

from __future__ import annotations

from collections.abc import Callable

from claims.actors.antecedents import accused, newcomer
from claims.actors.cast import Entity, agrees
from claims.actors.discourse import Discourse
from claims.actors.english_pronouns import he_or_she, speech_person, thing
from claims.actors.mention import Mention


def pronoun(
    talk: Discourse, i: int, mention: Mention, speaker_of: Callable[[int], Entity]
) -> tuple[Entity, float] | None:
    """Whom a pronoun means and how sure that is; None where nobody before it agrees.

    ``speaker_of`` finds who is behind another attribution.
    """
    form = mention.agreement
    if talk.lang == "en" and form in ("1s", "1p", "2"):
        spoken = speech_person(talk, i, form, speaker_of)
        if spoken is not None:
            return spoken
    nothing = thing(talk, i, mention) if talk.lang == "en" and form == "n" else None
    if nothing is not None:
        return nothing
    outer = talk.attributions[i].inside
    if form in ("1s", "1p") and outer is not None and 0 <= outer < i:
        return speaker_of(outer), 0.85
    if talk.lang == "en" and outer is not None and outer > i:
        if _is_pronoun(talk, outer, form):
            return speaker_of(outer), 0.85  # «her view had not changed, she said»
        if _speaks_after(talk, outer, mention):
            return speaker_of(outer), 0.85
    fronted = _subject_of_content(talk, i, form)
    if fronted is not None:
        return fronted, 0.88
    alleged = accused(talk, i, form)
    if alleged is not None:
        return alleged, 0.85
    between = newcomer(talk, i, form, mention.start)
    human = talk.lang == "en" and form in ("ms", "fs")
    if between is not None and (not human or talk.casting.is_surely_person(between)):
        return between, 0.88
    if human:
        return he_or_she(talk, i, mention, between)
    for j, entity in talk.speakers_before(i):
        if agrees(form, entity) and (talk.lang != "en" or talk.is_meant(j, entity)):
            if entity.kind == "person" and form in ("ms", "fs") and not entity.agreement:
                entity.agreement = form
            return entity, 0.85
    agreeing = talk.casting.cast.agreeing(form, mention.start)
    return (agreeing, 0.85) if agreeing is not None else None


def _is_pronoun(talk: Discourse, i: int, form: str) -> bool:
    """Whether an attribution has a pronoun of a form for its source."""
    mention = talk.casting.read(talk.text(talk.attributions[i].source), talk.place_of(i))
    return mention.kind == "pronoun" and mention.agreement == form


def _subject_of_content(talk: Discourse, i: int, form: str) -> Entity | None:
    """Whom a pronoun behind what is said means, where that opens with a name: «Ann Field was sure, she told …»."""
    content = talk.attributions[i].content
    if talk.lang != "en" or form not in ("ms", "fs") or not content or content[0][0] > talk.place_of(i):
        return None
    subjects = talk.casting.subjects
    sentence = subjects.sentence(content[0][0])
    opening = subjects.opening(subjects.sentences[sentence]) if sentence >= 0 else None
    if opening is None or not opening.name or not content[0][0] <= opening.start < content[0][1]:
        return None
    name = talk.casting.named(opening.name)
    known = talk.casting.cast.person(name) is not None or name.name in talk.casting.introductions.by_name
    if not known and not subjects.acts(opening):
        return None  # capitals that may be no person's
    entity = talk.casting.person(name)[0]
    return entity if agrees(form, entity) else None


def _speaks_after(talk: Discourse, i: int, mention: Mention) -> bool:
    """Whether a pronoun opens what a person says who is named behind it: «She did not expect rain, said Ann Field».

    Nobody whom it could mean stands before it in its paragraph.
    """
    content, source = talk.attributions[i].content, talk.attributions[i].source
    if not content or not source or content[0][0] != mention.start or source[0][0] < mention.start:
        return False
    if talk.casting.name_between(talk.paragraph_start(mention.start), mention.start) is not None:
        return False
    outer = talk.casting.read(talk.text(source), source[0][0])
    return outer.kind == "person" and len(outer.name) > 1 and {outer.agreement, mention.agreement} != {"ms", "fs"}
