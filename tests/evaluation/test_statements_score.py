"""The readers on labelled statements that they have not learned from: what they reach must not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.comparison.labelled import Labelled, from_questions, read_lines
from claims.positions.reader import Learned
from tests.evaluation.score_statements import read_all, score

FILES = sorted((Path(__file__).parents[1] / "data" / "statements").glob("*.jsonl"))
EVERY = 6


@pytest.mark.parametrize(("lang", "side", "followed"), [("ar", 0.77, 0.77), ("en", 0.69, 0.74)])
def test_unseen_statements_are_read(lang: str, side: float, followed: float) -> None:
    statements = [s for s in from_questions(read_lines(FILES)) if s.lang == lang][::EVERY]
    found = score(statements, read_all(statements))
    assert found.statements > 500
    assert found.side > side
    assert found.followed_precision > followed
    assert found.none_recall > 0.85


def test_scores_are_what_they_say() -> None:
    truths = [2, -1, None, None]
    said = [Learned(0.9, (0.1, 0.0, 0.1, 0.8), ()), Learned(0.9, (0.1, 0.0, 0.1, 0.8), ())]
    said += [Learned(0.5, (0.9, 0.0, 0.1, 0.0), ()), Learned(0.9, (0.1, 0.0, 0.1, 0.8), ())]
    statements = [Labelled(f"words {n}", "en", "topic", "it is so", value) for n, value in enumerate(truths)]
    found = score(statements, said)
    assert (found.side, found.answers) == (0.5, 0.5)
    assert (found.none_precision, found.none_recall) == (1.0, 0.5)
    assert (found.followed_precision, found.followed) == (pytest.approx(1 / 3), 0.5)
