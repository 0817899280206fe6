"""Quotation marks: odd, nested, broken, reversed, over paragraphs."""

from __future__ import annotations

import pytest

from claims.attribute.quotations import quotations
from claims.model import Article, Lang
from claims.read import read


def found(text: str, lang: Lang = "ar") -> list[str]:
    """The outermost quotations of a text, with their marks."""
    document = read(Article(id="t", text=text, lang=lang))
    return [text[q.start : q.end] for q in quotations(document) if q.depth == 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('قال الوزير: "الطريق طويل".', ['"الطريق طويل"'], id="straight"),
        pytest.param('وأكمل": "نراجع الخطة غدا".', ['"نراجع الخطة غدا"'], id="a stray mark before the colon"),
        pytest.param(
            'قال إن "الجبهة هي "الحزب" باسم آخر، ولن نخدع". ثم انصرف.',
            ['"الجبهة هي "الحزب" باسم آخر، ولن نخدع"'],
            id="a name in marks within a quotation",
        ),
        pytest.param("وصفه بـ«الكارثي» ثم بـ«المؤسف».", ["«الكارثي»", "«المؤسف»"], id="behind a clitic"),
        pytest.param("قال ”لا عودة“ ومضى.", ["”لا عودة“"], id="curly marks the wrong way round"),
        pytest.param('قال: "لن نعود.', ['"لن نعود.'], id="never closed"),
        pytest.param(
            'قال: "هذه أول فقرة.\n"وهذه الثانية".\nثم صمت.',
            ['"هذه أول فقرة.\n"وهذه الثانية"'],
            id="carried into the next paragraph",
        ),
        pytest.param("قال {لا تعليق} وخرج.", ["{لا تعليق}"], id="braces"),
        pytest.param('طوله 5" فقط.', [], id="a mark of inches"),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_inner_quotation_has_its_depth() -> None:
    document = read(Article(id="t", text='قال إن "الجبهة هي "الحزب" نفسه".', lang="ar"))
    assert sorted(q.depth for q in quotations(document)) == [0, 1]


def test_ten_thousand_marks_stay_linear() -> None:
    import time

    read(Article(id="warm", text="قال", lang="ar"))
    took = []
    for count in (2_000, 10_000):
        document = read(Article(id="t", text='"' * count, lang="ar"))
        start = time.perf_counter()
        quotations(document)
        took.append(time.perf_counter() - start)
    assert took[1] < max(took[0] * 15, 2.0)


def test_every_quotation_lies_in_the_text() -> None:
    text = 'أ"ب "ج"" د" \n"هـ'
    document = read(Article(id="t", text=text, lang="ar"))
    for q in quotations(document):
        assert 0 <= q.start <= q.inner[0] <= q.inner[1] <= q.end <= len(text)
