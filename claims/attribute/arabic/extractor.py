"""Arabic attributions: what is found with its act and agreement, whose speaker it shares, what nests in what."""

from __future__ import annotations

from claims.attribute.arabic.addressee import agrees, is_object
from claims.attribute.arabic.clauses import Range, first_subject
from claims.attribute.arabic.cue import NOWHERE
from claims.attribute.arabic.grammar import Found
from claims.attribute.arabic.lexicon import lexicon
from claims.attribute.arabic.tagged import find
from claims.attribute.arabic.view import View
from claims.attribute.arabic.weights import kinds, taggers
from claims.model import Attribution, Spans, SpeechType
from claims.read import Document

_OPENING = 4  # words of a sentence within which its verb stands
_NEAR = 12  # attributions that one looks at for the one it stands in or shares its speaker with


def attribute(document: Document) -> list[Attribution]:
    """The attributions of an Arabic document, in the order of their cues."""
    view = View(document, lexicon())
    return assemble(view, find(view, taggers(), kinds()))


def assemble(view: View, found: list[Found]) -> list[Attribution]:
    """Attributions from parts that are in the order of their cues."""
    out: list[Attribution] = []
    for index, one in enumerate(found):
        cue = one.cue
        shares, subject = _sharing(view, found, index)
        out.append(
            Attribution(
                source=_spans(view, cue.subject if cue.subject[1] > cue.subject[0] else subject),
                cue=_spans(view, cue.at),
                content=tuple(span for piece in one.content for span in _spans(view, piece)),
                type=speech_type(view, one.content),
                act=cue.form.entry.act,
                lemma=cue.form.entry.lemma,
                factuality=cue.form.entry.factuality,
                negated=cue.negated,
                pluperfect=cue.pluperfect,
                agreement=cue.form.agreement,
                shares=shares,
                inside=_inside(found, index),
                target=_spans(view, cue.target),
                via=_spans(view, cue.via),
                confidence=round(min(0.99, one.sure), 3),
            )
        )
    return out


def _inside(found: list[Found], index: int) -> int | None:
    """The innermost attribution whose content holds this cue."""
    at = found[index].cue.at[0]
    best: tuple[int, int] | None = None
    for k in range(max(0, index - _NEAR), min(len(found), index + _NEAR)):
        for first, past in found[k].content:
            if k != index and first <= at < past and (best is None or first >= best[0]):
                best = (first, k)
    return best[1] if best else None


def _sharing(view: View, found: list[Found], index: int) -> tuple[int | None, Range]:
    """A participle repeats the subject of the last main cue before it: its index, and its phrase if in the sentence.

    A cue in the sentence that only the taggers know is taken too, where its subject is told and agrees.

    Where its sentence reports nothing else before, it is who acts in it (``قدم اللواء التعازي، مؤكدا …``), and so it is
    for a verb that goes on from there without a subject of its own (``هللت الغرفة للقرار، وقالت إنه …``).
    """
    cue, unit = found[index].cue, found[index].unit
    if cue.role == "main" and not cue.pronoun and not cue.unsaid:
        acting = _acting(view, found, index)
        return None, acting if acting is not None and agrees(view, cue.form, acting[0]) else NOWHERE
    if cue.role not in ("participle", "noun"):
        return None, NOWHERE
    actor = None if _told_before(found, index) else first_subject(view, view.units[unit][0], cue.at[0])
    if actor is not None or cue.role == "noun":
        return None, NOWHERE if actor is None or cue.form.possessor else actor
    for k in range(index - 1, max(-1, index - _NEAR), -1):
        other = found[k].cue
        if {cue.form.agreement, other.form.agreement} == {"ms", "fs"}:
            continue  # a participle agrees with whose it is
        same = found[k].unit == found[index].unit
        told = same and other.subject[1] > other.subject[0] and _inside(found, k) is None
        told = told and not is_object(view, cue.form, other.subject[0]) and agrees(view, cue.form, other.subject[0])
        if other.role in ("main", "colon", "inverted") or (other.role == "nested" and told):
            return k, other.subject if same and not other.pronoun else NOWHERE
    return None, NOWHERE


def _told_before(found: list[Found], index: int) -> bool:
    """Whether a verb, or a participle, of the same sentence reports something before."""
    unit = found[index].unit
    near = (found[k] for k in range(index - 1, max(-1, index - _NEAR), -1))
    return any(one.unit == unit and one.cue.role not in ("noun", "according") for one in near)


def _acting(view: View, found: list[Found], index: int) -> Range | None:
    """Who acts in the sentence of a verb without a subject, or in the one before it in its paragraph.

    Only where nothing has been reported there before: else whoever spoke last goes on.
    """
    cue, unit = found[index].cue, found[index].unit
    last = found[index - 1].unit if index else -1
    if cue.subject[1] > cue.subject[0] or cue.form.object_pronoun or last == unit or not cue.form.agreement:
        return None
    first = view.units[unit][0]
    later = found[index + 1] if index + 1 < len(found) else None
    if (
        later is not None
        and later.unit == unit
        and later.cue.role == "main"
        and _is_subordinate(view, first, cue.at[0])
    ):
        return later.cue.subject  # «after he had said …, the minister announced»
    if cue.at[0] - first > 1:
        return first_subject(view, first, cue.at[0])
    if unit == 0 or last == unit - 1 or _apart(view, unit):
        return None
    return first_subject(view, view.units[unit - 1][0], first)


def _is_subordinate(view: View, first: int, at: int) -> bool:
    """Whether a sentence opens with a clause of time or reason, and this verb is in it."""
    if at - first > _OPENING or view.conjunction[at]:
        return False
    opening = {view.bare[k] for k in range(first, at)}
    return not opening.isdisjoint(view.words.subordinating)


def _apart(view: View, unit: int) -> bool:
    """Whether a new paragraph begins with a sentence."""
    past = view.units[unit - 1][1]
    return "\n" in view.document.text[view.tokens[past - 1].end : view.tokens[view.units[unit][0]].start]


def _spans(view: View, tokens: Range) -> Spans:
    if tokens[1] <= tokens[0]:
        return ()
    start, end = view.span(*tokens)
    if view.conjunction[tokens[0]]:
        start += len(view.conjunction[tokens[0]])
    return ((start, end),)


def speech_type(view: View, content: tuple[Range, ...]) -> SpeechType:
    """Direct where every word of the content is quoted, mixed where some are."""
    words = sum(view.word_count[past] - view.word_count[first] for first, past in content)
    quoted = sum(view.quoted_count[past] - view.quoted_count[first] for first, past in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted == words else "mixed"
