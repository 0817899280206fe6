"""Tokens of an Arabic document as columns: word, stem, ends, clitics, classes of the lexicon, quotation."""

from __future__ import annotations

from functools import lru_cache

from claims.attribute.arabic.lexicon import Lexicon
from claims.attribute.arabic.view import View
from claims.attribute.chains.hashing import PADDING, Column, column, number, padded, quotation_states
from claims.languages.arabic.morphemes import (
    ACCUSATIVE,
    ALEF,
    ARTICLE,
    BAA,
    FEMININE,
    LAAM,
    MEEM,
    NOON,
    PERFECT_FEMININE,
    PERFECT_PLURAL,
    SOUND_FEMININE,
    SOUND_MASCULINE,
    SOUND_OBLIQUE,
    TAA,
    YAA,
)
from claims.stems import stem

_PLURALS = (SOUND_MASCULINE, SOUND_OBLIQUE, SOUND_FEMININE, PERFECT_PLURAL)
_CLASSES = (
    "complementisers",
    "prefixed_complementisers",
    "relatives",
    "adjunct",
    "time_words",
    "occasions",
    "media",
    "platforms",
    "role_nouns",
    "group_nouns",
    "institutions",
    "fronted",
    "negators",
    "auxiliaries",
    "kana",
    "object_nouns",
    "according_bare",
    "according_relative",
    "tags",
    "anonymity",
)


class Columns:
    """What is known of each token by itself; ``kinds`` gives words' classes as ``"coarse fine"``.

    ``word`` is folded and without a conjunction, quotation marks are made one kind; ``clitics`` are conjunction,
    preposition and article; ``form`` is what a word's ends tell of its inflection; ``classes`` are the lists of
    the lexicon that hold it; ``act`` and ``frames`` are those of its reporting word.
    """

    def __init__(self, view: View, kinds: dict[str, str]) -> None:
        known = _numbers_of_words(view.words, id(kinds))
        if len(known) > _MOST_WORDS:
            known.clear()
        rows: list[tuple[int, ...]] = []
        for word in view.bare:
            if word not in known:
                known[word] = tuple(number(value) for value in _values(view.words, kinds, word))
            rows.append(known[word])
        of_words = padded(rows, _PER_WORD)
        self.word, self.stem, self.ends, self.suffix = of_words[:4]
        self.classes, self.act, self.frames, self.coarse, self.fine = of_words[4:]
        _make_marks_one_kind(view, self.word)
        self.clitics = column([_clitics(*pair) for pair in zip(view.bare, view.conjunction, strict=True)])
        self.form = column([_form(word, token.text) for word, token in zip(view.bare, view.tokens, strict=True)])
        self.quotation = quotation_states(view.quote, view.opens, view.closes)


_PER_WORD = 9
_MOST_WORDS = 200_000  # remembered at once


@lru_cache(maxsize=4)
def _numbers_of_words(words: Lexicon, kinds: int) -> dict[str, tuple[int, ...]]:
    """What is known of each word already seen, for a lexicon and classes (by identity)."""
    return {}


def _values(words: Lexicon, kinds: dict[str, str], word: str) -> tuple[str, ...]:
    """Word, stem, ends, suffix, lists of the lexicon, act, frames, coarse and fine class."""
    light = stem(word, "ar") if any(c.isalnum() for c in word) else word
    coarse, _, fine = kinds.get(word, "").partition(" ")
    forms = words.forms.get(word)
    act = f"{forms[0].entry.act} {forms[0].kind}" if forms else ""
    frames = " ".join(sorted(forms[0].entry.frames)) if forms else ""
    return word, light, light[:1] + "_" + light[-2:], word[-2:], _classes(words, word), act, frames, coarse, fine


def _make_marks_one_kind(view: View, words: Column) -> None:
    """Quotation marks are read alike however they are printed."""
    for places, mark in ((view.opens, "\u201c"), (view.closes, "\u201d")):
        for i in places:
            if not view.words_at[i]:
                words[PADDING + i] = number(mark)


@lru_cache(maxsize=50_000)
def _clitics(word: str, lead: str) -> str:
    if word.startswith(ARTICLE):
        return lead + ARTICLE
    if word.startswith(LAAM + LAAM):
        return lead + LAAM + ARTICLE
    if word[:1] in (BAA, LAAM) and len(word) > 3:
        return lead + word[0] + (ARTICLE if word[1:].startswith(ARTICLE) else "")
    return lead


@lru_cache(maxsize=50_000)
def _form(word: str, text: str) -> str:
    """The shape of a word: a number, Latin letters, a mark, or its inflection as far as letters show it."""
    if not any(c.isalnum() for c in word):  # a word of nothing but vowel marks folds to nothing
        return text
    if any(c.isdigit() for c in text):
        return "1"
    if text[:1].isascii():
        return "L"
    out = "y" if word[0] in (YAA, TAA) else ("n" if word[0] == NOON else "")
    out += "a" if word[0] == ALEF and not word.startswith(ARTICLE) else ""
    out += "m" if word[0] == MEEM else ""
    if word.endswith(_PLURALS):
        out += word[-2:]
    elif word[-1] in (FEMININE, ACCUSATIVE, PERFECT_FEMININE):
        out += word[-1]
    return out + str(min(len(word), 6))


def _classes(words: Lexicon, word: str) -> str:
    found = " ".join(name for name in _CLASSES if word in getattr(words, name))
    if not found and words.is_propositional(word.removeprefix(ARTICLE)):
        return "masdar"
    return found
