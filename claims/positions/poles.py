"""Which events count for and which against a topic: read from its own words.

"An agreement is reached and the strike is called off" makes an agreement a pole of + and a strike one of −, so that
«the strike goes ahead» is read against this topic, and for one that asks whether the strike is held.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.model import Lang
from claims.positions.folded import Folded
from claims.positions.lexicon import PositionLexicon, position_lexicon
from claims.positions.scope import OWN, find_cues, find_events
from claims.topics import Topic, own_words

_Text = tuple[Lang, str, int, frozenset[str]]  # with the sign that it speaks for, and stems of the topic's own words
_NEGATIVE_PART = re.compile(r"\bnegative\b|\(-\)|\(\u2212\)", re.IGNORECASE)
_PARTS = re.compile(r"[;,/()]|\bor\b")
_MEANS_REACH = 3
_CLOSE = 3  # words between a topic's own word and what is said straight of it
_GENERAL = ("deal", "talks")  # what any question may come about by
_CONFLICTS = frozenset({"strike", "attack"})  # what is settled, not reached
_OPPOSED = {"truce": ("attack",), "deal": (), "vote": ("delay",), "date": ("delay",)}


def pole(topic: Topic | None, concept: str) -> int:
    """+1 or −1 for an event of the topic, 0 for one that its words do not name."""
    return poles(topic).get(concept, 0)


def poles(topic: Topic | None) -> dict[str, int]:
    """Every event that the topic's words name, with its sign."""
    return dict(_poles(_words(topic))) if topic is not None else {}


def _words(topic: Topic) -> tuple[_Text, ...]:
    out: list[_Text] = []
    for texts, sign in ((topic.name, 1), (topic.proposition, 1), (topic.positive, 1), (topic.negative, -1)):
        for lang, text in texts.items():
            own = own_words(topic, lang) if texts is topic.proposition else frozenset[str]()
            parts = _NEGATIVE_PART.split(text, maxsplit=1)
            out.append((lang, parts[0], sign, own))
            out.extend((lang, part, -sign, own) for part in parts[1:])
    return tuple(out)


@lru_cache(maxsize=1024)
def _poles(texts: tuple[_Text, ...]) -> tuple[tuple[str, int], ...]:
    votes: dict[str, float] = {}
    of_own: set[int] = set()
    for lang, text, sign, own in texts:
        for part in _PARTS.split(text):
            of_own |= {sign * vote for vote in _votes_of_own(part, lang, own)}
            for concept, vote in _votes(part, lang):
                votes[concept] = votes.get(concept, 0.0) + sign * vote
    poles = {concept: 1 if vote > 0 else -1 for concept, vote in votes.items() if vote}
    if poles:
        poles = {**dict.fromkeys(_GENERAL, 1), **poles}
    if poles or of_own:  # «the subsidy is removed»: what keeps the topic's own words counts against it
        poles[OWN] = -1 if of_own and max(of_own) < 0 else 1
    for concept, against in _OPPOSED.items():
        for other in against:
            if poles.get(concept, 0) > 0:
                poles.setdefault(other, -1)
    return tuple(sorted(poles.items()))


def _votes_of_own(part: str, lang: Lang, own: frozenset[str]) -> list[int]:
    """The signs of what a phrase says straight of a topic's own words: «the subsidy is removed» tells −1."""
    folded, lexicon = Folded(part, lang), position_lexicon(lang)
    cues = [found for found in find_cues(folded, lexicon, None, own) if found.cue.value]
    places = [at for at, concept in find_events(folded, lexicon, own) if concept == OWN]
    return [
        (-1 if found.negated else 1) * (1 if found.cue.value > 0 else -1)
        for found in cues
        if any(-_CLOSE <= at - found.first < 0 or 0 <= at - found.past < _CLOSE for at in places)
    ]


def _is_means(folded: Folded, lexicon: PositionLexicon, at: int) -> bool:
    """Whether an event is what something comes about by: «ended by agreement», «called off on a pay rise»."""
    return any(word in lexicon.means for word in folded.words[max(at - _MEANS_REACH, 0) : at])


def _votes(part: str, lang: Lang) -> list[tuple[str, float]]:
    """Votes of one phrase: the sign of the cue by an event; a weak + for an event that no cue stands by."""
    lexicon = position_lexicon(lang)
    folded = Folded(part, lang)
    out = []
    for at, concept in find_events(folded, lexicon):
        near = [f for f in find_cues(folded, lexicon) if f.event == concept and f.cue.value]
        nearest = min(near, key=lambda f: abs(f.first - at), default=None)
        if nearest is None or _is_means(folded, lexicon, at):
            out.append((concept, 0.4))
        else:
            value = -nearest.cue.value if nearest.negated else nearest.cue.value
            ended = nearest.cue.resolves and concept in _CONFLICTS
            out.append((concept, 1.0 if (value > 0) != ended else -1.0))
    return out
