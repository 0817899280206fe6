"""One piece of text is said by one cue: pieces that two cues claim go to the surer of them."""

from __future__ import annotations

from dataclasses import replace

from claims.attribute.english.grammar import Found
from claims.model import Span

_NEAR = 6  # attributions on either side that may claim the same words


def disjoint(found: list[tuple[Found, float]], ruled: list[Found]) -> list[tuple[Found, float]]:
    """Attributions in the order of their cues without shared pieces.

    A content that holds another's cue is a nest and keeps it. What is left with no piece takes the content that the
    grammar (``ruled``) gives the same cue, where that is free, and falls out otherwise.
    """
    pieces = [list(one.content) for one, _ in found]
    for i, (one, sure) in enumerate(found):
        for j in range(i + 1, min(len(found), i + _NEAR)):
            other, other_sure = found[j]
            if _holds(one.content, other.cue) or _holds(other.content, one.cue):
                continue
            loser, winner = (j, i) if sure >= other_sure else (i, j)
            pieces[loser] = [piece for piece in pieces[loser] if not _overlaps(piece, pieces[winner])]
    out: list[tuple[Found, float]] = []
    by_cue = {one.cue: one for one in ruled}
    for (one, sure), left in zip(found, pieces, strict=True):
        if left:
            out.append((replace(one, content=tuple(left)), sure))
            continue
        rule = by_cue.get(one.cue)
        if rule is not None and not any(_overlaps(piece, others) for piece in rule.content for others in pieces):
            out.append((replace(one, content=rule.content), sure))
    return out


def _holds(content: tuple[Span, ...], cue: Span) -> bool:
    return any(first <= cue[0] < past for first, past in content)


def _overlaps(piece: Span, others: list[Span]) -> bool:
    """More than half of the piece lies in one of the others."""
    return any(2 * (min(piece[1], past) - max(piece[0], first)) > piece[1] - piece[0] for first, past in others)
