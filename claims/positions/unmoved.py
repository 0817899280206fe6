"""Whether a statement tells that its speaker's position is what it was: «our view has not changed»."""

from __future__ import annotations

from claims.model import Lang
from claims.positions.folded import Folded
from claims.positions.lexicon import position_lexicon


def says_unmoved(text: str, lang: Lang) -> bool:
    """Whether a statement says of itself that nothing is new in it."""
    return position_lexicon(lang).unmoved.search(Folded(text, lang).text) is not None
