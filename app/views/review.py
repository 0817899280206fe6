"""Review: the least certain claims and shifts, one after the other, set right from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import streamlit as st

from app import address, choices, correcting, corrections, data, filters, frame, tables
from app.corrections import Answer
from app.markup import isolated, unmarked
from app.review_cards import claim_card, shift_card
from app.texts import Texts

Row = dict[str, Any]
KEYS = {"accept": "A", "reject": "X", "next": "N", "undo": "U", "actor": "W", "topic": "T"}
"""Streamlit keeps C and R for itself."""
_FORMS = {"actor": "speaker", "topic": "about"}
"""The forms by what is set right, with the names of what they choose in the address: a correction can be proposed."""
POSITIONS: dict[str, int | None] = {"1": -2, "2": -1, "3": 0, "4": 1, "5": 2, "0": None}
"""Keys of the positions, from those most against."""
MOST_SHOWN, MOST_TAKEN = 300, 100_000
"""Corrections on the page, and in a download."""
_COLUMNS = ("made_at", "author", "kind", "content", "subject", "value", "position", "note", "state", "undone_by")
_TAKEN = (
    "correction_id",
    "made_at",
    "author",
    "kind",
    "subject",
    "subject_name",
    "value",
    "value_name",
    "position",
    "content",
    "note",
    "state",
    "undone_by",
    "undone_at",
)


def render(t: Texts) -> None:
    """The queue: what waits, the item that is judged now, what can be said of it, and what was said before."""
    what, topic = _asked(t)
    queue = data.rows("review_queue", what=what, topic=topic, item="")
    waiting = [row for row in queue if row["id"] not in _passed()]
    frame.head(t("pages.review"), t("review.help"))
    may = corrections.writable(data.db_path())
    if not may:
        st.info(t("review.read_only"))
    _told(t, may)
    if row := _current(waiting, what, topic, t):
        left = queue[0]["all_waiting"] - (len(queue) - len(waiting))  # all of them, more than the queue holds
        _item(row, max(left, 1), t, may)
    else:
        st.info(t("review.all_passed" if queue else "review.empty"))
        if queue and st.button(t("review.again"), key="review_again"):
            _passed().clear()
            st.rerun()
    _made(t, may)


def _asked(t: Texts) -> tuple[str, str]:
    """Which part of the queue: claims or shifts, of one topic or all. It stands in the address."""
    topics = choices.topics(t)
    with st.sidebar:
        what = filters.choice(t, "what", {name: t(f"review.what.{name}") for name in ("claim", "shift")})
        topic = choices.one_or_all(t, "topic", topics)
    return what, topic


def _passed() -> set[str]:
    """What was passed over with «next» in this session."""
    found: set[str] = st.session_state.setdefault("review_passed", set())
    return found


def _current(waiting: list[Row], what: str, topic: str, t: Texts) -> Row | None:
    """The item of the address where it waits, however far down, else the least certain; None where nothing waits."""
    given = str(st.query_params.get("item", ""))
    row = next((row for row in waiting if row["id"] == given), None)
    if given and row is None:
        row = next(iter(data.rows("review_queue", what=what, topic=topic, item=given)), None)
        if row is None and not address.own("item"):
            address.missed(t, "item", given, _why_not(given, bool(waiting)))
    row = row or next(iter(waiting), None)
    filters.keep("item", row["id"] if row else "")
    return row


def _why_not(item: str, others: bool) -> address.Instead:
    """Why an item of the address is not shown."""
    if data.rows("review_queue", what="", topic="", item=item):
        return "left_out"
    if data.rows("review_judged", item=item):
        return "judged"
    return "another" if others else "none"


# the item that is judged -----------------------------------------------------------------------------------


def _item(row: Row, waiting: int, t: Texts, may: bool) -> None:
    st.caption(f"{t('review.item.' + row['item'])}{t.separator}{t.count('waiting', waiting)}")
    claims = _shown(row, t)
    if not claims:  # linked anew since the queue was read
        st.info(t("review.gone"))
    elif may:
        _judge(row, claims, t)
    if st.button(t("review.next"), key="review_next", shortcut=KEYS["next"]):
        _passed().add(row["id"])
        st.session_state.pop("review_answer", None)
        _close_forms(t)
        filters.keep("item", "")
        st.rerun()


def _shown(row: Row, t: Texts) -> dict[str, Row]:
    """Show an item; its claims, by their side where it is a shift."""
    ids, shift = {"": row["id"]}, None
    if row["item"] == "shift":
        shift = next(iter(data.rows("review_shift", shift=row["id"])), None)
        if shift is None:
            return {}
        ids = {side: shift[f"{side}_claim_id"] for side in ("earlier", "later") if shift[f"{side}_claim_id"]}
    claims = {side: found[0] for side, one in ids.items() if (found := data.rows("review_claim", claim=one))}
    if shift is not None:
        st.html(shift_card(shift, t))
    for place, (side, claim) in zip(st.columns(max(len(claims), 1)), claims.items(), strict=False):
        with place:
            if side:
                st.caption(t(side))
            st.html(claim_card(claim, t))
    return claims


def _judge(row: Row, claims: dict[str, Row], t: Texts) -> None:
    """The buttons. A shift is accepted or rejected as a whole; the rest is said of one of its claims."""
    with st.container(horizontal=True):
        looks: dict[str, Literal["primary", "secondary"]] = {"accept": "primary", "reject": "secondary"}
        for kind, look in looks.items():
            if st.button(t(f"review.{kind}"), key=f"review_{kind}", shortcut=KEYS[kind], type=look):
                _say(t, kind, row["id"])
    sides = list(claims)
    side = sides[-1]
    if len(sides) > 1:
        picked = st.segmented_control(
            t("review.of_which"), sides, default=side, required=True, format_func=t, key=f"review_side_{t.lang}"
        )
        side = str(picked or side)
    claim = claims[side]
    st.caption(t("review.position_keys"))
    with st.container(horizontal=True):
        for key, value in POSITIONS.items():
            same = claim["position"] == value
            if st.button(t.position(value, claim["kind"]), key=f"review_position_{key}", shortcut=key, disabled=same):
                _say(t, "position", claim["claim_id"], position=value)
    with st.container(horizontal=True):
        for form in ("actor", "topic"):
            if st.button(t(f"review.{form}"), key=f"review_{form}", shortcut=KEYS[form]):
                _close_forms(t)
                st.session_state["review_form"] = form
    forms: dict[str, Callable[[Row, Texts], None]] = {"actor": _other_actor, "topic": _other_topic}
    if open_form := _open_form():
        forms[open_form](claim, t)
    correcting.signature(t)


def _open_form() -> str:
    """The form that is open, by its button or by what the address chooses in it; an empty text for none."""
    asked = (form for form, name in _FORMS.items() if st.query_params.get(name))
    return str(st.session_state.get("review_form") or next(asked, ""))


def _close_forms(t: Texts) -> None:
    """Close both forms, with nothing left of what was searched and chosen in them for another claim."""
    st.session_state.pop("review_form", None)
    for name in _FORMS.values():
        choices.forget(t, name)


def _other_actor(claim: Row, t: Texts) -> None:
    """Who said it instead: one of the warehouse, found by name, or a new person of the name that was typed."""
    found = _found(t, "actor", choices.actors(t, counted=True), claim)
    typed = choices.searched(t, "speaker").strip()
    with st.container(horizontal=True):
        if st.button(t("review.keep"), key="review_actor_keep", type="primary", disabled=found is None) and found:
            _say(t, "actor", claim["claim_id"], value=found["actor_id"])
        if found is None and typed:
            label = t("review.new_actor", name=f"\u2068{unmarked(typed)}\u2069")
            if st.button(label, key="review_actor_new"):
                _say(t, "actor", claim["claim_id"], value=typed, new_actor=True)


def _other_topic(claim: Row, t: Texts) -> None:
    """What it is about instead, and the position that it takes on that."""
    found = _found(t, "topic", choices.topics(t, counted=True), claim)
    value = st.selectbox(
        t("review.position_there"),
        [None, 2, 1, 0, -1, -2],
        format_func=lambda value: t.position(value, claim["kind"]),
        key=f"review_topic_position_{t.lang}",
    )
    if st.button(t("review.keep"), key="review_topic_keep", type="primary", disabled=found is None) and found:
        _say(t, "topic", claim["claim_id"], value=found["topic_id"], position=value)


def _found(t: Texts, kind: Literal["actor", "topic"], many: choices.Many, claim: Row) -> Row | None:
    """What is chosen in the place of a claim's actor or topic: searched first, as there may be thousands."""
    others = [row for row in many.rows if row[many.id] != claim[many.id]]
    return choices.found_by_name(t, _FORMS[kind], replace(many, rows=others), t(f"review.{kind}_is"))


# what is said ----------------------------------------------------------------------------------------------


def _say(t: Texts, kind: str, subject: str, **said: Any) -> None:
    """Keep a correction and show the page as it is after it."""
    answer = correcting.write(t, kind, subject, **said)
    if answer is not None:
        _after(t, answer, kind, subject)


def _take_back(t: Texts, correction_id: str) -> None:
    _after(t, correcting.take_back(t, correction_id), "undo", correction_id)


def _after(t: Texts, answer: Answer, kind: str, subject: str) -> None:
    """Keep what came of it for the next drawing, which reads the new snapshot."""
    st.session_state["review_answer"] = (answer, kind, subject)
    if answer.state == "done":
        _close_forms(t)
        filters.keep("item", "")
    st.rerun()


def _told(t: Texts, may: bool) -> None:
    """What came of the last correction, how the claim stands now, and the way back."""
    answer, kind, subject = st.session_state.get("review_answer") or (None, "", "")
    if answer is not None:
        correcting.told(t, answer, t(f"review.done.{kind}"))
        if answer.state == "done" and kind not in ("undo", "reject"):
            _as_it_stands(subject, t)
    last = correcting.last_made()
    if may and last and st.button(t("review.undo"), key="review_undo", shortcut=KEYS["undo"]):
        _take_back(t, last)


def _as_it_stands(subject: str, t: Texts) -> None:
    """The claim or shift that was judged, as the pages show it from now on."""
    claims, shifts = data.rows("review_claim", claim=subject), data.rows("review_shift", shift=subject)
    cards = [claim_card(row, t, picked=True) for row in claims] + [shift_card(row, t) for row in shifts]
    if cards:
        with st.expander(t("review.now"), expanded=True):
            st.html("".join(cards))


def _made(t: Texts, may: bool) -> None:
    """The corrections that there are; each can be taken back."""
    rows = data.rows("corrections_listed", most=MOST_SHOWN)
    if not rows:
        return
    shown = [
        {
            **row,
            "kind": t(f"review.kind.{row['kind'].replace(' ', '_')}"),
            "state": t(f"review.state.{row['state']}"),
            "position": None if row["position"] is None else t.of_any_kind(row["position"]),
            "subject": t.name(row["subject_name"], row["subject_name_ar"]) or row["subject"],
            "value": t.name(row["value_name"], row["value_name_ar"]) or row["value"],
        }
        for row in rows
    ]
    held = {row["correction_id"] for row in rows if row["state"] != "undone"}
    with st.expander(t.count("corrections", rows[0]["all_corrections"])):
        active = {row["correction_id"]: row for row in shown if row["correction_id"] in held}
        if may and active:
            labels = filters.distinct({one: _correction_label(row, t) for one, row in active.items()})
            picked = st.selectbox(
                t("review.take_back"),
                list(labels),
                index=None,
                format_func=lambda one: labels.get(one, one),
                key=f"review_take_back_{t.lang}",
            )
            if st.button(t("review.undo"), key="review_take_back_button") and picked:
                _take_back(t, picked)
        columns = {name: t(f"review.columns.{name}") for name in _COLUMNS}
        tables.show(shown, columns, t, "corrections", taken=(_taken, _TAKEN))


def _taken() -> list[Row]:
    """All corrections as the warehouse keeps them, whatever the page shows and in which language."""
    return data.rows("corrections_listed", most=MOST_TAKEN)


def _correction_label(row: Row, t: Texts) -> str:
    merged = " = ".join(isolated(str(row[name] or "")[:80]) for name in ("subject", "value"))
    parts = (
        isolated(row["kind"]),
        isolated(row["content"][:160]) if row["content"] else merged,
        isolated(row["author"]),
    )
    return t.separator.join(parts)
