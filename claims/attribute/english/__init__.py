"""English attribution: a grammar of reporting words."""

from __future__ import annotations

from claims.attribute.english.extractor import attribute

__all__ = ["attribute"]
