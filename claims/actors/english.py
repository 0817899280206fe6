"""Reads an English source phrase: title, name, body, unnamed source, document, pronoun."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from claims.actors.closed_classes import time_words
from claims.actors.english_bodies import class_of, named_body, own_body, read_common
from claims.actors.english_groups import is_of_titles, joined_until, read_group
from claims.actors.english_people import described_name, is_name, read_capitals, read_person, read_title, titled_name
from claims.actors.english_relatives import POSSESSIVES
from claims.actors.english_words import (
    ARTICLES,
    LINKS,
    OPEN_RELATIVE,
    PARTY,
    head_of,
    hyphened,
    label_of,
    past_head,
    role_in,
)
from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.mention import Mention
from claims.actors.phrase import LONGEST_NAME, listed, segments
from claims.actors.places import match_at
from claims.actors.registry import Registry
from claims.words import Word, words_of

_BREAK = re.compile(r",(?!\d)|[()\[\]\u2013\u2014:;]")
_OFFICE = "office"


def read_phrase(text: str, start: int, registry: Registry, families: Collection[str] = ()) -> Mention:
    """What an English source phrase says. ``families`` are keys of family names that the article knows."""
    lex = lexicon("en")
    words = _without_party(hyphened(words_of(text, start), text, start, lex), text, start)
    said_of_all = len(words) == 2 and words[0].key in lex.quantifiers and words[1].key in lex.pronouns  # «all I»
    if words and (len(words) == 1 or said_of_all) and words[-1].key in lex.pronouns:
        return Mention("pronoun", text, start, head=words[-1].key, agreement=lex.pronouns[words[-1].key])
    parted = segments(text, start, words, _BREAK) if words else []
    several = joined_until(parted, lex, registry) if words else 0
    if several:
        return _joint(text, start, [w for segment in parted[:several] for w in segment])
    words, article = _without_openers(words, lex)
    if not words:
        return Mention("unknown", text, start)
    listed_first = match_at(words, 0, registry) if words[0].capital else None  # «No 10»
    counted = read_group(text, start, segments(text, start, words, _BREAK), lex) if listed_first is None else None
    if counted is not None:
        return counted
    return _read_one(text, start, words, article, lex, registry, families)


def _read_one(
    text: str,
    start: int,
    words: list[Word],
    article: str,
    lex: Lexicon,
    registry: Registry,
    families: Collection[str],
) -> Mention:
    """A phrase that means one person or body, one class of sources, or one document."""
    whole = match_at(words, 0, registry)
    if whole is not None and whole.length == len(words) and words[0].capital:
        return listed(text, start, words, whole, registry, head=words[-1], agreement="n", definite=True)
    parted = segments(text, start, words, _BREAK)
    first = parted[0]
    head = head_of(first)
    if len(first) > 1 and head is first[-1] and head.key == _OFFICE and first[-2].genitive:
        return read_common(text, start, first, head, "organisation", article, lex, registry)  # «the premier's office»
    titled = _titled(text, start, parted, article, lex, registry, families)
    if titled is not None:
        return titled
    kind = class_of(head, first, lex)
    cut = past_head(first)
    if kind is None and _is_one_of_many(first, lex) and not head.key.endswith("s"):
        return replace(_joint(text, start, list(first)), kind="unnamed", unnamed="person", agreement="")
    kind = "group" if kind is None and (is_of_titles(first, lex) or _is_one_of_many(first, lex)) else kind
    if kind is None and all(w.key in time_words() for w in first):  # «Tuesday's Morning»
        return Mention("unknown", text, start)
    if kind is None and all(w.capital or w.key in lex.particles for w in first) and len(first) <= LONGEST_NAME:
        return read_capitals(text, start, first[:cut], article)
    linked = cut < len(first) and first[cut].key in LINKS
    if kind is None and cut <= 4 and linked and all(w.capital for w in first[:cut]) and not article:
        if cut == 1:
            return read_capitals(text, start, first[:1], "")
        of, of_label = own_body(first, "member", lex, registry)
        return replace(read_capitals(text, start, first[:cut], ""), of=of, of_label=of_label)
    common = read_common(text, start, first, head, kind, article, lex, registry)
    if kind == "group" and _is_list(parted[1:]):  # «the leaders of Canada, Chile and Peru»
        return replace(common, label=label_of(text, start, words), name=tuple(w.key for w in words))
    return _issued(common, first, article, registry) if kind == "document" else common


def _is_one_of_many(words: Sequence[Word], lex: Lexicon) -> bool:
    """«Another Muslim», «Few Texans»: a quantifier before a capital, which no name has."""
    counted = words[0].key in lex.quantifiers and words[0].key not in lex.numbers
    return counted and len(words) > 1 and words[1].capital


def _is_list(segments_behind: Sequence[Sequence[Word]]) -> bool:
    """Whether segments go on with a list of capitals, "and" before the last."""
    behind = [w for segment in segments_behind for w in segment]
    plain = [w for w in behind if not w.capital]
    return bool(behind) and [w.key for w in plain] == ["and"]


def _without_party(words: list[Word], text: str, start: int) -> list[Word]:
    """The words but those of a party and a state behind a name: «Sen. Ann Field (R-Texas)»."""
    tags = [(start + m.start(), start + m.end()) for m in PARTY.finditer(text)]
    return [w for w in words if not any(first <= w.start < past for first, past in tags)]


def _joint(text: str, start: int, words: list[Word]) -> Mention:
    """People joined by "and", as the text has them."""
    label = text[words[0].start - start : words[-1].end - start]
    name = tuple(w.key for w in words)
    return Mention("group", text, start, name=name, label=label, head=words[-1].key, agreement="mp")


def _without_openers(words: list[Word], lex: Lexicon) -> tuple[list[Word], str]:
    """The words behind an article, honorifics and connectors; and the article, "" where there is none."""
    article = words[0].key if words and words[0].key in ARTICLES and len(words) > 1 else ""
    words = words[1:] if article else words
    while len(words) > 1 and ((words[0].key in lex.honorifics and words[1].capital) or _is_connector(words[0], lex)):
        article = "" if words[0].key in lex.honorifics else article  # «the Rev. David Johnson» is no body
        words = words[1:]
    return words, article


def _is_connector(word: Word, lex: Lexicon) -> bool:
    """Whether a word is a connector, and no acronym of its letters («the WHO», «the IT department»)."""
    return word.key in lex.connectors and not (len(word.bare) > 1 and word.bare.isupper())


def _titled(
    text: str,
    start: int,
    parted: Sequence[Sequence[Word]],
    article: str,
    lex: Lexicon,
    registry: Registry,
    families: Collection[str],
) -> Mention | None:
    """A person or a title, from the segments between commas; None where none has a title or a described name."""
    first = parted[0]
    titled = [titled_name(segment, lex, registry) for segment in parted]
    roles = (i for i, s in enumerate(parted) if s[0].key not in OPEN_RELATIVE and role_in(s[: past_head(s)], lex))
    with_role = next(roles, None)
    named = next((i for i, (_, name) in enumerate(titled) if name), None)
    if with_role is None and named == 0 and titled[0][0]:
        with_role = 0  # «former Maryland Gov. Martin O'Malley»
    if with_role is not None and titled[with_role][1]:
        return read_person(text, start, titled[with_role][0], titled[with_role][1], article, lex, registry)
    opens = named is not None and len(titled[named][1]) > 1 and parted[named][0] is titled[named][1][0]
    if with_role is not None and named is not None and (opens or is_name(parted[named], lex, families)):
        return read_person(text, start, parted[with_role], titled[named][1], article, lex, registry)
    if with_role is not None:
        return read_title(text, start, first, article, lex, registry) if with_role == 0 else None
    head = head_of(first)
    apposed = bool(named) and (not head.capital or head.key in lex.quantifiers)
    if named and apposed and len(titled[named][1]) > 1 and not named_body(parted[named], lex, registry):
        return read_person(text, start, first, titled[named][1], article, lex, registry)
    described = described_name(first, lex, registry)
    if described:
        return read_person(text, start, first[: -len(described)], described, article, lex, registry)
    return None


def _issued(document: Mention, words: Sequence[Word], article: str, registry: Registry) -> Mention:
    """A statement speaks for who issued it: "a ministry statement", "a statement from the union", "her letter"."""
    form = POSSESSIVES.get(article) if len(words) == 1 else None
    if form is not None:
        return Mention("pronoun", document.text, document.start, head=article, agreement=form)
    link = next((i for i, w in enumerate(words) if w.key in ("from", "by", "of")), None)
    rest = words[link + 1 :] if link is not None else words[: past_head(words) - 1]
    owner = max((i + 1 for i, w in enumerate(rest) if w.genitive), default=len(rest)) if link is None else len(rest)
    rest = rest[:owner]  # «Ann Hollis's public testimony»
    if rest:
        text = document.text[rest[0].start - document.start : rest[-1].end - document.start]
        text = text[: -len(rest[-1].text)] + rest[-1].bare
        inner = read_phrase(text, rest[0].start, registry)
        if inner.kind in ("body", "person", "title", "country", "outlet"):
            return replace(inner, text=document.text, start=document.start)
    return document
