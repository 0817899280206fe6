"""Reading a statement on a question of any kind, and judging pairs."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import pytest

from claims.compare import compare
from claims.comparison import RELATIONS, judge, see
from claims.comparison.features import NAMES, SIDE_NAMES
from claims.comparison.model import WEIGHTS, load, positions
from claims.model import Lang
from claims.positions.effects import effects
from claims.positions.general import question, read_general

FEE = ("museum entry fee", "The museum drops its entry fee; + = drops")
CURFEW = ("حظر التجول", "The curfew is lifted; + = lifted")
PORT = ("فتح الميناء", "The port opens; + = opens")


@pytest.mark.parametrize(
    ("text", "lang", "asked", "side"),
    [
        ("The museum will scrap the charge.", "en", FEE, 1),
        ("The charge will remain.", "en", FEE, -1),
        ("The charge will not remain.", "en", FEE, 1),
        ("The trustees refused to scrap the charge.", "en", FEE, -1),
        ("The trustees denied that the charge would be scrapped.", "en", FEE, -1),
        ("It is unlikely that the charge will be scrapped.", "en", FEE, -1),
        ("سيفتح الميناء غدا", "ar", PORT, 1),
        ("لن يفتح الميناء غدا", "ar", PORT, -1),
        ("أغلقت الهيئة الميناء", "ar", PORT, -1),
        ("نفت الهيئة إغلاق الميناء", "ar", PORT, 1),
    ],
)
def test_the_side_of_a_statement(text: str, lang: Lang, asked: tuple[str, str], side: int) -> None:
    found = read_general(text, lang, question(*asked, lang))
    assert math.copysign(1, found.evidence) == side
    assert found.value is not None
    assert found.value * side > 0
    assert found.reasons


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("We might scrap the charge.", "en", 1),
        ("We have doubts about scrapping the charge.", "en", -1),
        ("We have not decided whether to scrap the charge.", "en", 0),
        ("The director declined to comment.", "en", None),
        ("قد نفتح الميناء", "ar", 1),
        ("لم نحسم أمرنا بشأن الميناء", "ar", 0),
        ("رفض المدير التعليق", "ar", None),
    ],
)
def test_how_strongly_it_holds(text: str, lang: Lang, value: int | None) -> None:
    assert read_general(text, lang, question(*(FEE if lang == "en" else PORT), lang)).value == value


def test_the_question_tells_which_way_its_words_count() -> None:
    dropped, kept = question(*FEE, "en"), question("museum entry fee", "The fee stays; + = stays", "en")
    text = "The fee will be scrapped."
    assert read_general(text, "en", dropped).evidence > 0 > read_general(text, "en", kept).evidence


def test_words_are_found_in_every_form() -> None:
    english, arabic = effects("en"), effects("ar")
    assert all("minus" in english.of(form) for form in ("cancel", "cancels", "cancelled", "cancelling"))
    assert all("minus" in arabic.of(form) for form in ("اغلق", "اغلقت", "واغلقوا", "سيغلق", "اغلاق", "الاغلاق"))
    assert not english.of("table")
    assert not arabic.of("طاوله")


@pytest.mark.parametrize(
    ("earlier", "later", "lang", "asked", "relation"),
    [
        ("We support the fee.", "We oppose the fee.", "en", ("fee", "The fee stays; + = stays"), "reverse"),
        (
            "We have not decided yet.",
            "We will vote against the bill.",
            "en",
            ("bill", "It passes"),
            "commit",
        ),
        ("The fee will go.", "The director declined to comment.", "en", FEE, "unrelated"),
        ("لم نحسم أمرنا بعد", "سنفتح الميناء غدا", "ar", PORT, "commit"),
        ("سيفتح الميناء غدا", "لم نقرر بعد", "ar", PORT, "retreat_to_neutral"),
    ],
)
def test_plain_pairs(earlier: str, later: str, lang: Lang, asked: tuple[str, str], relation: str) -> None:
    found = compare(earlier, later, lang, *asked)
    assert found.relation == relation
    assert 0 < found.confidence <= 1


def test_odds_sum_to_one_and_positions_stand_in_the_relation() -> None:
    seen = see("The fee will go.", "The fee may go.", "en", question(*FEE, "en"))
    assert set(judge(seen)) == set(RELATIONS)
    assert math.isclose(sum(judge(seen).values()), 1)
    assert math.isclose(sum(positions(seen.earlier, seen.side_rows[0]).values()), 1)
    found = compare("The fee will be scrapped.", "The fee may be scrapped.", "en", *FEE)
    assert (found.relation, found.from_position, found.to_position) == ("soften", 2, 1)


def test_weights_are_of_these_features(tmp_path: Path) -> None:
    own = load()
    assert len(own.relation.mean) == len(NAMES)
    assert len(own.strength.mean) == len(SIDE_NAMES)
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    other = tmp_path / "weights.json"
    other.write_text(json.dumps({**stored, "features": ["height"]}), encoding="utf-8")
    with pytest.raises(ValueError, match="train again"):
        load(other)


def test_no_words_and_no_question() -> None:
    assert compare("", "", "en").relation == "repeat"
    assert compare("", "A deal.", "en").relation in RELATIONS
    assert compare("؟", "...", "ar", "", "").relation in RELATIONS


def test_hostile_pairs_cost_little() -> None:
    start = time.process_time()
    for text in ("not " * 20_000, "no deal " * 20_000, "لا " * 20_000, "a" * 100_000, "n't" * 30_000):
        compare(text, "yes " + text, "ar" if text.startswith("ل") else "en", text, text)
    assert time.process_time() - start < 5
