"""Attributions in Arabic news: a grammar over folded tokens, with its words in configs/lexicons/ar."""

from __future__ import annotations

from claims.attribute.arabic.extractor import attribute

__all__ = ["attribute"]
