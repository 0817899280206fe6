"""Where a content opens behind a reporting word, and what stands between: subject, adjuncts, addressee."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.attribute.arabic.lexicon import Entry
from claims.attribute.arabic.phrases import hides_a_name, is_construct, is_verbal_object, noun_phrase
from claims.attribute.arabic.view import View
from claims.languages.arabic.morphemes import (
    ACCUSATIVE,
    ARTICLE,
    BAA,
    FEMININE,
    FEMININE_NISBA,
    LAAM,
    NISBA,
    PRONOUNS,
    SOUND_FEMININE,
    TAA,
    TATWEEL,
)

_DESCRIBING = frozenset({"describe", "believe"})
_SAYING = frozenset({"inform"})  # after these a bare noun behind the preposition is seldom what is said
_MOST_VERBS = 3  # reporting verbs between a cue and its content: more are no sentence
_LONGEST_MEDIUM = 7  # tokens of a medium spoken to, with its name
REACH = 45  # tokens between a cue and its content

Frame = Literal["an", "quote", "preposition", "masdar", "object"]


@dataclass(frozen=True, slots=True)
class Opening:
    """A content begins at token ``at``; the subject is ``subject`` (token range, may be empty).

    ``near`` is True where nothing but the subject stands between cue and content.
    """

    at: int
    frame: Frame
    subject: tuple[int, int]
    near: bool
    weak: bool = False


def find_opening(view: View, cue: int, limit: int, entry: Entry) -> Opening | None:
    """The content that the cue at token ``cue`` opens before ``limit``, or None.

    The subject is what follows the cue up to its first adjunct; the first place behind it that one of the
    entry's frames allows opens the content.
    """
    first = _past_addressee(view, _past_time(view, cue + 1, limit), limit)
    takes_object = bool(entry.frames & {"masdar", "object"})
    if takes_object and first < limit and is_plain_object(view, first) and not _is_speaking_object(view, first, limit):
        return Opening(first, "masdar", (first, first), True, bool(entry.weak & {"masdar", "object"}))
    if first < limit and is_repeated_saying(view, first, entry, limit):
        return Opening(first, "masdar", (first, first), True)
    end = noun_phrase(view, first, limit, entry.frames)
    if takes_object and first < end:
        split = split_object(view, first, end, entry)
        if split is not None:
            return Opening(split, "object", (first, split), True, "object" in entry.weak)
    at = end
    stop = min(limit, cue + REACH)
    short, verbs = -1, 0
    while at < stop:
        verbs += view.bare[at] in view.words.verbs
        if (at > end and _next_report(view, at)) or verbs > _MOST_VERBS:
            return None
        frame = _frame_at(view, at, entry, first, end)
        if frame is not None:
            start = at + 1 if frame == "quote" and view.is_colon(at) else at
            if start >= limit:
                return None
            described = _described(view, at, end, entry)
            if described < at:
                return Opening(described, "object", (first, end), described <= end + 1, "object" in entry.weak)
            return Opening(start, frame, (first, end), at <= end + 1, _is_weak(view, at, frame, entry))
        if short < 0 and at in view.opens and not is_construct(view, at - 1):
            short = at
        at = _skip(view, at)
    if short >= 0 and {"an", "quote"} <= entry.frames:
        return Opening(short, "quote", (first, end), short <= end + 1)  # a few words, but nothing else is said
    return None


def _described(view: View, at: int, subject_end: int, entry: Entry) -> int:
    """``وصف X، الاثنين، العروض بأنها هزيلة``: where the thing described begins, which belongs to what is said of it."""
    if entry.act not in _DESCRIBING or not view.norm[at].startswith(BAA) or not view.is_complementiser(at):
        return at
    start = subject_end
    while start < at and (view.is_mark(start) or view.bare[start] in view.words.time_words):
        start += 1
    loose = view.bare[start] in view.words.adjunct or view.conjunction[start]
    return at if loose or start == subject_end else start


def _past_time(view: View, first: int, limit: int) -> int:
    """``أعلن اليوم الأحد الرئيس``: past the time that stands before a subject with a title."""
    at = first
    while at < limit and view.bare[at] in view.words.time_words:
        at += 1
    heads = view.words.role_nouns | view.words.institutions
    return at if at < limit and (view.bare[at] in heads or at == first) else first


def _past_addressee(view: View, first: int, limit: int) -> int:
    """``صرح لوكالة فرانس برس المتحدث باسم``: past the medium spoken to that stands before the subject."""
    words = view.words
    if first >= limit or not view.norm[first].startswith(LAAM) or not _is_medium(view, view.norm[first]):
        return first
    at = first + 1
    while at < min(limit, first + _LONGEST_MEDIUM):
        past = view.name_in_marks(at)
        subject = view.bare[at] in words.role_nouns | words.institutions or view.bare[at] in words.titles
        if subject and view.bare[at] not in words.media:
            return at
        if past == at and (view.is_mark(at) or view.is_opener(at) or view.bare[at] in words.adjunct):
            return first
        at = max(past, at + 1)
    return first


def is_repeated_saying(view: View, at: int, entry: Entry, limit: int) -> bool:
    """``جدد التأكيد أن``: a saying with the article, straight before its content, is what is done again."""
    if entry.act != "reassert" or not view.is_definite(at) or at + 1 >= limit or view.conjunction[at]:
        return False
    noun = view.bare[at].removeprefix(ARTICLE)
    sayings = [form.entry for form in view.words.forms.get(noun, ()) if form.kind == "masdar"]
    behind = view.norm[at + 1]
    return any(view.is_opener(at + 1) or behind in saying.frames or behind[:1] in saying.frames for saying in sayings)


def _is_speaking_object(view: View, first: int, limit: int) -> bool:
    """``أعلنت حملة المرشح أن``: what could be an object is the subject where a content opens straight behind it."""
    if view.words.is_propositional(view.bare[first]):
        return False
    end = noun_phrase(view, first, limit)
    return end < limit and view.is_opener(end)


def _next_report(view: View, at: int) -> bool:
    """Another reporting verb that a conjunction joins, a participle set off: what follows is its content."""
    forms = view.words.forms.get(view.bare[at], ())
    if not forms or view.bare[at] in view.words.says_again:
        return False
    if not view.conjunction[at] and not view.is_mark(at - 1):
        return False
    kinds = ("perfect", "imperfect", "participle") if view.conjunction[at] else ("participle",)
    return all(f.kind in kinds and not f.entry.homograph for f in forms)


def is_plain_object(view: View, at: int) -> bool:
    """A noun straight behind the cue that stands for a proposition, so that the subject is elsewhere or dropped."""
    word = view.bare[at]
    if (
        view.is_opener(at)
        or hides_a_name(view, at)
        or view.is_definite(at)
        or word in view.words.institutions
        or view.conjunction[at]
    ):
        return False
    return view.words.is_object_noun(word) or view.words.is_propositional(word)


def split_object(view: View, first: int, end: int, entry: Entry) -> int | None:
    """Where the object begins in ``subject object`` written without a mark between, or None.

    A noun known as an object of reporting behind a complete subject; a definite noun behind a name; a definite
    feminine noun where nothing feminine came before that it could agree with.
    """
    feminine = behind_comma = False
    for k in range(first + 1, end):
        before_feminine, feminine = feminine, feminine or _is_feminine(view, k - 1)
        if view.is_mark(k) or view.conjunction[k] or is_construct(view, k - 1):
            continue
        if (view.bare[k - 1], view.bare[k]) in view.words.joined:
            continue
        if view.words.is_object_noun(view.bare[k]):
            return k
        behind_comma = behind_comma or view.is_comma(k - 1)
        if (
            behind_comma
            or "object" not in entry.frames
            or not view.is_definite(k)
            or view.bare[k] in view.words.role_nouns
        ):
            continue
        if _behind_a_name(view, first, k) and not _is_family_name(view, k):
            return k
        described = before_feminine or _is_feminine(view, k - 1) or _describes_portfolio(view, k)
        if view.is_definite(k - 1) and _is_feminine(view, k) and not described:
            return k
        if other_gender(view, first, k):
            return k
    return None


def _is_family_name(view: View, k: int) -> bool:
    """Whether a definite word is the last part of a name: the shape of a family name, which news hardly has else."""
    return view.bare[k].endswith(NISBA) and not view.words.is_attested(view.bare[k])


def _describes_portfolio(view: View, k: int) -> bool:
    """``وزير الشؤون الاجتماعية``: an adjective of relation behind the plural of things that a title is over."""
    over = k > 1 and view.bare[k - 2] in view.words.role_nouns and not view.is_definite(k - 2)
    return over and view.bare[k].endswith(FEMININE_NISBA)


def other_gender(view: View, first: int, k: int) -> bool:
    """Whether a definite phrase ends as feminine in every word and the definite word k does not: no adjective of it."""
    if not view.is_definite(k) or view.bare[k].endswith((FEMININE, SOUND_FEMININE)):
        return False
    return all(view.bare[j].endswith((FEMININE, SOUND_FEMININE)) and view.is_definite(j) for j in range(first, k))


def _is_feminine(view: View, k: int) -> bool:
    return view.bare[k].endswith((FEMININE, SOUND_FEMININE)) or view.bare[k] in view.words.institutions


def _behind_a_name(view: View, first: int, k: int) -> bool:
    """Two words without article that are no titles stand before k: a given name and a family name."""
    names = 0
    while k - 1 - names >= first:
        at = k - 1 - names
        if view.is_mark(at) or view.is_definite(at) or is_construct(view, at) or view.conjunction[at]:
            break
        if view.norm[at][:1] in (BAA, LAAM) and view.norm[at][1:].startswith((ARTICLE, LAAM)):
            break
        names += 1
    return names >= 2


def _skip(view: View, at: int) -> int:
    """The next place to look at: a name in quotation marks and a bracket are passed over whole."""
    past = view.name_in_marks(at)
    return past if past > at else at + 1


def _frame_at(view: View, at: int, entry: Entry, first: int, subject_end: int) -> Frame | None:
    """The frame by which the content may open at token ``at``."""
    frames = entry.frames
    if view.is_opener(at):
        return "an" if "an" in frames or _baa_comp(view, at, frames) else None
    if view.is_mark(at):
        if at in view.opens and at == subject_end > first and frames & {"masdar", "object"}:
            return "object"
        return "quote" if "quote" in frames and _quote_opens(view, at, first, subject_end) else None
    if _preposition_opens(view, at, entry):
        return "preposition"
    if frames & {"masdar", "object"}:
        return _object_opens(view, at, frames, first, subject_end)
    return None


def _baa_comp(view: View, at: int, frames: frozenset[str]) -> bool:
    return BAA in frames and view.norm[at].startswith(BAA)


def _quote_opens(view: View, at: int, first: int, subject_end: int) -> bool:
    """A colon, or a quotation too long for a name, or one where no name can stand: behind a subject or a verb."""
    if view.is_colon(at):
        return at + 1 < view.count
    if at not in view.opens:
        return False
    if view.name_in_marks(at) == at or view.is_colon(at - 1):
        return True
    return at == subject_end > first or view.bare[at - 1] in view.words.says_again


def _preposition_opens(view: View, at: int, entry: Entry) -> bool:
    word, behind = view.norm[at], view.bare[at + 1] if at + 1 < view.count else ""
    if view.bare[at - 1] in view.words.preposition_not_after:
        return False
    if word in entry.frames and len(word) > 1:
        particle = view.words.particle
        if word in particle["in"] and view.is_occasion(at + 1) and behind not in particle["demonstratives"]:
            return False
        if word in particle["on"] and behind in view.words.platforms:
            return False
        return not (word in particle["to"] and behind in view.words.media)
    if not word:
        return False
    if view.words.contractions.get(word) in entry.frames - {BAA, LAAM}:
        return True
    if BAA in entry.frames and word[0] == BAA:
        return _clitic_opens(view, at, entry.act)
    if LAAM in entry.frames and word[0] == LAAM:
        return _clitic_opens(view, at) and not _is_medium(view, word)
    return False


def _is_medium(view: View, word: str) -> bool:
    rest = ARTICLE + word[2:] if word.startswith(LAAM * 2) else word[1:]
    return rest in view.words.media or rest.removeprefix(ARTICLE) in view.words.media


def _clitic_opens(view: View, at: int, act: str = "inform") -> bool:
    """The word at ``at`` carries its preposition as a clitic, and is not a longer word of that letter."""
    word = view.norm[at]
    if len(word) <= 2 or word.strip(TATWEEL) in (BAA, LAAM):
        return at + 1 in view.opens or len(word) == 1
    rest = word[1:]
    if rest in view.words.relatives and word in view.words.relatives:
        return True
    if word in view.words.known or rest in view.words.occasions:
        return False
    if rest.startswith(ARTICLE) or (word[0] == LAAM and rest.startswith(LAAM)):
        return True
    if (
        word[0] == BAA
        and len(rest) > 2
        and act not in _SAYING
        and (view.words.is_attested(rest) or view.words.is_object_noun(rest))
        and word not in view.words.takes_ba
    ):
        return True
    return view.words.is_propositional(rest) or rest in view.words.relatives


def _object_opens(view: View, at: int, frames: frozenset[str], first: int, subject_end: int) -> Frame | None:
    before = view.bare[at - 1]
    loose = before in view.words.adjunct or (before in view.words.occasions and not view.is_definite(at - 1))
    described = any(view.bare[k] in view.words.relatives for k in range(subject_end, at))
    if described and not view.is_mark(at - 1):
        return None
    if at > subject_end and loose and before not in view.words.time_words | view.words.manner:
        return None
    governed = at > subject_end and _is_governed(view, at - 1)
    noun = view.words.is_propositional(view.bare[at]) or view.words.is_object_noun(view.bare[at])
    noun = noun or (at > subject_end and _set_off(view, at) and _is_masdar(view, at))
    if noun and not governed and not view.conjunction[at] and not hides_a_name(view, at):
        return "masdar"
    if view.words.is_propositional(view.bare[at].removeprefix(ARTICLE)) and at == first == subject_end:
        return "masdar"
    if at == subject_end and is_verbal_object(view, first, at):
        return "masdar"
    placed = at - 1 > subject_end and view.bare[at - 2] in view.words.particle["in"]
    if placed and view.bare[at].removeprefix(ARTICLE) in view.words.verbal_nouns and view.is_definite(at):
        return "masdar"  # «announced in Geneva the reaching of a deal»
    return None


def _is_governed(view: View, at: int) -> bool:
    """Whether a verbal noun stands behind a preposition: it waits for what follows (``بعد محاولة تدميرها``)."""
    words, before = view.words, view.bare[at - 1]
    if at < 1 or view.is_definite(at) or not words.is_propositional(view.bare[at]) or view.bare[at] in words.occasions:
        return False
    return before in words.adjunct and before not in words.manner | words.time_words


def _set_off(view: View, at: int) -> bool:
    """Behind a mark, a definite word, a time or a manner: no name of what stands before (``لصحيفة الصباح``)."""
    words, before = view.words, view.bare[at - 1]
    if view.is_mark(at - 1) or view.is_definite(at - 1) or before in words.time_words | words.manner:
        return True
    return before in words.occasions or view.tokens[at - 1].text.endswith(PRONOUNS)


def _is_masdar(view: View, at: int) -> bool:
    return view.words.is_propositional(view.bare[at].removeprefix(ARTICLE))


def _is_weak(view: View, at: int, frame: Frame, entry: Entry) -> bool:
    if frame == "preposition":
        word = view.norm[at]
        return word in entry.weak or word[0] in entry.weak
    return frame in entry.weak


def has_needed(view: View, opening: Opening, needs: frozenset[str]) -> bool:
    """Whether one of the words stands where the content opens, without which the cue is none."""
    if not needs:
        return True
    words = {view.bare[k] for k in range(opening.at - 1, min(opening.at + 3, view.count))}
    words |= {view.norm[opening.at][1:]}
    words |= {word.removeprefix(ARTICLE) for word in words}
    return any(not needs.isdisjoint((word, word.rstrip(ACCUSATIVE), *_without_pronoun(word))) for word in words)


def _without_pronoun(word: str) -> tuple[str, ...]:
    """What a noun may be without a possessive pronoun; ``ثقتها`` is of ``ثقة``."""
    ends = (word[:-1], word[:-2])
    return (*ends, *(end[:-1] + FEMININE for end in ends if end.endswith(TAA)))
