"""English verbs behind a name, told by their form: auxiliaries and past forms."""

from __future__ import annotations

import re

from claims.actors.closed_classes import closed_class
from claims.words import Word

SINGULAR = frozenset({"is", "was", "has", "does"})
_BEING = SINGULAR | {"had"}
_PAST = re.compile(
    r"[a-z]{3,}ed|took|came|left|went|struck|stood|gave|made|felt|kept|put|tore|rose|sat|spoke|held|wrote"
)


def is_verb(word: Word) -> bool:
    """Whether an English word behind a name is its verb: an auxiliary, or a past form."""
    return word.key in closed_class("auxiliaries") or _PAST.fullmatch(word.text) is not None


def tells_of_itself(word: Word) -> bool:
    """Whether a verb behind a name tells how that one is or was («was sure», «sounded»), not what will be."""
    return word.key in _BEING or _PAST.fullmatch(word.text) is not None
