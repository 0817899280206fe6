"""A storyline is one topic, or few; two storylines never are one: a gate."""

from __future__ import annotations

import pytest

from tests.evaluation.score_topics import pairs, storylines


@pytest.mark.long
def test_storylines_are_kept_apart_and_mostly_whole() -> None:
    found = storylines()
    assert found.story > 100
    assert found.precision >= 0.98, found
    assert found.recall >= 0.74, found  # 0.76 of 45 storylines; of the 33 that there were first it was 0.8 and more


def test_pairs_are_counted() -> None:
    found = pairs({"a": "1", "b": "1", "c": "2", "d": "1"}, {"a": "x", "b": "x", "c": "x", "d": "y"})
    assert (found.both, found.topic, found.story) == (1, 3, 3)
