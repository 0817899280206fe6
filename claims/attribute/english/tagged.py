"""Attributions by the learned taggers: cues first, then for each cue who speaks and what is said."""

from __future__ import annotations

import numpy as np

from claims.attribute.english.analysis import Analysis
from claims.attribute.english.cues import candidates
from claims.attribute.english.grammar import NOWHERE, Found
from claims.attribute.english.lexicon import Form
from claims.attribute.english.roles import Surroundings, decode, frame_of, role_features
from claims.attribute.english.view import View
from claims.attribute.english.weights import Tagger, pad
from claims.model import Span

LEAST = 0.25  # a cue less probable is none; this and the leanings were chosen on a tenth of the training articles
SURE = 0.4  # a cue at least as probable bounds the contents of others
LEANINGS = {"S": 2.0, "C": 0.75}  # added where a source or content begins: a cue has both more often than not


def find(view: View, models: dict[str, Tagger], least: float = LEAST) -> list[tuple[Found, float]]:
    """What the taggers find, in the order of the cues, with the probability of each cue."""
    a = Analysis(view, models["speech"], models["function"])
    cues = candidates(a, models["cue"], least)
    if not cues:
        return []
    surroundings = Surroundings(a, [span for span, sure in cues if sure >= SURE])
    frames = [frame_of(a, span) for span, _ in cues]
    tagger = models["roles"]
    leaning = np.asarray([LEANINGS[x[0]] if x.endswith((".B", ".1")) else 0.0 for x in tagger.labels], np.float32)
    scores = np.concatenate([tagger.scores(role_features(surroundings, frame)) for frame in frames]) + leaning
    lengths = np.asarray([frame.window[1] - frame.window[0] for frame in frames])
    best = tagger.best(pad(scores, lengths), lengths)
    out: list[tuple[Found, float]] = []
    for row, (span, sure) in enumerate(cues):
        sources, contents = decode(frames[row], [tagger.labels[k] for k in best[row, : lengths[row]]])
        if contents:
            source = _nearest(sources, span) if sources else NOWHERE
            out.append((Found(span, source, tuple(contents), form_of(view, span), "tagged"), sure))
    return out


def _nearest(spans: list[Span], cue: Span) -> Span:
    return min(spans, key=lambda span: (max(span[0] - cue[1], cue[0] - span[1], 0), -(span[1] - span[0])))


def form_of(view: View, cue: Span) -> Form | None:
    """The lexicon's reading of a cue: the longest phrase in it, else its last reporting word."""
    best: tuple[int, int, Form] | None = None
    for i in range(*cue):
        for form in view.words.forms.get(view.norm[i], ()):
            size = len(form.entry.rest)
            if tuple(view.norm[i + 1 : i + 1 + size]) == form.entry.rest and (best is None or (size, i) >= best[:2]):
                best = (size, i, form)
    return best[2] if best else None
