"""Which events count for and which against a topic: read from its own words.

"An agreement is reached and the strike is called off" makes an agreement a pole of + and a strike one of −, so that
«the strike goes ahead» is read against this topic, and for one that asks whether the strike is held.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.model import Lang
from claims.positions.lexicon import position_lexicon
from claims.positions.scope import OWN, Folded, find_cues, find_events
from claims.topics import Topic

_NEGATIVE_PART = re.compile(r"\bnegative\b|\(-\)|\(\u2212\)", re.IGNORECASE)
_PARTS = re.compile(r"[;,/()]|\bor\b")
_GENERAL = ("deal", "talks")  # what any question may come about by
_OPPOSED = {"truce": ("attack",), "deal": (), "vote": ("delay",), "date": ("delay",)}


def pole(topic: Topic | None, concept: str) -> int:
    """+1 or −1 for an event of the topic, 0 for one that its words do not name."""
    return poles(topic).get(concept, 0)


def poles(topic: Topic | None) -> dict[str, int]:
    """Every event that the topic's words name, with its sign."""
    return dict(_poles(_words(topic))) if topic is not None else {}


def _words(topic: Topic) -> tuple[tuple[Lang, str, int], ...]:
    out: list[tuple[Lang, str, int]] = []
    for texts, sign in ((topic.name, 1), (topic.proposition, 1), (topic.positive, 1), (topic.negative, -1)):
        for lang, text in texts.items():
            parts = _NEGATIVE_PART.split(text, maxsplit=1)
            out.append((lang, parts[0], sign))
            out.extend((lang, part, -sign) for part in parts[1:])
    return tuple(out)


@lru_cache(maxsize=1024)
def _poles(texts: tuple[tuple[Lang, str, int], ...]) -> tuple[tuple[str, int], ...]:
    votes: dict[str, float] = {}
    for lang, text, sign in texts:
        for part in _PARTS.split(text):
            for concept, vote in _votes(part, lang):
                votes[concept] = votes.get(concept, 0.0) + sign * vote
    poles = {concept: 1 if vote > 0 else -1 for concept, vote in votes.items() if vote}
    if poles:
        poles = {**dict.fromkeys(_GENERAL, 1), OWN: 1, **poles}
    for concept, against in _OPPOSED.items():
        for other in against:
            if poles.get(concept, 0) > 0:
                poles.setdefault(other, -1)
    return tuple(sorted(poles.items()))


def _votes(part: str, lang: Lang) -> list[tuple[str, float]]:
    """Votes of one phrase: the sign of the cue by an event; a weak + for an event that no cue stands by."""
    lexicon = position_lexicon(lang)
    folded = Folded(part, lang)
    out = []
    for at, concept in find_events(folded, lexicon):
        near = [f for f in find_cues(folded, lexicon) if f.event == concept and f.cue.value]
        nearest = min(near, key=lambda f: abs(f.first - at), default=None)
        if nearest is None:
            out.append((concept, 0.4))
        else:
            value = -nearest.cue.value if nearest.negated else nearest.cue.value
            out.append((concept, 1.0 if value > 0 else -1.0))
    return out
