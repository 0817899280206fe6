"""Whom the text names beside an attribution, so that its title, its pronoun or its verb alone can mean them."""

from __future__ import annotations

from dataclasses import replace

from claims.actors.cast import Entity, agrees
from claims.actors.discourse import LONGEST_GAP, Discourse
from claims.actors.identity import actor_of
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.naming import MARK
from claims.actors.places import match_at
from claims.languages.arabic.morphemes import TAA

_JUST_BEFORE = 20  # attributions before one after whose words somebody may be named
_DENYING = frozenset({"deny", "reject", "refuse_comment"})
_OPENING = frozenset({"that", "the"})
_MOST_OF_A_NAME = 4
_APART = 8  # code points between a subject and its verb in which another clause may stand


def newcomer(talk: Discourse, i: int, form: str, place: int) -> Entity | None:
    """A person named since the last attribution, whom "he", "she" or a dropped subject then means."""
    if form not in ("ms", "fs", "") or talk.attributions[i].inside is not None:
        return None
    earlier = range(max(i - _JUST_BEFORE, 0), i)
    told = [j for j in earlier if j not in talk.void and (talk.lang == "ar" or talk.attributions[j].inside != i)]
    before = [talk.attributions[j] for j in told]
    ends = [e for a in before for _, e in (*a.content, *a.cue, *a.source)]
    first = max((e for e in ends if e <= place), default=0)
    if talk.lang == "ar":
        place = min([place, *(s for s, _ in talk.attributions[i].content)])
        name = talk.casting.subject_between(max(first, talk.paragraph_start(place)), place)
    else:
        name = talk.casting.narrated(first, place, form)
    if name is None:
        return None
    entity = talk.casting.person(name)[0] if name.kind == "person" else talk.casting.title(name)[0]
    return entity if agrees(form, entity) else None


def clause_subject(talk: Discourse, i: int) -> Entity | None:
    """The listed body or country behind the verb that opens the sentence (``شنت موسكو هجوما، مؤكدة أن …``; Arabic).

    Only where nobody has spoken in the sentence before the attribution, and the verb is of the form of its cue.
    """
    place, form = talk.place_of(i), talk.form(i)
    subjects = talk.casting.subjects
    start = subjects.sentences[subjects.sentence(place)][0] if subjects.sentence(place) >= 0 else place
    if form not in ("ms", "fs") or (i and start <= talk.place_of(i - 1) < place):
        return None
    words = [talk.casting.scan.words[n] for n in talk.casting.scan.between(start, place)]
    named = match_at(words, 1, talk.registry) if len(words) > 1 else None
    feminine = bool(words) and words[0].text.endswith(TAA)
    if named is None or feminine != (form == "fs"):
        return None
    kinds = {talk.registry.actors[one].kind for one in named.ids}
    if "person" in kinds:
        return None
    first, last = words[named.first].start, words[named.past - 1].end
    return talk.casting.body(talk.casting.read(talk.document.text[first:last], first))[0]


def just_named(talk: Discourse, i: int, mention: Mention) -> Entity | None:
    """Who has just been named and is then called by a title, which nobody bears in the article yet (Arabic).

    So goes on a paragraph with a quotation before its verb (``«…»، يقول الوزير``), or with what was said earlier
    (``وكان الوزير قال``).
    """
    a = talk.attributions[i]
    place = talk.place_of(i)
    quoted = any(s < place for s, _ in a.content)
    if not (quoted or a.pluperfect) or a.inside is not None or not mention.title:
        return None
    last = min([place, mention.start, *(s for s, _ in a.content)])
    return talk.casting.just_named(mention, talk.paragraph_start(place), last)


def latter(talk: Discourse, start: int) -> Entity | None:
    """Whom "the latter" means: who is named last before it in its paragraph (Arabic)."""
    name = talk.casting.last_named(talk.paragraph_start(start), start)
    return talk.casting.person(name)[0] if name is not None else None


def behind(talk: Discourse, i: int) -> Entity | None:
    """Who stands straight behind a verb whose attribution has no subject, or one far before it (Arabic)."""
    a = talk.attributions[i]
    if talk.lang != "ar" or len(a.cue) != 1 or a.target or a.inside is not None or not a.agreement:
        return None
    near = bool(a.source) and (a.source[0][0] > a.cue[0][0] or a.cue[0][0] - a.source[-1][1] < _APART)
    if near and (a.source[0][0] > a.cue[0][0] or not talk.casting.refers_back(a.cue[0][1])):
        return None
    if any(s < a.cue[0][0] for s, _ in a.content):
        return None
    name = talk.casting.named_behind(a.cue[0][1])
    entity = talk.casting.person(name)[0] if name is not None and name.kind == "person" else None
    return entity if entity is not None and agrees(a.agreement, entity) else None


def mouthpiece(talk: Discourse, i: int, body: Entity) -> Entity | None:
    """Who speaks with the tongue of a body, where the clause goes on to say so (Arabic)."""
    a = talk.attributions[i]
    first = a.source[-1][1]
    last = min(first + LONGEST_GAP, min((s for s, _ in a.content if s >= first), default=first))
    words = [talk.casting.scan.words[n] for n in talk.casting.scan.between(first, last)]
    lex = lexicon("ar")
    past = next((n + 2 for n in range(len(words) - 1) if (words[n].key, words[n + 1].key) in lex.mouthpiece), None)
    if past is None or past >= len(words):
        return None
    phrase = MARK.split(talk.document.text[words[past].start : last])[0]
    mention = talk.casting.read(phrase, words[past].start)
    if mention.kind != "person":
        return None
    named = next((n for n in range(past, len(words)) if words[n].key == mention.name[0]), None)
    name = talk.casting.name_at(words, named) if named is not None else ()
    if 1 < len(name) < len(mention.name):  # an object stands behind the name
        mention = replace(mention, name=tuple(w.key for w in name), label=" ".join(w.text for w in name))
    actor = actor_of(body, talk.registry, talk.day)
    own = mention.of is None and mention.office is None
    return talk.casting.person(replace(mention, of=actor.id, of_label=body.label) if own else mention)[0]


def accused(talk: Discourse, i: int, form: str, title: Mention | None = None) -> Entity | None:
    """Who denies what was just alleged: whom the accusation names («alleged that Aumont had … . He denied it.»)."""
    if talk.lang != "en" or i == 0 or talk.attributions[i].act not in _DENYING:
        return None
    if title is None and form not in ("ms", "fs"):
        return None
    accusation = talk.attributions[i - 1]
    if accusation.act != "accuse" or talk.found[i - 1] is None:
        return None
    first, last = accusation.target[0] if accusation.target else accusation.content[0]
    words = [talk.casting.scan.words[n] for n in talk.casting.scan.between(first, last)]
    words = words[next((n for n, w in enumerate(words) if w.key not in _OPENING), 0) :]
    run = [w for n, w in enumerate(words[:_MOST_OF_A_NAME]) if all(v.capital for v in words[: n + 1])]
    if not run:
        return None
    mention = talk.casting.read(talk.document.text[run[0].start : run[-1].end], run[0].start)
    if title is not None and not talk.casting.may_be(run, title):
        return None
    entity = talk.casting.person(mention)[0] if mention.kind == "person" else None
    return entity if entity is not None and entity is not talk.found[i - 1] and agrees(form, entity) else None
