"""Which listed person a name means: exactly, in part, misspelt, or by its sound in the other script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from claims.actors.lexicon import lexicon
from claims.actors.registry import Registry
from claims.actors.scan import Scan
from claims.actors.similar import close_names, close_words
from claims.sound import ALIKE, name_likeness, onsets, sound, sound_enough
from claims.words import keys

_FAMOUS = re.compile(r"Q\d+")  # people with a Wikidata id here are heads of state and their like


class PeopleIndex:
    """Listed people by the first letters and by the first sounds of their names."""

    def __init__(self, registry: Registry) -> None:
        self.by_letters: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        self.by_onsets: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        for identity in registry.terms:
            for name in registry.names[identity]:
                parts = keys(name)
                if len(parts) < 2:
                    continue
                self.by_letters.setdefault(_letters(parts), []).append((parts, identity))
                codes = tuple(map(sound, parts))
                self.by_onsets.setdefault(onsets(codes), []).append((codes, identity))


def _letters(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The first letter of every word, in which misspelt names agree too."""
    return tuple([part[:1] for part in parts])


@lru_cache(maxsize=4)
def _index(registry_key: int) -> PeopleIndex:
    return PeopleIndex(_REGISTRIES[registry_key])


_REGISTRIES: dict[int, Registry] = {}


def people_index(registry: Registry) -> PeopleIndex:
    """The index of a registry, built once."""
    _REGISTRIES[id(registry)] = registry
    return _index(id(registry))


def by_full_name(name: tuple[str, ...], scan: Scan) -> tuple[str | None, float]:
    """The listed person of a full name (two key words or more) and how sure that is."""
    registry = scan.registry
    for part in (name, (name[0], *name[-2:]), (name[0], name[-1]), name[:2], name[-2:], name[:3]):
        if len(part) < 2:
            continue
        found = [i for i in registry.index.get(part, ()) if registry.actors[i].kind == "person"]
        if len(found) == 1:
            return found[0], 0.98 if part == name else 0.9
    index = people_index(registry)
    close = {i for parts, i in index.by_letters.get(_letters(name), []) if close_names(parts, name)}
    if scan.lang == "en":  # two words misspelt at once are another name, but in an article about that country
        close = {i for i in close if _shares_word(name, i, registry) or registry.actors[i].country in scan.countries}
    if len(close) == 1:
        return close.pop(), 0.85
    codes = tuple(map(sound, name))
    if sound_enough(codes):
        near = index.by_onsets.get(onsets(codes), ())
        spoken = ((likely, i) for likely, i in near if registry.actors[i].country in scan.countries)
        alike = {
            i for likely, i in spoken if name_likeness(codes, likely) >= ALIKE and not _another_given(name, i, scan)
        }
        if len(alike) == 1:
            return alike.pop(), 0.88
    return None, 0.0


def _shares_word(name: tuple[str, ...], identity: str, registry: Registry) -> bool:
    """Whether a listed person's names have a word of a name as it is written."""
    return any(set(name) & set(keys(listed)) for listed in registry.names[identity])


def _another_given(name: tuple[str, ...], identity: str, scan: Scan) -> bool:
    """Whether a listed person's given name is another well-known one of the script, however alike they sound."""
    given = lexicon(scan.lang).given
    first = {parts[0] for n in scan.registry.names[identity] if (parts := keys(n))}
    return name[0] in given and name[0] not in first and not first.isdisjoint(given)


def by_family(
    family: str, scan: Scan, day: str | None, countries: Iterable[str], before: int
) -> tuple[str | None, float]:
    """The listed person whom a bare family name means.

    One whose full name the article gives is taken, the last before the place; else the only one who held an office
    then and whose country the article speaks of. Several, or none: nobody.
    """
    registry = scan.registry
    candidates = registry.families.get(family, ())
    if not candidates:
        candidates = tuple(
            dict.fromkeys(i for _, i in scan.people for n in registry.names[i] if close_words(keys(n)[-1], family))
        )
    named = [i for place, i in scan.people if i in candidates and place <= before] or [
        i for _, i in scan.people if i in candidates
    ]
    if named:
        return named[-1], 0.92 if len(set(named)) == 1 else 0.88
    spoken = set(countries) | set(scan.countries)
    given = family in lexicon(scan.lang).given
    top = [c for c, _ in scan.countries.most_common(1)]
    fitting = [i for i in registry.families.get(family, ()) if _fits(scan, i, set(top) if given else spoken, day)]
    if len(fitting) == 1:
        return fitting[0], 0.88
    return None, 0.0


def _fits(scan: Scan, identity: str, spoken: set[str], day: str | None) -> bool:
    """Whether a listed person held an office then, and the article speaks of the country or body (or all know them)."""
    actor, terms = scan.registry.actors[identity], scan.registry.terms[identity]
    if not any(t.holds(day) for t in terms):
        return False
    if actor.country in spoken:
        return True
    return any(t.of in scan.seen for t in terms) or (
        actor.country is not None and _FAMOUS.fullmatch(actor.id) is not None
    )
