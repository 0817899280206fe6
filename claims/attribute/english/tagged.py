"""Attributions by the learned taggers: cues first, then for each cue who speaks and what is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from claims.attribute.chains.recurrent import Committee
from claims.attribute.chains.windows import Window, decode
from claims.attribute.english.analysis import Analysis
from claims.attribute.english.cues import candidates
from claims.attribute.english.disjoint import disjoint
from claims.attribute.english.grammar import NOWHERE, Found
from claims.attribute.english.lexicon import Form
from claims.attribute.english.roles import LONGEST, Surroundings, frame_of, role_columns
from claims.attribute.english.view import View, is_of_time
from claims.attribute.english.weights import Models
from claims.model import Span

LEAST = 0.35  # a cue less probable is none; this and the leanings were chosen on a tenth of the training articles
LEAST_WITHOUT_SOURCE = 0.45  # a cue that nobody is seen to utter must be surer
LEAST_OF_ALL = 0.05  # …or hardly probable, where the grammar finds a refusal to speak
LEAST_WITH_RULE = 0.15  # …or a little less probable where the grammar finds it too, by one of these frames
TRUSTED = frozenset({"that", "to", "quote", "wh", "refusal", "of"})
WEAK = frozenset({"base", "noun", "adjective"})
_ADDRESSEE = 8  # tokens that an addressee may have
_RELAYED = 25  # tokens that a speaker quoted by an outlet may have
_SHORTEST, _A_CUE = 32, 16  # windows are cut where cues are denser than in any article, so that time stays linear
_INSISTENCE = 3.0
_LONGEST_TIME = 5  # tokens of «just a few hours later»
_ORDER = frozenset({"later", "earlier", "before", "afterwards"})
_BATCH = 48  # cues that are looked at together
PLAIN = 0.8  # a cue at least as probable takes the grammar's word for what the taggers leave empty
LIKELY = 0.5  # …and where it follows what it reports
SURE = 0.3  # a cue at least as probable bounds the contents of others
LEANINGS = {"S": 1.5, "C": 0.5}  # added where a source or content begins: a cue has both more often than not


def find(view: View, models: Models, least: float | None = None) -> list[tuple[Found, float]]:
    """What the taggers find, in the order of the cues, with the probability of each cue."""
    least = LEAST if least is None else least
    a = Analysis(view, models.kinds, models.speech, models.function)
    cues = second_opinion(a, candidates(a, models.cue, least, LEAST_WITH_RULE, LEAST_OF_ALL), least)
    if not cues:
        return []
    surroundings = Surroundings(a, [span for span, sure in cues if sure >= SURE])
    longest = min(LONGEST, max(_SHORTEST, _A_CUE * view.count // len(cues)))
    frames = [frame_of(a, span, longest) for span, _ in cues]
    best = _read_windows(surroundings, frames, [sure >= PLAIN for _, sure in cues], models.roles)
    out: list[tuple[Found, float]] = []
    for row, (tagged, sure) in enumerate(cues):
        sources, contents = decode(frames[row], best[row])
        span = _without_time(view, tagged)
        rule = a.meeting(span) if not contents or _is_speaker(a.meeting(span), contents) else None
        if rule is not None and (rule.frame in TRUSTED or sure >= (LIKELY if rule.frame == "before" else PLAIN)):
            out.append((replace(rule, source=_behind_time(view, rule.source)), sure))
            continue
        if contents and (sources or sure >= LEAST_WITHOUT_SOURCE):
            source = _behind_time(view, _nearest(sources, span)) if sources else NOWHERE
            form = form_of(view, span)
            target = _target(view, span, contents, form)
            found = Found(span, source, tuple(contents), form, "tagged", target)
            out.append((relayed(view, found), sure))
    return disjoint(out, a.found)


def _without_time(view: View, cue: Span) -> Span:
    """«insisted on Tuesday that»: the preposition belongs to the day, which may change what the verb means."""
    first, past = cue
    return (first, past - 1) if past - first > 1 and is_of_time(view, first + 1, past) else cue


def _behind_time(view: View, source: Span) -> Span:
    """``Hours later the State Department``: who speaks without the time that opens the sentence before him."""
    first, past = source
    for i in range(first + 1, min(first + _LONGEST_TIME, past - 1)):
        if view.norm[i] in _ORDER and view.norm[i - 1] in view.words["time_words"]:
            return i + 1, past
    return source


def _is_speaker(rule: Found | None, contents: list[Span]) -> bool:
    """Whether the taggers take for content what a trusted finding of the grammar takes for the speaker."""
    if rule is None or rule.frame not in TRUSTED:
        return False
    return all(rule.source[0] <= first and past <= rule.source[1] for first, past in contents)


def _read_windows(s: Surroundings, frames: list[Window], plain: list[bool], tagger: Committee) -> list[list[str]]:
    """The labels of each window; a plain cue left without content is read again, leaning further to one."""
    opens = [label.endswith((".B", ".1")) for label in tagger.labels]
    of_content = np.asarray([label.startswith("C") for label in tagger.labels])
    leaning = np.asarray([LEANINGS[x[0]] if o else 0.0 for x, o in zip(tagger.labels, opens, strict=True)], np.float32)
    further = np.where(of_content & np.asarray(opens), np.float32(_INSISTENCE), np.float32(0))
    best: list[list[str]] = []
    for start in range(0, len(frames), _BATCH):
        batch = frames[start : start + _BATCH]
        lengths = np.asarray([frame.reach[1] - frame.reach[0] for frame in batch])
        scores = tagger.scores(role_columns(s, batch), lengths) + leaning
        chosen = tagger.best(scores, lengths)
        empty = ~of_content[chosen].any(axis=1) & np.asarray(plain[start : start + _BATCH])
        if empty.any():
            chosen[empty] = tagger.best(scores[empty] + further, lengths[empty])
        best += [[tagger.labels[k] for k in row[:size]] for row, size in zip(chosen, lengths, strict=True)]
    return best


def second_opinion(a: Analysis, cues: list[tuple[Span, float]], least: float) -> list[tuple[Span, float]]:
    """Cues that are probable enough, or nearly so where the grammar finds them too."""
    out: list[tuple[Span, float]] = []
    for span, sure in cues:
        rule = a.meeting(span)
        trusted = rule is not None and rule.frame in TRUSTED and (rule.form is None or rule.form.kind not in WEAK)
        refusal = rule is not None and rule.frame == "refusal"
        if sure >= least or (trusted and sure >= LEAST_WITH_RULE) or refusal:
            out.append((span, sure))
    return out


def _nearest(spans: list[Span], cue: Span) -> Span:
    return min(spans, key=lambda span: (max(span[0] - cue[1], cue[0] - span[1], 0), -(span[1] - span[0])))


def _target(view: View, cue: Span, contents: list[Span], form: Form | None) -> Span:
    """Whom the words address or accuse: what stands between cue and content, or opens the content."""
    if form is None or "person" not in form.entry.frames:
        return NOWHERE
    start = next((first for first, _ in contents if first >= cue[1]), view.count)
    if cue[1] < start <= cue[1] + _ADDRESSEE:
        first, past = view.trimmed(cue[1], start)
        return (first, past) if past > first and view.norm[first] not in view.words["prepositions"] else NOWHERE
    if start == cue[1]:
        for i in range(start + 1, min(start + _ADDRESSEE, view.count)):
            if view.norm[i] in ("to", "that") or (view.norm[i] in form.entry.frames and view.norm[i] in ("of", "for")):
                return start, i
            if not view.is_word(i) or view.norm[i] in view.words["auxiliaries"]:
                break
    return NOWHERE


def relayed(view: View, one: Found) -> Found:
    """``CNBC quoted a banker as saying …``: the banker speaks, by way of CNBC."""
    if one.form is None or one.form.entry.lemma not in ("quote", "cite") or len(one.content) != 1:
        return one
    first, past = one.content[0]
    opened = min(first, one.cue[1]) if one.cue[1] <= first <= one.cue[1] + _RELAYED else first
    for i in range(opened + 1, min(opened + _RELAYED, past - 2)):
        if view.norm[i] == "as" and view.norm[i + 1].endswith("ing"):
            form = form_of(view, (i + 1, i + 2))
            return Found((i + 1, i + 2), (opened, i), ((max(i + 2, first), past),), form, "relayed", via=one.source)
    return one


def form_of(view: View, cue: Span) -> Form | None:
    """The lexicon's reading of a cue: an unwilling verb, else the longest phrase, else the last reporting word."""
    best: tuple[int, int, Form] | None = None
    for i in range(*cue):
        for form in view.words.forms.get(view.norm[i], ()):
            size = len(form.entry.rest)
            if is_of_time(view, i + 1, i + 1 + size):
                continue
            if form.entry.lemma in view.words.unwilling:
                return form
            if tuple(view.norm[i + 1 : i + 1 + size]) == form.entry.rest and (best is None or (size, i) >= best[:2]):
                best = (size, i, form)
    return best[2] if best else None
