"""Reads an Arabic source phrase: title, name, body, unnamed source, document, pronoun."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from claims.actors.arabic_bodies import head_class, read_body, read_document, read_unnamed
from claims.actors.arabic_people import part_of, read_person
from claims.actors.arabic_words import OWNER_FORMS, agreement, is_feminine, label_of, role_at, unprefixed
from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.mention import Mention
from claims.actors.phrase import listed, segments
from claims.actors.places import Match, match_at
from claims.actors.registry import Registry
from claims.languages.arabic.morphemes import (
    ALEF,
    ARTICLE,
    BAA,
    FEMININE,
    LAAM,
    PRONOUNS,
    SOUND_FEMININE,
    SOUND_OBLIQUE,
    TAA,
    WAW,
    YAA,
)
from claims.words import Word, phrase_words, readings, words_of

_BREAK = re.compile(r"[,\u060c()\[\]\u2013\u2014:;\u061b]|\s-\s")
_QUOTES = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
_CLOSING = frozenset("\u201d\u00bb")
_VERBAL_NOUN = re.compile(f"{ALEF}.{{2,3}}{ALEF}.")  # the long shapes of the verbal noun
_OWNED = tuple(TAA + owner for owner in PRONOUNS)  # a feminine noun with its owner


def read_phrase(text: str, start: int, registry: Registry, families: Collection[str] = ()) -> Mention:
    """What an Arabic source phrase says. ``families`` are keys of family names that the article knows."""
    words = unprefixed(words_of(_QUOTES.sub(" ", text), start), registry, families)
    if not words:
        return Mention("unknown", text, start)
    lex = lexicon("ar")
    if words[0].key in lex.same_first and len(words) > 1:
        return replace(read_phrase(text[words[1].start - start :], words[1].start, registry, families), definite=True)
    if words[-1].key in lex.same and is_feminine(words[0]) and role_at(words[:1], 0, lex) and len(words) > 1:
        return read_phrase(text[: words[-1].start - start], start, registry, families)  # «the reporter herself»
    mention = _simple(text, start, words, lex, registry)
    if mention is not None:
        return mention
    parted = segments(text, start, words, _BREAK)
    head = words[0]
    body = head_class(parted[0], lex, registry)
    if body == "document":
        return read_document(
            text, start, parted[0], lex, registry, partial(read_phrase, registry=registry, families=families)
        )
    if body is not None:
        return read_body(text, start, parted[0], body, lex, registry)
    unnamed = read_unnamed(text, start, words, lex, registry)
    if unnamed is not None:
        return unnamed
    gaps = ((word, text[before.end - start : word.start - start]) for before, word in pairwise(words))
    closed = frozenset(word.start for word, gap in gaps if not _CLOSING.isdisjoint(gap))
    parts = [part_of(segment, lex, registry, families, closed) for segment in parted]
    mention = read_person(text, start, parts, lex, registry)
    return mention if mention.name or mention.title else replace(mention, kind="unknown", head=head.key)


def possessed(text: str) -> tuple[str, str] | None:
    """A body with a possessive suffix (his party): the key of its head noun and the owner's form."""
    lex, words = lexicon("ar"), phrase_words(text)
    if len(words) != 1:
        return None
    for option in readings(words[0].text):
        for suffix, form in OWNER_FORMS:
            noun = option.removesuffix(suffix)
            feminine = noun[:-1] + FEMININE if noun.endswith(TAA) else noun
            if noun != option and lex.bodies.get(feminine) == "organisation" and option not in lex.bodies:
                return feminine, form
    return None


def own_country(text: str) -> str | None:
    """The owner's form where a phrase ends in "his country", with at most a verb before it."""
    lex, words = lexicon("ar"), phrase_words(text)
    if not 0 < len(words) <= 2:
        return None
    for suffix, form in OWNER_FORMS:
        if any(o.removesuffix(suffix) in lex.homeland for o in readings(words[-1].text) if o.endswith(suffix)):
            return form
    return None


def quotes_verb(cue: str) -> bool:
    """Whether a prepositional cue goes on with a verb ("according to what he said")."""
    return any(w.key in lexicon("ar").free_relatives for w in phrase_words(cue))


def no_speaker(text: str, verbal: bool, form: str, registry: Registry, families: Collection[str]) -> bool:
    """Whether a source phrase cannot be the subject of its cue: an adverb, an addressee, an object, a clause.

    ``verbal`` is a cue with a verb, whose subject bears no preposition and no accusative; ``form`` the verb's form.
    """
    words, lex = phrase_words(_QUOTES.sub(" ", text)), lexicon("ar")
    if not words:
        return True
    first, options = words[0], readings(words[0].text)
    if len(words) > 1 and any(o in lex.pronouns for o in options):
        return True
    ali = len(words) > 1 and options[0] in lex.given and first.text.endswith(YAA)  # no «on», which ends otherwise
    if (options[0] in lex.connectors and not ali) or (options[0] in lex.name_stops and not first.definite):
        return True
    if not verbal:
        return False
    known = any(o in lex.given or o in lex.bodies or (o,) in lex.roles or (o,) in lex.unnamed for o in options)
    whole = options[0] in lex.given or options[0] in families or (options[0],) in lex.roles or options[0] in lex.bodies
    if first.text[0] in (BAA, LAAM) and not whole and len(options) > 1:
        addressee = any(lex.bodies.get(o) == "outlet" for o in options[1:])
        named = len(words) > 1 and not words[1].definite and words[1].key not in lex.common and not _has_article(first)
        if addressee or (
            not known and not named and (len(words) > 1 or _abstract(options) or first.key.endswith(_OWNED))
        ):
            return True
    if known or any(o in families for o in options) or match_at(words, 0, registry):
        return False
    if len(words) == 1:
        oblique = first.definite and first.key.endswith(SOUND_OBLIQUE)
        return oblique or _abstract(options) or first.key.endswith(SOUND_FEMININE)
    feminine = words[1].key.endswith(FEMININE) and not first.key.endswith(FEMININE)
    return form == "ms" and first.definite and words[1].definite and feminine


def is_oblique(text: str) -> bool:
    """Whether a phrase is a group in the plural that no subject behind its verb bears (``حثت الطرفين``)."""
    words = phrase_words(text)
    word = words[0] if len(words) == 1 else None
    if word is None or not word.definite or not word.key.endswith(SOUND_OBLIQUE):
        return False
    return lexicon("ar").bodies.get(word.key) == "group"


def _has_article(word: Word) -> bool:
    """Whether the noun behind a preposition in one word bears the article."""
    return word.text[1:].startswith((ARTICLE, LAAM))


def _abstract(options: Sequence[str]) -> bool:
    """Whether a word is a verbal noun of a long shape after a preposition (briefly, in summary)."""
    return any(_VERBAL_NOUN.fullmatch(o) is not None for o in options[1:])


def _simple(text: str, start: int, words: Sequence[Word], lex: Lexicon, registry: Registry) -> Mention | None:
    """Pronouns, "the same source", a name the registry lists whole, countries side by side."""
    if len(words) == 1 and words[0].definite and words[0].key in lex.modifiers and words[0].key not in lex.honorifics:
        return Mention("person", text, start, name=(words[0].key,), label=label_of(words))  # an adjective is no subject
    joined = " ".join(w.key for w in words)
    if joined in lex.same or (len(words) > 1 and words[-1].key in lex.same and words[0].key not in lex.bodies):
        return Mention("same", text, start, head=words[0].key)
    pronoun = next((r for r in readings(words[0].text) if r in lex.pronouns), None) if len(words) == 1 else None
    if pronoun:
        return Mention("pronoun", text, start, head=pronoun, agreement=lex.pronouns[pronoun])
    whole = match_at(words, 0, registry)
    if whole is not None and whole.length == len(words):
        return _listed(text, start, words, whole, lex, registry)
    if _countries(words, lex, registry) > 1 or words[0].key.isdecimal() or _and_others(words, lex):
        names = tuple(w.key for w in words)
        return Mention("group", text, start, name=names, label=text, head=words[0].key)
    return None


def _and_others(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a phrase goes on with "and a number of", "and officials"."""
    for word in words[1:]:
        if word.text.startswith(WAW):
            rest = readings(word.text)[1:]
            if any(r in lex.quantifiers or (r,) in lex.unnamed for r in rest):
                return True
    return False


def _countries(words: Sequence[Word], lex: Lexicon, registry: Registry) -> int:
    """How many countries a phrase lists; 0 where it holds anything else than countries and "each of"."""
    i = found = 0
    while i < len(words):
        match = match_at(words, i, registry)
        if match and any(registry.actors[a].kind == "country" for a in match.ids):
            found, i = found + 1, match.past
        elif words[i].key in lex.each_of:
            i += 1
        else:
            return 0
    return found


def _listed(
    text: str, start: int, words: Sequence[Word], whole: Match, lex: Lexicon, registry: Registry
) -> Mention | None:
    """A listed name and nothing more; a common word that happens to be somebody's family name is none."""
    kind, head = registry.actors[whole.ids[0]].kind, words[0]
    if kind == "person" and len(words) == 1 and head.key in lex.common:
        return None
    form = "" if kind == "country" else agreement(head.key)
    return listed(text, start, words, whole, registry, head=head, agreement=form, definite=head.definite)
