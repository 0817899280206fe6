"""Several people as one English source: shares of those asked, quantified groups, and those whom "and" joins.

«Twenty-four percent said», «All of the candidates», «Ann Field and Bo Larsk», «she and European leaders»: each is a
group by its own words, and no other group's.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.actors.closed_classes import closed_words
from claims.actors.english_people import titled_name
from claims.actors.english_words import ARTICLES, OPEN_RELATIVE, past_head, role_in
from claims.actors.lexicon import Lexicon
from claims.actors.mention import Mention
from claims.actors.phrase import LONGEST_NAME
from claims.actors.registry import Registry
from claims.words import Word

_AND = frozenset({"and"})
_OF, _HALF = "of", "half"
_SINGULAR = frozenset({"one", "another", "each", "either", "neither"})


def is_count(word: Word, lex: Lexicon) -> bool:
    """Whether a word counts: a number in figures or in words, a share, a quantifier."""
    return word.key.isdigit() or word.key in lex.numbers or word.key in lex.shares or word.key in lex.quantifiers


def read_group(text: str, start: int, parted: Sequence[Sequence[Word]], lex: Lexicon) -> Mention | None:
    """A share or a number of people by its own words: «More than half of respondents», «66%», «None»."""
    words = parted[0]
    first = 0
    while first < len(words) - 1 and words[first].key in lex.hedges:
        if is_count(words[first], lex) and not is_count(words[first + 1], lex):
            break  # «most voters»
        first += 1
    if not is_count(words[first], lex) or words[first].genitive:
        return None
    past = first
    while past < len(words) and is_count(words[past], lex):
        past += 1
    behind = words[past] if past < len(words) else None
    halved = words[past - 1].key == _HALF and behind is not None and behind.key in ARTICLES  # «half the members»
    counted = behind is None or behind.key == _OF or behind.key in OPEN_RELATIVE or halved
    if not counted or (behind is not None and behind.capital):
        return None
    single = words[first].key in _SINGULAR and past == first + 1
    if single and len(parted) > 1:  # «One of the directors, Ann Field, said»
        return None
    end = next((i for i, w in enumerate(words) if i >= past and w.key in OPEN_RELATIVE), len(words))
    last = words[end - 1].end - start
    last += text[last : last + 1] == "%"
    return Mention(
        "unnamed" if single else "group",
        text,
        start,
        name=tuple(w.key for w in words[:end]),
        label=text[:last].strip(),
        head=words[past - 1].key,
        agreement="" if single else "mp",
        unnamed="person" if single else "",
    )


def joined_until(parted: Sequence[Sequence[Word]], lex: Lexicon, registry: Registry) -> int:
    """How many segments name people or groups whom "and" joins; 0 where it joins nobody.

    Names, titles with names, a pronoun and others, ministers. Between commas stand a list of names, «Ann Field, Bo
    Larsk and Cy Dunn», or what is said of those joined.
    """
    joint = next((i for i, words in enumerate(parted) if any(w.key in _AND for w in words)), None)
    return joint + 1 if joint is not None and _joins(parted, joint, lex, registry) else 0


def _joins(parted: Sequence[Sequence[Word]], joint: int, lex: Lexicon, registry: Registry) -> bool:
    """Whether the "and" of a segment joins several."""
    last = parted[joint]
    at = next(i for i, w in enumerate(last) if w.key in _AND)
    left, right = last[:at], last[at + 1 :]
    if not right:
        return False
    if joint:
        sides = [side for side in (*parted[:joint], left, right) if side]
        return all(_is_named(side, lex, registry) for side in sides)
    if not left:
        return False
    if len(left) == 1 and left[0].key in lex.pronouns:
        return True
    if _is_named(left, lex, registry) and _is_named(right, lex, registry):
        return True
    plain = past_head(left) == len(left) and not any(w.key in closed_words() - ARTICLES for w in left)
    others = right[0].key in ARTICLES or right[0].key in lex.quantifiers
    apart = right[0].key in ARTICLES and left[0].key in ARTICLES and len(left) > 1  # «the airline and the navy»
    return (plain and others and (apart or _is_someone(left, lex))) or is_of_titles(last, lex)


def is_of_titles(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether the head noun is the plural of a title: «PBS moderators», «Germany's president and foreign ministers»."""
    head = words[past_head(words) - 1]
    head = words[-2] if len(words) > 1 and head.key in ("all", "both") else head
    return head.key.endswith("s") and (head.key[:-1],) in lex.roles and head.key not in lex.bodies


def _is_named(words: Sequence[Word], lex: Lexicon, registry: Registry) -> bool:
    """Whether words are a full name, or a title with a name."""
    title, name = titled_name(words, lex, registry)
    if not name or len(title) + len(name) < len(words) or any(w.genitive for w in name):
        return False
    if title:
        spot = role_in(title, lex)
        return title[-1].key in lex.honorifics or (spot is not None and spot[1] == len(title))
    return 1 < len(name) <= LONGEST_NAME and all(w.key not in lex.bodies and w.key not in lex.things for w in name)


def _is_someone(words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether a noun phrase without a complement is of a person: «the principal», «Trump»."""
    spot = role_in(words, lex)
    named = all(w.capital for w in words) and words[-1].key not in lex.bodies and not words[-1].genitive
    return named or (spot is not None and spot[1] == len(words))
