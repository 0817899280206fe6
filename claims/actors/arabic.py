"""Reads an Arabic source phrase: title, name, body, unnamed source, document, pronoun."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.mention import Mention, own_id
from claims.actors.places import (
    Match,
    country_in,
    demonym_at,
    institution_in,
    is_place_word,
    match_at,
    office_at,
    person_at,
    portfolio_at,
)
from claims.actors.registry import Registry
from claims.words import Word, key, readings, words_of

_BREAK = re.compile(r"[,\u060c()\[\]\u2013\u2014:;\u061b]|\s-\s")
_QUOTES = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
_TAA = "\u0647"
_VERBAL_NOUN = re.compile("\u0627.{2,3}\u0627.")  # the long shapes of the verbal noun
_BAA = "\u0628"
_LL = "\u0644\u0644"
_AL = "\u0627\u0644"
_MINISTRY = "\u0648\u0632\u0627\u0631\u0647"
_PRESIDENT, _CHANCELLOR = "\u0631\u064a\u064a\u0633", "\u0645\u0633\u062a\u0634\u0627\u0631"
_EACH_OF = frozenset({"\u0643\u0644", "\u0645\u0646"})
_CHANCELLED = frozenset({"Q183", "Q40"})  # the heads of whose governments are called chancellor
_PLURAL_ENDINGS = ("\u0648\u0646", "\u064a\u0646")
_DUAL_ENDING = "\u0627\u0646"
_SOUND_FEMININE = "\u0627\u062a"
_LONGEST_NAME = 5
# Roles that many hold at once: without a name they are sources nobody named.
_COMMON_ROLES = frozenset({"member", "expert", "officer", "activist", "person", "founder", "sport", "deputy"})
_NO_BODY = frozenset({"expert", "person", "activist", "officer", "sport"})
_OFFICE_OF_ROLE = {"president": "presidency", "prime-minister": "government"}


@dataclass(frozen=True, slots=True)
class Part:
    """A segment between commas: title words with role and gender, complement, proper name."""

    role: str | None
    gender: str
    title: tuple[Word, ...]
    complement: tuple[Word, ...]
    name: tuple[Word, ...]


def read_phrase(text: str, start: int, registry: Registry, families: Collection[str] = ()) -> Mention:
    """What an Arabic source phrase says. ``families`` are keys of family names that the article knows."""
    words = _unprefixed(words_of(_QUOTES.sub(" ", text), start), registry, families)
    if not words:
        return Mention("unknown", text, start)
    lex = lexicon("ar")
    mention = _simple(text, start, words, lex, registry)
    if mention is not None:
        return mention
    segments = _segments(text, start, words)
    head = words[0]
    body = _head_class(segments[0], lex, registry)
    if body == "document":
        return _document(text, start, segments[0], lex, registry, families)
    if body is not None:
        return _body(text, start, segments[0], body, lex, registry)
    unnamed = _unnamed(text, start, words, lex, registry)
    if unnamed is not None:
        return unnamed
    parts = [_part(segment, lex, registry, families) for segment in segments]
    mention = _person(text, start, parts, lex, registry)
    return mention if mention.name or mention.title else replace(mention, kind="unknown", head=head.key)


def is_adverb(word: str, families: Collection[str]) -> bool:
    """Whether a word alone is no speaker: a preposition with an indefinite noun, or an abstract plural."""
    lex, options = lexicon("ar"), readings(word)
    if any(o in lex.given or o in lex.bodies or o in lex.pronouns or o in families for o in options):
        return False
    folded = options[0]
    if any((o,) in lex.roles or (o,) in lex.unnamed for o in options):
        return False
    prepositional = folded.startswith(_BAA) and _VERBAL_NOUN.fullmatch(folded[1:]) is not None
    return prepositional or (word.startswith(_AL) and folded.endswith(_SOUND_FEMININE))


def _unprefixed(words: list[Word], registry: Registry, families: Collection[str]) -> list[Word]:
    """The words with a preposition before the first taken off where what is left is known, or bears the article."""
    if not words:
        return words
    first, lex = words[0], lexicon("ar")
    if first.text.startswith(_LL) and len(first.text) > 4:
        bare = _AL + first.text[2:]
        return [Word(first.start, first.end, bare, key(bare)), *words[1:]]
    options = readings(first.text)

    def known(option: str) -> bool:
        return option in lex.common or option in lex.given or option in registry.starts or option in families

    if known(options[0]) or first.key in lex.pronouns:
        return words
    for cut, option in enumerate(options[1:], start=1):
        if known(option):
            return [Word(first.start, first.end, first.text[cut:], option), *words[1:]]
    return words


def _segments(text: str, start: int, words: Sequence[Word]) -> list[list[Word]]:
    """The words between commas, brackets and dashes."""
    breaks = [start + m.start() for m in _BREAK.finditer(text)]
    out: list[list[Word]] = [[]]
    for word in words:
        while breaks and breaks[0] < word.start:
            breaks.pop(0)
            if out[-1]:
                out.append([])
        out[-1].append(word)
    return [segment for segment in out if segment]


def _simple(text: str, start: int, words: Sequence[Word], lex: Lexicon, registry: Registry) -> Mention | None:
    """Pronouns, "the same source", a name the registry lists whole, countries side by side."""
    joined = " ".join(w.key for w in words)
    if joined in lex.same or (len(words) > 1 and words[-1].key in lex.same and words[0].key not in lex.bodies):
        return Mention("same", text, start, head=words[0].key)
    if len(words) == 1 and words[0].key in lex.pronouns:
        return Mention("pronoun", text, start, head=words[0].key, agreement=lex.pronouns[words[0].key])
    whole = match_at(words, 0, registry)
    if whole is not None and whole.length == len(words):
        return _listed(text, start, words, whole, lex, registry)
    if _countries(words, registry) > 1:
        names = tuple(w.key for w in words)
        return Mention("group", text, start, name=names, label=text, head=words[0].key)
    return None


def _countries(words: Sequence[Word], registry: Registry) -> int:
    """How many countries a phrase lists; 0 where it holds anything else than countries and "each of"."""
    i = found = 0
    while i < len(words):
        match = match_at(words, i, registry)
        if match and any(registry.actors[a].kind == "country" for a in match.ids):
            found, i = found + 1, match.past
        elif words[i].key in _EACH_OF:
            i += 1
        else:
            return 0
    return found


def _listed(
    text: str, start: int, words: Sequence[Word], whole: Match, lex: Lexicon, registry: Registry
) -> Mention | None:
    """A phrase that is a listed name and nothing more."""
    actor = registry.actors[whole.ids[0]]
    name = tuple(w.key for w in words)
    if actor.kind == "person":
        if len(words) == 1 and words[0].key in lex.common:
            return None
        return Mention("person", text, start, name=name, label=_label(words), known=whole.ids)
    kind = "country" if actor.kind == "country" else "outlet" if actor.kind == "outlet" else "body"
    return Mention(
        "country" if kind == "country" else "outlet" if kind == "outlet" else "body",
        text,
        start,
        name=name,
        label=_label(words),
        head=words[0].key,
        known=whole.ids,
        country=actor.country,
        agreement="" if kind == "country" else _agreement(words[0].key),
        definite=words[0].definite,
    )


def _agreement(head: str) -> str:
    """How a verb agrees with a noun of this shape that is no person."""
    if head.endswith(_TAA) or head.endswith(_SOUND_FEMININE):
        return "fs"
    return "ms"


def _head_class(words: Sequence[Word], lex: Lexicon, registry: Registry) -> str | None:
    """The class of body that a phrase's head noun names; None where it names a person or nothing known."""
    first = words[0]
    if _role_at(words, 0, lex):
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


def _role_at(words: Sequence[Word], i: int, lex: Lexicon) -> tuple[int, str, str] | None:
    """The longest title that starts at a word: how many words, its role, the holder's gender."""
    for first in readings(words[i].text) if i == 0 else (words[i].key,):
        for n in range(min(lex.role_starts.get(first, 0), len(words) - i), 0, -1):
            found = lex.roles.get((first, *(w.key for w in words[i + 1 : i + n])))
            if found:
                return n, found[0], found[1]
    return None


def _body(text: str, start: int, words: Sequence[Word], kind: str, lex: Lexicon, registry: Registry) -> Mention:
    """An organisation, outlet, study or group: its name is the whole phrase."""
    name = tuple(w.key for w in words)
    country = country_in(words[1:], registry)
    base = Mention(
        "body",
        text,
        start,
        name=name,
        label=_label(words),
        head=words[0].key,
        country=country,
        agreement=_agreement(words[0].key),
        definite=words[0].definite,
    )
    if kind == "group":
        return replace(base, kind="group", agreement=_group_agreement(words[0].key))
    if kind == "study":
        return replace(base, kind="study")
    found = _known_body(words, registry)
    if found:
        actor = registry.actors[found[0]]
        outlet = actor.kind == "outlet"
        return replace(base, kind="outlet" if outlet else "body", known=found, country=actor.country)
    if kind == "outlet":
        return replace(base, kind="outlet")
    return replace(base, office=_office(words, registry))


def _known_body(words: Sequence[Word], registry: Registry) -> tuple[str, ...]:
    """The listed body that the phrase names: after its head noun, or with a demonym or modifiers after it."""
    for first in (0, 1):
        if first >= len(words):
            break
        match = match_at(words, first, registry)
        if match is None:
            continue
        bodies = tuple(a for a in match.ids if registry.actors[a].kind not in ("country", "person"))
        rest = [i for i in range(match.past, len(words)) if not is_place_word(words, i, registry)]
        if bodies and not rest:
            return bodies
    return ()


def _office(words: Sequence[Word], registry: Registry) -> str | None:
    """The office that a body's phrase names when nothing but its country follows."""
    first = 1 if words[0].key == _MINISTRY and len(words) > 1 else 0
    found = portfolio_at(words, first, registry) if first or len(words) <= 3 else None
    found = found or office_at(words, 0, registry)
    if found is None:
        return None
    past = (first if found[1] in registry.offices and registry.offices[found[1]].portfolios else 0) + found[0]
    rest = [i for i in range(past, len(words)) if not is_place_word(words, i, registry)]
    return found[1] if not rest else None


def _group_agreement(head: str) -> str:
    if head.endswith(_TAA):
        return "fs"
    if head.endswith(_DUAL_ENDING):
        return "d"
    return "mp"


def _unnamed(text: str, start: int, words: Sequence[Word], lex: Lexicon, registry: Registry) -> Mention | None:
    """A source that the article does not name: "a senior official at …", "eyewitnesses", "one of …"."""
    first = 0
    while first < len(words) - 1 and words[first].key in lex.quantifiers:
        first += 1
    word = words[first]
    found = None
    for n in (2, 1):
        for reading in readings(word.text) if first == 0 else (word.key,):
            found = found or lex.unnamed.get((reading, *(w.key for w in words[first + 1 : first + n])))
    if found is None and not (first and _role_at(words, first, lex)):
        return None
    if found is not None and not first and _names_someone(words, lex, registry):
        return None
    if word.definite and not first and _role_at(words, 0, lex):
        return None
    rest = words[first + 1 :]
    institution = institution_in(rest, registry)
    offices = [o for i in range(len(rest)) if (o := office_at(rest, i, registry) or portfolio_at(rest, i, registry))]
    return Mention(
        "unnamed",
        text,
        start,
        name=tuple(w.key for w in words),
        label=_label(words),
        head=word.key,
        office=offices[0][1] if offices and not institution else None,
        country=country_in(rest, registry),
        of=institution.ids[0] if institution else None,
        agreement=_people_agreement(word.key),
        definite=word.definite and not first,
        senior=any(w.key in lex.senior for w in rest) or word.key in lex.senior,
        unnamed=found or "person",
    )


def _people_agreement(head: str) -> str:
    if head.endswith(_PLURAL_ENDINGS):
        return "mp"
    return "fs" if head.endswith(_TAA) or head in ("\u0645\u0635\u0627\u062f\u0631",) else ""


def _names_someone(words: Sequence[Word], lex: Lexicon, registry: Registry) -> bool:
    """Whether a phrase that starts like an unnamed source gives a name after all."""
    for i in range(1, len(words) - 1):
        if words[i].key in lex.given and words[i].key not in lex.common and not words[i].definite:
            return not is_place_word(words, i, registry) and not _role_at(words, i - 1, lex)
        if person_at(words, i, registry):
            return not _role_at(words, i - 1, lex)
    return False


def _document(
    text: str,
    start: int,
    words: Sequence[Word],
    lex: Lexicon,
    registry: Registry,
    families: Collection[str],
) -> Mention:
    """A statement speaks for who issued it: the body or person named after it, else whoever it belongs to."""
    for i in range(1, len(words)):
        reading = [r for r in readings(words[i].text) if r in lex.bodies or (r,) in registry.index]
        role = _role_at(words[i:], 0, lex)
        named = person_at(words, i, registry)
        office = portfolio_at(words, i, registry) or office_at(words, i, registry)
        if not (reading or role or named or office) or (words[i].key in lex.common - set(lex.bodies) and not role):
            continue
        if reading and lex.bodies.get(reading[0]) == "document":
            continue
        rest = text[words[i].start - start :]
        inner = read_phrase(rest, words[i].start, registry, families)
        if inner.kind in ("body", "person", "title", "country", "group", "outlet"):
            return replace(inner, text=text, start=start)
    owner = next((lex.pronouns[w.key] for w in words[1:] if w.key in lex.pronouns), "")
    return Mention(
        "document",
        text,
        start,
        name=tuple(w.key for w in words),
        label=_label(words),
        head=words[0].key,
        agreement=owner,
        definite=words[0].definite,
    )


def _part(words: Sequence[Word], lex: Lexicon, registry: Registry, families: Collection[str]) -> Part:
    """A segment as title, complement and name."""
    i, role, gender = 0, None, ""
    while i < len(words):
        found = _role_at(words, i, lex)
        if found and not (i == 0 and found[0] == 1 and _is_name(words, lex, registry)):
            i, role, gender = i + found[0], found[1], found[2]
            break
        if words[i].key not in lex.honorifics or len(words) == 1 or (i == 0 and _is_name(words, lex, registry)):
            break
        i += 1
    titled = i > 0
    rest = list(words[i:])
    begin = _name_start(rest, lex, registry, families) if titled else 0
    name = _cut(rest[begin:], lex) if begin is not None else []
    if not titled and len(name) > _LONGEST_NAME:
        name = name[:_LONGEST_NAME]
    complement = rest[:begin] if begin is not None else rest
    after = rest[(begin or 0) + len(name) :] if begin is not None else []
    if not role and after:
        tail = _part(after, lex, registry, families)
        role, gender, complement = tail.role, tail.gender, list(tail.complement)
        return Part(role, gender, tail.title, tuple(complement), tuple(name))
    return Part(role, gender, tuple(words[:i]), tuple(complement), tuple(name))


def _is_name(words: Sequence[Word], lex: Lexicon, registry: Registry) -> bool:
    """Whether a phrase that opens with a title word is a name for all that."""
    if person_at(words, 0, registry):
        return True
    if len(words) < 2 or words[0].key not in lex.given or words[0].definite or words[1].definite:
        return False
    return _could_be_name(words, 1, lex, registry)


def _cut(words: list[Word], lex: Lexicon) -> list[Word]:
    """A name ends where a title, a connector or a body begins."""
    for i in range(1, len(words)):
        if words[i].key in lex.particles or words[i].key in lex.given:
            continue
        if _role_at(words, i, lex) or words[i].key in lex.connectors:
            return words[:i]
    return words


def _name_start(words: Sequence[Word], lex: Lexicon, registry: Registry, families: Collection[str]) -> int | None:
    """Where the proper name begins in the words after a title; None where there is none.

    A listed person, an honorific, a given name or a name particle begins it; else a word that belongs to no title,
    body, portfolio or country, after a complete complement.
    """
    for i, word in enumerate(words):
        if person_at(words, i, registry):
            return i
        last = i + 1 == len(words)
        if word.key in lex.honorifics and word.definite and not last and _opens_name(words, i + 1, lex, registry):
            return i + 1
        construct = i > 0 and words[i - 1].key in lex.bodies and not words[i - 1].definite
        opens = (word.key in lex.given and not _title_follows(words, i, lex)) or word.key in lex.particles
        if opens and not last and not construct and word.key not in lex.connectors:
            return i
    for i, word in enumerate(words):
        if len(words) - i > _LONGEST_NAME or not _could_be_name(words, i, lex, registry):
            continue
        alone = i + 1 == len(words)
        complete = i == 0 or words[i - 1].definite or is_place_word(words, i - 1, registry)
        complete = complete or words[i - 1].key in lex.modifiers
        if word.definite and not alone:
            complete = complete and word.key in families
        if word.definite and i and word.key not in families:
            continue
        if complete and all(_could_be_name(words, j, lex, registry) for j in range(i, len(words))):
            return i
    return None


def _opens_name(words: Sequence[Word], i: int, lex: Lexicon, registry: Registry) -> bool:
    """Whether a full name begins at a word, by what is known of names."""
    given = words[i].key in lex.given or words[i].key in lex.particles
    return given or person_at(words, i, registry) is not None or i + 1 == len(words)


def _title_follows(words: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """Whether a given name is the first word of a title of several words (secretary general)."""
    found = _role_at(words[i:], 0, lex)
    return found is not None and found[0] > 1


def _could_be_name(words: Sequence[Word], i: int, lex: Lexicon, registry: Registry) -> bool:
    word = words[i]
    if word.key in lex.particles or word.key in lex.given:
        return True
    if word.key in lex.common or any(r in lex.bodies for r in readings(word.text)):
        return False
    if portfolio_at(words, i, registry) or office_at(words, i, registry):
        return False
    return not is_place_word(words, i, registry)


def _person(text: str, start: int, parts: list[Part], lex: Lexicon, registry: Registry) -> Mention:
    """A person from the segments: the name of the first that has one, the title of the first that has one."""
    titled = next((p for p in parts if p.role or p.title), None)
    named = next((p for p in parts if p.name and not _is_title_only(p, lex)), None)
    if named is not None and titled is not None and named is not titled and parts.index(named) > 1 < len(named.name):
        named = named if not titled.name else titled
    name = tuple(w.key for w in named.name) if named else ()
    known = registry.index.get(name, ())
    title = titled or Part(None, "", (), (), ())
    office, country, of, of_label = _complement(title, lex, registry)
    gender = title.gender if title.gender == "f" else lex.given.get(name[0], "") if name else title.gender
    gender = gender or (title.gender if title.role in ("minister", "president", "head", "spokesperson") else "")
    common = title.role in _COMMON_ROLES and not name
    first = title.title[0] if title.title else None
    definite = bool(first and first.definite)
    kind = "person" if name else "title"
    if (common and not (definite and len(text.split()) <= 3)) or (
        not name and first is not None and not definite and not title.complement and len(title.title) == 1
    ):
        kind = "unnamed"
    return Mention(
        "person" if kind == "person" else "unnamed" if kind == "unnamed" else "title",
        text,
        start,
        name=name or tuple(w.key for p in parts for w in (*p.title, *p.complement)),
        label=_label(named.name) if named else text.strip(),
        head=title.title[0].key if title.title else "",
        role=title.role,
        title=tuple(w.key for w in (*title.title, *title.complement)),
        office=office,
        country=country,
        of=of,
        of_label=of_label,
        known=tuple(a for a in known if registry.actors[a].kind == "person"),
        agreement={"f": "fs", "m": "ms"}.get(gender, ""),
        definite=definite,
        unnamed=(title.role or "person") if kind == "unnamed" else "",
    )


def _is_title_only(part: Part, lex: Lexicon) -> bool:
    return bool(part.name) and all(w.key in lex.common for w in part.name)


def _complement(part: Part, lex: Lexicon, registry: Registry) -> tuple[str | None, str | None, str | None, str]:
    """The office, country and body that a title's complement names: (office, country, of, label of an own body)."""
    words = [*part.complement]
    while words and (words[0].key in lex.connectors or words[0].key in lex.modifiers):
        words.pop(0)
    whole = [*part.title, *part.complement]
    country = country_in(words, registry)
    office = _OFFICE_OF_ROLE.get(part.role or "") or _led_office(whole, country, registry)
    if office is None and words:
        found = portfolio_at(words, 0, registry)
        if found is None:
            ministry = next((i for i, w in enumerate(words[:-1]) if _MINISTRY in readings(w.text)), None)
            found = portfolio_at(words, ministry + 1, registry) if ministry is not None else None
        if found is None:
            found = next((o for i in range(len(words)) if (o := office_at(words, i, registry))), None)
        office = found[1] if found else None
    institution = institution_in(words, registry)
    if institution and (office is None or part.role not in ("minister", "deputy-minister")):
        listed = registry.actors[institution.ids[0]]
        return office, country or listed.country, listed.id, ""
    if office:
        return office, country, registry.office_id(country, office) if country else None, ""
    return None, country, *_own_body(words, part.role, lex, registry)


def _led_office(words: Sequence[Word], country: str | None, registry: Registry) -> str | None:
    """The office whose head bears this title: the president, the speaker of parliament, the governor."""
    for n in range(min(5, len(words)), 0, -1):
        office = registry.head_names.get(tuple(w.key for w in words[:n]))
        if office is None:
            continue
        if n > 1:
            return office
        first = words[0]
        if first.key == _CHANCELLOR and country not in _CHANCELLED:
            return None
        followed = len(words) == 1 or demonym_at(words, 1, registry) is not None
        if first.definite or (followed and first.key != _PRESIDENT):
            return office
    return None


def _own_body(words: Sequence[Word], role: str | None, lex: Lexicon, registry: Registry) -> tuple[str | None, str]:
    """The body in a complement that no registry lists: from its head noun on."""
    if role in _NO_BODY:
        return None, ""
    for i, word in enumerate(words):
        kind = next((lex.bodies[r] for r in readings(word.text) if r in lex.bodies), None)
        if kind in ("organisation", "outlet"):
            body = _unprefixed([*words[i:]], registry, ())
            while len(body) > 1 and body[-1].key in lex.modifiers and body[-1].key not in lex.bodies and len(body) > 3:
                body.pop()
            if len(body) == 1:
                return None, ""
            return own_id("organisation", tuple(w.key for w in body)), _label(body)
    return None, ""


def _label(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)
