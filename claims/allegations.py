"""Who is said to have moved: a claim that another actor backed away from what it had agreed to."""

from __future__ import annotations

from claims.actors import Registry
from claims.actors.places import country_in, institution_in, person_at
from claims.model import Actor, Attribution, Speaker
from claims.positions.lexicon import position_lexicon
from claims.positions.scope import Folded
from claims.read import Document
from claims.words import words_of

_NEAR = 8  # words around the verb of retreat among which its subject is looked for


def alleged_mover(
    document: Document, attribution: Attribution, speaker: Speaker, content: str, registry: Registry
) -> Actor | None:
    """The actor of whom a claim says that it retreated; None where it says so of nobody, or of the speaker itself."""
    lexicon = position_lexicon(document.article.lang)
    folded = Folded(content, document.article.lang)
    retreat = lexicon.retreat.search(folded.text)
    if retreat is None:
        return None
    target = " ".join(document.slice(span) for span in attribution.target)
    at = folded.word_at(retreat.start())
    near = " ".join(folded.words[max(at - _NEAR, 0) : at + _NEAR])
    for text in filter(None, (target, near)):
        found = _first_actor(text, registry)
        if found is not None and not _of_one_side(found, speaker.actor, registry):
            return found
    return None


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
