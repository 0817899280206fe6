"""What is drawn of a topic: lanes at each level, marks, bars of uncertain times, arcs, what is alleged."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pyarrow as pa

from app import lanes as L
from app.picture import chart
from app.texts import texts

EN = texts("en")


def said(name: str, at: str | None, position: int | None = 1, **more: Any) -> L.Row:
    return {
        "utterance_id": name,
        "actor_id": "ann",
        "actor": "Ann Field",
        "actor_ar": "آن فيلد",
        "said_at": at,
        "said_precision": "day",
        "position": position,
        "type": "direct",
        "kind": "assessment",
        "content": "a deal is near",
        "outlets": ["One"],
        "claim_ids": [f"c-{name}"],
        **dict.fromkeys(("body_id", "body", "body_ar", "country_id", "country", "country_ar")),
        **more,
    }


def moved(earlier: str, later: str, **more: Any) -> L.Row:
    return {
        "shift_id": f"{earlier}-{later}",
        "actor_id": "ann",
        "earlier_claim_id": f"c-{earlier}",
        "later_claim_id": f"c-{later}",
        "relation": "reverse",
        "status": "shift",
        "alleged": False,
        "within_day": False,
        **more,
    }


OFFICE = {"body_id": "office", "body": "Office", "body_ar": None}
STATE = {"country_id": "state", "country": "State", "country_ar": "دولة"}
BOB = {"actor_id": "bob", "actor": "Bob", "actor_ar": None}


def test_lanes_roll_up_from_persons_to_bodies_to_countries() -> None:
    rows = [
        said("a", "2016-09-01", **OFFICE, **STATE),
        said("b", "2016-09-02", -1, **BOB, **OFFICE, **STATE),
        said("c", "2016-09-03", actor_id="omar", actor="Omar", **STATE),
        said("d", "2016-09-03", actor_id="some", actor="a source"),
    ]
    between = [moved("a", "b", actor_id="office")]
    names = {level: [n.strip("\u2068\u2069") for n in L.lanes(rows, between, EN, level).names] for level in L.LEVELS}
    assert sorted(names["actor"]) == ["Ann Field", "Bob", "Omar", "a source"]
    assert names["body"] == ["Office", "Omar", "a source"]
    assert names["country"] == ["State", "a source"]
    assert L.lanes(rows, between, EN).arcs.empty
    assert L.lanes(rows, between, EN).across == 1
    for level in ("body", "country"):
        drawn = L.lanes(rows, between, EN, level)
        assert (len(drawn.arcs), drawn.across) == (3, 0)


def test_marks_tell_position_by_height_and_symbol_and_how_it_was_said() -> None:
    rows = [
        said("a", "2016-09-01", 2),
        said("b", "2016-09-02", -2, type="indirect", outlets=list("abc")),
        said("c", "2016-09-03", None),
    ]
    a, b, c = L.lanes(rows, [], EN).marks.to_dict("records")
    assert a["height"] < c["height"] < b["height"]
    assert [one["value"] for one in (a, b, c)] == ["2", "-2", "none"]
    assert [one["direct"] for one in (a, b, c)] == [True, False, True]
    assert [one["heard"] for one in (a, b, c)] == [1, 3, 1]


def test_an_uncertain_time_is_a_bar_and_no_time_is_told() -> None:
    rows = [
        said("year", "2016"),
        said("month", "2016-12"),
        said("week", "2016-09-05", said_precision="week"),
        said("day", "2016-09-05"),
        said("none", None),
    ]
    drawn = L.lanes(rows, [], EN)
    spans = [(str(bar.since.date()), str(bar.until.date())) for bar in drawn.bars.itertuples()]
    assert spans == [("2016-01-01", "2017-01-01"), ("2016-12-01", "2017-01-01"), ("2016-09-05", "2016-09-12")]
    assert (len(drawn.marks), drawn.undated) == (4, 1)


def test_the_strip_covers_the_days_that_the_lanes_do() -> None:
    def days(view: dict[str, Any], datasets: dict[str, pa.Table]) -> tuple[str, str]:
        read = [
            row[field["field"]]
            for layer in view["layer"]
            for name, field in layer["encoding"].items()
            if name in ("x", "x2") and "field" in field
            for row in datasets[layer["data"]["name"]].to_pylist()
        ]
        return str(min(read))[:10], str(max(read))[:10]

    september = [said("a", "2016-09-01", 1), said("b", "2016-09-05", -1)]
    for uncertain, span in (
        ([], ("2016-09-01", "2016-09-05")),
        ([said("month", "2016-08")], ("2016-08-01", "2016-09-05")),
        ([said("coming", "2017")], ("2016-09-01", "2018-01-01")),
    ):
        drawn = L.lanes([*september, *uncertain], [moved("a", "b")], EN)
        spec = chart(drawn, EN)
        assert [days(view, spec["datasets"]) for view in spec["vconcat"]] == [span, span]
        assert drawn.days[0].isoformat() == span[0]
        assert drawn.days[1].isoformat() == span[1].replace("2018-01-01", "2017-12-31")


def test_a_chart_opens_where_most_was_said_if_the_rest_lies_far_off() -> None:
    week = [said(f"d{n}", f"2016-09-0{n}") for n in range(1, 9)]
    assert L.lanes(week, [], EN).opening is None
    assert L.lanes([*week[:3], said("old", "2011-08-18")], [], EN).opening is None, "too few to tell what is usual"
    for far in ("2011-08-18", "2011", "2031-01"):
        drawn = L.lanes([*week, said("far", far)], [], EN)
        assert drawn.opening is not None, far
        first, last = (day.isoformat() for day in drawn.opening)
        assert "2016-08-25" < first <= "2016-09-01", far
        assert "2016-09-08" <= last < "2016-09-15", far
        assert drawn.outside(drawn.opening) == {"far"}
        (span,) = chart(drawn, EN, opening=drawn.opening)["vconcat"][0]["layer"][-1]["params"]
        assert [end["year"] for end in span["value"]["x"]] == [2016, 2016]
        (span,) = chart(drawn, EN)["vconcat"][0]["layer"][-1]["params"]
        assert "value" not in span
    near = L.lanes([*week, said("near", "2016-08-28"), said("far", "2011")], [], EN)
    assert near.opening is not None
    assert near.outside(near.opening) == {"far"}, "what is a few days before is no other time"
    spread = [said(f"m{n}", f"201{n}-03-0{n}") for n in range(1, 9)]
    assert L.lanes(spread, [], EN).opening is None, "as much was said at each time"


def test_a_mark_looks_as_its_position_and_its_voice_ask() -> None:
    rows = [
        said("own", "2016-09-01", 2),
        said("told", "2016-09-01", -1, type="indirect"),
        said("no", "2016-09-01", None),
    ]
    spec = chart(L.lanes(rows, [], EN), EN)
    marks = {row["utterance_id"]: row for row in spec["datasets"]["marks"].to_pylist()}
    encoding = spec["vconcat"][1]["layer"][-1]["encoding"]

    def look(name: str, channel: str) -> Any:
        scale = encoding[channel]["scale"]
        return scale["range"][scale["domain"].index(marks[name]["style"])]

    assert [look(name, "shape") for name in ("own", "told", "no")] == ["triangle-up", "diamond", "cross"]
    assert [look(name, "fillOpacity") for name in ("own", "told", "no")] == [0.95, 0.1, 0.95]
    assert [look(name, "size") for name in ("own", "told", "no")] == [150, 150, 45]
    assert [look(name, "strokeDash") for name in ("own", "told")] == [[], []], "dashes of one line are drawn slowly"
    assert list(marks["own"]["told"]) == ["Actor", "Said", "Position", "Words", "Outlets"]
    assert len(spec["datasets"]["marks"].column_names) <= 6, "each is read cell by cell in the browser"


def test_no_part_of_the_picture_describes_itself_in_english() -> None:
    rows = [said("a", "2016-09-01"), said("b", "2016-09-02", -1), said("month", "2016-12")]
    spec = chart(L.lanes(rows, [moved("a", "b")], EN), texts("ar"))
    layers = [layer for view in spec["vconcat"] for layer in view["layer"]]
    assert len(layers) == 7
    assert all(layer["mark"]["aria"] is False for layer in layers)
    axes = [axis for layer in layers for side in "xy" if (axis := layer["encoding"].get(side, {}).get("axis"))]
    assert axes
    assert all(axis["aria"] is False for axis in axes)


def test_an_arc_rises_over_both_sides_in_the_order_of_the_day() -> None:
    rows = [said("late", "2016-09-05", -2), said("early", "2016-09-05", 1)]
    drawn = L.lanes(rows, [moved("early", "late", within_day=True, status="possible")], EN)
    start, top, end = drawn.arcs.to_dict("records")
    assert start["said"] < top["said"] < end["said"] < pd.Timestamp("2016-09-06")
    assert top["height"] < min(start["height"], end["height"])
    assert not top["sure"]


def test_what_is_alleged_is_a_mark_in_the_lane_of_the_accused() -> None:
    rows = [said("a", "2016-09-01", **OFFICE)]
    one = {f"later_{name}": None for name in ("content", "lang", "url", "publisher", "article")}
    shift = moved(
        "x",
        "y",
        alleged=True,
        actor="Ann Field",
        actor_ar=None,
        accuser="Eve",
        accuser_ar=None,
        kind="policy",
        to_position=None,
    )
    accused = L.alleged([{**shift, **one, "later_said_at": "2016-09-03", "later_outlets": []}], rows)
    drawn = L.lanes([*rows, *accused], [shift], EN, "body")
    assert len(drawn.names) == 1
    assert drawn.marks["alleged"].tolist() == [False, True]
    assert "Eve" in drawn.marks["held"][1]
    assert drawn.arcs.empty


def test_of_too_many_the_oldest_without_position_are_left_out(monkeypatch: Any) -> None:
    monkeypatch.setattr(L, "MOST_MARKS", 2)
    rows = [said("a", "2016-09-01", None), said("b", "2016-09-02", None), said("c", "2016-08-01", 1)]
    drawn = L.lanes(rows, [], EN)
    assert (drawn.marks["utterance_id"].tolist(), drawn.unmarked) == (["b", "c"], 1)


def test_a_name_cannot_end_a_text_of_the_picture_and_time_runs_as_the_language_reads() -> None:
    rows = [said("a", "2016-09-01", actor="x' + alert(1) + '\u202e", content="\u202e words")]
    for lang, reverse in (("en", False), ("ar", True)):
        spec = chart(L.lanes(rows, [], texts(lang)), texts(lang))
        told = json.dumps(
            spec, ensure_ascii=False, default=lambda data: data.to_pylist() if isinstance(data, pa.Table) else str(data)
        )
        assert "\u202e" not in told
        above, below = spec["vconcat"]
        scales = [view["layer"][-1]["encoding"]["x"]["scale"] for view in (above, below)]
        assert [scale.get("reverse", False) for scale in scales] == [reverse, reverse]
        assert scales[1]["domain"]["param"] == "span"
    assert spec["usermeta"]["embedOptions"]["renderer"] == "svg"


def test_outlets_at_a_mark_stand_in_the_order_of_the_page() -> None:
    row = said("a", "2016-09-01", outlets=["صحيفة", "وكالة", None, "Second \u202eOutlet", "x" * 100])
    (shown,) = L.lanes([row], [], EN).marks["outlets"]
    assert shown == f"\u2066\u2067\u2068صحيفة\u2069، \u2068وكالة\u2069\u2069, Second Outlet, {'x' * 39}…\u2069"
    (arabic,) = L.lanes([row], [], texts("ar")).marks["outlets"]
    assert arabic.startswith("\u2067صحيفة، وكالة، \u2066")
    many = L.lanes([said("a", "2016-09-01", outlets=list("abcdefgh"))], [], EN).marks["outlets"][0]
    assert many == "\u2066a, b, c, d, e, f…\u2069"
