"""How far a reading is to be trusted: by how a position was read, and how its statement stands to the question.

Words of refusal and support are in any article. In a story about the question they mostly speak of it; in one that
names it in passing hardly ever. A regression tells how likely the side read is right, from labelled statements of real
articles and of storylines (``claims.positions.train_trust``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from claims.positions.reading import Reading
from claims.positions.regression import Measures, Regression, logit, read_regression

WEIGHTS = Path(__file__).parent / "trust.json"
LEAST = 0.25
"""A side less likely to be right is not told: chosen on labelled statements of real articles."""
_CORE = 2.0  # words of the question that are as good as a keyword of it


@cache
def trust() -> Regression:
    """The weights that ship, for a side read that is right, read once."""
    return read_regression(WEIGHTS)


def measure(context: Measures, reading: Reading, none: float, act: str, lang: str) -> Measures:
    """How a position was read, and how its statement stands to the question.

    ``context``: as ``bearing.ArticleOn.measure`` gives it; ``none``: how likely the learned readers hold it that no
    position is taken.
    """
    own = max(context["content phrase"], min(context["content core"], _CORE) / _CORE)
    title = max(context["title phrase"], min(context["title core"], _CORE) / _CORE)
    near = max(own, context["sentence phrase"], min(context["sentence core"], _CORE) / _CORE, context["near before"])
    sure, unsaid, ruled = logit(reading.confidence), logit(none), float(not reading.learned)
    dense = context["dense"]
    return {
        **context,
        **{"ruled": ruled, "of event": float(reading.of_event), "full": float(abs(reading.value) > 1)},
        **{"open": float(not reading.value), "sure": sure, "unsaid": unsaid, f"act {act}": 1.0, f"lang {lang}": 1.0},
        **{"own": own, "near": near, "own title": own * title, "dense title": dense * title, "own dense": own * dense},
        **{"ruled own": ruled * own, "event own": float(reading.of_event) * own, "ruled near": ruled * near},
        **{"sure own": sure * own, "sure dense": sure * dense, "sure title": sure * title, "sure near": sure * near},
        **{"unsaid own": unsaid * own, "unsaid title": unsaid * title, "ruled sure": ruled * sure},
    }
