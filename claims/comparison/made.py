"""Pairs put together from made statements whose positions are known: plain cases beside the hard ones of real news."""

from __future__ import annotations

import random
from typing import Any

from claims.configuration import shipped_yaml
from claims.model import Lang
from claims.shifts import relation_of

_LANGS: tuple[Lang, ...] = ("ar", "en")


def made_pairs(of_each: int) -> list[dict[str, Any]]:
    """At most ``of_each`` pairs for each language and relation, as lines of the training files; always the same."""
    drawn = random.Random(0)
    found: dict[tuple[Lang, str], list[dict[str, Any]]] = {}
    for lang in _LANGS:
        for row in shipped_yaml("comparison/templates.yaml")[lang]:
            said = [(text, value) for value in (2, 1, 0, -1, -2) for text in row[value]]
            for earlier, first in said:
                for later, second in [*said, *((text, None) for text in row["other"])]:
                    relation = "unrelated" if second is None else relation_of(first, second)
                    pair = {
                        **{"earlier": earlier, "later": later, "lang": lang, "topic": row["topic"]},
                        **{"proposition": row["proposition"], "relation": relation},
                        **{"from_position": first, "to_position": second},
                    }
                    if earlier != later:
                        found.setdefault((lang, relation), []).append(pair)
    out = []
    for pairs in found.values():
        drawn.shuffle(pairs)
        out += pairs[:of_each]
    return out
