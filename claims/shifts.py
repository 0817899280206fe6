"""Utterances in order, and the typed shifts between them, each with the guards that were checked.

A shift is two consecutive events of one actor on one topic and of one kind whose positions differ. What one
actor says at one moment in one article is one event. Assessments and policies are never mixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims import shift_odds, story_odds
from claims.alleged_shifts import alleged_shifts
from claims.cluster import DISCOVERED
from claims.model import Actor, Claim, Guard, Relation, Shift, Status, Utterance, stable_id
from claims.moments import (
    LINES,
    SURE,
    Event,
    Line,
    confidence_of,
    event_of,
    events_of,
    line_of,
    line_of_kind,
    moment_of,
    neighbours,
    order_is_told,
    runs,
    settled_lines,
)
from claims.positions.unmoved import says_unmoved
from claims.reprints import reprints, with_first_speaker
from claims.same_thing import speak_of_one_thing
from claims.topics import Topic
from claims.utterances import Said, all_utterances, by_actor_and_topic, said_once

POSSIBLE = 0.2
"""Below it a change is too doubtful to be shown at all; it is told as held back."""
_NO_ALERT = 0.44
"""At most this sure, so that no alert is raised: two speakers of one institution, who may differ without its having
moved; who says it again or that his view has not changed; and what an outlet has from elsewhere, beside its speaker's
own line."""
_RECALLED = "the article that tells what is said now recalls the earlier one as its opposite"
_OTHER_QUESTION = Guard("other_question", True, "the topic has no question, and the two do not speak of one thing")


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
    usable: list[Said] = []
    recalled: list[Said] = []
    for said in group:
        guard = _barred(said, actor)
        if guard is None:
            usable.append(said)
        elif said.first.position.value is not None:
            held.append(HeldBack(None, said.first.id, guard))
            recalled += [said] if guard.name == "recalled" else []
    settled = settled_lines(usable)
    for line in LINES:
        on_line = [said for said in usable if settled[said.id] == line]
        own, relayed = _own_and_relayed(on_line)
        events = runs(_events(own, line, held))
        for earlier, later in (*neighbours(events), *_beside(events, _events(relayed, line, held))):
            if earlier.value == later.value:
                held.append(
                    HeldBack(earlier.said.first.id, later.said.first.id, Guard("repeat", True, "same position"))
                )
            elif not order_is_told(earlier, later):
                told = Guard("unknown_order", True, "two articles of one day do not tell which was said first")
                held.append(HeldBack(earlier.said.first.id, later.said.first.id, told))
            elif not _on_one_question(earlier, later):
                held.append(HeldBack(earlier.said.first.id, later.said.first.id, _OTHER_QUESTION))
            else:
                shift = _shift(earlier, later)
                if shift.confidence >= POSSIBLE:
                    shifts.append(shift)
                    continue
                unsure = Guard("too_unsure", True, f"confidence {shift.confidence:.2f} is below {POSSIBLE:.2f}")
                held.append(HeldBack(earlier.said.first.id, later.said.first.id, unsure))
        shifts = _with_contrasts(shifts, events, [said for said in recalled if line_of(said) == line])
    return shifts, held


def _on_one_question(earlier: Event, later: Event) -> bool:
    """Whether a topic's question, or else one thing that both speak of, makes two positions comparable."""
    a, b = earlier.said.first, later.said.first
    return not _of_story(a) or speak_of_one_thing(a, b)


def _of_story(claim: Claim) -> bool:
    """Whether the topic of a claim is a discovered one, which has no question."""
    return (claim.topic_id or "").startswith(DISCOVERED)


def _events(group: Sequence[Said], line: Line, held: list[HeldBack]) -> list[Event]:
    """The events of a line; what was mixed is held back."""
    events, mixed = events_of(group, line)
    guard = Guard("mixed", True, "said both for and against at one moment")
    held += [HeldBack(None, said.first.id, guard) for said in mixed]
    return events


def _own_and_relayed(on_line: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """What makes a speaker's line: his own words and, beside them, what outlets have from elsewhere.

    One of whom everything is relayed has no other line.
    """
    relayed = [said for said in on_line if said.relayed]
    own = [said for said in on_line if said not in relayed]
    return (own, relayed) if own else (relayed, [])


def _beside(events: Sequence[Event], relayed: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Relayed words, each with what their speaker had last said himself: no base for what he says next."""
    out = []
    for one in relayed:
        before = [event for event in events if event.moment < one.moment]
        if before and before[-1].value != one.value:
            out.append((before[-1], one))
    return out


def _with_contrasts(shifts: list[Shift], events: Sequence[Event], recalled: Sequence[Said]) -> list[Shift]:
    """With the changes that an article tells itself: «had said that he would not come; now he is on his way».

    What is recalled is the earlier side where the article that recalls it tells the opposite as said now, and where no
    statement of before tells the change. It is never the later side.
    """
    out = list(shifts)
    sure = {shift.later_utterance_id for shift in shifts if shift.status == "shift"}
    for before, event in zip((None, *events), events, strict=False):
        if event.said.id in sure or (before is not None and before.value == event.value):
            continue
        opposed = [
            said
            for said in recalled
            if _is_contrast(said, event) and _on_one_question(event_of(said, event.line), event)
        ]
        if opposed:
            said = max(opposed, key=lambda one: (confidence_of(one.first), one.id))
            shift = _shift(event_of(said, event.line), event)
            if shift.status == "shift":
                out = [*(one for one in out if one.later_utterance_id != event.said.id), shift]
    return out


def _is_contrast(said: Said, event: Event) -> bool:
    """Whether a recalled statement is of an earlier day, of the other side, and told by an article of the event's."""
    at, value = said.first.when.at, said.first.position.value or 0
    told = any(claim.article_id in event.articles for claim in said.claims)
    return told and at is not None and at[:10] < event.moment[0] and value * event.value < 0


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
        for line in LINES:
            said_so = [said for said in usable if line_of(said) == line]
            for earlier, later in neighbours(runs(events_of(said_so, line)[0])):
                changed = earlier.value != later.value and later.said.id not in told
                comparable = order_is_told(earlier, later) and _on_one_question(earlier, later)
                if changed and comparable and _is_new(later, said_so):
                    shift = _shift(earlier, later, body)
                    known = (body, shift.earlier_utterance_id, shift.relation) in moved
                    if not known and shift.confidence >= POSSIBLE:
                        out.append(shift)
    return out


def _is_new(event: Event, said_so: Sequence[Said]) -> bool:
    """Whether the speaker of an event has said nothing on the question before."""
    speaker = event.said.first.speaker.actor.id
    return not any(said.first.speaker.actor.id == speaker and moment_of(said) < event.moment for said in said_so)


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


def _shift(earlier: Event, later: Event, body: str | None = None) -> Shift:
    """The shift between two events of one actor, or of one institution by the voices of two of its speakers."""
    relation = relation_of(earlier.value, later.value)
    a, b = earlier.said.first, later.said.first
    confidence = round(_likely(earlier, later, relation, body is not None), 3)
    if body is not None or _is_no_news(later, relation):
        confidence = min(confidence, _NO_ALERT)
    actor_id = body or a.speaker.actor.id
    status: Status = "shift" if confidence >= SURE else "possible"
    within = earlier.moment[0] == later.moment[0]
    return Shift(
        id=stable_id("shift", actor_id, a.topic_id, earlier.said.id, later.said.id),
        actor_id=actor_id,
        topic_id=a.topic_id or "",
        relation=relation,
        kind=b.position.kind if line_of_kind(b.position.kind) == later.line else later.line,
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


def _likely(earlier: Event, later: Event, relation: Relation, two_voices: bool) -> float:
    """How likely a change is one; where nothing was asked, also by what both speak of."""
    a, b = earlier.said.first, later.said.first
    found = shift_odds.likely(earlier, later, relation, two_voices)
    return min(found, story_odds.likely(a, b, earlier.value, later.value)) if _of_story(a) else found


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


def _is_no_news(later: Event, relation: Relation) -> bool:
    """Whether a statement says itself that nothing moved, or was not said to the outlet that carries it."""
    claim = later.said.first
    again = claim.attribution.act == "reassert" and relation in ("soften", "harden")
    return again or later.said.relayed or says_unmoved(claim.content_text, claim.lang)


def _reasons(earlier: Event, later: Event, relation: Relation) -> tuple[str, ...]:
    def told(name: str, event: Event) -> str:
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


def _guards(earlier: Event, later: Event) -> tuple[Guard, ...]:
    a, b = earlier.said.first, later.said.first
    conditional = a.position.conditional or b.position.conditional
    return (
        Guard("same_kind", False, f"both are of {later.line}"),
        Guard("recalled", False, _RECALLED if a.when.recalled else "neither is recalled from earlier as background"),
        Guard("another_s_words", False, "both are told as the actor's own words"),
        Guard("conditional", False, "held under a condition" if conditional else "neither is conditional"),
        Guard("re_publication", False, f"carried by {len(earlier.said.claims)} and {len(later.said.claims)} articles"),
        Guard("restatement", False, "said at different moments"),
        Guard("unknown_order", False, f"{a.when.at} before {b.when.at}"),
        Guard("other_question", False, "both on this topic"),
    )
