"""Vectors of words from raw text: words that stand in like surroundings get like vectors.

Counts of words within a few words of each other, as positive pointwise mutual information, cut down to its largest
singular vectors (Levy, Goldberg & Dagan, TACL 2015). Each language has dimensions of its own, zero in the other.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from claims.attribute.chains.hashing import number
from claims.attribute.chains.recurrent import Values
from claims.attribute.chains.tagger import Scores
from claims.model import Lang
from claims.positions.folded import Folded
from claims.positions.kinds import head
from claims.positions.network import VECTOR, word_value
from claims.words import script

LANGS: tuple[Lang, ...] = ("ar", "en")
_REACH = 4  # words to each side
_FEWEST = 5  # times that a word must stand in the texts
_MOST = 20_000  # words of a language
_SMOOTH = 0.75  # of the counts of surroundings, so that rare ones do not win
_SCALE = 2.0  # length of a vector, beside embeddings that are learned


def read_raw(paths: Sequence[Path]) -> Iterable[tuple[Lang, str]]:
    """The texts of JSON lines with ``text`` and, where there is one, ``title``; gzipped or not."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = f"{row.get('title') or ''}. {row.get('text') or ''}"
                yield script(text), text


def word_vectors(texts: Iterable[tuple[Lang, str]]) -> tuple[Values, Scores]:
    """The values of words, sorted, and their vectors (words, ``VECTOR``); the same texts give the same vectors."""
    documents: dict[Lang, list[list[str]]] = {lang: [] for lang in LANGS}
    for lang, text in texts:
        documents[lang].append([head(w, lang) if w[:1].isalpha() else "" for w in Folded(text, lang).words])
    size = VECTOR // len(LANGS)
    values: list[int] = []
    rows: list[Scores] = []
    for k, lang in enumerate(LANGS):
        words, found = _of_language(documents[lang], size)
        wide = np.zeros((len(words), VECTOR), dtype=np.float32)
        wide[:, k * size : (k + 1) * size] = found
        values += [number(word_value(word, lang)) for word in words]
        rows.append(wide)
    known = np.asarray(values, dtype=np.uint64)
    order = np.argsort(known)
    return known[order], np.concatenate(rows)[order]


def _of_language(documents: Sequence[Sequence[str]], size: int) -> tuple[list[str], Scores]:
    counts = Counter(word for words in documents for word in words if word)
    words = sorted(word for word, count in counts.most_common(_MOST) if count >= _FEWEST)
    if len(words) <= size:
        return [], np.zeros((0, size), dtype=np.float32)
    together = _together(documents, {word: i for i, word in enumerate(words)})
    seen = np.asarray(together.sum(axis=1)).ravel() + 1e-9
    around = seen**_SMOOTH / (seen**_SMOOTH).sum()
    pairs = together.tocoo()
    told = np.maximum(np.log(pairs.data / seen[pairs.row] / around[pairs.col]), 0.0)
    left, values, _ = svds(csr_matrix((told, (pairs.row, pairs.col)), shape=pairs.shape), k=size, random_state=0)
    found = left * np.sqrt(values)
    found /= np.linalg.norm(found, axis=1, keepdims=True) + 1e-9
    return words, (found * _SCALE).astype(np.float32)


def _together(documents: Sequence[Sequence[str]], places: dict[str, int]) -> csr_matrix:
    """How often words stand near each other, nearer ones counting more: (words, words)."""
    known: list[NDArray[np.int64]] = [np.asarray([places.get(w, -1) for w in words]) for words in documents]
    flat = np.concatenate([part for words in known for part in (words, np.full(_REACH, -1))])
    out = csr_matrix((len(places), len(places)))
    for distance in range(1, _REACH + 1):
        a, b = flat[:-distance], flat[distance:]
        both = (a >= 0) & (b >= 0)
        weights = np.full(int(both.sum()), 1.0 / distance)
        out = out + coo_matrix((weights, (a[both], b[both])), shape=out.shape).tocsr()
    return (out + out.T).tocsr()
