"""Arabic attributions: every form of reporting once, in sentences written for these tests."""

from __future__ import annotations

import pytest

from claims.attribute import attribute
from claims.model import Article, Attribution
from claims.read import read

Triple = tuple[str, str, str]


def extract(text: str) -> list[Attribution]:
    return attribute(read(Article(id="t", text=text, lang="ar", published="2016-09-04")))


def triples(text: str) -> list[Triple]:
    """(source, cue, content) of each attribution, without quotation marks around and final stops."""

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " ".join(text[s:e] for s, e in spans)

    return [(words(a.source), words(a.cue), words(a.content).strip('".«»')) for a in extract(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "قال الناطق باسم المرفأ سمير عيد إن الرصيف «مقفل»، قبل أن يغادر القاعة.",
            [("الناطق باسم المرفأ سمير عيد", "قال", "إن الرصيف «مقفل")],
            id="the reporter goes on behind a quotation",
        ),
        pytest.param(
            "قال الناطق باسم المرفأ سمير عيد إن الرصيف «مقفل»، وإن السفن بعيدة.",
            [("الناطق باسم المرفأ سمير عيد", "قال", "إن الرصيف «مقفل»، وإن السفن بعيدة")],
            id="the speaker goes on behind a quotation",
        ),
        pytest.param(
            "قال وزير المالية سمير الحداد إن العجز سيتراجع هذا العام.",
            [("وزير المالية سمير الحداد", "قال", "إن العجز سيتراجع هذا العام")],
            id="verb, subject, complementiser",
        ),
        pytest.param(
            "وقال رئيس البلدية سامي الخطيب، خلال مؤتمر صحافي، إن الجسر آمن.",
            [("رئيس البلدية سامي الخطيب", "قال", "إن الجسر آمن")],
            id="an adjunct between commas",
        ),
        pytest.param(
            "أعلنت بيروت اليوم عدم التوصل إلى تفاهم بشأن الموازنة.",
            [("بيروت", "أعلنت", "عدم التوصل إلى تفاهم بشأن الموازنة")],
            id="a verbal noun behind a time word",
        ),
        pytest.param(
            "وكان المدير العام نبيل قاسم أعلن أن المصنع سيغلق.",
            [("المدير العام نبيل قاسم", "أعلن", "أن المصنع سيغلق")],
            id="pluperfect with the subject first",
        ),
        pytest.param(
            "أكد السفير أن المحادثات مستمرة، مشيرا إلى أن الوفد باق، ونافيا وجود خلاف.",
            [
                ("السفير", "أكد", "أن المحادثات مستمرة"),
                ("السفير", "مشيرا", "إلى أن الوفد باق"),
                ("السفير", "نافيا", "وجود خلاف"),
            ],
            id="participles share the subject",
        ),
        pytest.param(
            'قال النائب إن الجلسة أجلت. وأضاف: "سنعود غدا".',
            [("النائب", "قال", "إن الجلسة أجلت"), ("", "أضاف", "سنعود غدا")],
            id="a dropped subject",
        ),
        pytest.param(
            "أعلنت الشركة أن العرض قائم، إلا أنها أقرت بعد ساعات بأن العرض سحب.",
            [("الشركة", "أعلنت", "أن العرض قائم"), ("أنها", "أقرت", "بأن العرض سحب")],
            id="an exceptive with a pronoun begins another clause",
        ),
        pytest.param(
            "قال الوزير إن الحزب تعهد بالانسحاب من الحكومة.",
            [
                ("الوزير", "قال", "إن الحزب تعهد بالانسحاب من الحكومة"),
                ("الحزب", "تعهد", "بالانسحاب من الحكومة"),
            ],
            id="a named holder nested in the content",
        ),
        pytest.param(
            "نقلت الصحيفة عن مسؤول رفيع قوله إن الاتفاق وشيك.",
            [("مسؤول رفيع", "نقلت", "إن الاتفاق وشيك")],
            id="an outlet relays the innermost speaker",
        ),
        pytest.param(
            "ستبدأ الأعمال في الربيع، بحسب وزارة الأشغال.",
            [("وزارة الأشغال", "بحسب", "ستبدأ الأعمال في الربيع")],
            id="according to, behind its content",
        ),
        pytest.param(
            "قال الأمين العام إن الحوار مجمد، وفق تعبيره.",
            [("الأمين العام", "قال", "إن الحوار مجمد")],
            id="a tag is no second claim",
        ),
        pytest.param(
            '"لن نوقع هذه الوثيقة"، قال رئيس الوفد.',
            [("رئيس الوفد", "قال", "لن نوقع هذه الوثيقة")],
            id="content before the cue",
        ),
        pytest.param(
            "اتهمت نقابة المعلمين الوزارة بالمماطلة في صرف الرواتب.",
            [("نقابة المعلمين", "اتهمت", "بالمماطلة في صرف الرواتب")],
            id="the accused is no content",
        ),
        pytest.param(
            "دعا المبعوث الأممي إلى هدنة فورية.",
            [("المبعوث الأممي", "دعا", "إلى هدنة فورية")],
            id="a preposition opens the content",
        ),
        pytest.param(
            "ورفض المتحدث باسم الجيش التعليق على النبأ، من دون أن يحدد موعدا جديدا.",
            [("المتحدث باسم الجيش", "رفض", "التعليق على النبأ"), ("المتحدث باسم الجيش", "يحدد", "موعدا جديدا")],
            id="refusals and what is left unsaid",
        ),
        pytest.param(
            "رئيس الحكومة: لن نرفع الأسعار\nبقية الخبر هنا.",
            [("رئيس الحكومة", ":", "لن نرفع الأسعار")],
            id="a colon headline",
        ),
    ],
)
def test_forms(text: str, expected: list[Triple]) -> None:
    assert triples(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "تجدر الإشارة إلى أن المعرض يفتح أبوابه الجمعة.",
        "يذكر أن الجسر شيد قبل عامين.",
        "من المنتظر أن يصل الوفد مساء.",
        "التقى الوزير نظيره في العاصمة ووقعا اتفاقا.",
        "وأُقر القانون بالإجماع.",
    ],
)
def test_narration_is_no_attribution(text: str) -> None:
    assert triples(text) == []


def test_type_follows_the_marks() -> None:
    text = 'قال سالم: "نعم". وقال سالم إن الأمر "صعب". وقال سالم إن الأمر سهل.'
    assert [a.type for a in extract(text)] == ["direct", "mixed", "indirect"]


def test_agreement_and_sharing() -> None:
    found = extract("قالت الوزيرة إن القرار نهائي، مؤكدة أن لا عودة عنه.")
    assert [a.agreement for a in found] == ["fs", "fs"]
    assert [a.shares for a in found] == [None, 0]


def test_inside_points_at_the_outer_content() -> None:
    found = extract("قال الوزير إن الحزب تعهد بالانسحاب من الحكومة.")
    assert [a.inside for a in found] == [None, 0]


def test_offsets_are_code_points_of_the_text_as_published() -> None:
    text = "😀 قـالَ الوزيرُ إنَّ العَجزَ كبيرٌ."
    (only,) = extract(text)
    assert [text[s:e] for s, e in only.cue] == ["قـالَ"]
    assert text[only.content[0][0] :].startswith("إنَّ")


def test_same_text_same_attributions() -> None:
    text = 'قال الوزير إن "الحل قريب"، مشيرا إلى تقدم.'
    assert extract(text) == extract(text)
