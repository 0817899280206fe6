"""Arabic sources told from whom they address, from objects, and from subjects that stand elsewhere in the sentence."""

from __future__ import annotations

import pytest

from claims.attribute import attribute
from claims.model import Article
from claims.read import read


def attributed(text: str) -> list[tuple[str, str]]:
    """The source and cue of each attribution."""
    document = read(Article("x", text, "ar"))
    return [
        (" ".join(map(document.slice, a.source)), " ".join(map(document.slice, a.cue))) for a in attribute(document)
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("وحذر كريم الهاشمي إسرائيل من مغبة الهجوم.", "كريم الهاشمي"),
        ("ودعا المجلس الحكومات العربية إلى وقف القتال.", "المجلس"),
        ("وطالب نبيل فوزي المجتمع الدولي بالتدخل.", "نبيل فوزي"),
        ("وأبلغ ماجد الراوي البورصة أن شركته سحبت عرضها.", "ماجد الراوي"),
        ("وأبلغ الرئيس سامي الكردي حشدا من أنصاره أنه ينزل عند رغبة الشارع.", "الرئيس سامي الكردي"),
        ("وأخبر سالم العوفي الصحافيين أن اللقاء مؤجل.", "سالم العوفي"),
        ("وطالب رئيس لجنة الميزانية الدكتور هادي اليامي بوقف الصرف.", "رئيس لجنة الميزانية الدكتور هادي اليامي"),
        ("ودعا رئيس حكومة الوفاق فائز الصغير، منظمات المجتمع المدني إلى الحوار.", "رئيس حكومة الوفاق فائز الصغير"),
    ],
)
def test_whom_a_verb_addresses_is_no_part_of_who_speaks(text: str, source: str) -> None:
    assert attributed(text)[0][0] == source


@pytest.mark.parametrize(
    "text", ["حض زملاءه على المضي في الإضراب.", "كتبت لعملائها أن الصفقة ماتت.", "دعا السلطات إلى فتح الطريق."]
)
def test_an_object_alone_leaves_the_subject_dropped(text: str) -> None:
    assert attributed(text)[0][0] == ""


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("أما موفد الاتحاد كارل بيرغ فوصف المحادثات بأنها «مفيدة».", "موفد الاتحاد كارل بيرغ"),
        ("أما لمى حجازي فكتبت لعملائها أن الصفقة انتهت.", "لمى حجازي"),
        ("وهللت غرفة التجارة للقرار، وقالت إنه يعيد الروح إلى الأسواق.", "غرفة التجارة"),
        ("ألقى رئيس البرلمان مروان الشامي حجرا في الماء، إذ كشف عن عزمه تعديل الدستور.", "رئيس البرلمان مروان الشامي"),
        ("وبعدما جزم مطلع الشهر بأنه لن يترشح، قال عامر الحلبي إنه يعيد حساباته.", "عامر الحلبي"),
        ("ورد عمر المجالي بأن بلاده لم تغير موقفها.", "عمر المجالي"),
    ],
)
def test_the_subject_of_a_clause_without_one_is_in_its_sentence(text: str, source: str) -> None:
    assert source in [found for found, _ in attributed(text)]
    assert all(found in ("", source) for found, _ in attributed(text))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وأكد ياسر الحدادي التوصل إلى الاتفاق.", "التوصل إلى الاتفاق"),
        ("أعلن إدوارد كلاين ليل الجمعة في جنيف التوصل إلى اتفاق نووي.", "التوصل إلى اتفاق نووي"),
        ("ولم يستبعد رئيس الوزراء التوصل إلى اتفاق.", "التوصل إلى اتفاق"),
        ("ورحب نقيب السائقين حسين خلف بكلام الوزير.", "بكلام الوزير"),
    ],
)
def test_verbal_nouns_with_the_article_are_what_is_said(text: str, content: str) -> None:
    document = read(Article("x", text, "ar"))
    assert [" ".join(map(document.slice, a.content)) for a in attribute(document)] == [content]
