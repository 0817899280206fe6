"""The recurrent reader of a position: what the order of words tells, beside ``reader``, which weighs them.

Each word is seen with its kinds, its role, how it stands to the question and whether a negation turns it; the scores of
the words are summed into those of the statement. Trained on labelled statements by ``claims.comparison.train``, read
with NumPy (``claims.attribute.chains.recurrent``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.attribute.chains import recurrent
from claims.attribute.chains.hashing import Column, number
from claims.attribute.chains.recurrent import Committee, committee
from claims.attribute.chains.tagger import Scores
from claims.model import Lang
from claims.positions.general import tagged_text
from claims.positions.kinds import find_kinds, head, relations
from claims.positions.told import Asked, turned_words

LABELS = ("for", "none", "0", "1", "2")
"""The odds of *for* against *against*, and those of the strengths."""
VECTOR = 96
WIDTHS = {
    **{"word": 32, "kinds": 16, "kinds asked": 12, "roles": 8, "stands": 6, "turned": 4, "named": 6},
    **{"asked": 12, "sign": 4, "lang": 2, "vector": VECTOR},
}
"""What the network sees of each word, and the size of its embeddings; its vector comes from raw text, ready made."""
FILE = Path(__file__).with_name("network.npz")
_MOST_WORDS = 80
_ASKED_IN_ONE = "+"

Statement = tuple[str, Lang, Asked]


@lru_cache(maxsize=1)
def network() -> Committee:
    """The network that ships, loaded once a process."""
    with np.load(FILE, allow_pickle=False) as stored:
        arrays = dict(stored)
    count = sum(key.endswith(".rows") for key in arrays)
    return committee([recurrent.unpack(_member(k), _own(k, arrays)) for k in range(count)])


def write_network(file: Path, found: Committee) -> None:
    """The inverse of ``network``, up to rounding. What members have in common, as vectors, is written once."""
    arrays: dict[str, Any] = recurrent.pack(_member(0), found.members[0])
    for k, member in enumerate(found.members[1:], start=1):
        for key, array in recurrent.pack(_member(k), member).items():
            first = arrays[key.replace(_member(k), _member(0), 1)]
            if key.endswith(".rows") or not np.array_equal(array, first):
                arrays[key] = array
    np.savez_compressed(file, **arrays)


def _own(k: int, arrays: dict[str, Any]) -> dict[str, Any]:
    """The arrays of a member: those of the first, and in their places its own."""
    first, own = f"{_member(0)}.", f"{_member(k)}."
    shared = {own + key.removeprefix(first): array for key, array in arrays.items() if key.startswith(first)}
    return shared | arrays


def _member(k: int) -> str:
    return f"position-{k}"


def columns(text: str, lang: Lang, of: Asked) -> dict[str, Column]:
    """What the network sees of the words of a statement, by the names of ``WIDTHS``; shape (words,), at least one."""
    folded, tagged = tagged_text(text, lang)
    words = list(folded.words)[:_MOST_WORDS] or [""]
    kinds, stands, roles = [""] * len(words), [""] * len(words), [""] * len(words)
    for one in find_kinds(folded.words, lang):
        told = _ASKED_IN_ONE.join(sorted(one.kinds))
        for i in range(one.at, min(one.past, len(words))):
            kinds[i], stands[i] = told, _standing(one.kinds, of) or stands[i]
    for tag in tagged:
        for i in range(tag.at, min(tag.past, len(words))):
            roles[i] = _ASKED_IN_ONE.join(sorted(tag.roles))
    heads = [head(word, lang) if word[:1].isalnum() else word for word in words]
    known = [word_value(one, lang) for one in heads]
    asked = _ASKED_IN_ONE.join(sorted(of.kinds))
    seen: dict[str, list[str]] = {
        "word": known,
        "kinds": kinds,
        "kinds asked": [f"{one}|{asked}" if one else "" for one in kinds],
        "roles": roles,
        "stands": stands,
        "turned": [str(turn) for turn in (turned_words(text, lang) or [1])[: len(words)]],
        "named": ["object" if one in of.named else "predicate" if one in of.predicate else "" for one in heads],
        "asked": [asked] * len(words),
        "sign": [str(of.question.sign)] * len(words),
        "lang": [lang] * len(words),
        "vector": known,
    }
    return {name: np.asarray([number(value) for value in seen[name]], dtype=np.uint64) for name in WIDTHS}


def word_value(found: str, lang: Lang) -> str:
    """What stands for a word, by its ``head``, in the columns of words and of vectors."""
    return f"{lang} {found}"


def _standing(kinds: frozenset[str], of: Asked) -> str:
    """How kinds of a word stand to those that the question asks of."""
    if kinds & of.kinds:
        return "same"
    known = relations()
    if any(of.kinds & known.opposed.get(kind, frozenset()) for kind in kinds):
        return "opposed"
    return "akin" if any(of.kinds & known.akin.get(kind, frozenset()) for kind in kinds) else ""


def joined(seen: Sequence[dict[str, Column]]) -> tuple[dict[str, Column], NDArray[np.int64]]:
    """Columns of several statements end to end, and their lengths."""
    lengths = np.asarray([len(one["word"]) for one in seen], dtype=np.int64)
    return {name: np.concatenate([one[name] for one in seen]) for name in WIDTHS}, lengths


def odds(seen: Sequence[dict[str, Column]], own: Committee | None = None) -> Scores:
    """For each statement the probability of for rather than against, then those of the strengths: (statements, 5)."""
    together, lengths = joined(seen)
    scores = (own or network()).scores(together, lengths).sum(axis=1) / np.sqrt(lengths)[:, None]
    strengths = np.exp(scores[:, 1:] - scores[:, 1:].max(axis=1, keepdims=True))
    strengths /= strengths.sum(axis=1, keepdims=True)
    out: Scores = np.concatenate([1 / (1 + np.exp(-scores[:, :1])), strengths], axis=1)
    return out
