"""Words around names: titles, honorifics, heads of bodies, unnamed sources. One lexicon a language, from YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.configuration import ConfigurationError, check_keys, shipped_yaml
from claims.languages.arabic.morphemes import FEMININE
from claims.model import Lang
from claims.words import key, keys

_SECTIONS = {
    "roles": dict,
    "honorifics": list,
    "modifiers": list,
    "bodies": dict,
    "unnamed": dict,
    "quantifiers": list,
    "senior": list,
    "same": list,
    "pronouns": dict,
    "particles": list,
}
_FLAT = frozenset(
    "any_head before_verbs belonging broken_plurals chancellor companies companions complementisers compound_firsts "  # noqa: SIM905
    "compound_lasts each_of filiation free_relatives fronting hedges homeland in_name_of inside inside_it latter "
    "leading ministry name_ends name_stops numbers one_of opposing past place_openers placing president relatives "
    "same_first shares spelt things unmarked".split()
)
"""Sections of single words, which a language may lack."""
_ALLOWED = frozenset(_SECTIONS) | _FLAT | {"causal", "cities", "connectors", "masthead_ends", "mouthpiece"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The title lexicon of a language, by keys.

    ``roles`` maps the key words of a title to (role, gender: "m", "f" or ""); ``role_starts`` its first key to the
    longest title that starts with it. ``bodies`` and ``unnamed`` map the key of a head noun to its class.
    ``past`` and ``opposing`` mark titles held no longer, and those of the opposition ("shadow"). ``companies`` are the
    nouns by which any company is called; ``leading`` the verbs of who is at its head, ``any_head``
    the titles by which whoever is may be called.
    ``fronting`` stands before a subject that opens its clause; ``mouthpiece`` before who speaks for the body just
    named ("by the tongue of"); ``inside`` after a body, before its country, and ``inside_it`` for a country named
    before; ``relatives`` open a clause about the noun before; ``name_ends`` are second parts of given names;
    ``name_stops`` verbs and adverbs that follow a name; ``filiation`` joins a given name to the father's;
    ``companions`` are nouns whose owner is told, before a name; ``before_verbs`` negate or date a verb;
    ``belonging`` stands before what a body is part of; ``latter`` is
    who was named last; ``causal`` are verbs that are never without an object.
    ``ministry`` is the noun for one, before its portfolio; ``president`` and ``chancellor`` are titles of the head of
    a state or government, which many others bear as well; ``one_of`` and ``each_of`` stand before those that are
    meant; a verb agrees with ``broken_plurals`` in the feminine singular; ``free_relatives`` open a clause that is
    itself the noun; ``complementisers`` open what is said. ``compound_firsts`` and ``compound_lasts`` are the first
    and the second parts of given names of two words, which are written joined as well.
    ``placing`` stands before where somebody was sent; ``hedges`` before a number or a share («nearly half»);
    ``numbers`` are those in words, ``shares`` the nouns of shares; a run of capitals that ends in one of the
    ``things``, or opens with one of the ``place_openers``, names no person.
    ``common`` are all words that are none of a proper name.
    ``given`` maps given names to their gender, ``cities`` cities to the code of their country. ``spelt`` are letters of
    foreign names, behind which no name begins. ``unmarked`` titles have a feminine ending and tell no gender.
    """

    lang: Lang
    roles: Mapping[tuple[str, ...], tuple[str, str]]
    role_starts: Mapping[str, int]
    honorifics: frozenset[str]
    modifiers: frozenset[str]
    connectors: frozenset[str]
    bodies: Mapping[str, str]
    unnamed: Mapping[tuple[str, ...], str]
    quantifiers: frozenset[str]
    senior: frozenset[str]
    same: frozenset[str]
    same_first: frozenset[str]
    homeland: frozenset[str]
    past: frozenset[str]
    placing: frozenset[str]
    opposing: frozenset[str]
    companies: frozenset[str]
    leading: frozenset[str]
    any_head: frozenset[str]
    mastheads: frozenset[str]
    fronting: frozenset[str]
    relatives: frozenset[str]
    name_ends: frozenset[str]
    name_stops: frozenset[str]
    before_verbs: frozenset[str]
    belonging: frozenset[str]
    latter: frozenset[str]
    causal: frozenset[str]
    filiation: frozenset[str]
    companions: frozenset[str]
    in_name_of: frozenset[str]
    inside: frozenset[str]
    inside_it: frozenset[str]
    ministry: frozenset[str]
    president: frozenset[str]
    chancellor: frozenset[str]
    one_of: frozenset[str]
    each_of: frozenset[str]
    broken_plurals: frozenset[str]
    free_relatives: frozenset[str]
    complementisers: frozenset[str]
    compound_firsts: frozenset[str]
    compound_lasts: frozenset[str]
    mouthpiece: frozenset[tuple[str, ...]]
    pronouns: Mapping[str, str]
    particles: frozenset[str]
    given: Mapping[str, str]
    cities: Mapping[str, str]
    spelt: frozenset[str]
    hedges: frozenset[str]
    numbers: frozenset[str]
    shares: frozenset[str]
    things: frozenset[str]
    place_openers: frozenset[str]
    unmarked: frozenset[str]
    common: frozenset[str]
    days: frozenset[str]


def _section(path: str, data: Mapping[str, Any], name: str) -> Any:
    value, wanted = data.get(name), _SECTIONS.get(name, list)
    if value is None and name not in _SECTIONS:
        return []
    if not isinstance(value, wanted):
        raise ConfigurationError(f"{path}: {name}: must be a {'mapping' if wanted is dict else 'list'}")
    return value


def _flat(words: Iterable[object]) -> frozenset[str]:
    return frozenset(k for w in words for k in keys(str(w)))


def _roles(
    lang: Lang, data: Mapping[str, list[str]], unmarked: frozenset[str]
) -> dict[tuple[str, ...], tuple[str, str]]:
    """Titles by key; Arabic ones also with a feminine first word, which tells the holder's gender."""
    out: dict[tuple[str, ...], tuple[str, str]] = {}
    for role, titles in data.items():
        for title in titles:
            parts = keys(title)
            if lang == "en":
                out.setdefault(parts, (role, ""))
                continue
            if parts[0] in unmarked:
                out.setdefault(parts, (role, ""))
                continue
            feminine = parts[0].endswith(FEMININE)
            out.setdefault(parts, (role, "f" if feminine else "m"))
            if not feminine:
                out.setdefault((parts[0] + FEMININE, *parts[1:]), (role, "f"))
                if len(parts) > 1:
                    out.setdefault((parts[0] + FEMININE, parts[1] + FEMININE, *parts[2:]), (role, "f"))
    return out


def _given(lang: Lang) -> dict[str, str]:
    if lang == "en":
        return {}
    data = shipped_yaml(f"lexicons/{lang}/given_names.yaml")
    genders = {"masculine": "m", "feminine": "f", "foreign": ""}
    return {key(str(name)): gender for section, gender in genders.items() for name in data.get(section, [])}


def _weekdays(lang: Lang) -> frozenset[str]:
    names = shipped_yaml(f"lexicons/{lang}/time.yaml")["weekdays"].values()
    return frozenset(key(str(name)) for day in names for name in day)


@cache
def lexicon(lang: Lang) -> Lexicon:
    """The title lexicon of a language, read once.

    Raises:
        ConfigurationError: a section of the file is missing, unknown or of the wrong type.
    """
    path = f"lexicons/{lang}/titles.yaml"
    data = shipped_yaml(path)
    if not isinstance(data, dict):
        raise ConfigurationError(f"{path}: must be a mapping of sections")
    check_keys(path, data, _ALLOWED)
    roles = _roles(lang, _section(path, data, "roles"), _flat(_section(path, data, "unmarked")))
    starts: dict[str, int] = {}
    for parts in roles:
        starts[parts[0]] = max(starts.get(parts[0], 0), len(parts))
    bodies = {key(str(w)): kind for kind, ws in _section(path, data, "bodies").items() for w in ws if " " not in str(w)}
    unnamed = {keys(str(w)): kind for kind, ws in _section(path, data, "unnamed").items() for w in ws}
    flat = {name: _flat(_section(path, data, name)) for name in ("honorifics", "modifiers", "quantifiers", "senior")}
    if lang == "ar":
        flat["honorifics"] |= {word + FEMININE for word in flat["honorifics"] if not word.endswith(FEMININE)}
    connectors = _flat(_section(path, data, "connectors"))
    common = {w for parts in roles for w in parts} | set(bodies) | {w for p in unnamed for w in p}
    common |= connectors.union(*flat.values())
    return Lexicon(
        lang=lang,
        roles=roles,
        role_starts=starts,
        honorifics=flat["honorifics"],
        modifiers=flat["modifiers"],
        connectors=connectors,
        bodies=bodies,
        unnamed=unnamed,
        quantifiers=flat["quantifiers"],
        senior=flat["senior"],
        same=frozenset(" ".join(keys(str(w))) for w in _section(path, data, "same")),
        mouthpiece=frozenset(keys(str(w)) for w in _section(path, data, "mouthpiece")),
        causal=frozenset(str(verb) for verb in _section(path, data, "causal")),
        mastheads=_flat(_section(path, data, "bodies").get("outlet", ()))
        | _flat(_section(path, data, "masthead_ends")),
        pronouns={key(str(w)): form for form, ws in _section(path, data, "pronouns").items() for w in ws},
        particles=_flat(_section(path, data, "particles")),
        given=_given(lang),
        cities={key(str(name)): code for code, names in (data.get("cities") or {}).items() for name in names},
        common=frozenset(common),
        days=_weekdays(lang),
        **{name: _flat(_section(path, data, name)) for name in sorted(_FLAT)},
    )
