"""Quotation marks that belong together, also where straight marks are odd in number, nested or broken.

A straight mark does not tell whether it opens or closes. Each mark gets the role (open, close, stray) that
costs least over its whole paragraph: the cheapest path through the stacks of open marks (Viterbi), with costs
from what stands on either side of the mark and from what the stack would look like. A clitic or a colon in
front speaks for opening, a word in front and a space or stop behind for closing; a quotation left open at the
end of its paragraph costs, a stray mark costs about as much. A quotation may be carried into the next
paragraph, where an opening mark at the very start only continues it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.languages.arabic.morphemes import PROCLITICS, TATWEEL
from claims.model import Span
from claims.read import ORNAMENT, Document

STRAIGHT = '"\uff02'
OPENING = {"\u201c": "curly", "\u201e": "curly", "\u201f": "curly", "\u00ab": "angle", "\u2039": "single", "{": "brace"}
CLOSING = {"\u201d": "curly", "\u00bb": "angle", "\u203a": "single", "}": "brace"}
_ANY = f"[{STRAIGHT}{''.join(OPENING)}{''.join(CLOSING)}]"
_ORNAMENT = re.compile(rf"(?:{_ANY}\s*){{{ORNAMENT},}}")
MARKS = re.compile(f"{_ANY}|''|``")
DEEPEST = 3
_BEAM = 12

_NEST = (0.0, 1.0, 2.5)  # cost of opening at depth 0, 1, 2
_STRAY = 2.6
_LEFT_OPEN = 2.4  # per quotation that its paragraph leaves open
_LEFT_OPEN_AFTER_COLON = 1.0
_CARRIED = 1.2  # per paragraph break that a quotation runs over
_CONTINUED = -0.4  # an opening mark at the start of a paragraph that a quotation was carried into
_AGAINST = 3.2  # a mark in the role that its neighbours speak against
_UNSURE = 0.8
_WRONG_WAY = 2.2  # a directed mark used the other way round
_OTHER_FAMILY = 1.8  # opened by one kind of mark and closed by another
_EMPTY = 4.0
_BEFORE_OPENING = frozenset("([{:;,.\u060c\u061b-\u2013\u2014\u2026/")
_AFTER_CLOSING = frozenset(")]}:;,.!?\u060c\u061b\u061f-\u2013\u2014\u2026/")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``start`` at its opening mark, ``end`` behind its closing one (end exclusive).

    ``inner`` is the span between the marks, ``depth`` 0 for one that stands in no other, ``closed`` False where
    the paragraph ended first, ``after_colon`` True where a colon introduces it. It may run over paragraphs.
    """

    start: int
    end: int
    inner: tuple[int, int]
    depth: int
    closed: bool
    after_colon: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark with what its neighbours say, or, with ``family`` "", the end of a paragraph."""

    start: int
    end: int
    family: str
    open_cost: float = 0.0
    close_cost: float = 0.0
    after_colon: bool = False
    first_in_paragraph: bool = False


_Stack = tuple[int, ...]  # indices of the open marks
_Roles = tuple[str, "_Roles"] | None  # a linked list, so that paths share their beginnings


def quotations(document: Document) -> list[Quotation]:
    """The quotations of a document in the order of their opening marks; time is linear in the marks."""
    marks: list[_Mark] = []
    text = document.text
    for first, past in document.paragraphs:
        spans = _marks(text, first, past)
        found = [_mark(text, start, end, first, past) for start, end in spans]
        if found or marks:
            marks.extend(found)
            marks.append(_Mark(past, past, ""))
    return sorted(_build(_cheapest_roles(marks, text), marks), key=lambda q: (q.start, -q.end))


def _marks(text: str, first: int, past: int) -> list[Span]:
    """The marks of a paragraph; many in a row with no word between quote nothing."""
    out: list[Span] = []
    at = first
    for row in _ORNAMENT.finditer(text, first, past):
        out.extend(m.span() for m in MARKS.finditer(text, at, row.start()))
        at = row.end()
    out.extend(m.span() for m in MARKS.finditer(text, at, past))
    return out


def _mark(text: str, start: int, end: int, first: int, past: int) -> _Mark:
    open_cost, close_cost = _side_costs(text, start, end, first, past)
    char, colon, initial = text[start], _colon(text, start, first), not text[first:start].strip()
    if char in OPENING:
        return _Mark(start, end, OPENING[char], open_cost * 0.3, close_cost + _WRONG_WAY, colon, initial)
    if char in CLOSING:
        return _Mark(start, end, CLOSING[char], open_cost + _WRONG_WAY, close_cost * 0.3, colon, initial)
    return _Mark(start, end, "straight", open_cost, close_cost, colon, initial)


def _side_costs(text: str, start: int, end: int, first: int, past: int) -> tuple[float, float]:
    """What the neighbours say: the cost of opening and of closing here."""
    before = text[start - 1] if start > first else " "
    behind = text[end] if end < past else " "
    word_behind = not behind.isspace() and behind not in _AFTER_CLOSING
    word_before = not before.isspace() and before not in _BEFORE_OPENING
    may_open = before.isspace() or before in _BEFORE_OPENING or _is_clitic(text, start, first)
    if may_open and word_behind:
        return 0.0, _AGAINST if before.isspace() or before not in _AFTER_CLOSING else _UNSURE
    if word_before and not word_behind:
        return _AGAINST, 0.0
    if before in _AFTER_CLOSING and not word_behind:
        return _AGAINST, 0.2
    return _UNSURE, _UNSURE


def _is_clitic(text: str, start: int, first: int) -> bool:
    """A lone conjunction or preposition letter stands before the mark, as Arabic writes it."""
    at = start - 1
    if at >= first and text[at] == TATWEEL:
        return True
    while at >= first and start - at <= 3 and text[at] in PROCLITICS:
        at -= 1
    length = start - 1 - at
    return 0 < length <= 2 and (at < first or not text[at].isalnum())


def _colon(text: str, start: int, first: int) -> bool:
    return text[max(first, start - 3) : start].rstrip().endswith(":")


def _cheapest_roles(marks: list[_Mark], text: str) -> list[str]:
    paths: dict[_Stack, tuple[float, _Roles]] = {(): (0.0, None)}
    for index, mark in enumerate(marks):
        step: dict[tuple[str, ...], tuple[float, _Stack, _Roles]] = {}
        for stack, (cost, roles) in paths.items():
            moves = _moves(index, marks, stack, text) if mark.family else _moves_at_break(marks, stack)
            for role, new_stack, extra in moves:
                shape = tuple(marks[i].family for i in new_stack)
                if shape not in step or cost + extra < step[shape][0]:
                    step[shape] = (cost + extra, new_stack, (role, roles))
        kept = sorted(step.values(), key=lambda item: item[0])[:_BEAM]
        paths = {stack: (cost, roles) for cost, stack, roles in kept}
    best = min((cost + _end_cost(marks, stack), stack) for stack, (cost, _) in paths.items())
    out: list[str] = []
    node = paths[best[1]][1]
    while node is not None:
        role, node = node
        out.append(role)
    return out[::-1]


def _moves(index: int, marks: list[_Mark], stack: _Stack, text: str) -> list[tuple[str, _Stack, float]]:
    mark = marks[index]
    moves: list[tuple[str, _Stack, float]] = [("stray", stack, _STRAY)]
    if mark.first_in_paragraph and len(stack) == 1 and mark.open_cost < _AGAINST:
        moves.append(("continue", stack, mark.open_cost + _CONTINUED))
    if len(stack) < DEEPEST:
        bonus = -0.4 if mark.after_colon else 0.0
        moves.append(("open", (*stack, index), mark.open_cost + _NEST[len(stack)] + bonus))
    if stack:
        opener = marks[stack[-1]]
        cost = mark.close_cost + (0.0 if opener.family == mark.family else _OTHER_FAMILY)
        if mark.start - opener.end < 4 and not text[opener.end : mark.start].strip():
            cost += _EMPTY
        moves.append(("close", stack[:-1], cost))
    return moves


def _moves_at_break(marks: list[_Mark], stack: _Stack) -> list[tuple[str, _Stack, float]]:
    moves: list[tuple[str, _Stack, float]] = [("end", (), _end_cost(marks, stack))]
    if len(stack) == 1:
        moves.append(("carry", stack, _CARRIED))
    return moves


def _end_cost(marks: list[_Mark], stack: _Stack) -> float:
    return sum(_LEFT_OPEN_AFTER_COLON if marks[i].after_colon else _LEFT_OPEN for i in stack)


def _build(roles: list[str], marks: list[_Mark]) -> list[Quotation]:
    out: list[Quotation] = []
    stack: list[int] = []

    def add(opener: _Mark, inner_end: int, end: int, closed: bool) -> None:
        inner = (opener.end, inner_end)
        out.append(Quotation(opener.start, end, inner, len(stack), closed, opener.after_colon))

    for role, mark, index in zip(roles, marks, range(len(marks)), strict=True):
        if role == "open":
            stack.append(index)
        elif role == "close":
            opener = marks[stack.pop()]
            add(opener, mark.start, mark.end, True)
        elif role == "end":
            while stack:
                opener = marks[stack.pop()]
                add(opener, mark.start, mark.start, False)
    return out
