"""From the words of a statement to its position, with a reason for every step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.model import Certainty, Kind, Lang, Position
from claims.positions.effects import effects
from claims.positions.lexicon import PositionLexicon, position_lexicon
from claims.positions.lines import kind_of
from claims.positions.no_side import without_side
from claims.positions.poles import pole, poles
from claims.positions.reader import Learned, learned_by_both
from claims.positions.scope import Folded, Found, find_cues, find_events, is_negated
from claims.positions.statement import Statement
from claims.positions.told import asked
from claims.topics import Topic, own_words, topic_named

_CERTAINTY: dict[str, Certainty] = {"CT": "certain", "PR": "probable", "PS": "possible", "Uu": "unknown"}
_WISHES = frozenset({"demand", "want", "hope", "welcome", "support", "accept", "agree"})
_AGAINST = frozenset({"reject", "condemn", "criticise", "doubt", "fear", "regret"})
_COMMITMENTS = frozenset({"promise", "offer", "threaten"})
_CONDUCT = frozenset({"accuse"})
_SAYING = frozenset({"inform", "reveal", "announce", "ask"})
_SHORT = 10  # words: a content so short speaks of what the article is about
_TURNING_DOWN = frozenset({"reject", "deny", "doubt", "criticise", "condemn"})
_COMPLAINTS = frozenset({"criticise", "fear"})  # «complained that it should go»: the wish in it is the speaker's
_OF_CONDUCT = frozenset({"condemn", "criticise", "regret"})
_TELLING_ACTS = frozenset({"accept", "agree"})
_REGRETS = frozenset({"regret"})
_HEAD = 4  # words within which the object of a refusal stands
_COMMENT_REACH = 6
_LONG = 24  # words: a content so long speaks of other things too, and a cue has to stand by an event of the topic
_OPENING = 4  # words within which a bare event is what the statement is about
_REACH_OF_WISH = 6  # words between a stance and the outcome that it wishes for
_TELLS = frozenset({"announce", "confirm", "assert", "reassert", "reveal", "admit"})
_REACH_OF_DENIAL = 6  # words within which an event is what a denial is about
_REACH_OF_FUTURE = 2  # words: what the verb is about stands right behind it
_FEWEST_WORDS = 4
LIKELY = 0.6
"""Probability from which a side that the learned readers see, or being undecided, is followed.

Claims of real articles take no side more often than those that the readers learned from."""
LEAST = 0.3
"""Below it what a rule reads is not followed: three in four such readings are wrong."""
A_RULE = 4.0
"""By how much a rule's reading makes its side likelier: 8 in 10 of them are right on unseen storylines."""
OF_THE_EVENT = 10.0
"""The same for a cue that is said of an event of the topic: «the deal was not reached»."""
PLAIN = 0.7
"""How sure the kind of an idiom of where things stand is, where how it is put tells another: 4 in 5 are of it."""
_LEARNED_OPEN = ("its words are those of statements that leave the question open, as learned from labelled ones",)
_PUT_AS: dict[Kind, str] = {
    "policy": "put as what the speaker wants or does",
    "assessment": "put as how things stand or will go",
}
_EFFECTS = frozenset({"plus", "minus", "for", "against"})
_HAPPENS = {"announce": 2, "confirm": 2, "predict": 1, "promise": 1, "offer": 1}


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the value: its kind and the words that say so; ``learned`` ones know of conditions.

    ``by`` names the cue or the rule that gave it; ``plain``: its words are of one kind, whoever says them;
    ``of_event``: the cue is said of an event of the topic.
    """

    kind: Kind
    value: int
    reasons: tuple[str, ...]
    confidence: float = 1.0
    learned: bool = False
    by: str = ""
    plain: bool = False
    of_event: bool = False


def read_position(statement: Statement, topic: Topic | None) -> Position:
    """The position of a statement towards a topic's proposition.

    ``value`` is None where it takes none: a refusal to comment, an accusation, a conditional threat or forecast,
    words that speak of none of the topic's events. Every step leaves a reason.
    """
    lexicon = position_lexicon(statement.lang)
    folded = Folded(statement.text, statement.lang)
    certainty = _CERTAINTY.get(statement.factuality[:2], "certain")
    if _refuses_comment(statement, folded, lexicon):
        return Position("policy", None, "unknown", False, ("refuses to comment",))
    if statement.act in _CONDUCT:
        return Position("conduct", None, certainty, False, ("an accusation is about somebody's conduct",))
    if _turns_down_account(statement, folded, lexicon):
        return Position("conduct", None, certainty, False, ("an account of what was done is turned down",))
    why = without_side(statement, folded, own_words(topic, statement.lang))
    if why is not None:
        return Position("conduct", None, certainty, False, (why,))
    conditional = _is_conditional(folded, lexicon)
    reading = _reading(statement, folded, lexicon, topic)
    if reading is None:
        return Position(_kind_of(statement), None, certainty, conditional, ("takes no position on the question",))
    kind, sure = kind_of(statement, reading.kind, reading.value, reading.by)
    if reading.plain and kind != reading.kind:
        kind, sure = reading.kind, PLAIN
    if kind != reading.kind:
        reading = replace(reading, kind=kind, reasons=(*reading.reasons, _PUT_AS[kind]))
    return replace(_settled(statement, reading, certainty, conditional), kind_confidence=sure)


def read_value(statement: Statement, topic: Topic) -> tuple[Kind, int, str] | None:
    """The kind that the rules give a statement, its value, and the rule that read it ("" if learned), or None."""
    lexicon = position_lexicon(statement.lang)
    reading = _reading(statement, Folded(statement.text, statement.lang), lexicon, topic)
    return None if reading is None else (reading.kind, reading.value, reading.by)


def _reading(statement: Statement, folded: Folded, lexicon: PositionLexicon, topic: Topic | None) -> _Reading | None:
    """What the rules and, where a topic has a proposition, the learned readers make of a statement."""
    reading = _read(statement, folded, lexicon, topic)
    if topic is not None and topic.proposition and _may_be_learned(statement, folded):
        reading = _weighed(statement, reading, _learned(statement, topic))
    return reading


def _may_be_learned(statement: Statement, folded: Folded) -> bool:
    """Whether the learned readers know statements of this kind: the speaker's own, and of some length."""
    return not statement.of_another and len(folded.words) >= _FEWEST_WORDS


def _learned(statement: Statement, topic: Topic) -> Learned:
    lang = statement.lang
    proposition = topic.proposition.get(lang) or next(iter(topic.proposition.values()))
    of = asked(topic.name.get(lang, ""), proposition, lang)
    return learned_by_both(f"{statement.cue} {statement.text}".strip(), lang, of)


def _weighed(statement: Statement, ruled: _Reading | None, found: Learned) -> _Reading | None:
    """What a rule reads and what the learned readers see, together: the likelier side, and how likely it is."""
    signs, odds = found.signs(), found.odds()
    own = None if ruled is None else _sign(ruled.value) if ruled.value else 0
    if ruled is not None:
        signs[own] *= OF_THE_EVENT if ruled.of_event else A_RULE
        total = sum(signs.values())
        signs = {sign: value / total for sign, value in signs.items()}
    sign = max((1, -1, 0), key=lambda one: signs[one])
    if ruled is not None and signs[own] >= LEAST and (sign == own or signs[sign] < LIKELY):
        return replace(ruled, confidence=round(signs[own], 3))
    if signs[sign] < LIKELY:
        return None
    kind = ruled.kind if ruled is not None else _kind_of(statement)
    so, sure = f"with {signs[sign]:.0%}", round(signs[sign], 3)
    if sign == 0:
        return _Reading("policy", 0, (*_LEARNED_OPEN, f"so 0, {so}"), sure, learned=True)
    value = sign if odds[sign] > odds[2 * sign] else 2 * sign
    return _Reading(kind, value, (*found.reasons, f"so {value:+d}, {so}"), sure, learned=True)


def _settled(statement: Statement, reading: _Reading, certainty: Certainty, conditional: bool) -> Position:
    """Conditions and the source's certainty applied to a reading."""
    value, reasons = reading.value, list(reading.reasons)
    if conditional and not reading.learned:
        offers = statement.act not in _COMMITMENTS and statement.act != "warn"
        if value > 0 and offers and (reading.kind == "policy" or abs(value) == 1):
            return Position(reading.kind, 1, certainty, True, (*reasons, "under a condition: a conditional yes is +1"))
        reasons.append("under a condition: a conditional threat or forecast takes no position")
        return Position(reading.kind, None, certainty, True, tuple(reasons))
    if certainty in ("probable", "possible") and statement.act in ("predict", "fear", "doubt") and abs(value) > 1:
        value = 1 if value > 0 else -1
        reasons.append(f"held {certainty}: at most \u00b11")
    return Position(reading.kind, value, certainty, conditional, tuple(reasons), reading.confidence)


def _refuses_comment(statement: Statement, folded: Folded, lexicon: PositionLexicon) -> bool:
    if statement.act == "refuse_comment":
        return True
    head = " ".join(folded.words[:_COMMENT_REACH])
    unsaid = statement.negated and statement.act in _SAYING
    refusing = unsaid or statement.act in ("reject", "abstain")
    return refusing and lexicon.comment.search(head) is not None


def _turns_down_account(statement: Statement, folded: Folded, lexicon: PositionLexicon) -> bool:
    """«rejected that account», «denied the report»: about who did what, not about the question."""
    refusing = statement.act in _TURNING_DOWN and not statement.negated
    return refusing and any(word in lexicon.accounts for word in folded.words[:_HEAD])


def _refers_back(folded: Folded, lexicon: PositionLexicon) -> bool:
    """Whether it speaks of something named before («this», «the decision»); an opening «that» only opens the clause."""
    opens = bool(folded.words) and folded.words[0] in lexicon.clause
    text = folded.text[len(folded.words[0]) + 1 :] if opens else folded.text
    return lexicon.refers_back.search(text) is not None


def _is_conditional(folded: Folded, lexicon: PositionLexicon) -> bool:
    """Whether a condition is set; «even if» sets none, and neither does a condition that is denied."""
    if lexicon.inverted is not None and lexicon.inverted.match(folded.text):
        return True
    text = lexicon.concessive.sub("", folded.text)
    for found in lexicon.conditional.finditer(text):
        if found.group().split()[-1] not in lexicon.condition_nouns:
            return True
        at = folded.word_at(max(folded.text.find(found.group()), 0))
        if not is_negated(folded, lexicon, at, at + 1):
            return True
    return False


def _kind_of(statement: Statement) -> Kind:
    if statement.act in _COMMITMENTS:
        return "commitment"
    if statement.act in _WISHES or statement.act in _AGAINST:
        return "policy"
    return "assessment"


def _read(statement: Statement, folded: Folded, lexicon: PositionLexicon, topic: Topic | None) -> _Reading | None:
    named = poles(topic)
    own = own_words(topic, statement.lang)
    events = [(at, concept) for at, concept in find_events(folded, lexicon, own) if not named or concept in named]
    words = sum(word[:1].isalnum() for word in folded.words)
    anchored = (
        statement.on_question
        or bool(events)
        or words <= _SHORT
        or _refers_back(folded, lexicon)
        or topic_named(topic, statement.text, statement.lang)
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
    inner = _ruled_out_event(statement, events, folded, lexicon, topic) or _from_cues(cues, folded, lexicon, topic)
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
        return replace(inner, value=_flip(inner.value), reasons=(*inner.reasons, said))
    return inner


def _tells_fact(statement: Statement, folded: Folded, lexicon: PositionLexicon, inner: _Reading | None) -> bool:
    """«Accepted that …», «lamented that it had collapsed»: how things stand, told in a clause."""
    if not folded.words or folded.words[0] not in lexicon.clause:
        return False
    laments = statement.act in _REGRETS and inner is not None and inner.kind == "assessment"
    return statement.act in _TELLING_ACTS or laments


def _denied_event(statement: Statement, folded: Folded, topic: Topic | None, at: int, concept: str) -> _Reading | None:
    """An event that the reporting word denies («denied reaching a deal») or does not («did not rule out a deal»)."""
    sign = pole(topic, concept) or 1
    if at >= _REACH_OF_DENIAL:
        return None
    value = sign if statement.negated else -sign * (2 if statement.factuality == "CT-" else 1)
    said = "is not denied" if statement.negated else "is denied"
    return _Reading("assessment", value, (f"\u00ab{folded.words[at]}\u00bb {said}", f"so {value:+d}"), by="denied")


def _told_by_noun(statement: Statement, cues: list[Found], folded: Folded, topic: Topic | None) -> _Reading | None:
    """A verbal noun that is the very object of telling: «confirmed the signing of the deal», not «that signing …»."""
    opening = 1 if folded.words[:1] == ["the"] else 0
    for found in cues:
        if found.cue.nominal and found.first == opening and statement.act in _TELLS:
            value = _value(found, topic, folded.lang)
            return _Reading(
                "assessment",
                value,
                (f"\u00ab{statement.cue}\u00bb tells of it", *_reasons(found, value, topic)),
                by=found.cue.id,
            )
    return None


def _warns_of(statement: Statement, folded: Folded, lexicon: PositionLexicon, inner: _Reading | None) -> bool:
    """«Warned of a return to square one»: a danger named is no forecast; «warned that talks had stalled» is one."""
    if statement.act != "warn" or inner is None or inner.kind != "assessment" or inner.value > 0:
        return False
    return not any(word in lexicon.clause for word in folded.words[:2])


def _own_deed(statement: Statement, inner: _Reading | None, cues: list[Found]) -> _Reading | None:
    """«Announced the suspension of its part in the talks»: what it undertakes, not how things stand."""
    if inner is None or inner.kind != "assessment" or statement.act not in _TELLS:
        return inner
    does = any(found.cue.deed and found.first <= 1 for found in cues)
    return replace(inner, kind="commitment") if does else inner


def _ruled_out_event(
    statement: Statement, events: list[tuple[int, str]], folded: Folded, lexicon: PositionLexicon, topic: Topic | None
) -> _Reading | None:
    """«No elections before a constitution»: what opens with a denied event is about that, whatever else it says."""
    for at, concept in events:
        opening = folded.words[max(at - 2, 0) : at]
        if at <= _HEAD and any(word in lexicon.denying for word in opening[-1:]):
            until = lexicon.until.search(" ".join(folded.words[at + 1 : at + 1 + _REACH_OF_WISH])) is not None
            value = (-1 if until else -2) * (pole(topic, concept) or 1)
            kind: Kind = "policy" if until else "assessment"
            return _Reading(kind, value, (f"no \u00ab{folded.words[at]}\u00bb", f"so {value:+d}"), by="none")
    return None


def _bare_event(
    statement: Statement, events: list[tuple[int, str]], folded: Folded, lexicon: PositionLexicon, topic: Topic | None
) -> _Reading | None:
    """An event without a cue: «no deal», «announced an extension», «promised to open the polls»."""
    clause = bool(folded.words) and folded.words[0] in lexicon.clause
    for at, concept in events:
        sign = pole(topic, concept) or 1
        word = folded.words[at]
        if is_negated(folded, lexicon, at, at + 1, reach=1):
            reasons = (f"\u00ab{word}\u00bb is negated", f"so {-2 * sign:+d}")
            return _Reading("assessment", -2 * sign, reasons, by="none")
        if at < _OPENING and statement.act in _HAPPENS and not clause:
            value = _HAPPENS[statement.act] * sign
            kind: Kind = "commitment" if statement.act in _COMMITMENTS else "assessment"
            said = f"\u00ab{statement.cue}\u00bb: {statement.act} of \u00ab{word}\u00bb"
            return _Reading(kind, value, (said, f"so {value:+d}"), by="event")
    return None


def _plain_future(
    statement: Statement, events: list[tuple[int, str]], folded: Folded, lexicon: PositionLexicon, topic: Topic | None
) -> _Reading | None:
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
    return _Reading("assessment", value, (said, f"so {value:+d}"), by="future")


def _from_reporting_words(
    statement: Statement, lexicon: PositionLexicon, topic: Topic | None, events: list[tuple[int, str]]
) -> _Reading | None:
    """What the reporting words hold themselves: «voiced confidence in a deal», «still opposes the purchase»."""
    if statement.act in lexicon.stance_acts:
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
    return _Reading(kind, value, _reasons(found, value, topic), by=found.cue.id) if value else None


def _from_cues(cues: list[Found], folded: Folded, lexicon: PositionLexicon, topic: Topic | None) -> _Reading | None:
    """The strongest cue; of equals the last, and what follows a «but» before what precedes it."""
    asserted = [found for found in cues if not found.cue.nominal or found.negated]
    if not asserted:
        return None
    turn = max((i for i, word in enumerate(folded.words) if word in lexicon.contrast), default=-1)
    if any(not found.relative for found in asserted):
        asserted = [found for found in asserted if not found.relative]
    signed = _asked_for([(found, _value(found, topic, folded.lang)) for found in asserted])
    signed = _wished_away(signed, folded, lexicon)
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
    return _Reading(
        kind, value, _reasons(found, value, topic), by=found.cue.id, plain=plain, of_event=bool(found.event_words)
    )


def _asked_for(signed: list[tuple[Found, int]]) -> list[tuple[Found, int]]:
    """A duty takes the side of what is to happen: «it must be rejected» is against."""
    out: list[tuple[Found, int]] = []
    for i, (found, value) in enumerate(signed):
        object_ = next((s for s in signed[i + 1 :] if s[1] and s[0].first - found.past <= _REACH_OF_WISH), None)
        if found.cue.modal and value and object_ is not None and not object_[0].cue.modal:
            value = abs(value) * _sign(object_[1]) * _sign(value)
        out.append((found, value))
    return out


def _wished_away(signed: list[tuple[Found, int]], folded: Folded, lexicon: PositionLexicon) -> list[tuple[Found, int]]:
    """A wish takes the side of a bad outcome wished for: «wants it thrown out», not «wants to avoid a collapse»."""
    out: list[tuple[Found, int]] = []
    for i, (found, value) in enumerate(signed):
        object_ = next((s for s in signed[i + 1 :] if s[1] and s[0].first - found.past <= _REACH_OF_WISH), None)
        if found.cue.wish and value > 0 and object_ is not None and object_[1] < 0 and not object_[0].negated:
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
        if len(between) <= _REACH_OF_WISH and not any(not w[0].isalnum() or w in lexicon.contrast for w in between):
            return found, value
    return None


def _governs(found: Found) -> bool:
    """A cue that rules what follows: one marked so, or a stance at the very start («his hope for a deal that …»).

    Being undecided rules nothing: what else is said tells more.
    """
    cue = found.cue
    takes_side = bool(cue.value) or cue.fixed
    return cue.governs or (cue.group == "stance" and found.first < _OPENING and not cue.needs_event and takes_side)


def _value(found: Found, topic: Topic | None, lang: Lang) -> int:
    value = found.cue.value
    if found.cue.general and effects(lang).of(found.words.split()[-1]) & {"minus", "against"}:
        value = -value  # «will not be spared»: what would have hurt does not happen
    if found.negated:
        value = _flip(value) if found.cue.denied is None else found.cue.denied
    held_back = found.until and value < 0 and found.cue.group == "stance"
    if (found.possible or found.cue.weaken or held_back) and abs(value) > 1:
        value = 1 if value > 0 else -1
    return value * (pole(topic, found.event) or 1)


def _sign(value: int) -> int:
    return -1 if value < 0 else 1


def _flip(value: int) -> int:
    """What a negation makes of a value: «not near» is no more than doubtful, «not failed» is hope."""
    return {2: -2, 1: -1, 0: 0, -1: 1, -2: 2}[value]


def _reasons(found: Found, value: int, topic: Topic | None) -> tuple[str, ...]:
    out = [f"\u00ab{found.words}\u00bb: {found.cue.id} ({found.cue.value:+d})"]
    if found.negated:
        out.append("negated")
    if found.possible:
        out.append("only possible")
    if found.until and value < 0 and found.cue.group == "stance":
        out.append("until something comes first")
    if found.event:
        against = " (counts against the proposition)" if topic and pole(topic, found.event) < 0 else ""
        out.append(f"said of \u00ab{found.event_words}\u00bb{against}")
    out.append(f"so {value:+d}")
    return tuple(out)


def _from_act(
    statement: Statement,
    base: int,
    inner: _Reading | None,
    events: list[tuple[int, str]],
    lexicon: PositionLexicon,
    folded: Folded,
    topic: Topic | None,
) -> _Reading | None:
    """A wish or a refusal, applied to what it is a wish for: rejecting a delay speaks for the date."""
    if inner is not None and inner.kind == "policy" and inner.value == 0:
        return inner
    if inner is not None and inner.kind == "policy" and inner.value and statement.act in _COMPLAINTS:
        return inner
    outcome = inner if inner is not None and inner.value else None
    if outcome is None and not events and (statement.act in _OF_CONDUCT or not _refers_back(folded, lexicon)):
        return None  # «condemned the step» does not tell which one
    sign = _sign(outcome.value) if outcome is not None else _sign(pole(topic, events[0][1]) if events else 1)
    value = base * sign
    if statement.negated:
        value = 1 if base == -2 else _flip(value)
    reasons = (f"\u00ab{statement.cue}\u00bb: {statement.act} ({base:+d})", *(outcome.reasons if outcome else ()))
    return _Reading("policy", value, (*reasons, f"so {value:+d}"), by="act")
