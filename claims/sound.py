"""Does a name in Arabic letters sound like one in Latin letters? A graded likeness with a measured threshold.

Names are written in one coarse code of sounds (``configs/lexicons/sounds.yaml``) and compared word by word with a
weighted edit distance (Levenshtein 1966): vowels, which Arabic writes or not, cost little, consonants that stand for
one another in transliteration cost some, others all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.configuration import check_keys, shipped_yaml
from claims.languages.arabic.morphemes import ARTICLE
from claims.words import words_of

ALIKE = 0.8
"""Likeness of the least alike word from which two full names are one; ``docs/actors.md`` has the measurement."""
_LEAST_SOUNDS = 4  # consonants of a whole name below which sound alone proves nothing
_WEAK, _NEAR, _BOTH_WEAK = 0.25, 0.3, 0.15  # costs beside 1 for a consonant
_ARABIC = re.compile("[\u0621-\u06ff]")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
_DOUBLED = re.compile(r"(.)\1+")


_SECTIONS = frozenset(
    {"arabic", "arabic_digraphs", "latin_groups", "latin", "soft_c", "weak", "near", "families", "particles"}
)


@dataclass(frozen=True, slots=True)
class _Sounds:
    arabic: Mapping[str, str]
    digraphs: Mapping[str, str]
    groups: Mapping[str, str]
    group: re.Pattern[str]
    latin: Mapping[str, str]
    soft_c: re.Pattern[str]
    weak: frozenset[str]
    near: frozenset[tuple[str, str]]
    onsets: Mapping[str, str]
    particles: frozenset[str]


@cache
def _sounds() -> _Sounds:
    path = "lexicons/sounds.yaml"
    data = shipped_yaml(path)
    check_keys(path, data, _SECTIONS)
    groups = dict(data["latin_groups"])
    return _Sounds(
        arabic={letter: code for code, letters in data["arabic"].items() for letter in letters},
        digraphs=data["arabic_digraphs"],
        groups=groups,
        group=re.compile("|".join(sorted(map(re.escape, groups), key=lambda g: (-len(g), g)))),
        latin={letter: code for code, letters in data["latin"].items() for letter in letters},
        soft_c=re.compile(f"c(?=[{''.join(data['soft_c'])}])"),
        weak=frozenset(data["weak"]),
        near=frozenset((a, b) for pair in data["near"] for a, b in (pair, pair[::-1])),
        onsets={code: family[0] for family in data["families"] for code in family},
        particles=frozenset(data["particles"]),
    )


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The code of one word of a name, as written: the Arabic article left out, doubled sounds single."""
    table = _sounds()
    if _ARABIC.search(word):
        bare = _MARKS.sub("", word)
        bare = bare[2:] if bare.startswith(ARTICLE) and len(bare) > 4 else bare
        for digraph, letter in table.digraphs.items():
            bare = bare.replace(digraph, letter)
        coded = "".join(table.arabic.get(letter, "") for letter in bare)
    else:
        grouped = table.group.sub(lambda m: table.groups[m[0]].upper(), table.soft_c.sub("s", word.casefold()))
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", grouped))
        coded = "".join(c.lower() if c.isupper() else table.latin.get(c, "") for c in plain)
    return _DOUBLED.sub(r"\1", coded)


@lru_cache(maxsize=100_000)
def likeness(one: str, other: str) -> float:
    """How alike two codes are, 0 to 1: one minus the weighted edit distance over the weight of the heavier."""
    table = _sounds()
    weight = {c: _WEAK if c in table.weak else 1.0 for c in {*one, *other}}
    row = [0.0]
    for b in other:
        row.append(row[-1] + weight[b])
    heaviest, first = row[-1], 0.0
    for a in one:
        first += weight[a]
        below = [row[0] + weight[a]]
        for j, b in enumerate(other):
            below.append(min(row[j] + _swap(a, b, weight, table), row[j + 1] + weight[a], below[j] + weight[b]))
        row = below
    heaviest = max(heaviest, first)
    return 1.0 - row[-1] / heaviest if heaviest else 0.0


def _swap(a: str, b: str, weight: Mapping[str, float], table: _Sounds) -> float:
    if a == b:
        return 0.0
    if a in table.weak and b in table.weak:
        return _BOTH_WEAK
    return _NEAR if (a, b) in table.near else max(weight[a], weight[b])


def sounds_of(name: str) -> tuple[str, ...]:
    """The codes of the words of a name as written, particles left out."""
    words, particles = (word.bare for word in words_of(name)), _sounds().particles
    return tuple(code for w in words if w.casefold() not in particles and (code := sound(w)))


def name_likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """The likeness of the least alike words of two names (codes); 0 where the numbers of words differ."""
    a, b = tuple(one), tuple(other)
    return min((likeness(x, y) for x, y in zip(a, b, strict=True)), default=0.0) if len(a) == len(b) else 0.0


def onsets(codes: Iterable[str]) -> tuple[str, ...]:
    """The family of the first consonant of every word: what names that sound alike nearly always share."""
    table = _sounds()
    firsts = (next((c for c in code if c not in table.weak), "") for code in codes)
    return tuple(table.onsets.get(first, first) for first in firsts)


def sound_enough(codes: Iterable[str]) -> bool:
    """Whether a name says enough for its sound to prove anything: two words or more, and not too few consonants."""
    weak, words = _sounds().weak, tuple(codes)
    return len(words) > 1 and sum(c not in weak for code in words for c in code) >= _LEAST_SOUNDS


def sound_alike(one: str, other: str) -> bool:
    """Whether two full names, as written in Arabic and in Latin letters, sound like one."""
    a, b = sounds_of(one), sounds_of(other)
    return sound_enough(a) and sound_enough(b) and name_likeness(a, b) >= ALIKE


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """The families of the consonants of a word, in order: what a name keeps in either script."""
    table = _sounds()
    return _DOUBLED.sub(r"\1", "".join(table.onsets.get(c, c) for c in sound(word) if c not in table.weak))
