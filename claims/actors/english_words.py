"""What the readers of English phrases share: articles, the head of a noun phrase, titles at a word, spelling."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claims.actors.lexicon import Lexicon, lexicon
from claims.words import Word

ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those"})
DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "this", "that", "these", "those"})
LINKS = frozenset(
    ("of", "for", "from", "in", "at", "with", "who", "that", "which", "on", "to", "close", "familiar", "by", "whose")
)
"""Words that end the head of a noun phrase and open its complement."""


def past_head(words: Sequence[Word]) -> int:
    """The index after the head noun: where "of", "for", "who" and their like begin."""
    return next((i for i, w in enumerate(words) if i and w.key in LINKS), len(words))


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
        owns = word.text.endswith("s") and after.start - word.end == len("' ")
        out += word.text.replace("\u2019", "'") + ("' " if owns else " ")
    return out + (words[-1].bare if words else "")


def label_of(text: str, start: int, words: Sequence[Word]) -> str:
    """Words as the text writes them, without a genitive at the end."""
    label = text[words[0].start - start : words[-1].end - start]
    return label[:-2] if words[-1].genitive else label
