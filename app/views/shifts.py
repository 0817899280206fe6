"""Home: who moved, on what, from where to where, and how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import streamlit as st

from app import data, frame
from app.markup import bdi, esc, link, page_link, quoted, scale
from app.texts import Texts
from warehouse.dates import as_date

Row = dict[str, Any]


def render(t: Texts) -> None:
    """The page of shifts, grouped by topic, the latest first."""
    found = data.rows("shifts")
    shown = list(_filtered(found, t))
    frame.head(t("pages.shifts"), t("counts", **_counts(shown)))
    if not shown:
        st.info(t("no_shifts"))
        return
    topic = None
    for row in shown:
        if row["topic_id"] != topic:
            topic = row["topic_id"]
            name = t.name(row["topic"], row["topic_ar"])
            st.html(f'<div class="mw-topic">{page_link("timeline", name, topic=topic, lang=t.lang)}</div>')
        _card(row, t)


def _counts(rows: list[Row]) -> dict[str, int]:
    return {
        "shifts": len(rows),
        "topics": len({row["topic_id"] for row in rows}),
        "actors": len({row["actor_id"] for row in rows}),
    }


def _filtered(rows: list[Row], t: Texts) -> Iterable[Row]:
    """The rows that the filters of the sidebar leave, by topic; filters are kept in the address."""
    topics = {row["topic_id"]: t.name(row["topic"], row["topic_ar"]) for row in rows}
    actors = {row["actor_id"]: t.name(row["actor"], row["actor_ar"]) for row in rows}
    relations = {row["relation"]: t(f"relation.{row['relation']}") for row in rows}
    chosen = {
        "topic_id": _choice(t, "topic", topics),
        "actor_id": _choice(t, "actor", actors),
        "relation": _choice(t, "relation", relations),
        "status": _choice(t, "status", {"shift": t("status.shift"), "possible": t("status.possible")}),
    }
    alleged = st.sidebar.toggle(t("filters.alleged"), value=st.query_params.get("alleged", "1") == "1", key="alleged")
    st.query_params["alleged"] = "1" if alleged else "0"
    left = [
        row
        for row in rows
        if (alleged or not row["alleged"]) and all(not v or row[key] == v for key, v in chosen.items())
    ]
    newest: dict[str, str] = {}
    for row in left:
        newest[row["topic_id"]] = max(newest.get(row["topic_id"], ""), row["later_said_at"] or "")
    left.sort(key=lambda row: row["later_said_at"] or "", reverse=True)
    left.sort(key=lambda row: (row["alleged"], row["status"] != "shift"))
    left.sort(key=lambda row: (newest[row["topic_id"]], row["topic_id"]), reverse=True)
    return left


def _choice(t: Texts, name: str, options: dict[str, str]) -> str:
    keys = ["", *sorted(options, key=lambda key: options[key])]
    given = st.query_params.get(name, "")
    picked = st.sidebar.selectbox(
        t(f"filters.{name}"),
        keys,
        index=keys.index(given) if given in keys else 0,
        format_func=lambda key: options.get(key) or t("filters.all"),
        key=f"filter_{name}",
    )
    if picked:
        st.query_params[name] = picked
    elif name in st.query_params:
        del st.query_params[name]
    return str(picked or "")


def _card(row: Row, t: Texts) -> None:
    sides = _side(row, "later", t) if row["alleged"] else _side(row, "earlier", t) + _side(row, "later", t)
    possible = " mw-possible" if row["status"] == "possible" else ""
    st.html(f'<div class="mw-card{possible}">{_top(row, t)}<div class="mw-sides">{sides}</div></div>')
    with st.expander(t("why")):
        st.html(_why(row, t))


def _top(row: Row, t: Texts) -> str:
    actor = t.name(row["actor"], row["actor_ar"])
    if row["alleged"]:
        said = t("alleged", accuser=row["accuser"] or "?", actor=actor)
        note = f'<p class="mw-muted">{esc(t("alleged_note"))}</p>'
        return f'<div class="mw-top"><span class="mw-actor">{bdi(said)}</span></div>{note}'
    changed = t("changed", relation=t(f"relation.{row['relation']}"))
    labels = {value: t.position(value) for value in range(-2, 3)}
    tags = [
        t(f"kind.{row['kind']}"),
        t(f"status.{row['status']}"),
        f"{t('confidence')} {row['confidence']:.2f}",
        _apart(row, t),
    ]
    shown = "".join(f'<span class="mw-tag">{bdi(tag)}</span>' for tag in tags if tag)
    return (
        f'<div class="mw-top"><span class="mw-actor">{bdi(actor)}</span>'
        f"{scale(row['from_position'], row['to_position'], labels)}"
        f'<span class="mw-rel">{esc(changed)}</span>{shown}</div>'
    )


def _apart(row: Row, t: Texts) -> str:
    if row["within_day"]:
        return t("within_day")
    a, b = as_date(row["earlier_said_at"]), as_date(row["later_said_at"])
    return t.days((b - a).days) if a and b else ""


def _side(row: Row, side: str, t: Texts) -> str:
    value = row["from_position"] if side == "earlier" else row["to_position"]
    told = f" \u00b7 {bdi(row[f'{side}_expr'])}" if row[f"{side}_expr"] else ""
    outlets = row[f"{side}_outlets"] or [row[f"{side}_publisher"]]
    where = ", ".join(bdi(name, 60) for name in outlets if name)
    read = page_link(
        "article", t("open_article"), article=row[f"{side}_article"], claim=row[f"{side}_claim_id"], lang=t.lang
    )
    original = link(row[f"{side}_url"], t("original"))
    ways = " \u00b7 ".join(part for part in (where, read, original) if part)
    held = "" if row["alleged"] else f" \u00b7 {esc(t.position(value))}"
    return (
        f'<div class="mw-side"><h4>{esc(t(side))} \u00b7 {bdi(t.date(row[f"{side}_said_at"]))}{told}{held}</h4>'
        f"{quoted(row[f'{side}_content'], row[f'{side}_lang'])}"
        f'<span class="mw-muted">{ways}</span></div>'
    )


def _why(row: Row, t: Texts) -> str:
    reasons = "".join(f"<li>{bdi(reason, 600)}</li>" for reason in row["reasons"])
    guards = "".join(
        f"<li><b>{esc(guard['name'].replace('_', ' '))}</b>: {bdi(guard['detail'], 300)}</li>"
        for guard in json.loads(row["guards"])
    )
    return (
        f'<div class="mw-muted">{esc(t("reasons"))}</div><ul class="mw-list" dir="ltr">{reasons}</ul>'
        f'<div class="mw-muted">{esc(t("guards"))}</div><ul class="mw-list" dir="ltr">{guards}</ul>'
    )
