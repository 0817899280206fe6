"""Train the judge of pairs: ``python -m claims.comparison.train PAIRS.jsonl… [--out FILE]``.

Lines with ``earlier, later, lang, topic, proposition, relation, from_position, to_position``. Prints scores held out
by question; the same data give the same weights. ``--part 02/13`` only scores: trained on lines whose number leaves 0
or 2 when divided by 4, tested on the others. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, f1_score
from sklearn.model_selection import StratifiedGroupKFold

from claims.comparison.features import NAMES, SIDE_NAMES, Seen, see
from claims.comparison.model import RELATIONS, STRENGTHS, WEIGHTS, Judge, Linear, by_positions, judge
from claims.positions.general import question

PAIR_STRENGTH, SIDE_STRENGTH = 0.1, 0.3  # inverse of the regularisation
FOLDS = 8
_WORTHS = (0.3, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0, 5.0)
_ROUNDS = 4
_CLOSE_TO_ONE = 0.005  # what a worth must earn in macro-F1 for each unit of its logarithm
_DIGITS = 4
Row = dict[str, Any]


def read(paths: Sequence[Path]) -> list[Row]:
    """The pairs of some files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def look(pair: Row) -> Seen:
    """One pair as the judge sees it."""
    asked = question(pair.get("topic") or "", pair.get("proposition") or "", pair["lang"])
    return see(pair["earlier"], pair["later"], pair["lang"], asked)


def fit(pairs: Sequence[Row], seen: Sequence[Seen]) -> Judge:
    """Train all parts on some pairs."""
    said = [pair["relation"] for pair in pairs]
    relation = _linear([one.row for one in seen], said, RELATIONS, PAIR_STRENGTH, balanced=True)
    sides = [
        (side, row, value)
        for pair, one in zip(pairs, seen, strict=True)
        for side, row, value in (
            (one.earlier, one.side_rows[0], pair["from_position"]),
            (one.later, one.side_rows[1], pair["to_position"]),
        )
    ]
    strengths = ["none" if value is None else str(abs(value)) for _, _, value in sides]
    strength = _linear([row for _, row, _ in sides], strengths, STRENGTHS, SIDE_STRENGTH, balanced=False)
    signed = [(math.tanh(side.evidence), value > 0) for side, _, value in sides if value]
    sign = LogisticRegression(C=1.0).fit([[evidence] for evidence, _ in signed], [above for _, above in signed])
    found = Judge(
        relation,
        strength,
        round(float(sign.coef_[0][0]), _DIGITS),
        round(float(sign.intercept_[0]), _DIGITS),
        dict.fromkeys(RELATIONS, 1.0),
    )
    return replace(found, worth=_worth([by_positions(one, found) for one in seen], said))


def _linear(rows: Any, said: Sequence[str], classes: Sequence[str], strength: float, *, balanced: bool) -> Linear:
    x = np.array(rows)
    mean, scale = x.mean(axis=0).round(_DIGITS), (x.std(axis=0) + 10.0**-_DIGITS).round(_DIGITS)
    weight = "balanced" if balanced else None
    fitted = LogisticRegression(C=strength, max_iter=3000, class_weight=weight).fit((x - mean) / scale, np.array(said))
    order = {str(name): i for i, name in enumerate(fitted.classes_)}
    return Linear(
        tuple(mean.tolist()),
        tuple(scale.tolist()),
        {name: tuple(fitted.coef_[order[name]].round(_DIGITS).tolist()) for name in classes},
        {name: round(float(fitted.intercept_[order[name]]), _DIGITS) for name in classes},
    )


def _worth(odds: Sequence[dict[str, float]], said: Sequence[str]) -> dict[str, float]:
    """Weights of the relations, by coordinate ascent on macro-F1, kept close to 1."""
    worth: dict[str, float] = dict.fromkeys(RELATIONS, 1.0)

    def earns(name: str, value: float) -> float:
        tried = {**worth, name: value}
        best = [max(RELATIONS, key=lambda n: one[n] * tried[n]) for one in odds]
        return float(f1_score(said, best, average="macro")) - _CLOSE_TO_ONE * abs(math.log(value))

    for _ in range(_ROUNDS):
        for name in RELATIONS:
            worth[name] = max(_WORTHS, key=lambda value: (earns(name, value), value))
    return worth


def answers(own: Judge, seen: Sequence[Seen]) -> list[str]:
    """The likeliest relation of each pair."""
    out = []
    for one in seen:
        odds = judge(one, own)
        out.append(max(odds, key=lambda name: odds[name]))
    return out


def held_out(pairs: Sequence[Row], seen: Sequence[Seen]) -> list[str]:
    """What each pair is judged by weights that saw no pair of its question."""
    said = np.array([pair["relation"] for pair in pairs])
    groups = [f"{pair['lang']} {pair.get('topic')}" for pair in pairs]
    out = [""] * len(pairs)
    for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0).split(said, said, groups):
        own = fit([pairs[i] for i in train], [seen[i] for i in train])
        for i, answer in zip(test, answers(own, [seen[i] for i in test]), strict=True):
            out[i] = answer
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--part", help="as 02/13: see above")
    given = parser.parse_args()
    pairs = read(given.pairs)
    seen = [look(pair) for pair in pairs]
    said = [pair["relation"] for pair in pairs]
    if given.part:
        train, test = ([i for i in range(len(pairs)) if str(i % 4) in side] for side in given.part.split("/"))
        found = answers(fit([pairs[i] for i in train], [seen[i] for i in train]), [seen[i] for i in test])
        print(classification_report([said[i] for i in test], found, digits=3, zero_division=0))
        return
    found = held_out(pairs, seen)
    print(classification_report(said, found, digits=3, zero_division=0))
    print(f"macro-F1 {f1_score(said, found, average='macro'):.3f}, held out by question, {len(pairs)} pairs")
    table = {"features": NAMES, "side_features": SIDE_NAMES, **asdict(fit(pairs, seen))}
    given.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
