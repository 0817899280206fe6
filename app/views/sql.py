"""SQL on the published snapshot, in the safe box."""

from __future__ import annotations

import streamlit as st

from app import answers, data, downloads, filters, frame
from app.markup import esc, quoted
from app.query_errors import explained
from app.texts import Texts
from warehouse import query

EXAMPLES = {
    "moved": (
        "SELECT {actor}, {topic}, relation, from_position, to_position, later_said_at\n"
        "FROM shifts\nWHERE NOT alleged\nORDER BY later_said_at DESC"
    ),
    "positions": (
        "SELECT {actor}, said_at, position, content\nFROM claims\nWHERE position IS NOT NULL\nORDER BY said_at"
    ),
    "often": (
        "SELECT {actor}, count(*) AS shifts, count(*) FILTER (status = 'shift') AS sure\n"
        "FROM shifts\nWHERE NOT alleged\nGROUP BY ALL\nORDER BY sure DESC, shifts DESC\nLIMIT 20"
    ),
    "alleged": (
        "SELECT accuser, {actor}, {topic}, later_content, later_said_at\n"
        "FROM shifts\nWHERE alleged\nORDER BY later_said_at DESC"
    ),
    "outlets": (
        "SELECT publisher, lang, count(DISTINCT article_id) AS articles, count(*) AS statements\n"
        "FROM claims\nGROUP BY publisher, lang\nORDER BY statements DESC"
    ),
    "names": "SELECT actor, actor_ar, kind, len(names) AS names\nFROM actors\nORDER BY names DESC\nLIMIT 20",
    "edited": (
        "SELECT publisher, title, change, content_before, content, fetched_at\n"
        "FROM edits\nORDER BY fetched_at DESC\nLIMIT 100"
    ),
}
"""Questions to begin with; ``example`` gives them with the names of a language."""
VIEWS = (
    "shifts",
    "claims",
    "timeline",
    "articles",
    "actors",
    "topics",
    "edits",
    "corrections",
    "runs",
    "quarantine",
    "deliveries",
)
"""The views that are documented, those that are asked most first."""
MOST_ROWS = 5_000
LONGEST, LONGEST_SHARED = 20_000, 2_000
"""Characters of a query, and of one that an address can carry."""
_TEXT, _ASKED = "sql_text", "sql_asked"


def render(t: Texts) -> None:
    """A box for one SELECT, with examples, the schema beside it, and a download."""
    frame.head(t("pages.sql"), t("sql_help"))
    left, right = st.columns([3, 1], gap="medium")
    with right:
        _beside(t)
    with left:
        given = st.query_params.get("sql", "")[:LONGEST] or example("moved", t)
        filters.started(_TEXT, "sql", given)
        text = st.text_area("SQL", height=190, key=_TEXT, label_visibility="collapsed", max_chars=LONGEST)
        if st.button(t("sql_run"), type="primary", key="sql_run"):
            st.session_state[_ASKED] = text
            filters.keep("sql", text if len(text) <= LONGEST_SHARED else "")
        if asked := st.session_state.get(_ASKED):
            _answer(asked, t)


def _beside(t: Texts) -> None:
    """Examples, which are put into the box, and the columns of each view."""
    names = {name: t(f"sql_example.{name}") for name in EXAMPLES}
    with st.popover(t("sql_examples"), width="stretch"):
        for name, label in names.items():
            st.button(label, key=f"sql_example_{name}", on_click=_take, args=(name, t), width="stretch")
    columns = data.rows("columns_listed")
    for view in VIEWS:
        of_view = (row for row in columns if row["view"] == view)
        lines = "".join(f"<li><b>{esc(row['name'])}</b> {esc(row['type'])}</li>" for row in of_view)
        with st.expander(view):
            st.html(f'<ul class="mw-schema" dir="ltr">{lines}</ul>')


def example(name: str, t: Texts) -> str:
    """An example that asks for names in the language of the interface, as far as there are some."""
    names = {one: f"coalesce({one}_ar, {one}) AS {one}" if t.rtl else one for one in ("actor", "topic")}
    return EXAMPLES[name].format(**names)


def _take(name: str, t: Texts) -> None:
    """Put an example into the box, before the page is drawn anew; it is run when that is asked for."""
    st.session_state[_TEXT] = example(name, t)
    st.session_state.pop(_ASKED, None)


def _answer(text: str, t: Texts) -> None:
    try:
        result = query.run_sql(data.db_path(), text, limit_rows=MOST_ROWS, timeout_s=10)
    except query.QueryError as error:
        told = explained(str(error), text, t)
        st.error(told.told)
        if told.words:
            st.html(f'<p class="mw-muted">{esc(t("sql_error.words"))}</p>{quoted(told.words, "en")}')
        return
    answers.show(result, t)
    downloads.buttons(lambda: "\ufeff" + query.to_csv(result), lambda: query.to_parquet(result), t, "query")
