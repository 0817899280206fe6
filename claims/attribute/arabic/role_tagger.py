"""Who speaks and what is said, for a given Arabic cue: a window around it and features of its tokens."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from claims.attribute.arabic.analysis import Analysis
from claims.attribute.chains.hashing import PADDING, Column, Indices, hashed
from claims.attribute.chains.windows import Window
from claims.model import Span

BITS = 17
BLIND = 70
"""The first features of a token do without the grammar; those behind them tell what it found."""
LONGEST = 320
_BEHIND, _BEFORE = 6, 1  # sentences that a quotation may join to the cue's

Counts = NDArray[np.int64]


class Surroundings:
    """Running counts over a document, so that what stands between a cue and a token is a difference."""

    def __init__(self, a: Analysis, cues: list[Span]) -> None:
        n, view = a.length, a.view
        self.analysis = a
        self.commas = _running([view.is_comma(i) for i in range(n)])
        self.openers = _running([view.is_complementiser(i) for i in range(n)])
        self.opened = _running([i in view.opens for i in range(n)])
        self.closed = _running([i in view.closes for i in range(n)])
        self.joints = _running([bool(view.conjunction[i]) or view.bare[i] in view.words.relatives for i in range(n)])
        starts = {first for first, _ in cues}
        inside = [False] * n
        for first, past in cues:
            inside[first:past] = [True] * (past - first)
        self.cues = _running([i in starts for i in range(n)])
        self.is_cue = np.asarray([(2 if i in starts else 1) if inside[i] else 0 for i in range(n)], dtype=np.int64)
        self.unit = np.asarray(a.unit, dtype=np.int64)


def _running(flags: list[bool]) -> Counts:
    return np.concatenate([[0], np.cumsum(np.asarray(flags, dtype=np.int64))])


def window_of(a: Analysis, cue: Span, longest: int = LONGEST) -> Window:
    """The window of a cue, at most ``longest`` tokens: its sentence, and those that quotations join to it."""
    view, number = a.view, a.unit[cue[0]]
    low = high = number
    while high + 1 < len(view.units) and high - number < _BEHIND:
        edge = view.units[high][1]
        runs_on = view.quote[edge] >= 0 and view.quote[edge] == view.quote[edge - 1]
        if not (edge in view.opens or runs_on or view.is_colon(edge - 1)):
            break
        high += 1
    if low > 0 and number - low < _BEFORE and view.units[low][0] - 1 in view.closes:
        low -= 1
    first = max(view.units[low][0], cue[0] - longest // 2)
    past = max(min(view.units[high][1], cue[0] + longest // 2), cue[1])
    head = next((i for i in range(*cue) if view.bare[i] in view.words.forms), cue[0])
    return Window(cue, (first, past), head)


def role_features(s: Surroundings, windows: list[Window]) -> Indices:
    """Features of each token of the windows of some cues, one behind the other; shape (tokens, templates)."""
    a, c = s.analysis, s.analysis.columns
    sizes = [window.size for window in windows]
    places = np.concatenate([np.arange(*window.reach) for window in windows])
    left = np.repeat([window.cue[0] for window in windows], sizes)
    right = np.repeat([window.cue[1] for window in windows], sizes)
    core = np.repeat([window.head for window in windows], sizes)
    last = np.repeat([window.reach[1] - 1 for window in windows], sizes)
    side = np.where(places < left, 0, np.where(places < right, 1, 2))
    away = np.where(side == 0, left - places, np.where(side == 2, places - right + 1, 0))
    bucket = np.minimum(away, 6) + (away > 10) + (away > 20) + (away > 40)

    at_offset: dict[tuple[int, int], Column] = {}

    def seen(values: Column, offset: int = 0) -> Column:
        key = (id(values), offset)  # the columns outlive this call
        if key not in at_offset:
            at_offset[key] = values[places + (PADDING + offset)]
        return at_offset[key]

    def whole(values: Column, place: Counts) -> Column:
        out: Column = values[place + PADDING]
        return out

    def number(values: Counts) -> Column:
        return (values + 5_000_011).astype(np.uint64)

    def between(running: Counts, most: int) -> Counts:
        """How many lie strictly between the cue and the token."""
        before = running[left] - running[np.minimum(places + 1, left)]
        behind = running[np.maximum(places, right)] - running[right]
        return np.minimum(np.where(side == 0, before, np.where(side == 2, behind, 0)), most)

    def w(offset: int) -> Column:
        return seen(c.word, offset)

    def k(offset: int) -> Column:
        return seen(c.classes, offset)

    def m(offset: int) -> Column:
        return seen(c.form, offset)

    def cl(offset: int) -> Column:
        return seen(c.clitics, offset)

    def q(offset: int) -> Column:
        return seen(c.quotation, offset)

    where, near = number(side), number(side * 100 + bucket)
    commas, openers, quotes = between(s.commas, 3), between(s.openers, 2), between(s.opened, 2)
    closings, cues, joints = between(s.closed, 2), between(s.cues, 2), between(s.joints, 2)
    units = np.clip(s.unit[places] - s.unit[left], -2, 3) + 2
    path = number(side + 3 * commas + 12 * openers + 48 * cues)
    quoting = number(side + 3 * quotes + 9 * closings + 27 * units)
    tight = number(side + 3 * np.minimum(commas, 1) + 6 * openers + 24 * joints)
    other = number(np.where(side == 1, 3, s.is_cue[places]))
    following = number(np.where(places < last, s.is_cue[np.minimum(places + 1, last)], 0))
    head, frames, act, kin = whole(c.word, core), whole(c.frames, core), whole(c.act, core), whole(c.fine, core)
    stem = whole(c.stem, core)
    after, before = whole(c.word, right), whole(c.word, left - 1)
    after_class, before_class = whole(c.classes, right), whole(c.classes, left - 1)
    after_clitics = whole(c.clitics, right)
    opening, closing = whole(a.opening, right - 1), whole(a.closing, left)
    opener = whole(a.opener, right - 1)
    rule = number(np.concatenate([_rule_labels(a, window) for window in windows]))
    edge = seen(a.edge)
    blind: list[tuple[Column, ...]] = [
        (where, w(0)),
        (where, w(-1)),
        (where, w(1)),
        (where, w(-1), w(0)),
        (where, w(0), w(1)),
        (where, k(0), k(1)),
        (where, k(-1), k(0)),
        (where, k(-1), k(0), k(1)),
        (where, cl(-1), cl(0), cl(1)),
        (where, m(-1), m(0), m(1)),
        (where, m(0), cl(0), k(0)),
        (where, seen(c.act), k(-1)),
        (where, seen(c.fine)),
        (where, seen(c.fine, -1), seen(c.fine)),
        (where, seen(c.fine), seen(c.fine, 1)),
        (where, seen(c.ends)),
        (near, m(0)),
        (near, k(0)),
        (near, cl(0)),
        (near, w(0)),
        (near, head),
        (near, act),
        (near, frames),
        (near, kin),
        (near, after_class),
        (near, before_class),
        (near, opener),
        (near, q(0), q(1)),
        (near, k(0), opener),
        (near, seen(c.fine)),
        (path, m(0)),
        (path, k(0)),
        (path, k(-1), cl(0)),
        (path, w(0)),
        (path, frames, after_class),
        (path, kin),
        (path, head),
        (path, q(0)),
        (path, seen(c.coarse)),
        (quoting, q(-1), q(0), q(1)),
        (quoting, q(0), opening, closing),
        (quoting, q(0), frames),
        (quoting, q(0), w(0), w(1)),
        (quoting, edge, q(0)),
        (tight, cl(0), k(0)),
        (tight, w(0), frames),
        (tight, w(-1), frames),
        (tight, m(0), act),
        (tight, opening, closing),
        (tight, opener, k(0)),
        (tight, after, cl(0)),
        (where, head, w(0)),
        (where, head, k(0), k(1)),
        (where, head, w(-1)),
        (where, frames, w(0)),
        (where, frames, w(-1), cl(0)),
        (where, frames, k(0), cl(0)),
        (where, other, following),
        (path, other, following),
        (where, other, following, w(0)),
        (where, following, w(-1), w(0)),
        (where, following, k(0), q(0)),
        (where, seen(c.act, 1), w(0)),
        (edge, where, k(0)),
        (edge, path, seen(a.edge, 1)),
        (where, edge, w(0)),
        (where, seen(a.edge, 1), w(0), q(0)),
        (where, head, after, near),
        (where, before, after, near),
        (near, after_clitics, cl(0)),
    ]
    ruled: list[tuple[Column, ...]] = [
        (rule,),
        (rule, near),
        (rule, path),
        (rule, w(0)),
        (rule, k(0), k(1)),
        (rule, m(0), cl(0)),
        (rule, quoting),
        (rule, act),
        (rule, frames),
        (rule, stem),
        (rule, other, following),
        (rule, q(0), q(1)),
        (rule, w(1)),
        (rule, seen(c.fine)),
    ]
    return hashed(1300, blind + ruled, BITS)


def _rule_labels(a: Analysis, window: Window) -> Counts:
    """What the grammar says for this cue: 0 no finding, else 1 outside, 2–4 source, 5–7 content (begin, in, end)."""
    first, past = window.reach
    out = np.zeros(past - first, dtype=np.int64)
    match = a.meeting(window.cue)
    if match is None:
        return out
    out[:] = 1
    for base, spans in ((2, (match.cue.subject,)), (5, match.content)):
        for start, end in spans:
            low, high = max(start, first), min(end, past)
            if high > low:
                out[low - first : high - first] = base + 1
                out[low - first] = base
                out[high - first - 1] = base + 2
    return out
