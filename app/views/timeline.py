"""A topic over time: the lanes of its actors, and the words of the marks that are chosen."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from app import address, choices, data, downloads, filters, frame
from app.citations import cite
from app.lanes import LEVELS, Lanes, Level, Span, alleged, lanes
from app.markup import bdi, dotted, esc, link, listed, page_link, positions_on, quoted, sentence
from app.picture import MOST_SVG, SYMBOLS, chart, colour
from app.texts import Texts

Row = dict[str, Any]
MOST_WORDS = 20
"""Statements that are shown below the chart at once."""


def render(t: Texts) -> None:
    """The timeline of the topic that is chosen in the list or by the address."""
    topics = choices.topics(t, counted=True)
    frame.head(t("pages.timeline"), t("timeline_help"))
    if not topics.rows:
        st.info(t("empty_table"))
        return
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        topic = choices.one_of_many(t, "topic", topics, t("choose_topic"), "topic_choice")
    with right:
        level = _level(t)
    if asked := positions_on(topics.row(topic), t):
        st.html(asked)
    of = data.snapshot()
    shifts = data.rows("shifts_of_topic", topic=topic)
    rows = data.rows("timeline_of_topic", topic=topic)
    rows += alleged(shifts, rows)
    _tell_unknown(rows, t)
    drawn = data.made(of, "lanes", lambda: lanes(rows, shifts, t, level), topic, level, t.lang)
    if drawn.marks.empty:
        st.info(t("no_marks"))
    else:
        _draw(drawn, rows, topic, t)
    fields = ("utterance_id", "actor", "said_at", "position", "kind", "certainty", "act", "content", "outlets", "url")
    # Asked for anew when a button is clicked: else every visit would keep its rows as long as it may come back.
    downloads.offer(partial(data.rows, "timeline_of_topic", topic=topic), fields, t, "timeline")


def _draw(drawn: Lanes, rows: list[Row], topic: str, t: Texts) -> None:
    """The key, the picture, what it leaves out, and the words of the chosen marks."""
    st.html(_key(t))
    opening = _opening(drawn, topic, t)
    svg = st.session_state.get("timeline_svg") == topic
    key = f"timeline_{topic}_{t.lang}{'' if opening is None else '_opened'}"  # a chart keeps the span chosen on it
    chosen = st.vega_lite_chart(
        None,
        chart(drawn, t, svg=svg, dark=st.context.theme.type == "dark", opening=opening),
        on_select="rerun",
        selection_mode="mark",
        key=key,
        width="stretch",
        alt=_told(drawn, t),
    )
    _save_chart(len(drawn.marks), topic, svg, t)
    out = {
        "left_out": drawn.left_out and t("left_out", actors=t.count("actors", drawn.left_out)),
        "across": drawn.across and t("across", shifts=t.count("shifts", drawn.across)),
        "undated": drawn.undated and t("undated", claims=t.count("claims", drawn.undated)),
        "unmarked": drawn.unmarked and t("unmarked", claims=t.count("claims", drawn.unmarked)),
    }
    if any(out.values()):
        st.caption(" ".join(filter(None, out.values())))
    picked = _picked(chosen, rows)
    with st.container(key="evidence_picked" if picked else "evidence"):
        _evidence(picked, rows, t)


def _opening(drawn: Lanes, topic: str, t: Texts) -> Span | None:
    """The days that the chart opens on, all of them where this is None: told, with a way to the other."""
    given = st.query_params.get("span", "")
    if given not in ("", "all"):
        address.missed(t, "span", given, "nothing", ("all",))
        given = ""
    span = drawn.opening
    if span is None:
        filters.keep("span", "")
        return None
    mark = str(st.query_params.get("mark", ""))
    if f"span_{topic}" not in st.session_state:  # once: what is clicked later is in sight as the chart stands
        st.session_state[f"span_{topic}"] = given or ("all" if mark in drawn.outside(span) else "")
    elif not address.own("span"):
        st.session_state[f"span_{topic}"] = given
    whole = st.session_state[f"span_{topic}"] == "all"
    filters.keep("span", "all" if whole else "")
    with st.container(horizontal=True, vertical_alignment="center"):
        if not whole:
            first, last = (t.date(day.isoformat()) for day in span)
            told = {"span": t("from_to", start=first, end=last), "claims": t.count("claims", len(drawn.outside(span)))}
            st.caption(t("timeline_span.told", **told), width="content")
        label = t(f"timeline_span.{'most' if whole else 'all'}")
        st.button(label, key="timeline_span", on_click=_other_span, args=(topic, whole))
    return None if whole else span


def _other_span(topic: str, whole: bool) -> None:
    st.session_state[f"span_{topic}"] = "" if whole else "all"
    filters.keep("span", "" if whole else "all")


def _told(drawn: Lanes, t: Texts) -> str:
    """What the chart shows, for those who do not see it."""
    start, end = (t.date(day.isoformat()) for day in drawn.days)
    return t(
        "timeline_told",
        span=start if start == end else t("from_to", start=start, end=end),
        marks=t.count("claims", len(drawn.marks)),
        actors=t.count("actors", len(drawn.names)),
        shifts=t.count("shifts", drawn.arcs["shift"].nunique()),
    )


def _save_chart(marks: int, topic: str, svg: bool, t: Texts) -> None:
    """Buttons that save the chart as it is drawn (see ``page.js``); one of very many marks is first drawn as SVG."""
    is_svg = svg or marks <= MOST_SVG
    shown = "".join(
        f'<button type="button" class="mw-save" data-save="{form}">{esc(t(f"save.{form}"))}</button>'
        for form in (("png", "svg") if is_svg else ("png",))
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="mw-saves">{shown}</div>', width="content")
        if not is_svg and st.button(t("save.draw"), key="timeline_as_svg"):
            st.session_state["timeline_svg"] = topic
            st.rerun()


def _level(t: Texts) -> Level:
    """Whose lanes: of actors, of the bodies that they speak for, or of their countries."""
    named = {name: t(f"levels.{name}") for name in LEVELS}
    return filters.one_of_few(t, "level", named)


def _key(t: Texts) -> str:
    """What shapes, fillings and lines mean."""
    shapes = "".join(
        f'<span><b style="color:{colour(value)}">{symbol}</b> {esc(_meant(value, t))}</span>'
        for value, symbol in SYMBOLS.items()
    )
    rest = "".join(
        f'<span class="mw-muted">{esc(t(f"key.{name}"))}</span>'
        for name in ("direct", "indirect", "alleged", "heard", "bar", "line")
    )
    return f'<div class="mw-key mw-drawn">{shapes}{rest}</div>'


def _meant(value: str, t: Texts) -> str:
    """What a shape means, for those who want something and for those who tell how things stand."""
    return t.of_any_kind(None if value == "none" else int(value))


def _tell_unknown(rows: list[Row], t: Texts) -> None:
    """Say that the mark of an address is not here; not of one that was chosen before the topic was changed."""
    given = str(st.query_params.get("mark", ""))
    if given and not address.own("mark") and given not in {row["utterance_id"] for row in rows}:
        address.missed(t, "mark", given, "none")


def _picked(chosen: Any, rows: list[Row]) -> set[str]:
    """The utterances selected in the chart, else the one that the address names."""
    points = ((chosen or {}).get("selection") or {}).get("mark") or []
    ids = {str(point.get("utterance_id")) for point in points}
    if not ids:
        ids = {str(st.query_params.get("mark", ""))}
    ids &= {row["utterance_id"] for row in rows}
    filters.keep("mark", min(ids, default=""))
    return ids


def _evidence(ids: set[str], rows: list[Row], t: Texts) -> None:
    """The words of the chosen marks; of the last positions where none is chosen."""
    picked = [row for row in rows if row["utterance_id"] in ids]
    held = [row for row in rows if row["position"] is not None and row["said_at"]]
    st.html(f'<div class="mw-topic">{esc(t("evidence" if picked else "latest_words"))}</div>')
    for row in (picked or held[-3:][::-1])[:MOST_WORDS]:
        st.html(_words(row, t))


def _words(row: Row, t: Texts) -> str:
    place = {"article": row["article_id"], "claim": row["first_claim_id"], **t.address}
    accuser = t.name(row.get("accuser"), row.get("accuser_ar")) or "?"
    speaker = accuser if row.get("alleged") else t.name(row["actor"], row["actor_ar"])
    ways = [
        bdi(t.date(row["said_at"])),
        listed(row["outlets"], t),
        page_link("article", t("open_article"), **place),
        link(row["url"], t("original")),
        cite(speaker, row["content"], row["outlets"] or [row["publisher"]], row["said_at"], row["url"], t),
    ]
    who, held = t.name(row["actor"], row["actor_ar"]), t.position(row["position"], row["kind"])
    shown = bdi(who)
    if row.get("alleged"):
        relation, held = t(f"relation.{row['relation']}"), t("section_short.alleged")
        shown = sentence(t, "alleged", accuser=accuser, actor=who, relation=relation)
    return (
        f'<div class="mw-card{" mw-possible" if row.get("alleged") else ""}"><div class="mw-top">'
        f'<span class="mw-actor">{shown}</span><span class="mw-tag">{esc(held)}</span></div>'
        f'{quoted(row["content"], row["lang"])}<p class="mw-muted">{dotted(ways, t)}</p></div>'
    )
