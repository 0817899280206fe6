"""Each filter of the page of shifts: from the address, from its widget, in the counts, and over more than one page."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pages_warehouse as small
import pytest
from opened import html, opened, parameter
from streamlit.testing.v1 import AppTest

from app import shift_filters
from claims.model import Actor
from warehouse.query import named
from warehouse.store import Store

STATE = Actor("state", "The State", "الدولة", "country", country="state")
OFFICE = Actor("office", "Foreign Office", "الخارجية", "organisation", speaks_for="state")
ASKED: dict[str, Any] = {**dict.fromkeys(shift_filters.NAMES, ""), "confidence": 0.0, "most": 100}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small warehouse. Ann speaks for an office of a state; she moved once, and once it is alleged."""
    db = small.make(tmp_path_factory.mktemp("filters") / "w.duckdb")
    with Store.open(db) as store:
        store.put_actors([STATE, OFFICE, replace(small.ANN, speaks_for="office")], {})
        store.publish()
    return db


@pytest.fixture(autouse=True)
def _on_it(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))


def cards(test: AppTest) -> int:
    return len(re.findall(r'<div class="mw-card[ "]', html(test)))


CHOICES = [
    ("topic", "aid", 1),
    ("actor", "ann", 2),
    ("under", "office", 2),
    ("under", "state", 2),
    ("relation", "reverse", 2),
    ("kind", "assessment", 3),
    ("status", "shift", 1),
    ("alleged", "own", 2),
    ("alleged", "only", 1),
    ("words", "ar", 1),
    ("outlet", "Second Outlet", 1),
]
OTHERS = [
    ("since", "2016-09-07", 2),
    ("since", "2016-10-03", 0),
    ("until", "2016-09-06", 1),
    ("confidence", "0.80", 3),
    ("confidence", "0.85", 0),
]


@pytest.mark.parametrize(("name", "value", "left"), [*CHOICES, *OTHERS])
def test_the_address_filters(name: str, value: str, left: int) -> None:
    test = opened("shifts", **{name: value})
    assert cards(test) == left
    assert parameter(test, name) == value
    assert f"{left} change" in html(test)


@pytest.mark.parametrize(("name", "value", "left"), CHOICES)
def test_each_list_filters_and_is_kept_in_the_address(name: str, value: str, left: int) -> None:
    test = opened("shifts")
    assert cards(test) == 3
    test.sidebar.selectbox(key=f"filter_{name}_en").select(value).run()
    assert cards(test) == left
    assert parameter(test, name) == value


def test_days_and_confidence_filter_and_are_cleared() -> None:
    test = opened("shifts")
    test.sidebar.date_input(key="filter_since_en").set_value(date(2016, 9, 7)).run()
    assert (cards(test), parameter(test, "since")) == (2, "2016-09-07")
    test.sidebar.select_slider(key="filter_confidence_en").set_value(0.85).run()
    assert (cards(test), parameter(test, "confidence")) == (0, "0.85")
    assert "Widen them" in test.info[0].value
    test.sidebar.button(key="filters_clear").click().run()
    assert (cards(test), parameter(test, "since"), parameter(test, "confidence")) == (3, "", "")
    test.sidebar.selectbox(key="filter_topic_en_1").select("aid").run()
    assert (cards(test), parameter(test, "topic")) == (1, "aid")


def test_in_arabic_a_day_is_written_in_any_digits_and_told_as_it_was_understood() -> None:
    test = opened("shifts", lang="ar-u-nu-arab")
    assert not test.sidebar.date_input
    since, until = (f"filter_{name}_ar-u-nu-arab" for name in ("since", "until"))
    test.sidebar.text_input(key=since).set_value("7/9/2016").run()
    assert (cards(test), parameter(test, "since")) == (2, "2016-09-07")
    assert test.sidebar.text_input(key=since).value == "٧ سبتمبر ٢٠١٦"
    test.sidebar.text_input(key=until).set_value("أيلول ٢٠١٦").run()
    assert parameter(test, "until") == "2016-09-30"  # the whole month
    test.sidebar.text_input(key=until).set_value("غدا <b>").run()
    assert parameter(test, "until") == ""
    assert "لم يُفهم التاريخ" in test.sidebar.caption[0].value
    assert "٢٠١٦-٠٩-٠٤" in test.sidebar.caption[0].value
    assert test.sidebar.select_slider(key="filter_confidence_ar-u-nu-arab").options[1] == "٠٫٠٥"
    test.sidebar.button(key="filters_clear").click().run()
    assert (cards(test), test.sidebar.text_input(key=f"{since}_1").value) == (3, "")


def test_a_day_of_the_address_is_told_in_the_digits_of_the_page() -> None:
    for lang, told in (("ar", "7 سبتمبر 2016"), ("ar-u-nu-arab", "٧ سبتمبر ٢٠١٦")):
        test = opened("shifts", lang=lang, since="2016-09-07")
        assert test.sidebar.text_input(key=f"filter_since_{lang}").value == told
        assert cards(test) == 2


@pytest.mark.parametrize(("lang", "since", "rel"), [("en", "From", "reversed"), ("ar", "من", "انقلب")])
def test_what_is_filtered_is_told_below_the_title_with_the_way_back(lang: str, since: str, rel: str) -> None:
    shown = html(opened("shifts", lang=lang, since="2016-09-07", relation="reverse", confidence="0.5", under="state"))
    line = re.findall(r'<p class="mw-muted mw-filtered">.*?</p>', shown)[0]
    assert f"{since}: <bdi" in line
    assert rel in line
    assert "0.50" in line
    assert ("The State" if lang == "en" else "الدولة") in line
    assert f'href="./?lang={lang}"' in line
    assert "mw-filtered" not in html(opened("shifts", lang=lang))


def test_counts_tell_sure_possible_and_alleged_apart() -> None:
    shown = html(opened("shifts"))
    assert "3 changes of position (sure enough: 1, possible: 1, alleged: 1) ·\u00a02 topics ·\u00a02 actors" in shown
    assert "3 تغيّرات في المواقف" in html(opened("shifts", lang="ar"))


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [("actor", "evil", "Evil"), ("outlet", "Outlet of aid", "Outlet"), ("kind", "schedule", "schedule")],
)
def test_what_no_shift_has_but_the_warehouse_knows_filters_and_has_its_name(name: str, value: str, label: str) -> None:
    test = opened("shifts", **{name: value}, topic="deal")
    assert cards(test) == 0
    box = test.sidebar.selectbox(key=f"filter_{name}_en")
    assert box.value == value
    assert any(label in option for option in box.options)
    assert not test.warning


def test_a_step_back_in_the_browser_is_followed() -> None:
    test = opened("shifts")
    test.sidebar.selectbox(key="filter_topic_en").select("aid").run()
    assert cards(test) == 1
    del test.query_params["topic"]
    test.run()
    assert (cards(test), test.sidebar.selectbox(key="filter_topic_en").value) == (3, "")


def test_every_page_of_cards_has_the_counts_of_all(made: Path) -> None:
    rows = named(made, "shifts_found", {**ASKED, "most": 1}).dicts()
    assert [(row["shift_id"], row["all_shifts"]) for row in rows] == [("s-sure", 3)]
    order = [row["shift_id"] for row in named(made, "shifts_found", ASKED).dicts()]
    assert order == ["s-sure", "s-alleged", "s-possible"], "topics by their latest, the sure ones first in each"


def test_a_month_is_kept_where_it_may_lie_in_the_span(made: Path, tmp_path: Path) -> None:
    db = tmp_path / "w.duckdb"
    shutil.copy(made, db)
    with duckdb.connect(str(db)) as con:
        con.execute("UPDATE mart_shifts SET later_said_at = '2016-09' WHERE shift_id = 's-sure'")
    with Store.open(db) as store:
        store.publish()
    for span, there in ((("2016-09-20", ""), True), (("", "2016-09-02"), True), (("2016-10-01", ""), False)):
        rows = named(db, "shifts_found", {**ASKED, "since": span[0], "until": span[1]}).dicts()
        assert ("s-sure" in {row["shift_id"] for row in rows}) is there, span


TYPED = [("آن", "ann"), ("ان فيلد", "ann"), ("FIELD", "ann"), ("nobody", ""), ("", "")]


@pytest.mark.parametrize(("typed", "value"), TYPED)
def test_a_name_that_the_short_list_has_not_is_found_by_its_letters(typed: str, value: str) -> None:
    assert shift_filters.find("actor", typed) == value


def told_their_value(test: AppTest) -> list[str]:
    """The lists of the sidebar that are told a value, for which the browser draws them anew, by their labels."""
    shown = [*test.sidebar.selectbox, *test.sidebar.date_input, *test.sidebar.select_slider]
    return [one.label for one in shown if one.proto.set_value]


def test_only_the_list_that_the_address_sets_is_drawn_anew() -> None:
    test = opened("shifts", lang="en")
    assert told_their_value(test) == [], "each begins empty by itself"
    test.query_params["kind"] = "assessment"  # as a step back in the browser does
    test.run()
    assert told_their_value(test) == ["Kind of position"]
    test.run()
    assert told_their_value(test) == []
    assert cards(test) == 3
