"""The parts under Arabic attribution: columns, taggers with and without the grammar, shipped weights, windows."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from claims.attribute.arabic import grammar, tagged
from claims.attribute.arabic.analysis import Analysis
from claims.attribute.arabic.columns import Columns
from claims.attribute.arabic.cue_tagger import BLIND as CUE_BLIND
from claims.attribute.arabic.cue_tagger import candidates, cue_features
from claims.attribute.arabic.lexicon import lexicon
from claims.attribute.arabic.role_tagger import BLIND as ROLE_BLIND
from claims.attribute.arabic.role_tagger import Surroundings, role_features, window_of
from claims.attribute.arabic.view import View
from claims.attribute.arabic.weights import FILE, kinds, taggers
from claims.attribute.chains.hashing import number
from claims.attribute.chains.windows import LABELS, Window, decode, encode
from claims.model import Article
from claims.read import read

SAID = "وقال وزير النقل إن الميناء سيفتح قريبا، مؤكدا أن العمل انتهى."


def view_of(text: str) -> View:
    return View(read(Article("x", text, "ar")), lexicon())


def test_columns_tell_clitics_forms_and_classes() -> None:
    view = view_of("وقالت الوزيرة بالأمس 20 مرة UN")
    columns = Columns(view, {"قالت": "1 2"})
    middle = slice(8, 8 + view.count)
    assert columns.clitics[middle][0] == number("و")
    assert columns.clitics[middle][1] == number("ال")
    assert columns.fine[middle][0] == number("2")
    assert columns.form[middle][3] == number("1")
    assert columns.form[middle][5] == number("L")
    assert columns.act[middle][0] == number("inform perfect")


def test_the_grammar_is_among_the_features_and_can_be_left_out() -> None:
    view = view_of(SAID)
    ruled, unruled = Analysis(view, {}), Analysis(view, {}, ruled=False)
    one, other = cue_features(ruled), cue_features(unruled)
    assert np.array_equal(one[:, :CUE_BLIND], other[:, :CUE_BLIND])
    assert not np.array_equal(one[:, CUE_BLIND:], other[:, CUE_BLIND:])
    at = ruled.found[0].cue.at
    window = window_of(ruled, at)
    with_rule, without = (role_features(Surroundings(a, [at]), [window]) for a in (ruled, unruled))
    assert with_rule.shape == (window.size, without.shape[1])
    assert np.array_equal(with_rule[:, :ROLE_BLIND], without[:, :ROLE_BLIND])


def test_taggers_find_cues_without_the_grammar() -> None:
    a = Analysis(view_of(SAID), kinds(), ruled=False)
    found = [a.view.bare[first] for (first, _), sure in candidates(a, taggers()["cue"], 0.5)]
    assert found == ["قال", "موكدا"]


def test_a_cue_that_only_taggers_know_counts() -> None:
    view = view_of("أبلغ الوزير نظيره تهاني الحكومة بنجاح المؤتمر، وقال إن العمل انتهى.")
    assert {one.cue.at for one in grammar.find(view)} <= {one.cue.at for one in tagged.find(view, taggers(), kinds())}


def test_dense_text_is_read_by_the_grammar_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    view = view_of("قال كيري إن " * 80)
    monkeypatch.setattr(tagged, "_label", lambda *_: pytest.fail("the taggers were asked"))
    assert tagged.find(view, taggers(), kinds()) == grammar.find(view)


def test_windows_encode_and_decode() -> None:
    window = Window((5, 6), (0, 12), 5)
    labels = [LABELS[k] for k in encode(window, [3, 4], [0, 1, 7, 8, 9])]
    assert decode(window, labels) == ([(3, 5)], [(0, 2), (7, 10)])
    assert not any(encode(window, [], []))


def test_shipped_weights_are_small_and_complete() -> None:
    assert FILE.stat().st_size < 2 * 2**20
    assert set(taggers()) == {"cue", "roles"}
    assert taggers()["roles"].labels == LABELS
    assert len(kinds()) > 10_000


def test_training_learns_from_a_few_articles(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from claims.attribute.arabic.train import read_examples, train

    torch.set_num_threads(1)
    verbs, nouns = ["قال", "أكد", "أعلن", "أوضح"], ["الوزير", "الرئيس", "السفير", "المدير"]
    rows = []
    for k in range(16):
        verb, noun = verbs[k % 4], nouns[k // 4]
        text = f"و{verb} {noun} إن العمل انتهى."
        start = 2 + len(verb)
        said = [start + len(noun) + 1, len(text) - 1]
        marked = {"source": [[start, start + len(noun)]], "cue": [[1, 1 + len(verb)]], "content": [said]}
        rows.append(json.dumps({"id": str(k), "text": text, "attributions": [marked]}))
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    models = train(read_examples(path, {}))
    found = tagged.find(view_of("وقال السفير إن العمل انتهى."), models, {}, ruled=False)
    assert [one.content for one in found] == [((2, 5),)]
