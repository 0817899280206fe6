"""The agreement model: sane on plain pairs, calibrated numbers, fast, bounded."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits

from claims.agreement import predict
from claims.agreement.model import STANCES, WEIGHTS, model, seen, store
from claims.agreement.others import unrelated
from claims.agreement.pairs import pair
from claims.agreement.senses import NAMES, senses
from claims.agreement.train import calibration_error, examples, fit, read, recall_where_sure, stories, with_others
from claims.agreement.trees import exported

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


def test_headlines_about_nothing_in_common_are_neither() -> None:
    found = predict(
        [
            ("الأمطار تغمر شوارع العاصمة", "فوز المنتخب بكأس القارة في كرة اليد"),
            ("البنك المركزي يرفع سعر الفائدة", "افتتاح معرض الكتاب بمشاركة مئتي ناشر"),
            ("وفاة الكاتب عن تسعين عاما", "طائرات جديدة لشركة الخطوط الوطنية"),
        ]
    )
    assert [one.stance for one in found] == ["other"] * 3


def test_states_that_change_places_are_seen() -> None:
    swapped = NAMES.index("states_swapped")
    same = senses(pair("الصين تحذر أمريكا من الرسوم", "بكين تحذر واشنطن من الرسوم"))
    other = senses(pair("الصين تحذر أمريكا من الرسوم", "واشنطن تحذر بكين من الرسوم"))
    assert (same[swapped], other[swapped]) == (0, 1)
    assert same[NAMES.index("state_shared")] == 2


def test_what_rises_here_and_falls_there_is_seen() -> None:
    measured = senses(pair("ارتفاع الذهب وانخفاض الدولار", "انخفاض الذهب وارتفاع الدولار"))
    assert measured[NAMES.index("sign_against")] > measured[NAMES.index("sign_same")]


def test_numbers_in_words_and_in_digits_are_aligned() -> None:
    assert not pair("مقتل 3 جنود", "مقتل ثلاثة جنود").left


def test_made_pairs_are_of_two_stories_and_the_same_each_time() -> None:
    pairs = [(f"وصول {name}", f"بلوغ {name}") for name in ("النفط", "الذهب", "القمح", "القطن", "الحديد", "النحاس")]
    groups = list(range(len(pairs)))
    made = unrelated(pairs, groups, 5)
    assert made == unrelated(pairs, groups, 5)
    assert len(set(made)) == len(made) == 5
    assert all(one != other for one, other in made)
    assert unrelated(pairs[:1], [0], 5) == []


def test_made_pairs_come_after_the_given_ones() -> None:
    names = ("النفط", "الذهب", "القمح", "القطن", "الحديد", "النحاس", "الفضة", "الغاز", "السكر", "الشاي", "الخشب")
    pairs = [(f"وصول {name}", f"بلوغ {name}") for name in names]
    own = examples(pairs, np.zeros(len(pairs), dtype=np.int64))
    more = with_others(pairs, own)
    assert len(more.rows) > len(pairs)
    assert set(more.stances[len(pairs) :].tolist()) == {STANCES.index("other")}
    assert not set(more.groups[len(pairs) :].tolist()) & set(own.groups.tolist())


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
    pairs, stances = read(DEV)
    start = time.process_time()
    found = predict(pairs)
    seconds = time.process_time() - start
    said = np.array([STANCES.index(one.stance) for one in found])
    chances = np.array([[one.probabilities[stance] for stance in STANCES] for one in found], dtype=np.float32)
    assert (said == stances).mean() >= 0.84
    assert f1_score(stances, said, average="macro") >= 0.785
    assert calibration_error(chances, stances) <= 0.04
    assert recall_where_sure(chances, stances, STANCES.index("disagree")) >= 0.5
    assert len(pairs) / seconds > 250  # 2,000 on an idle core


def test_trees_answer_as_those_they_were_made_from() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(400, 6)).astype(np.float32)
    stances = (rows[:, 0] > 0.5).astype(int) + (rows[:, 1] * rows[:, 2] > 0)
    with threadpool_limits(1):
        grown = HistGradientBoostingClassifier(max_iter=20, max_leaf_nodes=6, random_state=0).fit(rows, stances)
    unseen = rng.normal(size=(300, 6)).astype(np.float32)
    assert np.allclose(exported(grown).scores(unseen), grown.decision_function(unseen), atol=1e-4)
    assert exported(grown).scores(unseen[:0]).shape == (0, 3)


def test_stored_weights_come_back(tmp_path: Path) -> None:
    file = tmp_path / "weights.npz"
    store(model(), file)
    rows, found = seen([("الوزير ينفي النبأ", "الوزير يؤكد النبأ")])
    assert np.array_equal(model(file).scores(rows, found), model().scores(rows, found))


def test_pairs_that_share_a_headline_are_one_story() -> None:
    groups = stories([("a", "b"), ("c", "d"), ("b", "e"), ("f", "d"), ("g", "h")])
    assert groups[0] == groups[2]
    assert groups[1] == groups[3]
    assert len(set(groups)) == 3


def test_calibration_error_by_hand() -> None:
    chances = np.array([[0.9, 0.1, 0.0], [0.9, 0.1, 0.0], [0.4, 0.6, 0.0], [0.35, 0.65, 0.0]], dtype=np.float32)
    stances = np.array([0, 1, 1, 1])
    assert calibration_error(chances, stances) == pytest.approx(0.5 * 0.4 + 0.5 * 0.375, abs=1e-5)
    assert recall_where_sure(chances, stances, 1, precision=1.0) == pytest.approx(2 / 3)


def test_training_learns_and_repeats_itself(tmp_path: Path) -> None:
    nouns = ["نفط", "ذهب", "قمح", "قطن", "حديد", "نحاس", "فضة", "غاز", "سكر", "أرز", "شاي", "بن", "زيت", "خشب", "ورق"]
    lines = ["s1,s2,stance"]
    for n, noun in enumerate(nouns):
        lines += [
            f"ارتفاع سعر {noun} اليوم,صعود سعر {noun} اليوم,agree",
            f"ارتفاع سعر {noun} أمس,هبوط سعر {noun} أمس,disagree",
        ]
        lines += [f"{noun} يصل إلى الميناء,فوز الفريق رقم {n} بالكأس,other"]
    data = tmp_path / "pairs.csv"
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    pairs, stances = read(data)
    own = examples(pairs, stances)
    with threadpool_limits(1):
        one, two = (fit(own).scores(own.rows, own.found) for _ in range(2))
    assert np.array_equal(one, two)
    assert (one.argmax(axis=1) == stances).mean() > 0.95


def test_training_names_a_file_without_the_columns(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"wrong\.csv: the first line must name the columns s1, s2 and stance"):
        read(wrong)
