"""Names in a line: each in its own direction, whatever stands beside it."""

from __future__ import annotations

import pytest

from app.answers import _cell
from app.markup import code, dotted, listed, listed_plain, positions_on, turned
from app.tables import _below
from app.tables import _cell as _table_cell
from app.texts import texts

EN, AR = texts("en"), texts("ar")


def bdi(name: str) -> str:
    return f'<bdi dir="auto">{name}</bdi>'


def test_each_name_is_isolated_and_neighbours_of_the_other_direction_stand_together() -> None:
    assert listed(["One", None, "Two"], EN) == f"{bdi('One')}, {bdi('Two')}"
    assert listed(["منبر", "نشرة"], AR) == f"{bdi('منبر')}، {bdi('نشرة')}"
    both = f"{bdi('منبر')}، {bdi('نشرة')}"
    assert listed(["One", "منبر", "نشرة"], EN) == f'{bdi("One")}, <bdi dir="rtl">{both}</bdi>'
    assert listed(["منبر", "One", "Two"], AR) == (f'{bdi("منبر")}، <bdi dir="ltr">{bdi("One")}, {bdi("Two")}</bdi>')
    assert listed(["منبر"], EN) == bdi("منبر")
    assert listed(["<b>\u202e"], EN) == bdi("&lt;b&gt;\u200b")
    assert listed([], EN) == listed([None, ""], AR) == ""


def test_in_text_only_what_is_turned_is_isolated() -> None:
    assert listed_plain(["One", "Two"], EN) == "One, Two"
    assert listed_plain(["منبر", "نشرة 2"], AR) == "منبر، نشرة 2"
    assert listed_plain(["One", "منبر"], EN) == "One, \u2068منبر\u2069"
    assert turned("Radio منبر", EN) == turned("Radio منبر", AR) == "\u2068Radio منبر\u2069"
    assert turned("\u202eOne", EN) == "\u200bOne"


def test_names_in_cells_are_isolated() -> None:
    names = ["One", "منبر"]
    assert _table_cell({"names": names}, "names", EN, {}, {}) == f'<td class="mw-names">{listed(names, EN)}</td>'
    assert _cell(names, EN) == f"<td>{listed(names, EN)}</td>"
    assert _cell(["x" * 200, "y" * 200, "z"], EN).endswith(f"{bdi('y' * 100)}\u2026</td>")
    assert _cell([1, None], EN) == f"<td>{bdi('[1, null]')}</td>"
    assert 'title="One, \u2068منبر\u2069"' in _below(names, EN)
    assert "<b>" not in _below(["<b>"], EN)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a`b", "`a'b`"), ("a\n\n# b", "`a # b`"), ("", "`?`"), ("\u202e", "`\u200b`"), ("x" * 99, f"`{'x' * 80}`")],
)
def test_code_in_messages_holds_no_markup(text: str, shown: str) -> None:
    assert code(text) == shown


def test_what_parts_a_line_stays_with_what_follows() -> None:
    assert dotted(["a", "", "b"], EN) == "a \u00b7\u00a0b"
    assert dotted(["", "b"], EN) == "b"
    assert dotted([], EN) == ""
    assert dotted(["a", "<button>c</button>"], EN) == 'a <span class="mw-uncut">\u00b7\u00a0<button>c</button></span>'
    assert dotted(["a", "b"], texts("ar-u-nu-arab")) == "a |\u2060\u00a0b"


def test_a_topic_without_a_proposition_says_so_and_no_topic_says_nothing() -> None:
    row = {"topic_id": "auto-1", "proposition": None, "proposition_ar": None}
    assert "No proposition is set" in positions_on(row, texts("en"))
    assert "لم تُحدَّد قضية" in positions_on(row, texts("ar"))
    assert "&lt;b&gt;" in positions_on({**row, "proposition": "<b>x"}, texts("en"))
    assert positions_on({**row, "topic_id": None}, EN) == ""
    assert positions_on({"topic_id": "far", "topic": "Far"}, EN) == ""
    assert positions_on(None, EN) == ""
