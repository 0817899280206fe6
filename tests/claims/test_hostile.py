"""Hostile text: never an error, offsets always inside, the same answer twice, time linear in length."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.model import Article, Lang
from claims.pipeline import Pipeline
from claims.topics import Topic

PIPELINE = Pipeline(
    [Topic("deal", {"en": "a deal"}, {"en": "a deal is reached"}, any_of={"en": ("deal",), "ar": ("اتفاق",)})]
)
PIECES = st.sampled_from(
    ["قال", "وقال", "كيري", "الوزير", "إن", "أن", "ان", '"', "«", "»", "“", "”", ":", "،", ".", "\n", "ـ", "ً", "مؤكدا",
     "بحسب", "وفق", "ما", "لم", "اتفاق", "said", "Kerry", "that", "according to", "the", "deal", "not", ",", "'", "’",
     "\u202e", "\u200f", "😀", "١٢", "2016", "(", ")", "-", "…", "\t", "الى", "ل", "ب", "و"]
)  # fmt: skip


def spans_are_inside(article: Article) -> None:
    first, second = PIPELINE.extract_one(article), PIPELINE.extract_one(article)
    assert first == second
    for claim in first.claims:
        found = claim.attribution
        for role in (found.source, found.cue, found.content, found.target, found.via):
            for start, end in role:
                assert 0 <= start < end <= len(article.text)
        assert found.content
        assert claim.position.value in (None, -2, -1, 0, 1, 2)
        for index in (found.shares, found.inside):
            assert index is None or 0 <= index < len(first.claims)


@pytest.mark.parametrize("lang", ["ar", "en"])
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(PIECES, max_size=60), glue=st.sampled_from(["", " "]))
def test_any_mixture_of_words_and_marks(lang: Lang, parts: list[str], glue: str) -> None:
    spans_are_inside(Article("h", glue.join(parts), lang, "2016-09-04T10:00:00+03:00"))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=300), published=st.sampled_from([None, "2016-09-04", "nonsense", "2099-01-01"]))
def test_any_text_and_date(text: str, published: str | None) -> None:
    for lang in ("ar", "en"):
        spans_are_inside(Article("h", text, lang, published))  # type: ignore[arg-type]


LONG = {
    "nested marks": '"' * 4_000,
    "marks and spaces": '" ' * 8_000,
    "opened again and again": 'قال: "كلمة ' * 3_000,
    "one cue over and over": "قال " * 12_000,
    "one complementiser": "ان " * 16_000,
    "names and commas": "قال كيري، " * 5_000,
    "no space at all": "ا" * 200_000,
    "a long quotation": 'قال كيري ان "' + "كلمة " * 10_000 + '"',
    "combining marks": "قا\u064b\u064b\u064b" * 12_000,
    "direction marks": "\u202e\u200f" * 30_000,
    "null bytes": "قال\x00 الوزير\x00 " * 4_000,
    "nested marks, English": '"' * 100_000,
    "nested marks and spaces, English": '" “ ' * 12_000,
    "English quotations": '"a b c," he said. ' * 1_000,
    "English clauses": "Kerry said that " * 1_500,
    "dates": "2016-09-04 10:00 يوم الاثنين " * 1_500,
}
MOST_S = {"opened again and again": 40.0, "English quotations": 100.0}
"""Seconds for a megabyte, or for its tenth at least: of these every second or fourth word is a claim."""


@pytest.mark.parametrize("name", LONG)
def test_time_a_megabyte(name: str) -> None:
    text = LONG[name]
    lang: Lang = "en" if "English" in name else "ar"
    # Four times and more what it takes on a quiet machine: what is not linear takes ten times and more.
    most = MOST_S.get(name, 60.0 if "English" in name else 30.0)  # English: 0.1 ms for each word or mark
    PIPELINE.extract_one(Article("warm", "قال الوزير إن الاتفاق قريب.", lang, "2016-09-04"))
    start = time.process_time()
    PIPELINE.extract_one(Article("h", text, lang, "2016-09-04"))
    megabytes = max(len(text.encode()) / 1e6, 0.1)
    assert time.process_time() - start < most * megabytes
