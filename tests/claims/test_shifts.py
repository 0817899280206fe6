"""Shifts between hand-made claims: order, guards, relations, allegations."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest
from made_claims import ANNE, OFFICIAL, RIVAL, claim, held, linked, moves

from claims.model import Actor, Claim, Speaker
from claims.shifts import relation_of


def test_a_reverse_with_its_evidence() -> None:
    near, none = claim(1), claim(-2, "2020-01-03")
    (shift,) = linked(near, none).shifts
    assert (shift.earlier_claim_id, shift.later_claim_id) == (near.id, none.id)
    assert (shift.relation, shift.within_day, shift.status) == ("reverse", False, "shift")
    assert {guard.name for guard in shift.guards} >= {"recalled", "conditional", "same_kind", "unknown_order"}


def test_the_order_given_does_not_matter() -> None:
    claims = [claim(v, f"2020-01-{d:02}") for d, v in enumerate((1, 1, -2, 0, 2, 2, -1), 1)]
    expected = linked(*claims)
    for seed in range(8):
        shuffled = random.Random(seed).sample(claims, len(claims))
        assert linked(*shuffled) == expected


def test_the_text_orders_one_day() -> None:
    later, earlier = claim(-2, rank=1, article="a", expression="hours later"), claim(1, rank=0, article="a")
    found = linked(later, earlier)
    assert moves(found) == [(1, -2, "reverse")]
    assert found.shifts[0].within_day


def test_orders_of_two_texts_are_not_compared() -> None:
    found = linked(claim(1, rank=0, article="a"), claim(-2, rank=1, article="b"))
    assert moves(found) == []
    assert "unknown_order" in held(found)


def test_what_is_in_print_was_said_before_what_the_clock_tells() -> None:
    evening = "2020-01-01T22:40:00+00:00"
    morning = claim(1, published="2020-01-01T11:00:00+02:00")
    assert moves(linked(morning, claim(-2, evening))) == [(1, -2, "reverse")]
    night = claim(1, published="2020-01-01T23:30:00+00:00")
    assert moves(linked(night, claim(-2, evening))) == []


def test_parts_of_the_day_order_two_texts() -> None:
    def part(value: int, rank: int) -> Claim:
        one = claim(value, rank=rank)
        return replace(one, when=replace(one.when, precision="part_of_day"))

    assert moves(linked(part(1, 1), part(-2, 4))) == [(1, -2, "reverse")]


def test_of_equals_the_surest_is_the_evidence() -> None:
    same = [claim(-2, "2020-01-03", article="a") for _ in range(8)]
    for sure in same:
        unsure = [replace(one, speaker=replace(one.speaker, confidence=0.3)) for one in same if one is not sure]
        (shift,) = linked(claim(1), *unsure, sure).shifts
        assert (shift.later_claim_id, shift.status) == (sure.id, "shift")


def test_one_moment_is_one_event() -> None:
    assert moves(linked(claim(-1, article="a"), claim(-2, article="a"), claim(1, "2020-01-05"))) == [(-2, 1, "reverse")]


def test_for_and_against_at_one_moment_is_mixed() -> None:
    found = linked(claim(1, article="a"), claim(-1, article="a"), claim(2, "2020-01-05"))
    assert moves(found) == []
    assert "mixed" in held(found)


def test_of_a_moment_with_both_signs_the_side_that_is_read_much_more_surely_counts() -> None:
    doubtful, plain = claim(1, article="a", read=0.5), claim(-2, article="a")
    assert moves(linked(doubtful, plain, claim(2, "2020-01-05"))) == [(-2, 2, "reverse")]


def test_what_is_said_again_with_more_strength_is_no_sure_shift() -> None:
    first, again = claim(1), claim(2, "2020-01-03")
    again = replace(again, attribution=replace(again.attribution, act="reassert"))
    assert [s.status for s in linked(first, again).shifts] == ["possible"]
    other = replace(again, position=replace(again.position, value=-2))
    assert [s.status for s in linked(first, other).shifts] == ["shift"]


def test_a_softening_is_a_shift_where_both_sides_are_read_surely() -> None:
    assert [s.status for s in linked(claim(2), claim(1, "2020-01-03")).shifts] == ["shift"]
    assert [s.status for s in linked(claim(2), claim(1, "2020-01-03", read=0.4)).shifts] == ["possible"]


@pytest.mark.parametrize(
    ("later", "guard"),
    [
        ({"recalled": True}, "recalled"),
        ({"inside": 0}, "another_s_words"),
        ({"at": None}, "unknown_order"),
        ({"value": None}, None),
    ],
)
def test_what_cannot_be_a_later_side(later: dict[str, object], guard: str | None) -> None:
    given = {"value": -2, "at": "2020-01-03", **later}
    found = linked(claim(1), claim(given.pop("value"), given.pop("at"), **given))  # type: ignore[arg-type]
    assert moves(found) == []
    assert guard is None or guard in held(found)


def test_unnamed_sources_have_no_line() -> None:
    found = linked(claim(1, actor=OFFICIAL), claim(-2, "2020-01-03", actor=OFFICIAL))
    assert moves(found) == []
    assert held(found) == {"unnamed"}


def test_policy_and_assessment_are_never_mixed() -> None:
    assert moves(linked(claim(2, kind="policy"), claim(-2, "2020-01-03"))) == []


def test_topics_are_never_mixed() -> None:
    assert moves(linked(claim(2), claim(-2, "2020-01-03", topic="other"))) == []


def test_copies_are_one_utterance_with_their_outlets() -> None:
    words = "the very same words in every outlet of the country"
    first, copy = claim(1, text=words, published="2020-01-01T08:00:00Z"), claim(1, text=words)
    found = linked(first, copy, claim(-2, "2020-01-02"))
    same = next(u for u in found.utterances if len(u.claim_ids) == 2)
    assert same.claim_ids == (first.id, copy.id)
    assert len(same.outlets) == 2
    assert len(moves(found)) == 1


def test_a_copy_printed_later_is_no_second_shift() -> None:
    words = "no deal was reached after hours of talks in the capital"
    near, none = claim(1), claim(-2, "2020-01-03", text=words)
    copy = claim(-2, "2020-01-03", text=words, published="2020-01-09T10:00:00Z")
    assert len(moves(linked(near, none, copy))) == 1


def test_saying_it_again_is_held_as_a_repeat() -> None:
    found = linked(claim(1), claim(1, "2020-01-03"))
    assert moves(found) == []
    assert "repeat" in held(found)


def test_relations() -> None:
    expected = {
        (2, 1): "soften", (-2, -1): "soften", (1, 2): "harden", (-1, -2): "harden", (1, 0): "retreat_to_neutral",
        (-2, 0): "retreat_to_neutral", (0, 2): "commit", (0, -1): "commit", (1, -2): "reverse", (-1, 2): "reverse",
    }  # fmt: skip
    for (a, b), relation in expected.items():
        assert relation_of(a, b) == relation
    for a, b in product(range(-2, 3), repeat=2):
        assert (relation_of(a, b) == "repeat") == (a == b)


def test_an_allegation_is_the_accusers_and_counted_once() -> None:
    first = claim(None, kind="conduct", alleged_actor=RIVAL, article="a")
    again = claim(None, kind="conduct", alleged_actor=RIVAL, article="a", actor=OFFICIAL)
    found = linked(first, again)
    (shift,) = found.shifts
    assert (shift.actor_id, shift.accuser_id, shift.alleged) == (RIVAL.id, ANNE.id, True)
    assert shift.from_value is shift.to_value is None
    assert moves(found) == []


BODY = Actor("o-body", "Harbour Board", None, "organisation")
CHAIR = Actor("p-chair", "Ina Chair", None, "person", speaks_for="o-body")
DEPUTY = Actor("p-deputy", "Olaf Deputy", None, "person", speaks_for="o-body")


def of_body(made: Claim) -> Claim:
    return replace(made, speaker=replace(made.speaker, institutions=(BODY,)))


def test_two_speakers_of_one_body_form_its_line_which_is_never_sure() -> None:
    first = of_body(claim(2, actor=CHAIR))
    second = of_body(claim(-2, "2020-01-05", actor=DEPUTY))
    (shift,) = linked(first, second).shifts
    assert (shift.actor_id, shift.relation, shift.status) == (BODY.id, "reverse", "possible")
    assert any("Ina Chair, then Olaf Deputy" in reason for reason in shift.reasons)


def test_who_always_differed_has_not_moved_the_body() -> None:
    claims = [
        of_body(claim(2, "2020-01-01", actor=CHAIR)),
        of_body(claim(-2, "2020-01-01", actor=DEPUTY)),
        of_body(claim(2, "2020-01-05", actor=CHAIR)),
        of_body(claim(-2, "2020-01-09", actor=DEPUTY)),
    ]
    assert moves(linked(*claims)) == []


def test_a_speakers_own_change_is_told_once() -> None:
    claims = [of_body(claim(v, f"2020-01-0{d}", actor=CHAIR)) for d, v in ((1, 2), (5, -2))]
    (shift,) = linked(*claims).shifts
    assert shift.actor_id == CHAIR.id


def test_each_statement_of_a_run_makes_it_surer() -> None:
    unsure = replace(claim(0, "2020-01-03"), speaker=Speaker(ANNE, (), confidence=0.2))
    (shift,) = linked(claim(0), unsure, claim(2, "2020-01-05")).shifts
    assert (shift.relation, shift.earlier_claim_id, shift.status) == ("commit", unsure.id, "shift")


def test_a_doubtful_reading_makes_its_change_only_possible() -> None:
    sure, doubtful = claim(1, "2020-01-01"), claim(-2, "2020-01-02", read=0.2)
    assert [s.status for s in linked(sure, doubtful).shifts] == ["possible"]
    assert [s.status for s in linked(sure, claim(-2, "2020-01-02")).shifts] == ["shift"]


def test_a_doubtful_reading_does_not_hide_that_two_sure_ones_differ() -> None:
    found = linked(claim(2, "2020-01-01"), claim(-1, "2020-01-02", read=0.2), claim(-2, "2020-01-03"))
    assert [(s.from_value, s.to_value) for s in found.shifts if s.status == "shift"] == [(2, -2)]


def test_a_doubtful_reading_between_equal_ones_alerts_nobody() -> None:
    found = linked(claim(2, "2020-01-01"), claim(-1, "2020-01-02", read=0.2), claim(2, "2020-01-03"))
    assert found.shifts
    assert all(s.status == "possible" for s in found.shifts)


def test_at_one_moment_what_is_read_surely_counts() -> None:
    found = linked(claim(2, "2020-01-01"), claim(-2, "2020-01-02", read=0.2), claim(-1, "2020-01-02"))
    assert moves(found) == [(2, -1, "reverse")]


def test_a_denial_gives_way_to_what_is_said_outright() -> None:
    denial = claim(2, "2020-01-03")
    denial = replace(denial, attribution=replace(denial.attribution, act="deny"))
    assert moves(linked(claim(2), claim(-1, "2020-01-03"), denial)) == [(2, -1, "reverse")]


def test_what_comes_true_alerts_and_a_warmer_wish_only_where_it_is_read_surely() -> None:
    def status(kind: str, read: float) -> str:
        (found,) = linked(claim(1, kind=kind), claim(2, "2020-01-03", kind=kind, read=read)).shifts
        return found.status

    assert (status("assessment", 0.6), status("policy", 0.6)) == ("shift", "possible")
    assert status("policy", 1.0) == "shift"


def test_a_doubtful_kind_is_compared_with_what_its_speaker_said_next_to_it() -> None:
    asked = claim(-2, "2020-01-01", kind="policy")
    doubtful = claim(2, "2020-01-03", kind="assessment", kind_read=0.55)
    assert moves(linked(asked, doubtful)) == [(-2, 2, "reverse")]
    assert moves(linked(asked, claim(2, "2020-01-03", kind="assessment"))) == []


def test_relayed_words_are_no_base_for_what_their_speaker_says_next() -> None:
    relayed = claim(2, "2020-01-03")
    relayed = replace(relayed, speaker=replace(relayed.speaker, via="Daily Echo"))
    found = linked(claim(-2), relayed, claim(2, "2020-01-05"))
    assert [(s.from_value, s.to_value, s.status) for s in found.shifts if s.status == "shift"] == [(-2, 2, "shift")]
    assert [s.status for s in found.shifts if s.later_claim_id == relayed.id] == ["possible"]


def test_words_relayed_by_an_outlet_that_turn_a_line_round_do_not_alert() -> None:
    relayed = claim(-2, "2020-01-03")
    relayed = replace(relayed, speaker=replace(relayed.speaker, via="The Courier", confidence=0.8))
    assert [s.status for s in linked(claim(2), relayed).shifts] == ["possible"]


def test_a_morning_s_words_and_a_night_s_are_told_apart_by_print() -> None:
    morning = claim(1, published="2020-01-01T09:00:00+00:00")
    night = claim(-2, published="2020-01-01T22:00:00+00:00")
    (shift,) = linked(night, morning).shifts
    assert (shift.earlier_claim_id, shift.later_claim_id) == (morning.id, night.id)
    assert shift.within_day
    soon = claim(-2, published="2020-01-01T10:00:00+00:00")
    assert linked(morning, soon).shifts == (), "an hour apart, two outlets may tell one speech"


def test_of_a_moment_with_both_signs_the_stronger_counts_where_it_is_as_sure() -> None:
    before = claim(-1, "2019-12-20")
    reached = claim(2, article="one")
    assert moves(linked(before, reached, claim(-1, article="one"))) == [(-1, 2, "reverse")]
    assert moves(linked(before, claim(2, article="two", read=0.9), claim(-1, article="two"))) == []


def test_who_says_that_his_view_has_not_changed_raises_no_alert() -> None:
    (shift,) = linked(
        claim(1, kind="policy"), claim(-2, "2020-01-03", kind="policy", text="Our view has not changed")
    ).shifts
    assert shift.status == "possible"


def test_an_article_that_recalls_the_opposite_tells_a_change() -> None:
    """«Had said in March that the bridge would open; now she says that it will not.»"""
    before = claim(2, "2020-03-01", recalled=True, article="now")
    now = claim(-2, "2020-05-02", article="now")
    (shift,) = linked(before, now).shifts
    assert (shift.earlier_claim_id, shift.later_claim_id, shift.status) == (before.id, now.id, "shift")
    assert "recalls" in next(guard.detail for guard in shift.guards if guard.name == "recalled")


@pytest.mark.parametrize(
    ("recalled", "others"),
    [
        ({"at": "2020-03-01", "article": "another"}, []),  # no article sets the two beside each other
        ({"at": None, "article": "now"}, []),  # nobody tells when it was
        ({"at": "2020-05-02", "article": "now"}, []),  # of the same day
        ({"at": "2020-03-01", "article": "now"}, [claim(-2, "2020-04-02")]),  # what is said now was held already
    ],
)
def test_what_is_recalled_is_else_no_side_of_a_shift(recalled: dict[str, str], others: list[Claim]) -> None:
    before = claim(2, recalled["at"], recalled=True, article=recalled["article"])
    assert not linked(before, *others, claim(-2, "2020-05-02", article="now")).shifts


def test_what_is_recalled_is_never_the_later_side() -> None:
    assert not linked(claim(-2, "2020-05-02", article="now"), claim(2, "2020-05-01", recalled=True, article="now"),
                      claim(-2, "2020-04-01")).shifts  # fmt: skip


def test_a_statement_of_before_goes_before_what_is_recalled() -> None:
    first, before = claim(1, "2020-03-01"), claim(2, "2020-03-01", recalled=True, article="now")
    (shift,) = linked(first, before, claim(-2, "2020-05-02", article="now")).shifts
    assert shift.earlier_claim_id == first.id


def test_what_is_said_again_of_before_is_not_said_now() -> None:
    """«There is a deal, she said, hours after she had said that …»: a text may not tell that it is recalled."""
    first = claim(-2, "2020-05-02", text="that the two sides had failed over the northern wells", article="noon")
    again = claim(-2, "2020-05-04", text="that the sides had failed over the wells", article="night")
    now = claim(2, "2020-05-04", article="night")
    assert moves(linked(first, again, now)) == [(-2, 2, "reverse")]


def test_what_is_said_again_counts_where_the_rest_is_read_less_surely() -> None:
    first = claim(-2, "2020-05-02", text="that the two sides had failed over the northern wells", article="noon")
    again = claim(-2, "2020-05-04", text="that the sides had failed over the wells", article="night")
    doubtful = claim(2, "2020-05-04", article="night", read=0.7)
    assert not moves(linked(first, again, doubtful))


@pytest.mark.parametrize(("stronger", "counts"), [(1.0, 2), (0.95, 2), (0.7, 1)])
def test_the_stronger_statement_of_a_moment_counts_where_it_is_read_about_as_surely(
    stronger: float, counts: int
) -> None:
    said = [claim(-2), claim(1, "2020-01-05", article="b"), claim(2, "2020-01-05", article="b", read=stronger)]
    assert moves(linked(*said)) == [(-2, counts, "reverse")]


def test_what_is_recalled_of_another_kind_tells_no_change() -> None:
    """«Had expected a quiet spring; now he rejects the offer»: what was expected is not what is wanted."""
    before = claim(1, "2020-03-01", recalled=True, article="now", kind_read=0.5)
    wanted = [claim(-2, day, article=article, kind="policy") for day, article in (("2020-05-02", "now"),)]
    assert not linked(before, *wanted).shifts
