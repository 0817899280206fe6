"""Arabic attributions by the grammar and the learned taggers together: cues, then sources and contents of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from claims.attribute.arabic.analysis import Analysis
from claims.attribute.arabic.clauses import Range
from claims.attribute.arabic.contents import trim, without_afterthought
from claims.attribute.arabic.cue import NOWHERE, Cue, Role
from claims.attribute.arabic.cue_tagger import candidates
from claims.attribute.arabic.cues import readings
from claims.attribute.arabic.grammar import Found
from claims.attribute.arabic.lexicon import Entry, Form
from claims.attribute.arabic.phrases import hides_a_name, noun_phrase
from claims.attribute.arabic.role_tagger import LONGEST, Surroundings, role_features, window_of
from claims.attribute.arabic.view import View
from claims.attribute.chains.tagger import Tagger, pad
from claims.attribute.chains.windows import Window, decode
from claims.model import Span

LEAST_ALONE = 0.6  # a cue that the grammar does not find; these levels were chosen in folds of the training articles
LEAST_WITH_RULE = 0.1  # a cue that it finds too
LEAST_WITH_PLAIN_RULE = 0.02
_PLAIN = frozenset({"an", "quote"})
SURE = 0.3  # cues at least as probable bound the contents of others
SURE_OF_RARE = 0.8
LEAST_OF_RULE = 0.3  # from here on a cue without a tagged content takes the grammar's
LEAST_OF_STAND = 0.15  # the same where the word alone takes a side, so that it is said of a short object
_STANDS = frozenset({"reject", "support", "deny", "agree", "welcome"})
LEANINGS = {"S": 1.0, "C": 0.0}  # added where a source or a content begins
_SHORTEST, _A_CUE = 24, 16  # windows are cut where cues are denser than in any article, so that time stays linear
_MANY, _DENSE = 60, 6  # more cues than one in six words are no article: the grammar alone reads them
_BATCH = 48  # cues that are looked at together
_ROLES: dict[str, Role] = {
    "perfect": "main",
    "imperfect": "main",
    "participle": "participle",
    "masdar": "noun",
    "noun": "noun",
}


def find(view: View, taggers: dict[str, Tagger], kinds: dict[str, str], ruled: bool = True) -> list[Found]:
    """The attributions of a document, in the order of their cues, with the probability of each cue.

    ``ruled`` False leaves the grammar out, which measures what it adds.
    """
    a = Analysis(view, kinds, ruled)
    probable = candidates(a, taggers["cue"], LEAST_ALONE, LEAST_WITH_RULE, LEAST_WITH_PLAIN_RULE)
    cues = [(at, sure) for at, sure in probable if sure >= _least(a, at)]
    cues = sorted(cues + _rare_forms(a, [at for at, _ in cues]))
    if not cues:
        return []
    if len(cues) > _MANY and len(cues) * _DENSE > view.count:
        return a.found
    surroundings = Surroundings(a, [at for at, sure in probable if sure >= SURE])
    longest = min(LONGEST, max(_SHORTEST, _A_CUE * view.count // len(cues)))
    windows = [window_of(a, at, longest) for at, _ in cues]
    labels = _label(surroundings, windows, taggers["roles"])
    out = [
        one
        for (at, sure), window, row in zip(cues, windows, labels, strict=True)
        if (one := _understood(a, at, sure, *decode(window, row))) is not None
    ]
    return [one for one in out if not hides_a_name(view, one.content[0][0])]


def _least(a: Analysis, at: Span) -> float:
    """How probable a cue must be: less where the grammar finds it too, least where its content opens plainly."""
    rule = a.meeting(at)
    if rule is None:
        return LEAST_ALONE
    plain = rule.cue.frame in _PLAIN or rule.cue.form.entry.needs  # words that are cues only with certain others
    return LEAST_WITH_PLAIN_RULE if plain else LEAST_WITH_RULE


def _rare_forms(a: Analysis, taken: list[Span]) -> list[tuple[Span, float]]:
    """What only the grammar knows, for the training articles hardly have it: colon headlines, words left unsaid."""
    rare = [one.cue for one in a.found if one.cue.unsaid or (one.cue.role == "colon" and _is_headline(a, one.unit))]
    return [(cue.at, SURE_OF_RARE) for cue in rare if not any(_meets(cue.at, at) for at in taken)]


def _is_headline(a: Analysis, unit: int) -> bool:
    """A paragraph of one sentence without a full stop."""
    first, past = a.view.units[unit]
    start, end = a.view.tokens[first].start, a.view.tokens[past - 1].end
    whole = any(start == at and end == until for at, until in a.view.document.paragraphs)
    return whole and a.view.tokens[past - 1].text != "."


def _label(s: Surroundings, windows: Sequence[Window], tagger: Tagger) -> list[list[str]]:
    """The best labels of the tokens of each window."""
    leaning = [LEANINGS[name[0]] if name.endswith((".B", ".1")) else 0.0 for name in tagger.labels]
    out: list[list[str]] = []
    for start in range(0, len(windows), _BATCH):
        batch = list(windows[start : start + _BATCH])
        lengths = np.asarray([window.size for window in batch])
        scores = tagger.scores(role_features(s, batch)) + np.asarray(leaning, np.float32)
        best = tagger.best(pad(scores, lengths), lengths)
        out += [[tagger.labels[k] for k in row[:size]] for row, size in zip(best, lengths, strict=True)]
    return out


def _understood(a: Analysis, at: Span, sure: float, sources: list[Span], contents: list[Span]) -> Found | None:
    """A cue with its parts; the grammar's reading of it where there is one."""
    view, rule = a.view, a.meeting(at)
    spans = (without_afterthought(view, *trim(view, *span)) for span in contents)
    pieces = tuple(piece for piece in spans if piece[1] > piece[0])
    if rule is not None:
        pieces = tuple(_past_subject(view, rule.cue, piece) for piece in pieces)
    if not pieces:
        return replace(rule, sure=sure) if rule is not None and sure >= _least_of_rule(rule.cue) else None
    if rule is not None:  # who speaks the grammar knows better: 92 % right against 90 in folds of the training articles
        return Found(replace(rule.cue, at=at), pieces, rule.unit, sure)
    source = _nearest(sources, at) if sources else NOWHERE
    if source == NOWHERE and pieces[0][0] == at[1]:
        source, pieces = _with_subject(view, at, pieces)
    return Found(_cue(view, at, source, pieces), pieces, a.unit[at[0]], sure)


def _least_of_rule(cue: Cue) -> float:
    return LEAST_OF_STAND if cue.form.entry.act in _STANDS else LEAST_OF_RULE


def _past_subject(view: View, cue: Cue, piece: Range) -> Range:
    """A content without the subject of its verb, where the tagger took that in: ``أيدت | باريس المقترح``."""
    first, past = cue.subject
    if first < past and view.words.is_propositional(view.bare[first]):
        return piece  # «explained his opposition»: nobody who speaks
    return (past, piece[1]) if first == piece[0] < past < piece[1] else piece


def _with_subject(view: View, at: Span, pieces: tuple[Range, ...]) -> tuple[Range, tuple[Range, ...]]:
    """A full name that opens a content straight behind its verb is who speaks: ``وأعاد سالم باعبود التعبير عن``."""
    first, past = pieces[0]
    verb = any(f.kind in ("perfect", "imperfect") for f in view.words.forms.get(view.bare[at[1] - 1], ()))
    if not verb or view.bare[first] not in view.words.given or view.conjunction[first]:
        return NOWHERE, pieces
    end = noun_phrase(view, first, past)
    return ((first, end), ((end, past), *pieces[1:])) if first + 1 < end < past else (NOWHERE, pieces)


def _cue(view: View, at: Span, source: Range, pieces: tuple[Range, ...]) -> Cue:
    """A cue that the grammar does not find, as far as its words tell what it is."""
    form = next((form for i in range(*at) for form in readings(view, i)), None)
    negated = view.bare[at[0]] in view.words.negators
    if form is not None:
        return Cue(at, form, _ROLES[form.kind], pieces[0][0], "tagged", source, boundary=at[0], negated=negated)
    according = view.bare[at[0]] in view.words.according_bare
    lemma = " ".join(view.bare[i] for i in range(*at))
    entry = Entry(lemma, "inform", "CT+", frozenset(), frozenset(), frozenset(), False, False)
    role: Role = "according" if according else "nested"
    return Cue(at, Form(entry, "noun", ""), role, pieces[0][0], "tagged", source, boundary=at[0], negated=negated)


def _nearest(spans: list[Span], cue: Span) -> Span:
    return min(spans, key=lambda span: (max(span[0] - cue[1], cue[0] - span[1], 0), -(span[1] - span[0])))


def _meets(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
