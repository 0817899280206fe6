"""Where a content ends: at the next speaker's clause, a tag, a reporter's remark, the end of the sentence."""

from __future__ import annotations

from itertools import islice

from claims.attribute.arabic.according import cites, is_tag
from claims.attribute.arabic.cue import Cue
from claims.attribute.arabic.view import View

_NEAR = 40  # cues among which the one that ends a content is looked for
_FINAL = frozenset(".!?\u061f\u2026")


def content_range(view: View, cues: list[Cue], index: int, past: int) -> tuple[int, int]:
    """The token range of the content of ``cues[index]`` in a unit that ends at ``past``; empty where nothing is left.

    ``cues`` are those of the unit, in order: the next one that begins a clause of its own ends the content.
    """
    cue = cues[index]
    if cue.content[1] > cue.content[0]:
        return cue.content
    limit = past
    for other in islice(cues, index + 1, index + 1 + _NEAR):
        if other.cuts and other.boundary > cue.opens:
            limit = min(limit, other.boundary)
            break
    if cue.role == "noun":
        limit = next((i for i in range(cue.opens + 1, limit) if _pauses(view, i)), limit)
    quoted = cue.opens in view.opens
    end = _end_of_speech(view, cue.opens, limit) if quoted else _end_of_clause(view, cue.opens, limit)
    return without_afterthought(view, *trim(view, cue.opens, end))


def _end_of_speech(view: View, start: int, limit: int) -> int:
    """The end of a content that opens with a quotation: its closing mark, unless words run on."""
    past = view.past_quotation(start)
    if past == start:  # a quotation that never closes
        return _end_of_clause(view, start, limit)
    while past < limit:
        at = past
        if view.is_comma(at):
            at += 1
            if at < limit and at + 1 < limit and at in view.opens:
                past = view.past_quotation(at)
                continue
            if at + 1 < limit and len(view.norm[at]) == 1 and at + 1 in view.opens:
                past = view.past_quotation(at + 1)
                continue
            return past
        if (view.is_mark(at) and at not in view.opens) or _ends_here(view, at, limit):
            return past
        return _end_of_clause(view, at, limit)
    return min(past, max(limit, past))


def _end_of_clause(view: View, start: int, limit: int) -> int:
    i = start
    while i < limit:
        if i in view.opens:
            i = max(view.past_quotation(i), i + 1)
            continue
        if i > start and _ends_here(view, i, limit):
            return i
        i += 1
    return i


def _pauses(view: View, i: int) -> bool:
    """A comma outside a quotation: what a noun of saying brings is a phrase of the clause it stands in."""
    return view.is_comma(i) and view.quote[i] < 0


def _ends_here(view: View, i: int, limit: int) -> bool:
    if is_tag(view, i) > i or (view.is_mark(i - 1) and _leaves_unsaid(view, i, limit)):
        return True
    after_mark = view.is_mark(i - 1) or (i - 1) in view.closes
    return after_mark and (view.phrase_at(i, view.words.remarks, limit) > i or cites(view, i, limit))


def _leaves_unsaid(view: View, i: int, limit: int) -> bool:
    """``من دون أن تكشفها``: what the speaker did not say is no part of the content."""
    at = i + 1 if view.bare[i] in view.words.particle["from"] else i
    if at + 2 >= limit or view.bare[at] not in view.words.particle["without"] or not view.is_complementiser(at + 1):
        return False
    return view.norm[at + 2][1:].startswith(view.words.unsaid_stems)


def without_afterthought(view: View, start: int, past: int) -> tuple[int, int]:
    """A content that ends with the words quoted in it, where the reporter goes on behind a comma.

    ``أن الهدنة «تترنح»، قبل أن يتوجه إلى …``: time, contrast and circumstance behind a quotation are the reporter's.
    """
    for i in range(start + 1, past - 2):
        if i in view.closes and view.is_comma(i + 1) and view.norm[i + 2] in view.words.afterthoughts:
            return start, i + 1
    return start, past


def trim(view: View, start: int, past: int) -> tuple[int, int]:
    """A content without marks and conjunctions at its ends; quotation marks and closing brackets stay."""
    while start < past and view.is_mark(start) and start not in view.opens and view.tokens[start].text not in "([":
        start += 1
    while past > start:
        last = past - 1
        text = view.tokens[last].text
        if last in view.closes or text in ")]":
            break
        loose = view.is_mark(last) or (len(view.norm[last]) == 1 and not text.isdigit())
        if not loose and text not in _FINAL:
            break
        past -= 1
    return start, past
