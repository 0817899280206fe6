"""Reasons quote words as they are written, not as they were folded for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.positions.folded import Folded

_QUOTED = re.compile("\u00ab([^\u00bb]*)\u00bb")


def as_written(reasons: Iterable[str], *texts: Folded) -> tuple[str, ...]:
    """Reasons with what stands in guillemets as the first of some texts has it; what none has stays as it is."""
    return tuple(_QUOTED.sub(lambda found: f"\u00ab{_written(found[1], texts)}\u00bb", reason) for reason in reasons)


def _written(quoted: str, texts: Iterable[Folded]) -> str:
    words = quoted.split()
    for text in texts:
        for at in range(len(text.words) - len(words) + 1):
            if words and text.words[at : at + len(words)] == words:
                return " ".join(word for word in text.written[at : at + len(words)] if word)
    return quoted
