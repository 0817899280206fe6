"""What the readers of English phrases share: articles, the head of a noun phrase, titles at a word, spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.actors.closed_classes import prepositions
from claims.actors.lexicon import Lexicon, lexicon
from claims.words import Word

ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those"})
DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "this", "that", "these", "those"})
LINKS = frozenset(
    ("of", "for", "from", "in", "at", "with", "who", "that", "which", "on", "to", "close", "familiar", "by", "whose")
)
"""Words that end the head of a noun phrase and open its complement."""
OPEN_RELATIVE = frozenset({"who", "whose", "which"})
"""Words that open a relative clause behind somebody."""


PARTY = re.compile(r"\s*(?:\(\s*[DRI](?:-[A-Z][\w. ]*)?\s*\)|,\s*[DRI]-[A-Z][\w.]*(?: [A-Z][\w.]*)?(?=,|$))")
"""The party and the state behind the name of a politician: «(R-Texas)», «(D)», «, I-Vt.,»."""
_LONGEST_INITIAL = 2
_GROUP = 3  # digits behind the comma of a number


def past_head(words: Sequence[Word]) -> int:
    """The index after the head noun: where "of", "for", "who" and their like begin, or another preposition."""
    links = (i for i, w in enumerate(words) if i and (w.key in LINKS or (not w.capital and w.key in prepositions())))
    return next((i for i in links if not joins_name(words, i)), len(words))


def joins_name(words: Sequence[Word], i: int) -> bool:
    """Whether "of" stands inside a name before the head: «the Bank of England's governor», «Bank of Japan Governor»."""
    lex = lexicon("en")
    if words[i].key not in ("of", "for") or i + 2 >= len(words) or not (words[i - 1].capital and words[i + 1].capital):
        return False
    if role_in(words[:i], lex) is not None:
        return False
    past = i + 1
    while past < len(words) - 1 and words[past].capital and not words[past].genitive:
        past += 1
        if words[past].key in lex.role_starts:
            return True
    return words[past].genitive and past + 1 < len(words)


def main_role(words: Sequence[Word], lex: Lexicon) -> tuple[int, int, str] | None:
    """The title that heads a noun phrase, none inside its complement: «director under President Clinton».

    A title that has a complement of its own is whole: «chief of staff».
    """
    spot = role_in(words[: past_head(words)], lex)
    if spot is None:
        return role_in(words, lex)
    first, past, role = spot
    for n in range(lex.role_starts.get(words[first].key, 0), past - first, -1):
        found = lex.roles.get(tuple(w.key for w in words[first : first + n]))
        if found:
            return first, first + n, found[0]
    return first, past, role


def is_acronym(word: Word) -> bool:
    """Whether a word is written in capitals and is no initials of a given name: «SEAL», not «J.D.»."""
    return len(word.text) > _LONGEST_INITIAL and word.text.isupper()


def past_label(words: Sequence[Word], lex: Lexicon) -> int:
    """Where a person's name begins in a run of capitals: behind an acronym, an outlet, a genitive; two words at least.

    «Navy SEAL Chris Kyle», «Fox News' Jenna Lee», «CNN's Jake Tapper»; a run that is all in capitals has none.
    """
    if all(w.text.isupper() for w in words):
        return 0
    ends = (
        i + 1
        for i, (word, after) in enumerate(pairwise(words[:-1]))
        if is_acronym(word) or word.genitive or word.key in lex.mastheads or _owns(word, after)
    )
    return max(ends, default=0)


def _owns(word: Word, after: Word) -> bool:
    """Whether a plural has a genitive's mark behind it: «Politics' »."""
    return word.text.endswith("s") and after.start - word.end == len("' ") and word.key not in lexicon("en").honorifics


def head_of(words: Sequence[Word]) -> Word:
    """The head noun of a noun phrase."""
    return words[past_head(words) - 1]


def hyphened(words: Sequence[Word], text: str, start: int, lex: Lexicon) -> list[Word]:
    """The words, what a hyphen joins to the second capital of a name counted as one too (Park Geun-hye)."""
    out: list[Word] = []
    for word in words:
        named = all(w.capital and w.key not in lex.common and w.key not in ARTICLES for w in out[-2:]) and len(out) > 1
        if named and text[out[-1].end - start : word.start - start] == "-" and not word.key.endswith("ed"):
            word = word._replace(text=word.text.capitalize())
        out.append(word)
    return out


def ends_in_role(words: Sequence[Word]) -> bool:
    """Whether the noun phrase that words begin has a title for its head: «head of the mission», no clause behind it."""
    spot = role_in(words[: past_head(words)], lexicon("en")) if words else None
    return spot is not None and spot[1] == past_head(words)


def role_in(words: Sequence[Word], lex: Lexicon) -> tuple[int, int, str] | None:
    """The last title in a noun phrase: where it begins and ends, and its role."""
    for i in range(len(words) - 1, -1, -1):
        for n in range(min(lex.role_starts.get(words[i].key, 0), len(words) - i), 0, -1):
            found = lex.roles.get(tuple(w.key for w in words[i : i + n]))
            if not found:
                continue
            back = i
            while back:
                wider = lex.roles.get(tuple(w.key for w in words[back - 1 : i + n]))
                if not wider:
                    break
                back, found = back - 1, wider
            return back, i + n, found[0]
    return None


def joined(words: Sequence[Word]) -> str:
    """The words of a body's name in one spelling: straight apostrophes, and no genitive at the end."""
    out = ""
    for word, after in pairwise(words):
        if word.key.isdigit() and after.key.isdigit() and len(after.key) == _GROUP:  # «2,500 workers»
            out += word.text + ","
            continue
        out += word.text.replace("\u2019", "'") + ("' " if _owns(word, after) else " ")
    return out + (words[-1].bare if words else "")


def label_of(text: str, start: int, words: Sequence[Word]) -> str:
    """Words as the text writes them, without a genitive at the end."""
    label = text[words[0].start - start : words[-1].end - start]
    return label[:-2] if words[-1].genitive else label
