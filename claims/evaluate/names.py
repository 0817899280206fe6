"""Whether two names are one actor's: letters folded, articles and small words left out, a part enough for the whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from claims.configuration import shipped_yaml
from claims.languages.arabic.morphemes import ALEF, ALEF_MAKSURA, ALEF_WASLA, ARTICLE, HAA, TAA_MARBUTA, TATWEEL, YAA

_SMALL = frozenset(shipped_yaml("lexicons/scoring.yaml")["small"])
_LETTERS = str.maketrans({ALEF_WASLA: ALEF, ALEF_MAKSURA: YAA, TAA_MARBUTA: HAA, TATWEEL: None})
_LEAST_WITH_ARTICLE = 5
Row = Mapping[str, Any]


def name_words(name: str) -> list[str]:
    """The folded words of a name, Arabic articles and English small words dropped."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    found = [w for w in re.findall(r"\w+", plain.translate(_LETTERS).casefold()) if w not in _SMALL]
    return [w[2:] if w.startswith(ARTICLE) and len(w) >= _LEAST_WITH_ARTICLE else w for w in found]


def same_name(one: str, other: str, others: set[str]) -> bool:
    """Whether two names are one: the same words, or one has all of the other's and a word that ``others`` lack."""
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return False
    short, long_ = (set(a), set(b)) if len(a) <= len(b) else (set(b), set(a))
    return a == b or (short <= long_ and any(w not in others for w in short))


class Actors:
    """The gold actors of an article, asked whether a prediction names one of them."""

    def __init__(self, actors: Mapping[str, Row]) -> None:
        self._actors = actors
        words = {key: {w for name in a.get("names", []) for w in name_words(name)} for key, a in actors.items()}
        self._others = {key: set().union(*(w for k, w in words.items() if k != key)) for key in actors}

    def same(self, gold: Row, said: Row, sources_meet: bool) -> bool:
        """Whether a prediction has the gold actor; an unnamed one is right where the source phrases meet."""
        key = gold.get("actor")
        actor = self._actors.get(str(key)) or {}
        own = [*actor.get("names", []), actor.get("label"), actor.get("label_ar")]
        called = [said.get("actor"), *(said.get("actor_names") or [])]
        others = self._others.get(str(key), set())
        if any(same_name(x, y, others) for x in own if x for y in called if y):
            return True
        return actor.get("kind") == "unnamed" and sources_meet
