"""Fitting a ``Regression`` on measured statements, with scikit-learn. Only training imports this module."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from claims.positions.regression import Measures, Regression

_DIGITS = 3
_MOST_STEPS = 4000


def fit_regression(rows: Sequence[Measures], said: Sequence[bool], strength: float) -> Regression:
    """Learn what ``said`` tells of each row. ``strength``: the inverse of the regularisation."""
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(rows)
    fitted = LogisticRegression(C=strength, max_iter=_MOST_STEPS).fit(x, np.array(said))
    names = vectorizer.get_feature_names_out().tolist()
    weights = {name: round(float(w), _DIGITS) for name, w in zip(names, fitted.coef_[0], strict=True)}
    bias = round(float(fitted.intercept_[0]), _DIGITS)
    return Regression({name: w for name, w in sorted(weights.items()) if w}, bias, len(rows))


def write_regression(path: Path, found: Regression) -> None:
    """The inverse of ``read_regression``."""
    path.write_text(json.dumps(asdict(found), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
