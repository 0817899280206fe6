"""Who really speaks: coreference in the article, dropped subjects, titles and metonyms, the registry of actors."""

from __future__ import annotations

from claims.actors.across import one_cast
from claims.actors.load import load_registry
from claims.actors.registry import Registry
from claims.actors.resolve import resolve

__all__ = ["Registry", "load_registry", "one_cast", "resolve"]
