"""Bodies, groups, documents and unnamed sources in an Arabic phrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from claims.actors.arabic_words import agreement, label_of, role_at
from claims.actors.lexicon import Lexicon
from claims.actors.mention import Mention
from claims.actors.places import (
    country_in,
    institution_in,
    is_place_word,
    longest,
    match_at,
    office_at,
    person_at,
    portfolio_at,
)
from claims.actors.registry import Registry
from claims.languages.arabic.morphemes import ACCUSATIVE, DUAL, FEMININE, SOUND_MASCULINE, SOUND_OBLIQUE
from claims.words import Word, has_article, readings


def head_class(words: Sequence[Word], lex: Lexicon, registry: Registry) -> str | None:
    """The class of body that a phrase's head noun names; None where it names a person or nothing known."""
    first = words[0]
    if len(words) > 1 and first.key in lex.given and not first.definite and first.key not in lex.bodies:
        return None
    office = office_at(words, 0, registry)
    if office and all(is_place_word(words, i, registry) for i in range(office[0], len(words))):
        return "organisation"
    if role_at(words, 0, lex):
        return None
    if (first.key,) in lex.unnamed and not first.definite:
        return None
    found = lex.bodies.get(first.key)
    if found == "group" or found is None:
        plural = " ".join(w.key for w in words[:2])
        if (plural,) in lex.unnamed or (first.key,) in lex.unnamed:
            return None
    if found:
        return found
    if first.key in lex.quantifiers and len(words) > 1 and lex.bodies.get(words[1].key):
        return "group"
    if portfolio_at(words, 0, registry) or office_at(words, 0, registry):
        return "organisation"
    return None


def read_body(text: str, start: int, words: Sequence[Word], kind: str, lex: Lexicon, registry: Registry) -> Mention:
    """An organisation, outlet, study or group: its name is the whole phrase."""
    name = tuple(w.key for w in words)
    country = country_in(words[1:], registry)
    base = Mention(
        "body",
        text,
        start,
        name=name,
        label=label_of(words),
        head=words[0].key,
        country=country,
        agreement=agreement(words[0].key),
        definite=words[0].definite,
    )
    if kind == "group":
        return replace(base, kind="group", agreement=_group_agreement(words[0].key))
    if kind == "study":
        return replace(base, kind="study")
    found = _known_body(words, lex, registry)
    if found:
        actor = registry.actors[found[0]]
        outlet = actor.kind == "outlet"
        return replace(base, kind="outlet" if outlet else "body", known=found, country=actor.country)
    if kind == "outlet":
        return replace(base, kind="outlet")
    return replace(base, office=_office(words, lex, registry))


def _known_body(words: Sequence[Word], lex: Lexicon, registry: Registry) -> tuple[str, ...]:
    """The listed body that the phrase names: after its head noun, or with a demonym or modifiers after it."""
    for first in (0, 1):
        if first >= len(words):
            break
        match = match_at(words, first, registry)
        if match is None:
            continue
        bodies = tuple(a for a in match.ids if registry.actors[a].kind not in ("country", "person"))
        past = next((i for i in range(match.past, len(words)) if words[i].key in lex.belonging), len(words))
        rest = [i for i in range(match.past, past) if not is_place_word(words, i, registry)]
        if bodies and not rest:
            return bodies
    return ()


def _office(words: Sequence[Word], lex: Lexicon, registry: Registry) -> str | None:
    """The office that a body's phrase names when nothing but its country follows."""
    first = 1 if words[0].key in lex.ministry and len(words) > 1 else 0
    found = portfolio_at(words, first, registry) if first or len(words) <= 3 else None
    found = longest(found, office_at(words, 0, registry))
    if found is None:
        return None
    past = (first if found[1] in registry.offices and registry.offices[found[1]].portfolios else 0) + found[0]
    behind = range(past, len(words))
    placed = all(words[i].key in lex.inside or is_place_word(words, i, registry) for i in behind)
    return found[1] if placed else None


def _group_agreement(head: str) -> str:
    if head.endswith(FEMININE):
        return "fs"
    if head.endswith(DUAL):
        return "d"
    return "mp"


def read_unnamed(text: str, start: int, words: Sequence[Word], lex: Lexicon, registry: Registry) -> Mention | None:
    """A source that the article does not name: "a senior official at …", "eyewitnesses", "one of …"."""
    first = 0
    while first < len(words) - 1 and words[first].key in lex.quantifiers:
        first += 1
    word = words[first]
    found = None
    for n in (2, 1):
        for reading in _cases(word) if first == 0 else (word.key,):
            found = found or lex.unnamed.get((reading, *(w.key for w in words[first + 1 : first + n])))
    one_of = bool(first) and words[0].key in lex.one_of
    if found is None and not one_of and not (first and role_at(words, first, lex)):
        return None
    if found is not None and not first and _names_someone(words, lex, registry):
        return None
    role = role_at(words, 0, lex)
    if word.definite and not first and role and role[1] != "official":
        return None
    rest = words[first + 1 :]
    institution = institution_in(rest, registry)
    offices = [o for i in range(len(rest)) if (o := office_at(rest, i, registry) or portfolio_at(rest, i, registry))]
    return Mention(
        "unnamed",
        text,
        start,
        name=tuple(w.key for w in words),
        label=label_of(words),
        head=word.key,
        office=offices[0][1] if offices and not institution else None,
        country=country_in(rest, registry),
        of=institution.ids[0] if institution else None,
        agreement=_people_agreement(word.key, lex),
        definite=word.definite and not first,
        senior=any(w.key in lex.senior for w in rest) or word.key in lex.senior,
        unnamed=found or "person",
    )


def _cases(word: Word) -> tuple[str, ...]:
    """The readings of a head noun, and without the ending of an indefinite accusative (but an official)."""
    whole = readings(word.text)
    return (*whole, word.key[:-1]) if word.key.endswith(ACCUSATIVE) and not word.definite else whole


def _people_agreement(head: str, lex: Lexicon) -> str:
    if head.endswith((SOUND_MASCULINE, SOUND_OBLIQUE)):
        return "mp"
    return "fs" if head.endswith(FEMININE) or head in lex.broken_plurals else ""


def _names_someone(words: Sequence[Word], lex: Lexicon, registry: Registry) -> bool:
    """Whether a phrase that starts like an unnamed source gives a name after all, and not as a complement."""
    for i in range(1, len(words) - 1):
        given = words[i].key in lex.given and words[i].key not in lex.senior and not has_article(words[i].text)
        if given or person_at(words, i, registry):
            before = words[i - 1]
            complement = before.key in lex.connectors or role_at(words, i - 1, lex) or before.key in lex.honorifics
            return not complement and not is_place_word(words, i, registry)
    return False


def read_document(
    text: str,
    start: int,
    words: Sequence[Word],
    lex: Lexicon,
    registry: Registry,
    reader: Callable[[str, int], Mention],
) -> Mention:
    """A statement speaks for who issued it: the body or person named after it, else whoever it belongs to."""
    for i in range(1, len(words)):
        reading = [r for r in readings(words[i].text) if r in lex.bodies or (r,) in registry.index]
        role = role_at(words[i:], 0, lex)
        named = person_at(words, i, registry)
        office = portfolio_at(words, i, registry) or office_at(words, i, registry)
        if not (reading or role or named or office) or (words[i].key in lex.common - set(lex.bodies) and not role):
            continue
        if reading and lex.bodies.get(reading[0]) == "document":
            continue
        rest = text[words[i].start - start :]
        inner = reader(rest, words[i].start)
        if inner.kind in ("body", "person", "title", "country", "group", "outlet"):
            return replace(inner, text=text, start=start)
    owner = next((lex.pronouns[w.key] for w in words[1:] if w.key in lex.pronouns), "")
    return Mention(
        "document",
        text,
        start,
        name=tuple(w.key for w in words),
        label=label_of(words),
        head=words[0].key,
        agreement=owner,
        definite=words[0].definite,
    )
