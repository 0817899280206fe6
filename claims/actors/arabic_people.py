"""Titles and names in an Arabic phrase: where the name begins, whose office it tells, whom it speaks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from claims.actors.arabic_offices import spoken_for_by
from claims.actors.arabic_words import (
    is_addressed,
    is_adjective,
    is_family,
    is_feminine,
    label_of,
    owned_stem,
    owned_title,
    role_at,
)
from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.mention import Mention, titled_role
from claims.actors.phrase import LONGEST_NAME
from claims.actors.places import (
    demonym_at,
    institution_in,
    is_place_word,
    office_at,
    person_at,
    portfolio_at,
)
from claims.actors.registry import Registry
from claims.languages.arabic.morphemes import ACCUSATIVE, ARTICLE, ARTICLE_AFTER_LAAM, BAA, HIS, LAAM, PRONOUNS, WAW
from claims.words import Word, has_article, readings

# Roles that many hold at once: without a name they are sources nobody named.
_COMMON_ROLES = frozenset(
    {"member", "expert", "officer", "activist", "person", "founder", "sport", "deputy", "official"}
)
_SHORTEST_OWNED = 3
_FEWEST_OF_FULL_NAME = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A segment between commas: title words with role and gender, complement, proper name (``sure``: known as one)."""

    role: str | None
    gender: str
    title: tuple[Word, ...]
    complement: tuple[Word, ...]
    name: tuple[Word, ...]
    sure: bool = False


class _Bearer(NamedTuple):
    """What a title tells of who bears it; ``waits``: its last word needs a second part, which is no name."""

    role: str | None
    gender: str
    waits: bool


def part_of(
    words: Sequence[Word],
    lex: Lexicon,
    registry: Registry,
    families: Collection[str],
    closed: frozenset[int] = frozenset(),
) -> Part:
    """A segment as title, complement and name. ``closed``: where words begin behind the closing mark of a quotation."""
    i, role, gender = 0, None, ""
    words = _without_companion(words, lex)
    owned = owned_title(words[0], lex) if words else None
    if owned is not None and role_at([owned, *words[1:]], 0, lex):
        words = [owned, *words[1:]]
    while i < len(words):
        found = role_at(words, i, lex)
        if found and not (i == 0 and found[0] == 1 and _is_name(words, lex, registry)):
            i, role, gender = i + found[0], found[1], found[2]
            break
        if words[i].key not in lex.honorifics or len(words) == 1 or (i == 0 and _is_name(words, lex, registry)):
            break
        i += 1
    titled = i > 0
    rest = list(words[i:])
    bearer = _Bearer(role, gender, role is not None and not words[i - 1].definite)
    begin = _name_start(rest, lex, registry, families, bearer, closed) if titled else 0
    listed = person_at(rest, begin, registry) if begin is not None else None
    name = rest[begin : listed.past] if listed else _cut(rest[begin:], lex) if begin is not None else []
    sure = begin is not None and bool(rest[begin:]) and _opens_name(rest, begin, lex, registry) and len(name) > 1
    if not titled and len(name) > LONGEST_NAME:
        name = name[:LONGEST_NAME]
    complement = rest[:begin] if begin is not None else rest
    after = rest[(begin or 0) + len(name) :] if begin is not None else []
    if not role and after:
        tail = part_of(after, lex, registry, families)
        role, gender, complement = tail.role, tail.gender, list(tail.complement)
        return Part(role, gender, tail.title, tuple(complement), tuple(name), sure)
    return Part(role, gender, tuple(words[:i]), tuple(complement), tuple(name), sure)


def _is_name(words: Sequence[Word], lex: Lexicon, registry: Registry) -> bool:
    """Whether a phrase that opens with a title word is a name for all that."""
    if person_at(words, 0, registry):
        return True
    if len(words) < 2 or words[0].key not in lex.given or words[0].definite:
        return False
    rank = lex.roles.get((words[0].key,), ("", ""))[0] == "officer"  # which bears the article before a family name
    if words[1].definite and not rank:
        return False
    return _could_be_name(words, 1, lex, registry)


def _cut(words: list[Word], lex: Lexicon) -> list[Word]:
    """A name ends where a title, a connector or a body begins."""
    for i in range(1, len(words)):
        if _stops(words[i], lex) or is_addressed(words[i], lex):
            return words[:i]
        if words[i].definite and _title_follows(words, i, lex):
            return words[:i]
        if words[i].key in lex.particles or words[i].key in lex.given or is_family(words, 0, i, lex):
            continue
        if _is_past_family(words, i, lex) or _is_owned(words, i, lex):
            return words[:i]
        if role_at(words, i, lex) or words[i].key in lex.connectors or words[i].text.startswith(ARTICLE_AFTER_LAAM):
            return words[:i]
    return words


def _stops(word: Word, lex: Lexicon) -> bool:
    """Whether a word is a verb or an adverb that follows a name."""
    return word.key in lex.name_stops and not word.definite


def _is_past_family(words: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """Whether a word without the article stands behind a family name with it, which ends a name.

    What follows is an object or a verb. A second person joined by "and" is read with the first.
    """
    before = words[i - 1]
    given = before.key in lex.given or before.key in lex.name_ends
    if not before.definite or given or (i > 1 and words[i - 2].key in lex.particles):
        return False
    return not has_article(words[i].text) and not words[i].text.startswith(WAW)


def _is_owned(words: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """Whether a word behind a family name is a noun with its owner ("changed Bergstrom his mind"): no name."""
    before, word = words[i - 1], words[i]
    if before.key in lex.given or before.key in lex.particles or has_article(word.text):
        return False
    return len(word.text) > _SHORTEST_OWNED and word.text.endswith(PRONOUNS)


def _name_start(
    words: Sequence[Word],
    lex: Lexicon,
    registry: Registry,
    families: Collection[str],
    bearer: _Bearer,
    closed: frozenset[int],
) -> int | None:
    """Where the proper name begins in the words after a title; None where there is none.

    A listed person, an honorific, a given name or a name particle begins it; else a word that belongs to no title,
    body, portfolio or country, after a complete complement.
    """
    body = institution_in(words, registry)
    for i, word in enumerate(words):
        if _genitive(words, i, lex) and not (body is not None and i == body.past):
            continue
        if person_at(words, i, registry):
            return i
        if _of_title(words, i, lex, registry) or _of_place(words, i, lex, bearer.gender):
            continue
        last = i + 1 == len(words)
        if word.key in lex.honorifics and word.definite and not last and _opens_name(words, i + 1, lex, registry):
            return i + 1
        construct = (
            i > 0
            and not words[i - 1].definite
            and (words[i - 1].key in lex.bodies or (word.definite and _waits(words, i - 1, lex, registry)))
        )
        opens = (word.key in lex.given and not _title_follows(words, i, lex)) or word.key in lex.particles
        opens = opens and not (i and (words[i - 1].key in lex.spelt or words[i - 1].key in lex.placing))
        if opens and not last and not construct and word.key not in lex.connectors:
            return i - 1 if word.key in lex.filiation and _is_father_named(words, i - 1, lex, registry) else i
    if bearer.role == "guest":
        return None
    words = words[: next((i for i, w in enumerate(words) if i and _stops(w, lex)), len(words))]
    for i, word in enumerate(words):
        second = bearer.waits and not i and word.key not in lex.given
        if second or _genitive(words, i, lex) or _purpose(words, i) or _of_complement(words, i, lex):
            continue
        if len(words) - i > LONGEST_NAME or not _could_be_name(words, i, lex, registry):
            continue
        alone = i + 1 == len(words)
        complete = i == 0 or words[i - 1].definite or is_place_word(words, i - 1, registry)
        complete = complete or words[i - 1].key in lex.modifiers or word.start in closed
        complete = complete or (body is not None and i == body.past)
        if word.definite and not alone:
            complete = complete and word.key in families
        if word.definite and i and word.key not in families:
            continue
        if complete and all(_could_be_name(words, j, lex, registry) for j in range(i, len(words))):
            return i
    return None


def _of_complement(words: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """Whether a word behind a title goes on with its complement: joined by "and", a place, a noun with its owner."""
    word = words[i]
    if word.key in lex.given or word.key in lex.particles:
        return False
    if word.text.startswith(BAA) and has_article(word.text):
        return True
    if any(reading in lex.cities for reading in readings(word.text)):
        return True
    alone = i + 1 == len(words)
    joined = word.text.startswith(WAW) and (has_article(word.text) or (not alone and words[i + 1].definite))
    return joined or (alone and i > 0 and word.text.endswith(PRONOUNS) and len(word.text) > _SHORTEST_OWNED)


def _of_title(words: Sequence[Word], i: int, lex: Lexicon, registry: Registry) -> bool:
    """Whether a word is an adjective of the title before a full name, though it may be a given name elsewhere.

    It has the article and agrees with the noun before it, or tells a country (``وزير الصيد البحري المغربي رشيد``).
    """
    if not is_adjective(words[i]):
        return False
    if not demonym_at(words, i, registry):
        noun = words[i - 1] if i else None
        if noun is None or not noun.definite or is_feminine(noun) != is_feminine(words[i]):
            return False
    j = i + 1
    while j < len(words) and words[j].definite and (is_adjective(words[j]) or words[j].key in lex.common):
        j += 1
    if len(words) - j < _FEWEST_OF_FULL_NAME or words[j].definite or words[j].key in lex.filiation:
        return False
    return words[j].key not in lex.connectors and _could_be_name(words, j, lex, registry)


def _of_place(words: Sequence[Word], i: int, lex: Lexicon, gender: str) -> bool:
    """Whether a man's name before a woman's, behind the title of a woman, is the end of her title (a place)."""
    if gender != "f" or lex.given.get(words[i].key) != "m":
        return False
    return any(lex.given.get(word.key) == "f" and not word.definite for word in words[i + 1 : -1])


def _is_father_named(words: Sequence[Word], i: int, lex: Lexicon, registry: Registry) -> bool:
    """Whether a word before "son of" is a given name that no list has."""
    if i < 0 or has_article(words[i].text) or not _could_be_name(words, i, lex, registry):
        return False
    return i == 0 or words[i - 1].definite or is_place_word(words, i - 1, registry)


def _without_companion(words: Sequence[Word], lex: Lexicon) -> Sequence[Word]:
    """A phrase without "his counterpart", "her colleague" and their adjectives, where more is told behind them."""
    if not words or not owned_stem(words[0], lex.companions):
        return words
    past = 1
    while past < len(words) and is_adjective(words[past]):
        past += 1
    return words[past:] or words


def _waits(words: Sequence[Word], i: int, lex: Lexicon, registry: Registry) -> bool:
    """Whether a word without the article is a noun that waits for its second part, and no title, name or place."""
    word = words[i]
    known = word.key in lex.given or word.key in lex.honorifics or word.key in lex.modifiers
    return not (known or role_at(words, i, lex) or has_article(word.text) or is_place_word(words, i, registry))


def _genitive(words: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """Whether a name here belongs to a noun before it: the office of president X, the government of X."""
    possible = [w for w in words[:i] if w.text.startswith(LAAM) and not w.text.endswith(HIS)]  # not "of its head"
    if any(not role_at([w], 0, lex, whole=True) and role_at([w], 0, lex) for w in possible):
        return True
    j = i
    while j and (words[j - 1].key in lex.honorifics or role_at(words[j - 1 :], 0, lex)):
        j -= 1
    if not j:
        return bool(j != i and len(readings(words[0].text)) > 1 and words[0].key not in lex.common)
    noun = words[j - 1]
    return (
        not has_article(noun.text)
        and any(r in lex.bodies for r in readings(noun.text))
        and (i > j or noun.key in lex.bodies or len(readings(noun.text)) > 1)
    )


def _purpose(words: Sequence[Word], i: int) -> bool:
    """Whether a word is a preposition with a verbal noun (for the fight against, for the making and selling of)."""
    word = words[i]
    if not word.text.startswith(LAAM) or len(word.text) <= _SHORTEST_OWNED or i + 1 == len(words):
        return False
    return words[i + 1].definite or (words[i + 1].text.startswith(WAW) and word.key not in lexicon("ar").given)


def _opens_name(words: Sequence[Word], i: int, lex: Lexicon, registry: Registry) -> bool:
    """Whether a full name begins at a word, by what is known of names."""
    given = words[i].key in lex.given or words[i].key in lex.particles
    return given or person_at(words, i, registry) is not None or i + 1 == len(words)


def _title_follows(words: Sequence[Word], i: int, lex: Lexicon) -> bool:
    """Whether a given name is the first word of a title of several words (secretary general)."""
    found = role_at(words[i:], 0, lex)
    return found is not None and found[0] > 1


def _could_be_name(words: Sequence[Word], i: int, lex: Lexicon, registry: Registry) -> bool:
    word = words[i]
    if word.key in lex.particles or word.key in lex.given:
        return True
    if word.key in lex.common or word.key in lex.spelt or any(r in lex.bodies for r in readings(word.text)):
        return False
    if word.key.endswith(ACCUSATIVE) and word.key.removesuffix(ACCUSATIVE) in lex.bodies:
        return False
    if _stops(word, lex):
        return False
    if any(
        r.endswith(owner) and (r.removesuffix(owner),) in lex.roles for r in readings(word.text) for owner in PRONOUNS
    ):
        return False  # "of its head"
    if portfolio_at(words, i, registry) or office_at(words, i, registry):
        return False
    return not is_place_word(words, i, registry)


def read_person(text: str, start: int, parts: list[Part], lex: Lexicon, registry: Registry) -> Mention:
    """A person from the segments: the name of the first that has one, the title of the first that has one."""
    titled = next((p for p in parts if p.role or p.title), None)
    names = [p for p in parts if p.name and not _is_title_only(p, lex)]
    named = next((p for p in names if p.sure), _likeliest(names))
    if named is not None and titled is not None and named is not titled and titled.name and not titled.sure:
        titled = replace(titled, complement=(*titled.complement, *titled.name), name=())
    name = tuple(w.key for w in named.name) if named else ()
    known = registry.index.get(name, ())
    title = titled or Part(None, "", (), (), ())
    office, country, of, of_label = spoken_for_by(title.role, title.title, title.complement, lex, registry)
    role, held = titled_role(title.role, (w.key for w in (*title.title, *title.complement)), lex)
    if not held or role == "person":  # kin and trades speak for nobody else
        office, of, of_label = None, None, ""
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
        label=label_of(named.name) if named else _unnamed_label(text, start, parts),
        head=title.title[0].key if title.title else "",
        role=role,
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


def _likeliest(names: Sequence[Part]) -> Part | None:
    """Of parts with a name the first, but a full name between commas before a word alone that ends a title."""
    if len(names) > 1 and names[0].title and len(names[0].name) == 1 and not names[1].title:
        return names[1] if len(names[1].name) >= _FEWEST_OF_FULL_NAME else names[0]
    return names[0] if names else None


def _unnamed_label(text: str, start: int, parts: Sequence[Part]) -> str:
    """A title as it is written, without a preposition joined to its first word."""
    words = [w for part in parts[:1] for w in (*part.title, *part.complement, *part.name)]
    first = min(words, default=None)
    if first is None or not text.lstrip().startswith(ARTICLE_AFTER_LAAM) or not first.text.startswith(ARTICLE):
        return text.strip()
    return (first.text + text[first.end - start :]).strip()


def _is_title_only(part: Part, lex: Lexicon) -> bool:
    return bool(part.name) and all(w.key in lex.common for w in part.name)
