"""How English source phrases are read: who heads them, names apart from titles, shares, groups, headlines; invented."""

from __future__ import annotations

from typing import Any

import pytest
from marked import marked

from claims.actors import load_registry, resolve
from claims.actors.english import read_phrase
from claims.actors.mention import Mention
from claims.actors.scan import Scan
from claims.attribute import attribute
from claims.attribute.english.extractor import credited_outlet
from claims.attribute.english.grammar import Found
from claims.attribute.english.lexicon import lexicon
from claims.attribute.english.view import View
from claims.model import Article
from claims.read import read


def phrase(text: str) -> Mention:
    return read_phrase(text, 0, load_registry())


def labels(text: str, **options: Any) -> list[str]:
    document, attributions = marked(text, lang="en", **options)
    return [speaker.actor.label for speaker in resolve(document, attributions, load_registry())]


def full_names(text: str) -> list[str]:
    scan = Scan(text, "en", load_registry())
    return [" ".join(word.text for word in run) for run in scan.full_names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Former Dorset Gov. Martin O'Dell", "Martin O'Dell"),
        ("Navy SEAL Carl Koss", "Carl Koss"),
        ("QNN President Joss Tucker", "Joss Tucker"),
        ("QNN's Jake Tarrow", "Jake Tarrow"),
        ("the BBC's Nell Harding", "Nell Harding"),
        ("Harbour News' Jenna Loy", "Jenna Loy"),
        ("Harbour News Sean Hurley", "Sean Hurley"),
        ("Chicago Alderman Jason C. Ervine", "Jason C. Ervine"),
        ("Rep. Henry Quellar, D-Texas,", "Henry Quellar"),
        ("Sen. Ann Field (R), the chairman of the panel,", "Ann Field"),
        ("US special envoy to Syria Tom Barrow", "Tom Barrow"),
        ("Secretary of State John Merry", "John Merry"),
        ("the head of the UN mission General Bo Larsk", "Bo Larsk"),
        ("Senator Ann Field herself", "Ann Field"),
    ],
)
def test_a_name_is_read_apart_from_what_stands_before_it(text: str, name: str) -> None:
    read_as = phrase(text)
    assert (read_as.kind, read_as.label) == ("person", name)


@pytest.mark.parametrize("text", ["JOEL BENNING", "J.D. Vancel", "Mary Lou O'Dell", "Ann Field"])
def test_a_name_without_a_label_is_whole(text: str) -> None:
    assert (phrase(text).kind, phrase(text).label) == ("person", text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr. Harold Vance, the prize-winning former institute director under President Ann Field,", "Harold Vance"),
        (
            "Robert Mercy, the donor and co-founder of Renner Technologies who once backed Senator Ted Cray,",
            "Robert Mercy",
        ),
        ("Brian Fallow, a spokesman for Mrs. Field,", "Brian Fallow"),
        ("Laura Meyer, a former governor who argued with Ms. Brand at the conference,", "Laura Meyer"),
    ],
)
def test_the_head_of_a_phrase_speaks_not_a_name_in_its_complement(text: str, name: str) -> None:
    assert phrase(text).label == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a supporter of Senator Ted Cray", "Ted Cray"),
        ("the FBI investigation into accusations against Judge Bret Cavan", "Bret Cavan"),
        ("A ministry spokesman for Mr. Bolt", "Bolt"),
        ("a top adviser for President Field", "Field"),
        ("months of stories of the actor Bill Cosgrave", "Bill Cosgrave"),
    ],
)
def test_who_only_the_complement_names_does_not_speak(text: str, name: str) -> None:
    assert phrase(text).label != name
    assert phrase(text).kind != "person"


@pytest.mark.parametrize(
    "text",
    [
        "Twenty-four percent",
        "66%",
        "Only 10 percent",
        "More than half of respondents",
        "A third of independents",
        "a majority of that segment",
        "All of the candidates",
        "none of them",
        "several of his rivals",
        "half the members",
        "2,500 workers",
        "most voters",
        "Few Texans",
    ],
)
def test_a_share_and_a_quantified_group_are_groups_in_their_own_words(text: str) -> None:
    assert (phrase(text).kind, phrase(text).label) == ("group", text)


@pytest.mark.parametrize("text", ["the majority leader", "60 Minutes", "No 10", "One America News", "two diplomats"])
def test_other_phrases_that_open_with_a_number_are_no_shares(text: str) -> None:
    assert phrase(text).kind != "group"


def test_one_of_several_is_a_person_whom_nobody_names_unless_a_name_follows() -> None:
    assert phrase("One of the directors").kind == "unnamed"
    assert phrase("Another Texan who did not vote").kind == "unnamed"
    assert phrase("One of the directors, Ann Field,").label == "Ann Field"


def test_two_shares_are_two_actors() -> None:
    text = (
        "{1s:Twenty-four percent} {1c:said} {1x:they would vote}. {2s:Sixty-six percent} {2c:said} {2x:it made no "
        "difference}. {3s:More than half of voters} {3c:said} {3x:no}. {4s:Five percent of voters in the poll} "
        "{4c:said} {4x:nothing}."
    )
    assert labels(text) == [
        "Twenty-four percent",
        "Sixty-six percent",
        "More than half of voters",
        "Five percent of voters in the poll",
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Gwen Ivall and Judy Woodrow, two journalists,", "Gwen Ivall and Judy Woodrow"),
        ("Ann Field, Bo Larsk and Cy Dunn", "Ann Field, Bo Larsk and Cy Dunn"),
        ("Secretary of State John Merry and Foreign Minister Ann Field", None),
        ("she and European leaders", None),
        ("Trask and his attorneys", None),
        ("the school's principal and the local bishop", None),
        ("The airline and the U.S. Navy both", None),
    ],
)
def test_those_whom_and_joins_speak_together(text: str, label: str | None) -> None:
    assert (phrase(text).kind, phrase(text).label) == ("group", label or text)


@pytest.mark.parametrize(
    "text", ["Marks and Spencer", "the Ministry of Health and Population", "Chairman and CEO Ann Field"]
)
def test_and_inside_a_name_or_a_title_joins_nobody(text: str) -> None:
    assert phrase(text).kind != "group"


def test_one_of_two_joined_bodies_is_still_itself() -> None:
    text = "{1s:The airline and the Coast Guard} {1c:said} {1x:it landed}. {2s:The Coast Guard} {2c:said} {2x:so}."
    assert labels(text)[1] == "Coast Guard"


def test_bodies_that_share_a_word_are_not_one() -> None:
    text = (
        "{1s:The Larsk Daily News} {1c:said} {1x:it was over}. {2s:Harbour News} {2c:said} {2x:it was not}. "
        "{3s:The Trask team} {3c:said} {3x:yes}. {4s:The Field team} {4c:said} {4x:no}."
    )
    assert len(set(labels(text))) == 4


def test_a_party_and_a_state_are_no_name() -> None:
    assert full_names("Sen. Ann Hollis (I-Vt.) apologized to Bo Larsk (R-Wisc.) on Friday.") == [
        "Ann Hollis",
        "Bo Larsk",
    ]
    assert full_names("On Friday Ann Hollis (I-Vt.) apologized to Bo Larsk (R-Wisc.).") == ["Ann Hollis", "Bo Larsk"]


def test_a_headline_tells_only_names_that_the_text_has() -> None:
    text = "Ann Hollis Visit To Harbour Brings Horrible Trouble\nOn Monday Ann Hollis met Bo Larsk at the port."
    assert full_names(text) == ["Ann Hollis", "Ann Hollis", "Bo Larsk"]


def test_capitals_titles_and_quoted_words_are_no_names() -> None:
    text = (
        "FIGURING OUT THE NEW PLATFORM It was hard for Ann Hollis, who wrote “A Few Hard Truths About Sneaking Into "
        "the Club”, and the “Never Trask” movement in Kansas City."
    )
    assert full_names(text) == ["Ann Hollis"]


def test_a_family_name_is_that_of_the_full_name_which_the_text_has_most_often() -> None:
    text = (
        "The “Never Trask” movement lost. Endorsing Trask Towers, Donald Trask came. {1s:Trask} {1c:said} {1x:he won}. "
        "Donald Trask left."
    )
    assert labels(text) == ["Donald Trask"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hollis's public testimony", "Hollis"),
        ("Bo Larsk's remarks", "Bo Larsk"),
        ("Ann Hollis’s language in the statement", "Ann Hollis"),
    ],
)
def test_what_somebody_said_speaks_for_whose_it_is(text: str, name: str) -> None:
    assert phrase(text).label == name


def test_her_message_is_hers() -> None:
    text = (
        "{1s:Mrs. Ann Hollis} {1c:said} {1x:she would stay}. {2s:Her message} {2c:was} {2x:that the port would open}. "
        "{3s:Bo Larsk} {3c:said} {3x:it would not}."
    )
    assert labels(text)[1] == "Ann Hollis"


def test_an_adverb_alone_is_nobody() -> None:
    text = "{1s:Ann Hollis} {1c:said} {1x:it was over}. {2s:Nearly} six months after {2c:saying} {2x:no}, she left."
    assert "Nearly" not in labels(text)


def test_a_cue_inside_a_compound_is_none() -> None:
    text = "The self-described friend of Bo Larsk was hard-pressed to explain the loss, said Ann Hollis."
    document = read(Article("a", text, "en", "2024-05-02"))
    assert [text[a.cue[0][0] : a.cue[0][1]] for a in attribute(document)] == ["said"]


def test_who_with_a_capital_is_no_organisation() -> None:
    assert phrase("Who").known == ()
    assert phrase("WHO").known != ()


def test_an_outlet_in_brackets_behind_a_quotation_is_who_is_quoted() -> None:
    text = 'Ann Hollis won. "It was a narrow vote." [HarbourPost.]'
    view = View(read(Article("a", text, "en", "2024-05-02")), lexicon())
    words = [token.text for token in view.tokens]
    opened = words.index("[")
    said = (words.index("It"), words.index("vote") + 1)
    credited = credited_outlet(view, Found((opened, len(words)), (0, 2), (said,), None, "tagged"))
    assert view.document.slice(view.span(*credited.source)).rstrip(".") == "HarbourPost"
    other = Found((2, 3), (0, 2), (said,), None, "tagged")
    assert credited_outlet(view, other) == other


def test_what_stands_in_brackets_as_a_source_is_an_outlet() -> None:
    text = '{1s:Ann Hollis} {1c:said} {1x:it was over}. "{2x:It was a narrow vote}" [{2s:HarbourPost}{2c:.}]'
    document, attributions = marked(text, lang="en")
    actor = resolve(document, attributions, load_registry())[1].actor
    assert (actor.label, actor.kind) == ("HarbourPost", "outlet")


def test_lines_of_style_and_markup_are_no_sentences() -> None:
    text = (
        "Ann Field was glad.\n.bio {\n   text-align: left;\n   width:100%;\n}.\n@media screen {\n}\n<img src='x'>\n"
        "“We won,” she said: it was late;"
    )
    document = read(Article("a", text, "en", "2024-05-02"))
    assert [text[a:b] for a, b in document.paragraphs] == [
        "Ann Field was glad.",
        "“We won,” she said: it was late;",
    ]
    assert not any("align" in token.text for token in document.tokens)
