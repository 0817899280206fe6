"""Participles and nouns as cues: they share a subject, or hold one."""

from __future__ import annotations

from claims.attribute.arabic.clauses import Range, with_comma
from claims.attribute.arabic.cue import NOWHERE, Cue
from claims.attribute.arabic.lexicon import Form
from claims.attribute.arabic.openers import Opening, find_opening, has_needed
from claims.attribute.arabic.phrases import noun_phrase
from claims.attribute.arabic.view import View
from claims.languages.arabic.morphemes import ARTICLE


def find_participle(view: View, i: int, form: Form, first: int, past: int) -> Cue | None:
    """The cue that the participle at token i is, or None."""
    if view.bare[i] in view.words.preposition_not_after:  # «in addition to»
        return None
    if i > first and view.bare[i - 1] in view.words.particle["except"]:  # «not confirmed»
        return None
    opening = _participle_opening(view, i, form, past)
    if opening is None or not has_needed(view, opening, form.entry.needs):
        return None
    detached = i == first or view.is_mark(i - 1) or bool(view.conjunction[i])
    governs = form.entry.target and view.is_definite(min(i + 1, past - 1))  # not an adjective: an object follows
    if form.agreement != "ms" and not detached and not governs and opening.frame not in ("an", "quote"):
        return None
    if opening.weak and not detached:
        return None
    if not detached and not governs and opening.frame not in ("an", "quote") and not _follows_a_subject(view, i):
        return None
    target = opening.subject if opening.subject[0] < opening.subject[1] else NOWHERE
    if target != NOWHERE and not form.entry.target and opening.frame in ("an", "quote") and not detached:
        return None
    boundary = with_comma(view, i, first)
    return Cue((i, i + 1), form, "participle", opening.at, opening.frame, target=target, boundary=boundary)


def _follows_a_subject(view: View, i: int) -> bool:
    """Straight behind a quotation, or a noun of the subject: ``قال كيري مؤكدا أهمية``, ``"…" داعيا إلى``."""
    return (i - 1) in view.closes or view.is_definite(i - 1)


def _participle_opening(view: View, i: int, form: Form, past: int) -> Opening | None:
    """A participle has its subject elsewhere: a noun straight behind it is its object, or an addressee."""
    opening = find_opening(view, i, past, form.entry)
    behind = i + 1
    if behind in view.opens and "quote" in form.entry.frames:
        return Opening(behind, "quote", (behind, behind), True)
    if behind >= past or form.entry.target or not form.entry.frames & {"object", "masdar"}:
        return opening
    if opening is not None and opening.frame in ("an", "quote", "preposition") and opening.at <= behind:
        return opening
    is_noun = noun_phrase(view, behind, past) > behind
    propositional = view.words.is_propositional(view.bare[behind].removeprefix(ARTICLE))
    if is_noun and ("object" in form.entry.frames or propositional):
        return Opening(behind, "object", (behind, behind), True, "object" in form.entry.weak)
    return opening


def find_noun(view: View, i: int, form: Form, past: int) -> Cue | None:
    """``دعوة الرئيس إلى``, ``تأكيده على``: a noun with its holder and a frame that follows at once."""
    if view.is_definite(i) or view.conjunction[i]:
        return None
    opening = find_opening(view, i, past, form.entry)
    if opening is None or not opening.near or opening.frame not in ("an", "preposition", "masdar"):
        return None
    holder = opening.subject
    if opening.frame == "masdar" and (form.possessor or holder[1] - holder[0] < 2):
        return None
    if form.possessor:
        if holder[0] < holder[1]:
            return None
        return Cue((i, i + 1), form, "noun", opening.at, opening.frame)
    if holder[0] >= holder[1] or not _is_named(view, holder):
        return None
    return Cue((i, i + 1), form, "noun", opening.at, opening.frame, subject=holder)


def _is_named(view: View, holder: Range) -> bool:
    word = view.bare[holder[0]]
    return word in view.words.role_nouns or word in view.words.institutions or view.is_definite(holder[0])
