"""What one actor says of another: that it retreated, or what it wants. Neither is a position of the speaker's own."""

from __future__ import annotations

from claims.actors import Registry
from claims.actors.places import country_in, demonym_at, institution_in, match_at, person_at
from claims.model import Actor, Attribution, Speaker
from claims.positions.folded import Folded
from claims.positions.lexicon import position_lexicon
from claims.read import Document
from claims.words import words_of

_OPENING = 4  # words of a content among which its subject stands
_NEAR = 8  # words before a verb of retreat among which its subject is looked for
_UNREAL_REACH = 4
_LONGEST_NAME = 6
_RULED_REACH = 2  # words: a preposition and the noun of a title or place (``في العاصمة دمشق``)
_STOPS = frozenset(".;:؛؟?!")


def alleged_mover(
    document: Document, attribution: Attribution, speaker: Speaker, content: str, registry: Registry
) -> Actor | None:
    """The actor of whom a claim says that it retreated; None where it says so of nobody, or of the speaker itself.

    Told of is the subject of the retreat («that Paris has backed away from …»), or who is accused of it, also where a
    pronoun stands for the accused. What is denied, supposed, wished or asked for («if it backs down», «called on it to
    back down») is no retreat.
    """
    folded = Folded(content, document.article.lang)
    retreat = position_lexicon(document.article.lang).retreat.search(folded.text)
    if retreat is None:
        return None
    at, past = folded.word_at(retreat.start()), folded.word_at(retreat.end() - 1)
    if _is_unreal(folded, at):
        return None
    found = _named_after(folded, at + 1, past, registry)
    if _is_named(folded, at, retreat.group()):
        found = _accused(document, attribution, registry) or found
    elif found is None and _has_pronoun(folded, at):
        found = _accused(document, attribution, registry) or _named_before(folded, at, registry)
    elif found is None:
        found = _named_before(folded, at, registry)
    return found if found is not None and not _of_one_side(found, speaker.actor, registry) else None


def _is_unreal(folded: Folded, at: int) -> bool:
    """Whether a word shortly before a retreat denies, supposes or only expects it."""
    return bool(position_lexicon(folded.lang).unreal & set(folded.words[max(at - _UNREAL_REACH, 0) : at]))


def _is_named(folded: Folded, at: int, words: str) -> bool:
    """Whether a retreat is named («of backing away», ``بالتراجع``), not told of a subject."""
    lexicon = position_lexicon(folded.lang)
    ruled = folded.words[at - 1] in lexicon.ruling if at > 0 else folded.lang == "en"
    return ruled or bool(lexicon.named_deed and lexicon.named_deed.match(words))


def _has_pronoun(folded: Folded, at: int) -> bool:
    """Whether a pronoun is the subject of a verb of retreat (``متهمة موسكو بأنها تراجعت``)."""
    lexicon = position_lexicon(folded.lang)
    before = at - 1
    while before >= 0 and folded.words[before] in lexicon.auxiliaries:
        before -= 1
    return before >= 0 and folded.words[before] in lexicon.pronoun_subjects


def _accused(document: Document, attribution: Attribution, registry: Registry) -> Actor | None:
    """Who is accused, where the claim is an accusation."""
    if attribution.act != "accuse":
        return None
    return _first_actor(" ".join(document.slice(span) for span in attribution.target), registry)


def _named_after(folded: Folded, first: int, past: int, registry: Registry) -> Actor | None:
    """The actor behind the verb: ``تراجعت موسكو عن``."""
    lexicon = position_lexicon(folded.lang)
    for i in range(first, min(max(past, first + 1), len(folded.words))):
        if folded.words[i] in lexicon.ruling:
            return None
        if found := _actor_at(folded, i, registry):
            return found
    return None


def _named_before(folded: Folded, at: int, registry: Registry) -> Actor | None:
    """The nearest actor before the verb, in its sentence, unless a preposition rules it."""
    for i in range(at - 1, max(at - 1 - _NEAR, -1), -1):
        if folded.words[i] in _STOPS:
            return None
        found = _actor_at(folded, i, registry)
        if found is not None:
            return None if _is_ruled(folded, i) else found
    return None


def _is_ruled(folded: Folded, i: int) -> bool:
    """Whether a preposition rules what starts at a word: none reaches over what opens a clause («of X that Y»)."""
    lexicon = position_lexicon(folded.lang)
    before = folded.words[max(i - _RULED_REACH, 0) : i]
    return bool(before) and before[-1] not in lexicon.clause and bool(lexicon.ruling & set(before))


def _actor_at(folded: Folded, i: int, registry: Registry) -> Actor | None:
    """The listed actor, or the country of the demonym, whose name starts at a word."""
    words = words_of(" ".join(folded.words[i : i + _LONGEST_NAME]))
    if not words or words[0].start > 0:
        return None
    match = person_at(words, 0, registry) or match_at(words, 0, registry)
    if match is not None:
        return registry.actor(match.ids[0])
    demonym = demonym_at(words, 0, registry)
    return registry.actor(demonym[1]) if demonym else None


def speaks_of_another(content: str, speaker: Speaker, registry: Registry) -> bool:
    """Whether a content opens with another side as its subject («that Damascus is ready …»).

    Only where the speaker's own side is known, so that «Baghdad will not agree» stays its minister's word.
    """
    own = speaker.actor
    if not (own.country or own.speaks_for or speaker.institutions or own.kind == "country"):
        return False
    opening = words_of(content)[:_OPENING]
    for i in range(len(opening)):
        match = match_at(opening, i, registry)
        if match is not None:
            found = registry.actor(match.ids[0])
            return found is not None and not _is_near(found, speaker, registry)
    return False


def _is_near(found: Actor, speaker: Speaker, registry: Registry) -> bool:
    """Whether an actor is on the speaker's side, or of its country."""
    own = speaker.actor
    sides = {actor.id for actor in speaker.institutions} | set(filter(None, (own.id, own.country, own.speaks_for)))
    belongs = {found.id, found.country, found.speaks_for, *registry.ancestors(found.id)}
    return bool(sides & belongs) or _of_one_side(found, own, registry)


def _first_actor(text: str, registry: Registry) -> Actor | None:
    """A listed person, institution or country that a text names, in this order."""
    found = words_of(text)
    for i in range(len(found)):
        person = person_at(found, i, registry)
        if person:
            return registry.actor(person.ids[0])
    body = institution_in(found, registry)
    if body:
        return registry.actor(body.ids[0])
    country = country_in(found, registry)
    return registry.actor(country) if country else None


def _of_one_side(one: Actor, other: Actor, registry: Registry) -> bool:
    """Whether two actors are the same, or one speaks for the other."""
    sides = {other.id, *registry.ancestors(other.id), *filter(None, (other.speaks_for, other.country))}
    return one.id in sides or other.id in registry.ancestors(one.id)
