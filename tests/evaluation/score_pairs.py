"""Score ``claims.compare`` on pairs of statements: per relation, what is taken for what, macro-F1.

python tests/evaluation/score_pairs.py PAIRS.jsonl [--errors]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from claims.compare import compare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    found: Counter[tuple[str, str]] = Counter()
    for line in given.pairs.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        answer = compare(pair["earlier"], pair["later"], pair["lang"], pair.get("topic"), pair.get("proposition"))
        found[pair["relation"], answer.relation] += 1
        if given.errors and answer.relation != pair["relation"]:
            print(pair["relation"], "->", answer.relation, answer.from_position, answer.to_position, pair)
            print("   ", *answer.reasons, sep="\n    ")
    report(found)


def report(found: Counter[tuple[str, str]]) -> None:
    """Prints scores by relation, then a table of truth by answer."""
    names = sorted({name for pair in found for name in pair})
    scores = []
    for name in names:
        gold = sum(count for (truth, _), count in found.items() if truth == name)
        said = sum(count for (_, answer), count in found.items() if answer == name)
        right = found[name, name]
        score = 2 * right / (gold + said)
        if gold:
            scores.append(score)
        print(f"{name:20} gold {gold:3} said {said:3} right {right:3} F1 {100 * score:.1f}")
    total = found.total()
    right = sum(found[name, name] for name in names)
    print(f"accuracy {100 * right / total:.1f}  macro-F1 {100 * sum(scores) / len(scores):.1f}  of {total}")
    print("\ntruth \\ said", *(f"{name[:8]:>8}" for name in names))
    for truth in names:
        print(f"{truth[:12]:12}", *(f"{found[truth, answer]:8}" for answer in names))


if __name__ == "__main__":
    main()
