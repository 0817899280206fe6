"""Home: who moved, on what, from where to where, and how sure it is."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import streamlit as st

from app import downloads, frame, shift_filters
from app.citations import cite
from app.markup import bdi, dotted, esc, link, listed, page_link, positions_on, quoted, scale, sentence
from app.people import SIDES, voices_of
from app.reasons import about, guards_html, reasons_html
from app.texts import Texts
from warehouse.dates import as_date

Row = dict[str, Any]
FIRST, PAGE = 10, 20
"""Cards that a page opens with, which fill more than two screens, and those that each click adds."""
MOST_TAKEN = 100_000
"""Shifts in a download."""


def render(t: Texts) -> None:
    """The page of shifts, grouped by topic, the latest first; possible and alleged ones apart from the sure ones."""
    asked, told = shift_filters.chosen(t)
    shown = _shown(asked)
    rows = shift_filters.found(asked, shown)
    frame.head(t("pages.shifts"), _counted(rows[0], t) if rows else t.count("shifts", 0))
    if told:
        st.html(told)
    if not rows:
        st.info(t("no_shifts" if told else "no_shifts_yet"))
        return
    st.html(f'<div class="mw-cards">{_grouped(rows, t)}</div>')  # as one: forty elements would be drawn slowly
    if shown < rows[0]["all_shifts"] and st.button(t("more"), key="shifts_more"):
        st.session_state["shifts_shown"] = (asked, shown + PAGE)
        st.rerun()
    _download(asked, t)


def _grouped(rows: list[Row], t: Texts) -> str:
    """The cards under the names of their topics; the possible and the alleged each under a line of their own."""
    out = []
    for _topic, of_topic in groupby(rows, key=lambda row: row["topic_id"]):
        members = list(of_topic)
        name = t.name(members[0]["topic"], members[0]["topic_ar"])
        out.append(
            '<section class="mw-of">'  # its heading stays in sight while its cards pass
            f'<h2 class="mw-topic">{page_link("timeline", name, topic=members[0]["topic_id"], **t.address)}</h2>'
            f"{positions_on(members[0], t)}"
        )
        for section, of_section in groupby(members, key=lambda row: row["section"]):
            if section != "shift":
                out.append(f'<div class="mw-section">{esc(t(f"section.{section}"))}</div>')
            out += [card(row, t) for row in of_section]
        out.append("</section>")
    return "".join(out)


def _shown(asked: shift_filters.Asked) -> int:
    """How many cards are shown: more with each click, until something else is asked for."""
    before, number = st.session_state.get("shifts_shown", (None, FIRST))
    return int(number) if before == asked else FIRST


def _counted(row: Row, t: Texts) -> str:
    """How many shifts, topics and actors are left; how many of the shifts are sure, possible and alleged."""
    counts = {noun: t.count(noun, row[f"all_{noun}"]) for noun in ("shifts", "topics", "actors")}
    parts = {name: row[f"all_{name}"] for name in ("sure", "possible", "alleged")}
    told = t("comma").join(
        f"{t(f'section_short.{name}')}: {t.digits(f'{number:,}')}" for name, number in parts.items() if number
    )
    return t.separator.join((f"{counts['shifts']} ({told})", counts["topics"], counts["actors"]))


def card(row: Row, t: Texts) -> str:
    """HTML of one shift: the move, both statements in their own languages, and why it counts."""
    sides = "".join(_side(row, side, t) for side in (("later",) if row["alleged"] else SIDES))
    possible = " mw-possible" if row["alleged"] or row["status"] != "shift" else ""
    return f'<div class="mw-card{possible}">{_top(row, t)}<div class="mw-sides">{sides}</div>{_why(row, t)}</div>'


def _top(row: Row, t: Texts) -> str:
    actor, relation = t.name(row["actor"], row["actor_ar"]), t(f"relation.{row['relation']}")
    sure = t.sure(row["confidence"])
    if row["alleged"]:
        accuser = t.name(row["accuser"], row["accuser_ar"]) or "?"
        said = sentence(t, "alleged", accuser=accuser, actor=actor, relation=relation)
        tags = [sure]
        head = f'<span class="mw-actor">{said}</span>'
    else:
        several = row["earlier_speaker_id"] != row["later_speaker_id"]
        tags = [t("two_voices") if several else "", _apart(row, t), t(f"kind.{row['kind']}")]
        tags += [t(f"status.{row['status']}"), sure]
        moved = (row["from_position"], row["to_position"])
        start, end = (t.position(value, row["kind"]) for value in moved)
        head = (
            f'<span class="mw-actor">{bdi(actor)}</span>'
            f"{scale(moved, row['kind'], t, t('from_to', start=start, end=end))}"
            f'<span class="mw-rel">{esc(t("changed", relation=relation))}</span>'
        )
    shown = "".join(f'<span class="mw-tag" dir="auto">{esc(tag)}</span>' for tag in tags if tag)
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
    voice = voices_of(row, t).get(side, "")
    head = [bdi(voice) if voice else "", bdi(t.date(row[f"{side}_said_at"]))]
    if not row["alleged"]:
        head = [f"<b>{esc(t(side))}: {esc(t.position(value, row['kind']))}</b>", *head]
    if row[f"{side}_expr"]:
        # the marks are those of the page, whatever the direction of the words
        head.append(esc(t("told", words="{}")).replace("{}", bdi(row[f"{side}_expr"])))
    outlets = row[f"{side}_outlets"] or [row[f"{side}_publisher"]]
    who = t.name(row["accuser"], row["accuser_ar"]) if row["alleged"] else t.name(row["actor"], row["actor_ar"])
    who = voice or who  # a citation gives words to who said them
    address = {"article": row[f"{side}_article"], "claim": row[f"{side}_claim_id"], **t.address}
    ways = [
        listed(outlets, t),
        page_link("article", t("open_article"), **address),
        link(row[f"{side}_url"], t("original")),
        cite(who, row[f"{side}_content"], outlets, row[f"{side}_said_at"], row[f"{side}_url"], t),
    ]
    return (
        f'<div class="mw-side mw-{side}"><h3>{dotted(head, t)}</h3>'
        f"{quoted(row[f'{side}_content'], row[f'{side}_lang'])}"
        f'<p class="mw-muted">{dotted(ways, t)}</p></div>'
    )


def _why(row: Row, t: Texts) -> str:
    """Reasons and guards, folded, in the language of the interface."""
    of = about(row, "actor", "accuser", "earlier_speaker", "later_speaker")
    reasons, guards = reasons_html(row["reasons"], t, of), guards_html(row["guards"], t)
    return (
        f'<details class="mw-why"><summary>{esc(t("why"))}</summary>'
        f'<h4>{esc(t("reasons"))}</h4><ul class="mw-list">{reasons}</ul>'
        f'<h4>{esc(t("guards"))}</h4><ul class="mw-list">{guards}</ul></details>'
    )


def _download(asked: shift_filters.Asked, t: Texts) -> None:
    sides = [f"{side}_{field}" for side in SIDES for field in ("speaker", "said_at", "content", "publisher", "url")]
    kept = ("shift_id", "actor", "topic", "relation", "kind", "from_position", "to_position")
    fields = [*kept, "status", "alleged", "accuser", "confidence", *sides]
    downloads.offer(lambda: shift_filters.found(asked, MOST_TAKEN), fields, t, "shifts")
