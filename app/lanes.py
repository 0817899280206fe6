"""The picture of a topic over time: lanes of actors, marks of utterances, lines of shifts, as an Altair chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from app.markup import clean
from app.texts import Texts

Row = dict[str, Any]
MOST_LANES = 24
LANE = 84  # pixels
_STEP = 0.19
"""Height of one step of position, in lanes: five positions fill three quarters of a lane."""
_SHAPES = {"2": "triangle-up", "1": "circle", "0": "square", "-1": "diamond", "-2": "triangle-down", "none": "cross"}
_COLOURS = {"2": "#12805c", "1": "#4aa583", "0": "#7f868c", "-1": "#cf8237", "-2": "#b23a2e", "none": "#a3a9ae"}
SYMBOLS = {"2": "\u25b2", "1": "\u25cf", "0": "\u25a0", "-1": "\u25c6", "-2": "\u25bc", "none": "\u271a"}


def colour(value: str) -> str:
    return _COLOURS[value]


@dataclass(frozen=True, slots=True)
class Lanes:
    """What is drawn. ``names`` are the actors' lanes from above; ``left_out`` counts the actors without a lane."""

    names: tuple[str, ...]
    marks: pd.DataFrame
    lines: pd.DataFrame
    left_out: int = 0


def lanes(rows: Sequence[Row], shifts: Sequence[Row], t: Texts) -> Lanes:
    """Marks of the dated utterances, and the lines between the two sides of each shift that is the actor's own."""
    dated = [row for row in rows if row["said_at"] and len(row["said_at"]) >= 10]
    own = [shift for shift in shifts if not shift["alleged"]]
    order = _order(dated, own)
    lane = {actor: n for n, actor in enumerate(order[:MOST_LANES])}
    shown = [row for row in dated if row["actor_id"] in lane]
    moments = _moments(shown, own)
    marks = {row["utterance_id"]: _mark(row, lane[row["actor_id"]], moments[row["utterance_id"]], t) for row in shown}
    by_claim = {claim: row["utterance_id"] for row in shown for claim in row["claim_ids"]}
    lines = []
    for shift in own:
        ends = [by_claim.get(shift[f"{side}_claim_id"]) for side in ("earlier", "later")]
        if all(end in marks for end in ends):
            told = t("changed", relation=t(f"relation.{shift['relation']}"))
            dash = shift["status"] != "shift"
            lines += [
                {**_place(marks[end]), "shift": shift["shift_id"], "told": told, "dash": dash} for end in ends if end
            ]
    named = {row["actor_id"]: _label(t.name(row["actor"], row["actor_ar"])) for row in shown}
    return Lanes(
        tuple(named[actor] for actor in lane),
        pd.DataFrame(list(marks.values())),
        pd.DataFrame(lines, columns=["said", "height", "shift", "told", "dash"]),
        max(len(order) - MOST_LANES, 0),
    )


def _order(rows: Sequence[Row], shifts: Sequence[Row]) -> list[str]:
    """Actors who moved first, then those with most positions."""
    weight: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        moved, said = weight[row["actor_id"]]
        weight[row["actor_id"]] = (moved, said + 1 + 3 * (row["position"] is not None))
    for shift in shifts:
        moved, said = weight[shift["actor_id"]]
        weight[shift["actor_id"]] = (moved + 1 + 3 * (shift["status"] == "shift"), said)
    present = {row["actor_id"] for row in rows}
    return sorted(present, key=lambda actor: (-weight[actor][0], -weight[actor][1], actor))


def _moments(rows: Sequence[Row], shifts: Sequence[Row]) -> dict[str, pd.Timestamp]:
    """Where each mark stands. Those known to the day alone share its width, in the order that shifts within it tell."""
    days: dict[tuple[str, str], list[Row]] = defaultdict(list)
    out: dict[str, pd.Timestamp] = {}
    for row in rows:
        if len(row["said_at"]) > 10:
            out[row["utterance_id"]] = pd.Timestamp(row["said_at"][:19])
        else:
            days[row["actor_id"], row["said_at"]].append(row)
    after = {(shift["earlier_claim_id"], shift["later_claim_id"]) for shift in shifts if shift["within_day"]}
    for (_actor, day), members in days.items():
        depth = _depths([set(row["claim_ids"]) for row in members], after)
        ordered = sorted(zip(depth, members, strict=True), key=lambda pair: pair[0])
        for n, (_depth, row) in enumerate(ordered):
            out[row["utterance_id"]] = pd.Timestamp(day) + pd.Timedelta(days=(n + 0.5) / len(ordered))
    return out


def _depths(members: Sequence[set[str]], after: set[tuple[str, str]]) -> list[int]:
    """How many steps of the told order lie before each member."""
    depth = [0] * len(members)
    for _ in range(min(len(members), 8)):
        for earlier, later in after:
            for a, of_a in enumerate(members):
                for b, of_b in enumerate(members):
                    if earlier in of_a and later in of_b:
                        depth[b] = max(depth[b], depth[a] + 1)
    return depth


def _mark(row: Row, lane: int, said: pd.Timestamp, t: Texts) -> Row:
    value = row["position"]
    return {
        "utterance_id": row["utterance_id"],
        "said": said,
        "height": lane - _STEP * (value or 0),
        "value": "none" if value is None else str(value),
        "direct": row["type"] == "direct",
        "actor": _label(t.name(row["actor"], row["actor_ar"])),
        "day": t.date(row["said_at"]),
        "held": t.position(value),
        "words": _label(row["content"], 160),
        "outlets": _label(t("comma").join(row["outlets"]), 120),
    }


def _place(mark: Row) -> Row:
    return {"said": mark["said"], "height": mark["height"]}


def _label(text: str | None, limit: int = 34) -> str:
    """A text for a chart: bounded, and isolated from the direction around it."""
    plain = clean(text or "").replace("\u200b", "")
    plain = plain if len(plain) <= limit else plain[: limit - 1] + "\u2026"
    return f"\u2068{plain}\u2069"


def chart(drawn: Lanes, t: Texts) -> alt.LayerChart:
    """The chart: in Arabic time runs from right to left and the names stand on the right."""
    count = len(drawn.names)
    scale = alt.Scale(domain=[-0.5, count - 0.5], reverse=True, nice=False, zero=False)
    names = "[" + ",".join(_js(name) for name in drawn.names) + "]"
    axis = alt.Axis(
        values=list(range(count)), labelExpr=f"{names}[datum.value]", grid=False, domain=False, ticks=False,
        orient="right" if t.rtl else "left", labelLimit=230, labelPadding=10, labelFontSize=13,
    )  # fmt: skip
    months = "[" + ",".join(_js(month) for month in t.months()) + "]"
    days = alt.Axis(
        labelExpr=f"date(datum.value) + ' ' + {months}[month(datum.value)]", grid=True, labelOverlap=True, orient="top"
    )
    said = alt.X("said:T", title=None, scale=alt.Scale(reverse=t.rtl, padding=14), axis=days)
    layers = [
        _lines_of_lanes(count, scale, axis),
        _moves(drawn.lines, said, scale),
        _points(drawn.marks, said, scale, t),
    ]
    zoom = alt.selection_interval(name="zoom", bind="scales", encodings=["x"], zoom="wheel![event.ctrlKey]")
    return alt.layer(*layers).add_params(zoom).properties(height=max(count, 2) * LANE, width="container")


def _js(text: str) -> str:
    """A text as a string of the chart's expressions, with nothing in it that could end it."""
    return (
        "'"
        + "".join(c if c.isalnum() or c in " \u2068\u2069\u2026\u2013.,-" else f"\\u{{{ord(c):x}}}" for c in text)
        + "'"
    )


def _lines_of_lanes(count: int, scale: alt.Scale, axis: alt.Axis) -> alt.Chart:
    """The line of 0 in each lane, and those of +2 and −2, fainter."""
    heights = [{"at": lane - _STEP * value, "strong": value == 0} for lane in range(count) for value in (-2, 0, 2)]
    return (
        alt.Chart(pd.DataFrame(heights))
        .mark_rule(color="#8a8f94")
        .encode(
            y=alt.Y("at:Q", scale=scale, axis=axis, title=None),
            opacity=alt.condition("datum.strong", alt.value(0.45), alt.value(0.16)),
        )
    )


def _moves(lines: pd.DataFrame, said: alt.X, scale: alt.Scale) -> alt.Chart:
    return (
        alt.Chart(lines)
        .mark_line(strokeWidth=2, color="#3f86b5", opacity=0.85)
        .encode(
            x=said,
            y=alt.Y("height:Q", scale=scale),
            detail="shift:N",
            strokeDash=alt.condition("datum.dash", alt.value([4, 4]), alt.value([1, 0])),
            tooltip=alt.Tooltip("told:N", title=" "),
        )
    )


def _points(marks: pd.DataFrame, said: alt.X, scale: alt.Scale, t: Texts) -> alt.Chart:
    pick = alt.selection_point(name="mark", fields=["utterance_id"])
    shapes = alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))
    colours = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    told = {"actor": "filters.actor", "day": "said", "held": "position_word", "words": "evidence", "outlets": "outlets"}
    return (
        alt.Chart(marks)
        .mark_point(strokeWidth=1.8, cursor="pointer")
        .encode(
            x=said,
            y=alt.Y("height:Q", scale=scale),
            shape=alt.Shape("value:N", scale=shapes, legend=None),
            stroke=alt.Stroke("value:N", scale=colours, legend=None),
            fill=alt.Fill("value:N", scale=colours, legend=None),
            fillOpacity=alt.condition("datum.direct", alt.value(0.95), alt.value(0.12)),
            size=alt.condition("datum.value === 'none'", alt.value(45), alt.value(150)),
            opacity=alt.condition(pick, alt.value(1), alt.value(0.3)),
            tooltip=[alt.Tooltip(f"{name}:N", title=t(path)) for name, path in told.items()],
        )
        .add_params(pick)
    )
