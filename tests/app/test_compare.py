"""The page that compares: the matrix of a topic, who is alone, the words of a cell, one actor on all topics."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pages_warehouse
import pyarrow.parquet as pq
import pytest
from opened import FORBIDDEN, html, opened, parameter

from app.agreement import agreement, alone, ordered, pairs
from app.downloads import to_parquet


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages_warehouse.make(tmp_path_factory.mktemp("compare") / "w.duckdb")


@pytest.fixture(autouse=True)
def _on_it(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))


def rows(*positions: int) -> list[dict[str, object]]:
    return [
        {"actor_id": f"a{n}", "actor": f"A{n}", "position": value, "statements": n, "said_at": "2016-09-04"}
        for n, value in enumerate(positions, 1)
    ]


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (1, 1, "same"),
        (0, 0, "same"),
        (1, 2, "side"),
        (-2, -1, "side"),
        (0, 2, "open"),
        (-1, 0, "open"),
        (1, -2, "opposite"),
    ],
)
def test_agreement_of_two_goes_both_ways(a: int, b: int, told: str) -> None:
    assert agreement(a, b) == agreement(b, a) == told


@pytest.mark.parametrize(
    ("positions", "who"),
    [((2, -1, -2), ["a1"]), ((2, 1, 1), []), ((2, -2), []), ((2, 0, -2), ["a1", "a2", "a3"]), ((0, 1, 2), ["a1"])],
)
def test_alone_is_whose_side_nobody_else_takes(positions: tuple[int, ...], who: list[str]) -> None:
    assert [row["actor_id"] for row in alone(rows(*positions))] == who


def test_pairs_and_order() -> None:
    assert [row["position"] for row in ordered(rows(-2, 2, 0))] == [2, 0, -2]
    both = pairs(rows(2, -1, -1))
    assert [(row["a_actor"], row["b_actor"], row["agreement"], row["apart"]) for row in both] == [
        ("A1", "A2", "opposite", 3),
        ("A1", "A3", "opposite", 3),
        ("A2", "A3", "same", 0),
    ]


def test_the_matrix_has_the_latest_positions_and_tells_who_is_alone() -> None:
    shown = html(opened("compare", topic="deal"))
    assert len(re.findall(r'<td class="mw-pair', shown)) == 9
    assert shown.count('aria-label="Omar al-Qasim / Ann Field ·\u00a0the same position"') == 1
    assert "Alone on their side:" in shown
    assert "leaves it open" in shown[shown.index("Alone") : shown.index("mw-key")]
    assert "a=ann&amp;b=omar" in shown
    assert "a deal is near" not in shown  # her first words, not her latest


def test_a_cell_gives_the_words_of_both_and_a_diagonal_one_its_own() -> None:
    test = opened("compare", topic="deal", line="assessment", a="ann", b="omar")
    shown = html(test)
    words = shown[shown.index('id="words"') :]
    assert "ان الاتفاق لم ينجز" in words
    assert "ان الخطة فشلت" in words
    assert 'dir="rtl" lang="ar"' in words
    assert "article?article=far&amp;claim=c2&amp;lang=en" in words
    assert shown.count("mw-picked") == 1
    own = html(opened("compare", topic="deal", a="omar", b="omar"))
    assert own.count("<blockquote") == 1
    assert 'id="words"' not in html(opened("compare", topic="deal", a="nobody"))


def test_topic_actors_and_view_stand_in_the_address() -> None:
    test = opened("compare", topic="deal")
    test.multiselect[0].set_value(["ann", "omar"]).run()
    assert parameter(test, "actors") == "ann,omar"
    shown = html(test)
    assert len(re.findall(r'<td class="mw-pair', shown)) == 4
    assert "b=omar&amp;lang=en&amp;actors=ann&amp;actors=omar" in shown
    assert "Not compared: 1 actor" in test.caption[0].value
    again = opened("compare", topic="deal", actors=["ann", "omar"])
    assert again.multiselect[0].value == ["ann", "omar"]
    test.selectbox(key="compare_topic_choice_en").select("aid").run()
    assert parameter(test, "topic") == "aid"
    assert "Too few actors" in html(test)


def test_one_actor_over_all_topics() -> None:
    shown = html(opened("compare", by="actor", actor="omar"))
    assert shown.count("mw-card") == 2
    assert "aid was blocked" not in shown
    assert "aid may pass" in shown  # of one day, the later one in the article
    assert "1 change of position" in shown
    assert "compare?line=assessment&amp;topic=deal&amp;lang=en" in shown
    test = opened("compare", by="actor", actor="omar")
    test.selectbox(key="compare_actor_choice_en").select("ann").run()
    assert parameter(test, "actor") == "ann"
    assert parameter(test, "by") == "actor"


def test_in_arabic_names_and_labels_are_arabic() -> None:
    shown = html(opened("compare", topic="deal", lang="ar", a="ann", b="omar"))
    assert "آن فيلد" in shown
    assert "الموقف نفسه" in shown
    assert "ينفرد بموقفه" in shown
    assert "Ann Field" not in shown


@pytest.mark.parametrize("address", [{"topic": "deal", "a": "evil", "b": "ann"}, {"by": "actor", "actor": "evil"}])
def test_hostile_text_shows_harmless(address: dict[str, str]) -> None:
    test = opened("compare", **address)
    shown = html(test)
    assert "&lt;script&gt;" in shown
    assert not [one for one in FORBIDDEN if one in shown]
    names = [option for box in (*test.selectbox, *test.multiselect) for option in box.options]
    assert not [name for name in names if "\u202e" in name]


def test_parquet_keeps_types_and_empty_fields() -> None:
    read = pq.read_table(io.BytesIO(to_parquet([{"a": 1, "b": ["x"], "c": None, "d": 0}], ("a", "b", "c")))).to_pylist()
    assert read == [{"a": 1, "b": ["x"], "c": None}]
