"""The weights of the English taggers, read from one file, once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from claims.attribute.chains.tagger import Tagger, unpack

FILE = Path(__file__).with_name("weights.npz")


@lru_cache(maxsize=1)
def taggers() -> dict[str, Tagger]:
    """The shipped taggers by name (speech, function, cue, roles), loaded once a process."""
    with np.load(FILE, allow_pickle=False) as arrays:
        names = sorted({key.split(".")[0] for key in arrays.files if key.endswith(".labels")})
        return {name: unpack(name, arrays) for name in names}


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """Classes of words by the company they keep, ``"coarse fine"``, loaded once a process."""
    with np.load(FILE, allow_pickle=False) as arrays:
        lines = arrays["kinds"].tobytes().decode().split("\n")
    return {word: kind for word, _, kind in (line.partition(" ") for line in lines)}
