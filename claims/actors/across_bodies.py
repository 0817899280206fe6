"""Which bodies of a topic's articles are one: an acronym, a shortened name, a name without its country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.actors.cast import head_noun, initials
from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.registry import Registry
from claims.model import Actor, Claim
from claims.words import has_article, keys, script, words_of

_THE = "the "
_KINDS = frozenset({"organisation", "outlet"})


def same_bodies(claims: Sequence[Claim], registry: Registry) -> dict[str, Actor]:
    """Ids of bodies that no registry lists to the one body of the claims whose fuller name they shorten."""
    bodies: dict[str, Actor] = {}
    definite: set[str] = set()
    for claim in sorted(claims, key=lambda c: (c.published or "9999", c.id)):
        for actor in (claim.speaker.actor, *claim.speaker.institutions):
            if actor.kind in _KINDS:
                bodies.setdefault(actor.id, actor)
        if any(name.casefold().startswith(_THE) for name in claim.speaker.names):
            definite.add(claim.speaker.actor.id)
    fuller: dict[str, Actor] = {}
    for actor in bodies.values():
        if registry.actor(actor.id) is None:
            found = [other for other in bodies.values() if other.id != actor.id and _shortens(actor, other, registry)]
            found = _longest(found, registry)
            if not found and actor.id in definite:
                found = [other for other in bodies.values() if _is_head(actor.label, other.label)]
            if len(found) == 1:
                fuller[actor.id] = found[0]
    return {short: _end(actor, fuller) for short, actor in fuller.items()}


def _is_head(short: str, full: str) -> bool:
    """Whether a common noun («the guild») is the head of a body's proper name («the Harbour Pilots' Guild»)."""
    a, words = keys(short), [word for word in words_of(full) if word.key == head_noun(keys(full))]
    lex = lexicon("en")
    plain = len(a) == 1 and not short[:1].isupper() and lex.bodies.get(a[0]) == "organisation"
    plain = plain and a[0] not in lex.companies  # any company may be called so
    return plain and len(keys(full)) > 1 and any(word.key == a[0] and word.capital for word in words)


def _longest(found: Sequence[Actor], registry: Registry) -> list[Actor]:
    """Those that shorten none of the others."""
    return [a for a in found if not any(a is not b and _shortens(a, b, registry) for b in found)]


def _end(actor: Actor, fuller: dict[str, Actor]) -> Actor:
    seen = {actor.id}
    while actor.id in fuller and fuller[actor.id].id not in seen:
        actor = fuller[actor.id]
        seen.add(actor.id)
    return actor


def _shortens(short: Actor, full: Actor, registry: Registry) -> bool:
    """Whether a body's label is a shorter way to write some name of another body."""
    if short.country and full.country and short.country != full.country:
        return False
    names = registry.names.get(full.id) or tuple(n for n in (full.label, full.label_ar) if n)
    return any(_is_short(short.label, name, registry) for name in names if script(name) == script(short.label))


def _is_short(short: str, full: str, registry: Registry) -> bool:
    a, b, lex = keys(short), keys(full), lexicon(script(short))
    if not a or len(a) >= len(b):
        return False
    if len(a) == 1 and short.isupper() and len(short) > 1:
        return initials(full).endswith(short.casefold())
    if lex.lang == "ar" and a[0] == b[0] and set(a) <= set(b):
        return len(a) > 1 or has_article(short)
    if len(a) == 1 and words_of(full)[0].genitive:  # «Karesh» is no short name of «Karesh's foreign ministry»
        return False
    if b[: len(a)] == a and (len(a) > 1 or _proper(short, a[0], lex)):
        return True
    rest = [word for word in b if word not in a]
    return len(a) > 1 and len(rest) == len(b) - len(a) and _places(rest, registry)


def _proper(label: str, word: str, lex: Lexicon) -> bool:
    return label[:1].isupper() and word not in lex.common


def _places(words: Iterable[str], registry: Registry) -> bool:
    """Whether all words are demonyms or names of countries."""
    countries = registry.countries
    return all(
        (word,) in registry.demonyms or any(i in countries for i in registry.index.get((word,), ())) for word in words
    )
