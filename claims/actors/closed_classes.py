"""The closed classes of English words, as ``clauses.yaml`` lists them: none of them is part of a name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from claims.actors.lexicon import lexicon
from claims.configuration import shipped_yaml

_CLOSED = ("adverbs", "negators", "determiners", "complementisers", "subordinators", "coordinators", "pronouns")


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    clauses = shipped_yaml("lexicons/en/clauses.yaml")
    return {name: frozenset(str(word) for word in words) for name, words in clauses.items()}


def closed_class(name: str) -> frozenset[str]:
    """The words of one class."""
    return _listed()[name]


def prepositions() -> frozenset[str]:
    return closed_class("prepositions")


@cache
def adverbs() -> frozenset[str]:
    """Adverbs, and those that stand before a number: none of them can be who speaks."""
    return closed_class("adverbs") | {word for word in lexicon("en").hedges if word.endswith("ly")} | {"almost"}


@cache
def closed_words() -> frozenset[str]:
    """Words of the closed classes but auxiliaries, which are names as well (Will, May): none is part of a name."""
    return prepositions().union(*(closed_class(name) for name in _CLOSED))


@cache
def time_words() -> frozenset[str]:
    return closed_class("days") | closed_class("months") | closed_class("time_words")
