"""What tests ask of the newest snapshot to see what was stored.

It is read in their own process. A box for each query, as ``warehouse.query.run_sql`` starts for strangers, takes most
of a second; it has tests of its own.
"""

from __future__ import annotations

from pathlib import Path

from warehouse.formats import Result
from warehouse.reader import Parameters, on_newest


def select(db: Path, sql: str, parameters: Parameters = None) -> Result:
    """The rows of one SELECT."""
    return on_newest(db, lambda reader: reader.sql(sql, parameters))
