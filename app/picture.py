"""The lanes of a topic as an Altair chart: marks, bars, arcs, and above them a strip to choose a span of time on."""

from __future__ import annotations

import altair as alt
import pandas as pd

from app.lanes import STEP, Lanes
from app.texts import Texts

LANE = 76  # pixels
_STRIP = 44
_PAD = 16
MOST_SVG = 2_000
"""Marks up to which the browser draws an SVG; of more, a canvas stays fluid."""
_SHAPES = {"2": "triangle-up", "1": "circle", "0": "square", "-1": "diamond", "-2": "triangle-down", "none": "cross"}
_COLOURS = {"2": "#12805c", "1": "#3d8f70", "0": "#71787e", "-1": "#b36a22", "-2": "#b23a2e", "none": "#8a9197"}
_PLAIN = " \u2066\u2067\u2068\u2069\u2026\u2013.,-"
SYMBOLS = {"2": "\u25b2", "1": "\u25cf", "0": "\u25a0", "-1": "\u25c6", "-2": "\u25bc", "none": "\u271a"}


def colour(value: str) -> str:
    return _COLOURS[value]


def chart(drawn: Lanes, t: Texts, *, svg: bool = False, dark: bool = False) -> alt.VConcatChart:
    """The chart: in Arabic time runs from right to left and the names stand on the right.

    No part of it describes itself, as Vega would do so in English on any page: the page describes the whole.
    ``svg`` draws an SVG however many marks there are; ``dark`` is for a dark page.
    """
    count = len(drawn.names)
    span = alt.selection_interval(name="span", encodings=["x"], zoom="wheel![event.ctrlKey]")
    up = alt.Scale(domain=[-0.62, count - 0.5], reverse=True, nice=False, zero=False)
    said = alt.X("said:T", title=None, scale=_time(t, span), axis=_days(t, "top"))
    layers = [
        _lines(count, up),
        _names(drawn.names, up, t, "#e8e6df" if dark else "#1d2a33"),
        _bars(drawn.bars, _time(t, span), up, 9),
        _arcs(drawn.arcs, said, up),
        _points(drawn.marks, said, up, t),
    ]
    lower = alt.layer(*layers).properties(height=max(count, 2) * LANE, width="container")
    whole = alt.vconcat(_strip(drawn, t, up, span), lower, spacing=10)
    whole = whole.configure_view(stroke="#8a8f94", strokeOpacity=0.35)
    renderer = "svg" if svg or len(drawn.marks) <= MOST_SVG else "canvas"
    return whole.properties(
        usermeta={"embedOptions": {"renderer": renderer}}, padding={"left": 0, "right": 0, "top": 4, "bottom": 4}
    )


def _time(t: Texts, span: alt.Parameter | None = None) -> alt.Scale:
    return alt.Scale(reverse=t.rtl, padding=_PAD, **({"domain": span} if span is not None else {}))


def _days(t: Texts, side: str) -> alt.Axis:
    """Hours where the chart is that near, else days with their month, and years."""
    months = _list(t.months())
    days, clock, digit = (
        _list([t.digits(f"{number:{shape}}") for number in range(most)])
        for shape, most in (("d", 32), ("02d", 60), ("d", 10))
    )
    # Isolated in the direction of the page: else a day would stand behind its month where one reads from the right.
    turn = "\u2067" if t.rtl else "\u2066"
    day = f"{_js(turn)} + {days}[date(datum.value)] + ' ' + {months}[month(datum.value)] + {_js(chr(0x2069))}"
    hour, first = "hours(datum.value) || minutes(datum.value)", "month(datum.value) == 0 && date(datum.value) == 1"
    time = f"{clock}[hours(datum.value)] + ':' + {clock}[minutes(datum.value)]"
    year = " + ".join(f"{digit}[floor(year(datum.value) / {ten}) % 10]" for ten in (1000, 100, 10, 1))
    told = f"{hour} ? {time} : {first} ? {year} : {day}"
    return alt.Axis(
        aria=False,
        labelExpr=told,
        grid=True,
        labelOverlap=True,
        labelSeparation=6,
        orient=side,
        tickCount={"expr": "width / 90"},
    )


def _list(texts: list[str]) -> str:
    return "[" + ",".join(map(_js, texts)) + "]"


def _js(text: str) -> str:
    """A text as a string of the chart's expressions, with nothing in it that could end it."""
    return "'" + "".join(c if c.isalnum() or c in _PLAIN else f"\\u{{{ord(c):x}}}" for c in text) + "'"


def _height(field: str, up: alt.Scale) -> alt.Y:
    """A place in the lanes. No layer may have the axis that another has not: Vega-Lite fails to merge them."""
    return alt.Y(f"{field}:Q", scale=up, axis=None)


def _lines(count: int, up: alt.Scale) -> alt.Chart:
    """The line of 0 in each lane, and those of +2 and −2, fainter."""
    heights = [{"at": lane - STEP * value, "strong": value == 0} for lane in range(count) for value in (-2, 0, 2)]
    return (
        alt.Chart(pd.DataFrame(heights))
        .mark_rule(color="#8a8f94", aria=False)
        .encode(
            y=_height("at", up),
            opacity=alt.condition("datum.strong", alt.value(0.45), alt.value(0.16)),
        )
    )


def _names(names: tuple[str, ...], up: alt.Scale, t: Texts, ink: str) -> alt.Chart:
    """The names of the lanes, each above its lane at the side where reading begins."""
    rows = pd.DataFrame({"at": [lane - 0.5 for lane in range(len(names))], "name": list(names)})
    side = alt.value("width") if t.rtl else alt.value(0)
    return (
        alt.Chart(rows)
        .mark_text(
            align="right" if t.rtl else "left",
            dx=-4 if t.rtl else 4,
            fontSize=13,
            fontWeight=600,
            color=ink,
            aria=False,
        )
        .encode(y=_height("at", up), x=side, text="name:N")
    )


def _bars(bars: pd.DataFrame, time: alt.Scale, up: alt.Scale, thick: int) -> alt.Chart:
    """The span in which something was said whose day is not known."""
    return (
        alt.Chart(bars)
        .mark_rule(strokeWidth=thick, strokeCap="round", color="#8a8f94", opacity=0.28, clip=True, aria=False)
        .encode(x=alt.X("since:T", scale=time), x2="until:T", y=_height("height", up))
    )


def _arcs(arcs: pd.DataFrame, said: alt.X, up: alt.Scale) -> alt.Chart:
    return (
        alt.Chart(arcs)
        .mark_line(strokeWidth=2, color="#3f86b5", opacity=0.85, interpolate="basis", clip=True, aria=False)
        .encode(
            x=said,
            y=_height("height", up),
            detail="shift:N",
            order="step:Q",
            strokeDash=alt.condition("datum.sure", alt.value([1, 0]), alt.value([4, 4])),
            tooltip=alt.Tooltip("told:N", title=" "),
        )
    )


def _points(marks: pd.DataFrame, said: alt.X, up: alt.Scale, t: Texts) -> alt.Chart:
    pick = alt.selection_point(name="mark", fields=["utterance_id"])
    shapes = alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))
    colours = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    thick = alt.Scale(type="log", base=2, domain=[1, 8], range=[1.4, 4.4], clamp=True)
    told = {"actor": "filters.actor", "day": "said", "held": "position_word", "words": "evidence", "outlets": "outlets"}
    return (
        alt.Chart(marks)
        .mark_point(cursor="pointer", clip=True, aria=False)
        .encode(
            x=said,
            y=_height("height", up),
            shape=alt.Shape("value:N", scale=shapes, legend=None),
            stroke=alt.Stroke("value:N", scale=colours, legend=None),
            fill=alt.Fill("value:N", scale=colours, legend=None),
            fillOpacity=alt.condition("datum.direct", alt.value(0.95), alt.value(0.1)),
            strokeDash=alt.condition("datum.alleged", alt.value([2, 2]), alt.value([1, 0])),
            strokeWidth=alt.StrokeWidth("heard:Q", scale=thick, legend=None),
            size=alt.condition("datum.value === 'none' && !datum.alleged", alt.value(45), alt.value(150)),
            opacity=alt.condition(pick, alt.value(1), alt.value(0.3)),
            tooltip=[alt.Tooltip(f"{name}:N", title=t(path)) for name, path in told.items()],
        )
        .add_params(pick)
    )


def _strip(drawn: Lanes, t: Texts, up: alt.Scale, span: alt.Parameter) -> alt.LayerChart:
    """All of the time in small; what is chosen on it is what stands below.

    It has the bars too: without them it would cover fewer days than the lanes do.
    """
    points = (
        alt.Chart(drawn.marks[["said", "height", "value"]])
        .mark_point(size=7, filled=True, opacity=0.7, aria=False)
        .encode(
            x=alt.X("said:T", title=None, scale=_time(t), axis=_days(t, "top")),
            y=_height("height", up),
            color=alt.Color(
                "value:N", scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())), legend=None
            ),
        )
        .add_params(span)
    )
    return alt.layer(_bars(drawn.bars, _time(t), up, 3), points).properties(height=_STRIP, width="container")
