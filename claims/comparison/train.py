"""Train the judge of pairs: ``python -m claims.comparison.train PAIRS.jsonl… [--statements STORY.json…] [--out FILE]``.

Lines with ``earlier, later, lang, topic, proposition, relation, from_position, to_position``. Prints scores held out
by question; the same data give the same weights. ``--part 02/13`` only scores: trained on lines whose number leaves 0
or 2 when divided by 4, tested on the others. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, f1_score
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold

from claims.comparison.features import NAMES, SIDE_NAMES, SIGN_NAMES, Seen, see
from claims.comparison.made import made_pairs
from claims.comparison.model import (
    AGAINST,
    FOR,
    RELATIONS,
    STRENGTHS,
    WEIGHTS,
    Judge,
    Linear,
    by_positions,
    judge,
    pair_row,
)
from claims.comparison.statements import SignedRow, signed_statements
from claims.positions.general import question

PAIR_STRENGTH, SIDE_STRENGTH, SIGN_STRENGTH = 0.1, 0.3, 0.3  # inverse of the regularisation
FOLDS, INNER_FOLDS = 8, 6
MADE = 6  # made pairs for each language and relation
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


def fit(pairs: Sequence[Row], seen: Sequence[Seen], more: Sequence[SignedRow] = ()) -> Judge:
    """Train all parts on some pairs; ``more`` are rows of other statements whose sign is known."""
    said = [pair["relation"] for pair in pairs]
    crossed = _crossed_signs(pairs, seen, more)
    rows = [pair_row(one, *chances) for one, chances in zip(seen, crossed, strict=True)]
    relation = _linear(rows, said, RELATIONS, PAIR_STRENGTH, balanced=True)
    sides = [
        (row, value)
        for pair, one in zip(pairs, seen, strict=True)
        for row, value in zip(one.side_rows, (pair["from_position"], pair["to_position"]), strict=True)
    ]
    strengths = ["none" if value is None else str(abs(value)) for _, value in sides]
    strength = _linear([row for row, _ in sides], strengths, STRENGTHS, SIDE_STRENGTH, balanced=False)
    found = Judge(relation, strength, _sign([*signed(pairs, seen), *more]), dict.fromkeys(RELATIONS, 1.0))
    return replace(found, worth=_worth([by_positions(one, found) for one in seen], said))


def signed(pairs: Sequence[Row], seen: Sequence[Seen]) -> list[SignedRow]:
    """The sides that are for or against, with what tells it."""
    return [
        (row, value > 0)
        for pair, one in zip(pairs, seen, strict=True)
        for row, value in zip(one.sign_rows, (pair["from_position"], pair["to_position"]), strict=True)
        if value
    ]


def _sign(rows: Sequence[SignedRow]) -> Linear:
    said = [FOR if above else AGAINST for _, above in rows]
    return _linear([row for row, _ in rows], said, (AGAINST, FOR), SIGN_STRENGTH, balanced=False)


def _crossed_signs(pairs: Sequence[Row], seen: Sequence[Seen], more: Sequence[SignedRow]) -> list[tuple[float, float]]:
    """The chances that each side is for, by weights that saw no pair of its question: as good as they are at work."""
    out = [(0.5, 0.5)] * len(pairs)
    groups = questions(pairs)
    for train, test in GroupKFold(min(INNER_FOLDS, len(set(groups)))).split(groups, groups=groups):
        own = _sign([*signed([pairs[i] for i in train], [seen[i] for i in train]), *more])
        for i in test:
            first, second = (own.odds(row)[FOR] for row in seen[i].sign_rows)
            out[i] = (first, second)
    return out


def questions(pairs: Sequence[Row]) -> list[str]:
    """The question of each pair, by which pairs are held out together."""
    return [f"{pair['lang']} {pair.get('topic')}" for pair in pairs]


def _linear(rows: Any, said: Sequence[str], classes: Sequence[str], strength: float, *, balanced: bool) -> Linear:
    x = np.array(rows)
    mean, scale = x.mean(axis=0).round(_DIGITS), (x.std(axis=0) + 10.0**-_DIGITS).round(_DIGITS)
    weight = "balanced" if balanced else None
    fitted = LogisticRegression(C=strength, max_iter=3000, class_weight=weight).fit((x - mean) / scale, np.array(said))
    weights, bias = fitted.coef_, fitted.intercept_
    if len(weights) == 1:  # of two classes scikit-learn tells the second one's alone
        weights, bias = np.vstack([0 * weights, weights]), np.concatenate([0 * bias, bias])
    order = {str(name): i for i, name in enumerate(fitted.classes_)}
    return Linear(
        tuple(mean.tolist()),
        tuple(scale.tolist()),
        {name: tuple(weights[order[name]].round(_DIGITS).tolist()) for name in classes},
        {name: round(float(bias[order[name]]), _DIGITS) for name in classes},
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


@dataclass(frozen=True, slots=True)
class Beside:
    """What is trained on beside the pairs, on questions of its own: made pairs, and rows of single statements."""

    pairs: list[Row]
    seen: list[Seen]
    signed: list[SignedRow]


def beside(statements: Sequence[Path]) -> Beside:
    made = made_pairs(MADE)
    return Beside(made, [look(pair) for pair in made], signed_statements(statements))


def fit_with(more: Beside, pairs: Sequence[Row], seen: Sequence[Seen]) -> Judge:
    """Train on pairs and what is beside them."""
    return fit([*pairs, *more.pairs], [*seen, *more.seen], more.signed)


def held_out(pairs: Sequence[Row], seen: Sequence[Seen], more: Beside) -> list[str]:
    """What each pair is judged by weights that saw no pair of its question."""
    said = np.array([pair["relation"] for pair in pairs])
    out = [""] * len(pairs)
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in splitter.split(said, said, questions(pairs)):
        own = fit_with(more, [pairs[i] for i in train], [seen[i] for i in train])
        for i, answer in zip(test, answers(own, [seen[i] for i in test]), strict=True):
            out[i] = answer
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--statements", type=Path, nargs="*", default=[], help="storylines with marked positions")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--part", help="as 02/13: see above")
    given = parser.parse_args()
    pairs = read(given.pairs)
    seen = [look(pair) for pair in pairs]
    said = [pair["relation"] for pair in pairs]
    more = beside(given.statements)
    if given.part:
        train, test = ([i for i in range(len(pairs)) if str(i % 4) in side] for side in given.part.split("/"))
        own = fit_with(more, [pairs[i] for i in train], [seen[i] for i in train])
        found = answers(own, [seen[i] for i in test])
        print(classification_report([said[i] for i in test], found, digits=3, zero_division=0))
        return
    found = held_out(pairs, seen, more)
    print(classification_report(said, found, digits=3, zero_division=0))
    print(f"macro-F1 {f1_score(said, found, average='macro'):.3f}, held out by question, {len(pairs)} pairs")
    table = {
        "features": NAMES,
        "side_features": SIDE_NAMES,
        "sign_features": SIGN_NAMES,
        **asdict(fit_with(more, pairs, seen)),
    }
    given.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
