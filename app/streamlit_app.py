"""The Streamlit app: pages over the published warehouse. It reads DuckDB and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app import frame
from app.texts import Texts
from app.views import actors, article, compare, review, runs, shifts, sql, timeline, topics

PAGES: dict[str, Callable[[Texts], None]] = {
    "shifts": shifts.render,
    "timeline": timeline.render,
    "compare": compare.render,
    "article": article.render,
    "actors": actors.render,
    "topics": topics.render,
    "review": review.render,
    "sql": sql.render,
    "runs": runs.render,
}
ICONS = {
    "shifts": ":material/swap_vert:",
    "timeline": ":material/timeline:",
    "compare": ":material/compare_arrows:",
    "article": ":material/article:",
    "actors": ":material/groups:",
    "topics": ":material/label:",
    "review": ":material/rule:",
    "sql": ":material/database:",
    "runs": ":material/history:",
}


def main() -> None:
    t = frame.words()
    title = f"{t('app')} \u2013 {t('tagline')}"
    # A file of ours: browsers would fetch one of Streamlit's named icons from another host.
    st.set_page_config(page_title=title, page_icon=frame.HERE / "icon.svg", layout="wide")

    def page(name: str) -> st.Page:  # type: ignore[valid-type]
        def show() -> None:
            frame.guarded(PAGES[name], t)

        show.__name__ = name
        return st.Page(show, title=t(f"pages.{name}"), icon=ICONS[name], url_path=name, default=name == "shifts")

    chosen = st.navigation([page(name) for name in PAGES])
    frame.style(t)
    frame.language_switch(t)
    below = st.sidebar.container()
    chosen.run()
    with below:  # when the page has put into the address what is chosen on it
        frame.theme_switch(t, chosen.url_path or "shifts")


main()
