"""English sentences in which two speak one after the other, and titles as agencies write them."""

from __future__ import annotations

import pytest

from claims.model import Article
from claims.pipeline import Pipeline


def told(text: str) -> list[tuple[str, str, str]]:
    """Who speaks, the cue and what is said of each claim."""
    found = Pipeline([]).extract([Article("a1", text, "en", "2025-11-02T00:00:00+00:00", title="")])
    return [(c.speaker.actor.label, c.cue_text, c.content_text) for one in found for c in one.claims]


def test_behind_a_semicolon_somebody_else_speaks() -> None:
    text = "Larsk said the pact was near; hours later the harbour ministry said the talks would go on."
    assert [(who, said) for who, _, said in told(text)] == [
        ("Larsk", "the pact was near"),
        ("harbour ministry", "the talks would go on"),
    ]


def test_no_cue_goes_across_a_semicolon() -> None:
    text = "A deal is near, the State Department said; a day later it admitted that no deal had been reached."
    assert told(text) == [
        ("US Department of State", "said", "A deal is near"),
        ("US Department of State", "admitted", "that no deal had been reached"),
    ]


@pytest.mark.parametrize("time", ["Hours later", "Two days earlier", "Just a few weeks later"])
def test_a_time_before_the_subject_is_no_part_of_it(time: str) -> None:
    assert told(f"{time} the State Department said talks would continue.")[0][0] == "US Department of State"


@pytest.mark.parametrize(
    ("phrase", "name", "body"),
    [
        ("Minister of Defence Bo Larsk", "Bo Larsk", None),
        ("President of the European Commission Ida von der Hagen", "Ida von der Hagen", "European Commission"),
        ("Head of the agency John Larsk", "John Larsk", None),
        ("Bank of England governor Ann Field", "Ann Field", "Bank of England"),
        ("The Bank of England's governor, Ann Field,", "Ann Field", "Bank of England"),
        ("Larsk University President Ann Field", "Ann Field", "Larsk University"),
        ("Speaker of the House Bo Larsk", "Bo Larsk", None),
        ("Palestinian Health Ministry official Zaher al-Wafi", "Zaher al-Wafi", "Palestinian health ministry"),
        ("WHO regional director Ann Field", "Ann Field", "World Health Organization"),
        ("The WHO's regional director, Ann Field,", "Ann Field", "World Health Organization"),
        ("Israel's army spokesman, Lt. Col. Nadav Ofer,", "Nadav Ofer", "Israel Defense Forces"),
        ("Judge Ann Field", "Ann Field", None),
    ],
)
def test_titles_with_the_body_before_or_behind(phrase: str, name: str, body: str | None) -> None:
    found = Pipeline([]).extract(
        [Article("a1", f"{phrase} said the plan was sound.", "en", "2025-11-02T00:00:00+00:00", title="")]
    )
    (claim,) = [claim for one in found for claim in one.claims]
    assert claim.speaker.actor.label == name
    assert next((one.label for one in claim.speaker.institutions), None) == body


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bo Larsk, executive director of the advocacy group Progress Ombria, said no.", "Bo Larsk"),
        ("“It is over,” said Ann Field, senior counsel in the Larsk Center's Fairness Program.", "Ann Field"),
        ("Bo Larsk, leader of the centrist Ombria Freedom Party, says the votes are preludes.", "Bo Larsk"),
        ("“No,” Bo Larsk, a spokesman for House Speaker Ann Field, told the paper.", "Bo Larsk"),
    ],
)
def test_who_is_described_is_not_the_body_of_his_title(text: str, name: str) -> None:
    assert told(text)[0][0] == name


@pytest.mark.parametrize("phrase", ["Two officials briefed on the plan", "Officials at the Ministry of Health"])
def test_people_without_a_name_are_unnamed(phrase: str) -> None:
    found = Pipeline([]).extract([Article("a1", f"{phrase} said it had been shelved.", "en")])
    assert [claim.speaker.actor.kind for one in found for claim in one.claims] == ["unnamed"]
