"""Score the learned readers on labelled statements that they have not learned from.

    python -m tests.evaluation.score_statements tests/data/statements/*.jsonl

For each language: the share of sides read right of the statements that take one, of all six answers, precision and
recall of «none», and precision and coverage of the sides that are followed (from ``claims.positions.read.LIKELY`` on).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.comparison.labelled import Labelled, from_questions, read_lines
from claims.positions.network import columns, odds
from claims.positions.read import LIKELY
from claims.positions.reader import Learned, learned, together

BATCH = 500


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of 1; ``followed`` is that of the sided statements of which a side was followed, and right."""

    statements: int
    side: float
    answers: float
    none_precision: float
    none_recall: float
    followed_precision: float
    followed: float

    def __str__(self) -> str:
        return (
            f"{self.statements} statements: side {self.side:.3f}, of six answers {self.answers:.3f}, "
            f"none P {self.none_precision:.3f} R {self.none_recall:.3f}, "
            f"sides followed P {self.followed_precision:.3f} R {self.followed:.3f}"
        )


def read_all(statements: Sequence[Labelled]) -> list[Learned]:
    """What both readers make of each statement, the network in batches."""
    found: list[Learned] = []
    for start in range(0, len(statements), BATCH):
        some = statements[start : start + BATCH]
        rows = odds([columns(s.text, s.lang, s.asked) for s in some])
        found += [together(learned(s.text, s.lang, s.asked), row) for s, row in zip(some, rows, strict=True)]
    return found


def score(statements: Sequence[Labelled], read: Sequence[Learned]) -> Scores:
    """Compare what was read with the labels."""
    pairs = [(s.position, one) for s, one in zip(statements, read, strict=True)]
    sided = [(truth > 0, one.favour > 0.5) for truth, one in pairs if truth]
    answers = [(truth, max(found := one.odds(), key=lambda v: found[v])) for truth, one in pairs]
    silent = [truth for truth, said in answers if said is None]
    followed = [(truth, sign) for truth, one in pairs for sign in (1, -1) if one.signs()[sign] >= LIKELY]
    right = sum(bool(truth) and (truth or 0) * sign > 0 for truth, sign in followed)
    return Scores(
        len(pairs),
        _share(sum(a == b for a, b in sided), len(sided)),
        _share(sum(truth == said for truth, said in answers), len(answers)),
        _share(silent.count(None), len(silent)),
        _share(silent.count(None), sum(truth is None for truth, _ in pairs)),
        _share(right, len(followed)),
        _share(right, len(sided)),
    )


def _share(part: int, whole: int) -> float:
    return part / max(whole, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    statements = from_questions(read_lines(parser.parse_args().files))
    read = read_all(statements)
    for lang in ("ar", "en"):
        at = [i for i, s in enumerate(statements) if s.lang == lang]
        if at:
            print(lang, score([statements[i] for i in at], [read[i] for i in at]))


if __name__ == "__main__":
    main()
