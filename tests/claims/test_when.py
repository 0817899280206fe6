"""When it was said: time words of both languages against the day of publication, order within a day, background."""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import SHARED_GOLD, marked

from claims.model import Article, Attribution, Lang, When
from claims.read import read
from claims.when import resolve
from claims.when.dates import hijri_to_gregorian
from claims.when.expressions import find_expressions

SUNDAY = "2016-09-04"


def times(text: str, **options: Any) -> list[When]:
    document, attributions = marked(text, **options)
    return resolve(document, attributions)


@pytest.mark.parametrize(
    ("words", "at", "precision"),
    [
        ("اليوم", "2016-09-04", "day"),
        ("أمس", "2016-09-03", "day"),
        ("أول أمس", "2016-09-02", "day"),
        ("الأحد", "2016-09-04", "day"),
        ("يوم الخميس", "2016-09-01", "day"),
        ("الأحد الماضي", "2016-08-28", "day"),
        ("مساء الجمعة", "2016-09-02", "part_of_day"),
        ("قبل ثلاثة أيام", "2016-09-01", "day"),
        ("قبل أسبوعين", "2016-08-21", "week"),
        ("الأسبوع الماضي", "2016-08-28", "week"),
        ("الشهر الماضي", "2016-08", "month"),
        ("يوم 25 أوت 2016", "2016-08-25", "day"),
        ("يوم ٢٥ آب", "2016-08-25", "day"),
        ("يوم 27 آب/أغسطس", "2016-08-27", "day"),
        ("بتاريخ 30/8/2016", "2016-08-30", "day"),
        ("اليوم الأحد 4 سبتمبر 2016", "2016-09-04", "day"),
        ("مؤخرا", None, None),
    ],
)
def test_arabic_time_words(words: str, at: str | None, precision: str | None) -> None:
    (when,) = times(f"{{1c:قال}} {{1s:الوزير}} {words} {{1x:إن الطريق مفتوح}}.", published=SUNDAY)
    assert (when.at, when.precision) == (at, precision)
    assert when.expression is not None


@pytest.mark.parametrize(
    ("words", "at", "precision"),
    [
        ("on Friday", "2016-09-02", "day"),
        ("on Sunday", "2016-09-04", "day"),
        ("yesterday", "2016-09-03", "day"),
        ("last week", "2016-08-28", "week"),
        ("last month", "2016-08", "month"),
        ("two weeks ago", "2016-08-21", "week"),
        ("on August 26", "2016-08-26", "day"),
        ("on 26 August 2016", "2016-08-26", "day"),
        ("earlier on Saturday", "2016-09-03", "day"),
        ("that morning", "2016-09-04", "day"),
    ],
)
def test_english_time_words(words: str, at: str, precision: str) -> None:
    (when,) = times(
        f"{{1s:The minister}} {{1c:said}} {words} {{1x:that the road was open}}.", lang="en", published=SUNDAY
    )
    assert (when.at, when.precision) == (at, precision)


def test_clock_times_keep_the_zone() -> None:
    text = "{1c:صرح} {1s:الوزير} عند التاسعة صباح السبت {1x:بأن الخفض قائم}. {2c:وقال} مساء السبت {2x:إنه ألغي}."
    first, second = times(text, published="2016-09-04T10:00:00+03:00")
    assert first.at == "2016-09-03T09:00:00+03:00"
    assert first.precision == "minute"
    assert second.at == "2016-09-03"
    assert second.precision == "part_of_day"
    (english,) = times(
        "{1s:He} {1c:told} reporters shortly after 8:30 p.m. {1x:that it was over}.",
        lang="en",
        published="2016-09-04T22:00:00+01:00",
    )
    assert english.at == "2016-09-04T20:30:00+01:00"


def test_without_time_words_it_is_the_day_of_the_article() -> None:
    (when,) = times("{1c:قال} {1s:الوزير} {1x:إن الطريق مفتوح}.", published=SUNDAY)
    assert when == When("2016-09-04", "day")


def test_without_a_date_relative_words_stay_unresolved_and_absolute_ones_do_not() -> None:
    text = (
        "{1c:قال} {1s:الوزير} أمس {1x:إنه مريض}. "
        "{2c:وأكد} {2s:النائب} يوم 3 ماي 2015 {2x:أنه بخير}. {3c:وأعلن} {3s:الحزب} {3x:ذلك}."
    )
    first, second, third = times(text, published=None)
    assert first.at is None
    assert first.expression == "أمس"
    assert second.at == "2015-05-03"
    assert third.at is None


def test_the_order_of_one_day() -> None:
    text = (
        "{1c:صرح} {1s:الرئيس} في وقت سابق اليوم {1x:أن المفاوضات جارية}. "
        "{2c:واعلنت} {2s:الوزارة} {2x:أن الاتفاق قريب}، الا {3s:انها} {3c:اقرت} بعد ساعات {3x:بتعذره}، "
        "{4c:وقالت} لاحقا {4x:إنها ستعود}."
    )
    found = times(text, published=SUNDAY)
    assert [w.rank for w in found] == [-1, 0, 1, 2]
    assert {w.at for w in found} == {SUNDAY}
    assert not any(w.recalled for w in found)


def test_parts_of_one_day_are_ordered_when_there_are_several() -> None:
    text = "{1c:قال} {1s:النائب} صباح السبت {1x:نعم}. {2c:وقال} {2s:النائب} مساء السبت {2x:لا}."
    morning, evening = times(text, published=SUNDAY)
    assert morning.rank < evening.rank
    (alone,) = times("{1c:قال} {1s:النائب} صباح السبت {1x:نعم}.", published=SUNDAY)
    assert alone.rank == 0


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("{1c:قال} {1s:سامي} صباح الأحد {1x:إنه نهائي}. وانقلب الموقف ليلا. {2c:وأكد} {2s:سامي} {2x:أنه سيحسن}.", "ar"),
        (
            "{1s:Anne} {1c:said} in the morning {1x:yes}. By nightfall all was lost. {2x:We lost}, {2s:she} {2c:said}.",
            "en",
        ),
    ],
)
def test_a_scene_between_two_statements_orders_them(text: str, lang: Lang) -> None:
    earlier, later = times(text, published=f"{SUNDAY}T23:30:00Z", lang=lang)
    assert (earlier.at or "")[:10] == (later.at or "")[:10] == SUNDAY
    assert earlier.rank < later.rank


def test_the_pluperfect_is_recalled_and_resolved_only_where_told() -> None:
    untold, told = times(
        "وكان {1s:الوزير} {1c:أكد} {1x:أن الحل قريب}. وكان {2s:الحزب} {2c:رفض} الأسبوع الماضي {2x:ذلك}.",
        published=SUNDAY,
    )
    assert (untold.at, untold.recalled) == (None, True)
    assert (told.at, told.precision, told.recalled) == ("2016-08-28", "week", True)


def test_what_continues_a_recalled_statement_is_recalled() -> None:
    found = times("وكان {1s:الوزير} {1c:نفى} {1x:ذلك}، {2c:واعتبر} {2x:الأمر إشاعة}.", published=SUNDAY)
    assert [w.recalled for w in found] == [True, True]
    assert [w.at for w in found] == [None, None]


def test_english_background() -> None:
    text = (
        "{1s:Lind} {1c:had said} in July {1x:that he expected calm}. "
        "{2s:The chief} {2c:has said} {2x:she has no view}. "
        "{3s:Lind} {3c:said} {3x:it was over}."
    )
    past, perfect, plain = times(text, lang="en", published=SUNDAY)
    assert (past.at, past.precision, past.recalled) == ("2016-07", "month", True)
    assert (perfect.at, perfect.recalled) == (None, True)
    assert (plain.at, plain.recalled) == (SUNDAY, False)


def test_nested_words_and_reminders_are_background() -> None:
    text = (
        "{1c:قال} {1s:الوزير} أمس {1x:إن {2s:النقابة} {2c:أعلنت} {2x:الإضراب}}. "
        "يذكر أن {3s:المنظمة} {3c:حذرت} {3x:من الجفاف}."
    )
    found = times(text, published=SUNDAY)
    assert [w.at for w in found] == ["2016-09-03", None, None]
    assert [w.recalled for w in found] == [False, True, True]


def test_a_participle_and_a_dropped_subject_keep_the_day() -> None:
    text = "{1c:قال} {1s:الوزير} أمس الجمعة {1x:إن الأمر انتهى}، {2c:مؤكدا} {2x:الدفع}. {3c:وأضاف} {3x:أن العمل مستمر}."
    found = times(text, published="2016-09-03", options={2: {"shares": 0}})
    assert {w.at for w in found} == {"2016-09-02"}


def test_an_article_of_the_next_morning_is_of_the_eve() -> None:
    text = "{1c:أعلن} {1s:نائب الرئيس} أمس السبت {1x:تأييد الخفض}. {2c:ورفض} {2s:الناطق} {2x:التعليق}."
    assert [w.at for w in times(text, published=SUNDAY)] == ["2016-09-03", "2016-09-03"]


def test_time_words_of_other_clauses_do_not_count() -> None:
    texts = [
        "{1c:علق} {1s:النائب} على الإيقافات التي انطلقت الثلاثاء الماضي {1x:بأنها ناجعة}.",
        "{1c:أكد} {1s:الوزير} {1x:أن اللقاء يعقد الجمعة الماضي}.",
        "{1c:دعا} {1s:الحزب} {1x:إلى الحوار} يوم الأربعاء المقبل.",
        "{1c:قال} {1s:النائب} لقناة روسيا اليوم {1x:إنه باق}.",
    ]
    for text in texts:
        (when,) = times(text, published="2016-09-02")
        assert when.at == "2016-09-02", text


def test_days_before_an_event_that_follows() -> None:
    text = "يأتي الاتفاق بعد تسعة أيام من {1c:تأكيد} {1s:الناطقة} {1x:أن العرض نهائي}."
    (when,) = times(text, published=SUNDAY)
    assert when.at == "2016-08-26"


def test_hijri_dates() -> None:
    sighted = {
        (1437, 9, 1): dt.date(2016, 6, 6),
        (1446, 10, 1): dt.date(2025, 3, 30),
        (1445, 1, 1): dt.date(2023, 7, 19),
    }
    for hijri, day in sighted.items():
        assert abs((hijri_to_gregorian(*hijri) - day).days) <= 1
    assert hijri_to_gregorian(1, 1, 1) == dt.date(622, 7, 19)
    (when,) = times("{1c:قال} {1s:المفتي} يوم 2 رمضان {1x:إن الصوم بدأ}.", published="2016-06-09")
    assert when.at == "2016-06-08"


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("عند الرابعة والنصف عصر الأربعاء", "ar", ["عند الرابعة والنصف عصر الأربعاء"]),
        ("في سبتمبر (أيلول) الماضي", "ar", ["سبتمبر (أيلول) الماضي"]),
        ("١٢ كانون الثاني ٢٠١٥", "ar", ["١٢ كانون الثاني ٢٠١٥"]),
        ("اللقاء المقرر يوم الأربعاء المقبل", "ar", []),
        ("As recently as late May", "en", ["recently", "May"]),
        ("the board may sit in march order", "en", []),
        ("next Tuesday", "en", []),
        ("at about 8:30 p.m. on Friday", "en", ["8:30 p.m. on Friday"]),
    ],
)
def test_expressions(text: str, lang: Lang, found: list[str]) -> None:
    assert [text[e.start : e.end] for e in find_expressions(text, lang)] == found


@given(
    st.text(alphabet="قال أمس اليوم 12/:3 ماي قبل بعد الساعة (،.\n\u0661", max_size=80), st.sampled_from(["ar", "en"])
)
def test_any_text_is_survived_and_spans_lie_inside(text: str, lang: Lang) -> None:
    for e in find_expressions(text, lang):
        assert 0 <= e.start < e.end <= len(text)


@pytest.mark.parametrize("published", ["not a date", "2016-13-40", "9999-12-31", "0001-01-01", "2016-09-04T10:00:00Z"])
def test_odd_publication_dates(published: str) -> None:
    text = (
        "{1c:قال} {1s:الوزير} الشهر الماضي {1x:نعم}. "
        "{2c:وقال} {2s:غيره} قبل عشرة أعوام {2x:لا}. {3c:وقال} {3s:هو} أمس {3x:ربما}."
    )
    assert len(times(text, published=published)) == 3


@pytest.mark.parametrize(
    ("name", "dated", "undated"), [("seed_article.jsonl", 1.0, 1.0), ("ar_train.jsonl", 0.92, 0.76)]
)
def test_days_of_marked_articles(name: str, dated: float, undated: float) -> None:
    path = SHARED_GOLD / name
    if not path.exists():
        pytest.skip("the marked articles are not here")
    counts = {True: [0, 0], False: [0, 0]}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        document = read(Article(id=article["id"], text=article["text"], lang="ar", published=article["published"]))
        attributions = []
        for a in article["attributions"]:
            place = a["cue"][0][0]
            holders = [
                (e - s, j)
                for j, b in enumerate(article["attributions"])
                if b is not a
                for s, e in b["content"]
                if s <= place < e
            ]
            spans = {k: tuple((s, e) for s, e in a.get(k) or []) for k in ("source", "cue", "content")}
            inside = min(holders)[1] if holders else None
            attributions.append(Attribution(**spans, type=a["type"], act="inform", lemma="", inside=inside))
        for a, when in zip(article["attributions"], resolve(document, attributions), strict=True):
            known = a["said_at"] is not None
            counts[known][1] += 1
            counts[known][0] += (when.at or "")[:10] == (a["said_at"] or "")[:10]
    assert counts[True][0] / counts[True][1] >= dated
    assert counts[False][0] / counts[False][1] >= undated


def test_speed() -> None:
    text = " ".join(
        f"{{{n}c:قال}} {{{n}s:الوزير}} أمس الجمعة {{{n}x:إن المحادثات في جنيف مستمرة}}." for n in range(1, 40)
    )
    document, attributions = marked(text)
    resolve(document, attributions)
    start = time.perf_counter()
    for _ in range(5):
        resolve(document, attributions)
    assert (time.perf_counter() - start) / 5 < 0.1


def test_an_hour_set_before_a_quotation_dates_it_and_he_said_goes_on_at_it() -> None:
    text = (
        "{4s:Rawl} {4c:said} {4x:the count was on}. Arriving at 9:15 a.m., Carrick was all smiles. "
        '{5x:"We are home,"} {5s:she} {5c:told} reporters.\n'
        'At 8:50 p.m. she was back. {6x:"It is lost,"} {6s:she} {6c:announced}. '
        "{7x:The gates stay locked}, {7s:she} {7c:added}."
    )
    found = times(text, lang="en", published="2025-03-16T22:40:00+00:00")
    assert [when.at[11:16] if when.at else None for when in found] == ["", "09:15", "20:50", "20:50"]


def test_a_clause_about_an_earlier_time_recalls_what_was_said_then() -> None:
    told = "The mayor was less sure than at the start of the month, when {1s:she} {1c:promised} {1x:that it would run}."
    (when,) = times(told, lang="en", published=SUNDAY)
    assert when.recalled
    there = "She was at the depot when {1s:she} {1c:promised} {1x:that the tram would run}."
    (when,) = times(there, lang="en", published=SUNDAY)
    assert not when.recalled


def test_a_part_of_the_day_stands_in_order_beside_an_hour() -> None:
    """«Said at 10 a.m. …; in the evening she announced …»: both of one day, the later one without an hour."""
    text = (
        "{1s:The minister} {1c:said} at 10 a.m. on Tuesday {1x:the gate was shut}. In the evening {2s:she} "
        "{2c:announced} {2x:that it would open}."
    )
    morning, evening = times(text, lang="en", published="2026-03-03T23:00:00+00:00")
    assert (morning.precision, evening.precision) == ("minute", "part_of_day")
    assert (morning.at or "")[:10] == (evening.at or "")[:10]
    assert morning.rank < evening.rank
