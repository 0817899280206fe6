"""Arguments by what would come of it: they speak for what they warn against the refusal of."""

from __future__ import annotations

import pytest

from claims.model import Lang
from claims.positions.arguments import argued
from claims.positions.folded import Folded
from claims.positions.lexicon import position_lexicon
from claims.positions.reading import Reading

AGAINST = Reading("assessment", -2, ("«…»: rejects (-2)", "so -2"), by="reject", at=0)


def turned(text: str, lang: Lang, reading: Reading = AGAINST) -> int:
    found = argued(reading, Folded(text, lang), position_lexicon(lang))
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("rejecting the treaty would weaken the whole coast", "en"),
        ("that the cancellation of the ferry line would be a costly blunder", "en"),
        ("delaying the vote could plunge the valley into chaos", "en"),
        ("إن رفض المعاهدة سيضعف موقف الجزيرة", "ar"),
        ("أن إلغاء خط العبارات سيكون خطأ جسيما", "ar"),
        ("إن تأجيل التصويت قد يدفع الوادي إلى الفوضى", "ar"),
    ],
)
def test_what_is_warned_of_a_refusal_speaks_for_the_thing(text: str, lang: Lang) -> None:
    assert turned(text, lang) == 1


def test_what_is_warned_of_an_acceptance_speaks_against_the_thing() -> None:
    assert turned("accepting the treaty would be a mistake", "en", Reading("policy", 2, ("so +2",), at=0)) == -1


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("rejecting the treaty would not be a mistake", "en"),
        ("rejecting the treaty would save the fishermen", "en"),
        ("the island rejects the treaty", "en"),
        ("إن رفض المعاهدة قرار صائب", "ar"),
        ("نرفض المعاهدة رفضا تاما", "ar"),
    ],
)
def test_other_words_of_refusal_stay_against(text: str, lang: Lang) -> None:
    assert turned(text, lang) == -2


def test_what_is_read_of_the_consequence_itself_is_not_turned() -> None:
    text = "delaying the vote would mean that the treaty has collapsed into chaos"
    assert turned(text, "en", Reading("assessment", -2, ("so -2",), at=8)) == -2
