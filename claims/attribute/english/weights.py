"""The weights of the English taggers, read from one file, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from claims.attribute.chains import recurrent
from claims.attribute.chains.recurrent import Committee, committee
from claims.attribute.chains.tagger import Tagger, pack, read_kinds, unpack

FILE = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True)
class Models:
    """All that English attribution has learned: linear taggers of syntax, committees for cues and roles, and the
    classes of words by the company they keep, as ``"coarse fine"``."""

    speech: Tagger
    function: Tagger
    cue: Committee
    roles: Committee
    kinds: dict[str, str]


@lru_cache(maxsize=1)
def models() -> Models:
    """The shipped models, loaded once a process."""
    return read_models(FILE)


def read_models(file: Path) -> Models:
    """The models of a weight file."""
    with np.load(file, allow_pickle=False) as arrays:

        def members(name: str) -> Committee:
            count = sum(key.endswith(".labels") and key.startswith(f"{name}-") for key in arrays.files)
            return committee([recurrent.unpack(f"{name}-{k}", arrays) for k in range(count)])

        return Models(
            unpack("speech", arrays), unpack("function", arrays), members("cue"), members("roles"), read_kinds(file)
        )


def write_models(file: Path, found: Models) -> None:
    """The inverse of ``read_models``, up to rounding: matrices are kept as 8-bit integers."""
    arrays: dict[str, Any] = pack("speech", found.speech) | pack("function", found.function)
    for name, group in (("cue", found.cue), ("roles", found.roles)):
        for k, member in enumerate(group.members):
            arrays |= recurrent.pack(f"{name}-{k}", member)
    words = "\n".join(f"{word} {kind}" for word, kind in found.kinds.items())
    arrays["kinds"] = np.frombuffer(words.encode(), dtype=np.uint8)
    np.savez_compressed(file, **arrays)
