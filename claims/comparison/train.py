"""Train the reader of statements and the judge of pairs: ``python -m claims.comparison.train [PAIRS.jsonl…]``.

The labelled statements that ship (``configs/statements/*.jsonl``) are found without being named. ``PAIRS`` are lines
with ``earlier, later, lang, topic, proposition, relation, from_position, to_position``.
Prints scores held out by question, first of statements, then of the pairs named: by weights that saw no pair of them,
and, with ``--folds``, by weights that saw the pairs of other questions. The same data give the same weights.
Needs scikit-learn and torch.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import asdict
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, f1_score
from sklearn.model_selection import StratifiedGroupKFold

from claims.attribute.chains.recurrent import Values
from claims.attribute.chains.tagger import Scores
from claims.comparison.features import RELATIONS, ROW_NAMES, measure, pair_row
from claims.comparison.fit_network import fit_network
from claims.comparison.labelled import (
    Labelled,
    Row,
    drawn_pairs,
    from_questions,
    from_storylines,
    read_articles,
    read_lines,
    sides,
)
from claims.comparison.made import made_pairs
from claims.comparison.model import WEIGHTS, Linear
from claims.comparison.of_articles import from_articles
from claims.comparison.vectors import read_raw, word_vectors
from claims.configuration import configs_dir
from claims.model import Lang
from claims.positions import reader as reading
from claims.positions.general import read_general
from claims.positions.network import FILE as NETWORK
from claims.positions.network import columns, odds, write_network
from claims.positions.reader import STRENGTHS, Learned, Reader, read_told, together
from claims.positions.told import Asked, Told, asked, told

SIGN, STRENGTH, PAIR = 0.15, 0.3, 0.03  # inverse of the regularisation
PARTS = 4  # the reader is fitted this many times without a part of the questions, for what the judge learns from
MADE = 24  # made pairs for each language and relation
DRAWN_WEIGHT = 0.03  # what a drawn pair counts beside a given one
RARE = 2  # statements in which a measure must be
_DIGITS = 3
_LEAST = 0.002


def labelled_files() -> list[Path]:
    """The labelled statements that ship."""
    return sorted((configs_dir() / "statements").glob("*.jsonl"))


# the reader -------------------------------------------------------------------------------------------------


@cache
def measured(s: Labelled) -> Told:
    """A statement, measured once for all fits."""
    return told(s.text, s.lang, s.asked, read_general(s.text, s.lang, s.asked.question))


def fit_reader(statements: Sequence[Labelled]) -> Reader:
    """Learn to read from labelled statements."""
    found = [measured(s) for s in statements]
    signed = [(one.signed, (s.position or 0) > 0) for one, s in zip(found, statements, strict=True) if s.position]
    worth = [s.weight for s in statements if s.position]
    names, weights, bias = _regression([row for row, _ in signed], [side for _, side in signed], worth, SIGN)
    sign = {name: round(float(w), _DIGITS) for name, w in zip(names, weights[0], strict=True)}
    strengths = [_strength(s.position) for s in statements]
    worth = [s.weight for s in statements]
    names, weights, plain_bias = _regression([one.plain for one in found], strengths, worth, STRENGTH)
    order = sorted(set(strengths)).index
    rows = weights[[order(name) for name in STRENGTHS]].T.round(_DIGITS)
    return Reader(
        {name: w for name, w in sorted(sign.items()) if abs(w) >= _LEAST},
        round(float(bias[0]), _DIGITS),
        {name: tuple(row.tolist()) for name, row in sorted(zip(names, rows, strict=True)) if abs(row).max() >= _LEAST},
        tuple(round(float(plain_bias[order(name)]), _DIGITS) for name in STRENGTHS),
        len({(s.lang, s.text) for s in statements}),
    )


def _strength(position: int | None) -> str:
    return "none" if position is None else str(abs(position))


def _regression(
    rows: Sequence[dict[str, float]], said: Sequence[Any], worth: Sequence[float], strength: float
) -> tuple[list[str], Any, Any]:
    """Names, weights and bias of a regression over measures that are in some rows at least, which count ``worth``."""
    common = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([{n: v for n, v in row.items() if common[n] >= RARE} for row in rows])
    fitted = LogisticRegression(C=strength, max_iter=300, tol=1e-3).fit(x, np.array(said), sample_weight=worth)
    return vectorizer.get_feature_names_out().tolist(), fitted.coef_, fitted.intercept_


def part_of(question: str, parts: int = PARTS) -> int:
    """The part that a question is held out with."""
    return zlib.crc32(question.encode()) % parts


def cross_read(statements: Sequence[Labelled]) -> dict[tuple[str, str], Learned]:
    """What readers that saw no statement of its question make of each, by question and text."""
    out: dict[tuple[str, str], Learned] = {}
    for part in range(PARTS):
        own = fit_reader([s for s in statements if part_of(s.question) != part])
        for s in statements:
            if part_of(s.question) == part:
                out[s.question, s.text] = read_told(measured(s), own)
    return out


def cross_read_by_both(
    statements: Sequence[Labelled],
    crossed: dict[tuple[str, str], Learned],
    vectors: tuple[Values, Scores],
    pool: Executor,
) -> dict[tuple[str, str], Learned]:
    """The same with networks that saw no statement of its question, beside the readings of ``cross_read``."""
    out: dict[tuple[str, str], Learned] = {}
    for part in range(PARTS):
        own = fit_network([s for s in statements if part_of(s.question) != part], vectors, pool)
        held = [s for s in statements if part_of(s.question) == part]
        rows = odds([columns(s.text, s.lang, s.asked) for s in held], own)
        out.update(
            {
                (s.question, s.text): together(crossed[s.question, s.text], row)
                for s, row in zip(held, rows, strict=True)
            }
        )
    return out


# the judge --------------------------------------------------------------------------------------------------


def asked_of(pair: Row) -> Asked:
    """The question of a pair."""
    return asked(pair.get("topic") or "", pair.get("proposition") or "", pair["lang"])


def row_of(pair: Row) -> tuple[float, ...]:
    """A pair, measured once for all fits."""
    return _row_of(pair["earlier"], pair["later"], pair["lang"], asked_of(pair))


@cache
def _row_of(earlier: str, later: str, lang: Lang, of: Asked) -> tuple[float, ...]:
    return measure(earlier, later, lang, of)


def questions(pairs: Sequence[Row]) -> list[str]:
    """The question of each pair, by which pairs are held out together."""
    return [f"{pair['lang']} {pair.get('topic')}" for pair in pairs]


def fit(statements: Sequence[Labelled], pairs: Sequence[Row]) -> tuple[Reader, Linear]:
    """Train both on labelled statements and, where there are any, on pairs."""
    known = [*statements, *sides(pairs)]
    crossed = cross_read(known)
    own = fit_reader(known)
    drawn, made = drawn_pairs(statements), made_pairs(MADE)
    rows = [
        pair_row(row_of(pair), crossed[question, pair["earlier"]], crossed[question, pair["later"]])
        for some in (drawn, pairs)
        for pair, question in zip(some, questions(some), strict=True)
    ]
    rows += [pair_row(row_of(pair), *read_sides(pair, own)) for pair in made]
    weights = [DRAWN_WEIGHT if pairs else 1.0] * len(drawn) + [1.0] * (len(pairs) + len(made))
    said = [pair["relation"] for some in (drawn, pairs, made) for pair in some]
    return own, _linear(rows, said, weights)


def read_sides(pair: Row, own: Reader) -> tuple[Learned, Learned]:
    """What a reader makes of both sides."""
    earlier, later = (
        measured(Labelled(pair[side], pair["lang"], pair.get("topic") or "", pair.get("proposition") or "", None))
        for side in ("earlier", "later")
    )
    return read_told(earlier, own), read_told(later, own)


def _linear(rows: Any, said: Sequence[str], weights: Sequence[float]) -> Linear:
    x = np.array(rows)
    mean, scale = x.mean(axis=0).round(_DIGITS), (x.std(axis=0) + 10.0**-_DIGITS).round(_DIGITS)
    total: Counter[str] = Counter()
    for relation, weight in zip(said, weights, strict=True):
        total[relation] += weight  # type: ignore[assignment]
    balanced = [w * (sum(weights) / total[r] / len(RELATIONS)) ** 0.5 for r, w in zip(said, weights, strict=True)]
    fitted = LogisticRegression(C=PAIR, max_iter=3000).fit((x - mean) / scale, np.array(said), sample_weight=balanced)
    order = {str(name): i for i, name in enumerate(fitted.classes_)}
    return Linear(
        tuple(mean.tolist()),
        tuple(scale.tolist()),
        {name: tuple(fitted.coef_[order[name]].round(_DIGITS).tolist()) for name in RELATIONS},
        {name: round(float(fitted.intercept_[order[name]]), _DIGITS) for name in RELATIONS},
    )


def answers(own: tuple[Reader, Linear], pairs: Sequence[Row]) -> list[str]:
    """The likeliest relation of each pair."""
    out = []
    for pair in pairs:
        odds = own[1].odds(pair_row(row_of(pair), *read_sides(pair, own[0])))
        out.append(max(odds, key=lambda name: (odds[name], name)))
    return out


# scores -----------------------------------------------------------------------------------------------------


def print_statements(statements: Sequence[Labelled], crossed: dict[tuple[str, str], Learned]) -> None:
    """How well held-out statements are read: the side of those that take one, all six answers, the two of no side."""
    for lang in ("ar", "en", ""):
        some = [(s, crossed[s.question, s.text]) for s in statements if lang in ("", s.lang)]
        if not some:
            continue
        sided = [(s.position > 0) == (one.favour > 0.5) for s, one in some if s.position]
        said = [(s.position, max(odds := one.odds(), key=lambda v: odds[v])) for s, one in some]
        right = sum(truth == answer for truth, answer in said) / len(said)
        print(
            f"{lang or 'all'}: {len(some)} statements, side {sum(sided) / len(sided):.3f}, of six answers {right:.3f},",
            *(f"{name} P {p:.2f} R {r:.2f}" for name, (p, r) in {n: _scores(said, v) for n, v in _TOLD}.items()),
        )


_TOLD: tuple[tuple[str, int | None], ...] = (("none", None), ("undecided", 0))


def _scores(said: Sequence[tuple[int | None, int | None]], value: int | None) -> tuple[float, float]:
    both = sum(truth == answer == value for truth, answer in said)
    answered, true = sum(answer == value for _, answer in said), sum(truth == value for truth, _ in said)
    return both / max(answered, 1), both / max(true, 1)


def print_pairs(pairs: Sequence[Row], found: Sequence[str], how: str) -> None:
    """Scores of answers by relation, and macro-F1 by language."""
    said = [pair["relation"] for pair in pairs]
    print(classification_report(said, found, digits=3, zero_division=0))
    for lang in ("ar", "en", ""):
        at = [i for i, pair in enumerate(pairs) if lang in ("", pair["lang"])]
        score = f1_score([said[i] for i in at], [found[i] for i in at], average="macro") if at else 0.0
        print(f"macro-F1 {score:.3f}, {lang or 'all'}, {how}, {len(at)} pairs")


def held_out(statements: Sequence[Labelled], pairs: Sequence[Row], folds: int) -> list[str]:
    """What each pair is judged by weights that saw no pair of its question."""
    said = np.array([pair["relation"] for pair in pairs])
    out = [""] * len(pairs)
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=0)
    for train, test in splitter.split(said, said, questions(pairs)):
        own = fit(statements, [pairs[i] for i in train])
        for i, answer in zip(test, answers(own, [pairs[i] for i in test]), strict=True):
            out[i] = answer
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="*")
    parser.add_argument("--storylines", type=Path, nargs="*", default=[], help="storylines with marked positions")
    parser.add_argument(
        "--raw", type=Path, nargs="*", default=[], help="articles from which vectors of words are learned"
    )
    parser.add_argument("--labels", type=Path, nargs="*", default=[], help="labelled statements of real articles")
    parser.add_argument("--articles", type=Path, nargs="*", default=[], help="the articles of these labels")
    parser.add_argument("--unscored", action="store_true", help="only fit the weights: a quarter of the time")
    parser.add_argument("--folds", type=int, default=0, help="also score pairs held out in this many folds")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--reader-out", type=Path, default=reading.WEIGHTS)
    parser.add_argument("--network-out", type=Path, default=NETWORK)
    parser.add_argument("--workers", type=int, default=2, help="processes; the weights are the same with any number")
    given = parser.parse_args()
    with ProcessPoolExecutor(given.workers, get_context("spawn")) as pool:
        _train(given, pool)


def _train(given: argparse.Namespace, pool: Executor) -> None:
    """What the command line asks for: scores, then the weights."""
    shipped = from_questions(read_lines(labelled_files()))
    articles = read_articles(given.articles)
    printed = [one for labels in given.labels for one in from_articles(labels, articles)]
    statements = [*shipped, *from_storylines(given.storylines), *printed]
    pairs = read_lines(given.pairs)
    vectors = word_vectors([*read_raw(given.raw), *((s.lang, s.text) for s in shipped)])
    if not given.unscored:
        crossed = cross_read(shipped)
        print_statements(shipped, crossed)
        print("with the network")
        print_statements(shipped, cross_read_by_both(shipped, crossed, vectors, pool))
        if pairs:
            print_pairs(pairs, answers(fit(shipped, []), pairs), "by weights that saw none of them")
    if given.folds:
        print_pairs(pairs, held_out(statements, pairs, given.folds), "held out by question")
    fitted = pool.submit(fit, statements, pairs)
    write_network(given.network_out, fit_network([*statements, *sides(pairs)], vectors, pool))
    own, relation = fitted.result()
    _write(given.reader_out, asdict(own), indent=None)
    _write(given.out, {"features": ROW_NAMES, "relation": asdict(relation)}, indent=1)


def _write(path: Path, table: dict[str, Any], indent: int | None) -> None:
    dump: Callable[..., str] = json.dumps
    path.write_text(dump(table, indent=indent, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
