"""Analysers of words and names: the built-in one, CAMeL on small data, what is missing, and what they change."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from claims.actors import load_registry
from claims.analysers import Analysers, AnalyserWarning, load_analysers, refine
from claims.analysers.rules import RuleAnalyser
from claims.languages.analysis import Analyser, Entity, Reading
from claims.model import Article, Attribution
from claims.pipeline import Pipeline
from claims.read import Document, read
from claims.serialise import to_output

ROOT = Path(__file__).parents[2]
DATABASE = ROOT.parent / "shared" / "data" / "morphology" / "camel_morph_msa" / "example_msa_ramaY_v1.0.db"
NAMES = ["جون كيري", "سيرغي لافروف", "ديمتري بيسكوف"]
BODIES = ["الكرملين", "البنتاغون"]


def document(text: str, lang: Any = "ar") -> Document:
    return read(Article(id="a", text=text, lang=lang))


def catalogue(folder: Path, **datasets: str) -> Path:
    """A data folder with a catalogue of the datasets given by component."""
    components = {name: {"default": at, "datasets": {at: {"path": at}}} for name, at in datasets.items()}
    told = {"version": "1.6", "packages": {}, "components": components}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catalogue.json").write_text(json.dumps(told), encoding="utf-8")
    for at in datasets.values():
        (folder / "data" / at).mkdir(parents=True, exist_ok=True)
    return folder


def asked(code: str, data: Path) -> Any:
    """What a fresh process prints as JSON: CAMeL reads its catalogue once a process."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "CAMELTOOLS_DATA": str(data), "HOME": str(data)}
    environment["PYTHONPATH"] = str(ROOT)
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout)


# the built-in one ------------------------------------------------------------------------------------------


def test_rules_read_reporting_words() -> None:
    rules = RuleAnalyser(load_registry())
    assert rules.readings("وأعلنت") == (Reading("اعلن", "verb", "perfect", "fs"),)
    assert Reading("اكد", "participle", "", "ms") in rules.readings("مؤكدا")
    assert Reading("اعلن", "verb", "imperfect", "ms") in rules.readings("يُعلِن")
    assert rules.readings("طاولة") == ()


def test_rules_name_what_is_listed() -> None:
    text = "التقى جون كيري مسؤولين من الكرملين في روسيا."
    found = RuleAnalyser(load_registry()).entities(document(text))
    assert [(text[slice(*entity.span)], entity.kind) for entity in found] == [
        ("جون كيري", "person"),
        ("الكرملين", "organisation"),
        ("روسيا", "place"),
    ]


def test_rules_are_the_default_and_change_nothing() -> None:
    analysers = load_analysers()
    assert analysers.built_in
    assert analysers.names == ()
    found = [Attribution(((0, 3),), ((4, 7),), ((8, 10),), "indirect", "assert", "x")]
    assert refine(document("قال كل شيء"), found, analysers) is found
    with pytest.raises(ValueError, match="morphology: must be rules or camel, is 'farasa'"):
        load_analysers("farasa")  # type: ignore[arg-type]


# CAMeL: morphology -----------------------------------------------------------------------------------------

READ_WORDS = """
import json
from claims.analysers import load_analysers
from claims.languages.analysis import Reading
told = []
analysers = load_analysers("camel", "rules", tell=told.append)
words = ["رمى", "رَمَتْ", "ورموا", "ترمي", "نرمي", "فسيرمون", "طاولة"]
readings = {w: [[r.lemma, r.category, r.aspect, r.agreement] for r in analysers.morphology.readings(w)] for w in words}
print(json.dumps([told, analysers.chosen, analysers.names, readings]))
"""


@pytest.mark.skipif(not DATABASE.exists(), reason="the small compiled database of CAMeL Morph is not here")
def test_camel_reads_words_of_a_compiled_database(tmp_path: Path) -> None:
    data = catalogue(tmp_path / "camel", MorphologyDB="example")
    shutil.copy(DATABASE, data / "data" / "example" / "morphology.db")
    told, chosen, names, readings = asked(READ_WORDS, data)
    assert told == []
    assert chosen == ["camel", "rules"]
    assert names == [f"camel morphology example {DATABASE.stat().st_size}", "rules"]
    throw = "رمي"
    assert readings["رمى"] == [[throw, "verb", "perfect", "ms"]]
    assert readings["رَمَتْ"] == [[throw, "verb", "perfect", "fs"]]
    assert readings["ورموا"] == [[throw, "verb", "perfect", "mp"]]
    assert readings["ترمي"] == [[throw, "verb", "imperfect", "2"], [throw, "verb", "imperfect", "fs"]]
    assert readings["نرمي"] == [[throw, "verb", "imperfect", "1p"]]
    assert readings["فسيرمون"] == [[throw, "verb", "imperfect", "mp"]]
    assert readings["طاولة"] == []


# CAMeL: names ----------------------------------------------------------------------------------------------

MAKE_MODEL = """
import sys, torch
from transformers import BertConfig, BertForTokenClassification
folder, people, bodies = sys.argv[1], sys.argv[2].split("|"), sys.argv[3].split("|")
torch.manual_seed(0)
torch.set_num_threads(1)
others = "قال إن و . في".split()
words = sorted({w for name in people + bodies for w in name.split()} | set(others))
vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
open(folder + "/vocab.txt", "w", encoding="utf-8").write("\\n".join(vocabulary) + "\\n")
labels = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]
model = BertForTokenClassification(BertConfig(
    vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
    max_position_embeddings=256, id2label=dict(enumerate(labels)), label2id={v: k for k, v in enumerate(labels)}))
of = {w: "B-ORG" for name in bodies for w in name.split()}
of |= {w: "B-PERS" if i == 0 else "I-PERS" for name in people for i, w in enumerate(name.split())}
true = torch.tensor([labels.index(of.get(w, "O")) for w in words])
optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
for _ in range(150):
    order = torch.randperm(len(words))
    ids, edge = torch.cat([torch.tensor([2]), order + 5, torch.tensor([3])]), torch.tensor([-100])
    optimiser.zero_grad()
    model(input_ids=ids[None], labels=torch.cat([edge, true[order], edge])[None]).loss.backward()
    optimiser.step()
model.save_pretrained(folder)
"""

READ_NAMES = """
import json
from claims.analysers import load_analysers
from claims.model import Article
from claims.read import read
told = []
analysers = load_analysers("rules", "camel", tell=told.append)
text = "قال جون كيري \\u200f و سيرغي لافروف في الكرملين . في البنتاغون ديمتري بيسكوف"
found = analysers.ner.entities(read(Article(id="a", text=text, lang="ar")))
again = analysers.ner.entities(read(Article(id="a", text=text, lang="ar")))
nothing = analysers.ner.entities(read(Article(id="b", text=" ", lang="ar")))
names = [[text[slice(*e.span)], e.kind] for e in found]
print(json.dumps([told, analysers.chosen, names, found == again, len(nothing)]))
"""


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a very small recogniser in CAMeL's format, trained here on a handful of names."""
    pytest.importorskip("transformers")
    data = catalogue(tmp_path_factory.mktemp("camel"), NamedEntityRecognition="tiny")
    given = [str(data / "data" / "tiny"), "|".join(NAMES), "|".join(BODIES)]
    run = subprocess.run(
        [sys.executable, "-c", MAKE_MODEL, *given], capture_output=True, text=True, timeout=180, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return data


def test_camel_names_what_its_model_knows(recogniser: Path) -> None:
    told, chosen, names, same, nothing = asked(READ_NAMES, recogniser)
    assert told == []
    assert chosen == ["rules", "camel"]
    assert names == [
        ["جون كيري", "person"],
        ["سيرغي لافروف", "person"],
        ["الكرملين", "organisation"],
        ["البنتاغون", "organisation"],
        ["ديمتري بيسكوف", "person"],
    ]
    assert same
    assert nothing == 0


# what is missing -------------------------------------------------------------------------------------------

FALL_BACK = """
import json, sys
from claims.analysers import load_analysers
told = []
analysers = load_analysers("camel", "camel", tell=told.append)
readings = [r.lemma for r in analysers.morphology.readings("قالت")]
loaded = [m for m in ("camel_tools.data", "transformers") if m in sys.modules]
print(json.dumps([told, analysers.chosen, analysers.built_in, readings, loaded]))
"""


def test_without_a_catalogue_nothing_is_downloaded_and_the_rules_go_on(tmp_path: Path) -> None:
    told, chosen, built_in, readings, loaded = asked(FALL_BACK, tmp_path)
    assert len(told) == 1
    assert "morphology" in told[0]
    assert f"{tmp_path / 'catalogue.json'} is missing" in told[0]
    assert "camel_data -i morphology-db-msa-r13" in told[0]
    assert "camel_data -i ner-arabert" in told[0]
    assert told[0].endswith("The built-in rules go on.")
    assert chosen == ["rules", "rules"]
    assert built_in
    assert readings == ["قال"]
    assert loaded == [], "importing these would download a catalogue"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({}, "does not list MorphologyDB"),
        ({"MorphologyDB": "example"}, "morphology.db is missing"),
    ],
)
def test_half_a_data_folder_is_told(tmp_path: Path, made: dict[str, str], expected: str) -> None:
    told, chosen, *_ = asked(FALL_BACK, catalogue(tmp_path, **made))
    assert len(told) == 1
    assert expected in told[0]
    assert chosen == ["rules", "rules"]


def test_data_that_cannot_be_loaded_are_told(tmp_path: Path) -> None:
    data = catalogue(tmp_path, MorphologyDB="broken")
    (data / "data" / "broken" / "morphology.db").write_text("###DEFINES###\nno database\n", encoding="utf-8")
    told, chosen, *_ = asked(FALL_BACK, data)
    assert "CAMeL's morphology cannot be loaded: DatabaseParseError" in told[0]
    assert chosen == ["rules", "rules"]


def test_a_library_is_warned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.warns(AnalyserWarning, match="The built-in rules go on") as caught:
        analysers = load_analysers("camel", "camel")
    assert len(caught) == 1
    text = "قال الوزير إن الاتفاق قريب. وأضاف أن الخلافات تقلصت."
    article = Article(id="a", text=text, lang="ar")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        said = to_output(Pipeline(analysers=analysers).extract_one(article))
    assert said == to_output(Pipeline().extract_one(article))
    assert Pipeline(analysers=analysers).fingerprint == Pipeline().fingerprint


def extracted(folder: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.cli", "extract", "a.jsonl", *options]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=180, check=False
    )


def articles_in(folder: Path) -> None:
    texts = [
        "قال وزير الخارجية جون كيري إن الاتفاق قريب.",
        "قال الوزير إن الاتفاق قريب.",
        "قال ديمتري بيسكوف إن لا اتفاق.",
    ]
    rows = [{"id": str(n), "text": text, "published": "2016-09-04"} for n, text in enumerate(texts)]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_the_command_line_tells_one_line_and_goes_on(tmp_path: Path) -> None:
    articles_in(tmp_path)
    nowhere = str(tmp_path / "none")
    rules = extracted(tmp_path, CAMELTOOLS_DATA=nowhere)
    camel = extracted(tmp_path, "--workers", "2", CAMELTOOLS_DATA=nowhere, MAWQIF_ARABIC__MORPHOLOGY="camel")
    assert rules.returncode == camel.returncode == 0, camel.stderr
    assert rules.stdout == camel.stdout
    assert all(json.loads(line)["attributions"] for line in camel.stdout.splitlines())
    assert rules.stderr == ""
    (line,) = camel.stderr.splitlines()
    assert "catalogue.json is missing" in line


@pytest.mark.long
@pytest.mark.processes
def test_the_command_line_uses_it_in_several_processes(tmp_path: Path, recogniser: Path) -> None:
    articles_in(tmp_path)
    given = {"CAMELTOOLS_DATA": str(recogniser), "HOME": str(recogniser), "MAWQIF_ARABIC__NER": "camel"}
    run = extracted(tmp_path, "--workers", "2", **given)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["0", "1", "2"]


# what they change ------------------------------------------------------------------------------------------


class Scripted:
    """An analyser that answers what the test says."""

    name = "scripted"

    def __init__(self, readings: dict[str, list[Reading]], names: dict[str, Any]) -> None:
        self._readings, self._names = readings, names

    def readings(self, word: str) -> tuple[Reading, ...]:
        return tuple(self._readings.get(word, ()))

    def entities(self, document: Document) -> tuple[Entity, ...]:
        text = document.text
        return tuple(Entity((text.index(n), text.index(n) + len(n)), kind) for n, kind in self._names.items())


def with_scripted(readings: dict[str, list[Reading]] | None = None, names: dict[str, Any] | None = None) -> Analysers:
    analyser: Analyser = Scripted(readings or {}, names or {})
    return Analysers(analyser, analyser, ("camel", "camel"))


def marked(text: str, source: str, cue: str, content: str, agreement: str = "") -> Attribution:
    def spans(piece: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(piece), text.index(piece) + len(piece)),) if piece else ()

    return Attribution(spans(source), spans(cue), spans(content), "indirect", "assert", "x", agreement=agreement)


@pytest.mark.parametrize(
    ("readings", "before", "after"),
    [
        ([("imperfect", "2"), ("imperfect", "fs")], "", "fs"),
        ([("imperfect", "2"), ("imperfect", "fs")], "ms", "ms"),
        ([("perfect", "ms"), ("imperfect", "1s")], "", ""),
        ([("imperative", "2"), ("perfect", "d")], "", "d"),
        ([], "", ""),
    ],
)
def test_the_form_of_the_subject_is_taken_from_readings_that_agree(
    readings: list[tuple[Any, str]], before: str, after: str
) -> None:
    text = "ترمي إلى أن الاتفاق قريب"
    analysers = with_scripted({"ترمي": [Reading("رمي", "verb", aspect, form) for aspect, form in readings]})
    (found,) = refine(document(text), [marked(text, "", "ترمي", "أن الاتفاق قريب", before)], analysers)
    assert found.agreement == after


@pytest.mark.parametrize(
    ("source", "names", "expected"),
    [
        ("وزير الخارجية جون", {"جون كيري": "person"}, "وزير الخارجية جون كيري"),
        ("وزير الخارجية", {"جون كيري": "person"}, "وزير الخارجية جون كيري"),
        ("كيري", {"جون كيري": "person"}, "جون كيري"),
        ("وزير الخارجية", {"جون كيري": "place"}, "وزير الخارجية"),
        ("وزير الخارجية جون كيري", {"جون كيري": "person"}, "وزير الخارجية جون كيري"),
        ("كيري", {"كيري إن": "person"}, "كيري"),
        ("", {"جون كيري": "person"}, ""),
    ],
)
def test_a_source_takes_the_whole_of_a_name(source: str, names: dict[str, Any], expected: str) -> None:
    text = "قال وزير الخارجية جون كيري إن الاتفاق قريب"
    (found,) = refine(document(text), [marked(text, source, "قال", "إن الاتفاق قريب")], with_scripted(names=names))
    assert " ".join(text[start:end] for start, end in found.source) == expected


def test_claims_follow_the_analysers_and_so_does_the_fingerprint() -> None:
    text = "قال وزير الخارجية زيد عمرو بكر إن الاتفاق قريب."
    plain, other = Pipeline(), Pipeline(analysers=with_scripted(names={"زيد عمرو بكر": "person"}))
    article = Article(id="a", text=text, lang="ar")
    (claim,) = other.extract_one(article).claims
    assert claim.source_text == "وزير الخارجية زيد عمرو بكر"
    assert other.fingerprint != plain.fingerprint
    assert other.extract_one(article) == other.extract_one(article)
    english = Article(id="e", text='Ann Lee said "no".', lang="en")
    assert other.extract_one(english) == plain.extract_one(english)


# where it is imported --------------------------------------------------------------------------------------


def test_camel_is_imported_in_one_package_only() -> None:
    home = ROOT / "claims" / "languages" / "arabic"
    for folder in ("app", "claims", "flows", "warehouse"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                if any(name.split(".")[0] == "camel_tools" for name in names):
                    assert home in path.parents, f"{path.relative_to(ROOT)} imports CAMeL"
