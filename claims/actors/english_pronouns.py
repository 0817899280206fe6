"""Whom an English pronoun means: the author behind "we", nobody behind "it is known", a man or a woman named near."""

from __future__ import annotations

from collections.abc import Callable

from claims.actors.cast import Entity, agrees
from claims.actors.discourse import Discourse
from claims.actors.mention import Mention
from claims.actors.passives import is_expletive

Found = tuple[Entity, float]
_ASKING = frozenset({"ask", "press", "question", "challenge", "prod"})
_CAPITALS = 2  # words of a full name
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


def he_or_she(talk: Discourse, i: int, mention: Mention, between: Entity | None) -> Found | None:
    """Whom "he" or "she" means of those before it: one of its gender who is near, else one of none told.

    ``between`` is who is named since the last statement, where nothing shows that the name is a person's.
    """
    form, place = mention.agreement, mention.start
    asked = _answering(talk, i, form)
    if asked is not None:
        return asked, 0.85
    told = _addressee(talk, i)
    speakers = ((j, e) for j, e in talk.speakers_before(i) if agrees(form, e) and talk.is_meant(j, e) and e is not told)
    j, entity = next(speakers, (-1, None))
    first = talk.paragraph_before(place, _NEARBY)
    near = entity is not None and talk.place_of(j) >= first
    if near and entity is not None and entity.agreement == form:
        return entity, 0.85
    sure = near and entity is not None and (talk.casting.is_surely_person(entity) or _just_spoke(talk, j, place))
    named = talk.casting.last_of(form, talk.place_of(j) if sure else first, place)
    if named is not None and talk.casting.person(named)[0] is not told:
        return talk.casting.person(named)[0], 0.85
    if between is not None:
        return between, 0.85
    if entity is None:
        far = talk.casting.last_of(form, 0, place)
        if far is not None:
            return talk.casting.person(far)[0], 0.6
        people = talk.casting.cast.recent_people()
        someone = next((e for e in people if e.last < place and agrees(form, e)), None)
        return (someone, 0.6) if someone is not None else None
    if near and entity.kind == "person" and not entity.agreement:
        entity.agreement = form
    return entity, 0.85


def _just_spoke(talk: Discourse, j: int, place: int) -> bool:
    """Whether who spoke in an attribution is the subject of a verb in the sentence of a place: «Field said he».

    A full name also in the sentence before it, of the same paragraph.
    """
    a, subjects = talk.attributions[j], talk.casting.subjects
    acts = bool(a.source and a.cue) and a.source[0][0] < a.cue[0][0]
    before = subjects.before(place) if len(talk.text(a.source).split()) >= _CAPITALS else None
    just = before is not None and before[0] <= talk.place_of(j) < before[1]
    return acts and (just or subjects.sentence(talk.place_of(j)) == subjects.sentence(place))


def _answering(talk: Discourse, i: int, form: str) -> Entity | None:
    """Who was asked just before: «The host asked Field whether … . "No," she said»."""
    a, before = talk.attributions[i], talk.attributions[i - 1] if i else None
    if before is None or before.lemma not in _ASKING or a.inside != before.inside:
        return None
    entity = _addressee(talk, i - 1)
    return entity if entity is not None and entity is not talk.found[i - 1] and agrees(form, entity) else None


def _addressee(talk: Discourse, i: int) -> Entity | None:
    """The person whom an attribution names as its addressee, or right behind its cue: «asked Field whether …»."""
    a = talk.attributions[i]
    if a.target:
        mention = talk.casting.read(talk.text(a.target), a.target[0][0])
        return talk.casting.person(mention)[0] if mention.kind == "person" else None
    name = talk.casting.person_at(a.cue[-1][1] + 1) if a.cue else None
    return talk.casting.person(name)[0] if name is not None else None


def thing(talk: Discourse, i: int, mention: Mention) -> Found | None:
    """Nobody, where "it" stands for no one: «It is known that …»; None where it may mean a body.

    Who has just spoken under capitals that nothing shows to be a person's is a body, as "it" tells: «Larsk Steel».
    """
    if is_expletive(talk, i, mention):
        return talk.nobody(i), 0.3
    j, last = next(talk.speakers_before(i), (-1, None))
    subjects = talk.casting.subjects
    if last is None or subjects.sentence(mention.start) - subjects.sentence(talk.place_of(j)) not in (0, 1):
        return None
    if last.kind != "person" or len(last.full) < _CAPITALS or talk.casting.is_surely_person(last):
        return None
    last.kind, last.agreement = "body", "n"
    return last, 0.85
