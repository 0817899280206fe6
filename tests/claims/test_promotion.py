"""The keywords of a promoted topic: words of the question, none of any news."""

from __future__ import annotations

import pytest

from claims.model import Actor, Article, Lang
from claims.pieces import Piece, piece_of
from claims.promotion import MOST_KEYWORDS, Material, as_yaml, id_of, promoted

MINISTER = Actor("actor-field", "Ann Field", None, "person")
ENGLISH = [
    (
        "Ferry crews reject the pay offer",
        "The Harbour Gazette reported in March that 1,250 ferry crews reject the pay offer. Minister Ann Field told "
        "the Gazette the pay offer of 12 March stands, and said ferry crews told her so. Gazette readers said so too.",
    ),
    (
        "Ferry crews vote on the pay offer",
        "Ferry crews voted on the pay offer in April, the Harbour Gazette said. In April 1,250 people voted. Ann Field "
        "told reporters, as the Gazette said, that ferry crews deserve better.",
    ),
]
ARABIC = [
    (
        "عمال العبارات يرفضون عرض الأجور",
        "قال العمال إن عرض الأجور مرفوض وإن عمال العبارات سيضربون في مارس وأن عرض الأجور لا يكفي.",
    ),
    (
        "إضراب عمال العبارات",
        "بدأ عمال العبارات الإضراب بسبب عرض الأجور، وقالت النقابة إن 1250 من عمال العبارات شاركوا في مارس.",
    ),
]
OTHERS = [
    (
        "Library opens",
        "The library opened in April, the Harbour Gazette said. Readers told the Gazette they were happy.",
    ),
    (
        "Snow closes the pass",
        "Snow closed the pass in March, the Gazette reported. The road service said 40 cars were stuck.",
    ),
]


def pieces(rows: list[tuple[str, str]], lang: Lang, *actors: Actor) -> list[Piece]:
    found = enumerate(rows)
    return [
        piece_of(Article(f"{lang}{n}{t}", text, lang, f"2020-03-0{n + 1}", title=t), actors) for n, (t, text) in found
    ]


MATERIAL = Material(
    [*pieces(ENGLISH, "en", MINISTER), *pieces(ARABIC, "ar")], pieces(OTHERS, "en"), {"en": "ferry crews · pay offer"}
)


def test_keywords_are_of_the_question_in_either_language() -> None:
    topic = promoted("ferry-pay", MATERIAL, "The crews get the pay they ask for")
    english = " ".join(topic.any_of["en"]).casefold()
    assert "ferry crews" in english
    assert "pay offer" in english
    assert any("العبارات" in one for one in topic.any_of["ar"])
    assert topic.proposition == {"en": "The crews get the pay they ask for"}


def test_no_number_month_outlet_or_word_of_any_news_is_among_them() -> None:
    topic = promoted("ferry-pay", MATERIAL)
    found = {word.casefold() for phrases in topic.any_of.values() for one in phrases for word in one.split()}
    assert not any(letter.isdigit() for word in found for letter in word)
    assert not {"march", "april", "gazette", "told", "said", "people", "reporters", "مارس", "قال"} & found
    assert not {"ann", "field"} & found
    assert all(len(phrases) <= MOST_KEYWORDS for phrases in topic.any_of.values())


def test_articles_without_words_cannot_be_promoted() -> None:
    with pytest.raises(ValueError, match="no words in common"):
        promoted("x", Material([piece_of(Article("e", "12 34", "en"))], [], {}))


def test_ids_come_from_the_english_name() -> None:
    assert id_of({"en": "Néji Jalloul · education"}, "auto-1", ()) == "neji-jalloul-education"
    assert id_of({"en": "Education"}, "auto-1", ["education"]) == "education-2"
    assert id_of({"ar": "التعليم"}, "auto-0123", ()) == "topic-0123"


def test_the_entry_names_both_languages() -> None:
    topic = promoted("ferry-pay", MATERIAL)
    assert set(topic.name) == {"ar", "en"}
    assert as_yaml(topic).startswith("- id: ferry-pay\n  name: {")
