"""Time words to times: when each attribution was said, with its precision and its order on that day."""

from __future__ import annotations

from claims.when.resolve import resolve

__all__ = ["resolve"]
