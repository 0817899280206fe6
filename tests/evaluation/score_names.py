"""Measure when two full names in Arabic and in Latin letters sound like one.

    python -m tests.evaluation.score_names PEOPLE.json [--errors]

PEOPLE maps Latin names to Arabic ones; the people of the registry are added. A pair is found where its own two names
are as alike as the threshold or more; every Arabic name is also compared with all other people's Latin names, each of
which is a false match at or above it. Thresholds are for choosing on the first half (by a hash of the name); the
second half tells what the chosen one does. Recall counts all pairs, also those that translate a name (kings, popes).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from claims.actors import load_registry
from claims.sound import ALIKE, likeness, name_likeness, sound_alike, sound_enough, sounds_of
from claims.words import keys, script

THRESHOLDS = (0.7, 0.75, 0.775, 0.8, 0.825, 0.85, 0.9)
Pair = tuple[str, str]


def pairs_of(path: Path) -> list[Pair]:
    """(Arabic, Latin) full names, one pair a Latin name."""
    registry = load_registry()
    listed = {a.label: a.label_ar for a in map(registry.actors.__getitem__, registry.terms) if a.label_ar}
    found: dict[tuple[str, ...], Pair] = {}
    for latin, arabic in {**json.loads(path.read_text(encoding="utf-8")), **listed}.items():
        if script(arabic) == "ar" and script(latin) == "en" and len(sounds_of(latin)) > 1 < len(sounds_of(arabic)):
            found[tuple(w for w in keys(latin) if len(w) > 1)] = (arabic, latin)
    return list(found.values())


def half(name: str) -> int:
    return hashlib.sha256(name.encode()).digest()[0] % 2


def same_person(one: str, other: str) -> bool:
    """Whether two Latin names are spellings of one person, so that a match with either is right."""
    return name_likeness(sounds_of(one), sounds_of(other)) > 0.9


def least(a: Sequence[str], b: Sequence[str], floor: float) -> float:
    """The likeness of the least alike words; 0 as soon as one is below a floor."""
    lowest = 1.0
    for x, y in zip(a, b, strict=True):
        lowest = min(lowest, likeness(x, y))
        if lowest < floor:
            return 0.0
    return lowest


def measure(pairs: Sequence[Pair], everyone: Sequence[Pair], errors: bool) -> None:
    by_length: dict[int, list[tuple[tuple[str, ...], Pair]]] = defaultdict(list)
    for pair in everyone:
        by_length[len(sounds_of(pair[1]))].append((sounds_of(pair[1]), pair))
    own, false = [], []
    for arabic, latin in pairs:
        a, b = sounds_of(arabic), sounds_of(latin)
        if not sound_enough(a):
            own.append(0.0)
            continue
        own.append(least(a, b, THRESHOLDS[0]) if len(a) == len(b) and sound_enough(b) else 0.0)
        others = [(least(a, codes, THRESHOLDS[0]), p[1]) for codes, p in by_length[len(a)] if p[1] != latin]
        false += [
            (score, arabic, latin, other)
            for score, other in others
            if score and sound_enough(sounds_of(other)) and not same_person(latin, other)
        ]
    print(f"{len(pairs)} pairs, each Arabic name beside {len(everyone)} Latin ones")
    for threshold in THRESHOLDS:
        found, wrong = sum(s >= threshold for s in own), sum(f[0] >= threshold for f in false)
        precision = found / max(found + wrong, 1)
        print(
            f"{threshold:.3f}  recall {100 * found / len(pairs):5.1f}  precision {100 * precision:5.1f}  "
            f"wrong {wrong:4} (of {len(pairs) * len(everyone):,} comparisons)"
        )
    if errors:
        for row in sorted(false, reverse=True)[:40]:
            print("  ", *row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    everyone = pairs_of(given.people)
    for part, name in enumerate(("chosen on", "kept back")):
        print(name)
        measure([p for p in everyone if half(p[1]) == part], everyone, given.errors)
    kept = [p for p in everyone if half(p[1]) == 1]
    print(f"as the program decides, at {ALIKE}: {100 * sum(sound_alike(*p) for p in kept) / len(kept):.1f} % of these")


if __name__ == "__main__":
    main()
