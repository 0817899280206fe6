"""Are two spellings one name? Spelling variants in one script, and one name in Arabic and in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from claims.words import keys, script

_CLOSE_WORD = 80.0
_SHORTEST_FUZZY = 4
_CLASSES = {
    **dict.fromkeys("\u0628\u067ebpv\u06a4\u0641f", "b"),
    **dict.fromkeys("\u062a\u062f\u0637\u0636\u0630\u062b\u0638td", "d"),
    **dict.fromkeys("\u0633\u0635\u0632\u0634scz", "s"),
    **dict.fromkeys("\u062c\u063a\u06af\u0642\u0643\u062e\u062d\u0686gjkqxh\u0647", "k"),
    **dict.fromkeys("\u0631r", "r"),
    **dict.fromkeys("\u0644l", "l"),
    **dict.fromkeys("\u0645m", "m"),
    **dict.fromkeys("\u0646n", "n"),
}
_DIGRAPHS = re.compile(r"ph|th|dh|kh|gh|sh|ch|ck|tz|ts")
_DIGRAPH_OF = {"ph": "f", "th": "t", "dh": "d", "kh": "k", "gh": "g", "sh": "s", "ch": "s", "ck": "k", "tz": "s"}
_FOREIGN_PARTICLES = frozenset({"al", "el", "bin", "ben", "ibn", "\u0628\u0646", "\u0627\u0628\u0646"})


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonant classes of a key: what survives transliteration between Arabic and Latin letters."""
    plain = _DIGRAPHS.sub(lambda m: _DIGRAPH_OF.get(m[0], "s"), word)
    out: list[str] = []
    for letter in plain:
        mapped = _CLASSES.get(letter)
        if mapped and (not out or out[-1] != mapped):
            out.append(mapped)
    return "".join(out)


def close_words(a: str, b: str) -> bool:
    """Whether two keys of one script are one word misspelt: long, with one first letter and few edits."""
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST_FUZZY or a[0] != b[0]:
        return False
    return fuzz.ratio(a, b) >= _CLOSE_WORD


def close_names(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names (key words, at least two) agree word by word, spelling variants allowed."""
    if len(a) != len(b) or len(a) < 2:
        return False
    return all(close_words(x, y) for x, y in zip(a, b, strict=True))


def same_name_across_scripts(a: str, b: str) -> bool:
    """Whether an Arabic and a Latin full name sound alike: every word's consonants agree, none is short.

    Safe for two or more words with at least three consonants each way; anything less is refused.
    """
    if script(a) == script(b):
        return close_names(keys(a), keys(b))
    first = [s for s in (skeleton(w) for w in keys(a) if w not in _FOREIGN_PARTICLES) if s]
    second = [s for s in (skeleton(w) for w in keys(b) if w not in _FOREIGN_PARTICLES) if s]
    if len(first) != len(second) or len(first) < 2 or sum(map(len, first)) < 5:
        return False
    return first == second
