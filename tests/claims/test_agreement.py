"""The agreement model: sane on plain pairs, calibrated numbers, fast, bounded."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from claims.agreement import predict
from claims.agreement.model import STANCES, WEIGHTS

DEV = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "stance" / "ans" / "dev.csv"


def test_probabilities_are_some() -> None:
    for found in predict([("ارتفاع أسعار النفط اليوم", "انخفاض أسعار النفط اليوم"), ("", "")]):
        assert set(found.probabilities) == set(STANCES)
        assert abs(sum(found.probabilities.values()) - 1) < 1e-4
        assert found.probability == max(found.probabilities.values())


def test_plain_pairs() -> None:
    opposed, same = predict(
        [
            ("الوزير ينفي استقالته من الحكومة", "الوزير يؤكد استقالته من الحكومة"),
            ("الرئيس يفتتح مستشفى جديدا في العاصمة", "افتتاح مستشفى جديد في العاصمة بحضور الرئيس"),
        ]
    )
    assert opposed.stance == "disagree"
    assert same.stance == "agree"


def test_order_of_the_batch_does_not_matter() -> None:
    pairs = [("الوزير ينفي النبأ", "الوزير يؤكد النبأ"), ("مطر في الشمال", "فوز الفريق بالكأس")]
    assert predict(pairs) == predict(pairs[::-1])[::-1] == [predict([pair])[0] for pair in pairs]


def test_hostile_headlines_are_bounded() -> None:
    start = time.process_time()
    predict([("كلمة " * 100_000, '"' * 100_000), ("ا" * 200_000, "\x00\u202e")])
    assert time.process_time() - start < 5


def test_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 8 * 2**20


@pytest.mark.skipif(not DEV.exists(), reason="the ANS dev split is not here")
def test_dev_scores_do_not_fall() -> None:
    with DEV.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["stance"] in STANCES]
    start = time.process_time()
    found = predict([(row["s1"], row["s2"]) for row in rows])
    seconds = time.process_time() - start
    accuracy = sum(a.stance == row["stance"] for a, row in zip(found, rows, strict=True)) / len(rows)
    assert accuracy >= 0.82
    assert len(rows) / seconds > 250
