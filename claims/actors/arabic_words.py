"""What the readers of Arabic phrases share: titles at a word, prefixes, agreement."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.registry import Registry
from claims.languages.arabic.morphemes import (
    ARTICLE,
    ARTICLE_AFTER_LAAM,
    FEMININE,
    FEMININE_NISBA,
    HER,
    HIS,
    KAAF,
    LAAM,
    NISBA,
    SOUND_FEMININE,
    TAA,
    THEIR,
    THEIR_DUAL,
    THEIR_FEMININE,
)
from claims.words import Word, key, readings

_OWNERS = (THEIR_DUAL, HER, THEIR, THEIR_FEMININE, HIS)  # the longest first
OWNER_FORMS = ((HER, "fs"), (THEIR, "mp"), (HIS, "ms"))
"""Pronouns of owners with the form of whom they point back to."""
_CONSTRUCTS = frozenset({"vice-president", "deputy-prime-minister", "deputy-minister"})
"""Roles whose first noun bears no article: ``النائب رئيس اللجنة`` is a deputy who chairs."""
_RELATION = (NISBA, FEMININE_NISBA)
_SHORTEST_ADJECTIVE = 2


def agreement(head: str) -> str:
    """How a verb agrees with a noun of this shape that is no person."""
    if head.endswith(FEMININE) or head.endswith(SOUND_FEMININE):
        return "fs"
    return "ms"


def role_at(words: Sequence[Word], i: int, lex: Lexicon, whole: bool = False) -> tuple[int, str, str] | None:
    """The longest title that starts at a word: how many words, its role, the holder's gender.

    A prefix before the very first word is allowed unless ``whole``.
    """
    for first in readings(words[i].text) if i == 0 and not whole else (words[i].key,):
        for n in range(min(lex.role_starts.get(first, 0), len(words) - i), 0, -1):
            found = lex.roles.get((first, *(w.key for w in words[i + 1 : i + n])))
            if found and not (n > 1 and found[0] in _CONSTRUCTS and words[i].definite and not words[i + 1].definite):
                return n, found[0], found[1]
    return None


def owned_title(word: Word, lex: Lexicon) -> Word | None:
    """A word that may open a title, without its owner ("its head"), which makes it definite; None for other words."""
    folded = word.folded
    if word.definite or word.key in lex.given:
        return None
    for owner in _OWNERS:
        if not word.text.endswith(owner) or len(folded) <= len(owner) + 2:
            continue
        stem = folded.removesuffix(owner)
        stem = stem[:-1] + FEMININE if stem.endswith(TAA) and stem not in lex.role_starts else stem
        if stem in lex.role_starts:
            return Word(word.start, word.end, ARTICLE + stem, stem)
    return None


def is_addressed(word: Word, lex: Lexicon) -> bool:
    """Whether a word is the preposition with a medium, to which somebody speaks («to the radio»)."""
    return word.text.startswith(LAAM) and any(lex.bodies.get(one) == "outlet" for one in readings(word.text)[1:])


def is_adjective(word: Word) -> bool:
    """Whether a word with the article has the shape of an adjective of relation (``البحري``, ``المغربية``)."""
    return word.definite and word.key.endswith(_RELATION) and len(word.key) > _SHORTEST_ADJECTIVE


def is_feminine(word: Word) -> bool:
    """Whether a noun or an adjective shows a feminine ending."""
    return word.key.endswith((FEMININE, SOUND_FEMININE))


def owned_stem(word: Word, nouns: Container[str]) -> str:
    """The noun of a list that a word is, with its owner behind it (``نظيرته``); empty where it is none."""
    for owner in _OWNERS:
        stem = word.folded.removesuffix(owner)
        if stem != word.folded:
            for noun in (stem, stem.removesuffix(TAA)):
                if noun in nouns:
                    return noun
    return ""


def is_family(words: Sequence[Word], first: int, i: int, lex: Lexicon) -> bool:
    """Whether a definite title word ends a name (Lamia al-Qadi): it stands behind given names and has no complement."""
    if not words[i].text.startswith(ARTICLE) or i <= first:
        return False
    if any(w.key not in lex.given and w.key not in lex.particles for w in words[first:i]):
        return False
    title = role_at(words, i, lex)
    if title is not None and title[0] > 1:
        return False
    after = words[i + 1] if i + 1 < len(words) else None
    return (
        after is None
        or after.key in lex.relatives
        or not (
            (after.definite and not after.text.startswith(ARTICLE_AFTER_LAAM))
            or after.key in lex.connectors
            or after.key in lex.modifiers
            or after.key in lex.given
            or after.key in lex.particles
        )
    )


def label_of(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)


def unprefixed(words: list[Word], registry: Registry, families: Collection[str]) -> list[Word]:
    """The words with a preposition before the first taken off where what is left is known, or bears the article."""
    if not words:
        return words
    first, lex = words[0], lexicon("ar")
    if first.text.startswith(ARTICLE_AFTER_LAAM) and len(first.text) > 4:
        bare = ARTICLE + first.text[2:]
        return [Word(first.start, first.end, bare, key(bare)), *words[1:]]
    options = readings(first.text)

    def known(option: str) -> bool:
        return option in lex.common or option in lex.given or option in registry.starts or option in families

    if known(options[0]) or first.key in lex.pronouns:
        return words
    for cut, option in enumerate(options[1:], start=1):
        if first.text[cut - 1] == KAAF:
            break  # "as", which no speaker follows
        if known(option):
            return [Word(first.start, first.end, first.text[cut:], option), *words[1:]]
    return words
