"""The whole way: the same claims whatever the batches, ids that last, offsets that hold, and the public keys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from claims import pipeline as module
from claims.model import Article, ExtractedArticle, Spans
from claims.pipeline import Pipeline, clauses
from claims.read import read
from claims.serialise import to_output
from claims.topics import Topic, load_topics

DEMO = Path(__file__).parents[2] / "configs" / "demo"
KEYS = (
    "claim_id", "source", "cue", "content", "type", "act", "actor", "actor_id", "actor_names", "via", "said_at",
    "said_precision", "said_expr", "topic", "kind", "position", "certainty", "confidence",
)  # fmt: skip
KINDS = {"assessment", "policy", "commitment", "conduct", "schedule", "process"}
ENGLISH = "The minister said a deal was near. The union announced that the strike was over."
ARABIC = "قال الوزير إن الاتفاق بات قريبا. وأكدت النقابة رفضها للعرض."


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    rows = map(json.loads, (DEMO / "articles.jsonl").read_text(encoding="utf-8").splitlines())
    keys = ("id", "text", "lang", "published", "url", "title", "publisher")
    return [Article(**{key: row.get(key) for key in keys}) for row in rows]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(load_topics(DEMO / "topics.yaml"))


@pytest.fixture(scope="module")
def extracted(pipeline: Pipeline, articles: list[Article]) -> list[ExtractedArticle]:
    return list(pipeline.extract(articles))


# the same input, the same output ---------------------------------------------------------------------------


def test_each_article_comes_back_in_its_place(articles: list[Article], extracted: list[ExtractedArticle]) -> None:
    assert [one.article for one in extracted] == articles
    assert all(one.claims for one in extracted)


@pytest.mark.parametrize("size", [1, 3])
def test_batches_do_not_matter(
    size: int, monkeypatch: pytest.MonkeyPatch, articles: list[Article], extracted: list[ExtractedArticle]
) -> None:
    monkeypatch.setattr(module, "BATCH", size)
    assert list(Pipeline(load_topics(DEMO / "topics.yaml")).extract(iter(articles[:7]))) == extracted[:7]


def test_order_does_not_matter(pipeline: Pipeline, articles: list[Article], extracted: list[ExtractedArticle]) -> None:
    assert list(pipeline.extract(reversed(articles)))[::-1] == extracted


def test_reading_is_lazy(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    taken: list[int] = []

    def stream() -> Any:
        for number in range(6):
            taken.append(number)
            yield Article(f"a{number}", ENGLISH, "en")

    next(pipeline.extract(stream()))
    assert taken == [0, 1]


def test_another_process_finds_the_same(pipeline: Pipeline, articles: list[Article]) -> None:
    """Hash seeds differ between processes: nothing may depend on the order of a set."""
    few = [one for lang in ("ar", "en") for one in articles if one.lang == lang][:: max(len(articles) // 4, 1)]
    program = (
        "import json, sys; from flows.engine import import_spacy; import_spacy(); "  # without torch: seconds each
        "from pathlib import Path; from claims.model import Article; "
        "from claims.pipeline import Pipeline; from claims.serialise import to_output; "
        "from claims.topics import load_topics; "
        "rows = json.load(sys.stdin); p = Pipeline(load_topics(Path(sys.argv[1]))); "
        "print(json.dumps([to_output(p.extract_one(Article(**row))) for row in rows]))"
    )
    given = json.dumps([{key: getattr(one, key) for key in one.__dataclass_fields__} for one in few])
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(DEMO / "topics.yaml")],
            input=given, capture_output=True, text=True, timeout=120, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert json.loads(done.stdout) == json.loads(json.dumps([to_output(pipeline.extract_one(a)) for a in few]))


def test_the_fingerprint_follows_the_topics() -> None:
    topic = Topic("deal", {"en": "A deal"}, any_of={"en": ("deal",)})
    assert Pipeline([topic]).fingerprint == Pipeline([topic]).fingerprint
    others = [Pipeline(), Pipeline([replace(topic, any_of={"en": ("truce",)})]), Pipeline([topic, topic])]
    assert len({one.fingerprint for one in (Pipeline([topic]), *others)}) == 4


# ids -------------------------------------------------------------------------------------------------------


def test_ids_are_one_each(extracted: list[ExtractedArticle]) -> None:
    ids = [claim.id for one in extracted for claim in one.claims]
    assert len(ids) == len(set(ids)) > 100


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (ARABIC, "ar")])
def test_ids_last_when_other_text_changes(pipeline: Pipeline, text: str, lang: Any) -> None:
    before = {claim.id: claim for claim in pipeline.extract_one(Article("a", text, lang, "2020-01-01")).claims}
    assert len(before) >= 2
    more = {"en": "The weather stays fine.", "ar": "الطقس معتدل."}[lang]
    longer = pipeline.extract_one(Article("a", f"{more}\n{text}\n{more}", lang, "2020-01-02", title="New title"))
    after = {claim.id: claim for claim in longer.claims}
    assert before.keys() <= after.keys()
    for key, claim in before.items():
        assert after[key].content_text == claim.content_text
        assert after[key].attribution.content != claim.attribution.content


def test_ids_differ_between_articles_and_between_repeats(pipeline: Pipeline) -> None:
    twice = "The minister said a deal was near. Later the minister said a deal was near."
    claims = pipeline.extract_one(Article("a", twice, "en")).claims
    assert len({claim.id for claim in claims}) == len(claims) == 2
    other = pipeline.extract_one(Article("b", twice, "en")).claims
    assert not {claim.id for claim in claims} & {claim.id for claim in other}


# offsets ---------------------------------------------------------------------------------------------------


def _pieces(text: str, spans: Spans) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _check_offsets(one: ExtractedArticle) -> None:
    text = one.article.text
    for claim in one.claims:
        found = claim.attribution
        for spans in (found.source, found.cue, found.content, found.target, found.via):
            assert list(spans) == sorted(spans)
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(a[1] <= b[0] for a, b in pairwise(spans))
            assert all(text[start:end] == text[start:end].strip() for start, end in spans)
        assert claim.content_text == _pieces(text, found.content) != ""
        assert claim.cue_text == _pieces(text, found.cue)
        assert claim.source_text == _pieces(text, found.source)


def test_offsets_hold_the_words(extracted: list[ExtractedArticle]) -> None:
    for one in extracted:
        _check_offsets(one)
        cues = [claim.attribution.cue for claim in one.claims if claim.attribution.cue]
        assert cues == sorted(cues)


@pytest.mark.parametrize("before", ["", "😀😀 ", "e\u0301 ", "\u200f", "\u202b", "\ufeff", "\r\n\t "])
@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (ARABIC, "ar")])
def test_offsets_are_code_points(pipeline: Pipeline, text: str, lang: Any, before: str) -> None:
    one = pipeline.extract_one(Article("a", before + text, lang, "2020-01-01"))
    _check_offsets(one)
    plain = pipeline.extract_one(Article("a", text, lang, "2020-01-01"))
    assert [claim.content_text for claim in one.claims] == [claim.content_text for claim in plain.claims]


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u200f", "\u202b", "\u202c", "\u2067", "\ufeff"])
@pytest.mark.parametrize(("text", "cue", "lang"), [(ENGLISH, "said", "en"), (ARABIC, "قال", "ar")])
def test_invisible_marks_do_not_hide_a_cue(pipeline: Pipeline, text: str, cue: str, lang: Any, mark: str) -> None:
    plain = pipeline.extract_one(Article("a", text, lang, "2020-01-01"))
    one = pipeline.extract_one(Article("a", text.replace(cue, f"{mark}{cue}{mark}"), lang, "2020-01-01"))
    _check_offsets(one)
    assert [claim.content_text for claim in one.claims] == [claim.content_text for claim in plain.claims]
    assert [claim.speaker.actor for claim in one.claims] == [claim.speaker.actor for claim in plain.claims]


# what is written -------------------------------------------------------------------------------------------


def test_the_public_keys_and_their_values(extracted: list[ExtractedArticle]) -> None:
    for one in extracted:
        written = json.loads(json.dumps(to_output(one), ensure_ascii=False))
        assert tuple(written) == ("id", "lang", "published", "attributions")
        assert len(written["attributions"]) == len(one.claims)
        for row in written["attributions"]:
            assert tuple(row) == KEYS
            assert row["type"] in ("direct", "indirect", "mixed")
            assert row["kind"] in KINDS
            assert row["position"] in (None, -2, -1, 0, 1, 2)
            assert 0 < row["confidence"] <= 1
            assert row["actor"]
            assert row["actor_id"]
            assert row["topic"]
            assert (row["said_at"] is None) == (row["said_precision"] is None)
            assert all(len(span) == 2 for role in ("source", "cue", "content") for span in row[role])


def test_every_position_has_reasons(extracted: list[ExtractedArticle]) -> None:
    assert all(claim.position.reasons for one in extracted for claim in one.claims)


def test_without_a_date_of_publication_nothing_relative_is_dated(pipeline: Pipeline) -> None:
    (claim,) = pipeline.extract_one(Article("a", "The minister said on Friday that a deal was near.", "en")).claims
    assert claim.when.at is None


@pytest.mark.parametrize("text", ["", " \n ", "...", "😀", "«»"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_said_is_no_claim(pipeline: Pipeline, text: str, lang: Any) -> None:
    assert pipeline.extract_one(Article("a", text, lang)).claims == ()


def test_algebra_takes_one_thread_whatever_is_imported_first() -> None:
    """Several processes read side by side, and sums are made in one order on every machine."""
    told = "import {}, threadpoolctl, numpy; print({{p['num_threads'] for p in threadpoolctl.threadpool_info()}})"
    bare = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    for first in ("app.cli", "flows.engine", "claims.pipeline"):
        found = subprocess.run([sys.executable, "-c", told.format(first)], env=bare, capture_output=True, text=True)
        assert found.stdout.strip() == "{1}", (first, found.stderr)


def test_pieces_of_a_content_are_set_off_from_each_other() -> None:
    """No denial of the first piece reaches into the second."""
    text = '"The ruling changes nothing of substance", she said, "the lease will be signed"'
    document = read(Article("a", text, "en"))
    first, second = (0, 41), (53, len(text))
    assert clauses(document, (first, second)) == f"{text[0:41]}, {text[53:]}"
    assert clauses(document, ((0, 42), second)) == f"{text[0:42]} {text[53:]}"
