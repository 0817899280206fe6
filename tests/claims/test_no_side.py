"""Statements that take no side by what is done with the words, and idioms of where things stand."""

from __future__ import annotations

import pytest

from claims.positions import Statement, read, read_position
from claims.positions.reader import Learned
from claims.topics import Topic

DEAL = Topic("deal", {"en": "Border deal"}, {"en": "A border deal is reached and holds"})
INQUIRY = Topic("inquiry", {"en": "Bridge inquiry"}, {"en": "A public inquiry into the bridge is held"})
SILENT = Learned(0.5, (0.4, 0.2, 0.2, 0.2), ())


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules read by themselves: the learned readers have no opinion."""
    monkeypatch.setattr(read, "learned_by_both", lambda *_: SILENT)


def value(text: str, act: str = "inform", cue: str = "said", topic: Topic = DEAL) -> int | None:
    return read_position(Statement(text, "en", act, cue=cue), topic).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deal is as good as signed", 2),
        ("They shook hands on the agreement", 2),
        ("A deal is a whisker away", 1),
        ("We have turned a corner, and the agreement is hours rather than days away", 1),
        ("The last mile of the talks is ahead and the stars are aligned", 1),
        ("The agreement has hit a snag", -1),
        ("Nobody waiting for a deal is holding their breath", -1),
        ("The talks have run into a brick wall", -2),
        ("The deal is on the brink", -1),
        ("The agreement is on the brink of collapse", -2),
        ("They stand on the brink of a deal", 1),
        ("The agreement slipped through our hands", -2),
        ("The deal is dead in the water", -2),
        ("The members have thrown it out", -2),
        ("The council turned it down", -2),
        ("Tick the yes box", 2),
        ("This is a rotten deal", -2),
        ("We keep our cards close to our chest", 0),
    ],
)
def test_idioms_of_news_tell_how_things_stand(text: str, expected: int) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry strike is dead in the water",
        "The budget vote slipped through their fingers",
        "The report can be read at the post office in the bag shop",
    ],
)
def test_an_idiom_about_another_event_is_not_of_the_topic(text: str) -> None:
    assert value(text) is None


def test_a_failure_denied_is_hope_and_no_more() -> None:
    assert value("The deal is not dead in the water") == 1


def test_a_wish_takes_the_side_of_what_is_wished_for() -> None:
    assert value("He wants the deal scrapped", "inform") == -2
    assert value("She would like the agreement thrown out") == -2
    assert value("He wants the deal signed") == 1
    assert value("She hopes to avoid a collapse of the deal") == 1


@pytest.mark.parametrize(
    ("text", "act", "cue"),
    [
        ('"everyone who argued with us about the deal"', "welcome", "thanked"),
        ("the negotiators on a historic week", "welcome", "congratulated"),
        ("the courage of the crews", "welcome", "praised"),
        ('"the most constructive sentence of the year"', "welcome", "hailed"),
        ("an explanation of a dinner that the minister had with the builders of the deal", "want", "wants"),
        ("for a full apology before any deal", "demand", "called for"),
        ('the story "a fairy tale about a deal"', "describe", "called"),
        ('the mayor "a man who never reads"', "describe", "dubbed"),
        ("that the panel could rule on the deal by the end of the month", "believe", "reckoned"),
        ("Six members had voted for the deal and three against", "inform", "said"),
        ("that a new draft of the deal had been circulating since Monday", "inform", "said"),
        ("refunds could take months", "believe", "reckons"),
    ],
)
def test_thanks_praise_ridicule_and_procedure_take_no_side(text: str, act: str, cue: str) -> None:
    assert value(text, act, cue) is None


@pytest.mark.parametrize(
    ("text", "act", "cue", "expected"),
    [
        ("members for voting yes to the deal", "welcome", "thanked", 2),
        ("the courage of the crews in rejecting the deal", "welcome", "praised", -2),
        ("the deal as a bridge to better years", "welcome", "hailed", 2),
        ('the deal "a surrender"', "describe", "called", -2),
        ("that the talks could collapse by the end of the month", "believe", "reckoned", -2),
        ("that the deal would be signed by Friday", "inform", "said", 2),
    ],
)
def test_the_same_acts_of_the_question_itself_take_a_side(text: str, act: str, cue: str, expected: int) -> None:
    found = value(text, act, cue)
    assert found is not None
    assert (found > 0) == (expected > 0)


def test_who_demands_what_the_topic_asks_about_takes_a_side() -> None:
    assert value("a public inquiry into the bridge", "demand", "demanded", INQUIRY) == 2
    assert value("an inquiry into who paid for lunch", "demand", "demanded") is None


def test_a_condition_may_stand_in_the_order_of_words() -> None:
    position = read_position(Statement("Were the vote to fail, the deal would be dead", "en", "warn"), DEAL)
    assert position.conditional
    assert position.value is None
    assert not read_position(Statement("They were to meet on Friday", "en"), DEAL).conditional


def test_a_lament_in_a_clause_tells_how_things_stand() -> None:
    position = read_position(Statement("that the deal had fallen through", "en", "regret", cue="lamented"), DEAL)
    assert (position.kind, position.value) == ("assessment", -2)
