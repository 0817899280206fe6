"""Does a statement tell how things stand, or what its speaker wants and does? A regression over how it is put.

The words of a rule tell it where they are plain («rejects», «is near»). Most statements are put otherwise («the flags
stay up»), and who decides on a thing often tells what he wants as if it were a fact. Trained on marked storylines by
``claims.positions.train_lines``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from claims.model import Kind
from claims.positions.folded import Folded
from claims.positions.kinds import find_kinds, head
from claims.positions.regression import Measures, Regression, read_regression
from claims.positions.statement import Statement

WEIGHTS = Path(__file__).parent / "lines.json"
POLICY: frozenset[Kind] = frozenset({"policy", "commitment"})
"""Kinds that tell what a speaker wants or undertakes; the others with a position tell how things stand or will go."""
_WORDS = 40  # of a content that are looked at


def measure(statement: Statement, kind: Kind, value: int, by: str) -> Measures:
    """How a statement is put: the kinds of its words, its reporting words and act, and how its value was read.

    ``kind`` is what the rules take it for, ``by`` the cue or rule that gave the value; "" where that was learned.
    """
    lang = statement.lang
    content, cue = Folded(statement.text, lang).words[:_WORDS], Folded(statement.cue, lang).words
    names = [f"kind {kind}" for one in find_kinds(content, lang) for kind in one.kinds]
    names += [f"cue kind {kind}" for one in find_kinds(cue, lang) for kind in one.kinds]
    names += [f"cue {lang} {head(word, lang)}" for word in cue if word[:1].isalpha()]
    side = "policy" if kind in POLICY else "assessment"
    names += [f"act {statement.act}", f"value {value}", f"read {side} {'ruled' if by else 'learned'}", f"by {by}", lang]
    return dict.fromkeys(names, 1.0)


@cache
def lines() -> Regression:
    """The weights that ship, for policy against assessment, read once."""
    return read_regression(WEIGHTS)


def kind_of(statement: Statement, kind: Kind, value: int, by: str) -> tuple[Kind, float]:
    """The kind of a statement with a position, and how sure its line is, 0.5 to 1.

    As the rules have it, unless how it is put tells the other line.
    """
    odds = lines().odds(measure(statement, kind, value, by))
    policy, sure = odds > 0.5, round(max(odds, 1 - odds), 3)
    if policy == (kind in POLICY):
        return kind, sure
    return ("policy" if policy else "assessment"), sure
