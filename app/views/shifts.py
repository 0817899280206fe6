"""Home: who moved, on what, from where to where, and how sure it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from typing import Any

import streamlit as st

from app import data, filters, frame, tables
from app.markup import bdi, dotted, esc, link, page_link, quoted, scale
from app.texts import Texts
from warehouse.dates import as_date

Row = dict[str, Any]
PAGE = 40
"""Cards that are shown at once."""


def render(t: Texts) -> None:
    """The page of shifts, grouped by topic, the latest first; possible and alleged ones apart from the sure ones."""
    left = _ordered(_filtered(data.rows("shifts"), t))
    frame.head(t("pages.shifts"), _counted(left, t))
    if not left:
        st.info(t("no_shifts"))
        return
    shown = int(st.session_state.get("shifts_shown", PAGE))
    for _topic, of_topic in groupby(left[:shown], key=lambda row: row["topic_id"]):
        rows = list(of_topic)
        name = t.name(rows[0]["topic"], rows[0]["topic_ar"])
        st.html(f'<div class="mw-topic">{page_link("timeline", name, topic=rows[0]["topic_id"], lang=t.lang)}</div>')
        for section, members in groupby(rows, key=_section):
            if section != "shift":
                st.html(f'<div class="mw-section">{esc(t(f"section.{section}"))}</div>')
            for row in members:
                st.html(card(row, t))
    if shown < len(left) and st.button(t("more"), key="shifts_more"):
        st.session_state["shifts_shown"] = shown + PAGE
        st.rerun()
    _download(left, t)


def _counted(rows: list[Row], t: Texts) -> str:
    of = {"shifts": "shift_id", "topics": "topic_id", "actors": "actor_id"}
    return " \u00b7 ".join(t.count(noun, len({row[key] for row in rows})) for noun, key in of.items())


def _section(row: Row) -> str:
    return "alleged" if row["alleged"] else str(row["status"])


def _filtered(rows: list[Row], t: Texts) -> list[Row]:
    """The rows that the filters of the sidebar leave; the filters stand in the address."""
    names: dict[str, tuple[Callable[[Row], str], str]] = {
        "topic": (lambda row: t.name(row["topic"], row["topic_ar"]), "topic_id"),
        "actor": (lambda row: t.name(row["actor"], row["actor_ar"]), "actor_id"),
        "relation": (lambda row: t(f"relation.{row['relation']}"), "relation"),
        "kind": (lambda row: t(f"kind.{row['kind']}"), "kind"),
        "status": (lambda row: t(f"status.{row['status']}"), "status"),
    }
    with st.sidebar:
        chosen = {
            key: filters.choice(t, name, {row[key]: label(row) for row in rows}) for name, (label, key) in names.items()
        }
        spoken = {row[side] for row in rows for side in ("earlier_lang", "later_lang") if row[side]}
        words = filters.choice(t, "lang", {code: t(f"lang_name.{code}") for code in spoken}, parameter="words")
        alleged = filters.switch(t, "alleged", on=True)
    return [
        row
        for row in rows
        if (alleged or not row["alleged"])
        and (not words or words in (row["earlier_lang"], row["later_lang"]))
        and all(not value or row[key] == value for key, value in chosen.items())
    ]


def _ordered(rows: list[Row]) -> list[Row]:
    """Topics by their latest shift; in a topic the sure ones first, the possible, the alleged, each latest first."""
    newest: dict[str, str] = {}
    for row in rows:
        newest[row["topic_id"]] = max(newest.get(row["topic_id"], ""), row["later_said_at"] or "")
    rows = sorted(rows, key=lambda row: row["later_said_at"] or "", reverse=True)
    rows.sort(key=lambda row: ("shift", "possible", "alleged").index(_section(row)))
    return sorted(rows, key=lambda row: (newest[row["topic_id"]], row["topic_id"]), reverse=True)


def card(row: Row, t: Texts) -> str:
    """HTML of one shift: the move, both statements in their own languages, and why it counts."""
    sides = _side(row, "later", t) if row["alleged"] else _side(row, "earlier", t) + _side(row, "later", t)
    possible = " mw-possible" if _section(row) != "shift" else ""
    return f'<div class="mw-card{possible}">{_top(row, t)}<div class="mw-sides">{sides}</div>{_why(row, t)}</div>'


def _top(row: Row, t: Texts) -> str:
    actor, relation = t.name(row["actor"], row["actor_ar"]), t(f"relation.{row['relation']}")
    sure = f"{t('confidence')} {row['confidence']:.2f}"
    if row["alleged"]:
        said = t("alleged", accuser=row["accuser"] or "?", actor=actor, relation=relation)
        tags = [sure]
        head = f'<span class="mw-actor">{bdi(said, 400)}</span>'
    else:
        tags = [_apart(row, t), t(f"kind.{row['kind']}"), t(f"status.{row['status']}"), sure]
        labels = {value: t.position(value) for value in range(-2, 3)}
        told = t("from_to", start=t.position(row["from_position"]), end=t.position(row["to_position"]))
        head = (
            f'<span class="mw-actor">{bdi(actor)}</span>'
            f"{scale(row['from_position'], row['to_position'], labels, told)}"
            f'<span class="mw-rel">{esc(t("changed", relation=relation))}</span>'
        )
    shown = "".join(f'<span class="mw-tag">{bdi(tag)}</span>' for tag in tags if tag)
    note = f'<p class="mw-muted">{esc(t("alleged_note"))}</p>' if row["alleged"] else ""
    return f'<div class="mw-top">{head}<span class="mw-tags">{shown}</span></div>{note}'


def _apart(row: Row, t: Texts) -> str:
    """The time between both statements, in words."""
    if row["within_day"]:
        return t("within_day")
    a, b = as_date(row["earlier_said_at"]), as_date(row["later_said_at"])
    return t.days((b - a).days) if a and b else ""


def _side(row: Row, side: str, t: Texts) -> str:
    value = row["from_position"] if side == "earlier" else row["to_position"]
    head = [bdi(t.date(row[f"{side}_said_at"]))]
    if not row["alleged"]:
        head = [f"<b>{esc(t(side))}: {esc(t.position(value))}</b>", *head]
    if row[f"{side}_expr"]:
        head.append(bdi(t("told", words=row[f"{side}_expr"])))
    outlets = row[f"{side}_outlets"] or [row[f"{side}_publisher"]]
    address = {"article": row[f"{side}_article"], "claim": row[f"{side}_claim_id"], "lang": t.lang}
    ways = [
        t("comma").join(bdi(name, 60) for name in outlets if name),
        page_link("article", t("open_article"), **address),
        link(row[f"{side}_url"], t("original")),
    ]
    return (
        f'<div class="mw-side mw-{side}"><h4>{dotted(head)}</h4>'
        f"{quoted(row[f'{side}_content'], row[f'{side}_lang'])}"
        f'<p class="mw-muted">{dotted(ways)}</p></div>'
    )


def _why(row: Row, t: Texts) -> str:
    """Reasons and guards, folded; they are told in English, so they read from left to right."""
    reasons = "".join(f"<li>{bdi(reason, 600)}</li>" for reason in row["reasons"])
    guards = "".join(
        f"<li>{esc(t.guard(guard['name']))} \u2013 {esc(t('in_the_way' if guard['held'] else 'passed'))}: "
        f"{bdi(guard['detail'], 300)}</li>"
        for guard in json.loads(row["guards"])
    )
    return (
        f'<details class="mw-why"><summary>{esc(t("why"))}</summary>'
        f'<h5>{esc(t("reasons"))}</h5><ul class="mw-list">{reasons}</ul>'
        f'<h5>{esc(t("guards"))}</h5><ul class="mw-list">{guards}</ul></details>'
    )


def _download(rows: list[Row], t: Texts) -> None:
    sides = [f"{side}_{field}" for side in ("earlier", "later") for field in ("said_at", "content", "publisher", "url")]
    kept = ("shift_id", "actor", "topic", "relation", "kind", "from_position", "to_position")
    tables.download(rows, [*kept, "status", "alleged", "accuser", "confidence", *sides], t, "shifts")
