"""Classes of words that stand in the same company, so that a rare word is read like its frequent kin.

Words are described by how their left and right neighbours differ from chance (positive pointwise mutual
information), reduced by singular values and grouped by k-means, coarse and fine. Only training computes them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

LEAST_COUNT = 4
COMPANY = 1_000  # neighbours that are told apart
SIZES = (48, 256)


def find_clusters(texts: Iterable[Sequence[str]], sizes: tuple[int, int] = SIZES) -> dict[str, str]:
    """For each word that occurs often enough its coarse and fine class, as ``"coarse fine"``."""
    from scipy.sparse import coo_matrix
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD

    lists = list(texts)
    frequency = Counter(word for words in lists for word in words)
    vocabulary = [
        word for word, n in sorted(frequency.items(), key=lambda item: (-item[1], item[0])) if n >= LEAST_COUNT
    ]
    row = {word: k for k, word in enumerate(vocabulary)}
    rows: list[int] = []
    columns: list[int] = []
    for words in lists:
        for i, word in enumerate(words):
            if word not in row:
                continue
            for side, j in ((0, i - 1), (1, i + 1)):
                k = row.get(words[j], COMPANY) if 0 <= j < len(words) else COMPANY
                if k < COMPANY:
                    rows.append(row[word])
                    columns.append(2 * k + side)
    shape = (len(vocabulary), 2 * COMPANY)
    counts = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    entries = counts.tocoo()
    by_word, by_company = np.asarray(counts.sum(axis=1)).ravel(), np.asarray(counts.sum(axis=0)).ravel()
    expected = by_word[entries.row] * by_company[entries.col] / max(1.0, counts.sum())
    information = np.maximum(np.log(entries.data / expected), 0)
    matrix = coo_matrix((information, (entries.row, entries.col)), shape=shape).tocsr()
    points = TruncatedSVD(min(64, len(vocabulary) - 1), random_state=0).fit_transform(matrix)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    labels = [KMeans(size, n_init=1, random_state=0).fit_predict(points) for size in sizes]
    return {word: f"{labels[0][k]} {labels[1][k]}" for k, word in enumerate(vocabulary)}
