"""The weights of the Arabic taggers and the classes of words, read from one file, once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from claims.attribute.chains.tagger import Tagger, read_kinds, read_taggers

FILE = Path(__file__).with_name("weights.npz")


@lru_cache(maxsize=1)
def taggers() -> dict[str, Tagger]:
    """The shipped taggers by name (cue, roles), loaded once a process."""
    return read_taggers(FILE)


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """Classes of words by the company they keep, ``"coarse fine"``, loaded once a process."""
    return read_kinds(FILE)
