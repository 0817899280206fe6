"""Coordinated reporting: ``she expected a yes but warned that …`` is two attributions of one speaker.

A content ends before a conjunction with a reporting verb of its own whose complement opens at once; the new cue
takes the rest and the source of the first.
"""

from __future__ import annotations

from dataclasses import replace

from claims.attribute.english.grammar import Found
from claims.attribute.english.lexicon import Form
from claims.attribute.english.view import View
from claims.model import Span

_FINITE = frozenset({"past", "present"})
_ADDRESSEE = 6
_LONGEST_START = 12
_JOINING = frozenset({"-", "\u2019", "'", "$", "%", "&", "/"})


def split(view: View, one: Found, taken: frozenset[int] = frozenset()) -> list[Found]:
    """The attribution, or it and those coordinated with its cue, in order.

    ``taken`` are the tokens of cues already found: at these the content only ends.
    """
    if one.form is None or one.cue[1] > one.content[-1][0]:
        return [one]
    first, past = one.content[-1]
    for i in range(first + 1, past - 3):
        if view.norm[i] not in ("but", "and") or view.quote[i] >= 0:
            continue
        cue, form, start = _reporting(view, i + 1, past, one.form)
        if form is not None:
            kept = view.trimmed(first, i)
            if kept[1] <= kept[0]:
                return [one]
            pieces = (*one.content[:-1], kept)
            rest = Found(cue, one.source, ((start, past),), form, "coordinated")
            head = Found(one.cue, one.source, pieces, one.form, one.frame, one.target, one.via)
            return [head] if taken.intersection(range(*cue)) else [head, *split(view, rest, taken)]
    return [one]


def whole_clause(view: View, one: Found) -> Found:
    """``The plan "will work," X said``: a content in front of its cue that begins inside a clause takes all of it."""
    first, past = one.content[0]
    if past > one.cue[0] or first not in view.opens or first == 0 or not view.is_word(first - 1):
        return one
    start = first
    while start > 0 and view.sentence[start - 1] == view.sentence[first] and _in_clause(view, start - 1):
        start -= 1
    if not 0 < first - start <= _LONGEST_START or any(start <= i < first for i in range(*one.source)):
        return one
    return replace(one, content=((start, past), *one.content[1:]))


def whole_quotations(view: View, one: Found, taken: frozenset[int]) -> Found:
    """A piece that is the head or the tail of a quotation takes all of it, unless another cue stands in it."""
    pieces: list[Span] = []
    for first, past in one.content:
        index = view.quote[first]
        if index >= 0 and all(view.quote[i] == index for i in range(first, past)):
            start, end = view.quote_start(first), view.quote_end(first)
            if not taken.intersection(range(start, end)):
                first, past = (start, end) if first == start or past == end else (first, past)
        if (first, past) not in pieces:
            pieces.append((first, past))
    return replace(one, content=tuple(pieces))


def _in_clause(view: View, i: int) -> bool:
    return view.is_word(i) or view.tokens[i].text in _JOINING


def _reporting(view: View, at: int, past: int, leading: Form) -> tuple[Span, Form | None, int]:
    """A finite reporting verb at a token, in the tense of the first, whose complement opens behind it."""
    while at < past and view.norm[at] in view.words["adverbs"]:
        at += 1
    for form in view.words.forms.get(view.norm[at], ()):
        end = at + 1 + len(form.entry.rest)
        if form.kind not in _FINITE or tuple(view.norm[at + 1 : end]) != form.entry.rest:
            continue
        if leading.kind in _FINITE and form.kind != leading.kind:
            continue
        reach = end + (_ADDRESSEE if "person" in form.entry.frames else 0)
        for start in range(end, min(reach, past - 1) + 1):
            if "that" in form.entry.frames and view.norm[start] == "that":
                return (at, end), form, start
            if "person" in form.entry.frames and start > end and view.norm[start] == "to":
                return (at, end), form, end
            if view.quote[start] >= 0 or (start > end and not view.is_word(start)):
                break
    return (at, at), None, at
