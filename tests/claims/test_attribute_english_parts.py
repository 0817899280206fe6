"""The parts of English attribution on their own: lexicon, grammar, views, chains of labels, word classes, fitting."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from claims.attribute.chains.clusters import find_clusters
from claims.attribute.chains.hashing import number
from claims.attribute.chains.tagger import Tagger, pack, pad, unpack, write
from claims.attribute.chains.windows import LABELS, Window, decode, encode
from claims.attribute.english.columns import Columns
from claims.attribute.english.grammar import NOWHERE, Found, Grammar
from claims.attribute.english.lexicon import Lexicon, inflect, lexicon
from claims.attribute.english.view import View
from claims.attribute.english.weights import models
from claims.configuration import ConfigurationError, shipped_yaml
from claims.model import Article
from claims.read import read


def view(text: str) -> View:
    return View(read(Article(id="t", text=text, lang="en")), lexicon())


def parts(text: str) -> list[tuple[str, str, str]]:
    seen = view(text)

    def words(one: tuple[int, int]) -> str:
        return text[slice(*seen.span(*one))] if one != NOWHERE else ""

    def triple(one: Found) -> tuple[str, str, str]:
        return words(one.source), words(one.cue), " ".join(words(piece) for piece in one.content)

    return [triple(one) for one in Grammar(seen).find()]


@pytest.mark.parametrize(
    ("base", "past", "forms"),
    [
        ("state", (), {"states", "stated", "stating"}),
        ("deny", (), {"denies", "denied", "denying"}),
        ("admit", (), {"admits", "admitted", "admitting"}),
        ("stress", (), {"stresses", "stressed", "stressing"}),
        ("agree", (), {"agrees", "agreed", "agreeing"}),
        ("write", ("wrote", "written"), {"writes", "wrote", "written", "writing"}),
    ],
)
def test_inflection(base: str, past: tuple[str, ...], forms: set[str]) -> None:
    assert forms <= {word for word, _ in inflect(base, past)}


@pytest.mark.parametrize(
    "row", [{"act": "shout"}, {"frames": ["that", "sideways"]}, {"colour": "red"}], ids=["act", "frame", "key"]
)
def test_a_wrong_lexicon_says_where(row: dict[str, object]) -> None:
    reporting = dict(shipped_yaml("lexicons/en/reporting.yaml"))
    wrong = {"lemma": "mumble", "frames": ["that"], "act": "inform"} | row
    reporting["verbs"] = [*reporting["verbs"], wrong]
    with pytest.raises(ConfigurationError, match=r"reporting\.yaml, mumble: unknown .*allowed"):
        Lexicon(reporting, shipped_yaml("lexicons/en/clauses.yaml"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The finance minister said that the deficit would fall.",
            ("The finance minister", "said", "that the deficit would fall"),
        ),
        ('"We will win," said Ann Lee.', ("Ann Lee", "said", '"We will win,"')),
        ('"We will win," Ann Lee said.', ("Ann Lee", "said", '"We will win,"')),
        ("The union vowed to appeal.", ("The union", "vowed", "to appeal")),
        ("The bank did not respond to a letter.", ("The bank", "did not respond to", "a letter")),
        ("Prices fell, according to the bank.", ("the bank", "according to", "Prices fell")),
        (
            "All four are on a plane home, Karin Lund confirmed on Sunday, ending an ordeal of 66 days.",
            ("Karin Lund", "confirmed", "All four are on a plane home"),
        ),
        (
            "The land will not surrender him, Helen Strand ruled on Tuesday after the deaths.",
            ("Helen Strand", "ruled", "The land will not surrender him"),
        ),
        ("Ann Lee insisted on Tuesday that talks went on.", ("Ann Lee", "insisted", "that talks went on")),
    ],
)
def test_the_grammar(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in parts(text)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("\u2018We are close,\u2019 he said.", ["\u2018We are close,\u2019"]),
        ("The workers\u2019 pay and the firm\u2019s offer.", []),
        ("He spoke of the \u2018workers\u2019 state,\u2019 she said.", ["\u2018workers\u2019 state,\u2019"]),
        ('"It is \u2018over\u2019 now," he said.', ['"It is \u2018over\u2019 now,"']),
        ("Don't say it isn't so.", []),
    ],
)
def test_single_marks(text: str, quotes: list[str]) -> None:
    assert [text[s:e] for s, e in view(text).quotes] == quotes


def tiny_tagger(rng: np.random.Generator) -> Tagger:
    def draw(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return rng.normal(size=shape).astype(np.float32)

    return Tagger(
        labels=("O", "B", "I"), rows=draw(16, 3), bias=draw(3), transitions=draw(3, 3), first=draw(3), last=draw(3)
    )


def test_chains_against_every_path() -> None:
    rng = np.random.default_rng(5)
    tagger = tiny_tagger(rng)
    lengths = np.asarray([4, 1, 3])
    scores = rng.normal(size=(int(lengths.sum()), 3)).astype(np.float32)
    padded = pad(scores, lengths)
    best = tagger.best(padded, lengths)
    sure = tagger.marginals(padded, lengths)
    for row, length in enumerate(lengths):
        paths = list(itertools.product(range(3), repeat=int(length)))

        def total(path: tuple[int, ...], row: int = row) -> float:
            steps = sum(padded[row, t, label] for t, label in enumerate(path))
            moves = sum(tagger.transitions[a, b] for a, b in itertools.pairwise(path))
            return float(steps + moves + tagger.first[path[0]] + tagger.last[path[-1]])

        assert tuple(best[row, :length]) == max(paths, key=total)
        weight = np.exp([total(path) for path in paths])
        for t, label in itertools.product(range(int(length)), range(3)):
            share = sum(w for w, path in zip(weight, paths, strict=True) if path[t] == label) / weight.sum()
            assert sure[row, t, label] == pytest.approx(share, abs=1e-3)


def test_weights_survive_packing(tmp_path: Path) -> None:
    tagger = tiny_tagger(np.random.default_rng(1))
    again = unpack("x", pack("x", tagger))
    assert again.labels == tagger.labels
    assert np.abs(again.rows - tagger.rows).max() <= np.abs(tagger.rows).max() / 127
    write(tmp_path / "w.npz", {"x": tagger}, {"said": "1 2"})
    with np.load(tmp_path / "w.npz", allow_pickle=False) as arrays:
        assert "x.rows" in arrays.files
        assert arrays["kinds"].tobytes() == b"said 1 2"


def test_shipped_weights_are_small_and_complete() -> None:
    from claims.attribute.english.weights import FILE

    assert FILE.stat().st_size < 8 * 2**20
    assert models().roles.labels == LABELS
    assert models().cue.labels == ("O", "B", "I")
    assert len(models().kinds) > 5_000


def test_roles_encode_and_decode() -> None:
    frame = Window((5, 6), (0, 12), 5)
    labels = [LABELS[k] for k in encode(frame, [3, 4], [0, 1, 7, 8, 9])]
    assert decode(frame, labels) == ([(3, 5)], [(0, 2), (7, 10)])
    assert not any(encode(frame, [], []))


def test_columns_do_not_depend_on_the_process() -> None:
    assert number("said") == 4013622487
    columns = Columns(["Reuters", "said"], ["reuters", "said"], {"said": "1 2"})
    assert columns.fine[len(columns.fine) // 2] == number("2")


def test_word_classes_follow_company() -> None:
    nouns, verbs = ["bank", "court", "union", "firm"], ["says", "fears", "hopes", "denies"]
    texts = [["the", noun, verb, "that", "it", "ends"] for noun in nouns for verb in verbs] * 4
    kinds = find_clusters(texts, sizes=(3, 5))
    assert len({kinds[noun] for noun in nouns}) == 1
    assert len({kinds[verb] for verb in verbs}) == 1
    assert kinds["bank"] != kinds["says"]


def test_fitting_learns_and_repeats() -> None:
    torch = pytest.importorskip("torch")
    from claims.attribute.chains.fit import Chains, Settings, allowed_transitions, fit

    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, size=400)
    features = np.stack([labels + 2, rng.integers(4, 12, size=400)], axis=1).astype(np.int32)
    chains = Chains(features, labels, np.full(100, 4))
    settings = Settings(bits=4, epochs=6, rate=0.1, drop=0.0, tokens_a_batch=40)
    fitted = fit(chains, ("O", "B"), settings, say=False)
    padded = pad(fitted.scores(features), chains.lengths)
    assert (fitted.best(padded, chains.lengths).ravel() == labels).mean() > 0.98
    assert np.array_equal(fit(chains, ("O", "B"), settings, say=False).rows, fitted.rows)
    allowed = allowed_transitions(LABELS)
    at = {label: k for k, label in enumerate(LABELS)}
    assert allowed[at["S.B"], at["S.E"]]
    assert not allowed[at["S.B"], at["C.E"]]
    assert not allowed[at["O"], at["C.I"]]
    assert allowed[at["S.E"], at["C.1"]]
