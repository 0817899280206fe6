"""Arabic attributions: cues of each sentence, their contents, whose speaker they share, what nests in what."""

from __future__ import annotations

from claims.attribute.arabic.according import find_according, find_colon
from claims.attribute.arabic.clauses import Range
from claims.attribute.arabic.contents import content_range
from claims.attribute.arabic.cues import NOWHERE, Cue, find_cues
from claims.attribute.arabic.lexicon import lexicon
from claims.attribute.arabic.phrases import hides_a_name
from claims.attribute.arabic.view import View
from claims.model import Attribution, Spans, SpeechType
from claims.read import Document

_NEAR = 12  # attributions that one looks at for the one it stands in or shares its speaker with
_CONFIDENCE = {"an": 0.95, "quote": 0.95, "preposition": 0.85, "masdar": 0.8, "object": 0.75, "according": 0.8}


def attribute(document: Document) -> list[Attribution]:
    """The attributions of an Arabic document, in the order of their cues."""
    view = View(document, lexicon())
    found: list[tuple[Cue, Range, int]] = []
    for number, (first, past) in enumerate(view.units):
        cues = find_cues(view, first, past)
        colon = find_colon(view, first, past)
        if colon is not None:
            cues.insert(0, colon)
        cues.extend(find_according(view, first, past, cues))
        cues.sort(key=lambda cue: cue.at)
        for index, cue in enumerate(cues):
            content = content_range(view, cues, index, past)
            if content[1] > content[0] and not hides_a_name(view, content[0]):
                found.append((cue, content, number))
    return _assemble(view, found)


def _assemble(view: View, found: list[tuple[Cue, Range, int]]) -> list[Attribution]:
    out: list[Attribution] = []
    for index, (cue, content, unit) in enumerate(found):
        inside = _inside(found, index)
        shares, subject = _sharing(found, index, unit)
        out.append(
            Attribution(
                source=_spans(view, cue.subject if cue.subject[1] > cue.subject[0] else subject),
                cue=_spans(view, cue.at),
                content=_spans(view, content),
                type=speech_type(view, content),
                act=cue.form.entry.act,
                lemma=cue.form.entry.lemma,
                factuality=cue.form.entry.factuality,
                negated=cue.negated,
                pluperfect=cue.pluperfect,
                agreement=cue.form.agreement,
                shares=shares,
                inside=inside,
                target=_spans(view, cue.target),
                via=_spans(view, cue.via),
                confidence=_CONFIDENCE.get(cue.frame, 0.8),
            )
        )
    return out


def _inside(found: list[tuple[Cue, Range, int]], index: int) -> int | None:
    """The innermost attribution whose content holds this cue."""
    at = found[index][0].at[0]
    best: int | None = None
    for k in range(max(0, index - _NEAR), min(len(found), index + _NEAR)):
        content = found[k][1]
        if k != index and content[0] <= at < content[1] and (best is None or content[0] >= found[best][1][0]):
            best = k
    return best


def _sharing(found: list[tuple[Cue, Range, int]], index: int, unit: int) -> tuple[int | None, Range]:
    """A participle repeats the subject of the last main cue before it: its index, and its phrase if in the sentence."""
    cue = found[index][0]
    if cue.role != "participle":
        return None, NOWHERE
    for k in range(index - 1, max(-1, index - _NEAR), -1):
        other, _content, other_unit = found[k]
        if other.role in ("main", "colon", "inverted"):
            same = other_unit == unit
            return k, other.subject if same and not other.pronoun else NOWHERE
    return None, NOWHERE


def _spans(view: View, tokens: Range) -> Spans:
    if tokens[1] <= tokens[0]:
        return ()
    start, end = view.span(*tokens)
    if view.conjunction[tokens[0]]:
        start += len(view.conjunction[tokens[0]])
    return ((start, end),)


def speech_type(view: View, content: Range) -> SpeechType:
    """Direct where every word of the content is quoted, mixed where some are."""
    words = view.word_count[content[1]] - view.word_count[content[0]]
    quoted = view.quoted_count[content[1]] - view.quoted_count[content[0]]
    if not quoted:
        return "indirect"
    return "direct" if quoted == words else "mixed"
