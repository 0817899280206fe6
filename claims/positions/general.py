"""The position of a statement on a question of any kind, from what its words do to the thing asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.model import Lang
from claims.positions.effects import Effects, effects
from claims.positions.folded import Folded
from claims.positions.lexicon import position_lexicon
from claims.stems import stem, stop_stems, words
from claims.words import script

STOPS = frozenset(".,;:!?\u060c\u061b\u061f")
_ARABIC_SEMICOLON = "\u061b"
_GOVERNING = frozenset({"flip", "against", "for", "doubt", "hope"})
_TURNING = frozenset({"flip", "against", "doubt"})
_REACH, _FAR = 5, 7  # content words over which a negation and any other word governs
_CONTENT = 3  # letters; longer words are content words
_SPEAKING_AGAINST = frozenset({"flip", "against", "minus"})
_EVEN, _LEANING = (
    0.15,
    0.3,
)  # where for and against are even, words against weigh more: «the plan to add days is shelved»
_ALONE, _OWN = 0.9, 1.5  # weights: a governor of nothing, a word of the question itself


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    ``sign`` of its predicate: +1 comes about or goes on, -1 ends or shrinks. ``stems`` of its words; ``nouns`` are
    those that have an effect elsewhere and here only name what it is about («the *ban* is lifted»).
    """

    sign: int = 1
    stems: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tagged:
    """A word or phrase with its roles, at words ``at`` to ``past``."""

    at: int
    past: int
    words: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Effect:
    """A word that brings something about (+1) or ends it (-1): ``plain`` by itself, ``value`` for the question.

    ``own``: the question's own word; ``phrase``: more than one word.
    """

    plain: int
    value: int
    own: bool
    phrase: bool


@dataclass(frozen=True, slots=True)
class General:
    """``value`` from −2 to +2, None where it takes no position.

    ``evidence`` is the sum of what speaks for (+) and against (−); ``strength`` 2, or 1 where hedged; ``roles`` are all
    that were found, ``turns`` how many negations among them; ``effects`` in order.
    """

    value: int | None
    evidence: float
    strength: int
    roles: frozenset[str]
    turns: int
    effects: tuple[Effect, ...]
    reasons: tuple[str, ...]


@lru_cache(maxsize=4096)
def question(name: str, proposition: str, lang: Lang) -> Question:
    """A question from its topic's name and its proposition, in English or in the statements' language.

    What follows a ``;`` in the proposition (``+ = drops``) tells its predicate.
    """
    told: Lang = script(proposition) if proposition else lang
    claim, plus = parts(proposition)
    tagged = [*tag(plus, told), *tag(claim, told)] if proposition else tag(name, lang)
    predicate = next((one for one in tagged if _effect(one)), None)
    sign = _effect(predicate) if predicate else 1
    own = f"{name} {claim}" if told == lang else name
    stops = stop_stems(lang)
    stems = (stem(word, lang) for word in words(own) if len(word) > 2)
    return Question(sign, frozenset(stems) - stops, _nouns(own, lang, sign, predicate if told == lang else None))


def parts(proposition: str) -> tuple[str, str]:
    """What a proposition claims, and what follows its semicolon: ``+ = drops``."""
    claim, _, plus = proposition.replace(_ARABIC_SEMICOLON, ";").partition(";")
    return claim, plus


def _nouns(own: str, lang: Lang, sign: int, predicate: Tagged | None) -> frozenset[str]:
    """Stems of what a question is about: its words with an effect, but for its predicate."""
    telling = [one for one in tag(own, lang) if _effect(one)]
    if predicate is None:
        predicate = next((one for one in telling if _effect(one) == sign), None)
    asked = {stem(word, lang) for word in predicate.words.split()} if predicate else set()
    return frozenset(stem(word, lang) for one in telling for word in one.words.split()) - asked


def tag(text: str, lang: Lang) -> list[Tagged]:
    """The words and phrases of a text that have a role, in order; phrases before the words in them."""
    return list(tagged_text(text, lang)[1])


@lru_cache(maxsize=8)
def tagged_text(text: str, lang: Lang) -> tuple[Folded, tuple[Tagged, ...]]:
    """A text folded, with what ``tag`` finds in it: kept for all who look at one pair."""
    folded = Folded(text, lang)
    return folded, tuple(_tag(folded, effects(lang)))


def _tag(folded: Folded, lexicon: Effects) -> list[Tagged]:
    out: list[Tagged] = []
    taken: set[int] = set()
    for role, pattern in lexicon.phrases:
        for match in pattern.finditer(folded.text):
            first, past = folded.word_at(match.start()), folded.word_at(match.end() - 1) + 1
            if taken.isdisjoint(range(first, past)):
                taken.update(range(first, past))
                out.append(Tagged(first, past, match[0], frozenset({role})))
    for i, word in enumerate(folded.words):
        if i not in taken and (roles := lexicon.of(word)):
            out.append(Tagged(i, i + 1, word, roles))
    return sorted(out, key=lambda one: one.at)


def _effect(one: Tagged) -> int:
    return 1 if one.roles & {"plus", "for"} else -1 if one.roles & {"minus", "against"} else 0


@lru_cache(maxsize=8)
def read_general(text: str, lang: Lang, asked: Question) -> General:
    """The position of a statement on a question, with the words that tell it."""
    folded, tagged = tagged_text(text, lang)
    roles = frozenset(role for one in tagged for role in one.roles)
    reasons: list[str] = []
    found: list[Effect] = []
    evidence = sum(_of_clause(clause, folded, lang, asked, reasons, found) for clause in _clauses(folded, tagged, lang))
    if abs(evidence) < _EVEN:
        evidence = -_LEANING if roles & _SPEAKING_AGAINST else _LEANING
    strength = 1 if roles & {"weak", "hope", "doubt"} else 2
    value: int | None = strength if evidence >= 0 else -strength
    if "open" in roles:
        value = 0
    if roles & {"silent", "asked"}:
        value = None
    for role, said in _WHOLE.items():
        reasons += [f"\u00ab{one.words}\u00bb: {said}" for one in tagged if role in one.roles]
    turns = sum("flip" in one.roles for one in tagged)
    return General(value, evidence, strength, roles, turns, tuple(found), tuple(reasons))


_WHOLE = {
    "weak": "only likely or partly",
    "full": "leaves no doubt",
    "open": "undecided",
    "silent": "refuses to answer",
    "asked": "another's or past words",
}


def tag_by_clause(text: str, lang: Lang) -> list[list[Tagged]]:
    """The words of a text that have a role, by clause."""
    folded, tagged = tagged_text(text, lang)
    return _clauses(folded, tagged, lang)


def _clauses(folded: Folded, tagged: Sequence[Tagged], lang: Lang) -> list[list[Tagged]]:
    """Tagged words by clause: a negation does not reach over a mark, a «but» or a «because»."""
    contrast, breaks = position_lexicon(lang).contrast, effects(lang).breaks
    out: list[list[Tagged]] = []
    at, clause = 0, -1
    for one in tagged:
        between = folded.words[at : one.at + 1]
        if clause < 0 or any(word in STOPS or word in contrast or word in breaks for word in between):
            out.append([])
            clause += 1
        out[clause].append(one)
        at = one.past
    return out


def _of_clause(
    clause: Sequence[Tagged], folded: Folded, lang: Lang, asked: Question, reasons: list[str], found: list[Effect]
) -> float:
    """The evidence of one clause: signed effects under what governs them; governors of nothing count by themselves."""
    total = 0.0
    governors: list[Tagged] = []
    used: set[int] = set()
    for one in clause:
        if one.roles & _GOVERNING:
            governors.append(one)
            continue
        effect = 1 if "plus" in one.roles else -1 if "minus" in one.roles else 0
        own = [stem(word, lang) for word in folded.words[one.at : one.past]]
        if not effect or (len(own) == 1 and own[0] in asked.nouns):
            continue
        near = [g for g in governors if _distance(folded, g.past, one.at) < (_REACH if "flip" in g.roles else _FAR)]
        used.update(g.at for g in near)
        sign = effect * asked.sign * _turned(near)
        is_own = not asked.stems.isdisjoint(own)
        total += sign * (_OWN if is_own else 1.0)
        found.append(Effect(effect, sign, is_own, len(own) > 1))
        under = f" under \u00ab{' '.join(g.words for g in near)}\u00bb" if near else ""
        reasons.append(f"\u00ab{one.words}\u00bb{under}: {'for' if sign > 0 else 'against'}")
    alone = [g for g in governors if g.at not in used]
    if total and alone and all("doubt" in g.roles for g in alone):
        reasons.append(f"\u00ab{' '.join(g.words for g in alone)}\u00bb: doubts it")
        return -total  # «a lower figure would be difficult»: what is doubted stands before
    if alone:
        sign = _turned(alone)
        total += sign * _ALONE
        reasons.append(f"\u00ab{' '.join(g.words for g in alone)}\u00bb: {'for' if sign > 0 else 'against'}")
    return total


def _turned(governors: Sequence[Tagged]) -> int:
    """−1 where an odd number of governors turn round what they govern."""
    return -1 if sum(bool(g.roles & _TURNING) for g in governors) % 2 else 1


def _distance(folded: Folded, past: int, at: int) -> int:
    """Content words between."""
    return sum(len(word) > _CONTENT for word in folded.words[past:at])
