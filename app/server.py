"""Streamlit with the pages loaded before the first visitor comes: ``python -m app.server run …``."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import pkgutil
import sys

from app import views

LOADED = ("duckdb", "pandas", "pyarrow.parquet", "babel.dates", "PIL.Image", "streamlit.elements.vega_charts")


def load() -> None:
    """Load what the pages need, and take it out of what is searched for garbage.

    Streamlit collects after each drawing of a page. What is loaded stays as long as the process, and to look through
    all of it each time would take longer than to draw the page, while nothing else of the process goes on.
    """
    pages = (f"{views.__name__}.{page.name}" for page in pkgutil.iter_modules(views.__path__))
    for name in (*LOADED, *pages):
        importlib.import_module(name)
    _ask()
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # what is still held then would be told as leaks


def _ask() -> None:
    """Ask what the first page asks, read the words of both languages and how they write a day."""
    from app import data, shift_filters, texts
    from app.views import shifts
    from warehouse.query import QueryError

    for lang in texts.LANGS:
        texts.texts(lang).date("2016-09-04")
    with contextlib.suppress(data.NoWarehouse, QueryError):  # a page tells it
        data.rows("shift_options", most=shift_filters.MOST_OPTIONS)
        shift_filters.found(shift_filters.NOTHING, shifts.FIRST)


def main() -> None:
    """Load all that, then be Streamlit's own command line."""
    from streamlit.web.cli import main as streamlit

    load()
    sys.exit(streamlit(prog_name="streamlit"))


if __name__ == "__main__":
    main()
