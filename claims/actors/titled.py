"""People whom the running text of an Arabic article calls by title and name, and where a source phrase goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from claims.actors.arabic_words import role_at
from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.mention import Mention
from claims.languages.arabic.morphemes import ACCUSATIVE
from claims.words import Word, has_article

_LONGEST_TITLE = 10  # words from a title's first to its bearer's name
_FULL_NAME = 2
_APART = 3  # code points between two words that a quotation mark parts, at most
_MARKS = frozenset('"\u201c\u201d\u00ab\u00bb')
_QUOTES = _MARKS | {" "}
_COMMAS = frozenset(",\u060c")
NameAt = Callable[[Sequence[Word], int], Sequence[Word]]
Read = Callable[[str, int], Mention]


def titled_people(text: str, words: Sequence[Word], name_at: NameAt, read: Read) -> list[tuple[int, int, Mention]]:
    """Titles with the name behind them: the indices of the first word and past the last, and what they say."""
    lex, i = lexicon("ar"), 0
    out: list[tuple[int, int, Mention]] = []
    while i < len(words):
        found = role_at(words, i, lex, whole=True) if words[i].key in lex.role_starts else None
        one = _titled(text, words, i, found[0], name_at, read) if found else None
        if one is None:
            i += 1
        else:
            out.append((i, *one))
            i = one[0]
    return out


def _titled(
    text: str, words: Sequence[Word], first: int, length: int, name_at: NameAt, read: Read
) -> tuple[int, Mention] | None:
    """The title at a word with its name: where the name ends, and what both say; None where no name follows."""
    lex, past = lexicon("ar"), first + length
    for j in range(first + 1, min(first + _LONGEST_TITLE, len(words))):
        name = name_at(words, j) if j >= past else ()
        if not beside(text, words, j) and not (name and _behind_comma(text, words, j)):
            return _unlisted(text, words, first, j, read) if j > past else None
        if name:
            mention = read(text[words[first].start : name[-1].end], words[first].start)
            whole = mention.kind == "person" and bool(mention.title) and mention.name[-1:] == (name[-1].key,)
            if whole:
                return j + len(name), mention
        if j >= past and not _of_title(words[j], lex):
            return None
    return None


def _unlisted(text: str, words: Sequence[Word], first: int, past: int, read: Read) -> tuple[int, Mention] | None:
    """A title with a full name whose given name no list has, where a mark closes the phrase."""
    phrase = text[words[first].start : words[past - 1].end]
    if not _MARKS.isdisjoint(phrase):
        return None
    mention = read(phrase, words[first].start)
    named = mention.kind == "person" and bool(mention.title) and len(mention.name) == _FULL_NAME
    return (past, mention) if named and mention.name[-1] == words[past - 1].key else None


def beside(text: str, words: Sequence[Word], i: int) -> bool:
    """Whether nothing but a space or a quotation mark parts a word from the one before it."""
    gap = text[words[i - 1].end : words[i].start]
    return len(gap) <= _APART and _QUOTES.issuperset(gap)


def _behind_comma(text: str, words: Sequence[Word], i: int) -> bool:
    """Whether a comma alone parts a word from the one before it."""
    gap = text[words[i - 1].end : words[i].start].strip()
    return bool(gap) and gap in _COMMAS


def _of_title(word: Word, lex: Lexicon) -> bool:
    """Whether a word may stand between a title and the name: no preposition but "in", no verb, no "that"."""
    if lex.bodies.get(word.key) == "document" or word.key in lex.pronouns:
        return False  # «the minister in a statement to …»
    if word.key.endswith(ACCUSATIVE) and word.key.removesuffix(ACCUSATIVE) in lex.bodies:
        return False  # «the president received a delegation»
    if word.key in lex.inside or word.key in lex.bodies:
        return True
    stops = word.key in lex.connectors or word.key in lex.complementisers
    stops = stops or (word.key in lex.name_stops and not word.definite)
    return not stops or (has_article(word.text) and word.key in lex.modifiers)


def completed(text: str, words: Sequence[Word], last: int, mention: Mention, name_at: NameAt, read: Read) -> Mention:
    """A source that breaks off within its name, or before it, with the words of the text that complete it.

    ``last`` is the index of its last word.
    """
    lex, after = lexicon("ar"), last + 1
    if after >= len(words) or text[words[last].end : words[after].start] != " ":
        return mention
    joint = words[last].key in lex.particles | lex.filiation and mention.name[-1:] == (words[last].key,)
    if mention.kind == "person" and joint:
        name = words[last : after + 1]
        past = after + 1
    elif mention.kind == "person" and len(mention.name) == 1 and _goes_on(text, words, last, bool(mention.title)):
        name = name_at(words, last) or words[last : after + 1]
        past = last + len(name)
    elif mention.kind == "title" and mention.text.endswith(words[last].text):
        rank = (words[last].key, words[after].key) in lex.roles
        name = name_at(words, after + rank)
        past = after + rank + len(name)
    else:
        return mention
    if not name:
        return mention
    whole = read(text[mention.start : words[past - 1].end], mention.start)
    return replace(whole, text=mention.text) if whole.kind == "person" and len(whole.name) > 1 else mention


def _goes_on(text: str, words: Sequence[Word], last: int, titled: bool) -> bool:
    """Whether a given name that ends a source has its family name behind it.

    So it is before a comma with a title, behind a title before the article or "that", and where the text has both
    words side by side once more.
    """
    lex, after = lexicon("ar"), last + 1
    if words[after].key in lex.name_stops or words[after].key in lex.connectors or after + 1 >= len(words):
        return False
    behind = text[words[after].end : words[after + 1].start].strip()
    if behind and behind in _COMMAS and role_at(words, after + 1, lex, whole=True):
        return True
    if words[last].key not in lex.given or has_article(words[last].text):
        return False
    if titled and (has_article(words[after].text) or words[after + 1].key in lex.complementisers):
        return True
    pair = (words[last].key, words[after].key)
    return sum((one.key, two.key) == pair for one, two in pairwise(words)) > 1
