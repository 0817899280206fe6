"""Tokens of an English document as columns: word, endings, shape, word class, lexicon class, quotation."""

from __future__ import annotations

from functools import lru_cache

from claims.attribute.chains.hashing import column, quotation_states
from claims.attribute.english.view import View


@lru_cache(maxsize=100_000)
def shape(word: str) -> str:
    """``Xx`` for Reuters, ``X`` for UN, ``d`` for 2016, the mark itself for a mark."""
    if not any(c.isalnum() for c in word):
        return word
    if any(c.isdigit() for c in word):
        return "d"
    if word.isupper():
        return "X." if "." in word else ("X" if len(word) > 1 else "A")
    return "Xx" if word[:1].isupper() else ("xX" if any(c.isupper() for c in word) else "x")


class Columns:
    """What is known of each token by itself: word, endings, shape, word class, lexicon class, quotation.

    ``kinds`` gives the coarse and fine class of words by the company they keep, as ``"coarse fine"``.
    """

    def __init__(self, words: list[str], norms: list[str], kinds: dict[str, str], view: View | None = None) -> None:
        self.length = len(norms)
        found = [kinds.get(norm, "").partition(" ") for norm in norms]
        self.coarse = column([coarse for coarse, _, _ in found])
        self.fine = column([fine for _, _, fine in found])
        self.word = column(norms if view is None else _one_kind_of_marks(view))
        self.suffix2 = column([norm[-2:] for norm in norms])
        self.suffix3 = column([norm[-3:] for norm in norms])
        self.prefix = column([norm[:4] for norm in norms])
        self.shape = column([shape(word) for word in (words if view is None else _shaped(words, view))])
        if view is not None:
            self.quotation = quotation_states(view.quote, view.opens, view.closes)
            self.act, self.frames = (column(values) for values in _lexicon_classes(view))


def _one_kind_of_marks(view: View) -> list[str]:
    """The folded words, with one opening and one closing mark for quotations however they are printed."""
    out = list(view.norm)
    for places, mark in ((view.opens, "\u201c"), (view.closes, "\u201d")):
        for i in places:
            if not view.is_word(i):
                out[i] = mark
    return out


def _shaped(words: list[str], view: View) -> list[str]:
    """The words as printed, marks of quotations made one kind."""
    return [mark if not view.is_word(i) else words[i] for i, mark in enumerate(_one_kind_of_marks(view))]


def _lexicon_classes(view: View) -> tuple[list[str], list[str]]:
    """For each token the act and form of its reporting word, and the frames that it may take."""
    acts = [""] * view.count
    frames = [""] * view.count
    for i, norm in enumerate(view.norm):
        forms = view.words.forms.get(norm)
        if forms:
            fitting = next(
                (f for f in forms if tuple(view.norm[i + 1 : i + 1 + len(f.entry.rest)]) == f.entry.rest), None
            )
            if fitting is not None:
                acts[i] = f"{fitting.entry.act} {fitting.kind}"
                frames[i] = " ".join(sorted(fitting.entry.frames)) + (" +" if fitting.entry.rest else "")
        elif norm in view.words["days"] or norm in view.words["time_words"]:
            acts[i] = "time"
    return acts, frames
