"""The lanes of a topic as a Vega-Lite chart: marks, bars, arcs, and above them a strip to choose a span of time on.

It is written out, and its data go apart, as few columns as there can be: the browser reads them cell by cell, and
works out each expression for each mark.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pandas as pd
import pyarrow as pa

from app.lanes import STEP, Lanes, Span
from app.texts import Texts

Spec = dict[str, Any]
LANE = 76  # pixels
_STRIP = 44
_PAD = 16
MOST_SVG = 2_000
"""Marks up to which the browser draws an SVG; of more, a canvas stays fluid."""
_SHAPES = {"2": "triangle-up", "1": "circle", "0": "square", "-1": "diamond", "-2": "triangle-down", "none": "cross"}
_COLOURS = {"2": "#12805c", "1": "#3d8f70", "0": "#71787e", "-1": "#b36a22", "-2": "#b23a2e", "none": "#8a9197"}
_VOICES = ("direct", "indirect", "alleged")
_STYLES = tuple((value, voice) for value in _SHAPES for voice in _VOICES)
_GREY, _BLUE = "#8a8f94", "#3f86b5"
_PLAIN = " \u2066\u2067\u2068\u2069\u2026\u2013.,-"
SYMBOLS = {"2": "\u25b2", "1": "\u25cf", "0": "\u25a0", "-1": "\u25c6", "-2": "\u25bc", "none": "\u271a"}
TOLD = {"actor": "filters.actor", "day": "said", "held": "position_word", "words": "evidence", "outlets": "outlets"}
"""What is told at a mark, by columns of the lanes, each with the place of its name in the interface."""


def colour(value: str) -> str:
    return _COLOURS[value]


def chart(drawn: Lanes, t: Texts, *, svg: bool = False, dark: bool = False, opening: Span | None = None) -> Spec:
    """The chart: in Arabic time runs from right to left and the names stand on the right.

    No part of it describes itself, as Vega would do so in English on any page: the page describes the whole.
    ``svg`` draws an SVG however many marks there are; ``dark`` is for a dark page; ``opening`` are the days that are
    chosen on the strip as it opens.
    """
    count = len(drawn.names)
    up = {"domain": [-0.62, count - 0.5], "reverse": True, "nice": False, "zero": False}
    said = {"field": "said", "type": "temporal", "title": None, "axis": _days(t)}
    lower = [
        _lines(count, up),
        _names(drawn.names, up, t, "#e8e6df" if dark else "#1d2a33"),
        _bars(_time(t, "span"), up, 9),
        _arcs({**said, "scale": _time(t, "span")}, up),
        _points({**said, "scale": _time(t, "span")}, up),
    ]
    strip = [_bars(_time(t), up, 3), _small({**said, "scale": _time(t)}, up, opening)]
    return {
        "vconcat": [
            {"layer": strip, "height": _STRIP},
            {"layer": lower, "height": max(count, 2) * LANE},
        ],
        "spacing": 10,
        "datasets": {"marks": _marks(drawn, t), "bars": _table(drawn.bars), "arcs": _table(drawn.arcs)},
        "config": {"view": {"stroke": _GREY, "strokeOpacity": 0.35}},
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 4},
        "usermeta": {"embedOptions": {"renderer": "svg" if svg or len(drawn.marks) <= MOST_SVG else "canvas"}},
    }


def _table(rows: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(rows, preserve_index=False)


def _marks(drawn: Lanes, t: Texts) -> pa.Table:
    """What is drawn of each mark, and what is told at it: one column, of which the browser reads what is pointed at."""
    marks = drawn.marks
    voices = ["alleged" if alleged else "direct" if direct else "indirect" for alleged, direct in _pairs(marks)]
    kept = marks[["utterance_id", "said", "height", "heard"]].assign(
        style=[_style(value, voice) for value, voice in zip(marks["value"], voices, strict=True)]
    )
    told = pa.StructArray.from_arrays(
        [pa.array(marks[name], pa.string()) for name in TOLD], list(map(t, TOLD.values()))
    )
    return _table(kept).append_column("told", told)


def _pairs(marks: pd.DataFrame) -> zip[tuple[bool, bool]]:
    return zip(marks["alleged"], marks["direct"], strict=True)


def _style(value: str, voice: str) -> str:
    return f"{value} {voice}"


def _by_style(look: Callable[[str, str], Any]) -> Spec:
    """A channel of a mark: how it looks by its position and by whose words it has."""
    return {
        "field": "style",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": [_style(*one) for one in _STYLES], "range": [look(*one) for one in _STYLES]},
    }


def _time(t: Texts, span: str = "") -> Spec:
    return {"reverse": t.rtl, "padding": _PAD, **({"domain": {"param": span}} if span else {})}


def _days(t: Texts) -> Spec:
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
    return {
        "aria": False,
        "labelExpr": f"{hour} ? {time} : {first} ? {year} : {day}",
        "grid": True,
        "labelOverlap": True,
        "labelSeparation": 6,
        "orient": "top",
        "tickCount": {"expr": "width / 90"},
    }


def _list(texts: list[str]) -> str:
    return "[" + ",".join(map(_js, texts)) + "]"


def _js(text: str) -> str:
    """A text as a string of the chart's expressions, with nothing in it that could end it."""
    return "'" + "".join(c if c.isalnum() or c in _PLAIN else f"\\u{{{ord(c):x}}}" for c in text) + "'"


def _height(field: str, up: Spec) -> Spec:
    """A place in the lanes. No layer may have the axis that another has not: Vega-Lite fails to merge them."""
    return {"field": field, "type": "quantitative", "scale": up, "axis": None}


def _lines(count: int, up: Spec) -> Spec:
    """The line of 0 in each lane, and those of +2 and −2, fainter."""
    heights = [{"at": lane - STEP * value, "strong": value == 0} for lane in range(count) for value in (-2, 0, 2)]
    return {
        "data": {"values": heights},
        "mark": {"type": "rule", "color": _GREY, "aria": False, "tooltip": None},
        "encoding": {
            "y": _height("at", up),
            "opacity": {"condition": {"test": "datum.strong", "value": 0.45}, "value": 0.16},
        },
    }


def _names(names: tuple[str, ...], up: Spec, t: Texts, ink: str) -> Spec:
    """The names of the lanes, each above its lane at the side where reading begins."""
    mark = {"type": "text", "align": "right" if t.rtl else "left", "dx": -4 if t.rtl else 4, "color": ink}
    return {
        "data": {"values": [{"at": lane - 0.5, "name": name} for lane, name in enumerate(names)]},
        "mark": {**mark, "fontSize": 13, "fontWeight": 600, "aria": False, "tooltip": None},
        "encoding": {
            "y": _height("at", up),
            "x": {"value": "width" if t.rtl else 0},
            "text": {"field": "name", "type": "nominal"},
        },
    }


def _bars(time: Spec, up: Spec, thick: int) -> Spec:
    """The span in which something was said whose day is not known."""
    mark = {"type": "rule", "strokeWidth": thick, "strokeCap": "round", "color": _GREY, "opacity": 0.28}
    return {
        "data": {"name": "bars"},
        "mark": {**mark, "clip": True, "aria": False, "tooltip": None},
        "encoding": {
            "x": {"field": "since", "type": "temporal", "scale": time},
            "x2": {"field": "until"},
            "y": _height("height", up),
        },
    }


def _arcs(said: Spec, up: Spec) -> Spec:
    mark = {"type": "line", "strokeWidth": 2, "color": _BLUE, "opacity": 0.85, "interpolate": "basis"}
    return {
        "data": {"name": "arcs"},
        "mark": {**mark, "clip": True, "aria": False},
        "encoding": {
            "x": said,
            "y": _height("height", up),
            "detail": {"field": "shift", "type": "nominal"},
            "order": {"field": "step", "type": "quantitative"},
            "strokeDash": {"condition": {"test": "datum.sure", "value": []}, "value": [4, 4]},
            "tooltip": {"field": "told", "type": "nominal", "title": " "},
        },
    }


def _points(said: Spec, up: Spec) -> Spec:
    outlets = {"type": "log", "base": 2, "domain": [1, 8], "range": [1.4, 4.4], "clamp": True}
    coloured = _by_style(lambda value, _voice: _COLOURS[value])
    return {
        "data": {"name": "marks"},
        "params": [{"name": "mark", "select": {"type": "point", "fields": ["utterance_id"]}}],
        "mark": {"type": "point", "cursor": "pointer", "clip": True, "aria": False},
        "encoding": {
            "x": said,
            "y": _height("height", up),
            "shape": _by_style(lambda value, _voice: _SHAPES[value]),
            "stroke": coloured,
            "fill": coloured,
            "fillOpacity": _by_style(lambda _value, voice: 0.95 if voice == "direct" else 0.1),
            "strokeDash": _by_style(lambda _value, voice: [2, 2] if voice == "alleged" else []),
            "strokeWidth": {"field": "heard", "type": "quantitative", "scale": outlets, "legend": None},
            "size": _by_style(lambda value, voice: 45 if value == "none" and voice != "alleged" else 150),
            "opacity": {"condition": {"param": "mark", "value": 1}, "value": 0.3},
            "tooltip": {"value": {"expr": "datum.told"}},
        },
    }


def _small(said: Spec, up: Spec, opening: Span | None) -> Spec:
    """All of the time in small; what is chosen on it is what stands below.

    It has the bars too: without them it would cover fewer days than the lanes do.
    """
    span: Spec = {"name": "span", "select": {"type": "interval", "encodings": ["x"], "zoom": "wheel![event.ctrlKey]"}}
    if opening:
        ends = (opening[0], opening[1] + timedelta(days=1))
        span["value"] = {"x": [{"year": day.year, "month": day.month, "date": day.day} for day in ends]}
    return {
        "data": {"name": "marks"},
        "params": [span],
        "mark": {"type": "point", "size": 7, "filled": True, "opacity": 0.7, "aria": False, "tooltip": None},
        "encoding": {
            "x": said,
            "y": _height("height", up),
            "color": _by_style(lambda value, _voice: _COLOURS[value]),
        },
    }
