"""Who speaks where a verb has no subject of its own: a speaker before it who agrees, or whom the text names near it."""

from __future__ import annotations

from collections.abc import Callable

from claims.actors.antecedents import clause_subject, newcomer
from claims.actors.cast import Entity, agrees
from claims.actors.discourse import LONGEST_GAP, Discourse
from claims.actors.mention import Mention
from claims.words import words_of

_NEXT = 6  # attributions behind a participle whose subject may be its own


def dropped(talk: Discourse, i: int, speaker_of: Callable[[int], Entity]) -> tuple[Entity, float] | None:
    """The subject of a verb without one: the speaker before it at its level who agrees with its form.

    None where nobody has spoken before it. ``speaker_of`` finds who is behind another attribution.
    """
    form, place = talk.form(i), talk.place_of(i)
    main = _of_main_clause(talk, i, speaker_of) if talk.lang == "en" else None
    if main is not None:
        return main, 0.88
    described = _described(talk, i, place) if talk.lang == "ar" else None
    named = described or _fronted(talk, i, place) or _named_behind(talk, i) or newcomer(talk, i, form, place)
    named = named or (clause_subject(talk, i) if talk.lang == "ar" else None)
    if named is not None:
        return named, 0.88
    fallback: Entity | None = None
    for j, entity in talk.speakers_before(i):
        if not talk.is_somebody(entity):
            continue
        if agrees(form, entity):
            woman = _woman(talk, talk.place_of(j), place) if form == "fs" and not _is_feminine(entity) else None
            if woman is not None:
                return woman, 0.88
            near = talk.paragraph(talk.place_of(j)) == talk.paragraph(place)
            return entity, 0.92 if near else 0.88
        fallback = fallback or entity
    woman = _woman(talk, 0, place) if form == "fs" else None
    if woman is not None:
        return woman, 0.85
    if fallback is not None and _of_other_gender(fallback, form):
        nobody = Mention("unnamed", "", place, unnamed="anyone", agreement=form)
        return talk.casting.known(None, nobody, 0.3)
    return (fallback, 0.6) if fallback is not None else None


def _of_main_clause(talk: Discourse, i: int, speaker_of: Callable[[int], Entity]) -> Entity | None:
    """The subject behind a participle that opens its sentence: «Praising the plan, Ann Field said …» (English)."""
    attribution, subjects = talk.attributions[i], talk.casting.subjects
    if not attribution.cue:
        return None
    place = attribution.cue[0][0]
    n = subjects.sentence(place)
    cue = words_of(talk.text(attribution.cue))
    before = talk.casting.scan.words_between(subjects.sentences[n][0], place) if n >= 0 else ()
    if len(before) > 1 or not cue or not cue[0].key.endswith("ing"):
        return None
    last, text = subjects.sentences[n][1], talk.document.text
    for j in range(i + 1, min(i + _NEXT, len(talk.attributions))):
        other = talk.attributions[j]
        first = other.source[0][0] if other.source else -1
        if place < first < last and other.inside == attribution.inside and text[:first].endswith(", "):
            return speaker_of(j)
    run = next((r for r in talk.casting.scan.subjects if place < r[0].start < last), None)
    named = run is not None and text[: run[0].start].endswith(", ")
    return talk.casting.person(talk.casting.named(run))[0] if run is not None and named else None


def _of_other_gender(entity: Entity, form: str) -> bool:
    """Whether a verb in the singular tells that a person of known gender is not its subject."""
    return entity.kind == "person" and {form, entity.agreement} == {"ms", "fs"}


def _is_feminine(entity: Entity) -> bool:
    """Whether an entity is known to take a feminine verb, or is no person."""
    return entity.kind != "person" or entity.agreement == "fs"


def _woman(talk: Discourse, first: int, place: int) -> Entity | None:
    """The woman whom the text names last between two places, as whom a feminine verb goes on (Arabic)."""
    mention = talk.casting.woman_between(first, place) if talk.lang == "ar" else None
    return talk.casting.person(mention)[0] if mention is not None else None


def _named_behind(talk: Discourse, i: int) -> Entity | None:
    """A full name or a titled one right behind a cue that the attribution does not have as its source (English)."""
    cue = talk.attributions[i].cue
    if talk.lang != "en" or not cue:
        return None
    place = cue[-1][1] + 1
    told = talk.casting.introductions.starts.get(place)
    run = next((run for run in talk.casting.scan.full_names if run[0].start == place), None)
    if run is None or talk.document.text[place - 1] != " " or _is_addressed(talk, i):
        return talk.casting.person(told)[0] if told is not None and not _is_addressed(talk, i) else None
    return talk.casting.person(talk.casting.named(run))[0]


def _is_addressed(talk: Discourse, i: int) -> bool:
    """Whether what is said stands behind the cue, so that a name there is no subject."""
    a = talk.attributions[i]
    return not a.content or a.content[0][0] > a.cue[0][0]


def _fronted(talk: Discourse, i: int, place: int) -> Entity | None:
    """A subject before its verb that the attribution does not have as its source (Arabic)."""
    if talk.lang != "ar" or any(s < place for s, _ in talk.attributions[i].content):
        return None
    mention = talk.casting.fronted(max(talk.paragraph_start(place), place - LONGEST_GAP), place)
    if mention is None:
        return None
    if mention.kind == "person":
        return talk.casting.person(mention)[0]
    return talk.casting.title(mention)[0] if mention.kind == "title" else talk.casting.body(mention)[0]


def _described(talk: Discourse, i: int, place: int) -> Entity | None:
    """Who is described by the relative clause in which a verb has no subject of its own (Arabic)."""
    body = talk.casting.described_body(place) if talk.form(i) == "fs" else None
    if body is not None and body.agreement == "fs":
        return talk.casting.body(body)[0]
    if talk.attributions[i].inside is not None:
        return None
    name = talk.casting.described_by(place)
    entity = talk.casting.person(name)[0] if name is not None and name.kind == "person" else None
    return entity if entity is not None and agrees(talk.form(i), entity) else None
