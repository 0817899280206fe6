"""Titles and names in an English phrase: where the name stands, whose office it tells, whom it speaks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from claims.actors.closed_classes import closed_words, prepositions
from claims.actors.diplomats import SENT, before_place, sent_by
from claims.actors.english_bodies import match_country, named_body, office_of, own_body
from claims.actors.english_gender import of_name
from claims.actors.english_words import (
    ARTICLES,
    DEFINITE,
    LINKS,
    head_of,
    joins_name,
    label_of,
    main_role,
    past_head,
    past_label,
    role_in,
)
from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.mention import Mention, titled_role
from claims.actors.phrase import LONGEST_NAME, OFFICE_OF_ROLE, SpokenFor, spoken_for
from claims.actors.places import country_in, institution_in, longest, match_at, office_at, portfolio_at
from claims.actors.registry import Registry
from claims.words import Word

_INDEFINITE = frozenset({"a", "an"})
_SPOKESMAN = "spokesman"
_ORGANISATION = "organisation"
_DEMONYM = re.compile(r"(?:an|ese|ish|i|ic|er)$")  # endings of adjectives for states that no list has
_REFLEXIVES = frozenset({"himself", "herself"})
_PRIVATE = frozenset({"expert", "activist", "person"})  # «an energy analyst» is of no ministry
_COMMON_ROLES = frozenset({"member", "expert", "officer", "activist", "person", "adviser"})


def titled_name(words: Sequence[Word], lex: Lexicon, registry: Registry) -> tuple[list[Word], list[Word]]:
    """A segment as title and name: the name is the run of capitals after the last title or honorific."""
    past = 0
    for i, word in enumerate(words):
        role = role_in(words[: i + 1], lex)
        titled = role is not None and role[1] == i + 1
        if titled or word.key in lex.honorifics:
            if _in_complement(words, role[0] if role and titled else i, lex):
                break
            past = i + 1
    past = _past_place(words, past, registry) if past else 0
    name: list[Word] = []
    for word in words[past:]:
        if not (word.capital or (name and word.key in lex.particles)) or (not name and word.key in closed_words()):
            break
        name.append(word)
    complete = past + len(name) == len(words) or words[past + len(name)].key in LINKS | _REFLEXIVES
    if not name or not complete or len(name) > LONGEST_NAME or any(w.genitive for w in name[:-1]):
        return list(words), []
    if past == 0 and name[-1].key in lex.quantifiers:  # «One of the pair, …»
        return list(words), []
    if past == 0 and (lex.bodies.get(name[-1].key) or match_country(name, registry)):
        return list(words), []
    return list(words[:past]), name


def _in_complement(words: Sequence[Word], title: int, lex: Lexicon) -> bool:
    """Whether a title inside a noun phrase belongs to the complement of its head, which is who is meant.

    «the former director under President Field», «a supporter of Senator Cray»; but «the head of the mission General …»
    may be one person's titles.
    """
    for i, word in enumerate(words[:title]):
        if not i or not (word.key in LINKS or (word.key in prepositions() and not word.capital)):
            continue
        if joins_name(words, i):
            continue
        between = words[i + 1 : title]
        direct = all(w.key in ARTICLES or w.key in lex.modifiers or w.key in lex.honorifics for w in between)
        if word.key != "of" or direct or role_in(words[:i], lex) is None:
            return True
    return False


def _past_place(words: Sequence[Word], past: int, registry: Registry) -> int:
    """Where a full name begins behind a title and of what or where it is held; else ``past``.

    «envoy to Syria Tom Barrack», «minister of defence Ann Field», «head of the agency Bo Larsk», «director of the
    Institute of Energy Ann Field».
    """
    if past >= len(words) - 1 or words[past].key not in LINKS:
        return past
    i = past + 1 + (words[past + 1].key in ARTICLES)
    if i >= len(words):
        return past
    place = match_at(words, i, registry) if words[i].capital else None
    listed = place is not None and registry.actors[place.ids[0]].kind != "person"
    office = longest(portfolio_at(words, i, registry), office_at(words, i, registry))
    begins = place.past if listed and place is not None else i + office[0] if office else _past_body(words, i)
    rest, lex = words[begins:], lexicon("en")
    named = len(rest) > 1 and rest[0].capital and all(w.capital or w.key in lex.particles for w in rest)
    if begins == i or not named or role_in(rest, lex) is not None or rest[-1].key in lex.bodies:
        return past
    known = bool(of_name([w.key for w in rest])) or bool(registry.index.get(tuple(w.key for w in rest)))
    return (
        begins if known or listed or office else past
    )  # «director of the advocacy group Progress Larsk» has its name elsewhere


def _past_body(words: Sequence[Word], i: int) -> int:
    """The word behind the name of a body that begins at a word, or behind plain nouns; ``i`` for neither."""
    plain = next((k for k in range(i, len(words)) if words[k].capital), len(words))
    if plain > i:
        return i if any(w.key in LINKS or w.genitive for w in words[i:plain]) else plain
    bodies = lexicon("en").bodies
    return max((k + 1 for k in range(i, len(words)) if words[k].key in bodies), default=i)


def described_name(words: Sequence[Word], lex: Lexicon, registry: Registry) -> list[Word]:
    """The full name that ends a description without a title: «North Korea's top diplomat Ri Yong Ho»."""
    past = len(words)
    while past and not words[past - 1].genitive:
        particle = past < len(words) and words[past - 1].key in lex.particles  # «al-Wahidi»
        if not (words[past - 1].capital or particle):
            break
        past -= 1
    while past < len(words) and not words[past].capital:
        past += 1
    name = list(words[past:])
    noun = words[past - 1] if past else None
    if past_head(words[:past]) < past:  # whom the complement names is not who is described
        return []
    if noun is None or noun.genitive or not 2 <= len(name) <= LONGEST_NAME or named_body(name, lex, registry):
        return []
    plain = noun.key.isalpha() and noun.key not in LINKS | ARTICLES | lex.connectors | lex.particles
    return name if plain and noun.key not in lex.bodies and noun.key not in lex.modifiers else []


def is_name(words: Sequence[Word], lex: Lexicon, families: Collection[str]) -> bool:
    """Whether words can be a name: capitals and particles, a single one only where the article knows it as a family."""
    capital = all(w.capital or w.key in lex.particles for w in words)
    return capital and len(words) <= LONGEST_NAME and (len(words) > 1 or words[0].key in families)


def read_person(
    text: str, start: int, title: Sequence[Word], name: Sequence[Word], article: str, lex: Lexicon, registry: Registry
) -> Mention:
    """Somebody by a proper name, with the title before it and whom that speaks for."""
    spot = main_role(title, lex)
    role, held = titled_role(spot[2] if spot else None, (w.key for w in title), lex)
    office, country, of, of_label = _complement(title, spot[2] if spot else None, lex, registry)
    if not held:
        office, of, of_label = None, None, ""
    parts = tuple(w.key for w in name)
    known = tuple(a for a in registry.index.get(parts, ()) if registry.actors[a].kind == "person")
    female = any(w.key in ("mrs", "ms", "miss", "lady", "dame") or w.key.endswith("woman") for w in title)
    return Mention(
        "person",
        text,
        start,
        name=parts,
        label=label_of(text, start, name),
        head=title[spot[0]].key if spot else "",
        role=role,
        title=tuple(w.key for w in title),
        office=office,
        country=country,
        of=of,
        of_label=of_label,
        known=known,
        agreement="fs" if female else "",
        definite=bool(article),
    )


def read_title(text: str, start: int, words: Sequence[Word], article: str, lex: Lexicon, registry: Registry) -> Mention:
    """A title without a name: definite, it points back or to who holds it; indefinite, it is an unnamed source."""
    spot = role_in(words[: past_head(words)], lex)
    behind = words[spot[1] :] if spot else ()
    if behind and behind[0].capital and behind[0].key not in lex.common:  # a name that goes on
        if behind[0].genitive or (len(behind) > 1 and behind[1].genitive):
            return Mention("unknown", text, start)  # «President Trump's campaign»
        if any(w.key == "and" for w in behind):
            return Mention(
                "group", text, start, name=tuple(w.key for w in words), label=text.strip(), head=words[0].key
            )
    role, held = titled_role(spot[2] if spot else None, (w.key for w in words), lex)
    head = words[spot[0]].key if spot else head_of(words).key
    office, country, of, of_label = _complement(words, spot[2] if spot else None, lex, registry)
    if not held:
        office, of, of_label = None, None, ""
    genitive = any(w.genitive for w in words)
    definite = article in DEFINITE or genitive
    label = text[: words[-1].end - start].strip()
    capital = words[0].capital and not article
    single = role not in _COMMON_ROLES
    unnamed = not (definite or (capital and single)) or (role in _COMMON_ROLES and not definite)
    base = Mention(
        "unnamed" if unnamed else "title",
        text,
        start,
        name=tuple(w.key for w in words),
        label=text.strip() if unnamed else label,
        head=head,
        role=role,
        title=tuple(w.key for w in words),
        office=office,
        country=country,
        of=of,
        of_label=of_label,
        definite=definite,
        senior=any(w.key in lex.senior for w in words),
        unnamed=(lex.unnamed.get((head,)) or role or "person") if unnamed else "",
    )
    return replace(base, agreement="fs" if head.endswith("woman") else "ms" if head == _SPOKESMAN else "")


def read_capitals(text: str, start: int, words: Sequence[Word], article: str) -> Mention:
    """Capitals alone: a person's name, unless an article or an acronym shows a body."""
    lex = lexicon("en")
    begin = past_label(words, lex)
    begin = 0 if article and not (begin and words[begin - 1].genitive) else begin
    if begin and words[-1].key not in lex.bodies and words[-1].key not in lex.things:
        bearer = read_capitals(text, start, words[begin:], "")
        return replace(bearer, title=tuple(w.key for w in words[:begin]))
    acronym = len(words) == 1 and len(words[0].text) > 1 and words[0].text.isupper()
    name, label = tuple(w.key for w in words), label_of(text, start, words)
    if article in _INDEFINITE and not acronym:  # «a Welsh Conservative»: one of them, who is not named
        return Mention("unnamed", text, start, name=name, label=text.strip(), head=words[-1].key, unnamed="person")
    if article or acronym:
        return Mention(
            "body", text, start, name=name, label=label, head=words[-1].key, agreement="n", definite=bool(article)
        )
    return Mention("person", text, start, name=name, label=label)


def _complement(words: Sequence[Word], role: str | None, lex: Lexicon, registry: Registry) -> SpokenFor:
    """Whom a title speaks for."""
    if role in SENT:
        own = before_place(words, lex.placing)
        sent = sent_by(words, own, role, registry)
        if sent is not None:
            return sent
        words = own
    located = next((i for i, w in enumerate(words) if w.key in ("in", "at")), len(words))
    country = country_in([w for w in words[:located] if w.capital], registry)
    office = OFFICE_OF_ROLE.get(role or "")
    if office and country is None and _heads_body(words, lex):
        return None, None, *own_body(words, role, lex, registry)
    if office is None and role not in _PRIVATE:
        office = office_of(words, registry)
    if office and country is None:
        of, of_label = _unlisted_state(words, registry)
        if of is not None:
            return (None if role == "president" else office), None, of, of_label
    institution = institution_in([w for w in words if w.capital], registry)
    return spoken_for(role, office, country, institution, registry, lambda: own_body(words, role, lex, registry))


def _heads_body(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether capitals before a title name a body: «Larsk University President Ann Field» is no head of state."""
    spot = main_role(words, lex)
    before = [w for w in (words[: spot[0]] if spot else ()) if w.capital and w.key not in lex.modifiers]
    if not before or spot is None:
        return False
    state = _DEMONYM.search(before[-1].key) or before[-1].genitive or before[-1].key in lex.past
    body = spot[2] == "president" and not state and lex.roles.get((before[-1].key,)) is None
    return body or any(lex.bodies.get(w.key) == _ORGANISATION for w in before)


def _unlisted_state(words: Sequence[Word], registry: Registry) -> tuple[str | None, str]:
    """Whose office a title tells in a genitive before it or after "of", where no registry lists it: «Ombria's premier».

    A president may be that of a body: «the president of the Pilots' Guild».
    """
    lex = lexicon("en")
    spot = role_in(words[: past_head(words)], lex)
    if spot is None:
        return None, ""
    before = list(words[: spot[0]])
    while before and not before[-1].genitive:
        before.pop()
    if before and not before[-1].capital:
        return None, ""
    named = [w for w in before if w.capital] or [w for w in words[spot[1] :] if w.key not in ARTICLES]
    if not named or (not before and (named[0].key != "of" or len(named) < 2 or not named[1].capital)):
        return None, ""
    if any(portfolio_at(named, i, registry) for i in range(len(named))) or institution_in(named, registry):
        return None, ""
    return own_body(words, None, lex, registry)
