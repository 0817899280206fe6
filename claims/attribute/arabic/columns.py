"""Tokens of an Arabic document as columns: word, stem, ends, clitics, classes of the lexicon, quotation."""

from __future__ import annotations

from functools import lru_cache

from claims.attribute.arabic.lexicon import Lexicon
from claims.attribute.arabic.view import ARTICLE, BAA, LAAM, View
from claims.attribute.chains.hashing import column
from claims.stems import stem

_IMPERFECT = ("\u064a", "\u062a", "\u0646", "\u0627")
_FEMININE, _ACCUSATIVE, _PLURALS = "\u0647", "\u0627", ("\u0648\u0646", "\u064a\u0646", "\u0627\u062a", "\u0648\u0627")
_PAST = "\u062a"
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
        words = _one_kind_of_marks(view)
        stems = [stem(word, "ar") if view.words_at[i] else word for i, word in enumerate(words)]
        found = [kinds.get(word, "").partition(" ") for word in view.bare]
        self.word = column(words)
        self.stem = column(stems)
        self.coarse = column([coarse for coarse, _, _ in found])
        self.fine = column([fine for _, _, fine in found])
        self.ends = column([word[:1] + "_" + word[-2:] for word in stems])
        self.suffix = column([word[-2:] for word in words])
        self.clitics = column([_clitics(*pair) for pair in zip(view.bare, view.conjunction, strict=True)])
        self.form = column([_form(word, token.text) for word, token in zip(view.bare, view.tokens, strict=True)])
        self.classes = column([_classes(view.words, word) for word in view.bare])
        self.quotation = column(_quotation_states(view))
        acts, frames = _reporting(view)
        self.act = column(acts)
        self.frames = column(frames)


def _one_kind_of_marks(view: View) -> list[str]:
    out = list(view.bare)
    for places, mark in ((view.opens, "\u201c"), (view.closes, "\u201d")):
        for i in places:
            if not view.words_at[i]:
                out[i] = mark
    return out


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
    out = "y" if word[0] in _IMPERFECT[:2] else ("n" if word[0] == _IMPERFECT[2] else "")
    out += "a" if word[0] == _IMPERFECT[3] and not word.startswith(ARTICLE) else ""
    out += "m" if word[0] == "\u0645" else ""
    if word.endswith(_PLURALS):
        out += word[-2:]
    elif word[-1] in (_FEMININE, _ACCUSATIVE, _PAST):
        out += word[-1]
    return out + str(min(len(word), 6))


@lru_cache(maxsize=100_000)
def _classes_of(words: Lexicon, word: str) -> str:
    return " ".join(name for name in _CLASSES if word in getattr(words, name))


def _classes(words: Lexicon, word: str) -> str:
    found = _classes_of(words, word)
    if not found and words.is_propositional(word.removeprefix(ARTICLE)):
        return "masdar"
    return found


def _quotation_states(view: View) -> list[str]:
    states = ["I" if quote >= 0 else "O" for quote in view.quote]
    for i in view.opens:
        states[i] = "B"
    for i in view.closes:
        states[i] = "E"
    return states


def _reporting(view: View) -> tuple[list[str], list[str]]:
    """For each token the act and form of its reporting word, and the frames that it may take."""
    acts, frames = [""] * view.count, [""] * view.count
    for i, word in enumerate(view.bare):
        forms = view.words.forms.get(word)
        if forms:
            acts[i] = f"{forms[0].entry.act} {forms[0].kind}"
            frames[i] = " ".join(sorted(forms[0].entry.frames))
    return acts, frames
