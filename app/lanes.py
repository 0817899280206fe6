"""A topic over time as lanes of actors: where each mark stands, what it looks like, which of them a shift joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from app.markup import clean, listed_plain
from app.texts import Texts
from warehouse.dates import as_date

Row = dict[str, Any]
Level = Literal["actor", "body", "country"]
Span = tuple[date, date]
"""A first and a last day."""
LEVELS: tuple[Level, ...] = ("actor", "body", "country")
MOST_LANES = 24
MOST_MARKS = 6_000
"""Marks that are drawn: those with a position first, then the latest."""
STEP = 0.15
"""Height of one step of position, in lanes: five positions fill three fifths of a lane; its name stands above them."""
MOST_OPEN, FEWEST_OPEN, SQUEEZED = 80, 5, 3
"""A chart opens on the shortest span with this share of its marks, in percent, where there are that many marks and all
of the time is longer than this many such spans."""
MOST_NAMES = 6
"""Outlets that are named at a mark."""
_BULGE = 0.3
"""How far the arc of a shift rises above its ends, in lanes."""
_MARK = (
    "utterance_id",
    "said",
    "height",
    "value",
    "direct",
    "alleged",
    "heard",
    "actor",
    "day",
    "held",
    "words",
    "outlets",
)


@dataclass(frozen=True, slots=True)
class Lanes:
    """What is drawn: ``names`` of the lanes from above, marks of utterances, bars of uncertain times, arcs of shifts.

    ``left_out`` counts the actors without a lane, ``across`` the shifts between two lanes, as of an office by the words
    of two of its speakers, ``undated`` the utterances without a time, ``unmarked`` those that are too many to draw.
    """

    names: tuple[str, ...]
    marks: pd.DataFrame
    bars: pd.DataFrame
    arcs: pd.DataFrame
    left_out: int = 0
    across: int = 0
    undated: int = 0
    unmarked: int = 0

    @property
    def days(self) -> Span:
        """The first and the last day that is drawn. There has to be a mark."""
        since, until = ([*self.marks["said"], *self.bars[end]] for end in ("since", "until"))
        return min(since).date(), (max(until) - pd.Timedelta(microseconds=1)).date()

    @property
    def opening(self) -> Span | None:
        """The first and the last day of most marks, a little more on both sides, where others lie far from them.

        A statement recalled from years ago would else squeeze a week of news into one stroke.
        """
        times = sorted(self.marks["said"])
        if len(times) < FEWEST_OPEN:
            return None
        most = -(-len(times) * MOST_OPEN // 100)
        windows = zip(times, times[most - 1 :], strict=False)
        first, last = _near(times, *min(windows, key=lambda ends: (ends[1] - ends[0], -ends[1].value)))
        margin = max((last - first) * 0.1, pd.Timedelta(days=2))
        since, until = (first - margin).date(), (last + margin).date()
        drawn = self.days
        if drawn[1] - drawn[0] <= SQUEEZED * (until - since):
            return None
        return max(since, drawn[0]), min(until, drawn[1])

    def outside(self, span: Span) -> set[str]:
        """The utterances whose marks lie before or after some days."""
        days = self.marks["said"].dt.date
        return set(self.marks["utterance_id"][(days < span[0]) | (days > span[1])])


def _near(times: Sequence[pd.Timestamp], first: pd.Timestamp, last: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """A span with all that lies no farther from it than it is long, and again, until nothing does."""
    for time in [*reversed([time for time in times if time < first]), *(time for time in times if time > last)]:
        near = max(last - first, pd.Timedelta(days=7))
        if first - near <= time <= last + near:
            first, last = min(first, time), max(last, time)
    return first, last


def lanes(rows: Sequence[Row], shifts: Sequence[Row], t: Texts, level: Level = "actor") -> Lanes:
    """The lanes of the dated utterances and of what is alleged, at the level of actors, their bodies or countries."""
    dated = [row for row in rows if as_date(row["said_at"])]
    own = [shift for shift in shifts if not shift["alleged"]]
    by_claim = {claim: lane_of(row, level) for row in dated for claim in row["claim_ids"]}
    inside = [shift for shift in own if _within(shift, by_claim)]
    order = _order(dated, inside, by_claim, level)
    lane = {name: n for n, name in enumerate(order[:MOST_LANES])}
    there = [row for row in dated if lane_of(row, level) in lane]
    shown = _fewer(there)
    moments = _moments(shown, own)
    marks = {
        row["utterance_id"]: _mark(row, lane[lane_of(row, level)], moments[row["utterance_id"]], t) for row in shown
    }
    bars = [
        {"since": since, "until": until, "height": marks[row["utterance_id"]]["height"]}
        for row in shown
        if (span := _span(row)) is not None
        for since, until in [span]
    ]
    named = {lane_of(row, level): _label(_lane_name(row, level, t)) for row in shown}
    return Lanes(
        tuple(named.get(name, "") for name in lane),
        pd.DataFrame(list(marks.values()), columns=_MARK),
        pd.DataFrame(bars, columns=["since", "until", "height"]),
        pd.DataFrame(_arcs(inside, shown, marks, t), columns=["said", "height", "step", "shift", "told", "sure"]),
        max(len(order) - MOST_LANES, 0),
        len(own) - len(inside),
        len(rows) - len(dated),
        len(there) - len(shown),
    )


def lane_of(row: Row, level: Level) -> str:
    """Whose lane an utterance is drawn in. One without a body or country has a lane of its own."""
    above = {"actor": (), "body": ("body_id",), "country": ("country_id", "body_id")}[level]
    return str(next((row[name] for name in above if row.get(name)), row["actor_id"]))


def _lane_name(row: Row, level: Level, t: Texts) -> str:
    of = lane_of(row, level)
    for name in ("country", "body"):
        if level != "actor" and row.get(f"{name}_id") == of:
            return t.name(row[name], row[f"{name}_ar"])
    return t.name(row["actor"], row["actor_ar"])


def alleged(shifts: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """What others allege, as utterances in the lane of the one who is said to have moved."""
    bodies: dict[str, Row] = {row["actor_id"]: row for row in rows}
    names = ("body_id", "body", "body_ar", "country_id", "country", "country_ar")
    return [
        {
            **{name: bodies.get(shift["actor_id"], {}).get(name) for name in names},
            **{
                name: shift[name]
                for name in ("actor_id", "actor", "actor_ar", "accuser", "accuser_ar", "relation", "kind")
            },
            "utterance_id": shift["shift_id"],
            "alleged": True,
            "said_at": shift["later_said_at"],
            "position": shift["to_position"],
            "type": "indirect",
            "content": shift["later_content"],
            "lang": shift["later_lang"],
            "outlets": shift["later_outlets"],
            "url": shift["later_url"],
            "publisher": shift["later_publisher"],
            "article_id": shift["later_article"],
            "first_claim_id": shift["later_claim_id"],
            "claim_ids": [],
        }
        for shift in shifts
        if shift["alleged"]
    ]


def _within(shift: Row, by_claim: Mapping[str, str]) -> bool:
    sides = {by_claim.get(shift[f"{side}_claim_id"]) for side in ("earlier", "later")}
    return len(sides) == 1


def _order(rows: Sequence[Row], shifts: Sequence[Row], by_claim: Mapping[str, str], level: Level) -> list[str]:
    """Lanes with moves first, then those with most positions."""
    moved: dict[str, int] = defaultdict(int)
    said: dict[str, int] = defaultdict(int)
    for row in rows:
        said[lane_of(row, level)] += 1 + 3 * (row["position"] is not None)
    for shift in shifts:
        moved[by_claim.get(shift["later_claim_id"], shift["actor_id"])] += 1 + 3 * (shift["status"] == "shift")
    return sorted(said, key=lambda name: (-moved[name], -said[name], name))


def _fewer(rows: list[Row]) -> list[Row]:
    if len(rows) <= MOST_MARKS:
        return rows
    best = sorted(rows, key=lambda row: (row["position"] is not None, row["said_at"]), reverse=True)[:MOST_MARKS]
    kept = {row["utterance_id"] for row in best}
    return [row for row in rows if row["utterance_id"] in kept]


def _span(row: Row) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """From when to when something may have been said that is known to the week, month or year alone."""
    start = as_date(row["said_at"])
    assert start is not None
    if len(row["said_at"]) == 4:
        return pd.Timestamp(start), pd.Timestamp(date(start.year + 1, 1, 1))
    if len(row["said_at"]) == 7:
        return pd.Timestamp(start), pd.Timestamp((start.replace(day=28) + timedelta(days=4)).replace(day=1))
    if row.get("said_precision") == "week":
        return pd.Timestamp(start), pd.Timestamp(start + timedelta(days=7))
    return None


def _moments(rows: Sequence[Row], shifts: Sequence[Row]) -> dict[str, pd.Timestamp]:
    """Where each mark stands. Those known to the day alone share its width, in the order that shifts within it tell."""
    days: dict[tuple[str, str], list[Row]] = defaultdict(list)
    out: dict[str, pd.Timestamp] = {}
    for row in rows:
        if (span := _span(row)) is not None:
            out[row["utterance_id"]] = span[0] + (span[1] - span[0]) / 2
        elif len(row["said_at"]) > 10:
            out[row["utterance_id"]] = pd.Timestamp(row["said_at"][:19])
        else:
            days[row["actor_id"], row["said_at"]].append(row)
    after = {shift["later_claim_id"]: shift["earlier_claim_id"] for shift in shifts if shift["within_day"]}
    for (_actor, day), members in days.items():
        depth = _depths(members, after)
        ordered = sorted(zip(depth, members, strict=True), key=lambda pair: pair[0])
        for n, (_depth, row) in enumerate(ordered):
            out[row["utterance_id"]] = pd.Timestamp(day) + pd.Timedelta(days=(n + 0.5) / len(ordered))
    return out


def _depths(members: Sequence[Row], after: Mapping[str, str | None]) -> list[int]:
    """How many steps of the told order lie before each member; ``after`` gives for a claim the one it came after."""
    place = {claim: n for n, row in enumerate(members) for claim in row["claim_ids"]}
    steps = [(place.get(after[claim] or ""), n) for claim, n in place.items() if claim in after]
    depth = [0] * len(members)
    for _ in range(min(len(steps), 8)):
        for earlier, later in steps:
            if earlier is not None and earlier != later:
                depth[later] = max(depth[later], depth[earlier] + 1)
    return depth


def _arcs(shifts: Sequence[Row], shown: Sequence[Row], marks: Mapping[str, Row], t: Texts) -> list[Row]:
    """Three points of a curve for each shift of which both sides are drawn: its ends and one above them."""
    by_claim = {claim: row["utterance_id"] for row in shown for claim in row["claim_ids"]}
    out = []
    for shift in shifts:
        ends = [marks.get(by_claim.get(shift[f"{side}_claim_id"], "")) for side in ("earlier", "later")]
        if ends[0] is None or ends[1] is None:
            continue
        (a, b), told = (ends[0], ends[1]), t("changed", relation=t(f"relation.{shift['relation']}"))
        top = {"said": a["said"] + (b["said"] - a["said"]) / 2, "height": min(a["height"], b["height"]) - _BULGE}
        rest = {"shift": shift["shift_id"], "told": told, "sure": shift["status"] == "shift"}
        out += [
            {"said": point["said"], "height": point["height"], "step": step, **rest}
            for step, point in enumerate((a, top, b))
        ]
    return out


def _mark(row: Row, lane: int, said: pd.Timestamp, t: Texts) -> Row:
    value, is_alleged = row["position"], bool(row.get("alleged"))
    held = t.position(value, row["kind"])
    if is_alleged:
        held = t("alleged_by", accuser=t.name(row["accuser"], row["accuser_ar"]) or "?")
    return {
        "utterance_id": row["utterance_id"],
        "said": said,
        "height": lane - STEP * (value or 0),
        "value": "none" if value is None else str(value),
        "direct": row["type"] == "direct",
        "alleged": is_alleged,
        "heard": min(max(len(row["outlets"]), 1), 8),
        "actor": _label(t.name(row["actor"], row["actor_ar"]), 60),
        "day": _label(t.date(row["said_at"])),
        "held": _label(held, 80),
        "words": _label(row["content"], 160),
        "outlets": _several(tuple(row["outlets"]), t),
    }


def _label(text: str | None, limit: int = 44) -> str:
    """A text for a chart: bounded, and isolated from the direction around it."""
    return f"\u2068{_cut(text, limit)}\u2069"


@lru_cache(maxsize=10_000)
def _several(names: tuple[str | None, ...], t: Texts) -> str:
    """Names for a chart, in the order of the page whatever their own direction; what is left out is shown by dots."""
    held = [_cut(name, 40) for name in names if name]
    shown = listed_plain(held[:MOST_NAMES], t) + ("\u2026" if len(held) > MOST_NAMES else "")
    return f"{chr(0x2067 if t.rtl else 0x2066)}{shown}\u2069"


def _cut(text: str | None, limit: int) -> str:
    plain = clean(text or "").replace("\u200b", "")
    return plain if len(plain) <= limit else plain[: limit - 1] + "\u2026"
