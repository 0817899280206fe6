"""Cues of an Arabic sentence, one reading a word: verbs, participles, nouns."""

from __future__ import annotations

from dataclasses import replace

from claims.attribute.arabic.cue import Cue
from claims.attribute.arabic.lexicon import Form
from claims.attribute.arabic.nominals import find_noun, find_participle
from claims.attribute.arabic.phrases import hides_a_name
from claims.attribute.arabic.verbs import find_verb
from claims.attribute.arabic.view import View
from claims.languages.arabic.morphemes import TAA_MARBUTA


def find_cues(view: View, first: int, past: int) -> list[Cue]:
    """The cues of one unit, in the order of their words; one reading a word."""
    out: list[Cue] = []
    for i in range(first, past):
        if _in_speech(view, i):
            continue
        cue = None if hides_a_name(view, i) else _cue_at(view, i, first, past)
        if cue is not None and not _repeats(view, out, cue):
            out.append(cue)
    return out


def _in_speech(view: View, i: int) -> bool:
    """Inside a quotation: its words are the speaker's."""
    return view.quote[i] >= 0


def _cue_at(view: View, i: int, first: int, past: int) -> Cue | None:
    for form in readings(view, i):
        if form.object_pronoun and view.tokens[i].text.endswith(TAA_MARBUTA):
            continue  # a noun of the same letters
        if form.kind in ("perfect", "imperfect") and i > first and view.bare[i - 1] in view.words.passives:
            continue  # a verbal noun of the same letters
        if form.kind in ("perfect", "imperfect"):
            cue = find_verb(view, i, form, first, past)
        elif form.kind == "participle":
            cue = find_participle(view, i, form, first, past)
        else:
            cue = find_noun(view, i, form, past)
        if cue is not None:
            return cue
    return None


def readings(view: View, i: int) -> list[Form]:
    """The forms of a word; behind a comma ``عارضا`` is a participle (offering) and no dual (they opposed).

    Such a participle takes an object too: the verb of the dual does, and letters alone do not tell which it is.
    """
    forms = view.words.forms.get(view.bare[i], [])
    if i and view.is_comma(i - 1) and not view.conjunction[i] and any(f.kind == "participle" for f in forms):
        frames = frozenset[str]().union(*(form.entry.frames for form in forms if form.agreement == "d"))
        own = [form for form in forms if form.agreement != "d"]
        return [replace(f, entry=replace(f.entry, frames=f.entry.frames | frames)) for f in own] if frames else own
    return forms


def _repeats(view: View, cues: list[Cue], cue: Cue) -> bool:
    """``اضاف قائلا``, ``جدد دعوته``: the word opens or belongs to the content of the cue before it."""
    if not cues:
        return False
    before = cues[-1]
    if before.opens == cue.at[0] and before.frame in ("object", "masdar"):
        return True
    if cue.role == "noun":
        return before.opens >= cue.at[0] - 1 and before.at[0] < cue.at[0]
    adjacent = cue.role == "participle" and cue.at[0] == before.at[1]
    again = adjacent or view.bare[cue.at[0]] in view.words.says_again
    return cue.opens == before.opens and again
