"""Who speaks in Arabic articles, from the text on: where a name ends, titles with an owner, dropped subjects."""

from __future__ import annotations

import pytest

from claims.actors import load_registry, resolve
from claims.attribute import attribute
from claims.attribute.arabic.cues import readings
from claims.attribute.arabic.lexicon import lexicon
from claims.attribute.arabic.view import View
from claims.model import Article
from claims.read import read

REGISTRY = load_registry()


def said(text: str) -> list[tuple[str, str]]:
    """The cue and the speaker's label of each attribution."""
    document = read(Article("x", text, "ar", "2024-03-05"))
    attributions = attribute(document)
    speakers = resolve(document, attributions, REGISTRY)
    cues = [" ".join(map(document.slice, a.cue)) for a in attributions]
    return [(cue, speaker.actor.label) for cue, speaker in zip(cues, speakers, strict=True)]


def speaker(text: str, cue: str) -> str:
    """The label of the last speaker of a cue."""
    return [label for found, label in said(text) if found == cue][-1]


# --- where a name ends -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["سلوى القاضي", "رامي الوزير", "نادر العسكري", "سعاد النجار", "هشام الزعيم"])
def test_a_title_word_behind_a_given_name_is_a_family_name(name: str) -> None:
    assert speaker(f"قال {name} إن الجسر سيفتح قريبا.", "قال") == name


def test_a_title_word_with_a_complement_is_none() -> None:
    text = "قال كريم الناطق باسم البلدية إن الجسر سيفتح قريبا."
    assert speaker(text, "قال") == "كريم"


def test_who_bears_a_title_word_as_family_name_is_one_person() -> None:
    text = "أعلنت رئيسة الوفد سلوى القاضي أن الجسر سيفتح.\nوبعد ساعات قالت القاضي إن العمل تأخر."
    assert {label for _, label in said(text)} == {"سلوى القاضي"}


def test_a_judge_is_no_family_name_where_somebody_is_called_the_judge() -> None:
    text = "قال القاضي هاني الراوي إن الملف ناقص. وأعلنت سلوى عمران أن الجسر سيفتح.\nوقال القاضي إن الجلسة رفعت."
    assert said(text)[-1][1] == "هاني الراوي"


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("وحض كريم الحلبي أنصاره على الهدوء.", "حض", "كريم الحلبي"),
        ("وفسرت سعاد المصري كلام الوزير بأنه دعوة إلى الصبر.", "فسرت", "سعاد المصري"),
        ("أما رئيس النادي سامي الحلبي فأقفل الباب في كلمة قال فيها إن اللقاء ألغي.", "قال", "سامي الحلبي"),
        ("ووصف وليد بوزيان الجلاء بأنه يوم عظيم.", "وصف", "وليد بوزيان"),
        ("وقال لطفي المرزوق الأمين العام لحزب النهر إن الجسر سيفتح.", "قال", "لطفي المرزوق"),
        ("وقال عماد الدين حمدون إن الجسر سيفتح.", "قال", "عماد الدين حمدون"),
        ("وقال سامي الهادي عمار إن الجسر سيفتح.", "قال", "سامي الهادي عمار"),
        ("وقال سامي الحلبي رئيس النادي إن الجسر سيفتح.", "قال", "سامي الحلبي"),
        ("أما فؤاد فرحات فأعلن أن الجسر سيفتح.", "أعلن", "فؤاد فرحات"),
    ],
)
def test_a_name_ends_before_a_verb_an_object_or_a_title(text: str, cue: str, name: str) -> None:
    assert speaker(text, cue) == name


# --- titles with their owner -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["رئيسها", "رئيسه", "زعيمهم", "متحدثها الرسمي العميد", "أمينها العام", "قائدهما"])
def test_a_title_with_its_owner_is_no_part_of_a_name(title: str) -> None:
    assert speaker(f"قال {title} وليد الراوي إن الجسر سيفتح.", "قال") == "وليد الراوي"


def test_a_woman_s_title_with_its_owner() -> None:
    text = "غادرت البعثة المدينة. فقد قالت رئيستها سعاد الراوي إن العمل انتهى، وأضافت أن الجسر سيفتح."
    assert [label for _, label in said(text)] == ["سعاد الراوي"] * 2


# --- what is described, repeated, accused ----------------------------------------------------------------------------


def test_what_is_described_does_not_describe() -> None:
    text = "غير أن الناطقة باسم النادي سعاد الراوي وصفت الخبر بأنه خيال."
    assert speaker(text, "وصفت") == "سعاد الراوي"


def test_who_describes_behind_the_verb_does() -> None:
    assert speaker("ووصف الوزير القرار بأنه خطوة مهمة.", "وصف") == "الوزير"
    assert speaker("ووصف سامي الحلبي القرار بأنه خطوة مهمة.", "وصف") == "سامي الحلبي"


def test_a_saying_said_again_does_not_speak() -> None:
    text = "ولم يغير سامي الحلبي رأيه، إذ جدد التأكيد أن الجسر سيفتح."
    assert speaker(text, "جدد") == "سامي الحلبي"
    assert speaker("وجدد الاتحاد تأكيده أن الجسر سيفتح.", "جدد") == "الاتحاد"


def test_this_time_does_not_speak() -> None:
    text = "أعلن سامي الحلبي أن العمل تأخر. ثم أقر هذه المرة بأن الجسر لن يفتح."
    assert speaker(text, "أقر") == "سامي الحلبي"


def test_the_only_noun_of_an_accusation_that_goes_on_is_the_accused() -> None:
    text = "أما وليد الراوي، رئيس النادي، فلم يعلن قراره. واتهم الحلبي بالكذب."
    assert speaker(text, "اتهم") == "وليد الراوي"


def test_who_accuses_somebody_told_is_the_accuser() -> None:
    text = "أعلن وليد الراوي أن العمل تأخر. واتهم الحلبي الحكومة بالكذب."
    assert speaker(text, "اتهم") == "الحلبي"
    assert speaker("لقاء في المدينة. واتهمه الحلبي بالكذب.", "اتهمه") == "الحلبي"


def test_the_president_is_no_part_of_a_council() -> None:
    text = "وناشد مجلس الأعيان الرئيس أن يتريث قبل التوقيع."
    assert speaker(text, "ناشد") == "مجلس الأعيان"


# --- dropped subjects ------------------------------------------------------------------------------------------------


def test_who_acts_in_the_sentence_before() -> None:
    text = "بدا قائد القوة الفريق وليد الراوي رجلا آخر الثلاثاء. قال إن الجسر سيفتح."
    assert speaker(text, "قال") == "وليد الراوي"


def test_who_acts_in_the_paragraph_before_gives_way_to_who_opens_this_one() -> None:
    text = (
        "بدا الفريق وليد الراوي متعبا. وقال إن الجسر سيفتح.\nوبدت وزيرة النقل سعاد عمران هادئة. وقالت إن العمل انتهى."
    )
    assert [label for _, label in said(text)] == ["وليد الراوي", "سعاد عمران"]


def test_who_acts_before_because() -> None:
    text = "أعلن وليد الراوي أن الجسر سيفتح.\nبيد أن وزيرة النقل سعاد عمران بدت أقل تفاؤلا، إذ رأت أن العمل طويل."
    assert speaker(text, "رأت") == "سعاد عمران"


def test_a_feminine_verb_goes_to_the_woman_named_last() -> None:
    text = "أعلن وليد الراوي أن الجسر سيفتح.\nوخالفته الرأي سعاد عمران التي تقود الوفد، وقالت للصحافيين إن العمل طويل."
    assert speaker(text, "قالت") == "سعاد عمران"


def test_a_masculine_verb_does_not() -> None:
    text = "أعلن وليد الراوي أن الجسر سيفتح.\nوحضرت اللقاء سعاد عمران. وفي الختام قال إن العمل طويل."
    assert speaker(text, "قال") == "وليد الراوي"


def test_a_family_name_behind_but_is_who_accuses() -> None:
    text = "أعلن وليد الراوي أن الجسر سيفتح.\nغير أن القادري شكا من العمل، متهما الشركة بالكذب."
    assert speaker(text, "متهما") == "القادري"


def test_an_official_who_asked_not_to_be_named_is_who_speaks() -> None:
    text = "أعلن وليد الراوي أن الجسر سيفتح. لكن مسؤولا في البلدية طلب حجب اسمه أقر بأن العمل طويل."
    assert speaker(text, "أقر") == "مسؤولا في البلدية"


def test_words_told_of_somebody_are_theirs() -> None:
    text = "لكن موقع الميناء أورد عن ضابط كبير قوله إن الجسر سيفتح."
    assert said(text)[-1][1] == "ضابط كبير"
    assert speaker("وأوردت صحيفة الميناء أن الجسر سيفتح.", "أوردت") == "صحيفة الميناء"


def test_a_participle_behind_a_comma_is_no_dual() -> None:
    text = "أعلن ضابط كبير أن العمل انتهى.\nودعا وليد الراوي إلى «لقاء قريب»، عارضا استضافة المحادثات."
    assert speaker(text, "عارضا") == "وليد الراوي"
    view = View(read(Article("x", "اجتمع الحزبان، وعارضا إغلاق الجسر، عارضا شق طريق.", "ar")), lexicon())
    forms = [{form.agreement for form in readings(view, i)} for i in range(view.count) if view.bare[i] == "عارضا"]
    assert "d" in forms[0]
    assert forms[1] == {"ms"}


# --- titles, names and the words between them ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("وزير النقل البحري الأردني فارس الدرعي", "فارس الدرعي"),
        ("رئيس الوفد الرسمي اليمني المفاوض سامي الحلبي", "سامي الحلبي"),
        ("المحلل اليمني كريم البزاز", "كريم البزاز"),
        ("الوزير النوري الحلبي", "النوري الحلبي"),
        ("المهندس توبو ولد سالم", "توبو ولد سالم"),
        ("نظيرته القطرية سلوى عمران", "سلوى عمران"),
        ("الدكتورة سلوى عمران", "سلوى عمران"),
        ("أستاذة القانون في جامعة وادي سامر لمى العتيبي", "لمى العتيبي"),
        ("كمال بوراس", "كمال بوراس"),
        ("عبد العالي الدرعي", "عبد العالي الدرعي"),
    ],
)
def test_adjectives_of_a_title_are_no_part_of_the_name(source: str, name: str) -> None:
    assert speaker(f"قال {source} إن الجسر سيفتح قريبا.", "قال") == name


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("لكن وزير النقل فارس دركان بدا أقل تفاؤلا، إذ قال إن الجسر سيغلق.", "قال", "فارس دركان"),
        (
            "أكد حاتم دركان أن الجسر آمن.\nوجدد حاتم دركان الخميس أن العمل مستمر. وأضاف حاتم دركان الورشة تأخرت.",
            "جدد",
            "حاتم دركان",
        ),
        ("أعلن فارس زنكي أن الجسر آمن. واتهم زنكي الورشة بالإهمال.", "اتهم", "فارس زنكي"),
    ],
)
def test_a_name_ends_where_the_text_shows_it(text: str, cue: str, name: str) -> None:
    assert speaker(text, cue) == name


def test_a_title_behind_a_quotation_is_who_was_just_named() -> None:
    text = "خفف فارس الدرعي من حدة كلامه. «لم نعد نصر على الإغلاق»، صرح رئيس «حزب النهر» بعد اللقاء."
    assert speaker(text, "صرح") == "فارس الدرعي"


def test_a_title_of_what_was_said_earlier_is_who_was_just_named() -> None:
    text = (
        "قال المتحدث باسم النقابة سامي الحلبي إن الجسر سيغلق.\n"
        "وأعلن فارس الدرعي أن الجسر آمن. وكان الناطق الحكومي قال إن القرار قيد الدرس."
    )
    assert said(text)[-1][1] == "فارس الدرعي"


def test_a_title_that_somebody_else_bears_is_his() -> None:
    text = (
        "قال وزير النقل سامي الحلبي إن الجسر سيغلق. وأعلن رئيس البلدية فارس الدرعي أن الجسر آمن. "
        "وكان الوزير قال إن القرار قيد الدرس."
    )
    assert said(text)[-1][1] == "سامي الحلبي"


def test_a_title_alone_is_who_is_named_under_it_in_the_text() -> None:
    text = "تراجعت وزيرة المالية العراقية سلوى عمران عن موقفها.\nفصباحا، صرحت الوزيرة بأن الجسر سيغلق."
    assert speaker(text, "صرحت") == "سلوى عمران"


def test_the_subject_of_the_main_clause_goes_on_behind_an_object() -> None:
    text = (
        "قال سامي الحلبي إن الجسر سيغلق.\n"
        "وشاطره التفاؤل وزير النقل الأردني فارس الدرعي، الذي تشارك بلاده في البناء، إذ قال إن الجسر آمن."
    )
    assert said(text)[-1][1] == "فارس الدرعي"


def test_a_relative_clause_is_about_who_stands_before_it() -> None:
    first = "قال سامي الحلبي إن الجسر سيغلق."
    then = "ولم يصدر تعليق عن وزير الدفاع زيغو دالو، الذي كان جزم قبل أسبوع بأن الجسر آمن."
    assert speaker(f"{first}\n{then}", "جزم") == "زيغو دالو"


def test_who_stands_behind_the_verb_acts_and_not_who_acted_before() -> None:
    text = "صمتت المدافع في المدينة بعد كلمة أعلن فيها فارس الدرعي مساء الأحد أن الجسر آمن."
    assert speaker(text, "أعلن") == "فارس الدرعي"


def test_the_latter_is_who_is_named_last() -> None:
    text = "روى سامي الحلبي أن فارس الدرعي غادر القاعة غاضبا، لكن الأخير قال إنه خرج إلى موعد."
    assert speaker(text, "قال") == "فارس الدرعي"


@pytest.mark.parametrize(
    "text",
    [
        "قال سامي الحلبي إن الجسر سيغلق. وعزا التأخر إلى «سوء الطقس».",
        "قال سامي الحلبي إن الجسر سيغلق، بعدما ظل أسابيع يتحفظ على إغلاقه.",
    ],
)
def test_an_object_or_a_verb_never_speaks(text: str) -> None:
    assert {label for _, label in said(text)} == {"سامي الحلبي"}
