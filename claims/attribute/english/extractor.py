"""English attributions: found parts → attributions with act, factuality, negation, tense, agreement, nesting."""

from __future__ import annotations

from claims.attribute.english.grammar import NOWHERE, Found, Grammar
from claims.attribute.english.lexicon import lexicon
from claims.attribute.english.view import View
from claims.model import Attribution, Span, Spans, SpeechType
from claims.read import Document


def attribute(document: Document) -> list[Attribution]:
    """The attributions of an English document, in the order of their cues."""
    view = View(document, lexicon())
    return assemble(view, sorted(Grammar(view).find(), key=lambda found: found.cue))


def assemble(view: View, found: list[Found]) -> list[Attribution]:
    """Attributions from parts that are in the order of their cues."""
    out: list[Attribution] = []
    for index, one in enumerate(found):
        entry = one.form.entry if one.form else None
        cue_words = [view.norm[i] for i in range(*one.cue)]
        negated = any(word in view.words["negators"] for word in cue_words)
        act = entry.act if entry else "inform"
        if negated and entry and entry.lemma in view.words.refusals:
            act = "refuse_comment"
        factuality = entry.factuality if entry else "CT+"
        out.append(
            Attribution(
                source=_spans(view, one.source),
                cue=_spans(view, one.cue),
                content=tuple(view.span(*piece) for piece in one.content),
                type=speech_type(view, one.content),
                act=act,
                lemma=entry.lemma if entry else " ".join(cue_words),
                factuality="Uu" if negated else factuality,
                negated=negated,
                pluperfect="had" in cue_words[:-1],
                agreement=_agreement(view, one.source),
                inside=_inside(found, index),
                target=_spans(view, one.target),
            )
        )
    return out


def _spans(view: View, tokens: Span) -> Spans:
    return () if tokens == NOWHERE or tokens[1] <= tokens[0] else (view.span(*tokens),)


def _agreement(view: View, source: Span) -> str:
    return view.words.personal.get(view.norm[source[0]], "") if source[1] - source[0] == 1 else ""


def _inside(found: list[Found], index: int) -> int | None:
    """The innermost attribution whose content holds this cue."""
    at = found[index].cue[0]
    best: tuple[int, int] | None = None
    for k, other in enumerate(found):
        for first, past in other.content:
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
