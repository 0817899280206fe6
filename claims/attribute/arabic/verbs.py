"""Verbs as cues: before and behind their subject, relayed, inverted behind what they report, left unsaid."""

from __future__ import annotations

from dataclasses import replace

from claims.attribute.arabic.addressee import follows_sentence, is_object, split_addressee
from claims.attribute.arabic.clauses import (
    Range,
    antecedent,
    before_exception,
    clause_start,
    phrase_boundary,
    subject_before,
    subject_is_before,
    with_comma,
)
from claims.attribute.arabic.cue import NOWHERE, Cue, Role
from claims.attribute.arabic.lexicon import Entry, Form
from claims.attribute.arabic.openers import Opening, find_opening, has_needed
from claims.attribute.arabic.phrases import is_construct, is_verbal_object, noun_phrase
from claims.attribute.arabic.view import View
from claims.languages.arabic.morphemes import ARTICLE, BAA, DAMMA, FEMININE, PRONOUNS, TAA, WAW

_SHORTEST_CLAUSE = 3
_HEDGES = frozenset({"describe", "believe"})


def find_verb(view: View, i: int, form: Form, first: int, past: int) -> Cue | None:
    """The cue that the verb at token i is in a unit from ``first`` to ``past``, or None."""
    if _is_no_report(view, i, form, first):
        return None
    entry = form.entry
    opening = find_opening(view, i, past, entry)
    if opening is not None and _needs_negation(view, i, entry, opening):
        opening = None
    if opening is not None and not has_needed(view, opening, entry.needs):
        opening = None
    if i > first and _is_without(view, i - 1):
        return _unsaid(view, i, form, first, past, opening)
    clause = clause_start(view, i, first)
    if entry.document_only:
        return _in_document(view, i, form, opening, clause) or _with_conjunction(view, i, first, past)
    if entry.act == "relay" or _tells_of_speech(view, i, past):
        return _relayed(view, i, form, first, past, clause)
    opening = _with_object(view, i, form, first, past, opening)
    opening = _without_false_subject(view, i, form, first, opening)
    if opening is None:
        return _inverted(view, i, form, first, past)
    if form.entry.homograph and (clause is None or not _opens_plainly(view, i, first)):
        return None
    if _measures(view, opening):
        return None
    if _is_impersonal(view, i, form, opening):
        return None
    if opening.subject[0] < opening.subject[1] and (clause is not None or _adjacent(view, opening)):
        if opening.weak and clause is None:
            return None
        return _built(view, i, form, "main", opening, opening.subject, clause if clause is not None else i)
    return _subject_first(view, i, form, first, opening, clause)


def _opens_plainly(view: View, i: int, first: int) -> bool:
    """Whether a word that is a noun or a preposition too stands where a verb does, not behind a time (``أمس بين``)."""
    if view.conjunction[i] or i == first or view.is_mark(i - 1):
        return True
    return view.bare[i - 1] not in view.words.time_words


def _measures(view: View, opening: Opening) -> bool:
    """Whether the subject is a measure (``تقدر كلفة الأشغال ب``), and not a number of people (``عدد من``)."""
    start, past = opening.subject
    if start >= past:
        return False
    word, words = view.bare[start].removeprefix(ARTICLE), view.words
    of = start + 1 < view.count and view.bare[start + 1] in words.particle["from"]
    stems = {word, *(word.removesuffix(owner).removesuffix(TAA) for owner in PRONOUNS if word.endswith(owner))}
    return not of and not words.measures.isdisjoint(stems | {stem + FEMININE for stem in stems})


def _in_document(view: View, i: int, form: Form, opening: Opening | None, clause: int | None) -> Cue | None:
    """``جاء في البيان أن``: the document is the source."""
    if opening is None or clause is None or opening.frame not in ("an", "quote") or i + 2 >= view.count:
        return None
    if view.bare[i + 1] not in view.words.particle["in"] or not view.is_occasion(i + 2):
        return None
    subject = (i + 2, max(i + 3, noun_phrase(view, i + 2, opening.at)))
    return _built(view, i, form, "main", opening, subject, clause)


def _with_conjunction(view: View, i: int, first: int, past: int) -> Cue | None:
    """``ورد الوزير بأن``: not «it came in», but «and he replied»."""
    joined = view.words.forms.get(view.bare[i][1:], ()) if view.bare[i].startswith(WAW) else ()
    other = next((form for form in joined if form.kind == "perfect" and not form.entry.document_only), None)
    return find_verb(view, i, other, first, past) if other is not None else None


def _relayed(view: View, i: int, form: Form, first: int, past: int, clause: int | None) -> Cue | None:
    """``نقلت الوكالة عن مسؤول قوله إن``, ``نسبت إلى مسؤول أن``: who spoke first is the source, the outlet relays."""
    particle = view.words.particle
    through = particle["to"] if not particle["to"].isdisjoint(form.entry.frames) else particle["about"]
    outlet = (i + 1, noun_phrase(view, i + 1, past))
    at = outlet[1]
    while at < min(past, i + 20) and view.bare[at] not in through:
        if view.is_opener(at):
            return None
        at += 1
    if at >= min(past, i + 20):
        return None
    source = (at + 1, noun_phrase(view, at + 1, past))
    opening = find_opening(view, source[1] - 1, past, form.entry)
    if source[0] >= source[1] or opening is None:
        return None
    via = outlet if outlet[0] < outlet[1] else _outlet_before(view, i, first)
    boundary = clause if clause is not None else i
    return Cue((i, i + 1), form, "main", opening.at, opening.frame, source, via=via, boundary=boundary)


def _tells_of_speech(view: View, i: int, past: int) -> bool:
    """``أورد عن ضابط قوله``: any verb relays that has somebody's words behind it."""
    if i + 2 >= past or view.bare[i + 1] not in view.words.particle["about"]:
        return False
    end = noun_phrase(view, i + 2, past)
    return i + 2 < end < past and view.bare[end] in view.words.particle["a_speech"]


def _outlet_before(view: View, i: int, first: int) -> Range:
    found = subject_before(view, i, first)
    return found[0] if found is not None else NOWHERE


def _with_object(view: View, i: int, form: Form, first: int, past: int, opening: Opening | None) -> Opening | None:
    """A subject before the verb leaves what follows it to be the object: ``الحزب رفض المقترح``."""
    frames = form.entry.frames
    behind = i + 1
    if behind >= past or not frames & {"object", "masdar"} or form.object_pronoun:
        return opening
    if opening is not None and (
        opening.frame in ("an", "quote", "preposition") or opening.subject[0] == opening.subject[1]
    ):
        return opening
    end = noun_phrase(view, behind, past)
    if end == behind or subject_before(view, i, first) is None:
        return opening
    if "object" in frames or view.words.is_propositional(view.bare[behind]):
        return Opening(behind, "object", (behind, behind), True, bool(form.entry.weak & {"object", "masdar"}))
    return None


def _without_false_subject(view: View, i: int, form: Form, first: int, opening: Opening | None) -> Opening | None:
    """An object behind a verb whose subject stands before it or is dropped: ``أما الموفد فوصف المحادثات بأنها``."""
    if opening is None or opening.subject[0] >= opening.subject[1] or opening.subject[0] != i + 1:
        return opening
    if form.entry.act == "describe" and not form.object_pronoun and _touches_complement(view, opening):
        return _with_described(view, i, first, opening)
    told_before = subject_is_before(view, i, first)
    if told_before or (not form.entry.target and is_object(view, form, i + 1)):
        return replace(opening, subject=(i + 1, i + 1))
    return opening


def _touches_complement(view: View, opening: Opening) -> bool:
    """Whether ``بأن`` stands straight behind the phrase behind a verb: then what is described ends the phrase."""
    at = opening.subject[1]
    return opening.at == at and view.is_complementiser(at) and view.norm[at].startswith(BAA)


def _with_described(view: View, i: int, first: int, opening: Opening) -> Opening:
    """``وصفت الخبر بأنه``: what is described belongs to the content; who describes may stand before."""
    start, past = opening.subject
    before = subject_before(view, i, first) is not None
    at = start if before else _described_begins(view, start, past)
    return replace(opening, at=at, frame="object", subject=(start, at)) if at < past else opening


def _described_begins(view: View, start: int, past: int) -> int:
    """Where the second of two noun phrases side by side begins; the start where a thing alone stands there."""
    words = view.words
    for k in range(start + 1, past):
        if view.conjunction[k] or view.is_mark(k) or is_construct(view, k - 1) or not view.is_definite(k):
            continue
        single = k == start + 1 and view.is_definite(start) and view.bare[start] in words.role_nouns
        if single or is_verbal_object(view, start, k) or words.is_object_noun(view.bare[k]):
            return k
    head = view.bare[start]
    acts = head in words.role_nouns | words.institutions | words.given | words.bodies | words.group_nouns | words.lands
    thing = words.is_attested(head) or words.is_propositional(head.removeprefix(ARTICLE))
    return past if acts or head.removeprefix(ARTICLE) in words.bodies or not thing else start


def _needs_negation(view: View, i: int, entry: Entry, opening: Opening) -> bool:
    negated = i > 0 and (view.bare[i - 1] in view.words.negators or _is_without(view, i - 1))
    return opening.frame == "preposition" and view.norm[opening.at] in entry.negated_only and not negated


def _is_impersonal(view: View, i: int, form: Form, opening: Opening) -> bool:
    """``يذكر أن``, ``يشار إلى``: a passive of nobody."""
    if form.kind == "imperfect" and opening.frame in ("object", "masdar") and form.entry.act in ("believe", "describe"):
        return not form.object_pronoun  # «is considered»
    dropped = opening.subject[0] >= opening.subject[1]
    past = i > 0 and view.bare[i - 1] in view.words.past_negators
    return dropped and not past and form.kind == "imperfect" and view.bare[i] in view.words.impersonal


def _adjacent(view: View, opening: Opening) -> bool:
    return opening.frame in ("an", "quote") and opening.near


def _subject_first(view: View, i: int, form: Form, first: int, opening: Opening, clause: int | None) -> Cue | None:
    """The subject stands before its verb, is a pronoun on a particle, or is dropped."""
    if i > first and view.bare[i - 1] in view.words.relatives:
        described = antecedent(view, i - 1, first)
        return None if described is None else _built(view, i, form, "nested", opening, described, i)
    found = subject_before(view, i, first)
    if found is not None:
        subject, nested, pronoun = found
        if pronoun and (form.kind != "perfect" or view.bare[i - 1] in view.words.negators):
            return None
        role: Role = "nested" if nested else "main"
        cue = _built(view, i, form, role, opening, subject, phrase_boundary(view, subject[0], first))
        if cue is None or not pronoun:
            return cue
        return replace(cue, pronoun=True, boundary=before_exception(view, subject[0], first))
    if clause is None or opening.weak:
        return None
    return _built(view, i, form, "main", opening, NOWHERE, clause)


def _built(view: View, i: int, form: Form, role: Role, opening: Opening, subject: Range, boundary: int) -> Cue | None:
    hedge = _is_hedge(view, i, form)
    negated = i > 0 and view.bare[i - 1] in view.words.negators and not hedge
    role = "nested" if hedge else role
    at = (i - 1, i + 1) if negated else (i, i + 1)
    subject, target = _split_target(view, i, form, subject, opening)
    return Cue(
        at=at,
        form=form,
        role=role,
        opens=opening.at,
        frame=opening.frame,
        subject=subject,
        target=target,
        boundary=boundary,
        negated=negated,
        pluperfect=_is_pluperfect(view, i, subject),
    )


def _is_pluperfect(view: View, i: int, subject: Range) -> bool:
    """``كان`` before the verb, or before its subject; ``سبق أن``."""
    at = i - 1
    while at >= 0 and view.bare[at] in view.words.auxiliaries:
        if view.bare[at] in view.words.kana:
            return True
        at -= 1
    return subject[1] > subject[0] > 0 and subject[1] <= i and view.bare[subject[0] - 1] in view.words.kana


def _is_no_report(view: View, i: int, form: Form, first: int) -> bool:
    """Subjunctives, futures under ``قد``, relative ``ما``, nouns of the same letters behind a preposition."""
    if view.tokens[i].text[len(view.conjunction[i]) + 1 :][:1] == DAMMA:  # a passive, written out
        return True
    if i == first:
        return False
    before = view.bare[i - 1]
    if form.entry.target and view.is_complementiser(i - 1) and len(before) > 2 and form.kind == "perfect":
        return True  # «that he promised X»: who speaks is a pronoun, what follows the object
    if before in view.words.particle["what"]:
        return not _is_hedge(view, i, form)
    if _is_without(view, i - 1):
        return False
    if form.kind == "imperfect":
        if i - 1 > first and view.bare[i - 2] in view.words.particle["before"]:
            return not view.is_complementiser(i - 1)
        if view.is_complementiser(i - 1) and view.norm[i - 1] == before:
            return len(view.norm[i - 1]) <= 3 and not view.conjunction[i]
        return before in view.words.auxiliaries and before not in view.words.kana and not view.conjunction[i]
    if view.conjunction[i]:
        return False
    return before in view.words.adjunct and before not in view.words.fronted and before not in view.words.time_words


def _is_hedge(view: View, i: int, form: Form) -> bool:
    """``ما وصفته الشركة بأنه …``: a relative ``ما``, whose object is the pronoun on the verb."""
    relative = i > 0 and view.bare[i - 1] in view.words.particle["what"]
    return relative and form.object_pronoun and form.entry.act in _HEDGES


def _is_without(view: View, at: int) -> bool:
    return at > 0 and view.bare[at - 1] in view.words.particle["without"]


def _unsaid(view: View, i: int, form: Form, first: int, past: int, opening: Opening | None) -> Cue | None:
    """``من دون أن يعلق على``, ``دون أن توضح موقفها``: what the speaker leaves unsaid."""
    opens = opening.at if opening is not None else i + 1
    if opening is None and noun_phrase(view, i + 1, past) == i + 1:
        return None
    start = _without_start(view, i, first)
    return Cue((i, i + 1), form, "participle", opens, "object", boundary=start, negated=True, unsaid=True)


def _without_start(view: View, i: int, first: int) -> int:
    """The start of ``من دون أن يعلق``, with its comma."""
    at = i - 2
    if at - 1 >= first and view.bare[at - 1] in view.words.particle["from"]:
        at -= 1
    return with_comma(view, at, first)


def _split_target(view: View, i: int, form: Form, subject: Range, opening: Opening) -> tuple[Range, Range]:
    """``اتهم X Y بـ``: who speaks and who is addressed."""
    if not form.entry.target or subject[1] <= subject[0] or subject != opening.subject:
        return subject, NOWHERE
    speaker, target = split_addressee(view, i, form, subject)
    if target == NOWHERE and _needs_object(view, i, form, opening):
        return NOWHERE, speaker
    return speaker, target


def _needs_object(view: View, i: int, form: Form, opening: Opening) -> bool:
    """``واتهم النائب بـ``: of an accusation that goes on from what stands before, the only noun is the accused."""
    joined = form.entry.act == "accuse" and view.conjunction[i] == WAW and form.kind == "perfect"
    first, past = opening.subject
    known = view.words.addressed | view.words.institutions
    if any(view.bare[k] in known and not is_construct(view, k - 1) for k in range(first + 1, past)):
        return False
    return joined and not form.object_pronoun and opening.at == opening.subject[1] and follows_sentence(view, i)


def _inverted(view: View, i: int, form: Form, first: int, past: int) -> Cue | None:
    """``"…"، قال X``: the quotation or clause before the cue is its content."""
    at = i - 1
    as_said = at > first and view.bare[at] in view.words.particle["as"]
    if as_said:
        at -= 1
    while at > first and (view.is_comma(at) or view.bare[at] in view.words.auxiliaries):
        at -= 1
    if at < first or "quote" not in form.entry.frames:
        return None
    if at not in view.closes:
        return _as_said(view, i, form, first, past) if as_said else None
    start = view.ranges[view.closes[at]][0]
    subject = (i + 1, noun_phrase(view, i + 1, past))
    if view.name_in_marks(start) > start and start > first:
        return None
    if subject[0] == subject[1] and not _says_no_more(view, i, past):
        return None
    return Cue((i, i + 1), form, "inverted", start, "quote", subject, boundary=at + 1, content=(start, at + 1))


def _says_no_more(view: View, i: int, past: int) -> bool:
    """``"…"، قال في مقابلة``: behind the verb come its circumstances or a mark, so that its subject is dropped."""
    behind = i + 1
    return behind < past and (view.is_comma(behind) or view.bare[behind] in view.words.adjunct)


def _as_said(view: View, i: int, form: Form, first: int, past: int) -> Cue | None:
    """``…، كما أعلن المركز``: the clause before is the content, where the speaker alone stands behind the cue."""
    subject = (i + 1, noun_phrase(view, i + 1, past))
    end = i - 1
    while end > first and view.is_mark(end - 1) and end - 1 not in view.closes:
        end -= 1
    if subject[0] == subject[1] or end - first < _SHORTEST_CLAUSE:
        return None
    behind = subject[1]
    while behind < past and not view.is_mark(behind):
        if view.is_opener(behind) or view.bare[behind] in view.words.forms:
            return None
        behind += 1
    return Cue((i, i + 1), form, "according", first, "according", subject, boundary=i - 1, content=(first, end))
