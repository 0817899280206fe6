"""Whether the source phrase of an attribution can be its subject at all, or stands there for something else."""

from __future__ import annotations

from claims.actors import arabic
from claims.actors.closed_classes import adverbs
from claims.actors.discourse import Discourse
from claims.actors.lexicon import lexicon
from claims.languages.arabic.morphemes import ACCUSATIVE
from claims.when.expressions import find_expressions, starts_with_time
from claims.words import keys

_LEFT_OVER = 5  # code points of a time phrase beside its time words
_PARTICLE = 2  # letters of a word that bears no ending


def is_no_speaker(talk: Discourse, i: int) -> bool:
    """Whether a source phrase is a time or an adverb, which no one can be: the subject is dropped after all."""
    text = talk.text(talk.attributions[i].source)
    found = find_expressions(text, talk.lang) if starts_with_time(text, talk.lang) else []
    covered = sum(e.end - e.start for e in found)
    if covered and covered >= len(text.strip()) - _LEFT_OVER:
        return True
    return _is_no_subject(talk, i, text) if talk.lang == "ar" else _is_adverb(text)


def _is_adverb(text: str) -> bool:
    """Whether an English phrase is an adverb alone: «Nearly six months after erupting …»."""
    found = keys(text)
    return len(found) == 1 and found[0] in adverbs()


def _is_no_subject(talk: Discourse, i: int, text: str) -> bool:
    """Whether an Arabic phrase belongs to a relative clause before its verb, is an object, or bears a preposition."""
    a, place = talk.attributions[i], talk.place_of(i)
    described = talk.casting.described_by(place)
    if described is not None and a.source[-1][1] <= described.start:
        return True
    if _is_object(talk, i):
        talk.void.add(i)
        return True
    verbal = bool(a.agreement) or arabic.quotes_verb(talk.text(a.cue))
    if a.agreement and a.source[0][0] > place and arabic.is_oblique(text):
        return True
    if not arabic.no_speaker(text, verbal, a.agreement, talk.registry, talk.casting.families):
        return False
    return any(e is not None for e in talk.found) or talk.casting.nearby(*talk.gap(i)) is not None


def _is_object(talk: Discourse, i: int) -> bool:
    """Whether a word alone is the object of its verb, or an adjective of an accusative before it (Arabic)."""
    a, words = talk.attributions[i], talk.casting.scan.words
    at = talk.casting.scan.between(*a.source[0])
    if len(at) != 1:
        return False
    word, before = words[at[0]], words[at[0] - 1] if at[0] else None
    lex = lexicon("ar")
    if a.lemma in lex.causal and word.definite and word.start > talk.place_of(i):
        return True
    named = word.key in lex.given or word.key in talk.casting.families or word.key in talk.registry.starts
    accusative = word.text.endswith(ACCUSATIVE) and not word.definite and not named
    return accusative and before is not None and before.text.endswith(ACCUSATIVE) and len(before.text) > _PARTICLE
