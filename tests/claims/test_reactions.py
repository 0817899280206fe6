"""Reactions to a decision, told by what was decided; kinds of statements, learned."""

from __future__ import annotations

import pytest

from claims.model import Position
from claims.positions import Statement, Told, with_reactions
from claims.positions.lines import POLICY, kind_of, lines, measure
from claims.positions.reactions import is_reaction
from claims.positions.regression import Regression

NOTHING = Position("assessment", None)


def told(speaker: str, text: str, act: str, value: int | None, sure: float = 1.0) -> Told:
    statement = Statement(text, "en", act=act, cue=act)
    return Told(speaker, "deal", statement, Position("policy", value, confidence=sure))


@pytest.mark.parametrize(
    ("act", "decided", "expected"),
    [("welcome", -2, -2), ("welcome", 2, 2), ("condemn", -2, 2), ("condemn", 2, -2), ("criticise", -2, 1)],
)
def test_a_reaction_takes_its_side_from_the_decision(act: str, decided: int, expected: int) -> None:
    claims = [told("board", "that it is off", "announce", decided), told("anne", "the decision", act, 2)]
    assert with_reactions(claims, lambda _: NOTHING)[1].value == expected


def test_the_first_sentence_tells_what_no_claim_does() -> None:
    claims = [told("anne", "the ruling", "welcome", 2)]
    assert with_reactions(claims, lambda _: Position("assessment", -2))[0].value == -2
    assert with_reactions(claims, lambda _: NOTHING)[0].value == 2


@pytest.mark.parametrize(
    ("speaker", "value", "sure"),
    [("anne", -2, 1.0), ("board", -1, 1.0), ("board", -2, 0.5)],
    ids=["own", "weak", "doubtful"],
)
def test_only_another_s_sure_decision_counts(speaker: str, value: int, sure: float) -> None:
    claims = [told(speaker, "that it is off", "announce", value, sure), told("anne", "the decision", "welcome", 2)]
    assert with_reactions(claims, lambda _: NOTHING)[1].value == 2


def test_what_names_its_own_event_is_no_reaction() -> None:
    assert is_reaction(Statement("the ruling", "en", act="welcome"))
    assert is_reaction(Statement("بالقرار", "ar", act="welcome"))
    assert not is_reaction(Statement("the ceasefire deal", "en", act="welcome"))
    assert not is_reaction(Statement("that the ruling was late", "en", act="inform"))


def test_kinds_follow_how_a_statement_is_put() -> None:
    stays = Statement("The walkouts remain in place until we say otherwise", "en", cue="said")
    assert kind_of(stays, "assessment", -2, "")[0] in POLICY
    near = Statement("أن الاتفاق بات وشيكا", "ar", act="predict", cue="توقع")
    kind, sure = kind_of(near, "assessment", 1, "near")
    assert kind == "assessment"
    assert 0.5 <= sure <= 1


def test_weights_are_what_decides() -> None:
    statement = Statement("words", "en", cue="said")
    measures = measure(statement, "assessment", 1, "near")
    assert Regression({"by near": 5.0}, 0.0, 1).odds(measures) > 0.9
    assert Regression({"by near": -5.0}, 0.0, 1).odds(measures) < 0.1
    assert lines().statements > 500


def test_a_reaction_against_what_its_words_are_for_is_doubtful() -> None:
    off, on = (
        [told("board", "it", "announce", value), told("anne", "the decision", "welcome", 2)] for value in (-2, 2)
    )
    turned, plain = (with_reactions(claims, lambda _: NOTHING)[1] for claims in (off, on))
    assert turned.value == -2
    assert turned.confidence < 0.5 < plain.confidence


def test_words_reacted_to_may_be_any_and_decisions_are_no_reactions() -> None:
    doubts = told("board", "that it looks bad", "inform", -1)
    assert with_reactions([doubts, told("anne", "the remarks", "welcome", 2)], lambda _: NOTHING)[1].value == -2
    hopes = told("clara", "the plan", "reject", -2)
    assert with_reactions([hopes, told("anne", "the decision", "welcome", 2)], lambda _: NOTHING)[1].value == 2
