"""The spaCy component: found without an import, the same as the pipeline, in batches and processes, saved and drawn."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from claims.configuration import ConfigurationError
from claims.model import Article
from claims.pipeline import Pipeline
from claims.serialise import to_output

AR = "قال وزير الخارجية الأميركي جون كيري أمس إن الاتفاق على الهدنة «قريب». وأضاف أن الخلافات تقلصت."
EN = 'Sergei Lavrov said on Monday that the truce "will hold". "We are close to a deal," he added.'
TOPICS = """
- id: truce
  name: {en: Truce}
  proposition: {en: A truce holds}
  keywords: {en: [truce, deal], ar: [اتفاق, هدنة]}
"""
ROLES = (("source", "SOURCE"), ("cue", "CUE"), ("content", "CONTENT"))


def blank(code: str, **config: Any) -> spacy.language.Language:
    nlp = spacy.blank(code)
    nlp.add_pipe("attribution", config=config)
    return nlp


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    path = tmp_path / "topics.yaml"
    path.write_text(TOPICS, encoding="utf-8")
    return path


def of_role(doc: Doc, label: str, key: str = "claims") -> list[tuple[int, int]]:
    return [(span.start_char, span.end_char) for span in doc.spans[key] if span.label_ == label]


def test_is_found_without_an_import_in_a_fresh_process(tmp_path: Path) -> None:
    code = (
        "import sys, json, spacy\n"
        "nlp = spacy.blank('ar')\n"
        "nlp.add_pipe('attribution')\n"
        "doc = nlp(sys.stdin.read())\n"
        "print(json.dumps([[s.label_, s.text] for s in doc.spans['claims']]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=AR, capture_output=True, text=True, timeout=120, cwd=tmp_path, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    labels = {label for label, _ in json.loads(run.stdout)}
    assert labels == {"SOURCE", "CUE", "CONTENT"}


@pytest.mark.parametrize(("lang", "text"), [("ar", AR), ("en", EN)])
def test_says_what_the_pipeline_says(lang: Any, text: str) -> None:
    doc = blank(lang)(text)
    told = {"published": "2016-09-06", "title": "News", "id": "a1"}
    dated = blank(lang)
    made = dated.make_doc(text)
    made._.article = told
    made = dated(made)
    bare = to_output(Pipeline().extract_one(Article(id=doc_id(text), text=text, lang=lang)))
    assert doc._.attributions == bare["attributions"]
    assert len(doc._.attributions) == 2
    assert (
        made._.attributions == to_output(Pipeline().extract_one(Article(text=text, lang=lang, **told)))["attributions"]
    )
    assert made._.attributions[0]["said_at"] == "2016-09-05"
    assert doc._.attributions[0]["said_at"] is None


def doc_id(text: str) -> str:
    from flows.sources.check import article_id

    return article_id(None, text)


@pytest.mark.parametrize(("lang", "text"), [("ar", AR), ("en", EN)])
def test_spans_are_the_attributions_widened_to_tokens(lang: str, text: str) -> None:
    doc = blank(lang)(text)
    for role, label in ROLES:
        exact = [tuple(span) for one in doc._.attributions for span in one[role]]
        widened = of_role(doc, label)
        assert len(widened) == len(exact)
        for (start, end), (first, past) in zip(exact, widened, strict=True):
            assert first <= start < end <= past
            assert past - first - (end - start) < 4
    ids = {span.id_ for span in doc.spans["claims"]}
    assert ids == {one["claim_id"] for one in doc._.attributions}
    for span in doc.spans["claims"]:
        (one,) = [one for one in doc._.attributions if one["claim_id"] == span.id_]
        listed = one["actor_id"].startswith("Q") and span.label_ == "SOURCE"
        assert span.kb_id_ == (one["actor_id"] if listed else "")


def test_does_not_depend_on_the_tokens_of_the_doc() -> None:
    nlp = blank("en")
    usual = nlp(EN)
    whole = nlp(Doc(nlp.vocab, words=EN.split(" "), spaces=[True] * EN.count(" ") + [False]))
    letters = nlp(Doc(nlp.vocab, words=list(EN), spaces=[False] * len(EN)))
    assert usual._.attributions == letters._.attributions
    assert [(s.label_, s.start_char, s.end_char) for s in letters.spans["claims"]] == [
        (label, start, end) for one in usual._.attributions for role, label in ROLES for start, end in one[role]
    ], "a token a letter: the exact offsets"
    assert whole.text == EN
    assert len(whole.spans["claims"]) == len(usual.spans["claims"])


def test_batches_processes_and_contexts() -> None:
    nlp = blank("ar")
    texts = [AR, "لا شيء هنا.", "", AR.replace("كيري", "لافروف")]
    one_by_one = [nlp(text)._.attributions for text in texts]
    assert [doc._.attributions for doc in nlp.pipe(texts, batch_size=2)] == one_by_one
    assert [len(found) for found in one_by_one] == [2, 0, 0, 2]
    pairs = list(nlp.pipe([(AR, {"published": "2016-09-06", "mine": 7})], as_tuples=True))
    assert pairs[0][0]._.attributions[0]["said_at"] == "2016-09-05"
    assert pairs[0][1]["mine"] == 7


@pytest.mark.processes
def test_in_several_processes() -> None:
    nlp = blank("en")
    texts = [EN, "Nothing here.", EN.replace("Monday", "Friday")]
    apart = list(nlp.pipe(texts, n_process=2, batch_size=1))
    assert [doc._.attributions for doc in apart] == [nlp(text)._.attributions for text in texts]
    assert [len(doc.spans["claims"]) for doc in apart] == [len(nlp(text).spans["claims"]) for text in texts]


def test_docs_are_saved_with_what_was_found() -> None:
    nlp = blank("ar")
    doc = nlp(AR)
    spans = [(s.label_, s.start, s.end, s.id_, s.kb_id_) for s in doc.spans["claims"]]
    again = Doc(spacy.blank("ar").vocab).from_bytes(doc.to_bytes())
    (packed,) = DocBin(store_user_data=True, docs=[doc]).get_docs(spacy.blank("ar").vocab)
    for copy in (again, packed):
        assert copy._.attributions == doc._.attributions
        assert [(s.label_, s.start, s.end, s.id_, s.kb_id_) for s in copy.spans["claims"]] == spans


def test_pipelines_are_saved_with_their_topics(topics: Path, tmp_path: Path) -> None:
    nlp = blank("en", topics=str(topics), spans_key="said")
    doc = nlp(EN)
    assert {one["topic"] for one in doc._.attributions} == {"truce"}
    assert doc.spans["said"]
    nlp.to_disk(tmp_path / "saved")
    data = nlp.to_bytes()
    topics.unlink()
    for other in (spacy.load(tmp_path / "saved"), spacy.blank("en").from_config(nlp.config).from_bytes(data)):
        copy = other(EN)
        assert copy._.attributions == doc._.attributions
        assert [(s.label_, s.start, s.end) for s in copy.spans["said"]] == [
            (s.label_, s.start, s.end) for s in doc.spans["said"]
        ]


def test_topics_can_be_set_later_and_a_missing_file_is_named(topics: Path, tmp_path: Path) -> None:
    nlp = blank("en", topics=str(tmp_path / "gone.yaml"))
    with pytest.raises(ConfigurationError, match=r"gone\.yaml: no such topics file"):
        nlp(EN)
    component: Any = nlp.get_pipe("attribution")
    component.set_topics(topics)
    assert {one["topic"] for one in nlp(EN)._.attributions} == {"truce"}
    topics.write_text("- id: x\n  nam: {en: X}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="did you mean `name`"):
        blank("en", topics=str(topics))


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(ValueError, match=r"reads Arabic \(ar\) and English \(en\); the pipeline's language is 'fr'"):
        blank("fr")
    with pytest.raises(ValueError, match="`lang` is 'xx'"):
        blank("en", lang="xx")
    assert len(blank("xx", lang="ar")(AR)._.attributions) == 2


def test_stands_beside_other_components() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Sergei Lavrov"}])  # type: ignore[attr-defined]
    nlp.add_pipe("attribution", name="who_said_what")
    doc = nlp(EN)
    assert [ent.text for ent in doc.ents] == ["Sergei Lavrov"]
    assert len(list(doc.sents)) == 2
    assert doc._.attributions == blank("en")(EN)._.attributions
    assert nlp.get_pipe_meta("who_said_what").assigns == ["doc.spans", "doc._.attributions"]
    again = nlp(doc)
    assert len(again.spans["claims"]) == len(doc.spans["claims"]), "running again replaces"


def test_what_is_told_of_an_article_is_checked() -> None:
    nlp = blank("en")
    doc = nlp.make_doc(EN)
    doc._.article = {"publised": "2016-09-06"}
    with pytest.raises(ValueError, match=r"keys of id, published, title"):
        nlp(doc)


def test_an_error_handler_takes_what_fails() -> None:
    nlp = blank("en")
    failed: list[str] = []
    nlp.set_error_handler(lambda name, component, docs, error: failed.append(f"{name}: {error}"))  # type: ignore[arg-type,return-value]
    bad, good = nlp.make_doc(EN), nlp.make_doc(EN)
    bad._.article = {"x": 1}
    docs = list(nlp.pipe([bad, good]))
    assert len(failed) == 1
    assert docs[-1]._.attributions


@pytest.mark.parametrize(("lang", "text"), [("ar", AR), ("en", EN)])
def test_displacy_draws_sources_cues_and_contents(lang: str, text: str) -> None:
    doc = blank(lang)(text + " <b>")
    html = displacy.render(doc, style="span", options={"spans_key": "claims"}, jupyter=False)
    for label, colour in (("SOURCE", "#8fc7ff"), ("CUE", "#ffd479"), ("CONTENT", "#b8e6b0")):
        assert label in html
        assert colour in html
    assert "<b>" not in html
    assert all(token.text in html for token in doc[:5])
    if lang == "ar":
        assert "direction: rtl" in html or 'dir="rtl"' in html


def test_scores_against_marked_docs() -> None:
    nlp = blank("en")
    gold = nlp(EN)
    perfect = nlp.evaluate([Example(nlp.make_doc(EN), gold)])
    assert perfect["spans_claims_f"] == 1.0
    gold.spans["claims"] = list(gold.spans["claims"])[1:]
    assert nlp.evaluate([Example(nlp.make_doc(EN), gold)])["spans_claims_p"] < 1.0


def test_the_example_of_the_docs_prints_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    told = (Path(__file__).parents[2] / "docs" / "spacy.md").read_text(encoding="utf-8")
    code = told.split("```python\n")[1].split("```")[0]
    printed = told.split("```text\n")[1].split("```")[0]
    exec(compile(code, "docs/spacy.md", "exec"), {})
    assert capsys.readouterr().out == printed
