"""What rules read of a statement: its cues, what is said of the topic's events, what the reporting words hold."""

from __future__ import annotations

from dataclasses import replace

from claims.model import Kind
from claims.positions.arguments import argued
from claims.positions.denial import is_negated
from claims.positions.effects import effects
from claims.positions.folded import Folded
from claims.positions.from_cues import OPENING, REACH_OF_WISH, from_cues, reasons_of, value_of
from claims.positions.lexicon import PositionLexicon
from claims.positions.poles import pole, poles
from claims.positions.reading import Reading, flipped, sign_of
from claims.positions.scope import Found, find_cues, find_events
from claims.positions.statement import Statement
from claims.topics import Topic, own_words, topic_named

COMMITMENTS = frozenset({"promise", "offer", "threaten"})
"""Acts by which a speaker undertakes something."""
HEAD = 4
"""Words within which the object of a refusal stands."""
_SHORT = 10  # words: a content so short speaks of what the article is about
_COMPLAINTS = frozenset({"criticise", "fear"})  # «complained that it should go»: the wish in it is the speaker's
_OF_CONDUCT = frozenset({"condemn", "criticise", "regret"})
_TELLING_ACTS = frozenset({"accept", "agree"})
_NAMED_BY_VERB = frozenset({"warn", "promise"})  # «cautioned», «promising»: the verb tells the act, not a side
_REGRETS = frozenset({"regret"})
_LONG = 24  # words: a content so long speaks of other things too, and a cue has to stand by an event of the topic
_TELLS = frozenset({"announce", "confirm", "assert", "reassert", "reveal", "admit"})
_REACH_OF_DENIAL = 6  # words within which an event is what a denial is about
_REACH_OF_FUTURE = 2  # words: what the verb is about stands right behind it
_DEEDS = "attack"
_EFFECTS = frozenset({"plus", "minus", "for", "against"})
_HAPPENS = {"announce": 2, "confirm": 2, "predict": 1, "promise": 1, "offer": 1}


def read_by_rules(
    statement: Statement, folded: Folded, lexicon: PositionLexicon, topic: Topic | None
) -> Reading | None:
    """What the rules make of a statement towards a topic's proposition; None where they see no position."""
    named = poles(topic)
    own = own_words(topic, statement.lang)
    events = [(at, concept) for at, concept in find_events(folded, lexicon, own) if not named or concept in named]
    words = sum(word[:1].isalnum() for word in folded.words)
    anchored = (
        statement.on_question
        or bool(events)
        or words <= _SHORT
        or refers_back(folded, lexicon)
        or topic_named(topic, statement.text, statement.lang)
        or lexicon.own_stance.match(folded.text) is not None
    )
    cues = find_cues(folded, lexicon, frozenset(named) or None, own)
    if not anchored:  # an idiom speaks of what the article is about, where nothing else is named
        cues = [found for found in cues if found.cue.idiom]
    if not anchored and not cues:
        return None
    if words > _LONG and events:
        cues = [found for found in cues if found.event]
    if statement.of_another:
        cues = [found for found in cues if found.cue.group != "stance"]
    inner = _ruled_out_event(statement, events, folded, lexicon, topic) or from_cues(cues, folded, lexicon, topic)
    inner = argued(inner, folded, lexicon)
    inner = _own_deed(statement, inner, cues)
    inner = inner or _told_by_noun(statement, cues, folded, topic)
    inner = inner or _bare_event(statement, events, folded, lexicon, topic)
    inner = inner or _from_reporting_words(statement, lexicon, topic, events)
    inner = inner or _plain_future(statement, events, folded, lexicon, topic)
    if _warns_of(statement, folded, lexicon, inner):
        return None
    denies = statement.factuality.endswith("-")
    base = lexicon.stance_acts.get(statement.act)
    told = _tells_fact(statement, folded, lexicon, inner)
    if base is not None and not told:
        return _from_act(statement, base, inner, events, lexicon, folded, topic)
    if denies and inner is None and events:
        return _denied_event(statement, folded, topic, *events[0])
    if inner is not None and denies and statement.negated:
        value = max(min(inner.value, 1), -1)
        return replace(inner, value=value, reasons=(*inner.reasons, "the cue does not deny it: at most \u00b11"))
    if inner is not None and (denies or statement.negated):
        said = f"the cue \u00ab{statement.cue}\u00bb denies it" if not statement.negated else "the cue is negated"
        return replace(inner, value=flipped(inner.value), reasons=(*inner.reasons, said))
    return inner


def _tells_fact(statement: Statement, folded: Folded, lexicon: PositionLexicon, inner: Reading | None) -> bool:
    """«Accepted that …», «lamented that it had collapsed»: how things stand, told in a clause."""
    if not folded.words or folded.words[0] not in lexicon.clause:
        return False
    laments = statement.act in _REGRETS and inner is not None and inner.kind == "assessment"
    return statement.act in _TELLING_ACTS or laments


def _denied_event(statement: Statement, folded: Folded, topic: Topic | None, at: int, concept: str) -> Reading | None:
    """An event that the reporting word denies («denied reaching a deal») or does not («did not rule out a deal»)."""
    sign = pole(topic, concept) or 1
    if at >= _REACH_OF_DENIAL or (concept == _DEEDS and sign < 0):  # who denies an attack speaks of what was done
        return None
    value = sign if statement.negated else -sign * (2 if statement.factuality == "CT-" else 1)
    said = "is not denied" if statement.negated else "is denied"
    return Reading("assessment", value, (f"\u00ab{folded.words[at]}\u00bb {said}", f"so {value:+d}"), by="denied")


def _told_by_noun(statement: Statement, cues: list[Found], folded: Folded, topic: Topic | None) -> Reading | None:
    """A verbal noun that is the very object of telling: «confirmed the signing of the deal», not «that signing …»."""
    opening = 1 if folded.words[:1] == ["the"] else 0
    for found in cues:
        if found.cue.nominal and found.first == opening and statement.act in _TELLS:
            value = value_of(found, topic, folded.lang)
            return Reading(
                "assessment",
                value,
                (f"\u00ab{statement.cue}\u00bb tells of it", *reasons_of(found, value, topic)),
                by=found.cue.id,
            )
    return None


def _warns_of(statement: Statement, folded: Folded, lexicon: PositionLexicon, inner: Reading | None) -> bool:
    """«Warned of a return to square one»: a danger named is no forecast; «warned that talks had stalled» is one."""
    if statement.act != "warn" or inner is None or inner.kind != "assessment" or inner.value > 0:
        return False
    return not any(word in lexicon.clause for word in folded.words[:2])


def _own_deed(statement: Statement, inner: Reading | None, cues: list[Found]) -> Reading | None:
    """«Announced the suspension of its part in the talks»: what it undertakes, not how things stand."""
    if inner is None or inner.kind != "assessment" or statement.act not in _TELLS:
        return inner
    does = any(found.cue.deed and found.first <= 1 for found in cues)
    return replace(inner, kind="commitment") if does else inner


def _ruled_out_event(
    statement: Statement, events: list[tuple[int, str]], folded: Folded, lexicon: PositionLexicon, topic: Topic | None
) -> Reading | None:
    """«No elections before a constitution»: what opens with a denied event is about that, whatever else it says."""
    for at, concept in events:
        opening = folded.words[max(at - 2, 0) : at]
        if at <= HEAD and any(word in lexicon.denying for word in opening[-1:]):
            until = lexicon.until.search(" ".join(folded.words[at + 1 : at + 1 + REACH_OF_WISH])) is not None
            value = (-1 if until else -2) * (pole(topic, concept) or 1)
            kind: Kind = "policy" if until else "assessment"
            return Reading(kind, value, (f"no \u00ab{folded.words[at]}\u00bb", f"so {value:+d}"), by="none")
    return None


def _bare_event(
    statement: Statement, events: list[tuple[int, str]], folded: Folded, lexicon: PositionLexicon, topic: Topic | None
) -> Reading | None:
    """An event without a cue: «no deal», «announced an extension», «promised to open the polls»."""
    clause = bool(folded.words) and folded.words[0] in lexicon.clause
    for at, concept in events:
        sign = pole(topic, concept) or 1
        word = folded.words[at]
        if is_negated(folded, lexicon, at, at + 1, reach=1):
            reasons = (f"\u00ab{word}\u00bb is negated", f"so {-2 * sign:+d}")
            return Reading("assessment", -2 * sign, reasons, by="none")
        if at < OPENING and statement.act in _HAPPENS and not clause:
            value = _HAPPENS[statement.act] * sign
            kind: Kind = "commitment" if statement.act in COMMITMENTS else "assessment"
            said = f"\u00ab{statement.cue}\u00bb: {statement.act} of \u00ab{word}\u00bb"
            return Reading(kind, value, (said, f"so {value:+d}"), by="event")
    return None


def _plain_future(
    statement: Statement, events: list[tuple[int, str]], folded: Folded, lexicon: PositionLexicon, topic: Topic | None
) -> Reading | None:
    """What will happen to the event, where no cue tells: «will compensate», by what the verb does to its object."""
    if topic is None:
        return None
    found = lexicon.future.search(folded.text)
    if found is None:
        return None
    at, past = folded.word_at(found.start()), folded.word_at(found.end() - 1) + 1
    near = [(place, concept) for place, concept in events if past <= place < past + _REACH_OF_FUTURE]
    roles = effects(statement.lang).of(folded.words[past - 1])
    if not near or is_negated(folded, lexicon, at, past) or not roles & _EFFECTS:
        return None
    place, concept = min(near)
    value = 2 * (pole(topic, concept) or 1) * (-1 if roles & {"minus", "against"} else 1)
    said = f"\u00ab{found.group()}\u00bb is to happen to \u00ab{folded.words[place]}\u00bb"
    return Reading("assessment", value, (said, f"so {value:+d}"), by="future")


def _from_reporting_words(
    statement: Statement, lexicon: PositionLexicon, topic: Topic | None, events: list[tuple[int, str]]
) -> Reading | None:
    """What the reporting words hold themselves: «voiced confidence in a deal», «still opposes the purchase»."""
    if statement.act in lexicon.stance_acts or statement.act in _NAMED_BY_VERB:
        return None
    every = find_cues(Folded(statement.cue, statement.lang), lexicon)
    cues = [
        found
        for found in every
        if found.cue.value and (found.cue.group == "stance" or found.cue.id in ("progress", "outlook"))
    ]
    if not cues:
        return None
    found = cues[-1]
    value = (-found.cue.value if found.negated else found.cue.value) * (pole(topic, events[0][1]) if events else 1)
    kind: Kind = "policy" if found.cue.group == "stance" else "assessment"
    return Reading(kind, value, reasons_of(found, value, topic), by=found.cue.id) if value else None


def _from_act(
    statement: Statement,
    base: int,
    inner: Reading | None,
    events: list[tuple[int, str]],
    lexicon: PositionLexicon,
    folded: Folded,
    topic: Topic | None,
) -> Reading | None:
    """A wish or a refusal, applied to what it is a wish for: rejecting a delay speaks for the date."""
    if inner is not None and inner.kind == "policy" and inner.value == 0:
        return inner
    if inner is not None and inner.kind == "policy" and inner.value and statement.act in _COMPLAINTS:
        return inner
    outcome = inner if inner is not None and inner.value else None
    if outcome is None and not events and (statement.act in _OF_CONDUCT or not refers_back(folded, lexicon)):
        return None  # «condemned the step» does not tell which one
    sign = sign_of(outcome.value) if outcome is not None else sign_of(pole(topic, events[0][1]) if events else 1)
    if outcome is not None and _named_so(outcome, folded, lexicon):
        sign = sign_of(base) * sign_of(outcome.value)
    value = base * sign
    if statement.negated:
        value = 1 if base == -2 else flipped(value)
    reasons = (f"\u00ab{statement.cue}\u00bb: {statement.act} ({base:+d})", *(outcome.reasons if outcome else ()))
    return Reading("policy", value, (*reasons, f"so {value:+d}"), by="act")


def _named_so(outcome: Reading, folded: Folded, lexicon: PositionLexicon) -> bool:
    """«Dismissed the plan as a surrender»: what it is called tells the speaker's own side."""
    found = lexicon.named_as.search(folded.text) if lexicon.named_as is not None else None
    return (
        found is not None and bool(outcome.by) and outcome.value < 0 and outcome.at >= folded.word_at(found.end() - 1)
    )


def refers_back(folded: Folded, lexicon: PositionLexicon) -> bool:
    """Whether it speaks of something named before («this», «the decision»); an opening «that» only opens the clause."""
    opens = bool(folded.words) and folded.words[0] in lexicon.clause
    text = folded.text[len(folded.words[0]) + 1 :] if opens else folded.text
    return lexicon.refers_back.search(text) is not None
