"""Attributions: who is said to have said what, as the text shows it."""

from __future__ import annotations

from claims.model import Attribution
from claims.read import Document


def attribute(document: Document) -> list[Attribution]:
    """The attributions of a document in the order of their cues; ``shares`` and ``inside`` index this list."""
    if document.article.lang == "ar":
        from claims.attribute.arabic import attribute as arabic

        return arabic(document)
    from claims.attribute.english import attribute as english

    return english(document)
