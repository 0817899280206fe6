"""Score ``claims.compare`` on pairs of statements: per relation and macro-F1.

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
    gold: Counter[str] = Counter()
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line in given.pairs.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        answer = compare(pair["earlier"], pair["later"], pair["lang"], pair.get("topic"), pair.get("proposition"))
        gold[pair["relation"]] += 1
        said[answer.relation] += 1
        right[pair["relation"]] += pair["relation"] == answer.relation
        if given.errors and answer.relation != pair["relation"]:
            print(
                pair["relation"], "->", answer.relation, answer.from_position, answer.to_position, pair, answer.reasons
            )
    f1 = {name: 2 * right[name] / (gold[name] + said[name]) for name in gold}
    for name in sorted(gold):
        print(f"{name:20} gold {gold[name]:3} said {said[name]:3} right {right[name]:3} F1 {100 * f1[name]:.1f}")
    total = sum(gold.values())
    print(
        f"accuracy {100 * sum(right.values()) / total:.1f}  macro-F1 {100 * sum(f1.values()) / len(f1):.1f}  of {total}"
    )


if __name__ == "__main__":
    main()
