"""What the readers of Arabic phrases share: titles at a word, prefixes, agreement."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.registry import Registry
from claims.words import Word, key, readings

_TAA = "\u0647"
_SOUND_FEMININE = "\u0627\u062a"
_LL = "\u0644\u0644"
_AL = "\u0627\u0644"


def agreement(head: str) -> str:
    """How a verb agrees with a noun of this shape that is no person."""
    if head.endswith(_TAA) or head.endswith(_SOUND_FEMININE):
        return "fs"
    return "ms"


def role_at(words: Sequence[Word], i: int, lex: Lexicon, whole: bool = False) -> tuple[int, str, str] | None:
    """The longest title that starts at a word: how many words, its role, the holder's gender.

    A prefix before the very first word is allowed unless ``whole``.
    """
    for first in readings(words[i].text) if i == 0 and not whole else (words[i].key,):
        for n in range(min(lex.role_starts.get(first, 0), len(words) - i), 0, -1):
            found = lex.roles.get((first, *(w.key for w in words[i + 1 : i + n])))
            if found:
                return n, found[0], found[1]
    return None


def label_of(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def unprefixed(words: list[Word], registry: Registry, families: Collection[str]) -> list[Word]:
    """The words with a preposition before the first taken off where what is left is known, or bears the article."""
    if not words:
        return words
    first, lex = words[0], lexicon("ar")
    if first.text.startswith(_LL) and len(first.text) > 4:
        bare = _AL + first.text[2:]
        return [Word(first.start, first.end, bare, key(bare)), *words[1:]]
    options = readings(first.text)

    def known(option: str) -> bool:
        return option in lex.common or option in lex.given or option in registry.starts or option in families

    if known(options[0]) or first.key in lex.pronouns:
        return words
    for cut, option in enumerate(options[1:], start=1):
        if known(option):
            return [Word(first.start, first.end, first.text[cut:], option), *words[1:]]
    return words
