"""What the form of an Arabic cue tells of its subject, where the attribution does not say."""

from __future__ import annotations

from functools import lru_cache

from claims.languages import language
from claims.languages.arabic.morphemes import (
    ALEF,
    FEMININE,
    MEEM,
    PERFECT_PLURAL,
    SOUND_FEMININE,
    SOUND_MASCULINE,
    SOUND_OBLIQUE,
    TAA,
)


@lru_cache(maxsize=20_000)
def cue_form(cue: str) -> str:
    """The subject's form after a cue whose subject is dropped: "ms", "fs", "mp", "d", or "" where it may be any.

    Participles and verbs are told by their endings; a prefix taa may be third person feminine or part of the stem.
    """
    word = language("ar").fold(cue.split()[0]) if cue.split() else ""
    if len(word) < 3:
        return ""
    participle = word[0] == MEEM or word[1] == ALEF
    if word.endswith(PERFECT_PLURAL):
        return "mp"
    if word.endswith((SOUND_OBLIQUE, SOUND_MASCULINE)):
        return "mp"
    if word.endswith(TAA + ALEF):
        return "d"
    if word.endswith(ALEF):
        return "ms" if participle else "d" if word[0] == ALEF and len(word) > 4 else "ms"
    if word.endswith(SOUND_FEMININE):
        return "fp" if participle else ""
    if word.endswith(FEMININE):
        return "fs" if participle else ""
    if word.endswith(TAA):
        return "fs"
    if word[0] == TAA:
        return ""
    return "ms"
