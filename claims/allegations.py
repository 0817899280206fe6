"""What one actor says of another: that it retreated, or what it wants. Neither is a position of the speaker's own."""

from __future__ import annotations

from claims.actors import Registry
from claims.actors.places import country_in, institution_in, match_at, person_at
from claims.model import Actor, Attribution, Speaker
from claims.positions.folded import Folded
from claims.positions.lexicon import position_lexicon
from claims.read import Document
from claims.words import words_of

_OPENING = 4  # words of a content among which its subject stands
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
