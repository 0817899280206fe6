"""Two actors or two topics that are one: found by name, seen side by side, merged, and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import streamlit as st

from app import choices, correcting, corrections, data
from app.corrections import Answer
from app.markup import bdi, clean, dotted, esc, listed, page_link
from app.people import role_of
from app.texts import Texts

Row = dict[str, Any]
Kind = Literal["actors", "topics"]
SAME, INTO = "same", "into"
"""The two in the address: the one that becomes a part, and the one that it is."""


def offer(t: Texts, kind: Kind) -> None:
    """The form, and what came of the last merge; nothing where corrections cannot be kept."""
    if not corrections.writable(data.db_path()):
        if _proposed():
            st.info(t("review.read_only"))
        return
    if st.session_state.pop("merge_over", False):
        _set(t, "", "")
    _told(t, kind)
    with st.expander(t(f"merge.{kind}"), expanded=_proposed()):
        st.caption(t(f"merge.help.{kind}"))
        many = choices.topics(t, counted=True) if kind == "topics" else _named_actors(t)
        left, right = st.columns(2, gap="large")
        with left:
            same = _side(t, kind, SAME, many)
        others = replace(many, rows=[row for row in many.rows if same is None or row[many.id] != same[many.id]])
        with right:
            into = _side(t, kind, INTO, others)
        if same and into and same[many.id] != into[many.id]:
            _ask(t, kind, many, same, into)
        elif same and into:
            st.warning(t("merge.itself"))


def _proposed() -> bool:
    return any(st.query_params.get(name) for name in (SAME, INTO))


def _named_actors(t: Texts) -> choices.Many:
    """The actors but for unnamed sources: who those are is nobody's guess."""
    many = choices.actors(t, counted=True)
    return replace(many, rows=[row for row in many.rows if row["kind"] != "unnamed"])


def _side(t: Texts, kind: Kind, name: str, many: choices.Many) -> Row | None:
    """One of the two: its search, and what is known of it."""
    row = choices.found_by_name(t, name, many, t(f"merge.{name}"))
    if row is not None:
        st.html(_card(t, kind, many, row))
    return row


def _ask(t: Texts, kind: Kind, many: choices.Many, same: Row, into: Row) -> None:
    """What merging comes to, who says so, and the buttons."""
    names = {SAME: _name(t, kind, same), INTO: _name(t, kind, into)}
    claims = t.count("claims", same.get("claims") or 0)
    told = esc(t(f"merge.asked.{kind}", claims=claims, **{name: f"{{{name}}}" for name in names}))
    st.html(f"<p>{told.format(**{name: f'<b>{bdi(text)}</b>' for name, text in names.items()})}</p>")
    correcting.signature(t)
    with st.container(horizontal=True):
        if st.button(t("merge.confirm"), key="merge_confirm", type="primary"):
            answer = correcting.write(t, f"merge {kind}", same[many.id], value=into[many.id])
            if answer is not None:
                _after(answer, kind, names)
        st.button(t("merge.swap"), key="merge_swap", on_click=_set, args=(t, into[many.id], same[many.id]))


def _set(t: Texts, same: str, into: str) -> None:
    """Put other ones, or none, into the address, before the page is drawn anew; the lists follow it."""
    for name, value in ((SAME, same), (INTO, into)):
        choices.forget_search(t, name)
        if value:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]


def _after(answer: Answer, kind: Kind, names: dict[str, str]) -> None:
    """Keep what came of it for the next drawing, which reads the new snapshot."""
    st.session_state["merge_answer"] = (answer, kind, names)
    st.session_state["merge_over"] = answer.state == "done"
    st.rerun()


def _told(t: Texts, kind: Kind) -> None:
    """What came of the last merge on this page, and the way back."""
    answer, of, names = st.session_state.get("merge_answer") or (None, "", {})
    if answer is None or of != kind:
        return
    correcting.told(t, answer, t("merge.done" if names else "merge.undone"))
    if answer.state != "done":
        return
    which = " = ".join(bdi(name) for name in names.values())
    st.html(f"<p>{dotted((which, page_link('review', t('merge.listed'), **t.address)), t)}</p>")
    held = bool(names) and answer.correction_id == correcting.last_made()
    if held and st.button(t("review.undo"), key="merge_undo"):
        _after(correcting.take_back(t, answer.correction_id), kind, {})


def _name(t: Texts, kind: Kind, row: Row) -> str:
    one = kind.removesuffix("s")
    return clean(t.name(row[one], row[f"{one}_ar"]))


def _card(t: Texts, kind: Kind, many: choices.Many, row: Row) -> str:
    """HTML of what is known of one, so that it is seen whether both are the same."""
    one = kind.removesuffix("s")
    page, parameters = ("compare", {"by": "actor"}) if kind == "actors" else ("timeline", {})
    address = {**parameters, one: str(row[many.id]), **t.address}
    other = row[f"{one}_ar"] if _name(t, kind, row) == clean(row[one] or "") else row[one]
    about = [bdi(other)] if other else []
    if kind == "actors":
        about += [esc(t(f"actor_kind.{row['kind']}"))] if row.get("kind") else []
        about += [
            bdi(name) for name in (role_of(row, t), t.name(row.get("speaks_for"), row.get("speaks_for_ar"))) if name
        ]
    counted = [esc(t.count(name, row[name])) for name in ("claims", "topics", "actors", "shifts") if row.get(name)]
    last = [f"{esc(t('table.last_said'))}: {bdi(t.date(str(row['last_said'])))}"] if row.get("last_said") else []
    names = listed((row.get("names") or [])[:8], t, 200)
    lines = [
        dotted(about, t),
        bdi(t.name(row.get("proposition"), row.get("proposition_ar")), 400) if row.get("proposition") else "",
        f"{esc(t('table.names'))}: {names}" if names else "",
        dotted([*counted, *last], t),
        dotted([page_link(page, t(f"merge.see.{kind}"), **address), f'<bdi dir="ltr">{esc(row[many.id])}</bdi>'], t),
    ]
    told = "".join(f'<p class="mw-muted">{line}</p>' for line in lines if line)
    head = f'<div class="mw-top"><span class="mw-actor">{bdi(_name(t, kind, row))}</span></div>'
    return f'<div class="mw-card">{head}{told}</div>'
