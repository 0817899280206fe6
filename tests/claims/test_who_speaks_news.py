"""Who speaks in Arabic news as it is written: long titles, places, verbs without a subject, whom gender rules out."""

from __future__ import annotations

import pytest

from tests.claims.test_who_speaks import said, speaker

# --- where a name begins behind a title ------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["مدير عام الموارد", "صاحب المخبزة", "قاضي التحقيق", "والي سوسة", "رئيس التحرير"])
def test_the_second_part_of_a_title_is_no_name(title: str) -> None:
    assert speaker(f"أكد {title} أن الأشغال ستنتهي قريبا.", "أكد") == title


def test_what_and_joins_to_a_title_is_no_name() -> None:
    text = "قال مدير عام التخطيط والتكوين المستمر إن الدورة تبدأ غدا."
    assert speaker(text, "قال") == "مدير عام التخطيط والتكوين المستمر"


def test_the_name_between_commas_comes_before_the_place_of_the_title() -> None:
    text = "قال رئيس جمعية الصيادين بجربة، بوراوي الطريقي، إن الموسم جيد. وأضاف أن السوق مفتوحة."
    assert said(text) == [("قال", "بوراوي الطريقي"), ("أضاف", "بوراوي الطريقي")]


def test_letters_of_a_station_are_no_part_of_a_name() -> None:
    text = "أكد المدير العام لإذاعة المرسى اف ام لطفي الدرعي أن البرامج ستتغير."
    assert speaker(text, "أكد") == "لطفي الدرعي"


def test_ali_is_no_preposition() -> None:
    assert speaker("الجسر مغلق منذ أمس وفق ما أكده علي عبيد.", "وفق ما أكده") == "علي عبيد"


def test_a_title_before_an_addressee_does_not_take_the_name_of_who_asks() -> None:
    text = (
        "قال رئيس النقابة كمال الصافي إن الجسر مغلق. "
        "وقال رئيس النقابة في تصريح لمراسلة الجوهرة أف أم سهام العلاقي إن السوق مفتوحة."
    )
    assert [label for _, label in said(text)] == ["كمال الصافي", "كمال الصافي"]


# --- whose ministry --------------------------------------------------------------------------------------------------


def test_cities_tell_whose_a_ministry_is() -> None:
    text = "أعلنت وزارة الداخلية أن وحدات بمدينة القصرين وبولايتي قفصة وتوزر أوقفت مهربين كانوا في ليبيا."
    assert speaker(text, "أعلنت") == "Tunisian interior ministry"


# --- what is no subject ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("قال سامي الدرعي إنه سيتم عرض الخطة على المجلس غدا.", "عرض"),
        ("تقدر كلفة الأشغال بنحو مليوني دينار.", "تقدر"),
        ("توزع المقاعد حسب المواصفات المعمول بها في كل مدرسة.", "حسب"),
        ("حضر سامي الدرعي لقاء انعقد مساء أمس بين نواب الجهة وأعضاء المجلس أن الطريق مغلق.", "بين"),
    ],
)
def test_a_verbal_noun_a_measure_and_a_standard_report_nothing(text: str, cue: str) -> None:
    assert cue not in [found for found, _ in said(text)]


def test_people_counted_are_no_measure() -> None:
    assert speaker("أكد عدد من النواب أن القانون ناقص.", "أكد") == "عدد من النواب"


def test_what_bears_a_preposition_is_no_subject_before_its_verb() -> None:
    text = "أوقفت الوحدات ثلاثة رجال. وبالتحري معهم اعترفوا بسرقة السيارة."
    assert "التحري" not in " ".join(label for _, label in said(text))


# --- gender ----------------------------------------------------------------------------------------------------------


def test_a_feminine_verb_is_not_of_a_man_nor_does_what_follows_lose_him() -> None:
    text = "قال كمال الصافي إن الجسر مغلق. وأكدت أن السوق مفتوحة. وأضاف أن المدرسة مفتوحة."
    assert [label for _, label in said(text)] == ["كمال الصافي", "unnamed source", "كمال الصافي"]


def test_a_participle_is_of_whoever_agrees() -> None:
    text = "قال كمال الصافي إن النقاش كان هادئا إلى أن احتجت النائبة سلوى الزين على التصويت، مؤكدا أن اللجنة ستعود."
    assert speaker(text, "مؤكدا") == "كمال الصافي"


def test_a_feminine_relative_clause_is_of_the_body_before_it() -> None:
    text = "قال كمال الصافي إن الملف لدى حكومة الوحدة الوطنية التي أعلنت عن نيتها في مراجعته."
    assert "كمال" not in speaker(text, "أعلنت")


def test_a_title_with_a_feminine_ending_may_be_a_mans() -> None:
    text = "أكد كاهية مدير الصحة منصف الدرعي أن اللقاح متوفر. وأوضح أن الحملة تبدأ غدا."
    assert [label for _, label in said(text)] == ["منصف الدرعي", "منصف الدرعي"]
