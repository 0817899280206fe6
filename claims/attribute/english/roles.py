"""Who speaks and what is said, for a given cue: a window around it, and what the tagger of roles sees of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from claims.attribute.chains.hashing import PADDING, Column
from claims.attribute.chains.windows import Window
from claims.attribute.english.analysis import Analysis
from claims.model import Span

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


_OF_TOKENS = {
    **{"word": 48, "suffix3": 16, "prefix": 12, "shape": 6, "fine": 16, "coarse": 8, "act": 12, "frames": 8},
    **{"quotation": 4, "speech": 16, "function": 16, "opening": 4, "closing": 4, "that": 4, "edge": 4},
}
_OF_PLACES = {
    **{"side": 4, "away": 8, "commas": 4, "verbs": 4, "quotes": 4, "closings": 4, "cues": 4, "joints": 4},
    **{"other": 4, "sentences": 4, "ruled": 8, "head": 4},
}
_OF_CUES = {"word": 24, "fine": 12, "act": 12, "frames": 12, "speech": 4}
WIDTHS = _OF_TOKENS | _OF_PLACES | {f"cue.{name}": width for name, width in _OF_CUES.items()}
"""What the recurrent tagger sees of each token of a window, and the size of its embeddings."""


def role_columns(s: Surroundings, windows: list[Window]) -> dict[str, Column]:
    """What the recurrent tagger sees of the windows of some cues, one behind the other, by the names of ``WIDTHS``."""
    a = s.analysis
    sizes = [window.size for window in windows]
    places = np.concatenate([np.arange(*window.reach) for window in windows])
    heads = np.repeat([window.head for window in windows], sizes)

    def of(name: str, where: Counts) -> Column:
        found: Column = a.column(name)[where + PADDING]
        return found

    out = {name: of(name, places) for name in _OF_TOKENS}
    measured = np.concatenate([_measures(s, window) for window in windows], axis=1)
    out |= {name: row.astype(np.uint64) for name, row in zip(_OF_PLACES, measured, strict=True)}
    return out | {f"cue.{name}": of(name, heads) for name in _OF_CUES}


def _measures(s: Surroundings, window: Window) -> Counts:
    """Where the tokens of a window stand as seen from its cue, by the names of ``_OF_PLACES``; (measures, tokens)."""
    places, (left, right) = np.arange(*window.reach), window.cue
    side = np.where(places < left, 0, np.where(places < right, 1, 2))
    away = np.where(side == 0, left - places, np.where(side == 2, places - right + 1, 0))

    def between(running: Counts, most: int) -> Counts:
        before = running[left] - running[np.minimum(places + 1, left)]
        behind = running[np.maximum(places, right)] - running[right]
        return np.minimum(np.where(side == 0, before, np.where(side == 2, behind, 0)), most)

    return np.stack(
        [
            side,
            np.minimum(away, 6) + (away > 10) + (away > 20) + (away > 40),
            *(between(running, 3) for running in (s.commas, s.finite)),
            *(between(running, 2) for running in (s.quotes, s.closings, s.cues, s.that)),
            np.where(side == 1, 3, s.is_cue[places]),
            np.clip(s.sentence[places] - s.sentence[left], -2, 3) + 2,
            _rule_labels(s.analysis, window),
            (places == window.head).astype(np.int64),
        ]
    )


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
