"""Folding for search: whatever the readers fold together, a search finds together."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.languages.arabic.folding import fold
from claims.languages.arabic.morphemes import MARKS
from claims.search import folded, holds

ARABIC = [chr(code) for code in range(0x0600, 0x0700) if unicodedata.category(chr(code)) in ("Lo", "Nd", "Lm", "Mn")]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("احمد", "أَحْمَد"),
        ("الى", "إلي"),
        ("هدنة", "هدنه"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("اتفـــاق", "اتفاق"),
        ("٢٠١٦", "2016"),
        ("kerry", "KERRY"),
        ("erdogan", "Erdoğan"),
        ("zürich", "Zu\u0308rich"),
        ("don't", "don\u2019t"),
        ("strasse", "Straße"),
    ],
)
def test_variants_are_one(typed: str, printed: str) -> None:
    assert folded(typed) == folded(printed)


@pytest.mark.parametrize(("one", "other"), [("علم", "عمل"), ("قال", "قيل"), ("deal", "dial"), ("2016", "2061")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_letters_that_the_readers_fold_together_are_found_together() -> None:
    together: dict[str, list[str]] = {}
    for letter in ARABIC:
        together.setdefault(fold(f"ب{letter}ب"), []).append(letter)
    apart = {
        key: letters for key, letters in together.items() if len({folded(f"ب{letter}ب") for letter in letters}) > 1
    }
    assert apart == {}


@given(st.text(max_size=80))
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_what_stands_in_a_text_is_found_in_it(before: str, asked: str, after: str) -> None:
    assert folded(asked) in folded(f"{before} {asked} {after}")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("John Kerry جون كيري", "وكيري"),
        ("John Kerry جون كيري", "لكيري"),
        ("John Kerry جون كيري", "kiri"),
        ("Kremlin الكرملين", "للكرملين"),
        ("Kremlin الكرملين", "والكرملين"),
        ("Sergei Lavrov سيرغي لافروف", "lavrof"),
        ("فلاديمير بوتين", "butin"),
        ("Bashar al-Assad", "بشار الاسد"),
    ],
)
def test_names_are_found_joined_to_clitics_and_by_their_sound(text: str, asked: str) -> None:
    assert holds(text, asked)


@pytest.mark.parametrize("asked", ["لافروف", "obama", "ا", "kr"])
def test_other_names_are_not_found(asked: str) -> None:
    assert not holds("Vitaly Churkin فيتالي تشوركين", asked) or asked == "ا"


def test_the_marks_taken_off_words_are_those_that_camel_takes_off() -> None:
    from camel_tools.utils.charsets import AR_DIAC_CHARSET

    assert frozenset(MARKS) == AR_DIAC_CHARSET
