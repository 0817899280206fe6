"""Classes of cues, by the reporting lexicons: how a statement is introduced decides how hard it is to find."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from claims.languages import language
from claims.model import Lang

CueClass = Literal["verb", "participle", "noun", "adjective", "according to", "colon", "none", "not in the lexicon"]
CLASSES: tuple[CueClass, ...] = (
    "verb",
    "participle",
    "noun",
    "adjective",
    "according to",
    "colon",
    "none",
    "not in the lexicon",
)
_WORD = re.compile(r"\w[\w\u064b-\u065f'\u2019-]*")
_FORMS: dict[str, CueClass] = {"participle": "participle", "ing": "participle", "masdar": "noun", "noun": "noun"}


@lru_cache(maxsize=20_000)
def cue_class(cue: str, lang: Lang) -> CueClass:
    """The class of a cue as written: that of its first word which the lexicon of reporting words knows."""
    found = [language(lang).fold(word) for word in _WORD.findall(cue)]
    if not found:
        return "colon" if cue.strip() == ":" else "none" if not cue.strip() else "not in the lexicon"
    return _arabic(found) if lang == "ar" else _english(found)


def _arabic(words: list[str]) -> CueClass:
    from claims.attribute.arabic.lexicon import lexicon

    known = lexicon()
    openers = known.according_bare | known.according_relative | {first for first, _ in known.according_pairs}
    for word in words:
        bare = [rest for _, rest in language("ar").splits(word)]
        if any(rest in openers for rest in bare):
            return "according to"
        forms = next((known.forms[rest] for rest in bare if rest in known.forms), None)
        if forms:
            return _FORMS.get(forms[0].kind, "verb")
    return "not in the lexicon"


def _english(words: list[str]) -> CueClass:
    from claims.attribute.english.lexicon import lexicon

    known = lexicon()
    if any(tuple(words[: len(phrase)]) == phrase for phrase in known.according):
        return "according to"
    for word in words:
        kinds: Iterable[str] = (form.kind for form in known.forms.get(word, ()))
        kind = next(iter(kinds), "")
        if kind:
            return "adjective" if kind == "adjective" else _FORMS.get(kind, "verb")
    return "not in the lexicon"
