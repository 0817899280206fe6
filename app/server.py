"""Streamlit with the pages loaded before the first visitor comes: ``python -m app.server run …``."""

from __future__ import annotations

import importlib
import sys

LOADED = ("altair", "duckdb", "pandas", "pyarrow.parquet", "babel.dates", "app.views.shifts", "app.views.timeline")


def main() -> None:
    """Load what the first page needs, then be Streamlit's own command line."""
    from streamlit.web.cli import main as streamlit

    for name in LOADED:
        importlib.import_module(name)
    sys.exit(streamlit(prog_name="streamlit"))


if __name__ == "__main__":
    main()
