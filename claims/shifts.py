"""Utterances in order, and the typed shifts between them, each with the guards that were checked.

A shift is two consecutive events of one actor on one topic and of one kind whose positions differ. What one
actor says at one moment in one article is one event. Assessments and policies are never mixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Literal

from claims.alleged_shifts import alleged_shifts
from claims.model import Actor, Claim, Guard, Relation, Shift, Status, Utterance, stable_id
from claims.reprints import reprints, with_first_speaker
from claims.topics import Topic
from claims.utterances import Said, all_utterances, by_actor_and_topic, said_once

Line = Literal["assessment", "policy"]
_LINES: dict[str, Line] = {
    "assessment": "assessment",
    "schedule": "assessment",
    "process": "assessment",
    "policy": "policy",
    "commitment": "policy",
}
_TIMED = frozenset({"minute", "part_of_day"})
SURE = 0.5
"""Confidence from which a change is a shift that may raise an alert; below it is a possible one."""
POSSIBLE = 0.2
"""Below it a change is too doubtful to be shown at all; it is told as held back."""
SURE_KIND = 0.65
"""How sure a kind must be to count by itself."""
_SURER = 0.15
"""By how much the surest reading of one side of a moment must exceed that of the other to be believed alone."""
_PLAIN = {"reverse": 1.0, "contradict": 1.0, "commit": 0.9, "retreat_to_neutral": 0.9, "soften": 0.6, "harden": 0.6}
_LONG = 1_000_000  # days
_TWO_VOICES = 0.5
"""Two speakers of one institution may differ without its having moved: never sure enough for an alert."""
_SAID_AGAIN = 0.5
"""Who says that he says it again («repeated», «reiterated») is where he was: how strongly he says it is no news."""
_RELAYED = 0.5
"""A statement that an outlet has from elsewhere and that differs from its speaker's own line is no sure evidence."""
_COME_TRUE = 0.95
"""What a hardened assessment is worth: from near to reached, from doubtful to failed is news; a warmer wish is tone."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Two statements whose positions differ and that are no shift, with the guard that stood in the way."""

    earlier_claim_id: str | None
    later_claim_id: str
    guard: Guard


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found: utterances, shifts (own and alleged), and pairs that a guard held back."""

    utterances: tuple[Utterance, ...]
    shifts: tuple[Shift, ...]
    held: tuple[HeldBack, ...] = ()


@dataclass(frozen=True, slots=True)
class _Event:
    """What one actor held at one moment: the utterance that says it most strongly, of equals the surest.

    ``articles`` are all that carry something of this moment; ``confidence`` is that of the surest statement in a run of
    this value, as each of them tells it: that it was said so by this speaker, and that its position was read right.
    """

    moment: tuple[str, int, str]
    said: Said
    value: int
    line: Line
    articles: frozenset[str]
    confidence: float


def link(claims: Sequence[Claim], actors: Mapping[str, Actor], topics: Mapping[str, Topic]) -> Linked:
    """Link the claims of some topics. The order in which they are given does not matter."""
    del topics
    groups = _said(claims)
    shifts: list[Shift] = []
    held: list[HeldBack] = []
    for (_topic_id, actor_id), group in groups.items():
        own, back = _of_actor(group, actors.get(actor_id))
        shifts += own
        held += back
    shifts += _of_institutions(groups, actors, shifts)
    shifts += alleged_shifts(groups)
    ordered = tuple(sorted(shifts, key=lambda shift: shift.id))
    return Linked(all_utterances(list(groups.values())), ordered, tuple(held))


def _said(claims: Sequence[Claim]) -> dict[tuple[str, str], list[Said]]:
    """Utterances by topic and actor. Each topic is looked at by itself, so that it does not matter which come along."""
    out: dict[tuple[str, str], list[Said]] = {}
    by_topic: dict[str, list[Claim]] = {}
    for claim in claims:
        by_topic.setdefault(claim.topic_id or "", []).append(claim)
    for _topic, found in sorted(by_topic.items()):
        prints = reprints(found)
        for key, group in by_actor_and_topic(with_first_speaker(found, prints)).items():
            out[key] = said_once(group, prints)
    return out


# an actor's own line ---------------------------------------------------------------------------------------


def _of_actor(group: Sequence[Said], actor: Actor | None) -> tuple[list[Shift], list[HeldBack]]:
    shifts: list[Shift] = []
    held: list[HeldBack] = []
    usable = []
    for said in group:
        guard = _barred(said, actor)
        if guard is None:
            usable.append(said)
        elif said.first.position.value is not None:
            held.append(HeldBack(None, said.first.id, guard))
    lines: tuple[Line, ...] = ("assessment", "policy")
    settled = _settled_lines(usable)
    for line in lines:
        on_line = [said for said in usable if settled[said.id] == line]
        own, relayed = _own_and_relayed(on_line)
        events = _runs(_events(own, line, held))
        for earlier, later in (*_neighbours(events), *_beside(events, _events(relayed, line, held))):
            if earlier.value == later.value:
                held.append(
                    HeldBack(earlier.said.first.id, later.said.first.id, Guard("repeat", True, "same position"))
                )
            elif not _order_is_told(earlier, later):
                told = Guard("unknown_order", True, "two articles of one day do not tell which was said first")
                held.append(HeldBack(earlier.said.first.id, later.said.first.id, told))
            else:
                shift = _shift(earlier, later)
                if shift.confidence >= POSSIBLE:
                    shifts.append(shift)
                    continue
                unsure = Guard("too_unsure", True, f"confidence {shift.confidence:.2f} is below {POSSIBLE:.2f}")
                held.append(HeldBack(earlier.said.first.id, later.said.first.id, unsure))
    return shifts, held


def _settled_lines(usable: Sequence[Said]) -> dict[str, Line | None]:
    """The line of each utterance, by id: a doubtful one is taken as what its speaker said nearest to it in time."""
    own = {said.id: _LINES.get(said.first.position.kind) for said in usable}
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


def _own_and_relayed(on_line: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """What makes a speaker's line: his own words and, beside them, what outlets have from elsewhere.

    One of whom everything is relayed has no other line.
    """
    relayed = [said for said in on_line if all(claim.speaker.via for claim in said.claims)]
    own = [said for said in on_line if said not in relayed]
    return (own, relayed) if own else (relayed, [])


def _beside(events: Sequence[_Event], relayed: Sequence[_Event]) -> list[tuple[_Event, _Event]]:
    """Relayed words, each with what their speaker had last said himself: no base for what he says next."""
    out = []
    for one in relayed:
        before = [event for event in events if event.moment < one.moment]
        if before and before[-1].value != one.value:
            out.append((before[-1], one))
    return out


def _of_institutions(
    groups: Mapping[tuple[str, str], Sequence[Said]], actors: Mapping[str, Actor], own: Sequence[Shift]
) -> list[Shift]:
    """Changes between two speakers of one institution: what it said by one mouth, and then by another.

    Only where the later speaker is new to the question: who has spoken before has a line of its own, and two who
    always differed have not moved. A change that a speaker's own line tells, or that the body's own words tell from
    the same statement on, is reported there, once.
    """
    told = {shift.later_utterance_id for shift in own}
    moved = {(shift.actor_id, shift.earlier_utterance_id, shift.relation) for shift in own}
    out: list[Shift] = []
    for (_topic_id, body), members in _by_institution(groups).items():
        usable = [said for said in members if _barred(said, actors.get(said.first.speaker.actor.id)) is None]
        lines: tuple[Line, ...] = ("assessment", "policy")
        for line in lines:
            said_so = [said for said in usable if _LINES.get(said.first.position.kind) == line]
            for earlier, later in _neighbours(_runs(_events(said_so, line, []))):
                changed = earlier.value != later.value and later.said.id not in told
                if changed and _is_new(later, said_so) and _order_is_told(earlier, later):
                    shift = _shift(earlier, later, body)
                    known = (body, shift.earlier_utterance_id, shift.relation) in moved
                    if not known and shift.confidence >= POSSIBLE:
                        out.append(shift)
    return out


def _is_new(event: _Event, said_so: Sequence[Said]) -> bool:
    """Whether the speaker of an event has said nothing on the question before."""
    speaker = event.said.first.speaker.actor.id
    return not any(said.first.speaker.actor.id == speaker and _moment(said) < event.moment for said in said_so)


def _by_institution(groups: Mapping[tuple[str, str], Sequence[Said]]) -> dict[tuple[str, str], list[Said]]:
    """Utterances by topic and the body that speaks in them: itself, or one who speaks for it."""
    out: dict[tuple[str, str], list[Said]] = {}
    for (topic_id, actor_id), group in groups.items():
        for said in group:
            speaker = said.first.speaker
            bodies = [body.id for body in speaker.institutions[:1] if body.kind != "country"]
            if speaker.actor.kind in ("organisation", "group"):
                bodies.append(actor_id)
            for body in dict.fromkeys(bodies):
                out.setdefault((topic_id, body), []).append(said)
    return {key: found for key, found in sorted(out.items()) if len({s.first.speaker.actor.id for s in found}) > 1}


def _barred(said: Said, actor: Actor | None) -> Guard | None:
    """The guard that keeps an utterance out of its actor's line, or None."""
    claim = said.first
    if claim.position.value is None:
        return Guard("no_position", True, "it takes no position")
    if all(c.when.recalled for c in said.claims):
        return Guard("recalled", True, "recalled from earlier, as background")
    if claim.attribution.inside is not None:
        return Guard("another_s_words", True, "told inside somebody else's statement")
    if claim.when.at is None:
        return Guard("unknown_order", True, "the text does not tell when it was said")
    if actor is not None and actor.kind == "unnamed":
        return Guard("unnamed", True, "an unnamed source may be somebody else each time")
    return None


def _events(group: Sequence[Said], line: Line, held: list[HeldBack]) -> list[_Event]:
    """What was held at each moment, in order. A moment with both signs is mixed and takes no part."""
    out = []
    moments = sorted(group, key=lambda said: (_moment(said), said.id))
    for moment, found in groupby(moments, key=_moment):
        together = _plainest(list(found))
        if _is_mixed(together):
            guard = Guard("mixed", True, "said both for and against at one moment")
            held += [HeldBack(None, said.first.id, guard) for said in together]
            continue
        best = max(together, key=_strength)
        articles = frozenset(claim.article_id for said in together for claim in said.claims)
        out.append(_Event(moment, best, best.first.position.value or 0, line, articles, _confidence(best.first)))
    return out


def _confidence(claim: Claim) -> float:
    """How sure a statement is evidence: doubt about its speaker weighs less than about its position.

    Chosen on storylines that nothing had learned from: it raises more right shifts beside wrong ones than the root of
    both, which was too kind to statements that are hardly any.
    """
    return float(claim.confidence**0.5 * claim.position.confidence**0.75)


def _plainest(together: list[Said]) -> list[Said]:
    """Of a moment with both signs, what is said outright: not denials of something, and not under a condition.

    Where that has both signs still, the side that was read more surely by ``_SURER`` or more.
    """
    if not _is_mixed(together):
        return together
    plain = [s for s in together if s.first.attribution.act != "deny" and not s.first.position.conditional] or together
    if not _is_mixed(plain):
        return plain
    sides = [[s for s in plain if ((s.first.position.value or 0) > 0) == positive] for positive in (True, False)]
    for_, against = (max(_confidence(s.first) for s in side) for side in sides)
    return plain if abs(for_ - against) < _SURER else sides[0] if for_ > against else sides[1]


def _is_mixed(together: Sequence[Said]) -> bool:
    values = [said.first.position.value or 0 for said in together]
    return max(values) > 0 > min(values)


def _runs(events: list[_Event]) -> list[_Event]:
    """Each event with the confidence of the surest one in the run of the same value up to it."""
    out: list[_Event] = []
    for event in events:
        same = out and out[-1].value == event.value
        out.append(replace(event, confidence=max(event.confidence, out[-1].confidence)) if same else event)
    return out


def _neighbours(events: list[_Event]) -> list[tuple[_Event, _Event]]:
    """Each event with the one that it is compared to: that before it, or the last sure one where that tells a change.

    A doubtful reading between two sure ones must not hide that these differ.
    """
    out: list[tuple[_Event, _Event]] = []
    sure: _Event | None = None
    for before, event in pairwise(events):
        sure = before if before.confidence >= SURE else sure
        differs = sure is not None and event.confidence >= SURE and sure.value != event.value
        out.append((sure if sure is not None and differs else before, event))
    return out


def _strength(said: Said) -> tuple[bool, int, float, str]:
    """What is read surely counts before what is not, then what says it most strongly."""
    claim = said.first
    sure = _confidence(claim) >= SURE
    return sure, abs(claim.position.value or 0), _confidence(claim), said.id


def _order_is_told(earlier: _Event, later: _Event) -> bool:
    """Whether two events are known to follow each other.

    Of one day, the clock or the part of the day tells it, or the one text that carries both, or that the one was in
    print before the other was said; the orders that two texts give, each for itself, cannot be compared.
    """
    if earlier.moment[0] != later.moment[0] or earlier.articles & later.articles:
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


def _moment(said: Said) -> tuple[str, int, str]:
    """When it was said, as it sorts: day, the order that the text gives within the day, the time of day where told.

    When an article came out does not tell when its words were said: two articles of one day that tell no order
    are of one moment.
    """
    at = said.first.when.at or ""
    return at[:10], said.first.when.rank, at[10:]


def _shift(earlier: _Event, later: _Event, body: str | None = None) -> Shift:
    """The shift between two events of one actor, or of one institution by the voices of two of its speakers."""
    relation = relation_of(earlier.value, later.value)
    a, b = earlier.said.first, later.said.first
    worth = _COME_TRUE if relation == "harden" and later.line == "assessment" else _PLAIN[relation]
    worth *= _SAID_AGAIN if b.attribution.act == "reassert" and relation in ("soften", "harden") else 1.0
    worth *= _TWO_VOICES if body else 1.0
    worth *= _RELAYED if all(claim.speaker.via for claim in later.said.claims) else 1.0
    confidence = round(min(earlier.confidence, later.confidence) * worth * _certainty(a, b), 3)
    actor_id = body or a.speaker.actor.id
    status: Status = "shift" if confidence >= SURE else "possible"
    within = earlier.moment[0] == later.moment[0]
    return Shift(
        id=stable_id("shift", actor_id, a.topic_id, earlier.said.id, later.said.id),
        actor_id=actor_id,
        topic_id=a.topic_id or "",
        relation=relation,
        kind=b.position.kind if _LINES.get(b.position.kind) == later.line else later.line,
        from_value=earlier.value,
        to_value=later.value,
        earlier_claim_id=a.id,
        later_claim_id=b.id,
        earlier_utterance_id=earlier.said.id,
        later_utterance_id=later.said.id,
        within_day=within,
        alleged=False,
        accuser_id=None,
        status=status,
        confidence=confidence,
        reasons=_reasons(earlier, later, relation),
        guards=_guards(earlier, later),
    )


def relation_of(earlier: int, later: int) -> Relation:
    """The typed relation of two positions of one kind."""
    if earlier == later:
        return "repeat"
    if later == 0:
        return "retreat_to_neutral"
    if earlier == 0:
        return "commit"
    if (earlier > 0) != (later > 0):
        return "reverse"
    return "harden" if abs(later) > abs(earlier) else "soften"


def _certainty(a: Claim, b: Claim) -> float:
    worth = {"certain": 1.0, "probable": 0.95, "possible": 0.9, "unknown": 0.8}
    return worth[a.position.certainty] * worth[b.position.certainty]


def _reasons(earlier: _Event, later: _Event, relation: Relation) -> tuple[str, ...]:
    def told(name: str, event: _Event) -> str:
        return f"{name} {event.value:+d}: {'; '.join(event.said.first.position.reasons)}"

    when = later.said.first.when.expression
    order = [f"the text gives the order: \u00ab{when}\u00bb"] if when and earlier.moment[0] == later.moment[0] else []
    a, b = earlier.said.first.speaker.actor, later.said.first.speaker.actor
    voices = [f"one institution by two voices: {a.label}, then {b.label}"] if a.id != b.id else []
    return (
        told("earlier", earlier),
        told("later", later),
        *order,
        *voices,
        f"{earlier.value:+d} to {later.value:+d}: {relation}",
    )


def _guards(earlier: _Event, later: _Event) -> tuple[Guard, ...]:
    a, b = earlier.said.first, later.said.first
    conditional = a.position.conditional or b.position.conditional
    return (
        Guard("same_kind", False, f"both are of {later.line}"),
        Guard("recalled", False, "neither is recalled from earlier as background"),
        Guard("another_s_words", False, "both are told as the actor's own words"),
        Guard("conditional", False, "held under a condition" if conditional else "neither is conditional"),
        Guard("re_publication", False, f"carried by {len(earlier.said.claims)} and {len(later.said.claims)} articles"),
        Guard("restatement", False, "said at different moments"),
        Guard("unknown_order", False, f"{a.when.at} before {b.when.at}"),
        Guard("other_question", False, "both on this topic"),
    )
