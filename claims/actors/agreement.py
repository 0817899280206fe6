"""What the form of an Arabic cue tells of its subject, where the attribution does not say."""

from __future__ import annotations

from functools import lru_cache

from claims.languages import language

_MEEM, _YAA, _TAA, _NOON, _ALEF = "\u0645", "\u064a", "\u062a", "\u0646", "\u0627"
_HAA = "\u0647"  # taa marbuta, folded


@lru_cache(maxsize=20_000)
def cue_form(cue: str) -> str:
    """The subject's form after a cue whose subject is dropped: "ms", "fs", "mp", "d", or "" where it may be any.

    Participles and verbs are told by their endings; a prefix taa may be third person feminine or part of the stem.
    """
    word = language("ar").fold(cue.split()[0]) if cue.split() else ""
    if len(word) < 3:
        return ""
    participle = word[0] == _MEEM or word[1] == _ALEF
    if word.endswith("\u0648\u0627"):
        return "mp"
    if word.endswith((_YAA + _NOON, "\u0648\u0646")):
        return "mp"
    if word.endswith(_TAA + _ALEF):
        return "d"
    if word.endswith(_ALEF):
        return "ms" if participle else "d" if word[0] == _ALEF and len(word) > 4 else "ms"
    if word.endswith(_ALEF + _TAA):
        return "fp" if participle else ""
    if word.endswith(_HAA):
        return "fs" if participle else ""
    if word.endswith(_TAA):
        return "fs"
    if word[0] == _TAA:
        return ""
    return "ms"
