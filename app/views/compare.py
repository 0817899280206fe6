"""Compare: where actors stand to each other on a topic, and where one actor stands on all topics."""

from __future__ import annotations

import html
from typing import Any

import streamlit as st

from app import address, choices, data, downloads, filters, frame
from app.agreement import SYMBOLS, agreement, alone, ordered, pairs
from app.citations import cite
from app.markup import bdi, dotted, esc, isolated, link, listed, page_link, plain, positions_on, quoted, scale, turned
from app.texts import Texts

Row = dict[str, Any]
WIDEST = 16
"""Actors in the matrix, those with most statements first, unless others are chosen."""
PAIR = ("a", "b")
"""The actors of a cell in the address."""
LONGEST_TITLE = 700
_ACTORS = "compare_actors_written"
_LAST = ("line", "position", "certainty", "said_at", "statements", "content", "lang", "outlets", "url", "utterance_id")


def render(t: Texts) -> None:
    """Actors on a topic, or one actor over all topics, as the address says."""
    frame.head(t("pages.compare"), t("compare.help"))
    by = filters.one_of_few(t, "by", {"topic": t("compare.by_topic"), "actor": t("compare.by_actor")})
    if by == "topic":
        _on_topic(t)
    else:
        _over_topics(t)


# actors on a topic -----------------------------------------------------------------------------------------


def _on_topic(t: Texts) -> None:
    topics = choices.topics(t)
    if not topics.rows:
        st.info(t("empty_table"))
        return
    before = st.query_params.get("topic", "")
    topic = choices.one_of_many(t, "topic", topics, t("filters.topic"), "compare_topic_choice")
    if before != topic and topics.row(before):  # the pair was one of another topic
        for name in PAIR:
            filters.keep(name, "")
    if asked := positions_on(topics.row(topic), t):
        st.html(asked)
    rows = data.rows("positions_of_topic", topic=topic)
    lines = sorted({row["line"] for row in rows}, key=lambda line: -sum(row["line"] == line for row in rows))
    if not lines:
        st.info(t("compare.nobody"))
        return
    line = filters.one_of_few(t, "line", {name: t(f"compare.lines.{name}") for name in lines})
    of_line = [row for row in rows if row["line"] == line]
    shown = ordered(_chosen(of_line, t))
    st.html(f'<p class="mw-alone">{_who_is_alone(shown, t)}</p>')
    _words_of_cell(of_line, t)
    st.html(f"{_key(t)}{_matrix(shown, topic, line, t)}")
    downloads.offer(shown, ("actor_id", "actor", *_LAST), t, "positions", t("compare.tables.positions"))
    if len(shown) > 1:
        both = pairs(shown)
        downloads.offer(both, tuple(both[0]), t, "agreement", t("compare.tables.pairs"))


def _chosen(rows: list[Row], t: Texts) -> list[Row]:
    """The actors that are compared: those of the address, else those with most statements."""
    fields = ("actor", "actor_ar", "actor_id")
    many = choices.Many(rows, "actor_id", fields, lambda row: isolated(_name(row, t)), lambda _: [])
    ids = [row["actor_id"] for row in rows]
    most = ids[:WIDEST]
    asked = st.query_params.get_all("actors")
    given = [one for one in asked if one in ids]
    for one in asked:
        if one not in ids and asked != st.session_state.get(_ACTORS):
            address.missed(t, "actors", one, "not_here")
    label = t("compare.actors")
    shown = t.digits(f"{len(given or most)} / {len(ids)}")
    with st.expander(f"{label} ({shown})"):
        key, hint = f"compare_actors_{rows[0]['line']}", t("compare.actors_hint")
        picked = choices.some_of_many(t, many, given or most, label, key, hint)
    picked = picked or most
    if set(picked) == set(most):
        filters.keep("actors", "")
    elif picked != asked:
        st.query_params["actors"] = picked
    st.session_state[_ACTORS] = st.query_params.get_all("actors")
    if len(ids) > len(picked):
        st.caption(t("compare.left_out", actors=t.count("actors", len(ids) - len(picked))))
    return [row for row in rows if row["actor_id"] in picked]


def _who_is_alone(rows: list[Row], t: Texts) -> str:
    found = alone(rows)
    if not found:
        return esc(t("compare.nobody_alone" if len(rows) > 2 else "compare.too_few"))
    each = [f"<b>{bdi(_name(row, t))}</b> ({esc(_held(row, t))})" for row in found]
    return f"{esc(t('compare.alone'))} {t('comma').join(each)}"


def _key(t: Texts) -> str:
    """What the symbols of the matrix mean."""
    told = "".join(
        f'<span class="mw-muted"><b class="mw-pair mw-{name}">{symbol}</b> {esc(t(f"compare.agreement.{name}"))}</span>'
        for name, symbol in SYMBOLS.items()
    )
    return f'<div class="mw-key">{told}</div>'


def _matrix(rows: list[Row], topic: str, line: str, t: Texts) -> str:
    """A table of actors by actors. Columns carry the numbers of the rows, so that it fits a narrow screen."""
    numbered = [(t.digits(str(number)), row) for number, row in enumerate(rows, 1)]
    head = "".join(
        f'<th scope="col" title="{esc(_name(row, t))}"><abbr title="{esc(_name(row, t))}">{number}</abbr></th>'
        for number, row in numbered
    )
    body = ""
    for number, row in numbered:
        cells = "".join(_cell(row, other, topic, line, t) for other in rows)
        address = page_link("compare", _name(row, t), by="actor", actor=row["actor_id"], **t.address)
        body += (
            f'<tr><th scope="row"><span class="mw-nr">{number}</span> <bdi dir="auto">{address}</bdi></th>'
            f'<td class="mw-held">{_number(row, t)}</td>{cells}</tr>'
        )
    told = f'<abbr title="{esc(t("compare.latest"))}">{esc(t("position_word"))}</abbr>'
    first = f'<th scope="col">{esc(t("table.actor"))}</th><th scope="col">{told}</th>'
    table = f'<table class="mw-table mw-matrix"><thead><tr>{first}{head}</tr></thead><tbody>{body}</tbody></table>'
    label = esc(t("pages.compare"))
    return f'<div class="mw-scroll" tabindex="0" role="region" aria-label="{label}">{table}</div>'


def _cell(a: Row, b: Row, topic: str, line: str, t: Texts) -> str:
    """One pair: its symbol leads to the words of both; what it means is told to those who do not see it."""
    name = agreement(a["position"], b["position"])
    mine = a["actor_id"] == b["actor_id"]
    told = t("compare.own_words", actor=turned(_name(a, t), t)) if mine else _told(a, b, name, t)
    pair = {"topic": topic, "line": line, "a": a["actor_id"], "b": b["actor_id"], **t.address}
    way = page_link("compare", "\u00b7" if mine else SYMBOLS[name], **pair)
    chosen = st.query_params.get("a") == a["actor_id"] and st.query_params.get("b") == b["actor_id"]
    others = "".join(f"&amp;actors={esc(one)}" for one in st.query_params.get_all("actors"))
    told = html.escape(told[:LONGEST_TITLE], quote=True)
    way = way.replace('" target=', f'{others}" title="{told}" aria-label="{told}" target=', 1)
    shape = "mw-own" if mine else f"mw-{name}"
    return f'<td class="mw-pair {shape}{" mw-picked" if chosen else ""}">{way}</td>'


def _told(a: Row, b: Row, name: str, t: Texts) -> str:
    both = " / ".join(turned(_name(one, t), t) for one in (a, b))
    return t.separator.join((both, t(f"compare.agreement.{name}")))


def _words_of_cell(rows: list[Row], t: Texts) -> None:
    """The words behind the pair of the address."""
    by_id = {row["actor_id"]: row for row in rows}
    asked = {name: st.query_params.get(name, "") for name in PAIR}
    for name, one in asked.items():
        if one and one not in by_id:
            address.missed(t, name, one, "not_here")
            filters.keep(name, "")
    picked = [by_id[one] for one in dict.fromkeys(asked.values()) if one in by_id]
    if not picked:
        return
    name = agreement(picked[0]["position"], picked[-1]["position"])
    head = esc(t(f"compare.agreement.{name}")) if len(picked) > 1 else bdi(_name(picked[0], t))
    sides = "".join(f'<div class="mw-side">{_words(row, _name(row, t), t, named=True)}</div>' for row in picked)
    st.html(
        f'<h2 class="mw-topic" id="words">{head}</h2><div class="mw-card"><div class="mw-sides">{sides}</div></div>'
    )


# one actor over all topics ---------------------------------------------------------------------------------


def _over_topics(t: Texts) -> None:
    actors = choices.actors(t)
    if not actors.rows:
        st.info(t("empty_table"))
        return
    actor = choices.one_of_many(t, "actor", actors, t("filters.actor"), "compare_actor_choice")
    who = plain(actors.told(actors.row(actor) or {}))
    rows = data.rows("positions_of_actor", actor=actor)
    if not rows:
        st.info(t("compare.no_position"))
        return
    st.html("".join(_on(row, actor, who, t) for row in rows))
    downloads.offer(rows, ("topic_id", "topic", *_LAST, "shifts"), t, "actor_positions")


def _on(row: Row, actor: str, who: str, t: Texts) -> str:
    """HTML of one topic of an actor: the latest position, how often it spoke and moved, and the words."""
    name = page_link("timeline", t.name(row["topic"], row["topic_ar"]), topic=row["topic_id"], **t.address)
    tags = [t(f"compare.lines.{row['line']}"), t.count("claims", row["statements"])]
    shown = "".join(f'<span class="mw-tag">{bdi(tag)}</span>' for tag in tags)
    address = {"topic": row["topic_id"], **t.address}
    moved = page_link("shifts", t.count("shifts", row["shifts"]), actor=actor, **address) if row["shifts"] else ""
    ways = dotted((page_link("compare", t("compare.others"), line=row["line"], **address), moved), t)
    return (
        f'<div class="mw-card mw-on"><div class="mw-top"><span class="mw-actor"><bdi dir="auto">{name}</bdi></span>'
        f'{_drawn(row, t)}<span class="mw-tags">{shown}</span></div>'
        f'<div class="mw-side">{_words(row, who, t)}</div><p class="mw-muted">{ways}</p></div>'
    )


# both ------------------------------------------------------------------------------------------------------


def _name(row: Row, t: Texts) -> str:
    return t.name(row["actor"], row["actor_ar"])


def _held(row: Row, t: Texts) -> str:
    return t.position(row["position"], row["line"])


def _number(row: Row, t: Texts) -> str:
    """A position as a signed number, told in words to those who point at it or listen."""
    return f'<abbr title="{esc(_held(row, t))}"><bdi dir="ltr">{t.signed(row["position"])}</bdi></abbr>'


def _drawn(row: Row, t: Texts) -> str:
    return scale((None, row["position"]), row["line"], t, _held(row, t))


def _words(row: Row, who: str, t: Texts, named: bool = False) -> str:
    """The statement that a position was read from: which position, when, the words, where they are printed.

    Whose they are stands in the citation; above them only where they are ``named``.
    """
    head = [f"<b>{bdi(who)}</b>" if named else "", esc(_held(row, t)), bdi(t.date(row["said_at"]))]
    address = {"article": row["article_id"], "claim": row["first_claim_id"], **t.address}
    ways = [
        listed(row["outlets"], t),
        page_link("article", t("open_article"), **address),
        link(row["url"], t("original")),
        cite(who, row["content"], row["outlets"], row["said_at"], row["url"], t),
    ]
    return f'<h3>{dotted(head, t)}</h3>{quoted(row["content"], row["lang"])}<p class="mw-muted">{dotted(ways, t)}</p>'
