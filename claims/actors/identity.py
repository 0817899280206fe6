"""From an entity of one article to an actor with an identity across articles."""

from __future__ import annotations

from dataclasses import replace

from claims.actors.cast import Entity
from claims.actors.labels import arabic_titled, arabic_unnamed, role_label
from claims.actors.mention import own_id
from claims.actors.registry import Registry, Term
from claims.model import Actor, ActorKind, stable_id
from claims.words import script

_KINDS: dict[str, ActorKind] = {
    "person": "person",
    "body": "organisation",
    "country": "country",
    "group": "group",
    "outlet": "outlet",
    "document": "document",
    "study": "document",
    "unnamed": "unnamed",
}
_CLASS_LABELS = {"anyone": "unnamed source", "report": "unnamed reports", "person": "unnamed person"}


def actor_of(entity: Entity, registry: Registry, day: str | None) -> Actor:
    """The actor behind an entity: listed, a composed office, or one of its own with a stable id.

    ``speaks_for`` of a listed person is the body whose role was held on ``day`` (ISO 8601).
    """
    if entity.known:
        actor = registry.actor(entity.known[0])
        if actor is not None:
            return _in_office(actor, registry, day, entity.of)
    if entity.kind == "unnamed":
        return _unnamed(entity, registry)
    return _own(entity, registry)


def listed_on(registry: Registry, actor_id: str, day: str | None, of: str | None = None) -> Actor:
    """A listed actor as of a day (ISO 8601): of several roles held then, that in the body ``of``, else the last."""
    return _in_office(registry.actors[actor_id], registry, day, of)


def _in_office(actor: Actor, registry: Registry, day: str | None, of: str | None) -> Actor:
    terms = [t for t in registry.terms.get(actor.id, ()) if t.holds(day)]
    if not terms:
        return _out_of_office(actor, registry, day, of)
    term: Term = next((t for t in terms if t.of == of), terms[-1])
    return replace(actor, speaks_for=term.of, role=term.role)


def _out_of_office(actor: Actor, registry: Registry, day: str | None, of: str | None) -> Actor:
    """Who holds no listed office on a day: of the body ``of`` that the article tells, else of none any more, or yet."""
    terms = registry.terms.get(actor.id, ())
    if day is None or not terms or of is not None:
        return replace(actor, speaks_for=of or actor.speaks_for)
    past = [term for term in terms if term.until is not None and term.until < day[: len(term.until)]]
    return replace(actor, speaks_for=None, role=f"former-{past[-1].role}" if past else None)


def _own(entity: Entity, registry: Registry) -> Actor:
    kind = _KINDS.get(entity.kind, "organisation")
    arabic = entity.label if script(entity.label) == "ar" else None
    speaks_for = entity.of or (entity.country if kind in ("organisation", "person") else None)
    if kind == "person" and not entity.names:
        identity = stable_id("actor", "person", entity.roles[-1:], entity.of, *(entity.titles[:1]))
        role = entity.roles[-1][0] if entity.roles else None
        arabic = arabic or arabic_titled(entity, registry)
        return Actor(identity, entity.label, arabic, "person", speaks_for, entity.country, role)
    name = entity.full or (entity.label,)
    role = entity.roles[0][0] if entity.roles else None
    return Actor(own_id(kind, name), entity.label, arabic, kind, speaks_for, entity.country, role)


def _unnamed(entity: Entity, registry: Registry) -> Actor:
    """A class of unnamed sources: what they are, how senior, of which body or country. Never one person."""
    of = entity.of or entity.country
    identity = stable_id("unnamed", entity.unnamed, entity.senior, of or "", "" if of else " ".join(entity.full))
    label = _class_label(entity, of, registry)
    arabic = label if script(label) == "ar" else arabic_unnamed(entity, of, registry)
    return Actor(identity, label, arabic, "unnamed", of, entity.country, None)


def _class_label(entity: Entity, of: str | None, registry: Registry) -> str:
    """A class in the words of the news: "senior Russian official (unnamed)"; of no body, as the article says it."""
    if of is None and entity.label.strip():
        phrase = " ".join(entity.label.split())
        return phrase if script(phrase) == "ar" else f"{phrase} (unnamed)"
    country = registry.countries.get(of or "")
    body = country.adjective if country is not None else entity.of_label or (registry.label(of, "en") if of else "")
    if script(body) == "ar":
        return " ".join(entity.label.split())
    kind = _CLASS_LABELS.get(entity.unnamed) or role_label(entity.unnamed, "en") or "source"
    if len(entity.heads) == 1 and entity.unnamed == "spokesperson":
        kind = next((head for head in entity.heads if script(head) == "en"), kind)
    words = ["senior" if entity.senior else "", body, kind]
    return " ".join(word for word in words if word) + ("" if "unnamed" in kind else " (unnamed)")


def apart(actor: Actor, entity: Entity) -> Actor:
    """The same class told apart by its description: two sources described differently in one article are two."""
    return replace(actor, id=stable_id(actor.id, " ".join(entity.full)))


def institutions(actor: Actor, entity: Entity, registry: Registry) -> tuple[Actor, ...]:
    """What an actor speaks for, nearest first: its body, what that belongs to, its country."""
    out: list[Actor] = []
    parent = actor.speaks_for
    while parent is not None and parent not in {a.id for a in out} and parent != actor.id:
        above = registry.actor(parent)
        if above is None:
            if parent != entity.of or not entity.of_label:
                break
            arabic = entity.of_label if script(entity.of_label) == "ar" else None
            country = entity.country
            above = Actor(parent, entity.of_label, arabic, "organisation", country, country)
        out.append(above)
        parent = above.speaks_for
    return tuple(out)
