"""Cues in a text with what governs them: negation, possibility, the event that they speak of."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.model import Lang
from claims.positions.denial import is_denied, is_negated
from claims.positions.folded import MARKS, STOPS, Folded
from claims.positions.lexicon import PositionLexicon, Word, position_lexicon
from claims.stems import root, stem

_APPOSED = 2  # words around a listed event in which the topic's words are of its own phrase: «the steel tariffs»
OWN = "own"
"""The concept of a topic's own words, where they name no listed event."""
_ENDS = frozenset({"removed", "ended"})
"""Cues by which something comes to an end."""
_OF_ITS_END = 1  # words between an end and what ends: «removal of the levy»
_EVENT_REACH = 9
_OTHER_REACH = 3
_OBJECT_REACH = 3
_POSSIBLE_REACH = 3
_UNTIL_REACH = 8
_RELATIVE_REACH = 3
_OPENS, _SUBJECT_REACH = 3, 18  # words: where a subject stands in its sentence, and how far its predicate may be


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at words ``first`` to ``past``; ``event`` is the concept of the nearest event, "" where none is near.

    ``until``: something has to come before it; ``relative``: it stands in a clause about something named before;
    ``own``: it opens with a word of the topic's name, so that it names what the question is about; ``denied``: it rules
    an event behind it that is not to be («confident that there would be no strike»); ``ended``: what its event is named
    with is its end («supports lifting the levy»), which is what a topic may ask for.
    """

    cue: Word
    first: int
    past: int
    words: str
    negated: bool
    possible: bool
    event: str
    event_words: str
    until: bool = False
    relative: bool = False
    own: bool = False
    denied: bool = False
    event_at: int = -1
    ended: bool = False


def find_cues(
    folded: Folded, lexicon: PositionLexicon, concepts: frozenset[str] | None = None, own: frozenset[str] = frozenset()
) -> list[Found]:
    """The cues of a text in order; where two overlap the longer one stands.

    ``concepts`` are the events that count: a cue that speaks of another one only is left out. ``own`` are stems of the
    topic's words, which count as an event of it.
    """
    hits: list[tuple[int, int, Word]] = []
    for cue in lexicon.cues:
        for match in cue.pattern.finditer(folded.text):
            hits.append((folded.word_at(match.start()), folded.word_at(match.end() - 1) + 1, cue))
    events = find_events(folded, lexicon, own)
    hits = [hit for hit in hits if not (hit[2].general and _says_more(hit, hits))]
    taken: list[tuple[int, int, Word]] = []
    for first, past, cue in sorted(hits, key=lambda h: (h[0] - h[1], h[0], h[2].id)):
        if all(past <= a or first >= b for a, b, _ in taken):
            taken.append((first, past, cue))
    found = [_found(folded, lexicon, *hit, events, concepts) for hit in sorted(taken, key=lambda t: t[0])]
    ends = [hit for hit in taken if hit[2].id in _ENDS]
    return [
        replace(
            one,
            own=bool(own) and stem(folded.words[one.first], lexicon.lang) in own,
            ended=any(_is_end_of(one, *hit) for hit in ends),
        )
        for one in found
        if one is not None
    ]


def _is_end_of(one: Found, first: int, past: int, cue: Word) -> bool:
    """Whether another cue names the end of what a cue is said of: it holds the event, or stands straight before it."""
    return first != one.first and cue.id != one.cue.id and first < one.event_at <= past + _OF_ITS_END


def _says_more(general: tuple[int, int, Word], hits: list[tuple[int, int, Word]]) -> bool:
    """Whether another cue lies in a general one: «will not be delayed» is of the delay."""
    first, past, cue = general
    return any(other.id != cue.id and first <= a < past for a, _, other in hits)


def find_events(folded: Folded, lexicon: PositionLexicon, own: frozenset[str] = frozenset()) -> list[tuple[int, str]]:
    """``(word, concept)`` of the events that a text names, in order; ``OWN`` for words of the topic itself."""
    out = list(_listed_events(folded.text, lexicon.lang))
    if own:
        listed = {at + by for at, _ in out for by in range(-_APPOSED, _APPOSED + 1)}
        out += [(i, OWN) for i, word in enumerate(folded.words) if i not in listed and _is_own(word, lexicon.lang, own)]
    return sorted(out)


@lru_cache(maxsize=2048)
def _listed_events(text: str, lang: Lang) -> tuple[tuple[int, str], ...]:
    """The events of the lexicon in a folded text, each with the number of its word."""
    spaces = [0, *(i + 1 for i, char in enumerate(text) if char == " ")]
    found = [
        (bisect_right(spaces, match.start()) - 1, concept)
        for concept, pattern in position_lexicon(lang).events.items()
        for match in pattern.finditer(text)
    ]
    return tuple(found)


def _is_own(word: str, lang: Lang, own: frozenset[str]) -> bool:
    """Whether a word is one of the topic's own, by its stem or by the verb of its noun («renewed», of a renewal)."""
    return stem(word, lang) in own or root(word, lang) in own


def _found(
    folded: Folded,
    lexicon: PositionLexicon,
    first: int,
    past: int,
    cue: Word,
    events: list[tuple[int, str]],
    concepts: frozenset[str] | None,
) -> Found | None:
    counting = [event for event in events if concepts is None or event[1] in concepts]
    turn = _condition_behind(folded, lexicon, past)
    counting = [event for event in counting if event[0] < turn] if first < turn else counting
    inside = next((one for one in counting if first <= one[0] < past and one[1] != OWN), None)
    holds = inside is not None and (cue.needs_event or (cue.deed and inside[0] > first))  # «suspension of the strike»
    event = inside if holds else _nearest(folded, first, past, counting, _EVENT_REACH)
    if event is None and cue.needs_event:  # «the mandate was renewed», where its renewal is asked about
        event = next((one for one in counting if first <= one[0] < past), None)
    event = event or _subject(folded, first, counting)
    others = counting or cue.idiom
    named = event is not None or inside is not None
    elsewhere = not named and others and _nearest(folded, first, past, events, _OTHER_REACH) is not None
    if elsewhere or (cue.needs_event and event is None):
        return None
    if cue.of and (event is None or event[1] not in cue.of):
        return None
    if cue.needs_object and not any(past <= at < past + _OBJECT_REACH for at, _ in counting):
        return None
    return Found(
        cue=cue,
        first=first,
        past=past,
        words=" ".join(folded.words[first:past]),
        negated=not cue.fixed and is_negated(folded, lexicon, first, past),
        possible=_is_possible(folded, lexicon, first),
        event=event[1] if event else "",
        event_words=folded.words[event[0]] if event else "",
        event_at=event[0] if event else -1,
        until=lexicon.until.search(" ".join(folded.words[past : past + _UNTIL_REACH])) is not None,
        relative=_in_relative_clause(folded, lexicon, first),
        denied=cue.governs and event is not None and event[0] >= past and is_denied(folded, lexicon, event[0]),
    )


def _condition_behind(folded: Folded, lexicon: PositionLexicon, past: int) -> int:
    """The word at which a condition opens behind a cue: «ready to pay, if the strike is off» speaks of no strike."""
    at = (folded.word_at(found.start()) for found in lexicon.conditional.finditer(folded.text))
    return next((place for place in at if place >= past), len(folded.words))


def _subject(folded: Folded, first: int, events: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The event that opens the sentence of a cue far behind it: «the strike that was to have grounded … is off»."""
    opens = next((i + 1 for i in range(first - 1, -1, -1) if folded.words[i] in STOPS), 0)
    between = [event for event in events if opens <= event[0] < first]
    at_once = [event for event in between if event[0] - opens < _OPENS]
    return at_once[0] if at_once and len(between) == 1 and first - at_once[0][0] <= _SUBJECT_REACH else None


def _in_relative_clause(folded: Folded, lexicon: PositionLexicon, first: int) -> bool:
    for word in reversed(folded.words[max(first - _RELATIVE_REACH, 0) : first]):
        if word in MARKS:
            return False
        if word in lexicon.relative:
            return True
    return False


def _is_possible(folded: Folded, lexicon: PositionLexicon, first: int) -> bool:
    return any(word in lexicon.possible for word in folded.words[max(first - _POSSIBLE_REACH, 0) : first])


def _nearest(
    folded: Folded, first: int, past: int, events: list[tuple[int, str]], reach: int
) -> tuple[int, str] | None:
    """The event that stands nearest to the cue in its sentence; one behind it is preferred at equal distance."""
    best: tuple[float, tuple[int, str]] | None = None
    for at, concept in events:
        if first <= at < past:
            continue  # the cue is the event itself: «a delay»
        distance = at - past + 1 if at >= past else first - at + 0.5
        if distance > reach:
            continue
        low, high = min(at, first), max(at, past)
        if any(word in STOPS for word in folded.words[low:high]):
            continue
        if best is None or distance < best[0]:
            best = (distance, (at, concept))
    return best[1] if best else None
