"""Whom "who", "which" and "that" mean in English: the name or the noun phrase right before them. Invented news."""

from __future__ import annotations

from typing import Any

import pytest
from marked import marked

from claims.actors import load_registry, resolve
from claims.actors.english_relatives import before_relative

NOBODY = "unnamed source"


def labels(text: str, **options: Any) -> list[str]:
    document, attributions = marked(text, lang="en", **options)
    return [speaker.actor.label for speaker in resolve(document, attributions, load_registry())]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It was welcomed by the fishing community, ", "the fishing community"),
        ("It drew applause from voters ", "voters"),
        ("It was read by dozens of women ", "dozens of women"),
        ("They met one of the men ", "one of the men"),
        ("A complaint came from 18% ", "18%"),
        ("There he met a longtime adviser to Field, ", "Field"),
        ("There he met a diplomat in Larsk ", "a diplomat in Larsk"),
        ("The mayor told reporters ", "reporters"),
        ("But Mrs. Oakes, ", "Mrs. Oakes"),
        ("The case went to the Lakeland Board of Ferries, ", "the Lakeland Board of Ferries"),
        ("Anton Weir, an economist at the University of Larsk ", "Anton Weir"),
        ("Dora Pell is the prosecutor ", "Dora Pell"),
        ("This is a man ", "a man"),
        ("They shouted at each other, ", ""),
        ("He slept. ", ""),
    ],
)
def test_the_phrase_before_a_relative(text: str, phrase: str) -> None:
    assert before_relative(text) == phrase


def test_examples_of_several_are_those_several() -> None:
    assert before_relative("It relies on lawmakers such as Field ", plural=True) == "lawmakers"
    assert before_relative("It relies on Field ", plural=True) == ""


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("Boats went to the fishing community, {2s:which} {2c:supports} {2x:the quota}.", "the fishing community"),
        ("Letters came from farmers {2s:who} {2c:oppose} {2x:the quota}.", "farmers"),
        ("The file is with the Ferry Commission, {2s:which} {2c:ruled} {2x:that boats may sail}.", "Ferry Commission"),
        ("The town likes policies {2s:that} {2c:favour} {2x:boats}.", "policies (unnamed)"),
        ("It was a note from Greta Holm {2s:who} {2c:wrote} {2x:of rain}.", "Greta Holm"),
        ("She plays them off against each other, {2s:which} {2c:suggests} {2x:a plan}.", NOBODY),
    ],
)
def test_a_relative_is_not_the_last_speaker(clause: str, label: str) -> None:
    assert labels(f"{{1s:Walter Prim}} {{1c:said}} {{1x:boats were safe}}. {clause}") == ["Walter Prim", label]


def test_whose_alone_is_the_owner() -> None:
    text = "{1x:Boats are safe}, {1c:replied} {1s:Walter Prim}, {2s:whose} {2c:criticism of} {2x:the quota} has grown."
    assert labels(text) == ["Walter Prim", "Walter Prim"]


def test_those_in_a_relative_clause_are_not_they() -> None:
    text = (
        "{1s:Her advisers} {1c:said} {1x:it was early}. They asked those {2s:who} {2c:know} {2x:the harbour}. "
        "{3s:They} {3c:doubt} {3x:it}."
    )
    found = labels(text)
    assert found[2] == found[0] != found[1]


def test_a_participle_that_opens_a_sentence_has_the_subject_behind_it() -> None:
    text = (
        "{1s:Walter Prim} {1c:said} {1x:boats were safe}. {2c:Criticising} {2x:the plan}, {3s:Greta Holm} {3c:called} "
        "{3x:for rain}."
    )
    assert labels(text) == ["Walter Prim", "Greta Holm", "Greta Holm"]
    quiet = "{1s:Walter Prim} {1c:said} {1x:boats were safe}. {2c:Criticising} {2x:the plan}, Greta Holm left."
    assert labels(quiet)[1] == "Greta Holm"


def test_a_verb_joined_to_one_behind_a_nested_statement_has_the_outer_subject() -> None:
    text = (
        "{1s:Greta Holm} {1c:told} {1x:reporters that {2s:Walter Prim} {2c:claims} {2x:too much}} and {3c:questioning} "
        "{3x:his sums}."
    )
    assert labels(text, options={3: {"shares": 1}})[2] == "Greta Holm"
