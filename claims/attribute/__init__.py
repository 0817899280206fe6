"""Attributions: who is said to have said what, as the text shows it."""

from __future__ import annotations

from dataclasses import replace

from claims.dateline import dateline
from claims.model import Attribution, Spans
from claims.read import Document

DEEPEST = 4
"""Statements told inside one another that are kept: deeper ones are no reporting but hostile text."""
LONGEST_CONTENT = 6_000
"""Code points of a content; what lies beyond is left out of the claim, never of the article."""


def attribute(document: Document) -> list[Attribution]:
    """The attributions of a document in the order of their cues; ``shares`` and ``inside`` index this list."""
    if document.article.lang == "ar":
        from claims.attribute.arabic import attribute as arabic

        return _bounded(arabic(document))
    from claims.attribute.english import attribute as english

    return _bounded(_behind_dateline(english(document), document.article.text))


def _bounded(found: list[Attribution]) -> list[Attribution]:
    """Without those nested too deep, and with contents of a bounded length."""
    depths = _depths(found)
    kept = [i for i, depth in enumerate(depths) if depth < DEEPEST]
    place = {old: new for new, old in enumerate(kept)}
    if len(kept) == len(found) and all(_length(a.content) <= LONGEST_CONTENT for a in found):
        return found
    return [
        replace(
            found[i],
            content=_cut(found[i].content),
            shares=None if (shared := found[i].shares) is None else place.get(shared),
            inside=None if (outer := found[i].inside) is None else place.get(outer),
        )
        for i in kept
    ]


def _behind_dateline(found: list[Attribution], text: str) -> list[Attribution]:
    """With contents and sources that open behind the dateline: where a report was written is no part of either."""
    at, _agency = dateline(text)
    return [replace(a, content=_from(a.content, at), source=_from(a.source, at)) for a in found] if at else found


def _from(spans: Spans, at: int) -> Spans:
    """Spans without what lies before a place; those that lie before it whole are left."""
    return tuple((at if start < at < end else start, end) for start, end in spans)


def _depths(found: list[Attribution]) -> list[int]:
    """How many contents hold each attribution."""
    depths: list[int] = []
    for i, attribution in enumerate(found):
        outer = attribution.inside
        depths.append(depths[outer] + 1 if outer is not None and outer < i else 0)
    return depths


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _cut(spans: Spans) -> Spans:
    left, out = LONGEST_CONTENT, []
    for start, end in spans:
        if left > 0:
            out.append((start, min(end, start + left)))
            left -= end - start
    return tuple(out)
