"""What "who", "which" and "that" point back to in English: the name or the noun phrase right before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.actors.closed_classes import closed_class
from claims.actors.english_verbs import is_verb
from claims.actors.english_words import ARTICLES
from claims.actors.lexicon import lexicon
from claims.words import Word, words_of

RELATIVES = frozenset({"who", "which", "that", "whom"})
POSSESSIVES = {"his": "ms", "her": "fs", "its": "n", "their": "mp"}
"""Possessives with the form of whom they point back to."""
_PLACING = frozenset({"in", "at", "from", "near"})
_LONGEST_ANTECEDENT = 120  # code points before "who" that are looked at
_MOST_WORDS, _MOST_BARE = 10, 3  # words of a noun phrase, behind a determiner and without one
_BREAK = re.compile(r"[.;:!?()\"\u201c\u201d\n]|\s[-\u2013\u2014]\s|,(?=\s)")
_ENDS = re.compile(r"[\s,\u2014\u2013(-]*$")
_SHARE = re.compile(r"\d[\d.,]*\s?(?:%|percent|per cent)$")
_ADJECTIVE = re.compile(r"(?:al|ive|ous|ary|ic|ful|ish|less|ble|ian|can|ese|ent|ant|est|er|ed)$")
_EXAMPLES = re.compile(r",? (?:such as|like|including) (?:[A-Z][\w.\u2019'-]* ?)+$")
_OF = "of"
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|Prof|St|Jr|Sr)\.$")
_PRESENT = re.compile(r"[^suio']s$")
_NO_HEADS = frozenset({"other", "another"})
_SINGULAR = frozenset({"a", "an", "the"})
_TELLS = re.compile(r"(?:, | (?:is|was) )$")
_SAYING = frozenset({"said", "says", "told", "tells"})
_JOINING = frozenset({" ", "-", ". "})


@cache
def _bounds() -> frozenset[str]:
    """Words of the closed classes before which a noun phrase begins."""
    names = ("auxiliaries", "negators", "prepositions", "subordinators", "coordinators", "complementisers", "relatives")
    return frozenset().union(*(closed_class(name) for name in names), closed_class("personal")) - {"no"}


def possessed(text: str) -> tuple[str, str] | None:
    """«her company», «his party»: the head noun of a body and the form of its owner."""
    words = words_of(text, 0)
    form = POSSESSIVES.get(words[0].key) if words else None
    plain = form is not None and len(words) > 1 and not any(w.capital for w in words[1:])
    if not plain or lexicon("en").bodies.get(words[-1].key) != "organisation":
        return None
    return words[-1].key, form or ""


def before_relative(text: str, plural: bool = False, human: bool = True) -> str:
    """The phrase that ends a text before a relative: a name, or a common noun with what belongs to it; "" for none.

    ``plural``: the verb behind it is one of several: «voters such as Field, who are …» are the voters. ``human``: it is
    "who", which no place and no body can be that a preposition puts behind somebody: «a doctor at the Larsk Clinic».
    """
    stretch = text[-_LONGEST_ANTECEDENT:]
    stretch = stretch[: _ENDS.search(stretch).start()]  # type: ignore[union-attr]
    if plural:
        examples = _EXAMPLES.search(stretch)
        if examples is None and _ends_in_name(words_of(stretch), stretch):
            return ""
        stretch = stretch[: examples.start()] if examples is not None else stretch
    share = _SHARE.search(stretch)
    if share is not None:
        return share[0]
    breaks = [m.end() for m in _BREAK.finditer(stretch) if not _ABBREVIATED.search(stretch, 0, m.end())]
    first = next((b for b in reversed(breaks) if b < len(stretch)), 0)
    words = words_of(stretch[first:], first)
    if not words or words[-1].end != len(stretch) or words[-1].key in _NO_HEADS:
        return ""
    begin = _begin(words, stretch, human)
    if begin == len(words):
        return ""
    start = words[begin].start
    named = _apposed(stretch[:start]) if words[begin].key in _SINGULAR else ""
    return named or stretch[start:]


def _apposed(text: str) -> str:
    """The name of whom a description tells, right before it: «Field, a lawyer who», «Field is the one who»."""
    joined = _TELLS.search(text)
    before = text[: joined.start()] if joined is not None else ""
    words = words_of(before)
    return before[words[_capitals(words, before)].start :] if words and _ends_in_name(words, before) else ""


def _begin(words: Sequence[Word], text: str, human: bool) -> int:
    """The index of the word with which the noun phrase begins that ends some words; their number where none does."""
    end, bounds = len(words), _bounds()
    if words[-1].capital:
        begin = _capitals(words, text)
        behind = begin and human and words[begin - 1].key in _PLACING and words[begin].key in ARTICLES
        if not behind and not (human and _placed(words)):
            return begin
    if words[-1].key in bounds and words[-1].key not in closed_class("pronouns"):
        return end
    determined = _determined(words)
    if determined is not None:
        return determined
    if words[-1].capital and _placed(words):
        end = next(i for i in range(end - 1, -1, -1) if words[i].key in _PLACING) or end
    first = end - 1
    while first and end - first < _MOST_BARE and _describes(words[first - 1]):
        first -= 1
    quantified = first > 1 and words[first - 1].key == _OF and words[first - 2].key not in bounds
    return first - 2 if quantified else first


def _describes(word: Word) -> bool:
    """Whether a word without a determiner before it may belong to the noun behind it."""
    known = word.capital or word.key in lexicon("en").modifiers or word.key in lexicon("en").quantifiers
    return word.key not in _bounds() and (known or word.text.isdigit() or _ADJECTIVE.search(word.key) is not None)


def _determined(words: Sequence[Word]) -> int | None:
    """Where the determiner of the phrase stands: «the head of the board», «a professor at the school in Larsk»."""
    determiners, bounds, found = closed_class("determiners") | ARTICLES, _bounds(), None
    for i in range(len(words) - 2, max(len(words) - 1 - _MOST_WORDS, -1), -1):
        key = words[i].key
        if key in determiners:
            if _holds_verb(words[i + 1 :]):
                return found
            found = _owner(words, i)
            if not i or words[i - 1].key not in _PLACING:
                return found
        elif key in bounds and key not in _PLACING and key != _OF:
            return found
    return found


def _holds_verb(words: Sequence[Word]) -> bool:
    """Whether a verb stands among the words behind a determiner, past the noun: «the mayor told voters»."""
    nouns = [word for word in words if not word.key.endswith("ly")]
    plain = all(word.key not in _bounds() for word in words)
    likes = (plain and _PRESENT.search(word.key) is not None for word in nouns[1:-1])  # «the town likes policies»
    return any(likes) or any(is_verb(word) or word.key in _SAYING for word in nouns[1:-1])


def _owner(words: Sequence[Word], i: int) -> int:
    """«a member of the board», «one of the men»: the noun before "of", where it has a determiner itself or counts."""
    if i < 2 or words[i - 1].key != _OF:
        return i
    counted = words[i - 2].key in lexicon("en").quantifiers or words[i - 2].text.isdigit()
    if counted:
        return i - 2
    before = next((k for k in (i - 3, i - 4) if k >= 0 and words[k].key in ARTICLES), None)
    return before if before is not None else i


def _capitals(words: Sequence[Word], text: str) -> int:
    """Where the run of capitals begins that ends some words, with the common nouns right before a name."""
    first, lex = len(words) - 1, lexicon("en")
    while first and words[first - 1].capital and text[words[first - 1].end : words[first].start] in _JOINING:
        if words[first - 1].genitive or words[first - 1].key in lex.connectors:
            break
        first -= 1
    if first > 1 and words[first - 1].key in ("of", "for") and words[first - 2].capital:
        return _capitals(words[: first - 1], text)  # «the Board of Elections»
    if first and words[first - 1].key in ("the", "a", "an") and text[words[first - 1].end : words[first].start] == " ":
        first -= 1
    return first


def _placed(words: Sequence[Word]) -> bool:
    """Whether a preposition of place governs the capitals that end some words: «a diplomat in Larsk»."""
    before = next((i for i in range(len(words) - 1, -1, -1) if not words[i].capital), None)
    if before is None or words[before].key not in _PLACING:
        return False
    return words[before].key != "from" or before == len(words) - 2


def _ends_in_name(words: Sequence[Word], text: str) -> bool:
    """Whether a text ends in capitals that no preposition of place governs and that own nothing."""
    last = words[-1] if words else None
    closed = last is not None and last.key in _bounds() | closed_class("pronouns") | closed_class("determiners")
    return (
        last is not None
        and not closed
        and last.end == len(text)
        and last.capital
        and not last.genitive
        and not _placed(words)
    )
