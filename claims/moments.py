"""What an actor held at each moment, in order: the events between which shifts lie.

What one actor says at one moment in one article is one event. Assessments and policies are never mixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from typing import Literal

from claims.model import Claim
from claims.utterances import Said

Line = Literal["assessment", "policy"]
LINES: tuple[Line, ...] = ("assessment", "policy")
_LINES: dict[str, Line] = {
    "assessment": "assessment",
    "schedule": "assessment",
    "process": "assessment",
    "policy": "policy",
    "commitment": "policy",
}
_TIMED = frozenset({"minute", "part_of_day"})
SURE = 0.45
"""Confidence from which what was held, or a change of it, is sure; a change that is less sure is a possible one.

Three in four sure changes were right on storylines that the readers had not learned from."""
SURE_KIND = 0.65
"""How sure a kind must be to count by itself."""
_SURER = 0.15
"""By how much the surest reading of one side of a moment must exceed that of the other to be believed alone."""
_AS_SURE = 0.03
"""How much less sure the stronger side of a moment may be for it to count."""
_STRONGER = 0.1
"""How much more surely a weaker statement must be read to stand for its moment before a stronger one."""
_ECHO, _FEWEST_SHARED = 0.4, 2
"""Share and number of stems in common from which a statement says an earlier one again."""
_LONG = 1_000_000  # days
_HOURS = timedelta(hours=3)
"""Between two articles of a day from which what each says for itself is taken as said in their order."""
_PRINTED = "printed "
Moment = tuple[str, int, str]
"""The day, the order that the text gives within it, and the time of day."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one actor held at one moment: the utterance that says it most strongly, of equals the surest.

    ``articles`` are all that carry something of this moment; ``confidence`` is that of the surest statement in a run of
    this value, as each of them tells it: that it was said so by this speaker, and that its position was read right.
    """

    moment: Moment
    said: Said
    value: int
    line: Line
    articles: frozenset[str]
    confidence: float


def line_of(said: Said) -> Line | None:
    """The line that an utterance belongs to by its kind; None for what is done, not held."""
    return line_of_kind(said.first.position.kind)


def line_of_kind(kind: str) -> Line | None:
    """The line of a kind of position."""
    return _LINES.get(kind)


def settled_lines(usable: Sequence[Said]) -> dict[str, Line | None]:
    """The line of each utterance, by id: a doubtful one is taken as what its speaker said nearest to it in time."""
    own = {said.id: line_of(said) for said in usable}
    sure = [said for said in usable if own[said.id] and said.first.position.kind_confidence >= SURE_KIND]
    out = dict(own)
    for said in usable:
        if own[said.id] and said.first.position.kind_confidence < SURE_KIND and sure:
            nearest = min(sure, key=lambda other: (_days_apart(said, other), other.id))
            out[said.id] = own[nearest.id]
    return out


def _days_apart(one: Said, other: Said) -> int:
    """Days between two utterances; very many where the day of one is not known."""
    a, b = (_day(said.first.when.at) for said in (one, other))
    return abs((a - b).days) if a is not None and b is not None else _LONG


def _day(at: str | None) -> date | None:
    try:
        return date.fromisoformat((at or "")[:10])
    except ValueError:
        return None


def events_of(group: Sequence[Said], line: Line) -> tuple[list[Event], list[Said]]:
    """What was held at each moment, in order; and what takes no part, as both signs were held at its moment."""
    out: list[Event] = []
    mixed: list[Said] = []
    moments = sorted(group, key=lambda said: (moment_of(said), said.id))
    before: list[Said] = []
    for moment, found in groupby(moments, key=moment_of):
        said_then = list(found)
        whole = _without_echoes(said_then, before) if _is_mixed(said_then) else said_then
        before += said_then
        for at, part in _by_publication(moment, whole) if _is_mixed(whole) else [(moment, whole)]:
            together = _plainest(part)
            if _is_mixed(together):
                mixed += together
                continue
            best = max(together, key=_strength)
            articles = frozenset(claim.article_id for said in together for claim in said.claims)
            out.append(replace(event_of(best, line), moment=at, articles=articles))
    return out, mixed


def _without_echoes(together: list[Said], before: Sequence[Said]) -> list[Said]:
    """A moment with both signs, without what only says again an earlier statement: «just hours after saying that …».

    Only where the rest is read as surely: else the rest may be what was misread.
    """
    new: list[Said] = []
    echoes: list[Said] = []
    for said in together:
        (echoes if any(_echoes(said, other) for other in before) else new).append(said)
    if not new or not echoes:
        return together
    sure, echoed = (max(confidence_of(said.first) for said in some) for some in (new, echoes))
    return new if sure >= echoed else together


def _echoes(said: Said, other: Said) -> bool:
    """Whether a statement has the side and, in another article, the words of an earlier one."""
    shared = len(said.stems & other.stems)
    alike = shared >= _FEWEST_SHARED and shared >= _ECHO * min(len(said.stems), len(other.stems))
    one_side = (said.first.position.value or 0) * (other.first.position.value or 0) > 0
    apart = {c.article_id for c in said.claims}.isdisjoint(c.article_id for c in other.claims)
    return alike and one_side and apart


def event_of(said: Said, line: Line) -> Event:
    """An utterance as an event of its own."""
    articles = frozenset(claim.article_id for claim in said.claims)
    claim = said.first
    return Event(moment_of(said), said, claim.position.value or 0, line, articles, confidence_of(claim))


def _by_publication(moment: Moment, together: Sequence[Said]) -> list[tuple[Moment, list[Said]]]:
    """A day with both signs, by when they were in print, where hours lie between: the moment itself where none do.

    Who says one thing in the morning's article and its opposite in the night's has said them in that order.
    """
    printed = {said.id: _clock(said.first.published) for said in together}
    if moment[2] or any(at is None for at in printed.values()):
        return [(moment, list(together))]
    order = sorted(together, key=lambda said: (printed[said.id], said.id))
    parts: list[list[Said]] = [[order[0]]]
    for before, said in pairwise(order):
        a, b = printed[before.id], printed[said.id]
        apart = a is not None and b is not None and b - a >= _HOURS
        if apart:
            parts.append([said])
        else:
            parts[-1].append(said)
    if len(parts) == 1:
        return [(moment, list(together))]
    return [((moment[0], moment[1], f"{_PRINTED}{k}"), part) for k, part in enumerate(parts)]


def confidence_of(claim: Claim) -> float:
    """How sure a statement is evidence: doubt about its speaker weighs less than about its position.

    Chosen on storylines that nothing had learned from: it raises more right shifts beside wrong ones than the root of
    both, which was too kind to statements that are hardly any.
    """
    return float(claim.confidence**0.5 * claim.position.confidence**0.75)


def _plainest(together: list[Said]) -> list[Said]:
    """Of a moment with both signs, what is said outright: not denials of something, and not under a condition.

    Where that has both signs still, the side that was read more surely by ``_SURER`` or more, else the stronger one.
    """
    if not _is_mixed(together):
        return together
    plain = [s for s in together if s.first.attribution.act != "deny" and not s.first.position.conditional] or together
    if not _is_mixed(plain):
        return plain
    sides = [[s for s in plain if ((s.first.position.value or 0) > 0) == positive] for positive in (True, False)]
    (strong_for, sure_for), (strong_against, sure_against) = (
        (max(abs(s.first.position.value or 0) for s in side), max(confidence_of(s.first) for s in side))
        for side in sides
    )
    surer = sure_for - sure_against
    if abs(surer) >= _SURER:
        return sides[0] if surer > 0 else sides[1]
    if strong_for > strong_against and surer > -_AS_SURE:
        return sides[0]
    return sides[1] if strong_for < strong_against and surer < _AS_SURE else plain


def _is_mixed(together: Sequence[Said]) -> bool:
    values = [said.first.position.value or 0 for said in together]
    return max(values) > 0 > min(values)


def runs(events: list[Event]) -> list[Event]:
    """Each event with the confidence of the surest one in the run of the same value up to it."""
    out: list[Event] = []
    for event in events:
        same = out and out[-1].value == event.value
        out.append(replace(event, confidence=max(event.confidence, out[-1].confidence)) if same else event)
    return out


def neighbours(events: list[Event]) -> list[tuple[Event, Event]]:
    """Each event with the one that it is compared to: that before it, or the last sure one where that tells a change.

    A doubtful reading between two sure ones must not hide that these differ.
    """
    out: list[tuple[Event, Event]] = []
    sure: Event | None = None
    for before, event in pairwise(events):
        sure = before if before.confidence >= SURE else sure
        differs = sure is not None and event.confidence >= SURE and sure.value != event.value
        out.append((sure if sure is not None and differs else before, event))
    return out


def _strength(said: Said) -> tuple[bool, float, str]:
    """What is read surely counts before what is not, then what says most, where it is read about as surely."""
    claim = said.first
    confidence = confidence_of(claim)
    return confidence >= SURE, confidence + _STRONGER * abs(claim.position.value or 0), said.id


def order_is_told(earlier: Event, later: Event) -> bool:
    """Whether two events are known to follow each other.

    Of one day, the clock or the part of the day tells it, or the one text that carries both, or that the one was in
    print before the other was said; the orders that two texts give, each for itself, cannot be compared.
    """
    if earlier.moment[0] != later.moment[0] or earlier.articles & later.articles:
        return True
    if earlier.moment[2].startswith(_PRINTED) and later.moment[2].startswith(_PRINTED):
        return True
    a, b = earlier.said.first, later.said.first
    return (a.when.precision in _TIMED and b.when.precision in _TIMED) or _printed_before(a, b)


def _printed_before(earlier: Claim, later: Claim) -> bool:
    """Whether a claim was in print when another was made, by the clock: what is printed has been said."""
    printed, said = _clock(earlier.published), _clock(later.when.at)
    return printed is not None and said is not None and printed <= said


def _clock(moment: str | None) -> datetime | None:
    """A moment that has a time of day and a zone, else None."""
    try:
        found = datetime.fromisoformat(moment) if moment and "T" in moment else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def moment_of(said: Said) -> Moment:
    """When it was said, as it sorts: day, the order that the text gives within the day, the time of day where told.

    When an article came out does not tell when its words were said: two articles of one day that tell no order
    are of one moment.
    """
    at = said.first.when.at or ""
    return at[:10], said.first.when.rank, at[10:]
