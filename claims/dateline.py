"""The dateline of an English report: where it was written, when, and for whom."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"\s*(?:(?P<place>[A-Z][A-Z'./ -]{2,}(?:,[^\n(\u2013\u2014]{0,30})?)(?:\((?P<agency>[^)\n]{1,40})\)\s*)?\s?"
    r"|\((?P<only>[^)\n]{1,40})\)\s?)[-\u2013\u2014]\s+"
)


def dateline(text: str) -> tuple[int, str | None]:
    """Where a text goes on behind its dateline (``LONDON, May 3 (Agency) - ``), in code points, and the agency named.

    ``(0, None)`` where it has none.
    """
    found = _DATELINE.match(text)
    if found is None:
        return 0, None
    return found.end(), found["agency"] or found["only"]
