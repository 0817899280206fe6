"""Who speaks in English: relatives, possessives, the accused who denies, descriptions, single words; invented news."""

from __future__ import annotations

from typing import Any

import pytest
from marked import marked

from claims.actors import load_registry, resolve
from claims.actors.english import read_phrase


def labels(text: str, **options: Any) -> list[str]:
    document, attributions = marked(text, lang="en", **options)
    return [speaker.actor.label for speaker in resolve(document, attributions, load_registry())]


def test_who_is_the_family_name_before_it() -> None:
    text = (
        "{1s:Premier Walter Hollis} {1c:said} {1x:the bridge was safe}. Marrow, {2s:who} {2c:had doubted} "
        "{2x:the bolts}, stayed at home."
    )
    assert labels(text)[1] == "Marrow"


def test_who_is_the_whole_source_that_ends_before_it() -> None:
    text = (
        "{1x:Shops are closing}, {1c:according to} {1s:Lucia Abrams of the Old Port Chamber of Commerce}, {2s:who} "
        "{2c:pleaded for} {2x:a deal}."
    )
    assert labels(text) == ["Lucia Abrams", "Lucia Abrams"]


def test_who_behind_a_common_noun_is_not_the_last_name() -> None:
    text = (
        "{1s:Joanne Tull} {1c:said} {1x:nothing was decided}. A harbour official {2s:who} {2c:described} "
        '{2x:her as "itching to sign"} asked not to be named.'
    )
    assert labels(text)[1] != "Joanne Tull"


def test_her_company_is_the_one_she_speaks_for_and_whose_alliance_its_owner() -> None:
    text = (
        "{1s:Imogen Stray of Calder Lode} {1c:called} {1x:the plan sound}. {2s:Her company} {2c:offered} {2x:a bond}. "
        "Veldman, {3s:whose alliance} {3c:opposes} {3x:the pit}, was away."
    )
    assert labels(text) == ["Imogen Stray", "Calder Lode", "Veldman"]


def test_who_denies_an_accusation_is_the_accused() -> None:
    text = "{1s:Harriet Boll} {1c:alleged} {1x:that Aumont had hidden the report}. {2s:He} {2c:denied} {2x:it}."
    acts = {1: {"act": "accuse"}, 2: {"act": "deny"}}
    assert labels(text, options=acts) == ["Harriet Boll", "Aumont"]
    other = "{1s:Harriet Boll} {1c:said} {1x:that Aumont had read the report}. {2s:She} {2c:denied} {2x:a delay}."
    assert labels(other, options={2: {"act": "deny"}})[1] == "Harriet Boll"


def test_a_family_name_alone_before_an_auxiliary_is_who_he_means() -> None:
    text = '{1s:Dev Rawl} {1c:hailed} {1x:the vote}.\nLindquist was reached. {2x:"We get there,"} {2s:he} {2c:said}.'
    assert labels(text) == ["Dev Rawl", "Lindquist"]
    weather = '{1s:Dev Rawl} {1c:hailed} {1x:the vote}.\nTurnout was high. {2x:"We get there,"} {2s:he} {2c:said}.'
    assert labels(weather) == ["Dev Rawl", "Dev Rawl"]


def test_their_leader_of_the_first_paragraph_is_whom_the_next_names() -> None:
    text = (
        "Dockers voted no, hours after {1s:their leader} {1c:had forecast} {1x:a win}.\n"
        'Imelda Carrick was all smiles. {2x:"It is done,"} {2s:she} {2c:said}.'
    )
    assert labels(text) == ["Imelda Carrick", "Imelda Carrick"]


@pytest.mark.parametrize(
    ("phrase", "kind", "label"),
    [
        ("One of the pair, Harriet Boles,", "person", "Harriet Boles"),
        ("North Kestria's top diplomat Ri Yang Ho", "person", "Ri Yang Ho"),
        ("The expert, Tiffany Noor of the University of Ashkul,", "person", "Tiffany Noor"),
        ("The Rev. David Johnston", "person", "David Johnston"),
        ("the South Harbour Morning Post", "outlet", "South Harbour Morning Post"),
        ("A Welsh Conservative", "unnamed", "A Welsh Conservative"),
        ("Experts", "unnamed", "Experts"),
        ("Sources", "unnamed", "Sources"),
        ("Nobody", "group", "Nobody"),
        ("the Harbour Board", "body", "Harbour Board"),
        ("Nadia Fenwick", "person", "Nadia Fenwick"),
    ],
)
def test_phrases_are_read_for_what_they_are(phrase: str, kind: str, label: str) -> None:
    mention = read_phrase(phrase, 0, load_registry())
    assert (mention.kind, mention.label) == (kind, label)


@pytest.mark.parametrize("phrase", ["the president", "President Nora Feldwick", "The president"])
def test_a_president_is_in_office(phrase: str) -> None:
    assert read_phrase(phrase, 0, load_registry()).role == "president"


@pytest.mark.parametrize(
    "phrase", ["the former president", "ex-president Nora Feldwick", "Former President Nora Feldwick"]
)
def test_a_former_president_is_not(phrase: str) -> None:
    assert read_phrase(phrase, 0, load_registry()).role == "former-president"


def test_an_office_behind_a_name_in_its_paragraph_is_its_bearer_s() -> None:
    text = (
        "{1s:Brask} {1c:denied} {1x:having been overruled}. {2x:A loan was possible}, {2s:the finance minister} "
        "{2c:told} reporters."
    )
    assert labels(text) == ["Brask", "Brask"]


def test_an_office_in_another_paragraph_is_somebody_else_s() -> None:
    text = (
        "{1s:Brask} {1c:denied} {1x:having been overruled}.\n{2x:A loan was possible}, {2s:the finance minister} "
        "{2c:told} reporters."
    )
    assert labels(text)[1] != "Brask"


def test_an_office_of_the_first_paragraph_is_whom_the_next_names_without_a_title() -> None:
    lead = "{1s:The foreign minister of Ombria} {1c:offered} {1x:to open the gate}.\n{2x:It was time}, "
    assert labels(lead + "{2s:Tavit Oremian} {2c:wrote} on Friday.")[0] == "Tavit Oremian"
    assert labels(lead + "{2s:President Tavit Oremian} {2c:wrote} on Friday.")[0] != "Tavit Oremian"


def test_a_minister_s_office_is_not_the_last_speaker() -> None:
    text = "{1s:Brask} {1c:denied} {1x:it}. {2x:A loan was possible}, {2s:the premier's office} {2c:said}."
    assert labels(text)[1] != "Brask"


@pytest.mark.parametrize(
    ("phrase", "kind", "label"),
    [
        ("South Korean President Park Geun-hye", "person", "Park Geun-hye"),
        ("President Feldwick and Hillary Larsk", "group", "President Feldwick and Hillary Larsk"),
        ("President Feldwick's campaign", "unknown", ""),
        ("the president's campaign", "title", "the president's campaign"),
        ("Britain's prime minister", "title", "Britain's prime minister"),
        ("the minister of health and welfare", "title", "the minister of health and welfare"),
    ],
)
def test_a_name_behind_a_title_may_go_on(phrase: str, kind: str, label: str) -> None:
    found = read_phrase(phrase, 0, load_registry())
    assert (found.kind, found.label) == (kind, label)
