"""«According to»: the source follows the cue, the content stands before or behind; and colon headlines."""

from __future__ import annotations

from claims.attribute.arabic.cue import Cue
from claims.attribute.arabic.lexicon import Entry, Form
from claims.attribute.arabic.phrases import noun_phrase
from claims.attribute.arabic.view import View
from claims.languages.arabic.morphemes import ARTICLE, LAAM, PRONOUNS

_COLON = Form(Entry(":", "inform", "CT+", frozenset(), frozenset(), frozenset(), False, False), "noun", "")


def is_tag(view: View, i: int) -> int:
    """The token behind a trailing tag (``وفق تعبيره``, ``على حد قوله``) at i, else i."""
    past = _past_cue(view, i)
    if i < past < view.count and (view.norm[past] in view.words.tags or _possessed_saying(view, past)):
        return past + 1
    if view.norm[i] in view.words.particle["on"] and i + 2 < view.count and view.norm[i + 2] in view.words.tags:
        return i + 3
    return i


def cites(view: View, i: int, past: int) -> bool:
    """Whether a phrase begins at i that names whose words they are (``وفق ما جاء في بيان``, ``بحسب الوزير``)."""
    behind = _past_cue(view, i)
    if behind == i or behind >= past:
        return False
    if view.norm[behind] in view.words.according_relative:
        return behind + 1 < past and _says(view, behind + 1)
    return _is_speaker(view, behind)


def _possessed_saying(view: View, i: int) -> bool:
    """A verbal noun with a pronoun (``بحسب ترجيحه``)."""
    word = view.norm[i]
    stems = [word[: -len(p)] for p in PRONOUNS if word.endswith(p)]
    return any(f.kind == "masdar" for stem in stems for f in view.words.forms.get(stem, ()))


def _past_cue(view: View, i: int) -> int:
    """The token behind ``بحسب`` or ``وفقا ل`` (the clitic stays on the next word) at i, else i."""
    if view.bare[i] not in view.words.according_heads and view.norm[i] not in view.words.according_heads:
        return i
    if view.bare[i] in view.words.according_bare:
        return i + 1
    if _is_relative_pair(view, i):
        return i + 2
    for head, preposition in view.words.according_pairs:
        if view.bare[i] != head or i + 1 >= view.count:
            continue
        behind = view.norm[i + 1]
        if behind == preposition and len(preposition) > 1:
            return i + 2
        if len(preposition) == 1 and behind.startswith(preposition):
            return i + 1
    return i


def _is_relative_pair(view: View, i: int) -> bool:
    return i + 1 < view.count and (view.norm[i], view.norm[i + 1]) in view.words.according_relative_pairs


def find_according(view: View, first: int, past: int, taken: list[Cue]) -> list[Cue]:
    """The «according to» cues of a unit that carry a sentence of their own."""
    out: list[Cue] = []
    i = first
    while i < past:
        cue = None if view.quote[i] >= 0 else _according_at(view, i, first, past, taken)
        if cue is not None:
            out.append(cue)
            i = max(i + 1, cue.subject[1])
        else:
            i += 1
    return out


def _according_at(view: View, i: int, first: int, past: int, taken: list[Cue]) -> Cue | None:
    behind = _past_cue(view, i)
    if behind == i or behind >= past or view.norm[behind] in view.words.tags:
        return None
    relative = view.norm[behind] in view.words.according_relative or _is_relative_pair(view, i)
    behind = behind - 1 if _is_relative_pair(view, i) else behind
    cue_end = behind
    if relative:
        verb = behind + 1
        while verb < past and view.bare[verb] in view.words.auxiliaries:
            verb += 1
        if verb >= past or not _says(view, verb):
            return None
        cue_end = verb + 1
        subject = _after_relative(view, cue_end, past)
    else:
        subject = (behind, noun_phrase(view, behind, past))
        if subject[0] == subject[1] or not _is_speaker(view, subject[0]):
            return None
    content = _content_around(view, i, subject[1], first, past)
    if content is None:  # what stands behind a comma is no apposition but what is said
        subject = subject[0], next((k for k in range(*subject) if view.is_comma(k)), subject[1])
        content = _content_around(view, i, subject[1], first, past)
    if content is None or _is_covered(taken, content, i):
        return None
    return Cue(
        (i, cue_end), view.words.according, "according", content[0], "according", subject, boundary=i, content=content
    )


def _says(view: View, i: int) -> bool:
    word = view.bare[i]
    stripped = (word, word[:-1], word[:-2])
    return any(f.kind == "perfect" for w in stripped for f in view.words.forms.get(w, ()))


def _after_relative(view: View, at: int, past: int) -> tuple[int, int]:
    """The speaker of ``وفق ما أفاد به X``; empty where the verb stands alone."""
    loose = view.words.adjunct | view.words.time_words
    while at < past and (len(view.norm[at]) <= 2 or view.bare[at] in loose):
        at += 1
    if at < past and view.norm[at][:1] == LAAM and noun_phrase(view, at, past) - at > 1:
        for role in range(at + 1, min(at + 7, past)):  # an addressee stands before the speaker
            if view.bare[role] in view.words.role_nouns:
                return role, noun_phrase(view, role, past)
    return at, noun_phrase(view, at, past)


def _is_speaker(view: View, i: int) -> bool:
    word = view.norm[i]
    variants = {word, word.removeprefix(LAAM), ARTICLE + word.removeprefix(LAAM * 2), view.bare[i]}
    if variants & view.words.not_speakers or view.tokens[i].text[:1].isdigit():
        return False
    plain = {v.removeprefix(ARTICLE) for v in variants}
    if plain & view.words.documents:
        return True
    return not any(view.words.is_propositional(v) for v in plain if v)


def _content_around(view: View, i: int, source_end: int, first: int, past: int) -> tuple[int, int] | None:
    """The clause before the cue where there is one, else the clause behind the source."""
    before = i
    while before > first and view.is_mark(before - 1):
        before -= 1
    if before - first >= 3:
        return first, before
    after = source_end
    while after < past and view.is_mark(after) and after not in view.opens:
        after += 1
    end = past
    while end > after and view.tokens[end - 1].text in ".!?\u061f":
        end -= 1
    return (after, end) if end - after >= 3 else None


def _is_covered(taken: list[Cue], content: tuple[int, int], i: int) -> bool:
    """A clause that already has its cue gets no second one."""
    return any(cue.role != "nested" and content[0] <= cue.at[0] < content[1] for cue in taken) or any(
        cue.at[0] < i for cue in taken if cue.opens >= content[1]
    )


def find_colon(view: View, first: int, past: int) -> Cue | None:
    """``بوتين: لن ننسحب`` at the start of a paragraph: a short speaker, a colon, the words."""
    starts = {span[0] for span in view.document.paragraphs}
    if view.tokens[first].start not in starts:
        return None
    for i in range(first + 1, min(past - 2, first + view.words.before_colon + 1)):
        if view.is_colon(i):
            end = noun_phrase(view, first, i)
            told = any(c.isalpha() for k in range(first, i) for c in view.tokens[k].text)
            if end != i or not told or any(view.words.forms.get(view.bare[k]) for k in range(first, i)):
                return None
            return Cue((i, i + 1), _COLON, "colon", i + 1, "quote", (first, i), boundary=first)
        if view.is_mark(i):
            return None
    return None
