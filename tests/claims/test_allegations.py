"""Who is said to have moved: the subject of a retreat or the accused; nobody where it is denied or only supposed."""

from __future__ import annotations

import pytest

from claims.model import Article, Lang
from claims.pipeline import Pipeline

PIPELINE = Pipeline([])


def said_to_have_moved(text: str, lang: Lang) -> list[str]:
    found = PIPELINE.extract_one(Article("a", text, lang, "2020-03-01"))
    return [claim.alleged_actor.id for claim in found.claims if claim.alleged_actor is not None]


@pytest.mark.parametrize(
    ("text", "mover"),
    [
        ("قال الوزير سالم الحداد إن فرنسا تراجعت عن مبادرتها بشأن الحدود.", "Q142"),
        ("قال الوزير سالم الحداد إن باريس غيرت رأيها، وأضاف أن تركيا تراجعت أمس عن وعودها.", "Q43"),
        ("أعلن النائب سالم الحداد أنه تفاجأ حين تراجعت موسكو عن التزامها بالهدنة.", "Q159"),
        ("اتهمت الخارجية السورية إيران بالتراجع عن تعهداتها في الاتفاق.", "Q794"),
        ("أعلنت باريس فشل المحادثات، متهمة تركيا بأنها «تراجعت» بشأن بعض الممرات.", "Q43"),
        ("قال الوزير سالم الحداد إن إيران تراجعت حيال التفتيش.", "Q794"),
        ("قال النائب سالم الحداد إن الولايات المتحدة قد تخلت عن خيار القوة.", "Q30"),
        ("Senator Anne Boll said that Russia had backed away from its promise to open the crossing.", "Q159"),
        ("Senator Anne Boll accused France of backing away from its pledge on quotas.", "Q142"),
        ("Turkey backtracked on the visa deal within a week, Senator Anne Boll said.", "Q43"),
    ],
)
def test_the_subject_of_a_retreat_or_the_accused(text: str, mover: str) -> None:
    lang: Lang = "ar" if text[0] > "\u0600" else "en"
    assert said_to_have_moved(text, lang) == [mover]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير سالم الحداد إن فرنسا لم تتراجع ولا تراجع عن مبادرتها.",
        "دعا الوزير سالم الحداد إيران إلى التراجع عن قرارها في الخليج.",
        "قال الوزير سالم الحداد إن العقوبات ستعود إذا تراجعت إيران عن الاتفاق.",
        "قال الوزير سالم الحداد إن نسبة الفقر في تونس شهدت تراجعا كبيرا هذا العام.",
        "قال الوزير سالم الحداد إن تراجع أسعار النفط أضر بإيران.",
        "قال الوزير سالم الحداد إن إيران شهدت تراجع التفاؤل بشأن المحادثات.",
        "قال الوزير سالم الحداد إن الانقلاب على الشرعية في اليمن زاد معاناة الناس.",
        "قال الوزير سالم الحداد إن تركيا تأخرت لتخلفها عن دفع ما عليها.",
        "Senator Anne Boll said that Russia would not back down from its claim on the islands.",
        "Senator Anne Boll urged France to back away from the quota plan.",
        "Senator Anne Boll said the sanctions would return if Iran backed out of the deal.",
        "Senator Anne Boll said that the rebels in Syria were in full retreat after the storm.",
    ],
)
def test_what_is_denied_supposed_asked_for_or_falls_is_no_retreat(text: str) -> None:
    lang: Lang = "ar" if text[0] > "\u0600" else "en"
    assert said_to_have_moved(text, lang) == []
