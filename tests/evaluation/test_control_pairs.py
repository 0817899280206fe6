"""Copies, repeats and orders of arrival make no shift: a gate on a part of the controls."""

from __future__ import annotations

import pytest

from claims.model import Article, Claim
from tests.evaluation.control_pairs import DEMO, STORIES, Storyline, Tally, on_orders, on_repeats, on_rewrites
from tests.evaluation.controls import repeats, rewrites

FLOOR = 5.0
"""False shifts per 1,000 control pairs that are allowed."""
MOST_NEW = 0.02
"""Share of the claims of copies that may count as something new said."""
PARTS = [(DEMO, 5), (STORIES / "ar-prisoner-swap", 2), (STORIES / "en-budget-vote", 2)]


@pytest.fixture(scope="module")
def stories() -> list[tuple[Storyline, int]]:
    return [(Storyline.of(folder), every) for folder, every in PARTS]


def test_copies_add_no_shift_and_hardly_anything_new(stories: list[tuple[Storyline, int]]) -> None:
    found = sum((t for story, every in stories for t in on_rewrites(story, every).values()), Tally())
    assert found.pairs > 100
    assert found.per_thousand <= FLOOR, found.notes
    assert found.hidden == 0, found.notes
    assert found.new <= MOST_NEW * found.claims, found.notes


def test_repeats_add_no_shift(stories: list[tuple[Storyline, int]]) -> None:
    found = sum((t for story, _ in stories[1:] for t in on_repeats(story).values()), Tally())
    assert found.pairs > 40
    assert found.per_thousand <= FLOOR, found.notes


def test_the_order_of_arrival_makes_no_difference(stories: list[tuple[Storyline, int]]) -> None:
    found = sum((t for story, _ in stories[1:] for t in on_orders(story, 3).values()), Tally())
    assert (found.false, found.hidden) == (0, 0), found.notes


def test_controls_are_the_same_each_time_and_keep_every_statement() -> None:
    text = 'The minister said 12 ships will sail.\n\nHe added: "We agree."\n\nThe union said it would wait.'
    text += "\n\nTalks go on.\n\nThe port is open."
    article = Article("a", text, "en", "2020-01-01T10:00:00Z", title="Ships", publisher="Wire")
    claims: list[Claim] = []
    made = list(rewrites(article, claims))
    assert made == list(rewrites(article, claims))
    by_kind = {one.kind: one.article for one in made}
    assert by_kind["other quotation marks, same day"].text in (
        text.replace('"We agree."', f"{a}We agree.{b}") for a, b in ("«»", "“”")
    )
    assert sorted(by_kind["paragraphs in another order, next day"].text.split("\n\n")) == sorted(text.split("\n\n"))
    assert by_kind["title and outlet, next day"].published == "2020-01-02T10:00:00+00:00"
    assert len({one.article.id for one in made}) == len(made)
    assert [one.article.text for one in repeats(article)] == [text] * 4
