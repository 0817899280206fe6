"""What "his", "whose" and "who" point back to in an English phrase, by the words before or behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.actors.lexicon import lexicon
from claims.words import Word, words_of

POSSESSIVES = {"his": "ms", "her": "fs", "its": "n", "their": "mp"}
"""Possessives with the form of whom they point back to."""
_PLACING = frozenset({"in", "at", "from", "near"})
_LONGEST_ANTECEDENT = 120  # code points before "who" that are looked at
_ANTECEDENT = re.compile(
    r"\b((?:an?|one|another|some|several|two|three|many|the)\s[^.,;:!?()\"\u201c\u201d\n]{2,60}),?\s*$", re.IGNORECASE
)


def possessed(text: str) -> tuple[str, str] | None:
    """«her company», «his party»: the head noun of a body and the form of its owner."""
    words = words_of(text, 0)
    form = POSSESSIVES.get(words[0].key) if words else None
    plain = form is not None and len(words) > 1 and not any(w.capital for w in words[1:])
    if not plain or lexicon("en").bodies.get(words[-1].key) != "organisation":
        return None
    return words[-1].key, form or ""


def before_relative(text: str) -> str:
    """The common noun phrase that ends a text before "who": «A provincial official». Empty where a name does."""
    words = words_of(text[-_LONGEST_ANTECEDENT:], 0)
    if not words or (words[-1].capital and not _is_placed(words)):
        return ""
    found = _ANTECEDENT.search(text[-_LONGEST_ANTECEDENT:])
    phrase = found[1] if found else ""
    inner = _ANTECEDENT.search(phrase[1:]) if phrase else None
    return inner[1] if inner else phrase


def _is_placed(words: Sequence[Word]) -> bool:
    """Whether a preposition governs the capitals that end some words: «a diplomat in Larsk»."""
    before = next((word for word in reversed(words) if not word.capital), None)
    return before is not None and before.key in _PLACING


def name_before_relative(text: str) -> str:
    """The name that ends a text before ", who": «Roos». Empty where something else does."""
    stripped = text.rstrip(" ,")
    words, run = words_of(stripped[-_LONGEST_ANTECEDENT:], 0), ""
    if _is_placed(words):
        return ""
    for word in reversed(words):
        near = not run or stripped.endswith(f"{word.text} {run}")
        if not word.capital or not near or word.key in lexicon("en").connectors:
            break
        run = f"{word.text} {run}".strip()
    return run if stripped.endswith(run) else ""
