"""The same text in another outlet on another day is one thing said once; the same words said anew are not."""

from __future__ import annotations

from dataclasses import replace

from claims.model import Actor, Attribution, Claim, Position, Speaker, When
from claims.reprints import reprints, with_first_speaker
from claims.shifts import link

MINISTER = Actor("minister", "Ann Field", None, "person")
ENVOY = Actor("envoy", "Mara Lind", None, "person")
NEAR = "the two sides are near to a deal on the ferry and the harbour"
OFF = "there is no deal and the talks on the ferry have failed for good"
WAIT = "the crews will wait for the vote of their members on Sunday"


def claim(article: str, day: str, words: str, value: int | None, at: int = 0, actor: Actor = MINISTER) -> Claim:
    return Claim(
        id=f"{article}-{at}",
        article_id=article,
        attribution=Attribution((), ((at, at + 4),), ((at + 5, at + 5 + len(words)),), "indirect", "inform", "say"),
        speaker=Speaker(actor, (actor.label,)),
        when=When(day, "day"),
        topic_id="deal",
        position=Position("assessment", value, reasons=("told",)),
        source_text="",
        cue_text="said",
        content_text=words,
        lang="en",
        publisher=article,
        published=f"{day}T10:00:00+00:00",
    )


def original(day: str = "2020-01-01", name: str = "wire") -> list[Claim]:
    return [claim(name, day, NEAR, 1), claim(name, day, WAIT, None, 100, ENVOY)]


def moves(claims: list[Claim]) -> list[tuple[int | None, int | None]]:
    shifts = sorted(link(claims, {}, {}).shifts, key=lambda shift: shift.later_claim_id)
    return [(shift.from_value, shift.to_value) for shift in shifts]


def test_a_print_on_the_next_day_takes_nobody_back() -> None:
    said = [*original(), claim("turn", "2020-01-02", OFF, -2)]
    copy = original("2020-01-03", "gazette")
    assert moves(said) == moves([*said, *copy]) == [(1, -2)]
    assert len(link([*said, *copy], {}, {}).utterances) == 3


def test_the_same_words_in_an_article_of_its_own_are_said_again() -> None:
    said = [*original(), claim("turn", "2020-01-02", OFF, -2)]
    anew = [
        claim("anew", "2020-01-03", NEAR, 1),
        claim("anew", "2020-01-03", "the ministers met at noon in the old town", None, 100, ENVOY),
        claim("anew", "2020-01-03", "the port stays open for as long as it takes", None, 200, ENVOY),
    ]
    assert sorted(moves([*said, *anew])) == [(-2, 1), (1, -2)]


def test_a_text_that_comes_much_later_is_no_print() -> None:
    assert reprints([*original(), *original("2020-01-04", "gazette")])
    assert not reprints([*original(), *original("2020-01-05", "gazette")])


def test_short_words_alone_are_no_sign_of_a_print() -> None:
    short = [claim("a", "2020-01-01", "a deal is near", 1), claim("b", "2020-01-02", "a deal is near", 1)]
    assert not reprints(short)


def test_a_print_that_lost_the_speaker_keeps_whom_the_first_one_names() -> None:
    unknown = Actor("unknown", "he", None, "unnamed")
    copy = [replace(one, speaker=Speaker(unknown, ("he",))) for one in original("2020-01-02", "gazette")]
    found = with_first_speaker([*copy, *original()], reprints([*copy, *original()]))
    assert [one.speaker.actor.id for one in found] == ["minister", "envoy", "minister", "envoy"]


def test_words_that_two_speakers_share_keep_their_speakers() -> None:
    both = [claim("wire", "2020-01-01", NEAR, 1), claim("wire", "2020-01-01", NEAR, 1, 200, ENVOY)]
    copy = [replace(one, id=f"c{one.id}", article_id="gazette") for one in both]
    found = with_first_speaker([*both, *copy], reprints([*both, *copy]))
    assert [one.speaker.actor.id for one in found] == ["minister", "envoy", "minister", "envoy"]


def test_what_a_print_recalls_of_a_weekday_is_no_news_of_its_own_day() -> None:
    """«On Monday he had said …» in a print of the same text that came out on the next Monday."""
    monday = When("2020-01-06", "day", "Monday", recalled=True)
    said = [claim("turn", "2020-01-08", OFF, -2), claim("wire", "2020-01-12", WAIT, None, 100, ENVOY)]
    recalled = replace(claim("wire", "2020-01-12", NEAR, 1), when=monday)
    copy = [
        replace(claim("gazette", "2020-01-13", NEAR, 1), when=replace(monday, at="2020-01-13", recalled=False)),
        claim("gazette", "2020-01-13", WAIT, None, 100, ENVOY),
    ]
    assert moves([*said, recalled]) == []
    assert moves([*said, recalled, *copy]) == []
    alone = [*said, replace(copy[0], article_id="anew")]
    assert moves(alone) == [(-2, 1)], "without the print it is said on that day"
