"""Whether two statements on a topic without a question speak of one thing: «a deal is near», «there is no deal».

A discovered topic is a story: it has no proposition that words could be for or against. Where nobody asked anything, a
refusal of one thing and the support of another are no change; only what is said of the same event of news is.
"""

from __future__ import annotations

from functools import lru_cache

from claims.model import Claim, Lang
from claims.positions.folded import Folded
from claims.positions.lexicon import position_lexicon
from claims.positions.scope import find_cues
from claims.stems import root, stems, stop_stems

_LONGEST = 1_500  # code points of a content that are looked at
_SHORTEST = 3  # letters of a word that tells anything
_SHARED = 2
"""Words that both have, from which they speak of one thing; the event alone where either is short."""
_SHORT = 12  # words


def speak_of_one_thing(earlier: Claim, later: Claim) -> bool:
    """Whether both say something of an event: of the same one, where either is short, or with two words in common."""
    same = shared_events(earlier, later)
    if earlier.lang != later.lang:
        return bool(same)
    if not (_events(earlier) and _events(later)):
        return False
    brief = min(len(stems(_content(one), one.lang)) for one in (earlier, later)) <= _SHORT
    return bool(same and brief) or len((telling_words(earlier) & telling_words(later)) | same) >= _SHARED


def shared_events(earlier: Claim, later: Claim) -> frozenset[str]:
    """The events that cues of both are said of: by their roots, across languages by their concepts."""
    if earlier.lang != later.lang:
        return _concepts(earlier) & _concepts(later)
    return _events(earlier) & _events(later)


def telling_words(claim: Claim) -> frozenset[str]:
    """The roots of the telling words of what it says."""
    stop = stop_stems(claim.lang)
    telling = (one for one in stems(_content(claim), claim.lang) if len(one) >= _SHORTEST and one not in stop)
    return frozenset(root(one, claim.lang) for one in telling)


def _content(claim: Claim) -> str:
    return claim.content_text[:_LONGEST]


def _concepts(claim: Claim) -> frozenset[str]:
    """The concepts of the events that a statement's cues are said of."""
    return frozenset(concept for _, concept in _told_of(_content(claim), claim.lang))


def _events(claim: Claim) -> frozenset[str]:
    """The roots of the events that its cues are said of."""
    folded = Folded(_content(claim), claim.lang)
    return frozenset(root(folded.words[at], claim.lang) for at, _ in _told_of(_content(claim), claim.lang))


@lru_cache(maxsize=2048)
def _told_of(text: str, lang: Lang) -> tuple[tuple[int, str], ...]:
    found = find_cues(Folded(text, lang), position_lexicon(lang))
    return tuple((one.event_at, one.event) for one in found if one.event and one.event_at >= 0)
