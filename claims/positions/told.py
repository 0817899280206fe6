"""What a statement tells on a question, measured for the learned reader: words and their kinds, turned by negations.

``signed`` measures tell for or against, and change their sign where a negation or an echoing question («Abolish it?»)
turns them; ``plain`` ones tell whether a side is taken at all, and how strongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.model import Lang
from claims.positions.effects import effects
from claims.positions.folded import Folded
from claims.positions.general import STOPS, General, Question, parts, question, tagged_text
from claims.positions.kinds import find_kinds, head, relations
from claims.positions.lexicon import position_lexicon
from claims.words import script

_REACH = 6  # content words over which a negation reaches
_CONTENT = 3  # letters; longer words are content words
_MOST = 2.0
_LENGTH = 25  # words
_QUOTES = ('"', "\u201c", "\u00ab")
_WORD = 0.5  # what a word counts for beside a kind, which is learned from many words
_ASKING, _ENDING = frozenset("?\u061f"), frozenset(".!;:\u061b")
_PREDICATE_LETTERS, _OBJECT_LETTERS, _WORD_LETTERS = 4, 3, 2
Measures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the reader sees it.

    ``kinds`` of its predicate, and what these bring for the thing it is about; ``things``: the kinds of that thing;
    ``predicate`` and ``named``: heads of its words. The predicate's are known in the proposition's language alone.
    """

    question: Question
    kinds: frozenset[str]
    things: frozenset[str]
    predicate: frozenset[str]
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """The measures of a statement, and the ``words`` of content behind the signed ones, by measure."""

    signed: Measures
    plain: Measures
    words: dict[str, str]


@lru_cache(maxsize=4096)
def asked(name: str, proposition: str, lang: Lang) -> Asked:
    """A question from its topic's name and its proposition, as ``general.question`` reads them."""
    told: Lang = script(proposition) if proposition else lang
    claim, plus = parts(proposition or name)
    of_claim, of_plus = Folded(claim, told).words, Folded(plus.strip(" +="), told).words
    in_claim = {kind for one in find_kinds(of_claim, told) for kind in one.kinds}
    predicate = {kind for one in find_kinds(of_plus, told) for kind in one.kinds} or in_claim
    things = in_claim & relations().brings.keys()
    brought = {kind for thing in things for of in predicate for kind in relations().brings[thing].get(of, ())}
    return Asked(
        question(name, proposition, lang),
        frozenset(predicate | brought),
        frozenset(things),
        _heads(of_plus, lang, _PREDICATE_LETTERS) if told == lang else frozenset(),
        _heads(of_claim if told == lang else Folded(name, lang).words, lang, _OBJECT_LETTERS),
    )


@cache
def untelling(lang: Lang) -> frozenset[str]:
    """Folded words that tell a reader nothing of a reason: function words, words of saying and of time."""
    fold = language(lang).fold
    return frozenset(fold(str(word)) for word in shipped_yaml("lexicons/stop_words.yaml")[lang])


def _heads(words: Sequence[str], lang: Lang, letters: int) -> frozenset[str]:
    return frozenset(head(word, lang) for word in words if len(word) >= letters)


def told(text: str, lang: Lang, of: Asked, general: General) -> Told:
    """Measure a statement, of which ``general`` is what its words of effect tell."""
    folded, _ = tagged_text(text, lang)
    turned = turned_words(text, lang)
    signed: defaultdict[str, float] = defaultdict(float)
    plain: defaultdict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    sign = of.question.sign
    _measure_kinds(folded, turned, of, lang, signed, plain, words)
    for word, turn in zip(folded.words, turned, strict=True):
        if len(word) < _WORD_LETTERS or not word[0].isalnum():
            continue
        found = head(word, lang)
        if found in of.predicate:
            signed["asked"] += turn
            plain["asked"] = 1.0
            words["asked"] = word
        if found in of.named:
            plain["named"] = 1.0
            continue
        for name, value in ((f"says {found}", turn), (f"does {found}", turn * sign)):
            signed[name] += _WORD * value
            if len(word) > _CONTENT and word not in untelling(lang):
                words[name] = word
        plain[f"word {found}"] = _WORD
    plain.update(_of_the_whole(text, folded, turned, of, lang, general))
    return Told({name: max(-_MOST, min(_MOST, value)) for name, value in signed.items()}, dict(plain), words)


def _measure_kinds(
    folded: Folded,
    turned: Sequence[int],
    of: Asked,
    lang: Lang,
    signed: defaultdict[str, float],
    plain: defaultdict[str, float],
    words: dict[str, str],
) -> None:
    """A kind counts by itself, by the predicate's side, and by how it stands to what the question asks."""
    standing, sign = relations(), of.question.sign
    for one in find_kinds(folded.words, lang):
        turn, own = turned[one.at], folded.words[one.at : one.past]
        if len(own) == 1 and (found := head(own[0], lang)) in of.named and found not in of.predicate:
            plain.update({f"of {kind}": 1.0 for kind in one.kinds if f"of {kind}" not in plain})
            continue
        for kind in sorted(one.kinds):
            names = [(f"kind {kind}", turn), (f"kind {kind} asked", turn * sign)]
            if kind in of.kinds:
                names += [("same", turn), (f"same {kind}", turn)]
            names += [("opposed", turn)] * len(of.kinds & standing.opposed.get(kind, frozenset()))
            names += [("akin", turn)] * len(of.kinds & standing.akin.get(kind, frozenset()))
            for name, value in names:
                signed[name] += value
                words[name] = " ".join(own)
            plain[f"kind {kind}"] += 1.0


def _of_the_whole(
    text: str, folded: Folded, turned: Sequence[int], of: Asked, lang: Lang, general: General
) -> Measures:
    """How long a statement is, how much of the question it names, and in which manner it speaks."""
    named = {found for word in folded.words if (found := head(word, lang)) in of.named}
    return {
        **{f"role {role}": 1.0 for role in general.roles},
        "strength": float(general.strength),
        "evidence": min(abs(general.evidence), _MOST),
        "share named": len(named) / max(len(of.named), 1),
        "length": len(folded.words) / _LENGTH,
        "asks": float(not _ASKING.isdisjoint(folded.words)),
        "quotes": float(text[:1] in _QUOTES),
        "number": float(any(char.isdigit() for char in text)),
        "turned": float(-1 in turned),
        "arabic": float(lang == "ar"),
    }


def turned_words(text: str, lang: Lang) -> list[int]:
    """−1 for words under an odd number of negations, and for those of a question; else 1."""
    folded, tagged = tagged_text(text, lang)
    breaks, contrast = effects(lang).breaks, position_lexicon(lang).contrast
    out = [1] * len(folded.words)
    for one in tagged:
        if "flip" not in one.roles:
            continue
        distance = 0
        for at in range(one.past, len(folded.words)):
            word = folded.words[at]
            if word in STOPS or word in breaks or word in contrast or distance >= _REACH:
                break
            distance += len(word) > _CONTENT
            out[at] = -out[at]
    asking = False
    for at in range(len(out) - 1, -1, -1):
        word = folded.words[at]
        asking = word in _ASKING or (asking and word not in _ENDING)
        out[at] = -out[at] if asking else out[at]
    return out
