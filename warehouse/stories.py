"""Which articles tell the same story: copies and light edits of one text, by MinHash over word shingles.

After Broder, On the resemblance and containment of documents (1997): the share of equal minima of two sketches
estimates the share of common shingles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

WORDS = 4
MINIMA = 32
ALIKE = 0.5
_WORD = re.compile(r"\w+")
_PRIME = np.uint64((1 << 61) - 1)
_SEEDS = np.random.default_rng(20160904).integers(1, 1 << 61, size=(2, MINIMA), dtype=np.uint64)
Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """``MINIMA`` minima of hashed shingles of ``WORDS`` folded words; the same for the same text on any machine."""
    words = _WORD.findall(text.casefold())
    count = max(len(words) - WORDS + 1, 1)
    shingles = {" ".join(words[i : i + WORDS]) for i in range(count)}
    hashes = np.fromiter((_hash(s) for s in shingles), dtype=np.uint64, count=len(shingles))
    mixed: npt.NDArray[np.uint64] = hashes[:, None] * _SEEDS[0] + _SEEDS[1]
    return tuple(int(value) for value in (mixed % _PRIME).min(axis=0))


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of common shingles, estimated: 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / MINIMA


def story_of(own: Sequence[int], own_id: str, others: Sequence[tuple[str, Sequence[int]]]) -> str:
    """The story of the most alike of ``(story_id, sketch)``, or an id of its own. Ties go to the smaller id."""
    best = max(((resemblance(own, s), story) for story, s in others), key=lambda x: (x[0], x[1]), default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else own_id
