"""Where an Arabic clause begins, and the subject that stands before its verb."""

from __future__ import annotations

from claims.attribute.arabic.phrases import hides_a_name, is_future, noun_phrase
from claims.attribute.arabic.view import View
from claims.languages.arabic.morphemes import (
    ACCUSATIVE,
    ALEF_HAMZA,
    ARTICLE,
    BAA,
    FAA,
    LAAM,
    PRONOUNS,
    SOUND_FEMININE,
    TAA,
    WAW,
)

Range = tuple[int, int]
_NO_ARTICLE = ALEF_HAMZA + LAAM  # of a verb that begins so: ألقى
_LEADING = 7  # tokens of an adjunct that opens a sentence
_BACK = 26  # tokens that a subject before its verb may take


def clause_start(view: View, i: int, first: int) -> int | None:
    """Where the clause begins whose verb is token i, or None where i cannot begin one.

    A verb begins a clause at the start of a sentence, behind a mark, with a conjunction clitic, behind
    particles, or behind a fronted phrase (``ومن موسكو، اعتبر``).
    """
    if view.conjunction[i] or i == first:
        return with_comma(view, i, first)
    if len(view.bare[i - 1]) == 1 and view.tokens[i - 1].is_word:  # a conjunction written apart
        return with_comma(view, i - 1, first)
    at = i - 1
    while at >= first and (view.bare[at] in view.words.fronted or view.bare[at] in view.words.auxiliaries):
        at -= 1
    if at < first:
        return first
    if view.is_mark(at) or view.conjunction[at + 1]:
        fronted = _fronted_phrase(view, at + 1 if view.conjunction[at + 1] else at, first)
        return fronted if fronted is not None else with_comma(view, at + 1, first)
    fronted = _fronted_phrase(view, at + 1, first)
    return fronted


def _fronted_phrase(view: View, past: int, first: int) -> int | None:
    """The start of a prepositional or time phrase that leads a sentence and ends at ``past``."""
    for at in range(past - 1, max(first, past - 14) - 1, -1):
        starts = at == first or view.is_comma(at - 1) or view.is_mark(at - 1)
        if starts and (view.bare[at] in view.words.adjunct or view.bare[at] in view.words.fronted):
            return with_comma(view, at, first)
        if view.is_complementiser(at):
            return None
    return None


def with_comma(view: View, i: int, first: int) -> int:
    return i - 1 if i > first and view.is_mark(i - 1) and view.quote[i - 1] < 0 else i


def phrase_boundary(view: View, start: int, first: int) -> int:
    """The start of a clause whose subject stands first, with its particles and comma."""
    at = start
    while at > first and (
        view.bare[at - 1] in view.words.fronted
        or view.bare[at - 1] in view.words.kana
        or view.bare[at - 1] in view.words.particle["except"]
    ):
        at -= 1
    return with_comma(view, at, first)


def before_exception(view: View, at: int, first: int) -> int:
    while at > first and view.bare[at - 1] in view.words.particle["except"]:
        at -= 1
    return with_comma(view, at, first)


def subject_before(view: View, i: int, first: int) -> tuple[Range, bool, bool] | None:
    """The subject that stands before the verb at ``i``: ``(range, nested in a content, a pronoun)`` or None."""
    at = i
    while at > first and view.bare[at - 1] in view.words.auxiliaries | view.words.negators:
        if view.is_complementiser(at - 1) and view.norm[at - 1] != view.bare[at - 1]:
            break
        at -= 1
    as_for = after_as_for(view, at, first)
    if at == first or (view.conjunction[at] and not as_for):
        return None
    verb = at
    if as_for and view.is_comma(at - 1):
        at -= 1
    pronoun = _pronoun_before(view, at, first)
    if pronoun is not None:
        return pronoun
    told = _behind_kana(view, at, first)
    if told is not None:
        return told, False, False
    best: tuple[Range, bool, bool] | None = None
    for start in range(at - 1, max(first, at - _BACK) - 1, -1):
        if not _may_start_subject(view, start, first):
            if view.is_complementiser(start):
                break
            continue
        if _reaches(view, start, at) or (verb != at and _reaches(view, start, verb)):
            best = ((start, noun_phrase(view, start, at)), start > first and view.is_complementiser(start - 1), False)
    return best


def subject_is_before(view: View, i: int, first: int) -> bool:
    """Whether «as for» or an auxiliary before the verb at ``i`` tells that its subject stands before it."""
    at = i
    while at > first and view.bare[at - 1] in view.words.auxiliaries | view.words.negators:
        at -= 1
    if _behind_kana(view, at, first) is not None:
        return True
    return bool(view.conjunction[at]) and after_as_for(view, at, first) and subject_before(view, i, first) is not None


def first_subject(view: View, first: int, before: int) -> Range | None:
    """Who acts in the clause that opens a sentence: a titled or named phrase first in it, or behind its first word."""
    words = view.words
    at = _past_particles(view, _past_adjunct(view, _past_particles(view, first, before), before), before)
    fronts = words.particle["except"] | words.particle["as_for"]
    fronted = any(view.bare[k] in fronts for k in range(first, at))
    for start in (at, at + 1):
        if start >= before or (start > at and not _may_act(view, at)):
            continue
        if _is_actor(view, start, named=fronted or start > at):
            past = _without_object(view, start, noun_phrase(view, start, before, _OBJECT))
            return start, _before_answer(view, start, past) if fronted else past
    owner = at + 2  # «his tone hardened»: whose
    owned = owner < before and _may_act(view, at) and not view.is_definite(at + 1) and not view.is_mark(at + 1)
    if (
        owned
        and view.bare[owner] in words.given
        and not view.conjunction[owner]
        and view.bare[at + 1] not in words.adjunct
    ):
        return owner, _without_object(view, owner, noun_phrase(view, owner, before, _OBJECT))
    return None


def _past_particles(view: View, at: int, before: int) -> int:
    """Past marks, conjunctions, negations and «but» that open a sentence."""
    words = view.words
    skipped = words.fronted | words.auxiliaries | words.negators | words.particle["except"]
    while at < before and (view.is_mark(at) or view.bare[at] in skipped):
        at += 1
    return at


def _before_answer(view: View, start: int, past: int) -> int:
    """Where a subject behind «as for» ends: before the verb that answers it (``أما الشريدة فأوصد``)."""
    for k in range(start + 1, past):
        whole = view.is_definite(k - 1) or k - start > 1
        if whole and view.norm[k].startswith(FAA) and view.bare[k] not in view.words.given and not view.is_mark(k - 1):
            return k
    return past


_OBJECT = frozenset({"object"})


def _without_object(view: View, first: int, past: int) -> int:
    """Where a named subject ends before its object: an accusative (``حجرا``) or a noun with its owner (``أمرها``)."""
    given = next(
        (k for k in range(first, past - 1) if view.bare[k] in view.words.given and not view.is_definite(k)), None
    )
    for k in range(first + 1, past):
        if _opens_object(view, first, k):
            return k
    for k in range(given + 2 if given is not None else past, past):
        word = view.norm[k]
        if view.is_definite(k) and view.words.is_object_noun(word):
            return k
        if view.is_definite(k) or word in view.words.given or len(word) < _SHORTEST_OBJECT:
            continue
        if word.endswith((ACCUSATIVE, *PRONOUNS[1:])):
            return k
    return past


def _opens_object(view: View, first: int, k: int) -> bool:
    """``استقبل الرئيس السيسي وفدا``: behind a definite word one without the article that is no name and no title."""
    word, words = view.bare[k], view.words
    if not view.is_definite(k - 1) or view.is_definite(k) or view.is_mark(k - 1) or view.conjunction[k]:
        return False
    if word in words.given or word in words.role_nouns or word in words.titles or word.startswith(LAAM):
        return False
    bodies = words.institutions | words.bodies
    nameless = view.bare[first] in bodies or (len(word) >= _SHORTEST_OBJECT and word.endswith(ACCUSATIVE))
    return (nameless and words.is_attested(word)) or word in bodies


_SHORTEST_OBJECT = 4
_SHORTEST_NAME = 4
_LONGEST_REQUEST = 5  # tokens of «asked that his name be withheld»


def _past_adjunct(view: View, at: int, before: int) -> int:
    """Past «on the other hand», «in Geneva,» that opens a sentence: to its comma, or past its one noun."""
    if at >= before or view.bare[at] not in view.words.adjunct:
        return at
    comma = next((k for k in range(at + 1, min(at + _LEADING, before)) if view.is_comma(k)), None)
    return comma + 1 if comma is not None else min(at + 2, before)


def _may_act(view: View, at: int) -> bool:
    """Whether a word may be the verb of a clause that it opens: no noun or particle that is known as such."""
    words, word = view.words, view.bare[at]
    nouns = words.heads | words.addressed | words.time_words | words.relatives | words.given | words.lands
    written = view.tokens[at].text[len(view.conjunction[at]) :]
    definite = view.is_definite(at) and not written.startswith(_NO_ARTICLE)
    return not (definite or word in nouns or view.is_complementiser(at) or words.is_propositional(word))


def _is_actor(view: View, start: int, named: bool) -> bool:
    """A title or a body; where a name may stand (``named``) also a given or a family name, which no common word is."""
    words, word = view.words, view.bare[start]
    if word in words.role_nouns or word in words.institutions or word in words.guests:
        return True
    if not named or view.is_mark(start) or word in words.documents:
        return False
    if word in words.given or word in words.bodies or word.removeprefix(ARTICLE) in words.bodies:
        return True
    if words.is_attested(word) or words.is_propositional(word.removeprefix(ARTICLE)):
        return False
    return view.is_definite(start) or _is_foreign_name(view, start)


def _is_foreign_name(view: View, at: int) -> bool:
    """A word that news hardly has, without article, clitic, owner or accusative, alone before what is no name."""
    word, words = view.bare[at], view.words
    prefixed = word[0] in (BAA, LAAM, WAW, FAA) and (word[1:] in words.known or words.is_attested(word[1:]))
    if word in words.known or len(word) < _SHORTEST_NAME or prefixed:
        return False
    if word.endswith((ACCUSATIVE, TAA, *PRONOUNS)) or at + 1 >= view.count:
        return False
    return view.is_mark(at + 1) or view.bare[at + 1] in words.adjunct or view.bare[at + 1].endswith(PRONOUNS)


def antecedent(view: View, relative: int, first: int) -> Range | None:
    """The phrase that a relative clause describes: from its role or institution up to the relative pronoun."""
    past = relative
    while past > first and view.is_mark(past - 1):
        past -= 1
    for start in range(max(first, past - 14), past):
        word = view.bare[start]
        heads = word in view.words.role_nouns or word in view.words.institutions
        if heads and not view.conjunction[start] and noun_phrase(view, start, relative) == past:
            return start, past
    return None


def _pronoun_before(view: View, at: int, first: int) -> tuple[Range, bool, bool] | None:
    """``الا انها اقرت``: an exceptive with a pronoun begins a clause of the reporter's."""
    word = view.norm[at - 1]
    if word in view.words.particle["but"]:
        return (at - 1, at), False, True
    suffixed = word in view.words.complementisers and len(word) > 2
    if suffixed and at - 2 >= first and view.bare[at - 2] in view.words.particle["except"]:
        return (at - 1, at), False, True
    return None


def _behind_kana(view: View, at: int, first: int) -> Range | None:
    """``كان زعيم الحزب المقرب من الأكراد دعا``: all that stands between the auxiliary and the verb."""
    for k in range(at - 1, max(first, at - _BACK) - 1, -1):
        if view.is_mark(k) or view.is_complementiser(k) or view.bare[k] in view.words.relatives:
            return None
        if view.bare[k] in view.words.kana:
            verbal = at - k > 1 and _is_known_verb(view, k + 1)
            return (k + 1, at) if at - k > 1 and not verbal and noun_phrase(view, k + 1, at) > k + 1 else None
    return None


def _is_known_verb(view: View, i: int) -> bool:
    """Whether a word can only be a verb of reporting (``كان يتحدث …``)."""
    forms = view.words.forms.get(view.bare[i], ())
    return bool(forms) and all(form.kind == "imperfect" for form in forms)


def after_as_for(view: View, at: int, first: int) -> bool:
    """``اما الوزير فأكد``: the only subject before a verb with a conjunction."""
    return any(view.bare[k] in view.words.particle["as_for"] for k in range(max(first, at - _BACK), at))


def _may_start_subject(view: View, start: int, first: int) -> bool:
    word = view.bare[start]
    if view.is_mark(start) or len(word) == 1 or view.is_complementiser(start):
        return False
    if word in view.words.adjunct or word in view.words.fronted or word in view.words.kana:
        return False
    if any(form.kind in ("perfect", "imperfect", "participle") for form in view.words.forms.get(word, ())):
        return False
    if word in view.words.passives or is_future(view, start) or _bears_preposition(view, start):
        return False
    if _looks_like_a_verb(view, start) or (start > first and view.bare[start - 1] in view.words.negators):
        return False
    if start == first:
        return True
    before = view.bare[start - 1]
    if before in view.words.relatives or _has_subject(view, start - 1):
        return False
    if before in view.words.particle["before"] and view.is_definite(start):
        return False  # «after the dinner he announced»
    return (
        view.is_mark(start - 1)
        or view.is_complementiser(start - 1)
        or before in view.words.kana
        or before in view.words.particle["as_for"]
        or before in view.words.fronted
    )


def _bears_preposition(view: View, i: int) -> bool:
    """Whether a word bears a preposition and the article (``بالتحري``), as no subject does."""
    word = view.norm[i].removeprefix(WAW).removeprefix(FAA)
    return word.startswith(BAA + ARTICLE) and word not in view.words.given


def _has_subject(view: View, i: int) -> bool:
    """Whether a word is a complementiser with the subject of its clause (``أنه``)."""
    return view.is_complementiser(i) and view.norm[i].endswith(PRONOUNS)


def _looks_like_a_verb(view: View, i: int) -> bool:
    """A feminine perfect that the lexicon does not know, before its subject (``أصدرت وزارة``)."""
    word = view.bare[i]
    if len(word) < 4 or not word.endswith(TAA) or word.endswith(SOUND_FEMININE) or view.is_definite(i):
        return False
    behind = view.bare[i + 1] if i + 1 < view.count else ""
    heads = view.words.institutions | view.words.role_nouns
    return behind in heads or (i + 1 < view.count and view.is_definite(i + 1))


def _reaches(view: View, start: int, at: int) -> bool:
    """Whether a noun phrase from ``start`` ends at the verb, or an adjunct between commas is all that is between."""
    end = noun_phrase(view, start, at)
    if end == at:
        return True
    if not start < end < at:
        return False
    if view.is_comma(end) and view.is_comma(at - 1) and end < at - 1:
        return at - end <= 16
    if at - end <= _LONGEST_REQUEST and hides_a_name(view, end):
        return True  # «an official who asked not to be named»
    nested = start > 0 and view.is_complementiser(start - 1)
    return nested and at - end <= 3 and not any(view.is_mark(k) for k in range(end, at))
