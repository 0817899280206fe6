"""Whose an Arabic title is where the article tells it elsewhere; names behind bodies; who speaks to a medium."""

from __future__ import annotations

import pytest

from claims.model import Article, Claim
from claims.pipeline import Pipeline


def claims_of(text: str, published: str = "2026-01-02T00:00:00+00:00") -> list[Claim]:
    return [c for one in Pipeline([]).extract([Article("a1", text, "ar", published, title="")]) for c in one.claims]


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        (
            "قالت حركة النسور إنها سلمت ردها. وأضاف المتحدث باسم الحركة حازم منصور أن الرد إيجابي.",
            "حازم منصور",
            "حركة النسور",
        ),
        ("أعلنت جبهة العهد رفضها. وقال المتحدث باسمها كامل نصري إن القرار نهائي.", "كامل نصري", "جبهة العهد"),
        ("رفض حزب الأمل الاتفاق. وقال رئيس الحزب منير عوض إن كتلته ستصوت ضده.", "منير عوض", "حزب الأمل"),
        (
            "أكدت وزارة الصحة اللبنانية التقارير. وقال الناطق باسم الوزارة فادي نصر إنها جاهزة.",
            "فادي نصر",
            "Lebanese health ministry",
        ),
        (
            "قالت شركة هيدران إن العمل سيتوقف. وأوضح مديرها التنفيذي رولف ماندرس أن العقد انتهى.",
            "رولف ماندرس",
            "شركة هيدران",
        ),
    ],
)
def test_a_noun_or_a_pronoun_tells_whose_a_title_is(text: str, name: str, body: str) -> None:
    speaker = claims_of(text)[-1].speaker
    assert speaker.actor.label == name
    assert speaker.institutions[0].label == body


def test_a_noun_whose_body_the_article_does_not_name_tells_nothing() -> None:
    speaker = claims_of("قال رئيس النقابة منير عوض إن الإضراب قائم.")[-1].speaker
    assert speaker.actor.label == "منير عوض"
    assert speaker.institutions == ()


@pytest.mark.parametrize(
    ("title", "name", "body"),
    [
        ("أمين عام حزب الله الشيخ", "سليم حرب", "Hezbollah"),
        ("عضو المكتب السياسي لحركة حماس", "رفيق الشاعر", "Hamas"),
        ("القيادي في حركة النهضة", "منذر الجزيري", "Ennahda"),
    ],
)
def test_a_name_may_begin_behind_a_listed_body(title: str, name: str, body: str) -> None:
    speaker = claims_of(f"قال {title} {name} إن الرد سلم أمس.")[0].speaker
    assert (speaker.actor.label, speaker.institutions[0].label) == (name, body)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("صرح لوكالة فرانس برس المتحدث باسم القوة أندريا مورو أن الوضع هادئ.", "أندريا مورو"),
        ("قال لرويترز المتحدث باسم الحكومة سامي نادر إن القرار نهائي.", "سامي نادر"),
        ('قالت لصحيفة "الأخبار" النائبة ليلى مراد إن الحل قريب.', "ليلى مراد"),
    ],
)
def test_a_medium_spoken_to_may_stand_before_who_speaks(text: str, name: str) -> None:
    assert claims_of(text)[0].speaker.actor.label == name


def test_civil_defence_is_no_ministry_of_defence() -> None:
    (first, *_) = claims_of("قال مدير الدفاع المدني السوري رائد منصور إن الحريق أخمد.")
    assert [body.id for body in first.speaker.institutions] == ["Q858.civil-defence", "Q858"]


@pytest.mark.parametrize(("plural", "country"), [("الروس", "Q159"), ("المغاربة", "Q1028"), ("الأتراك", "Q43")])
def test_a_people_by_a_broken_plural(plural: str, country: str) -> None:
    speaker = claims_of(f"قال كبير المفاوضين {plural} سعيد منصور إن الجولة انتهت.")[0].speaker
    assert speaker.actor.country == country


@pytest.mark.parametrize(
    ("published", "role", "body"),
    [
        ("2014-05-01T00:00:00+00:00", "president", "White House"),
        ("2025-05-01T00:00:00+00:00", "former-president", None),
    ],
)
def test_who_has_left_office_speaks_for_it_no_more(published: str, role: str, body: str | None) -> None:
    title = "الرئيس الأميركي" if body else "الرئيس الأميركي السابق"
    speaker = claims_of(f"قال {title} باراك أوباما إن القرار خطأ.", published)[0].speaker
    assert speaker.actor.id == "Q76"
    assert speaker.actor.role == role
    assert next((one.label for one in speaker.institutions), None) == body


def test_what_a_body_belongs_to_is_no_part_of_its_name() -> None:
    (claim,) = claims_of("قالت الوكالة الدولية للطاقة الذرية التابعة للأمم المتحدة إن المفتشين غادروا.")
    assert claim.speaker.actor.id == "iaea"


def test_of_two_countries_the_one_whose_offices_are_named_has_the_government() -> None:
    text = (
        "أعلنت وزارة الداخلية الكويتية ضبط شبكة. وقال شهود إن الكويت شهدت حملة. وتدرب الأعضاء في العراق. "
        "وعاد بعضهم من الكويت إلى العراق. وأكدت رئاسة مجلس الوزراء أن الأجهزة يقظة."
    )
    assert claims_of(text)[-1].speaker.actor.country == "Q817"
