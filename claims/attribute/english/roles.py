"""Who speaks and what is said, for a given cue: a window around it, features, and the spans of the best labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from claims.attribute.chains.hashing import PADDING, Column, Indices, mix, table
from claims.attribute.chains.windows import Window
from claims.attribute.english.analysis import Analysis
from claims.model import Span

BITS = 18
_SENTENCES_BEHIND, _SENTENCES_BEFORE = 6, 4
LONGEST = 320

Counts = NDArray[np.int64]


class Surroundings:
    """Running counts over a document, so that what stands between a cue and a token is a difference."""

    def __init__(self, a: Analysis, cues: list[Span]) -> None:
        n, view = a.length, a.view
        self.analysis = a
        self.commas = _running([view.tokens[i].text in (",", ";", ":") for i in range(n)])
        self.finite = _running(list(a.is_finite() > 0))
        opens = [i in view.opens for i in range(n)]
        closes = [i in view.closes for i in range(n)]
        self.quotes = _running(opens)
        self.closings = _running(closes)
        inside = [False] * n
        for first, past in cues:
            inside[first:past] = [True] * (past - first)
        starts = {first for first, _ in cues}
        self.cues = _running([i in starts for i in range(n)])
        self.is_cue = np.asarray([(2 if i in starts else 1) if inside[i] else 0 for i in range(n)], dtype=np.int64)
        self.that = _running([word in ("that", "to", "who", "which", "because", "while") for word in view.norm])
        self.sentence = np.asarray(view.sentence, dtype=np.int64)
        self.quote = np.asarray(view.quote, dtype=np.int64)


def _running(flags: list[bool]) -> Counts:
    return np.concatenate([[0], np.cumsum(np.asarray(flags, dtype=np.int64))])


def frame_of(a: Analysis, cue: Span, longest: int = LONGEST) -> Window:
    """The window of a cue, at most ``longest`` tokens: its sentence, and those that a quotation joins to it."""
    view = a.view
    sentences, number = view.document.sentences, view.sentence[cue[0]]
    low = high = number
    while high + 1 < len(sentences) and high - number < _SENTENCES_BEHIND:
        edge = sentences[high][1]
        if not (edge in view.opens or (view.quote[edge] >= 0 and view.quote[edge] == view.quote[edge - 1])):
            break
        high += 1
    while low > 0 and number - low < _SENTENCES_BEFORE:
        edge = sentences[low][0]
        if not (edge - 1 in view.closes or (view.quote[edge] >= 0 and view.quote[edge] == view.quote[edge - 1])):
            break
        low -= 1
    first = max(sentences[low][0], cue[0] - longest // 2)
    past = min(sentences[high][1], cue[0] + longest // 2)
    past = max(past, cue[1])
    verbs = [i for i in range(*cue) if view.norm[i] in view.words.forms]
    tagged = [i for i in range(*cue) if a.tags[i].startswith("VB")]
    return Window(cue, (first, past), (verbs or tagged or [cue[0]])[-1])


def role_features(s: Surroundings, frames_of_cues: list[Window]) -> Indices:
    """Features of each token of the windows of some cues, one behind the other; shape (tokens, templates)."""
    a, c = s.analysis, s.analysis.columns
    sizes = [frame.reach[1] - frame.reach[0] for frame in frames_of_cues]
    places = np.concatenate([np.arange(*frame.reach) for frame in frames_of_cues])
    left = np.repeat([frame.cue[0] for frame in frames_of_cues], sizes)
    right = np.repeat([frame.cue[1] for frame in frames_of_cues], sizes)
    core = np.repeat([frame.head for frame in frames_of_cues], sizes)
    last = np.repeat([frame.reach[1] - 1 for frame in frames_of_cues], sizes)
    side = np.where(places < left, 0, np.where(places < right, 1, 2))
    away = np.where(side == 0, left - places, np.where(side == 2, places - right + 1, 0))
    bucket = np.minimum(away, 6) + (away > 10) + (away > 20) + (away > 40)

    def seen(values: Column, offset: int = 0) -> Column:
        out: Column = values[places + (PADDING + offset)]
        return out

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

    def p(offset: int) -> Column:
        return seen(a.speech, offset)

    def d(offset: int) -> Column:
        return seen(a.function, offset)

    def q(offset: int) -> Column:
        return seen(c.quotation, offset)

    where, near = number(side), number(side * 100 + bucket)
    commas, verbs, quotes = between(s.commas, 3), between(s.finite, 3), between(s.quotes, 2)
    closings, cues, joints = between(s.closings, 2), between(s.cues, 2), between(s.that, 2)
    sentence = s.sentence[places] - s.sentence[left]
    sentences = np.clip(sentence, -2, 3) + 2
    path = number(side + 3 * commas + 12 * verbs + 48 * cues)
    quoting = number(side + 3 * quotes + 9 * closings + 27 * sentences)
    tight = number(side + 3 * commas + 12 * np.minimum(verbs, 1) + 24 * joints)
    other = number(np.where(side == 1, 3, s.is_cue[places]))
    following = number(np.where(places < last, s.is_cue[np.minimum(places + 1, last)], 0))
    head, heading, frames = whole(c.word, core), whole(a.speech, core), whole(c.frames, core)
    kin = whole(c.fine, core)
    act = whole(c.act, core)
    tags, after = whole(a.speech, left), whole(c.word, right)
    after_tag, before_tag = whole(a.speech, right), whole(a.speech, left - 1)
    before = whole(c.word, left - 1)
    opening, closing = whole(a.opening, right - 1), whole(a.closing, left)
    quoted = whole(c.quotation, left)
    rule = number(np.concatenate([_rule_labels(a, frame) for frame in frames_of_cues]))
    edge = seen(a.edge)
    templates: list[tuple[Column, ...]] = [
        (where, w(0)),
        (where, w(-1)),
        (where, w(1)),
        (where, w(-1), w(0)),
        (where, w(0), w(1)),
        (where, p(0), p(1)),
        (where, p(-1), p(0)),
        (where, p(-1), p(0), p(1)),
        (where, p(-2), p(-1), p(0)),
        (where, p(0), p(1), p(2)),
        (where, d(-1), d(0), d(1)),
        (where, d(0), d(1), p(0)),
        (where, seen(c.suffix3), p(0)),
        (where, seen(c.shape, -1), seen(c.shape), seen(c.shape, 1)),
        (near, p(0)),
        (near, p(0), p(1)),
        (near, p(-1), p(0)),
        (near, w(0)),
        (near, d(0)),
        (near, head),
        (near, act),
        (near, frames),
        (near, after_tag),
        (near, before_tag),
        (near, heading, tags),
        (near, q(0), q(1)),
        (path, p(0)),
        (path, p(0), p(1)),
        (path, p(-1), p(0)),
        (path, w(0)),
        (path, d(0), d(1)),
        (path, head),
        (path, frames, after_tag),
        (path, heading, q(0)),
        (path, after, before_tag),
        (quoting, q(-1), q(0), q(1)),
        (quoting, q(0), opening, closing),
        (quoting, q(0), head),
        (quoting, q(0), opening, closing, path),
        (quoting, q(0), after_tag, before_tag),
        (quoting, q(0), w(0), w(1)),
        (quoting, edge, q(0)),
        (quoting, quoted, edge),
        (tight, p(0), heading),
        (tight, w(0), frames),
        (tight, w(-1), frames),
        (tight, p(-1), p(0), act),
        (tight, p(0), p(1), act),
        (tight, opening, closing),
        (tight, after, p(0)),
        (where, head, w(0)),
        (where, head, p(0), p(1)),
        (where, head, w(-1)),
        (where, after, w(0)),
        (where, frames, w(0)),
        (where, frames, w(-1), p(0)),
        (where, other, following),
        (path, other, following),
        (where, other, following, w(0)),
        (where, following, w(-1), w(0)),
        (where, following, p(0), q(0)),
        (rule, where),
        (rule, near),
        (rule, path),
        (rule, w(0)),
        (rule, p(0), p(1)),
        (rule, p(-1), p(0)),
        (rule, quoting),
        (edge, where, p(0)),
        (edge, path, seen(a.edge, 1)),
        (where, edge, w(0)),
        (where, seen(a.edge, 1), w(0), q(0)),
        (where, head, after, near),
        (where, before, after, near),
        (near, heading, after_tag, before_tag),
        (where, seen(c.fine)),
        (where, seen(c.fine, -1), seen(c.fine)),
        (where, seen(c.fine), seen(c.fine, 1)),
        (path, seen(c.fine)),
        (near, seen(c.fine)),
        (near, kin),
        (path, kin),
        (tight, kin, p(0)),
        (where, kin, seen(c.coarse, -1), seen(c.coarse)),
        (quoting, kin, q(0)),
    ]
    return table([mix(300 + k, *parts) for k, parts in enumerate(templates)], BITS)


def _rule_labels(a: Analysis, frame: Window) -> Counts:
    """What the grammar says for this cue: 0 no finding, else 1 outside, 2–4 source, 5–7 content (begin, in, end)."""
    first, past = frame.reach
    out = np.zeros(past - first, dtype=np.int64)
    match = a.meeting(frame.cue)
    if match is None:
        return out
    out[:] = 1
    for base, spans in ((2, (match.source,)), (5, match.content)):
        for start, end in spans:
            low, high = max(start, first), min(end, past)
            if high > low:
                out[low - first : high - first] = base + 1
                out[low - first] = base
                out[high - first - 1] = base + 2
    return out
