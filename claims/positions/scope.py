"""Cues in a text with what governs them: negation, possibility, the event that they speak of."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.model import Lang
from claims.positions.lexicon import PositionLexicon, Word
from claims.stems import stem

_TOKEN = re.compile(
    r"[^\W_]+(?:['\u2019\u064b-\u0652\u0640-][^\W_]+)*[\u064b-\u0652\u0640]*|[.,;:!?\u060c\u061b\u061f]"
)
_STOPS = frozenset(".;!?\u061b\u061f")
_FAR_OF_EVENT = 2  # words over which a determiner denies a bare event («no quick deal»)
_MARKS = _STOPS | frozenset(",:\u060c")
_MARKED = re.compile("[\u064b-\u0652\u0640]")
_OPENING_CLITICS = frozenset("\u0648\u0641\u0628")  # waw, faa, baa
_CLITICS = frozenset("\u0648\u0641\u0628\u0643\u0644")  # waw, faa, baa, kaf, lam
_APPOSED = 2  # words around a listed event in which the topic's words are of its own phrase: «the steel tariffs»
OWN = "own"
"""The concept of a topic's own words, where they name no listed event."""
_EVENT_REACH = 9
_OTHER_REACH = 3
_OBJECT_REACH = 3
_POSSIBLE_REACH = 3
_EXISTENTIAL_REACH = 14
_UNTIL_REACH = 8
_RELATIVE_REACH = 3
_OPENS, _SUBJECT_REACH = 3, 18  # words: where a subject stands in its sentence, and how far its predicate may be


class Folded:
    """A text as folded words joined by spaces, so that patterns run over it, with the places of its words."""

    def __init__(self, text: str, lang: Lang) -> None:
        self.lang = lang
        fold = language(lang).fold
        parts = []
        for token in _TOKEN.findall(text):
            word = fold(token)
            if lang == "ar" and (split := _contracted(token)):
                parts += [fold(one) for one in split]
            elif lang == "en" and word.endswith("n't") and len(word) > 3:
                parts += [word[:-3], "n't"]
            else:
                parts.append(word)
        self.words = parts
        self.text = " ".join(parts)
        self.starts: list[int] = []
        at = 0
        for part in parts:
            self.starts.append(at)
            at += len(part) + 1

    def word_at(self, offset: int) -> int:
        return max(bisect_right(self.starts, offset) - 1, 0)


@cache
def _contractions() -> dict[str, tuple[str, ...]]:
    rows: dict[str, list[str]] = shipped_yaml("lexicons/ar/clauses.yaml")["contracted"]
    return {word: tuple(parts) for word, parts in rows.items()}


def _contracted(token: str) -> tuple[str, ...] | None:
    """The words of a contraction, of which the letters alone hide the negator (ألا); before it may stand a clitic."""
    plain = _MARKED.sub("", token)
    for cut in (0, 1):
        parts = _contractions().get(plain[cut:])
        if parts and _OPENING_CLITICS.issuperset(plain[:cut]):
            return (plain[:cut] + parts[0], *parts[1:])
    return None


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at words ``first`` to ``past``; ``event`` is the concept of the nearest event, "" where none is near.

    ``until``: something has to come before it; ``relative``: it stands in a clause about something named before;
    ``own``: it opens with a word of the topic's name, so that it names what the question is about; ``denied``: it rules
    an event behind it that is not to be («confident that there would be no strike»).
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
    return [
        replace(one, own=stem(folded.words[one.first], lexicon.lang) in own) if own else one
        for one in found
        if one is not None
    ]


def _says_more(general: tuple[int, int, Word], hits: list[tuple[int, int, Word]]) -> bool:
    """Whether another cue lies in a general one: «will not be delayed» is of the delay."""
    first, past, cue = general
    return any(other.id != cue.id and first <= a < past for a, _, other in hits)


def find_events(folded: Folded, lexicon: PositionLexicon, own: frozenset[str] = frozenset()) -> list[tuple[int, str]]:
    """``(word, concept)`` of the events that a text names, in order; ``OWN`` for words of the topic itself."""
    out = []
    for concept, pattern in lexicon.events.items():
        out += [(folded.word_at(match.start()), concept) for match in pattern.finditer(folded.text)]
    if own:
        listed = {at + by for at, _ in out for by in range(-_APPOSED, _APPOSED + 1)}
        out += [(i, OWN) for i, word in enumerate(folded.words) if i not in listed and stem(word, lexicon.lang) in own]
    return sorted(out)


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
    event = inside if cue.needs_event and inside else _nearest(folded, first, past, counting, _EVENT_REACH)
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
        until=lexicon.until.search(" ".join(folded.words[past : past + _UNTIL_REACH])) is not None,
        relative=_in_relative_clause(folded, lexicon, first),
        denied=cue.governs and event is not None and event[0] >= past and _is_denied(folded, lexicon, event[0]),
    )


def _condition_behind(folded: Folded, lexicon: PositionLexicon, past: int) -> int:
    """The word at which a condition opens behind a cue: «ready to pay, if the strike is off» speaks of no strike."""
    at = (folded.word_at(found.start()) for found in lexicon.conditional.finditer(folded.text))
    return next((place for place in at if place >= past), len(folded.words))


def _subject(folded: Folded, first: int, events: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The event that opens the sentence of a cue far behind it: «the strike that was to have grounded … is off»."""
    opens = next((i + 1 for i in range(first - 1, -1, -1) if folded.words[i] in _STOPS), 0)
    between = [event for event in events if opens <= event[0] < first]
    at_once = [event for event in between if event[0] - opens < _OPENS]
    return at_once[0] if at_once and len(between) == 1 and first - at_once[0][0] <= _SUBJECT_REACH else None


def _is_denied(folded: Folded, lexicon: PositionLexicon, at: int) -> bool:
    """Whether an event stands behind a word that denies it: «no stoppage», «without a strike»."""
    return any(_strip(word, lexicon) in lexicon.without for word in folded.words[max(at - 2, 0) : at])


def _in_relative_clause(folded: Folded, lexicon: PositionLexicon, first: int) -> bool:
    for word in reversed(folded.words[max(first - _RELATIVE_REACH, 0) : first]):
        if word in _MARKS:
            return False
        if word in lexicon.relative:
            return True
    return False


def is_negated(folded: Folded, lexicon: PositionLexicon, first: int, past: int, reach: int | None = None) -> bool:
    """Whether an odd number of negators stands within reach before the cue, in its own clause.

    Determiners («no», «none») reach further than adverbs, and over words that carry no meaning of their own. An
    exceptive behind the cue (``لا … إلا``) undoes one; a negator that the cue's pattern holds is the cue's own.
    """
    near, far = reach or lexicon.negation_reach, min(_FAR_OF_EVENT, lexicon.far_reach) if reach else lexicon.far_reach
    count, distance = 0, 0
    for i in range(first - 1, -1, -1):
        word = _strip(folded.words[i], lexicon)
        turns = word in lexicon.contrast and word not in lexicon.transparent
        anew = word == lexicon.joins and folded.words[i + 1 : i + 2] and folded.words[i + 1] in lexicon.further
        if folded.words[i] in _MARKS or turns or anew or distance >= far:
            break
        still = i + 1 < len(folded.words) and folded.words[i + 1] in lexicon.still
        if not still and word in lexicon.negation:
            count += distance < near or word in lexicon.far_negation
        distance += word not in lexicon.transparent
    count = count or int(reach is None and _denied_to_exist(folded, lexicon, first))
    behind = folded.words[past : past + 4]
    if count and any(word in lexicon.only for word in behind):
        count -= 1
    return count % 2 == 1


def _denied_to_exist(folded: Folded, lexicon: PositionLexicon, first: int) -> bool:
    """Whether a denied existence governs the cue from afar: «there is no version of it that we will accept»."""
    ends = [folded.word_at(found.end() - 1) + 1 for found in lexicon.existential.finditer(folded.text)]
    before = [past for past in ends if past <= first]
    if not before:
        return False
    between = folded.words[before[-1] : first]
    anew = any(one == lexicon.joins and two in lexicon.further for one, two in pairwise(between))
    turned = any(word in _MARKS or word in lexicon.contrast for word in between)
    return len(between) <= _EXISTENTIAL_REACH and not anew and not turned


def _strip(word: str, lexicon: PositionLexicon | None = None) -> str:
    """Without a leading conjunction or preposition letter, where the rest is a negator (``بعدم``, ``ولم``)."""
    if lexicon is None or lexicon.lang != "ar" or word in lexicon.negation:
        return word
    for cut in (1, 2):
        if word[cut:] in lexicon.negation and len(word) - cut >= 2 and _CLITICS.issuperset(word[:cut]):
            return word[cut:]
    return word


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
        if any(word in _STOPS for word in folded.words[low:high]):
            continue
        if best is None or distance < best[0]:
            best = (distance, (at, concept))
    return best[1] if best else None
