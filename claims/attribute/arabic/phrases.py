"""Noun phrases of speakers: where the subject of a reporting word begins and ends.

Arabic names its speakers at length: a role with its institution, a name, an apposition behind a comma. What
ends the phrase is an adjunct (time, occasion, addressee), a complementiser, a relative clause, a verb.
"""

from __future__ import annotations

from claims.attribute.arabic.view import DASHES, View
from claims.languages.arabic.morphemes import ACCUSATIVE, ARTICLE, BAA, HAMZA, LAAM, PRONOUNS, SEEN, TAA, TAA_MARBUTA

LONGEST_PHRASE = 28
_LONGEST_NAME = 4
_SHORTEST_OWNED = 4
_FEMININE = (TAA_MARBUTA, TAA)
_OBJECTS = frozenset({"masdar", "object"})


def noun_phrase(view: View, start: int, limit: int, ends: frozenset[str] = frozenset()) -> int:
    """The token behind the noun phrase that starts at ``start`` (``start`` where none does).

    ``ends`` are the frames of the cue whose subject it is: what may open the content ends the phrase, as the
    verbal noun does in ``اعلنت واشنطن | عدم التوصل`` and in ``دعا الوزير | لتقديم``.
    """
    i = start
    limit = min(limit, start + LONGEST_PHRASE)
    while i < limit:
        past = _step(view, start, i, limit, ends)
        if past == i:
            break
        i = past
    return _trim(view, start, i)


def _step(view: View, start: int, i: int, limit: int, ends: frozenset[str]) -> int:
    """The token behind the next part of the phrase, or ``i`` where the phrase ends."""
    if view.is_mark(i):
        return _step_over_mark(view, start, i, limit)
    if _ends_phrase(view, start, i, ends):
        return i
    if i > start and not ends.isdisjoint(_OBJECTS) and (_is_object(view, i) or is_verbal_object(view, start, i)):
        return i
    if i > start + 1 and not view.conjunction[i] and follows_name(view, start, i):
        return i
    return i + 1


def follows_name(view: View, start: int, i: int) -> bool:
    """Whether a noun stands behind a full name to which it cannot belong: ``بشير الطاهري أنصاره``.

    That is a noun with its owner, an object of reporting, a verbal noun, or, behind a family name with the article,
    any word without it that is neither a name nor a title.
    """
    words, last, word = view.words, view.bare[i - 1], view.bare[i]
    two = view.bare[i - 2] in words.given and last in words.given and _is_feminine(view, i)
    if (
        not (two or _ends_name(view, start, i))
        or view.is_mark(i)
        or word in words.given
        or word in words.name_particles
    ):
        return False
    if word in words.titles or word in words.role_nouns or word in words.heads:
        return False
    if view.is_definite(i):
        return words.is_object_noun(word) or words.is_propositional(word.removeprefix(ARTICLE))
    return (
        two or view.is_definite(i - 1) or (last not in words.given and (_has_owner(view, i) or _is_feminine(view, i)))
    )


def _ends_name(view: View, start: int, past: int) -> bool:
    """Whether a given name and a family name stand before a token, as the end of a phrase from ``start``."""
    words = view.words
    for k in range(past - 2, max(start, past - _LONGEST_NAME) - 1, -1):
        if view.is_mark(k + 1) or view.conjunction[k + 1] or view.bare[k + 1] in words.heads | words.titles:
            return False
        if view.bare[k] not in words.given or view.is_definite(k) or view.bare[k] in words.takes_ba:
            continue
        begins = k == start or view.is_definite(k - 1) or view.is_mark(k - 1) or view.bare[k - 1] in words.lands
        last = view.bare[past - 1]
        family = last not in words.given | words.name_ends and view.bare[past - 2] not in words.name_particles
        if begins:
            return family
    return False


def _is_feminine(view: View, i: int) -> bool:
    """Whether a common word has the ending of a feminine verb or adjective (``بدت``, ``هادئة``)."""
    return view.tokens[i].text.endswith(_FEMININE) and view.words.is_attested(view.bare[i])


def _has_owner(view: View, i: int) -> bool:
    """Whether a common noun bears its owner (``خطابه``, ``أنصارها``)."""
    word = view.tokens[i].text
    return len(word) > _SHORTEST_OWNED and word.endswith(PRONOUNS) and view.words.is_attested(view.bare[i])


def _ends_phrase(view: View, start: int, i: int, ends: frozenset[str] = frozenset()) -> bool:
    word, bare, known = view.norm[i], view.bare[i], view.words
    if i == start and (len(bare) == 1 or _is_participle(view, i) or bare in known.passives or is_future(view, i)):
        return True
    if view.is_complementiser(i) or bare in known.relatives or bare in known.says_again:
        return True
    if bare in known.time_words and not _names_a_day_paper(view, start, i):
        return True
    if bare in known.time_heads and i + 1 < view.count and view.bare[i + 1] in known.time_tails:
        return True
    if view.tells_this_time(i):
        return True
    if bare in known.adjunct and not (i == start and bare in known.guests):
        if bare in known.particle["to"]:
            return not _is_destination(view, start, i, bare in ends)
        return bare in ends or not _is_complement(view, start, i)
    named = i > start and view.bare[i - 1] in known.takes_ba  # «in the name of the club», which may be a verb elsewhere
    if i > start and not named and (_is_verb(view, i) or (bare in known.forms and hides_a_name(view, i))):
        return True
    if i > start and (bare in known.auxiliaries or (view.conjunction[i] and bare in known.kana)):
        return True
    return _clitic_ends(view, start, i, word, ends)


def is_future(view: View, i: int) -> bool:
    """Whether a word is a known verb with the prefix of the future (``ستدفع``), which opens no noun phrase."""
    word = view.bare[i]
    return word.startswith(SEEN) and any(form.kind == "imperfect" for form in view.words.forms.get(word[1:], ()))


def _clitic_ends(view: View, start: int, i: int, word: str, ends: frozenset[str]) -> bool:
    """Whether a word with the clitic laam or baa ends the phrase: as an adjunct, an addressee, a content."""
    if len(word) <= 3:
        return word in (BAA, LAAM) and i + 1 in view.opens
    if word.startswith(LAAM):
        if LAAM in ends and _is_clitic_object(view, i):
            return True
        return _is_addressee(view, start, i) if i > start else bool(ends) and _leads_with_laam(view, i)
    if word.startswith(BAA) and word not in view.words.takes_ba:
        if BAA in ends and (_is_clitic_object(view, i) or word[1:].startswith(ARTICLE)):
            return i == start or not _straight_behind_role(view, start, i) or _is_clitic_object(view, i)
        return i > start and _is_ba_adjunct(view, start, i)
    return False


def _is_clitic_object(view: View, i: int) -> bool:
    word = view.norm[i]
    rest = word[2:] if word.startswith(LAAM * 2) else word[1:]
    if rest in view.words.institutions:
        return False
    common = word[0] == BAA and len(rest) > 2 and not rest.startswith(ARTICLE)
    common = common and (view.words.is_attested(rest) or view.words.is_object_noun(rest))
    return common or view.words.is_propositional(rest.removeprefix(ARTICLE))


def _straight_behind_role(view: View, start: int, i: int) -> bool:
    return any(view.bare[k] in view.words.role_nouns for k in range(max(start, i - 2), i))


def _names_a_day_paper(view: View, start: int, i: int) -> bool:
    """``صحيفة اليوم``: a time word as a name, straight behind an institution."""
    return i > start and view.bare[i - 1] in view.words.media and view.is_definite(i)


def _is_complement(view: View, start: int, i: int) -> bool:
    """A preposition that belongs to the title before it: ``مسؤول بارز في الخارجية``, ``عدد من النواب``."""
    word = view.bare[i]
    if i == start or i + 1 >= view.count or view.conjunction[i]:
        return False
    if view.bare[i - 1] in view.words.takes_preposition:
        return True
    if view.is_occasion(i + 1) or view.bare[i + 1] in view.words.time_words:
        return False
    near = [view.bare[k] for k in range(max(start, i - 3), i)]
    near[0] = near[0].removesuffix(ACCUSATIVE) if near[0] not in view.words.role_nouns else near[0]
    roles = view.words.role_nouns
    particle = view.words.particle
    if word in particle["from"]:
        return any(n in view.words.group_nouns for n in near[-2:]) or near[-1] in roles
    if word in particle["in"] or word in particle["at"] or word in particle["about"]:
        return any(n in roles for n in near) and not _named_already(view, start, i)
    return word in particle["on"] and near[-1] in roles


def _is_destination(view: View, start: int, i: int, content_may_open: bool) -> bool:
    """``مبعوث الأمم المتحدة إلى اليمن``: where the bearer of a title is sent, by whom it is followed.

    Where the cue takes the same preposition, the place is its complement only if another one follows
    (``دعا المبعوث الأممي إلى سوريا الأطراف إلى …``).
    """
    sent = any(view.bare[k].removeprefix(ARTICLE) in view.words.sent for k in range(start, i))
    if not sent or i + 1 >= view.count or view.conjunction[i] or _named_already(view, start, i):
        return False
    if view.is_mark(i + 1) or view.is_occasion(i + 1) or view.bare[i + 1].removeprefix(ARTICLE) in view.words.addressed:
        return False
    if not content_may_open:
        return True
    again = any(view.bare[k] == view.bare[i] for k in range(i + 2, min(start + LONGEST_PHRASE, view.count)))
    return again and view.bare[i + 1] in view.words.lands


def _named_already(view: View, start: int, i: int) -> bool:
    """Two words without article behind the last role noun look like a name: what follows is an adjunct."""
    plain = 0
    for k in range(i - 1, start - 1, -1):
        if view.bare[k] in view.words.role_nouns:
            break
        if view.is_definite(k) or view.is_mark(k):
            break
        plain += 1
    return plain >= 2


def _is_verb(view: View, i: int) -> bool:
    """A reporting verb or participle that cannot be a noun of the phrase."""
    if view.bare[i] in view.words.kana or view.bare[i] in view.words.negators:
        return True
    return any(
        form.kind in ("perfect", "imperfect", "participle") and not form.entry.document_only
        for form in view.words.forms.get(view.bare[i], ())
    ) and not any(form.kind in ("masdar", "noun") for form in view.words.forms.get(view.bare[i], ()))


def _is_participle(view: View, i: int) -> bool:
    """``اضاف متسائلا``: how it was said, not who said it."""
    forms = view.words.forms.get(view.bare[i], ())
    return view.bare[i] not in view.words.role_nouns and bool(forms) and all(f.kind == "participle" for f in forms)


def hides_a_name(view: View, at: int) -> bool:
    """``عدم نشر اسمه``: what an unnamed source asks of the reporter is no claim."""
    return view.anonymous[min(at + 5, view.count)] > view.anonymous[min(at, view.count)]


def _is_addressee(view: View, start: int, i: int) -> bool:
    """``قال كيري للصحافيين`` against ``المدير التنفيذي لوكالة``: media are addressees, unless a title takes them."""
    word = view.norm[i]
    rest = ARTICLE + word[2:] if word.startswith(LAAM * 2) else word[1:]
    if rest not in view.words.media and rest.removeprefix(ARTICLE) not in view.words.media and i + 1 not in view.opens:
        return False
    if i - 1 > start and view.is_definite(i - 1) and view.bare[i - 2] in view.words.institutions:
        return view.bare[i - 1] in view.words.institutions  # «the national union of journalists»
    return view.bare[i - 1] not in view.words.takes_laam or _named_already(view, start, i)


def _leads_with_laam(view: View, i: int) -> bool:
    """``صرح لبعض زواره``, ``قال للصحافيين``: no subject begins with the preposition."""
    word, words = view.norm[i], view.words
    rest = word[1:]
    if word.startswith(LAAM * 2) or _is_dative(view, i):
        return True
    return word not in words.known and any(
        rest in nouns for nouns in (words.group_nouns, words.role_nouns, words.media, words.quantifiers)
    )


def _is_dative(view: View, at: int) -> bool:
    """``لعملائه``, ``لأنصارها``: the preposition before people with their owner, which no subject bears.

    An owner puts a final hamza on a seat: ``عملاء``, ``عملائها``.
    """
    word = view.norm[at]
    if not word.startswith(LAAM) or word in view.words.known:
        return False
    stems = [word[1:].removesuffix(owner) for owner in PRONOUNS if word.endswith(owner)]
    return any(stem in view.words.addressed or stem[:-1] + HAMZA in view.words.addressed for stem in stems)


def _is_ba_adjunct(view: View, start: int, i: int) -> bool:
    """A word with the clitic baa: a complement straight behind a role (``النائب بمجلس``), an adjunct elsewhere."""
    rest = view.norm[i][1:]
    if not (rest.startswith(ARTICLE) or rest in view.words.known or view.words.is_propositional(rest)):
        return False  # a word that begins with the letter
    return not _straight_behind_role(view, start, i)


def _is_object(view: View, i: int) -> bool:
    """A noun for a proposition behind a complete subject: not in construct with the noun before it."""
    if view.is_definite(i) or not view.words.is_propositional(view.bare[i]) or view.conjunction[i]:
        return False
    return not is_construct(view, i - 1)


def is_verbal_object(view: View, start: int, i: int) -> bool:
    """``أكد ياسر الحدادي التوصل``: a verbal noun with the article is no part of a whole phrase.

    That is one with a full name, or one that ends in a definite word: no adjective has such a shape.
    """
    bare = view.bare[i].removeprefix(ARTICLE)
    if not view.is_definite(i) or view.conjunction[i] or not view.words.is_propositional(bare) or i <= start:
        return False
    if view.is_definite(i - 1) and not view.is_mark(i - 1):
        return bare in view.words.verbal_nouns
    for k in range(max(start, i - _LONGEST_NAME), i - 1):
        if view.bare[k] in view.words.given and not view.is_definite(k):
            return not any(view.bare[j] in view.words.heads or view.is_mark(j) for j in range(k + 1, i))
    return False


def is_construct(view: View, i: int) -> bool:
    """Whether token i is a noun that waits for its second part (``وزير``, ``لحزب``, ``في``)."""
    word = view.bare[i]
    heads = view.words.heads
    if word in heads:
        return not view.is_definite(i)
    return word[:1] in (BAA, LAAM) and word[1:] in heads


def _step_over_mark(view: View, start: int, i: int, limit: int) -> int:
    """A comma before an apposition, a bracket, a name in quotation marks; everything else ends the phrase."""
    text = view.tokens[i].text
    if text == "(" and i > start:
        return _past_bracket(view, i, limit)
    if i in view.opens and (i == start or _takes_a_name(view, start, i)):
        return view.name_in_marks(i) if view.name_in_marks(i) < limit else i
    if view.is_comma(i) and start < i < limit - 1:
        return _apposition(view, start, i + 1, limit) or i
    return i + 1 if text in DASHES and view.tokens[i - 1].end == view.tokens[i].start else i


def _takes_a_name(view: View, start: int, i: int) -> bool:
    """Whether what stands in quotation marks at i is the name of an institution or medium just before it."""
    heads = view.words.institutions | view.words.media
    return (
        is_construct(view, i - 1)
        or view.bare[i - 1] in view.words.takes_ba
        or any(
            view.bare[k].removeprefix(ARTICLE) in heads or view.bare[k] in heads
            for k in range(max(start, i - _NAMED), i)
        )
    )


def _past_bracket(view: View, i: int, limit: int) -> int:
    for k in range(i + 1, min(i + 8, limit)):
        if view.tokens[k].text == ")":
            return k + 1
    return i


def _apposition(view: View, start: int, first: int, limit: int) -> int | None:
    """The first token behind the comma where a title or a name follows, else None."""
    if view.is_mark(first) or _ends_phrase(view, start, first) or view.conjunction[first]:
        return None
    if view.bare[first] in view.words.role_nouns or _describes_body(view, start, first, limit):
        return first
    if not any(view.bare[k] in view.words.role_nouns for k in range(start, first)):
        return None
    if any(view.is_comma(k) for k in range(start, first - 1)):
        return None  # the name has had its comma: what follows is no part of it
    if view.words.forms.get(view.bare[first]) or view.words.is_propositional(view.bare[first]):
        return None
    past = first
    while past < limit and not view.is_mark(past) and not _ends_phrase(view, start, past):
        if past > first and view.words.is_object_noun(view.bare[past]) and not view.is_definite(past):
            break
        past += 1
    return first if past - first <= _NAME_WORDS else None


def _describes_body(view: View, start: int, first: int, limit: int) -> bool:
    """``كتائب النصر، الجناح العسكري لحركة الفجر، …``: a definite phrase between commas behind a body or a country."""
    words = view.words
    body = view.bare[start] in words.institutions | words.bodies | words.lands
    if not body or not view.is_definite(first) or any(view.is_comma(k) for k in range(start, first - 1)):
        return False
    for k in range(first, min(first + _LONGEST_DESCRIPTION, limit)):
        if view.is_comma(k):
            return k > first + 1
        object_noun = words.is_object_noun(view.bare[k]) or words.is_propositional(view.bare[k].removeprefix(ARTICLE))
        if view.is_mark(k) or _ends_phrase(view, start, k) or object_noun:
            return False
    return False


_NAME_WORDS = 5
_LONGEST_DESCRIPTION = 8
_NAMED = 4  # words between an institution and its name in quotation marks


def _trim(view: View, start: int, past: int) -> int:
    """Drop marks and loose words at the end of a phrase."""
    while past > start and (
        (view.is_mark(past - 1) and view.tokens[past - 1].text not in ')"\u00bb\u201d')
        or view.bare[past - 1] in view.words.fronted
        or view.bare[past - 1] in view.words.adjunct
        or (len(view.bare[past - 1]) == 1 and not view.is_mark(past - 1))
    ):
        past -= 1
    return past
