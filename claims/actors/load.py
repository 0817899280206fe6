"""Reads the registry of actors from ``configs/actors/*.yaml`` and says what is wrong with it, and where."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from babel import Locale

from claims.actors.compounds import spellings
from claims.actors.first_words import FirstWords
from claims.actors.labels import ministry_label
from claims.actors.registry import Country, Office, Registry, Term
from claims.configuration import ConfigurationError, configs_dir, read_yaml
from claims.languages.arabic.morphemes import (
    ARTICLE,
    FEMININE,
    SOUND_FEMININE,
    SOUND_MASCULINE,
    SOUND_OBLIQUE,
    TAA_MARBUTA,
)
from claims.model import Actor, ActorKind
from claims.words import keys, script

_LANGS = frozenset({"ar", "en"})
_GENDERS = ("f", "m")
_ALLOWED = {
    "countries": {"code", "id", "label", "demonym", "adjective", "capital", "names"},
    "institutions": {"id", "en", "ar", "kind", "of", "office", "country", "also"},
    "people": {"id", "en", "ar", "gender", "country", "roles", "also"},
    "roles": {"of", "as", "from", "to"},
}


@dataclass
class _Draft:
    """What is gathered while reading; turned into a Registry at the end."""

    actors: dict[str, Actor] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    own_offices: dict[str, str] = field(default_factory=dict)
    terms: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    demonyms: dict[tuple[str, ...], str] = field(default_factory=dict)
    families: dict[str, list[str]] = field(default_factory=dict)


def _fail(path: Path, place: str, problem: str) -> ConfigurationError:
    return ConfigurationError(f"{path}: {place}: {problem}")


def _rows(path: Path, kind: str) -> list[dict[str, Any]]:
    """The entries of a file, each checked to be a mapping with allowed keys only."""
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise _fail(path, "top level", "must be a list of entries")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise _fail(path, f"entry {number}", "must be a mapping")
        name = f"entry {number} ({row.get('id') or row.get('code') or 'without id'})"
        unknown = set(row) - _ALLOWED[kind]
        if unknown:
            allowed = ", ".join(sorted(_ALLOWED[kind]))
            raise _fail(path, name, f"unknown key {sorted(map(str, unknown))[0]!r}; allowed: {allowed}")
    return rows


def _text(path: Path, place: str, row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _fail(path, place, f"{key!r} must be a text, quoted where YAML reads something else")
    return value


def _by_lang(path: Path, place: str, row: Mapping[str, Any], key: str) -> list[str]:
    """The names of a ``{ar: […], en: […]}`` value, Arabic first."""
    value = row.get(key) or {}
    if not isinstance(value, dict) or not set(value) <= _LANGS:
        raise _fail(path, place, f"{key!r} must be {{ar: [names], en: [names]}}")
    out: list[str] = []
    for lang in ("ar", "en"):
        for name in value.get(lang) or []:
            if not isinstance(name, str):
                raise _fail(path, place, f"{key!r}: {name!r} must be a text in quotation marks")
            out.append(name)
    return out


def _add(draft: _Draft, path: Path, place: str, actor: Actor, names: Iterable[str]) -> None:
    if actor.id in draft.actors:
        raise _fail(path, place, f"the id {actor.id!r} is there twice")
    draft.actors[actor.id] = actor
    draft.names[actor.id] = list(dict.fromkeys(n for n in names if n))


def _countries(draft: _Draft, path: Path) -> None:
    """Names of territories come from CLDR; the file adds demonyms, capitals and other names."""
    english, arabic = Locale("en").territories, Locale("ar").territories
    for number, row in enumerate(_rows(path, "countries"), start=1):
        code = _text(path, f"entry {number}", row, "code")
        place = f"entry {number} ({code})"
        if code not in english:
            raise _fail(path, place, f"{code!r} is no ISO 3166 code of a territory")
        label = row.get("label") or {}
        en, ar = label.get("en") or english[code], label.get("ar") or arabic[code]
        identity = str(row.get("id") or f"country-{code}")
        demonyms = _by_lang(path, place, row, "demonym")
        masculine = next((d for d in demonyms if script(d) == "ar"), "")
        words = masculine.split()
        adjective = row.get("adjective") or next((d for d in demonyms if script(d) == "en"), en)
        country = Country(
            code=code,
            id=identity,
            label=en,
            label_ar=ar,
            demonyms=tuple(keys(d) for d in demonyms),
            the_m=" ".join(ARTICLE + w for w in words),
            the_f=" ".join(ARTICLE + w + TAA_MARBUTA for w in words),
            adjective=str(adjective),
            capitals=tuple(keys(c) for c in _by_lang(path, place, row, "capital")),
        )
        names = [en, ar, english[code], arabic[code]]
        names += _by_lang(path, place, row, "names") + _by_lang(path, place, row, "capital")
        _add(draft, path, place, Actor(identity, en, ar, "country", country=identity), names)
        draft.countries[identity] = country
        draft.codes[code] = identity
        for demonym in demonyms:
            parts = keys(demonym)
            draft.demonyms.setdefault(parts, identity)
            if script(demonym) == "ar":
                for ending in (FEMININE, SOUND_OBLIQUE, SOUND_MASCULINE, SOUND_FEMININE):
                    draft.demonyms.setdefault(tuple(p + ending for p in parts), identity)


def _offices(draft: _Draft, path: Path) -> None:
    data = read_yaml(path)
    if not isinstance(data, dict) or set(data) != {"ministries", "offices"}:
        raise _fail(path, "top level", "must have the keys 'ministries' and 'offices'")
    for code, row in data["ministries"].items():
        place = f"ministries.{code}"
        portfolio = _by_lang(path, place, {"p": {k: row.get(k) for k in ("ar", "en")}}, "p")
        if not portfolio:
            raise _fail(path, place, "needs the portfolio in Arabic ('ar') or English ('en')")
        arabic = next((p for p in portfolio if script(p) == "ar"), "")
        draft.offices[code] = Office(
            code=code,
            label=ministry_label(_text(path, place, row, "label"), "en"),
            label_ar=ministry_label(arabic, "ar"),
            names=(),
            portfolios=tuple(keys(p) for p in portfolio),
            head="minister",
            head_names=(),
        )
    for code, row in data["offices"].items():
        place = f"offices.{code}"
        label, head = row.get("label") or {}, row.get("head") or {}
        titles = {k: v for k, v in head.items() if k != "role"}
        draft.offices[code] = Office(
            code=code,
            label=_text(path, place, label, "en"),
            label_ar=_text(path, place, label, "ar"),
            names=tuple(keys(n) for n in _by_lang(path, place, row, "names")),
            portfolios=(),
            head=str(head.get("role") or ""),
            head_names=tuple(keys(n) for n in _by_lang(path, place, {"head": titles}, "head")),
            host=str(row.get("host") or ""),
        )


def _body(draft: _Draft, path: Path, place: str, of: object, listed: Iterable[str] = ()) -> str:
    """The actor id that a configuration's ``of`` names: a country code, ``CC.office``, or an institution's id."""
    if not isinstance(of, str):
        raise _fail(path, place, f"'of': {of!r} must be a text in quotation marks")
    if of in draft.codes:
        return draft.codes[of]
    code, dot, office = of.partition(".")
    if dot and code in draft.codes and office in draft.offices:
        composed = f"{draft.codes[code]}.{office}"
        return draft.own_offices.get(composed, composed)
    if of in draft.actors or of in listed:
        return of
    raise _fail(path, place, f"'of': {of!r} is no country code, no CC.office and no id of an institution")


def _institutions(draft: _Draft, path: Path) -> None:
    rows = _rows(path, "institutions")
    listed = {str(row.get("id")) for row in rows}
    for number, row in enumerate(rows, start=1):
        identity = _text(path, f"entry {number}", row, "id")
        place = f"entry {number} ({identity})"
        kind = row.get("kind", "organisation")
        if kind not in get_args(ActorKind):
            raise _fail(path, place, f"kind {kind!r} is none of {', '.join(get_args(ActorKind))}")
        parent = country = None
        if "office" in row:
            office = _body(draft, path, place, row["office"])
            country, dot, _ = office.partition(".")
            if not dot:
                raise _fail(path, place, f"'office': {row['office']!r} must be CC.office, given once only")
            draft.own_offices[office] = identity
            parent = country
        if "country" in row:
            country = _body(draft, path, place, row["country"])
        if "of" in row:
            parent = _body(draft, path, place, row["of"], listed)
        english, arabic = _text(path, place, row, "en"), _text(path, place, row, "ar")
        actor = Actor(identity, english, arabic, kind, speaks_for=parent, country=country)
        _add(draft, path, place, actor, [english, arabic, *_by_lang(path, place, row, "also")])


def _day(path: Path, place: str, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    raise _fail(path, place, f"{value!r} must be a day, YYYY-MM-DD")


def _gender(path: Path, place: str, row: Mapping[str, Any]) -> str:
    gender = row.get("gender", "")
    if gender not in ("", *_GENDERS):
        raise _fail(path, place, f"'gender': {gender!r} is none of {', '.join(_GENDERS)}")
    return str(gender)


def _people(draft: _Draft, path: Path) -> None:
    for number, row in enumerate(_rows(path, "people"), start=1):
        identity = _text(path, f"entry {number}", row, "id")
        place = f"entry {number} ({identity})"
        _gender(path, place, row)
        terms: list[Term] = []
        for role in row.get("roles") or []:
            if not isinstance(role, dict) or not set(role) <= _ALLOWED["roles"] or "of" not in role:
                raise _fail(path, place, "a role is {of: …, as: …, from: YYYY-MM-DD, to: YYYY-MM-DD}")
            since, until = _day(path, place, role.get("from")), _day(path, place, role.get("to"))
            if since and until and since > until:
                raise _fail(path, place, f"a role ends ({until}) before it begins ({since})")
            terms.append(Term(_body(draft, path, place, role["of"]), str(role.get("as") or "member"), since, until))
        country = _body(draft, path, place, row["country"]) if "country" in row else None
        latest = max(terms, key=lambda t: t.since or "", default=None)
        english, arabic = _text(path, place, row, "en"), _text(path, place, row, "ar")
        actor = Actor(
            id=identity,
            label=english,
            label_ar=arabic,
            kind="person",
            speaks_for=latest.of if latest else None,
            country=country,
            role=latest.role if latest else None,
        )
        _add(draft, path, place, actor, [english, arabic, *_by_lang(path, place, row, "also")])
        draft.terms[identity] = tuple(terms)
        for name in draft.names[identity]:
            parts = keys(name)
            for family in {parts[-1], "\u0020".join(parts[-2:])} if len(parts) > 1 else {parts[0]}:
                if identity not in draft.families.setdefault(family, []):
                    draft.families[family].append(identity)


def _registry(draft: _Draft) -> Registry:
    index: dict[tuple[str, ...], list[str]] = {}
    starts: dict[str, int] = {}
    seconds: dict[str, set[str]] = {}
    for identity, names in draft.names.items():
        for parts in (p for name in names for p in spellings(keys(name))):
            if parts and identity not in index.setdefault(parts, []):
                index[parts].append(identity)
                starts[parts[0]] = max(starts.get(parts[0], 0), len(parts))
                seconds.setdefault(parts[0], set()).add(parts[1] if len(parts) > 1 else "")
    holders: dict[tuple[str, str], list[str]] = {}
    for person, terms in draft.terms.items():
        for term in terms:
            holders.setdefault((term.of, term.role), []).append(person)
    offices = draft.offices.values()
    office_starts: dict[str, int] = {}
    for office in offices:
        for parts in (*office.names, *office.portfolios):
            office_starts[parts[0]] = max(office_starts.get(parts[0], 0), len(parts))
    return Registry(
        actors=draft.actors,
        names={identity: tuple(names) for identity, names in draft.names.items()},
        countries=draft.countries,
        offices=draft.offices,
        own_offices=draft.own_offices,
        composed_of={own: composed for composed, own in draft.own_offices.items()},
        terms=draft.terms,
        index={parts: tuple(ids) for parts, ids in index.items()},
        starts=starts,
        demonyms=draft.demonyms,
        families={family: tuple(ids) for family, ids in draft.families.items()},
        office_names={name: o.code for o in offices for name in o.names},
        portfolios={name: o.code for o in offices for name in o.portfolios},
        head_names={name: o.code for o in offices for name in o.head_names},
        office_starts=office_starts,
        first_words=FirstWords(starts, (d[0] for d in draft.demonyms), office_starts),
        bare=frozenset(_bare(draft)),
        seconds={first: frozenset(found) for first, found in seconds.items()},
        last_words={
            person: frozenset(parts[-1] for name in draft.names[person] if (parts := keys(name)))
            for person in draft.terms
        },
        holders={place: tuple(people) for place, people in holders.items()},
    )


def _bare(draft: _Draft) -> Iterable[str]:
    """Single Arabic names of bodies and countries that are never written with the article."""
    with_article: set[str] = set()
    single: set[str] = set()
    for identity, names in draft.names.items():
        for name in names:
            if draft.actors[identity].kind != "person" and " " not in name and script(name) == "ar":
                (with_article if name.startswith(ARTICLE) else single).add(keys(name)[0])
    return single - with_article


def read_registry(folder: Path) -> Registry:
    """The registry of a folder: countries, offices and institutions by name, people from ``people*.yaml``.

    Raises:
        ConfigurationError: a file is missing or wrong; the message names the file, the entry and what is allowed.
    """
    draft = _Draft()
    _countries(draft, folder / "countries.yaml")
    _offices(draft, folder / "offices.yaml")
    _institutions(draft, folder / "institutions.yaml")
    for path in sorted(folder.glob("people*.yaml")):
        _people(draft, path)
    return _registry(draft)


@lru_cache(maxsize=4)
def _cached(folder: Path) -> Registry:
    return read_registry(folder)


def load_registry() -> Registry:
    """The registry of the configuration in force, read once a process and folder."""
    return _cached(configs_dir() / "actors")


@lru_cache(maxsize=4)
def _genders(folder: Path) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for path in sorted(folder.glob("people*.yaml")):
        for number, row in enumerate(_rows(path, "people"), start=1):
            out[str(row.get("id"))] = _gender(path, f"entry {number} ({row.get('id')})", row)
    return {identity: gender for identity, gender in out.items() if gender}


def listed_genders() -> Mapping[str, str]:
    """The gender ("f", "m") of those listed people of whom the registry tells it, without reading all of it.

    Raises:
        ConfigurationError: a file of people is wrong.
    """
    return _genders(configs_dir() / "actors")
