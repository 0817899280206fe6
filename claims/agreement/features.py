"""What is seen of a pair of headlines: a dense vector, and names of what stands alone or against another.

The dense part measures how much is shared and in what order; the named part tells which words are not, alone and
crossed. Both are functions of the pair alone.
"""

from __future__ import annotations

import itertools
import zlib
from functools import lru_cache

from claims.agreement.align import substitutions
from claims.agreement.meanings import NUMBER
from claims.agreement.pairs import Pair
from claims.agreement.senses import NAMES, senses
from claims.agreement.words import Word
from claims.languages.arabic.morphemes import TAA, YAA

BITS = 17
"""Named features are hashed to ``2 ** BITS`` columns."""

DENSE = [
    "words_1",
    "words_2",
    "difference",
    "matched",
    "share_1",
    "share_2",
    "likeness",
    "content_share_1",
    "content_share_2",
    "alone_1",
    "alone_2",
    "alone_least",
    "alone_most",
    "alone_long_1",
    "alone_long_2",
    "exact_share",
    "stem_share",
    "root_share",
    "like_share",
    "in_order",
    "longest_run",
    "first_aligned",
    "first_to_place",
    "last_aligned",
    "same_first",
    "substitutions",
    "substitution_1",
    "substitution_2",
    "substitution_single",
    "single_of_all",
    "substituted_country",
    "prefix",
    "suffix",
    "covered_by_edges",
    "numbers_1",
    "numbers_2",
    "numbers_shared",
    "numbers_against",
    "country_1",
    "country_2",
    "countries_against",
    "negation_1",
    "negation_2",
    "negation_alone_1",
    "negation_alone_2",
    "negation_parity",
    "question_1",
    "question_2",
    "opposed",
    "opposed_alone",
    "same_pole",
    "same_pole_alone",
    "pole_1",
    "pole_2",
    "grams",
    "letters",
    "ratio_letters",
    "alone_likeness",
    "colon_1",
    "colon_2",
    "verb_1",
    "verb_2",
    *NAMES,
]


def dense(seen: Pair, s1: str, s2: str) -> list[float]:
    """The dense vector, in the order of ``DENSE``."""
    return [
        *_amounts(seen),
        *_order(seen),
        *_changes(seen),
        *_signs(seen),
        *_letters(seen, s1, s2),
        *senses(seen),
    ]


def _amounts(seen: Pair) -> list[float]:
    one, other, pairs = seen.one, seen.other, seen.alignment.pairs
    n, m, k = max(1, len(one)), max(1, len(other)), len(pairs)
    content_1 = max(1, sum(not w.function for w in one))
    content_2 = max(1, sum(not w.function for w in other))
    shared = sum(not one[i].function for i, _, _ in pairs)
    likes = [like for _, _, like in pairs]
    every = max(1, k)
    a, b = len(seen.left), len(seen.right)
    return [
        len(one),
        len(other),
        len(one) - len(other),
        k,
        k / n,
        k / m,
        sum(likes) / (n + m - k) if k else 0.0,
        shared / content_1,
        shared / content_2,
        a,
        b,
        min(a, b),
        max(a, b),
        sum(len(w.stem) > 3 for w in seen.left),
        sum(len(w.stem) > 3 for w in seen.right),
        sum(like == 1.0 for like in likes) / every,
        sum(0.9 < like < 1.0 for like in likes) / every,
        sum(0.8 < like < 0.9 for like in likes) / every,
        sum(like < 0.8 for like in likes) / every,
    ]


def _order(seen: Pair) -> list[float]:
    pairs = seen.alignment.pairs
    places = [j for _, j, _ in pairs]
    steps = [b - a for a, b in itertools.pairwise(places)]
    run = longest = 1 if places else 0
    for (i, j, _), (p, q, _) in itertools.pairwise(pairs):
        run = run + 1 if (p, q) == (i + 1, j + 1) else 1
        longest = max(longest, run)
    partner = {i: j for i, j, _ in pairs}
    return [
        sum(step > 0 for step in steps) / len(steps) if steps else 1.0,
        longest / max(1, min(len(seen.one), len(seen.other))),
        0 in partner,
        partner.get(0, -1) / max(1, len(seen.other)),
        len(seen.one) - 1 in partner,
        partner.get(0, -1) == 0,
    ]


def _changes(seen: Pair) -> list[float]:
    n, m = len(seen.one), len(seen.other)
    changed = substitutions(seen.alignment, n, m)
    single = [(a[0], b[0]) for a, b in changed if len(a) == 1 and len(b) == 1]
    partner = {i: j for i, j, _ in seen.alignment.pairs}
    prefix = 0
    while prefix in partner and partner[prefix] == prefix:
        prefix += 1
    suffix = 0
    while partner.get(n - 1 - suffix, -9) == m - 1 - suffix and suffix < min(n, m) - prefix:
        suffix += 1
    return [
        len(changed),
        sum(len(a) for a, _ in changed),
        sum(len(b) for _, b in changed),
        len(single),
        len(single) == 1 and len(seen.alignment.left) == 1 == len(seen.alignment.right),
        sum(seen.one[i].country and seen.other[j].country for i, j in single),
        prefix,
        suffix,
        (prefix + suffix) / max(1, n, m),
    ]


def _signs(seen: Pair) -> list[float]:
    one, other = seen.one, seen.other
    numbers_1 = {w.stem for w in one if w.number}
    numbers_2 = {w.stem for w in other if w.number}
    country_1 = {w.root for w in seen.left if w.country}
    country_2 = {w.root for w in seen.right if w.country}
    negation_1, negation_2 = sum(w.negation for w in one), sum(w.negation for w in other)
    all_1, all_2 = _sides(one), _sides(other)
    alone_1, alone_2 = _sides(seen.left), _sides(seen.right)
    return [
        len(numbers_1),
        len(numbers_2),
        len(numbers_1 & numbers_2),
        bool(numbers_1 - numbers_2) and bool(numbers_2 - numbers_1),
        len(country_1),
        len(country_2),
        bool(country_1) and bool(country_2),
        negation_1,
        negation_2,
        sum(w.negation for w in seen.left),
        sum(w.negation for w in seen.right),
        (negation_1 + negation_2) % 2,
        any(w.question for w in one),
        any(w.question for w in other),
        sum(side ^ 1 in all_2 for side in all_1),
        sum(side ^ 1 in alone_2 for side in alone_1),
        len(all_1 & all_2),
        len(alone_1 & alone_2),
        len(alone_1),
        len(alone_2),
    ]


def _sides(side: list[Word]) -> set[int]:
    return {pole for w in side for pole in w.poles}


def _letters(seen: Pair, s1: str, s2: str) -> list[float]:
    one = {gram for w in seen.one for gram in w.grams}
    other = {gram for w in seen.other for gram in w.grams}
    left = {gram for w in seen.left for gram in w.grams}
    right = {gram for w in seen.right for gram in w.grams}
    long_1, long_2 = sum(len(w.text) for w in seen.one), sum(len(w.text) for w in seen.other)
    return [
        2 * len(one & other) / max(1, len(one) + len(other)),
        long_1 + long_2,
        min(long_1, long_2) / max(1, long_1, long_2),
        2 * len(left & right) / max(1, len(left) + len(right)),
        ":" in s1,
        ":" in s2,
        _opens_with_verb(seen.one),
        _opens_with_verb(seen.other),
    ]


def _opens_with_verb(side: list[Word]) -> bool:
    """The imperfect's prefixes: yaa or taa."""
    return bool(side) and side[0].text[:1] in (YAA, TAA)


def named(seen: Pair) -> list[str]:
    """Names of what stands alone on each side, crossed, put in place of each other, and said at all."""
    out = ["1"]
    left, right = [w.root for w in seen.left], [w.root for w in seen.right]
    out += [f"l {root}" for root in left]
    out += [f"r {root}" for root in right]
    out += [f"a {root}" for root in (*left, *right)]
    out += [f"x {a} {b}" for a in left for b in right]
    out += [f"y {min(a, b)} {max(a, b)}" for a in left for b in right]
    out += [f"s2 {w.root}" for w in seen.other]
    out += [f"s1 {w.root}" for w in seen.one]
    texts = [w.text for w in seen.other]
    out += [f"b {a} {b}" for a, b in zip(["^", *texts], [*texts, "$"], strict=True)]
    out += [f"t {w.text}" for w in seen.right]
    out += [f"u {w.text}" for w in seen.left]
    for w in seen.right:
        out += [f"cr {gram}" for gram in _trigrams(w.stem)]
    for w in seen.left:
        out += [f"cl {gram}" for gram in _trigrams(w.stem)]
    out += [f"p {a} {b}" for a in sorted(_sides(seen.left)) for b in sorted(_sides(seen.right))]
    out += [f"pl {a}" for a in sorted(_sides(seen.left))] + [f"pr {a}" for a in sorted(_sides(seen.right))]
    out += _meanings(seen)
    if not right:
        out.append("nothing new")
    for a, b in substitutions(seen.alignment, len(seen.one), len(seen.other)):
        out.append(f"z {' '.join(seen.one[i].root for i in a)} {' '.join(seen.other[j].root for j in b)}")
    out += [f"m {seen.one[i].text} {seen.other[j].text}" for i, j, like in seen.alignment.pairs if like < 0.9]
    return out


def _meanings(seen: Pair) -> list[str]:
    """Concepts that stand alone, by themselves and crossed, and kinds of which both sides have a word."""
    left, right = (sorted({c for w in side for c in w.concepts if c[0] != NUMBER}) for side in (seen.left, seen.right))
    shared = {kind for a in seen.left for b in seen.right for kind in a.kinds & b.kinds}
    return [
        *(f"cl {a}" for a in left),
        *(f"cr {b}" for b in right),
        *(f"cx {a} {b}" for a in left for b in right),
        *(f"k {kind}" for kind in sorted(shared)),
    ]


@lru_cache(maxsize=50_000)
def _trigrams(stem: str) -> tuple[str, ...]:
    padded = f"<{stem}>"
    return tuple(padded[i : i + 3] for i in range(len(padded) - 2))


@lru_cache(maxsize=400_000)
def column(name: str) -> int:
    """The column of a named feature."""
    return zlib.crc32(name.encode("utf-8")) & ((1 << BITS) - 1)
