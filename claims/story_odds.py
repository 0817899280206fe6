"""How likely two statements on a topic without a question are a change: what bounds the confidence of such a shift.

A discovered topic has no proposition, so that nothing but cues tells where a statement stands, and its articles speak
of many things. What tells a change from two readings that have little to do with each other is how long the statements
are (a cue in a long one is often said of something else), whether both speak of one event of news, how much of the
shorter one the other has too, and whether the sides are opposed. Learned from changes found on discovered topics of
invented storylines and of real articles (``tests.evaluation.fit_story_odds``); docs/shifts.md has the figures.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from claims.model import Claim
from claims.positions.reading import side_of
from claims.positions.regression import Measures, Regression, read_regression
from claims.same_thing import shared_events, telling_words
from claims.stems import stems

WEIGHTS = Path(__file__).with_name("story_odds.json")


@cache
def weights() -> Regression:
    """The weights that ship, read once."""
    return read_regression(WEIGHTS)


def likely(earlier: Claim, later: Claim, before: int, after: int) -> float:
    """The probability, 0 to 1, that two statements of a story read as ``before`` and ``after`` are a change."""
    return weights().odds(measure(earlier, later, before, after))


def measure(earlier: Claim, later: Claim, before: int, after: int) -> Measures:
    """What is known of two statements of a story."""
    words = max(len(stems(one.content_text, one.lang)) for one in (earlier, later))
    return {
        "long": math.log1p(words),
        "covered": _covered(earlier, later),
        "one event": float(bool(shared_events(earlier, later))),
        "opposed": float(side_of(before) * side_of(after) < 0),
    }


def _covered(earlier: Claim, later: Claim) -> float:
    """The part of the telling words of the shorter statement that the other has too; none across languages."""
    if earlier.lang != later.lang:
        return 0.0
    a, b = telling_words(earlier), telling_words(later)
    return len(a & b) / max(min(len(a), len(b)), 1)
