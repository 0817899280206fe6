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
    if earlier.lang != later.lang:
        return bool(_concepts(earlier) & _concepts(later))
    a, b = _content(earlier), _content(later)
    lang = earlier.lang
    of_first, of_second = _events(a, lang), _events(b, lang)
    if not (of_first and of_second):
        return False
    same = of_first & of_second
    brief = min(len(stems(a, lang)), len(stems(b, lang))) <= _SHORT
    return bool(same and brief) or len((_telling(a, lang) & _telling(b, lang)) | same) >= _SHARED


def _content(claim: Claim) -> str:
    return claim.content_text[:_LONGEST]


def _concepts(claim: Claim) -> frozenset[str]:
    """The concepts of the events that a statement's cues are said of."""
    return frozenset(concept for _, concept in _told_of(_content(claim), claim.lang))


def _events(text: str, lang: Lang) -> frozenset[str]:
    """The roots of the events that its cues are said of."""
    folded = Folded(text, lang)
    return frozenset(root(folded.words[at], lang) for at, _ in _told_of(text, lang))


@lru_cache(maxsize=2048)
def _told_of(text: str, lang: Lang) -> tuple[tuple[int, str], ...]:
    found = find_cues(Folded(text, lang), position_lexicon(lang))
    return tuple((one.event_at, one.event) for one in found if one.event and one.event_at >= 0)


def _telling(text: str, lang: Lang) -> frozenset[str]:
    """The roots of its telling words."""
    telling = (one for one in stems(text, lang) if len(one) >= _SHORTEST and one not in stop_stems(lang))
    return frozenset(root(one, lang) for one in telling)
