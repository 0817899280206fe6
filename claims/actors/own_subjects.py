"""The subject of an English verb that its attribution lacks: the pronoun or the noun phrase that opens its clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from claims.actors.cast import Entity
from claims.actors.closed_classes import closed_class
from claims.actors.discourse import LONGEST_GAP, Discourse
from claims.actors.english_relatives import RELATIVES, before_relative
from claims.actors.english_verbs import is_verb
from claims.actors.lexicon import lexicon
from claims.actors.passives import is_raised
from claims.actors.possessives import relative
from claims.actors.pronouns import pronoun
from claims.words import Word, keys, words_of

_SHORT = 12  # code points in which a pronoun stands
_ORDER = frozenset({"later", "earlier"})
_PRONOUNS = frozenset({"he", "she", "they"})
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)\s*$")
_OPENS = re.compile(
    r"(?:^|[,;:\u2014\u201d\"]|, and|\b(?:that|but|while|although|though|as|because|when|if|since|so|where))\s*$"
)
_PRESENT = re.compile(r"\w{2,}[^s]s$")


def _is_adverb(word: Word) -> bool:
    return word.key.endswith("ly") or word.key in closed_class("adverbs")


def _is_finite(cue: Sequence[Word], plural: bool) -> bool:
    """Whether a cue opens with a verb that has a subject: an auxiliary, a past form, one of the present in -s."""
    verb = next((word for word in cue if not _is_adverb(word)), None)
    if verb is None or verb.key.endswith("ing"):
        return False
    auxiliary = verb.key in closed_class("auxiliaries") or verb.key.endswith("nt")
    return auxiliary or is_verb(verb) or verb.key == "said" or plural or _PRESENT.match(verb.key) is not None


def _without_adverbs(text: str) -> str:
    """A text without the adverbs and auxiliaries, and what stands in brackets, at its end."""
    words = words_of(text)
    while words and (_is_adverb(words[-1]) or words[-1].key in closed_class("auxiliaries")):
        if not text.endswith(words[-1].text):
            break
        text = text[: words.pop().start].rstrip()
    return _BRACKETED.sub("", text)


def own_subject(talk: Discourse, i: int, speaker_of: Callable[[int], Entity]) -> tuple[Entity, float] | None:
    """Who is the subject of a verb without a source in its own clause, and how sure that is; None where none is.

    Of what only seems so, a person: «The music seemed to match» is nobody's. ``speaker_of`` as in ``pronoun``.
    """
    a, text = talk.attributions[i], talk.document.text
    if not a.cue or a.shares is not None or (a.inside is None and talk.is_quoted(a.cue[0][0])):
        return None
    n = talk.casting.subjects.sentence(a.cue[0][0])
    first = max(talk.casting.subjects.sentences[n][0], a.cue[0][0] - LONGEST_GAP) if n >= 0 else a.cue[0][0]
    before = text[first : a.cue[0][0]].rstrip()
    if not before or before[-1] in ",;:":
        return None
    before = _without_adverbs(before)
    words = words_of(before[-_SHORT:])
    last = words[-1].key if words and before.endswith(words[-1].text) else ""
    place = first + len(before) - len(last)
    several = last.endswith("s") or last in RELATIVES | _PRONOUNS
    if not _is_finite(words_of(talk.text(a.cue)), several):
        return None
    if last in RELATIVES:
        described = relative(talk, i, place)
        return (described, 0.85) if described is not None else None
    timed = last == "it" and len(words) > 1 and words[-2].key in _ORDER  # «a day later it admitted», no «it is clear»
    if last in _PRONOUNS or timed:
        return pronoun(talk, i, talk.casting.read(words[-1].text, place), speaker_of)
    phrase = before_relative(before, human=False)
    at = before.rindex(phrase) if phrase else -1
    if not phrase or not before.endswith(phrase) or not _OPENS.search(before[:at]):
        return None
    if lexicon("en").connectors.issuperset(keys(phrase)) and not is_raised(talk, i):  # «as recently as March had …»
        return None
    mention = talk.casting.read(phrase, first + at)
    if is_raised(talk, i) and mention.kind not in ("person", "title"):
        return talk.nobody(i), 0.3
    return talk.casting.phrase(mention, first + at), 0.85
