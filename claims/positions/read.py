"""From the words of a statement to its position: what rules read weighed with what was learned, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.model import Certainty, Kind, Lang, Position
from claims.positions.denial import is_negated
from claims.positions.folded import MARKS, Folded
from claims.positions.lexicon import PositionLexicon, position_lexicon
from claims.positions.lines import kind_of
from claims.positions.no_side import without_side
from claims.positions.quoting import as_written
from claims.positions.reader import Learned, learned_of_each
from claims.positions.reading import Reading, sign_of
from claims.positions.rules import COMMITMENTS, HEAD, read_by_rules
from claims.positions.statement import Statement
from claims.positions.told import Asked, asked
from claims.positions.trust import LEAST as LEAST_TRUST
from claims.positions.trust import measure, trust
from claims.topics import Topic, own_words

_CERTAINTY: dict[str, Certainty] = {"CT": "certain", "PR": "probable", "PS": "possible", "Uu": "unknown"}
_WISHES = frozenset({"demand", "want", "hope", "welcome", "support", "accept", "agree"})
_AGAINST = frozenset({"reject", "condemn", "criticise", "doubt", "fear", "regret"})
_CONDUCT = frozenset({"accuse"})
_SAYING = frozenset({"inform", "reveal", "announce", "ask"})
_TURNING_DOWN = frozenset({"reject", "deny", "doubt", "criticise", "condemn"})
_DOUBTING = frozenset({"doubt", "deny", "reject", "criticise"})
_COMMENT_REACH = 6
_FEWEST_WORDS = 4
_FURTHER = 2  # words of a clause, at least, before the condition in it
LIKELY = 0.65
"""Probability from which a side that the learned readers see, or being undecided, is followed.

Claims of real articles take no side more often than those that the readers learned from."""
LEAST = 0.3
"""Below it what a rule reads is not followed: three in four such readings are wrong."""
A_RULE = 4.0
"""By how much a rule's reading makes its side likelier: 8 in 10 of them are right on unseen storylines."""
OF_THE_EVENT = 10.0
"""The same for a cue that is said of an event of the topic: «the deal was not reached»."""
NEITHER, NEITHER_SURE = frozenset({"neutral", "neither", "work goes on"}), 0.9
"""Rules of what says outright that it takes neither side, and how sure they are: what is learned of it is no better."""
PLAIN = 0.7
"""How sure the kind of an idiom of where things stand is, where how it is put tells another: 4 in 5 are of it."""
_LEARNED_OPEN = ("its words are those of statements that leave the question open, as learned from labelled ones",)
_OFF_QUESTION = "its words take a side, but hardly on this question: its article does not speak of it there"
_PUT_AS: dict[Kind, str] = {
    "policy": "put as what the speaker wants or does",
    "assessment": "put as how things stand or will go",
}


def read_position(statement: Statement, topic: Topic | None) -> Position:
    """The position of a statement towards a topic's proposition.

    ``value`` is None where it takes none: a refusal to comment, an accusation, a conditional threat or forecast,
    words that speak of none of the topic's events. Every step leaves a reason.
    """
    return read_positions([(statement, topic)])[0]


def read_positions(statements: Sequence[tuple[Statement, Topic | None]]) -> list[Position]:
    """The same for several statements, each with its topic, of which the learned readers read all at once."""
    return [look.position or _read(look, found) for look, found in _looked_at(statements)]


def readings(
    statements: Sequence[tuple[Statement, Topic | None]],
) -> list[tuple[Statement, tuple[Reading, Learned] | None]]:
    """Each statement as it is looked at, with what is read of it before asking how far to trust that; None: nothing."""
    out: list[tuple[Statement, tuple[Reading, Learned] | None]] = []
    for look, found in _looked_at(statements):
        lexicon = position_lexicon(look.statement.lang)
        reading = _reading(look.statement, look.folded, lexicon, look.topic, found) if found is not None else None
        out.append((look.statement, (reading, found) if reading is not None and found is not None else None))
    return out


def _looked_at(statements: Sequence[tuple[Statement, Topic | None]]) -> list[tuple[_Look, Learned | None]]:
    """Each statement as first looked at, with what the learned readers see in it, who read all of them at once."""
    looks = [_look(statement, topic) for statement, topic in statements]
    asked_of = [k for k, look in enumerate(looks) if look.asks]
    found = learned_of_each([_question(looks[k]) for k in asked_of])
    learned = dict(zip(asked_of, found, strict=True))
    return [(look, learned.get(k)) for k, look in enumerate(looks)]


@dataclass(frozen=True, slots=True)
class _Look:
    """A statement as first looked at: with its position, where it takes none at first sight.

    ``asks``: whether the learned readers are asked too.
    """

    statement: Statement
    topic: Topic | None
    folded: Folded
    certainty: Certainty
    position: Position | None
    asks: bool = False


def _look(statement: Statement, topic: Topic | None) -> _Look:
    """What is seen before anything is read: refusals to comment, accusations, accounts turned down, and the like."""
    lexicon = position_lexicon(statement.lang)
    said = _as_said(statement, lexicon)
    folded = Folded(said.text, said.lang)
    certainty = _CERTAINTY.get(said.factuality[:2], "certain")
    position = _none_at_sight(said, folded, lexicon, certainty, topic)
    asks = position is None and topic is not None and bool(topic.proposition) and _may_be_learned(said, folded)
    return _Look(said, topic, folded, certainty, position, asks)


def _none_at_sight(
    statement: Statement, folded: Folded, lexicon: PositionLexicon, certainty: Certainty, topic: Topic | None
) -> Position | None:
    if _refuses_comment(statement, folded, lexicon):
        return Position("policy", None, "unknown", False, ("refuses to comment",))
    if statement.act in _CONDUCT:
        return Position("conduct", None, certainty, False, ("an accusation is about somebody's conduct",))
    if _turns_down_account(statement, folded, lexicon):
        return Position("conduct", None, certainty, False, ("an account of what was done is turned down",))
    why = without_side(statement, folded, own_words(topic, statement.lang))
    return Position("conduct", None, certainty, False, (why,)) if why is not None else None


def _read(look: _Look, found: Learned | None) -> Position:
    """The position of what was looked at, by the rules and by what was learned."""
    statement, lexicon = look.statement, position_lexicon(look.statement.lang)
    reading = _reading(statement, look.folded, lexicon, look.topic, found)
    conditional = _is_conditional(look.folded, lexicon, reading)
    if reading is None:
        return Position(_kind_of(statement), None, look.certainty, conditional, ("takes no position on the question",))
    if statement.context is not None and found is not None and _right(statement, reading, found) < LEAST_TRUST:
        return Position(_kind_of(statement), None, look.certainty, conditional, (_OFF_QUESTION,))
    kind, sure = kind_of(statement, reading.kind, reading.value, reading.by)
    if reading.plain and kind != reading.kind:
        kind, sure = reading.kind, PLAIN
    if kind != reading.kind:
        reading = replace(reading, kind=kind, reasons=(*reading.reasons, _PUT_AS[kind]))
    settled = _settled(statement, reading, look.certainty, conditional)
    reasons = as_written(settled.reasons, look.folded, Folded(statement.cue, statement.lang))
    return replace(settled, kind_confidence=sure, reasons=reasons)


def _right(statement: Statement, reading: Reading, found: Learned) -> float:
    """How likely the side read is right, as the statement stands in its article."""
    assert statement.context is not None
    seen = measure(statement.context, reading, found.signs()[None], statement.act, statement.lang)
    return trust().odds(seen)


def read_value(statement: Statement, topic: Topic) -> tuple[Kind, int, str] | None:
    """The kind that the rules give a statement, its value, and the rule that read it ("" if learned), or None."""
    lexicon, folded = position_lexicon(statement.lang), Folded(statement.text, statement.lang)
    asks = bool(topic.proposition) and _may_be_learned(statement, folded)
    look = _Look(statement, topic, folded, "certain", None, asks)
    found = learned_of_each([_question(look)])[0] if asks else None
    reading = _reading(statement, folded, lexicon, topic, found)
    return None if reading is None else (reading.kind, reading.value, reading.by)


def _reading(
    statement: Statement, folded: Folded, lexicon: PositionLexicon, topic: Topic | None, found: Learned | None
) -> Reading | None:
    """What the rules and, where a topic has a proposition, the learned readers make of a statement."""
    reading = read_by_rules(statement, folded, lexicon, topic)
    return _weighed(statement, reading, found) if found is not None else reading


def _may_be_learned(statement: Statement, folded: Folded) -> bool:
    """Whether the learned readers know statements of this kind: of some length."""
    return len(folded.words) >= _FEWEST_WORDS


def _question(look: _Look) -> tuple[str, Lang, Asked]:
    """What the learned readers are asked: the words with their cue, and the topic's proposition."""
    statement, topic = look.statement, look.topic
    assert topic is not None
    lang = statement.lang
    proposition = topic.proposition.get(lang) or next(iter(topic.proposition.values()))
    return f"{statement.cue} {statement.text}".strip(), lang, asked(topic.name.get(lang, ""), proposition, lang)


def _weighed(statement: Statement, ruled: Reading | None, found: Learned) -> Reading | None:
    """What a rule reads and what the learned readers see, together: the likelier side, and how likely it is."""
    if ruled is not None and ruled.by in NEITHER:
        return replace(ruled, confidence=NEITHER_SURE)
    signs, odds = found.signs(), found.odds()
    own = None if ruled is None else sign_of(ruled.value) if ruled.value else 0
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
        return Reading("policy", 0, (*_LEARNED_OPEN, f"so 0, {so}"), sure, learned=True)
    value = sign if odds[sign] > odds[2 * sign] else 2 * sign
    return Reading(kind, value, (*found.reasons, f"so {value:+d}, {so}"), sure, learned=True)


def _settled(statement: Statement, reading: Reading, certainty: Certainty, conditional: bool) -> Position:
    """Conditions and the source's certainty applied to a reading."""
    value, reasons = reading.value, list(reading.reasons)
    unmoved = value < 0 and reading.kind == "policy" and statement.act not in COMMITMENTS and statement.act != "warn"
    if conditional and unmoved and _unless(statement):
        return Position(reading.kind, value, certainty, True, (*reasons, "a refusal until a condition is met is one"))
    if conditional and not reading.learned:
        offers = statement.act not in COMMITMENTS and statement.act != "warn"
        if value > 0 and offers and (reading.kind == "policy" or abs(value) == 1):
            return Position(reading.kind, 1, certainty, True, (*reasons, "under a condition: a conditional yes is +1"))
        reasons.append("under a condition: a conditional threat or forecast takes no position")
        return Position(reading.kind, None, certainty, True, tuple(reasons))
    if certainty in ("probable", "possible") and statement.act in ("predict", "fear", "doubt") and abs(value) > 1:
        value = 1 if value > 0 else -1
        reasons.append(f"held {certainty}: at most \u00b11")
    return Position(reading.kind, value, certainty, conditional, tuple(reasons), reading.confidence)


def _as_said(statement: Statement, lexicon: PositionLexicon) -> Statement:
    """A sentence in quotation marks is what the speaker says: «played it down: "We are still on the right way"»."""
    own = statement.act in _DOUBTING and lexicon.sentence.match(statement.text) is not None
    return replace(statement, act="assert", factuality="CT+", negated=False) if own else statement


def _unless(statement: Statement) -> bool:
    """Whether what is set is a condition for giving a refusal up: «opposes it unless …»."""
    return position_lexicon(statement.lang).unless.search(Folded(statement.text, statement.lang).text) is not None


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
    return refusing and any(word in lexicon.accounts for word in folded.words[:HEAD])


def _is_conditional(folded: Folded, lexicon: PositionLexicon, reading: Reading | None) -> bool:
    """Whether a condition is set; «even if» sets none, and neither does a condition that is denied.

    Nor does how long a refusal lasts («will not reopen as long as …»), nor one of a further clause than that of what is
    read («I have reservations, and I would be wrong if …»).
    """
    held, refused = (reading.at, reading.value < 0) if reading is not None else (-1, False)
    if lexicon.inverted is not None and lexicon.inverted.match(folded.text):
        return True
    text = lexicon.concessive.sub(lambda none: " " * len(none.group()), folded.text)
    for found in lexicon.conditional.finditer(text):
        at = folded.word_at(found.start())
        if (refused and found.group() in lexicon.lasting) or (0 <= held < at and _goes_on(folded, lexicon, held, at)):
            continue
        if found.group().split()[-1] not in lexicon.condition_nouns:
            return True
        if not (at and lexicon.is_plain_negator(folded.words[at - 1])) and not is_negated(folded, lexicon, at, at + 1):
            return True
    return False


def _goes_on(folded: Folded, lexicon: PositionLexicon, held: int, at: int) -> bool:
    """Whether a further clause opens between two words: a mark and "and" or "but", with words behind it."""

    def opens(word: str) -> bool:
        joined = folded.lang == "ar" and word.startswith(lexicon.joins) and len(word) > _FURTHER
        return joined or word == lexicon.joins or word in lexicon.contrast

    words = folded.words
    return any(words[i] in MARKS and opens(words[i + 1]) for i in range(held, at - _FURTHER))


def _kind_of(statement: Statement) -> Kind:
    if statement.act in COMMITMENTS:
        return "commitment"
    if statement.act in _WISHES or statement.act in _AGAINST:
        return "policy"
    return "assessment"
