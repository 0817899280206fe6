"""Whom a verb addresses, told from who speaks: ``دعا الوزير الأطراف إلى``, ``حض زملاءه على``.

Arabic puts the subject and the object of such a verb side by side without a mark between them. What shows where the
second begins: case, where the script writes it; gender; a noun for people or bodies that cannot belong to the phrase
before it, which is complete by then.
"""

from __future__ import annotations

from claims.attribute.arabic.clauses import Range
from claims.attribute.arabic.cue import NOWHERE
from claims.attribute.arabic.lexicon import Form
from claims.attribute.arabic.openers import other_gender
from claims.attribute.arabic.phrases import is_construct
from claims.attribute.arabic.view import View
from claims.languages.arabic.folding import fold
from claims.languages.arabic.morphemes import (
    ACCUSATIVE,
    ALEF,
    ARTICLE,
    BAA,
    FEMININE,
    HAMZA,
    HER,
    LAAM,
    NISBA,
    NOON,
    PRONOUNS,
    SOUND_FEMININE,
    SOUND_MASCULINE,
    SOUND_OBLIQUE,
    TAA_MARBUTA,
    THEIR,
    THEIR_DUAL,
    THEIR_FEMININE,
    WAW,
    YAA,
)

_OWNERS = (*PRONOUNS, THEIR_DUAL, THEIR_FEMININE)
_NAME_LIKE = 6  # letters: an adjective of this shape, which nothing follows in construct, is a name here
_STOPS = frozenset(".!?\u061f")
_HAMZA_BY_ITSELF = ALEF + HAMZA


def split_addressee(view: View, verb: int, form: Form, phrase: Range) -> tuple[Range, Range]:
    """The noun phrase behind a verb as its subject and its object; either may be missing."""
    first, past = phrase
    if past <= first:
        return phrase, NOWHERE
    if is_object(view, form, first) or _goes_on(view, verb, first):
        return NOWHERE, phrase
    for k in range(first + 1, past):
        if view.conjunction[k] or view.is_mark(k):
            continue
        if other_gender(view, first, k) or _begins(view, first, k):
            return (first, k - 1 if view.is_comma(k - 1) else k), (k, past)
    return phrase, NOWHERE


def _goes_on(view: View, verb: int, head: int) -> bool:
    """``أما الموفدة فقد وصفت …، وحضت القادة على``: behind a conjunction, people and bodies in general are addressed."""
    known, word = view.words, view.bare[head]
    general = word in known.addressed and word not in known.institutions and word not in known.role_nouns
    return view.conjunction[verb] == WAW and view.is_definite(head) and general and _is_inside(view, verb)


def follows_sentence(view: View, verb: int) -> bool:
    """Whether a verb that opens a sentence goes on from another one of its paragraph."""
    if verb == 0 or view.tokens[verb - 1].text not in _STOPS:
        return False
    return "\n" not in view.document.text[view.tokens[verb - 1].end : view.tokens[verb].start]


def _is_inside(view: View, verb: int) -> bool:
    """Whether a verb goes on a sentence in which another reporting verb stands before it."""
    at = verb - 1
    while at >= 0 and view.tokens[at].text not in _STOPS and view.tokens[at].end + 1 >= view.tokens[at + 1].start:
        if any(form.kind in ("perfect", "imperfect") for form in view.words.forms.get(view.bare[at], ())):
            return True
        at -= 1
    return False


def is_object(view: View, form: Form, head: int) -> bool:
    """Whether the noun behind a verb cannot be its subject: by gender, or by the case that its letters show."""
    word, known = view.bare[head], view.words
    body = word in known.institutions or word in known.bodies
    marked = view.tokens[head].text.endswith(TAA_MARBUTA) and word not in known.role_nouns and word not in known.given
    feminine = marked and (body or view.is_definite(head))
    feminine = feminine or (word.endswith(SOUND_FEMININE) and view.is_definite(head))
    masculine = form.entry.target and word in known.role_nouns and word + FEMININE in known.role_nouns
    if (form.agreement == "ms" and feminine) or (form.agreement == "fs" and masculine):
        return True
    oblique = view.is_definite(head) and word.endswith(SOUND_OBLIQUE) and word in known.addressed
    return oblique or _is_owned_object(view, head)


def _is_owned_object(view: View, head: int) -> bool:
    """``زملاءه``, ``مواطنيه``: accusatives with their owner; nominatives are written ``زملاؤه``, ``مواطنوه``."""
    written = view.tokens[head].text[len(view.conjunction[head]) :]
    for owner in _OWNERS:
        stem = written.removesuffix(owner)
        if stem == written:
            continue
        if stem.endswith(_HAMZA_BY_ITSELF):
            return True
        if stem.endswith(YAA) and fold(stem) + NOON in view.words.addressed:
            return True
    return False


def _begins(view: View, first: int, k: int) -> bool:
    """Whether a noun phrase of its own begins at token k behind the one from ``first``."""
    known, word = view.words, view.bare[k]
    plain = word.removeprefix(ARTICLE)
    named = _is_named(view, first, k)
    heads = word in known.institutions or plain in known.institutions or word in known.addressed
    if view.is_comma(k - 1):
        return heads and word not in known.role_nouns
    if not _is_closed(view, first, k - 1, named):
        return False
    if heads or word in known.quantifiers or word in known.lands:
        return True
    if view.is_definite(k) and word in known.role_nouns and view.bare[first] in known.institutions:
        return True  # «the council of elders» has a name of its own, «the president» is no part of it
    if named and (word in known.role_nouns or _is_plural_of_people(view, k)):
        return True
    if word in known.role_nouns and not view.is_definite(k) and _is_plural(view, k - 1):
        return True  # «the deputies» bear no title behind them: ``طالب النواب رئيس الوزراء``
    return named and word.endswith(ACCUSATIVE) and word[:-1] in known.addressed


def _is_plural(view: View, k: int) -> bool:
    """Whether a token is a plural of people with the article, by the list of those who are addressed or its ending."""
    word = view.bare[k]
    return view.is_definite(k) and (word in view.words.addressed or word.endswith((SOUND_MASCULINE, SOUND_FEMININE)))


def _is_plural_of_people(view: View, k: int) -> bool:
    """An oblique plural with the article (``السياسيين``), which no family name is."""
    word = view.bare[k]
    oblique = view.is_definite(k) and word.endswith(SOUND_OBLIQUE)
    return oblique and len(word) > _NAME_LIKE and word not in view.words.name_ends


def _is_closed(view: View, first: int, last: int, named: bool) -> bool:
    """Whether a phrase may end with this token: no noun waits for its second part."""
    word, known = view.bare[last], view.words
    if is_construct(view, last) or word in known.adjunct or word in known.takes_ba or word in known.says_again:
        return False
    if view.is_definite(last) or view.norm[last].endswith((HER, THEIR)):
        return True
    bare_clitic = view.norm[last][:1] in (BAA, LAAM) and view.norm[last] not in known.given
    bare_clitic = bare_clitic and (not named or known.is_attested(view.norm[last][1:]))
    heads = known.addressed | known.quantifiers | known.group_nouns | known.role_nouns
    if bare_clitic or word in heads:
        return False
    alone = last == first and (
        word in known.given | known.families or (word.endswith(NISBA) and word not in known.heads)
    )
    return named or word in known.lands or alone


def _is_named(view: View, first: int, past: int) -> bool:
    """Whether a phrase holds a full name already: a given name that opens it or follows a title, and one word more."""
    known = view.words
    for i in range(first, past - 1):
        before = i == first or view.is_definite(i - 1) or view.bare[i - 1] in known.lands or view.is_mark(i - 1)
        if before and view.bare[i] in known.given and not view.is_definite(i):
            return view.bare[i + 1] not in known.role_nouns
    plain = [i for i in range(first, past) if not view.is_definite(i) and not view.is_mark(i)]
    unknown = [i for i in plain if view.bare[i] not in known.known and not known.is_attested(view.bare[i])]
    return len(unknown) >= _NAME and unknown[-1] - unknown[-2] == 1


_NAME = 2


def agrees(view: View, form: Form, at: int) -> bool:
    """Whether the title at a token, of one woman or one man, can be the subject of a form by its gender."""
    word = view.bare[at].removeprefix(ARTICLE)
    if form.agreement not in ("ms", "fs"):
        return True
    if word in view.words.titles and not word.endswith(FEMININE):
        return form.agreement == "ms"
    woman = word.endswith(FEMININE) and word.removesuffix(FEMININE) in view.words.titles
    return not woman or form.agreement == "fs"
