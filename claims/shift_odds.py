"""How likely two statements that were read as a change are one: the confidence of a shift.

A logistic regression over how surely both sides were read and attributed, what kind of change they make, and how they
are told; learned from the changes that the program finds in marked storylines and in labelled real articles, as readers
find them that had learned from neither (``tests.evaluation.fit_shift_odds``). So of changes with a confidence of 0.7
about seven in ten are right; docs/shifts.md has the measured table.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from claims.model import Claim, Relation
from claims.moments import Event
from claims.positions.regression import Measures, Regression, logit, read_regression
from claims.positions.unmoved import says_unmoved
from claims.stems import stems

WEIGHTS = Path(__file__).with_name("shift_odds.json")
_LONGEST = 1_500  # code points of a content that are looked at
_SHORT = 5  # words
_MOST_SHARED = 5


@cache
def weights() -> Regression:
    """The weights that ship, read once."""
    return read_regression(WEIGHTS)


def likely(earlier: Event, later: Event, relation: Relation, two_voices: bool) -> float:
    """The probability, 0 to 1, that a change between two events is one."""
    return weights().odds(measure(earlier, later, relation, two_voices))


def measure(earlier: Event, later: Event, relation: Relation, two_voices: bool) -> Measures:
    """What is known of two events that were read as a change; ``two_voices``: of two speakers of one body.

    How many outlets carry it is left out: copies of a statement are no evidence of how it was read.
    """
    a, b = earlier.said.first, later.said.first
    out = {f"relation {relation}": 1.0, f"line {later.line}": 1.0, f"{relation} {later.line}": 1.0}
    out |= _both("read", a.position.confidence, b.position.confidence)
    out |= _both("held", earlier.confidence, later.confidence)
    out |= _both("claimed", a.confidence, b.confidence)
    out |= {
        "speaker": min(logit(a.speaker.confidence), logit(b.speaker.confidence)),
        "kind": min(logit(a.position.kind_confidence), logit(b.position.kind_confidence)),
        "voices": float(two_voices),
        "again": float(b.attribution.act == "reassert"),
        "unmoved": float(says_unmoved(b.content_text, b.lang)),
        "relayed": float(later.said.relayed),
        "relayed before": float(earlier.said.relayed),
        "within day": float(earlier.moment[0] == later.moment[0]),
        "recalled": float(a.when.recalled),
        "step": abs(later.value - earlier.value) / 4,
        "full": float(min(abs(later.value), abs(earlier.value)) > 1),
    }
    return out | _of_both(a, b) | _of_words(a, b)


def _both(name: str, one: float, other: float) -> Measures:
    low, high = sorted((logit(one), logit(other)))
    return {f"{name} low": low, f"{name} high": high}


def _of_both(a: Claim, b: Claim) -> Measures:
    """How many of the two are conditional, not certain, direct, denials."""
    return {
        "conditional": float(a.position.conditional) + float(b.position.conditional),
        "unsure": sum(float(one.position.certainty != "certain") for one in (a, b)),
        "direct": sum(float(one.attribution.type == "direct") for one in (a, b)),
        "denies": sum(float(one.attribution.act == "deny") for one in (a, b)),
    }


def _of_words(a: Claim, b: Claim) -> Measures:
    """How much both say, and how much of it in the same words."""
    of_a, of_b = (stems(one.content_text[:_LONGEST], one.lang) for one in (a, b))
    shared = len(set(of_a) & set(of_b)) if a.lang == b.lang else 0
    return {
        "short": float(len(of_a) < _SHORT) + float(len(of_b) < _SHORT),
        "long": math.log1p(min(len(of_a), len(of_b))),
        "shared": min(shared, _MOST_SHARED) / _MOST_SHARED,
        "other language": float(a.lang != b.lang),
    }
