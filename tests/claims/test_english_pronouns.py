"""Whom English pronouns mean: by gender, by who is named near; the author behind "we". Invented news."""

from __future__ import annotations

from typing import Any

import pytest
from marked import marked

from claims.actors import load_registry, resolve
from claims.actors.english_gender import addressed, of_name
from claims.words import words_of

NOBODY = "unnamed source"


def labels(text: str, **options: Any) -> list[str]:
    document, attributions = marked(text, lang="en", **options)
    return [speaker.actor.label for speaker in resolve(document, attributions, load_registry())]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("margaret oakes", "fs"),
        ("yusuf demir", "ms"),
        ("olena marchuk", "fs"),
        ("j patrick rowe", "ms"),
        ("leslie dunn", ""),
        ("jordan pike", ""),
        ("oakes", ""),
    ],
)
def test_given_names_tell_the_gender_and_those_of_both_do_not(name: str, form: str) -> None:
    assert of_name(tuple(name.split())) == form


def test_honorifics_tell_the_gender_of_a_family_name_unless_two_people_bear_it() -> None:
    told = addressed(words_of("Ms. Quell met Mr. Dorn. Mrs. Dorn left. Mr. Teague's aide waved. Dr. Lund did not."))
    assert told == {"quell": "fs", "teague": "ms"}


@pytest.mark.parametrize(
    ("woman", "man"), [("Brenda Holt", "Oskar Lindgren"), ("Amina Sarraf", "Piotr Wolski"), ("Ms. Quell", "Mr. Dorn")]
)
@pytest.mark.parametrize("pronoun", ["he", "she"])
def test_a_pronoun_means_nobody_of_the_other_gender(woman: str, man: str, pronoun: str) -> None:
    text = (
        f"{{1s:{woman}}} {{1c:said}} {{1x:the mill would close}}. {{2s:{man}}} {{2c:said}} {{2x:it would not}}.\n"
        f'{{3x:"We shall see,"}} {{3s:{pronoun}}} {{3c:said}}.'
    )
    found = labels(text)
    assert found[2] == found[0 if pronoun == "she" else 1]


def test_a_title_that_one_gender_bears_is_no_antecedent_of_the_other() -> None:
    text = (
        "{1s:The city's spokeswoman} {1c:said} {1x:trams were safe}. {2s:Viktor Hale} {2c:said} {2x:they were not}.\n"
        '{3x:"Nobody was hurt,"} {3s:she} {3c:added}.'
    )
    found = labels(text)
    assert found[2] == found[0] != found[1]


def test_who_is_known_to_be_of_the_gender_is_preferred_to_a_name_of_unknown_gender() -> None:
    text = (
        "Sonia Brandt spoke to the harbour council on Monday. {1c:According to} {1s:Tidewater}, {1x:the quay is full}, "
        '{2x:"and it leaks,"} {2s:she} {2c:said}.'
    )
    assert labels(text)[1] == "Sonia Brandt"


def test_the_subject_of_the_paragraph_before_comes_before_its_object() -> None:
    text = (
        "Gerald Stone is suing the man who beat Victor Lamb in the race.\n"
        '{1x:"I want my money,"} {1s:he} {1c:told} reporters.'
    )
    assert labels(text) == ["Gerald Stone"]


def test_mrs_and_mr_of_one_family_are_two_people() -> None:
    text = (
        "{1s:Peter Crane} {1c:said} {1x:the farm was sold}. {2s:Alice Crane} {2c:said} {2x:it was not}. "
        "{3s:Mr. Crane} {3c:insisted} {3x:on it}. {4s:Mrs. Crane} {4c:denied} {4x:it}."
    )
    assert labels(text) == ["Peter Crane", "Alice Crane", "Peter Crane", "Alice Crane"]


def test_who_was_asked_answers() -> None:
    text = (
        "{1s:Henrik Saar} {1c:asked} {1t:Tomas Breck} {1x:which bridges he would close}.\n"
        '{2x:"All of them,"} {2s:he} {2c:said}.'
    )
    assert labels(text, options={1: {"lemma": "ask"}})[1] == "Tomas Breck"


@pytest.mark.parametrize("pronoun", ["we", "I", "you"])
def test_the_author_is_nobody_of_the_cast(pronoun: str) -> None:
    text = f"{{1s:Edith Moss}} {{1c:said}} {{1x:the dam was safe}}. But {{2s:{pronoun}}} {{2c:know}} {{2x:better}}."
    assert labels(text) == ["Edith Moss", NOBODY]


def test_we_in_what_somebody_says_is_who_says_it() -> None:
    text = "{1s:Edith Moss} {1c:said} {1x:that {2s:we} {2c:expect} {2x:a flood}}."
    assert labels(text) == ["Edith Moss", "Edith Moss"]
    behind = "{1x:That {2s:we} {2c:expect} {2x:a flood}}, {1c:said} {1s:Edith Moss}."
    assert labels(behind) == ["Edith Moss", "Edith Moss"]


def test_i_in_an_open_quotation_or_in_a_transcript_is_not_the_author() -> None:
    quoted = '{1s:Edith Moss} {1c:said}: {1x:"It rains.}\nIt pours.\n{2s:I} {2c:want} {2x:a boat}."'
    assert labels(quoted) == ["Edith Moss", "Edith Moss"]
    transcript = "{1s:Edith Moss} {1c:said} {1x:it rains}.\nMOSS: Thank you. {2s:I} {2c:want} {2x:a boat}."
    assert labels(transcript) == ["Edith Moss", "Edith Moss"]


@pytest.mark.parametrize("clause", ["{2c:is clear} that", "{2c:is believed} that", "{2c:seems} that"])
def test_it_that_stands_for_nobody_is_nobody(clause: str) -> None:
    text = f"{{1s:The Ferry Board}} {{1c:said}} {{1x:boats run}}. {{2s:It}} {clause} {{2x:they are late}}."
    assert labels(text) == ["Ferry Board", NOBODY]
    body = "{1s:The Ferry Board} {1c:said} {1x:boats run}. {2s:It} {2c:said} {2x:they are late}."
    assert labels(body) == ["Ferry Board", "Ferry Board"]


def test_it_is_no_person() -> None:
    text = (
        "{1s:The Ferry Board} {1c:said} {1x:boats run}. {2s:Ann Field} {2c:agreed} {2x:with it}. "
        "{3s:It} {3c:said} {3x:so}."
    )
    assert labels(text)[2] == "Ferry Board"


def test_a_family_name_that_opens_a_sentence_is_somebody() -> None:
    text = (
        "{1s:Oskar Lindgren} {1c:said} {1x:36 florins was final}.\nDorne was not won over. "
        '{2x:"No price does,"} {2s:he} {2c:said}.'
    )
    assert labels(text) == ["Oskar Lindgren", "Dorne"]
