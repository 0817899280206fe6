"""Which of the cues in a statement decides, and what it is worth towards the question."""

from __future__ import annotations

from collections.abc import Iterable

from claims.model import Kind, Lang
from claims.positions.effects import effects
from claims.positions.folded import Folded
from claims.positions.lexicon import PositionLexicon
from claims.positions.poles import pole
from claims.positions.reading import Reading, flipped, sign_of
from claims.positions.scope import Found
from claims.topics import Topic

OPENING = 4
"""Words within which a stance, or a bare event, is what the statement is about."""
REACH_OF_WISH = 6
_VERB_REACH = 4
_NEGATOR_REACH = 4
_EFFECTS = frozenset({"plus", "minus", "for", "against"})
_NEITHER = "both ways are denied"
"""Words between a stance and the outcome that it wishes for."""


def from_cues(cues: list[Found], folded: Folded, lexicon: PositionLexicon, topic: Topic | None) -> Reading | None:
    """The strongest cue; of equals the last, and what follows a «but» before what precedes it."""
    asserted = _beside_own(found for found in cues if not found.cue.nominal or found.negated)
    if not asserted:
        return None
    turn = max((i for i, word in enumerate(folded.words) if word in lexicon.contrast), default=-1)
    if any(not found.relative for found in asserted):
        asserted = [found for found in asserted if not found.relative]
    asserted = _without_idle_neutral(asserted)
    if _neither_way(asserted, folded, lexicon):
        return Reading("policy", 0, (_NEITHER, "so 0"), by="neither", of_event=True)
    valued = [(found, value_of(found, topic, folded.lang)) for found in asserted]
    signed = _asked_for(valued, folded, lexicon)
    signed = _wished_away(signed, folded, lexicon)
    signed = _with_reservations(signed, lexicon)
    governing = [s for s in signed if _governs(s[0])]
    found, value = (
        governing[0]
        if governing and turn < 0
        else max(signed, key=lambda s: (s[0].first > turn, abs(s[1]), s[0].cue.id != "possible", s[0].first))
    )
    if found.cue.group == "outcome" and value > 0 and not governing:
        found, value = _wish_for(found, signed, folded, lexicon) or (found, value)
    kind: Kind = "policy" if found.cue.group == "stance" else "assessment"
    plain = found.cue.idiom and kind == "assessment"
    return Reading(
        kind,
        value,
        reasons_of(found, value, topic),
        by=found.cue.id,
        plain=plain,
        of_event=bool(found.event_words),
        at=found.first,
    )


def _without_idle_neutral(asserted: list[Found]) -> list[Found]:
    """Without «not this and not that» behind how it ended: «it has failed, it did not stall and it did not pause»."""
    ended = [found.past for found in asserted if found.cue.group == "outcome" and abs(found.cue.value) > 1]
    first = min(ended, default=None)
    return [found for found in asserted if found.cue.id != "neutral" or first is None or found.first < first]


def _with_reservations(signed: list[tuple[Found, int]], lexicon: PositionLexicon) -> list[tuple[Found, int]]:
    """Reservations, though it is not refused: «has grave misgivings, but will not block it» are what is held."""
    reserved = [(found, value) for found, value in signed if found.cue.id == "reserves" and not found.negated]
    not_refused = any(
        value > 0
        and (
            (found.negated and found.cue.value < 0)
            or (found.cue.group == "stance" and any(map(lexicon.is_plain_negator, found.words.split())))
        )
        for found, value in signed
    )
    return reserved if reserved and not_refused else signed


def _neither_way(asserted: list[Found], folded: Folded, lexicon: PositionLexicon) -> bool:
    """«They neither ask for it nor refuse it»: all that is said is denied outright, what is for and what is against."""
    wanted = [found.cue.value if found.negated else -found.cue.value for found in asserted]
    denied = all(_is_denied_outright(found, folded, lexicon) for found in asserted)
    alike = len({found.cue.group for found in asserted}) == 1
    close = asserted[-1].first - asserted[0].past <= REACH_OF_WISH
    return denied and alike and close and min(wanted) < 0 < max(wanted)


def _is_denied_outright(found: Found, folded: Folded, lexicon: PositionLexicon) -> bool:
    """Whether a plain negator stands close before a cue, or opens it: «not», «nor», ``ولا``; not «failed to»."""
    if not found.negated:
        return lexicon.is_plain_negator(folded.words[found.first])
    return any(
        lexicon.is_plain_negator(word) for word in folded.words[max(found.first - _NEGATOR_REACH, 0) : found.first]
    )


def _beside_own(asserted: Iterable[Found]) -> list[Found]:
    """Without what only names the question: «lifting the subsidy is a disaster», «its resumption became very hard»."""
    found = list(asserted)
    others = [one for one in found if not one.own]
    return (
        others if any(one.cue.value for one in others) else [one for one in found if not one.own or one.cue.value > 0]
    )


def _asks_against(modal: Found, folded: Folded, lexicon: PositionLexicon) -> bool:
    """«Should never be paid», «must be scrapped»: by a negator behind the modal, or by what its verb does."""
    behind = folded.words[modal.past : modal.past + _VERB_REACH]
    turned = any(word in lexicon.negation for word in behind)
    verb = next((word for word in behind if effects(folded.lang).of(word) & _EFFECTS), "")
    return turned != bool(effects(folded.lang).of(verb) & {"minus", "against"})


def _asked_for(signed: list[tuple[Found, int]], folded: Folded, lexicon: PositionLexicon) -> list[tuple[Found, int]]:
    """A duty takes the side of what is to happen: «it must be rejected» is against."""
    out: list[tuple[Found, int]] = []
    for i, (found, value) in enumerate(signed):
        object_ = next((s for s in signed[i + 1 :] if s[1] and s[0].first - found.past <= REACH_OF_WISH), None)
        if found.cue.modal and value and object_ is not None and not object_[0].cue.modal:
            value = abs(value) * sign_of(object_[1]) * sign_of(value)
        elif found.cue.modal and value and _asks_against(found, folded, lexicon):
            value = -value
        out.append((found, value))
    return out


def _wished_away(signed: list[tuple[Found, int]], folded: Folded, lexicon: PositionLexicon) -> list[tuple[Found, int]]:
    """A wish takes the side of a bad outcome wished for: «wants it thrown out», not «wants to avoid a collapse»."""
    out: list[tuple[Found, int]] = []
    for i, (found, value) in enumerate(signed):
        object_ = next((s for s in signed[i + 1 :] if s[1] and s[0].first - found.past <= REACH_OF_WISH), None)
        of_one = object_ is not None and found.event == object_[0].event and bool(found.event)
        if found.cue.wish and value < 0 and of_one and object_ is not None and object_[1] > 0:
            value = -value
        elif found.cue.wish and value > 0 and object_ is not None and object_[1] < 0 and not object_[0].negated:
            between = folded.words[found.past : object_[0].first]
            averted = any(
                word in lexicon.averting or word in lexicon.contrast or not word[0].isalnum() for word in between
            )
            value = value if averted else object_[1]
        out.append((found, value))
    return out


def _wish_for(
    outcome: Found, signed: list[tuple[Found, int]], folded: Folded, lexicon: PositionLexicon
) -> tuple[Found, int] | None:
    """The stance of which a good outcome is the object: «supports letting it proceed», «rejects what was agreed»."""
    for found, value in reversed(signed):
        between = folded.words[found.past : outcome.first]
        if found.cue.group != "stance" or not found.cue.value or found.past > outcome.first:
            continue
        if len(between) <= REACH_OF_WISH and not any(not w[0].isalnum() or w in lexicon.contrast for w in between):
            return found, value
    return None


def _governs(found: Found) -> bool:
    """A cue that rules what follows: one marked so, or a stance at the very start («his hope for a deal that …»).

    Being undecided rules nothing: what else is said tells more.
    """
    cue = found.cue
    takes_side = bool(cue.value) or cue.fixed
    return cue.governs or (cue.group == "stance" and found.first < OPENING and not cue.needs_event and takes_side)


def value_of(found: Found, topic: Topic | None, lang: Lang) -> int:
    value = found.cue.value
    if found.cue.general and effects(lang).of(found.words.split()[-1]) & {"minus", "against"}:
        value = -value  # «will not be spared»: what would have hurt does not happen
    if found.negated:
        value = flipped(value) if found.cue.denied is None else found.cue.denied
    held_back = found.until and value < 0 and found.cue.group == "stance"
    if (found.possible or found.cue.weaken or held_back) and abs(value) > 1:
        value = 1 if value > 0 else -1
    if found.denied:
        value = -value
    sign = pole(topic, found.event) or 1
    asked_for = found.ended and sign < 0  # its end is what the topic asks for
    return value if found.cue.resolves or asked_for else value * sign


def reasons_of(found: Found, value: int, topic: Topic | None) -> tuple[str, ...]:
    out = [f"\u00ab{found.words}\u00bb: {found.cue.id} ({found.cue.value:+d})"]
    if found.negated:
        out.append("negated")
    if found.possible:
        out.append("only possible")
    if found.until and value < 0 and found.cue.group == "stance":
        out.append("until something comes first")
    if found.event:
        counts_against = topic is not None and pole(topic, found.event) < 0 and not found.ended
        against = " (counts against the proposition)" if counts_against else ""
        out.append(f"said of \u00ab{found.event_words}\u00bb{against}")
    out.append(f"so {value:+d}")
    return tuple(out)
