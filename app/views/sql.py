"""SQL on the published snapshot, in the safe box."""

from __future__ import annotations

import streamlit as st

from app import data, downloads, frame
from app.texts import Texts
from warehouse import query

EXAMPLES = {
    "shifts": (
        "SELECT actor, topic, relation, from_position, to_position, later_said_at\n"
        "FROM shifts\nWHERE NOT alleged\nORDER BY later_said_at DESC"
    ),
    "claims": "SELECT actor, said_at, position, content\nFROM claims\nWHERE position IS NOT NULL\nORDER BY said_at",
    "actors": "SELECT actor, kind, len(names) AS names\nFROM actors\nORDER BY names DESC\nLIMIT 20",
}
MOST_ROWS = 5_000


def render(t: Texts) -> None:
    """A box for one SELECT, with examples, the schema beside it, and a download."""
    frame.head(t("pages.sql"), t("sql_help"))
    left, right = st.columns([3, 1])
    with right:
        picked = st.radio(t("sql_examples"), list(EXAMPLES), key="sql_example")
        schema = query.run_sql(
            data.db_path(),
            "SELECT table_name, string_agg(column_name, ', ' ORDER BY ordinal_position) AS columns "
            "FROM information_schema.columns WHERE table_name IN "
            "('articles', 'claims', 'timeline', 'shifts', 'actors', 'topics', 'runs', 'quarantine') "
            "GROUP BY 1 ORDER BY 1",
        )
        for table, columns in schema.rows:
            with st.expander(table):
                st.caption(columns)
    with left:
        text = st.text_area(
            "SQL",
            EXAMPLES[picked],
            height=190,
            key=f"sql_text_{picked}",
            label_visibility="collapsed",
            max_chars=20_000,
        )
        if st.button(t("sql_run"), type="primary", key="sql_run"):
            st.session_state["sql_asked"] = text
        if asked := st.session_state.get("sql_asked"):
            _answer(asked, t)


def _answer(text: str, t: Texts) -> None:
    try:
        result = query.run_sql(data.db_path(), text, limit_rows=MOST_ROWS, timeout_s=10)
    except query.QueryError as error:
        st.error(str(error))
        return
    st.caption(t.count("rows", result.arrow.num_rows) + (f". {t('truncated')}" if result.truncated else ""))
    st.dataframe(result.arrow.to_pandas(), hide_index=True, width="stretch")
    downloads.buttons(lambda: "\ufeff" + query.to_csv(result), lambda: query.to_parquet(result), t, "query")
