"""What the pages that correct share: who says so and why, the writing, and what is told of it."""

from __future__ import annotations

import getpass
from typing import Any

import streamlit as st

from app import corrections, data, errors
from app.corrections import Answer
from app.errors import Told
from app.markup import code, escaped, quoted
from app.texts import Texts

LONGEST = 1_000
"""Characters of what the program says of a correction that failed."""
_AUTHOR, _NOTE, _MADE = "correction_author", "correction_note", "corrections_made"


def signature(t: Texts) -> None:
    """The fields for who corrects, which stays from page to page, and why."""
    with st.expander(t("review.who")):
        st.text_input(t("review.author"), value=_user(), key=_AUTHOR, max_chars=100, persist_state="session")
        st.text_input(t("review.note"), key=_NOTE, max_chars=500)


def write(t: Texts, kind: str, subject: str, **said: Any) -> Answer | None:
    """Keep a correction (see ``corrections.make``); None, and a word to the reader, where nobody says so."""
    author, note = _author(), str(st.session_state.get(_NOTE) or "").strip() or None
    if not author:
        st.warning(t("review.no_author"))
        return None
    with st.spinner(t("review.writing")):
        answer = corrections.make(data.db_path(), kind, subject, author=author, note=note, **said)
    if answer.state == "done":
        _made().append(answer.correction_id)
        st.session_state.pop(_NOTE, None)
        data.forget()
    return answer


def take_back(t: Texts, correction_id: str) -> Answer:
    """Let a correction hold no longer."""
    with st.spinner(t("review.writing")):
        answer = corrections.take_back(data.db_path(), correction_id, author=_author() or "?")
    if answer.state == "done":
        _made()[:] = [one for one in _made() if one != correction_id]
        data.forget()
    return answer


def last_made() -> str:
    """The id of the last correction of this session that holds; an empty text where there is none."""
    return next(reversed(_made()), "")


def told(t: Texts, answer: Answer, done: str) -> None:
    """What came of a correction: what was done and which shifts it moved, or why nothing was."""
    if answer.state == "done":
        new, gone = (t.digits(str(len(moved))) for moved in (answer.shifts_new, answer.shifts_gone))
        st.success(f"{done} {t('review.moved', new=new, gone=gone)}")
        return
    why = errors.told(answer.message, t)
    if isinstance(why, Told):
        said, words = f"{escaped(why.text)}.", why.words
    else:
        said, words = code(answer.message, LONGEST) if answer.message else "", ""
    st.error(f"**{t(f'review.{answer.state}')}** {said}")
    if words:  # of another program
        st.html(quoted(words, "en", LONGEST))


def _made() -> list[str]:
    found: list[str] = st.session_state.setdefault(_MADE, [])
    return found


def _author() -> str:
    return str(st.session_state.get(_AUTHOR) or _user()).strip()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
