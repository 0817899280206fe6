"""Cells of tables: what stands below a text, and what stands where there is no value."""

from __future__ import annotations

from app import tables
from app.texts import texts

AR = texts("ar")


def cell(row: dict[str, object], below: str = "") -> str:
    return tables._cell(row, "shown", AR, {}, {"shown": below} if below else {})


def test_a_sentence_below_is_told_whole_and_names_in_one_line() -> None:
    sentence = cell({"shown": "x", "asked": "Bashar <b>leaves</b>"}, "asked")
    assert '<span class="mw-under mw-whole"><bdi dir="auto">Bashar &lt;b&gt;leaves' in sentence
    names = cell({"shown": "x", "others": ["كيري", "Kerry"]}, "others")
    assert '<span class="mw-under" title="' in names
    assert "mw-whole" not in names
    assert "mw-under" not in cell({"shown": "x", "others": []}, "others")
    assert "mw-under" not in cell({"shown": "x", "asked": None}, "asked")


def test_a_cell_without_a_value_has_a_dash_and_a_zero_is_one() -> None:
    assert tables.NOTHING in cell({"shown": None})
    assert tables.NOTHING in cell({"shown": ""})
    assert tables.NOTHING not in cell({"shown": 0})
