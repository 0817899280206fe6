"""The registry of actors: who is known, under which names, and whom each speaks for.

Countries, institutions and people are listed; a ministry, a presidency or an army of a country is composed when it
is asked for, with the id ``<country id>.<office>`` (``Q159.defence-ministry``) unless it has one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.actors.first_words import FirstWords
from claims.model import Actor, Lang
from claims.words import keys


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its actor id and labels, the keys of its demonyms (Arabic: masculine, bare) and capitals.

    ``the_m`` and ``the_f`` are the Arabic adjective with its article, ``adjective`` the English one.
    """

    code: str
    id: str
    label: str
    label_ar: str
    demonyms: tuple[tuple[str, ...], ...]
    the_m: str
    the_f: str
    adjective: str = ""
    capitals: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A body that every state has. Labels are templates; ``head`` is the role of who leads it.

    ``host`` is the actor id of the body at which it stands: a mission to the United Nations.
    """

    code: str
    label: str
    label_ar: str
    names: tuple[tuple[str, ...], ...]
    portfolios: tuple[tuple[str, ...], ...]
    head: str
    head_names: tuple[tuple[str, ...], ...]
    host: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A role held: of which body (actor id), as what, from and until which day (ISO 8601) where known."""

    of: str
    role: str
    since: str | None
    until: str | None

    def holds(self, day: str | None) -> bool:
        """Whether it was held on a day; unknown days hold only terms that have not ended."""
        if day is None:
            return self.until is None
        return (self.since or "") <= day[:10] <= (self.until or "9999")


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything known of actors.

    ``actors`` and ``names`` hold the listed ones (id to actor, id to every known form). ``index`` maps the key
    words of a name to ids, ``starts`` the first key word to the longest name that starts with it;
    ``office_starts`` the same for portfolios and offices; ``first_words`` tells for a word of a text which of these,
    or a demonym, may begin there. ``bare`` are Arabic names of one word that never bear the article.
    """

    actors: Mapping[str, Actor]
    names: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, Country]
    offices: Mapping[str, Office]
    own_offices: Mapping[str, str]
    composed_of: Mapping[str, str]
    terms: Mapping[str, tuple[Term, ...]]
    index: Mapping[tuple[str, ...], tuple[str, ...]]
    starts: Mapping[str, int]
    demonyms: Mapping[tuple[str, ...], str]
    families: Mapping[str, tuple[str, ...]]
    office_names: Mapping[tuple[str, ...], str]
    portfolios: Mapping[tuple[str, ...], str]
    head_names: Mapping[tuple[str, ...], str]
    office_starts: Mapping[str, int]
    bare: frozenset[str] = frozenset()
    seconds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    last_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first_words: FirstWords = field(default_factory=FirstWords)
    holders: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def find(self, name: str) -> tuple[str, ...]:
        """The ids of the listed actors that bear exactly this name, in either script."""
        return self.index.get(keys(name), ())

    def office_id(self, country: str, office: str) -> str:
        """The actor id of an office of a country (by the country's actor id)."""
        composed = f"{country}.{office}"
        return self.own_offices.get(composed, composed)

    def office_of(self, actor_id: str) -> tuple[str, str] | None:
        """The country id and office code of an actor id, where it is an office."""
        composed = self.composed_of.get(actor_id, actor_id)
        country, dot, office = composed.partition(".")
        return (country, office) if dot and country in self.countries and office in self.offices else None

    def actor(self, actor_id: str) -> Actor | None:
        """A listed actor or a composed office; None where the id is of neither."""
        known = self.actors.get(actor_id)
        if known is not None:
            return known
        country_id, dot, code = actor_id.partition(".")
        country, office = self.countries.get(country_id), self.offices.get(code)
        if not dot or country is None or office is None:
            return None
        adjective = country.adjective or country.label
        names = {"adjective": adjective, "the_m": country.the_m, "the_f": country.the_f}
        return Actor(
            id=actor_id,
            label=office.label.format(**names),
            label_ar=office.label_ar.format(**names).strip(),
            kind="organisation",
            speaks_for=country_id,
            country=country_id,
        )

    def ancestors(self, actor_id: str) -> tuple[str, ...]:
        """The ids that an actor speaks for, nearest first: institution, then what it belongs to, then country."""
        out: list[str] = []
        actor = self.actor(actor_id)
        while actor is not None:
            parent = actor.speaks_for
            if parent is None or parent in out or parent == actor_id:
                break
            out.append(parent)
            actor = self.actor(parent)
        return tuple(out)

    def holder(self, office: str, role: str, day: str | None) -> str | None:
        """The one person who held a role in a body on a day; None where none or several did."""
        found = {
            person
            for person in self.holders.get((office, role), ())
            if any(t.of == office and t.role == role and t.holds(day) for t in self.terms[person])
        }
        return found.pop() if len(found) == 1 else None

    def mission_to(self, host: str) -> str | None:
        """The office that a country has at a body, by the body's actor id; None where it has none."""
        return next((code for code, office in self.offices.items() if office.host == host), None)

    def label(self, actor_id: str, lang: Lang) -> str:
        """The label of an actor in a language, else its label, else the id."""
        actor = self.actor(actor_id)
        if actor is None:
            return actor_id
        return (actor.label_ar if lang == "ar" else actor.label) or actor.label
