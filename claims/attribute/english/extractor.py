"""English attributions: found parts → attributions with act, factuality, negation, tense, agreement, nesting."""

from __future__ import annotations

from dataclasses import replace

from claims.attribute.english.coordinate import split, whole_clause, whole_quotations
from claims.attribute.english.grammar import NOWHERE, Found
from claims.attribute.english.lexicon import lexicon
from claims.attribute.english.tagged import find
from claims.attribute.english.view import View
from claims.attribute.english.weights import models
from claims.model import Attribution, Span, Spans, SpeechType
from claims.read import Document

Sure = tuple[Found, float]
_NEAR = 12  # attributions that one looks at for the one it stands in or shares its speaker with
_UNTOLD = 0.6  # confidence of a quotation whose speaker only the paragraph before tells


def attribute(document: Document) -> list[Attribution]:
    """The attributions of an English document, in the order of their cues.

    ``act`` is one of inform, reassert, assert, announce, confirm, reveal, claim, describe, believe, predict, doubt,
    fear, hope, want, promise, offer, threaten, demand, ask, accuse, condemn, criticise, warn, deny, reject, retract,
    refuse_comment, accept, welcome, support, decide, condition, admit, regret. A quotation that fills a paragraph
    without a cue has ``cue`` empty and ``shares`` the attribution before it, if there is one.
    """
    view = View(document, lexicon())
    tagged = _spoken_on(view, find(view, models()))
    taken = frozenset(i for one, _ in tagged for i in range(*one.cue))
    whole = [(whole_clause(view, whole_quotations(view, one, taken)), sure) for one, sure in tagged]
    found = [(part, sure) for one, sure in whole for part in split(view, one, taken)]
    found += [(one, _UNTOLD) for one in untold_quotations(view, [one for one, _ in found])]
    found = [(one, sure) for one, sure in found if not (_asked_by_nobody(one) or _in_compound(view, one))]
    found = [(credited_outlet(view, one), sure) for one, sure in found]
    found.sort(key=lambda pair: _place(pair[0]))
    return assemble(view, found)


def _spoken_on(view: View, tagged: list[Sure]) -> list[Sure]:
    """``said it regretted the move and accused …``: what ends in "and" is no speaker; who spoke before speaks on."""
    out: list[Sure] = []
    for one, sure in tagged:
        last = one.source[1] - 1
        if last >= 0 and one.source[1] == one.cue[0] and view.norm[last] in view.words["coordinators"]:
            number = view.sentence[one.cue[0]]
            before = (other.source for other, _ in reversed(out) if view.sentence[other.cue[0]] == number)
            one = replace(one, source=next(before, NOWHERE))
        out.append((one, sure))
    return out


def _in_compound(view: View, one: Found) -> bool:
    """``hard-pressed``, ``self-described``: a cue that a hyphen joins to what is taken for its source."""
    at = one.cue[0] - 1
    if one.source == NOWHERE or not at > 0 or one.source[1] not in (at, at + 1) or view.tokens[at].text != "-":
        return False
    return view.tokens[at - 1].end == view.tokens[at].start and view.tokens[at].end == view.tokens[at + 1].start


def credited_outlet(view: View, one: Found) -> Found:
    """``"…" [Gallup]``: what stands alone in brackets behind what is quoted is who published it."""
    first, past = one.cue
    if past <= first or one.content[-1][1] > first:
        return one
    opened = first if view.tokens[first].text == "[" else first - 1
    closed = next((i for i in range(past - 1, min(past + 2, view.count)) if view.tokens[i].text.startswith("]")), -1)
    if opened < 0 or view.tokens[opened].text != "[" or closed < 0:
        return one
    inner = view.trimmed(opened + 1, closed)
    return replace(one, source=inner, form=None) if inner[1] > inner[0] else one


def _asked_by_nobody(one: Found) -> bool:
    """``Asked whether he would resign, she …``: a question without an asker is nobody's statement."""
    if one.form is None or one.form.entry.lemma != "ask":
        return False
    return one.source == NOWHERE or (one.cue[1] <= one.source[0] and one.cue[1] <= one.content[0][0])


def _place(one: Found) -> Span:
    return one.cue if one.cue != NOWHERE else one.content[0]


def untold_quotations(view: View, found: list[Found]) -> list[Found]:
    """Quotations that fill a paragraph behind another and belong to no cue: whoever spoke before goes on."""
    covered = {i for one in found for first, past in one.content for i in range(first, past)}
    out: list[Found] = []
    number = 0
    for start, end in view.document.paragraphs:
        while number < view.count and view.tokens[number].start < start:
            number += 1
        first = number
        while number < view.count and view.tokens[number].start < end:
            number += 1
        words = [i for i in range(first, number) if view.is_word(i)]
        quoted = [i for i in words if view.quote[i] >= 0]
        if first > 0 and len(words) > 2 and quoted == words and not covered & set(words):
            out.append(Found(NOWHERE, NOWHERE, ((first, number),), None, "untold"))
    return out


def assemble(view: View, found: list[Sure]) -> list[Attribution]:
    """Attributions from parts that are in the order of their cues."""
    out: list[Attribution] = []
    for index, (one, sure) in enumerate(found):
        entry = one.form.entry if one.form else None
        words = [view.norm[i] for i in range(*one.cue)]
        negated = any(word in view.words["negators"] for word in words)
        act = entry.act if entry else "inform"
        if _refuses_to_speak(view, one, negated):
            act = "refuse_comment"
        factuality = entry.factuality if entry else "CT+"
        out.append(
            Attribution(
                source=_spans(view, one.source),
                cue=_spans(view, one.cue),
                content=tuple(view.span(*piece) for piece in one.content),
                type=speech_type(view, one.content),
                act=act,
                lemma=entry.lemma if entry else " ".join(words),
                factuality="Uu" if negated else factuality,
                negated=negated,
                pluperfect="had" in words[:-1] or "'d" in words[:-1],
                agreement=_agreement(view, one.source),
                shares=_shares(view, found, index),
                inside=_inside(found, index),
                target=_spans(view, one.target),
                via=_spans(view, one.via),
                confidence=round(min(0.99, sure), 3),
            )
        )
    return out


def _refuses_to_speak(view: View, one: Found, negated: bool) -> bool:
    """``would not say``, ``declined to comment``: a cue under negation, or an unwilling one before a speaking verb."""
    speaking, cue = view.words.speaking, view.norm[one.cue[0] : one.cue[1]]
    if negated and any(word in speaking for word in cue):
        return True
    opening = cue[1:] + view.norm[one.content[0][0] : one.content[0][0] + 2]
    lemma = one.form.entry.lemma if one.form else ""
    return lemma in view.words.unwilling and any(word in speaking for word in opening)


def _spans(view: View, tokens: Span) -> Spans:
    return () if tokens[1] <= tokens[0] else (view.span(*tokens),)


def _agreement(view: View, source: Span) -> str:
    return view.words.personal.get(view.norm[source[0]], "") if source[1] - source[0] == 1 else ""


def _shares(view: View, found: list[Sure], index: int) -> int | None:
    """The earlier attribution whose speaker speaks on: the same phrase, a bare participle, an untold quotation."""
    one = found[index][0]
    for k in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        other = found[k][0]
        if one.source != NOWHERE:
            if other.source == one.source:
                return k
        elif one.cue == NOWHERE or (
            one.form and one.form.kind == "ing" and view.sentence[other.cue[0]] == view.sentence[one.cue[0]]
        ):
            return k
    return None


def _inside(found: list[Sure], index: int) -> int | None:
    """The innermost attribution whose content holds this cue."""
    at = _place(found[index][0])[0]
    best: tuple[int, int] | None = None
    for k in range(max(0, index - _NEAR), min(len(found), index + _NEAR)):
        for first, past in found[k][0].content:
            if k != index and first <= at < past and (best is None or past - first < best[0]):
                best = (past - first, k)
    return best[1] if best else None


def speech_type(view: View, content: tuple[Span, ...]) -> SpeechType:
    """Direct where every word of the content is quoted, mixed where some are."""
    words = [i for first, past in content for i in range(first, past) if view.is_word(i)]
    quoted = sum(view.quote[i] >= 0 for i in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"
