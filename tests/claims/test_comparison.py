"""Reading a statement on a question of any kind, and judging pairs."""

from __future__ import annotations

import json
import math
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claims.attribute.chains.hashing import number
from claims.compare import compare
from claims.comparison import RELATIONS, judge, see
from claims.comparison.features import ROW_NAMES, pair_row, relation_odds
from claims.comparison.fit_network import fit_network
from claims.comparison.labelled import (
    AS_NEWS_HAS_IT,
    Labelled,
    drawn_pairs,
    from_questions,
    from_storylines,
    read_lines,
    sides,
)
from claims.comparison.made import made_pairs
from claims.comparison.model import WEIGHTS, load, positions
from claims.comparison.train import fit, fit_reader, labelled_files, part_of
from claims.comparison.turning import NAMES as TURNING
from claims.comparison.turning import turning
from claims.comparison.vectors import word_vectors
from claims.model import Lang
from claims.positions.effects import effects
from claims.positions.folded import Folded
from claims.positions.general import question, read_general
from claims.positions.kinds import find_kinds, head, kinds, relations
from claims.positions.network import VECTOR, columns, odds, word_value
from claims.positions.reader import learned
from claims.positions.told import asked, told

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
        ("No one doubts that the charge will be scrapped.", "en", 2),
        ("Nobody questions the decision to scrap the charge.", "en", 2),
        ("There will be no scrapping of the charge before June.", "en", -2),
        ("لا أحد يشك في أن الميناء سيفتح", "ar", 2),
        ("لا فتح للميناء قبل أيار", "ar", -2),
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
    seen = see("The fee will go.", "The fee may go.", "en", asked(*FEE, "en"))
    assert set(judge(seen)) == set(RELATIONS)
    assert math.isclose(sum(judge(seen).values()), 1)
    assert math.isclose(sum(positions(seen, 0).values()), 1)
    found = compare("The fee will be scrapped.", "The fee may be scrapped.", "en", *FEE)
    assert (found.relation, found.from_position, found.to_position) == ("soften", 2, 1)


def test_weights_are_of_these_features(tmp_path: Path) -> None:
    seen = see("a", "b", "en", asked(*FEE, "en"))
    assert len(load().mean) == len(pair_row(seen.row, *seen.read)) == len(ROW_NAMES)
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


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_phrase_word_repeated_costs_little(lang: Lang) -> None:
    """Each word of each pattern, alone and many times over: none sends a pattern into backtracking."""
    found = {word for _, pattern in effects(lang).phrases for word in re.findall(r"\w{2,}", pattern.pattern)}
    assert len(found) > 300
    for word in sorted(found):
        text = f"{word} " * (1_000 // (len(word) + 1))
        start = time.process_time()
        read_general(text, lang, question(text[:500], text[:500], lang))
        assert time.process_time() - start < 3, word  # some hundredths; a slow machine in use took one


def test_even_words_for_and_against_count_against() -> None:
    asked = question("school year", "The school year is lengthened; + = lengthened", "en")
    assert read_general("Plans to add ten days have been shelved.", "en", asked).evidence < 0


def test_a_doubt_behind_turns_what_stands_before_it() -> None:
    asked = question("output", "Output is raised; + = raised", "en")
    assert (
        read_general("An increase would be difficult.", "en", asked).evidence
        < 0
        < read_general("An increase is agreed.", "en", asked).evidence
    )


def test_bodies_and_people_have_no_effect() -> None:
    assert not any(effects("en").of(word) for word in ("the", "team", "employer", "department", "commissioner"))
    assert not any(effects("ar").of(word) for word in ("الشرطه", "الهييه", "المجلس"))


def test_imperfects_of_derived_verbs_are_found() -> None:
    assert all("minus" in effects("ar").of(word) for word in ("سينسحب", "سنلغي", "تلغي"))
    assert "plus" in effects("ar").of("نستانف")


def test_articles_are_no_words_of_a_question() -> None:
    assert "the" not in question("the fee", "The fee is dropped; + = dropped", "en").stems


@pytest.mark.parametrize(
    ("earlier", "later", "lang", "alike"),
    [
        ("The council will sign the charter.", "The council will not sign the charter.", "en", False),
        ("The council will not sign the charter.", "No member will sign the charter.", "en", True),
        ("ستوقع البلدية الميثاق", "لن توقع البلدية الميثاق", "ar", False),
    ],
)
def test_shared_words_denied_once_are_turned(earlier: str, later: str, lang: Lang, alike: bool) -> None:
    measured = dict(zip(TURNING, turning(earlier, later, lang), strict=True))
    assert (measured["turned_otherwise"] == 0) is alike
    assert measured["nothing_shared"] == 0


def test_marked_statements_are_read_once(tmp_path: Path) -> None:
    claim = {"cue": "said", "content": "the fee will go", "position": 2, "kind": "policy"}
    others = [
        {**claim, "content": "no", "position": None},
        {**claim, "content": "he came", "kind": "conduct"},
        {**claim, "content": "of another thing", "on_topic": False},
    ]
    story = tmp_path / "gold.json"
    topic = {"name_en": "fee", "name_ar": "", "issue": "The fee is dropped"}
    story.write_text(json.dumps({"topic": topic, "claims": [claim, claim, *others]}), encoding="utf-8")
    taken = Labelled("said the fee will go", "en", "fee", "The fee is dropped", 2, AS_NEWS_HAS_IT)
    assert from_storylines([story]) == [taken, replace(taken, text="said no", position=None)]


def _with_undecided(most: int) -> list[dict[str, Any]]:
    """The first labelled questions that have a statement of each position."""
    positions = {None, -2, -1, 0, 1, 2}
    rows = (row for row in read_lines(labelled_files()) if {one["position"] for one in row["statements"]} == positions)
    return list(islice(rows, most))


def test_pairs_are_drawn_of_each_question_and_the_same_each_time() -> None:
    statements = from_questions(_with_undecided(3))
    pairs = drawn_pairs(statements)
    assert pairs == drawn_pairs(statements)
    known = {(one.topic, one.text): one.position for one in statements}
    assert all(known[pair["topic"], pair["later"]] == pair["to_position"] for pair in pairs)
    assert {one.text for one in sides(pairs)} <= {one.text for one in statements}
    assert {pair["relation"] for pair in pairs} == set(RELATIONS)


def test_words_in_like_surroundings_get_like_vectors() -> None:
    draw = random.Random(1)
    around = {side: [f"{a}{b}{side}" for a in "bcdfghj" for b in "aeiou"] for side in ("kr", "lt")}
    sides = (("treaty", "accord"), "kr"), (("melon", "cherry"), "lt")
    chosen = [(draw.choice(nouns), around[side]) for nouns, side in (draw.choice(sides) for _ in range(4000))]
    texts = [f"{draw.choice(others)} {noun} {draw.choice(others)}" for noun, others in chosen]
    values, rows = word_vectors([*(("en", text) for text in texts), *(("ar", "كلام") for _ in range(9))])
    again = word_vectors([("en", text) for text in texts])
    assert np.array_equal(rows, again[1])
    assert list(values) == sorted(values)
    treaty, accord, melon = (
        rows[np.searchsorted(values, number(word_value(head(word, "en"), "en")))]
        for word in ("treaty", "accord", "melon")
    )
    assert treaty @ accord > 2 * abs(treaty @ melon)
    assert not rows[:, : VECTOR // 2].any(), "a language has its own dimensions"


def test_claims_of_storylines_count_more_than_statements_written_by_themselves() -> None:
    row = {
        "lang": "en",
        "topic": "fee",
        "proposition": "The fee is dropped",
        "statements": [{"text": "it will go", "position": 2}],
    }
    plain, claim = from_questions([{**row, "actor": "the museum"}, row])
    assert plain.weight == 1.0
    assert claim == replace(plain, weight=AS_NEWS_HAS_IT)


def test_what_counts_more_decides_where_statements_differ() -> None:
    said = [Labelled("the old fee is going away soon", "en", "fee", "The fee is dropped", 2)] * 3
    off = [replace(said[0], text=f"something else {i}", position=i % 3 or None) for i in range(9)]
    undecided = [replace(one, position=0) for one in off]
    of, text = said[0].asked, said[0].text

    def favour(weight: float) -> float:
        against = [replace(one, position=-2, weight=weight) for one in said]
        return learned(text, "en", of, own=fit_reader([*said, *against, *off, *undecided])).favour

    assert favour(0.1) > favour(1.0) > favour(30.0)


def test_training_twice_gives_the_same_weights() -> None:
    statements = from_questions(_with_undecided(24))
    assert len({part_of(one.question) for one in statements}) > 1
    assert fit(statements, []) == fit(statements, [])
    vectors = word_vectors((one.lang, one.text) for one in statements)
    with ThreadPoolExecutor(1) as pool:
        one, other = (fit_network(statements[:60], vectors, pool, seeds=1).members[0] for _ in range(2))
    assert np.array_equal(one.rows, other.rows)
    assert np.array_equal(one.tables["vector"][1:], vectors[1]), "what comes from raw text is not learned anew"
    assert np.array_equal(one.tables["word"], other.tables["word"])


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("They tore up the treaty.", "en", "end"),
        ("The bill is dead in the water.", "en", "end"),
        ("The council nodded through the plan.", "en", "allow"),
        ("طويت صفحة المشروع", "ar", "end"),
        ("لا رجعة فيه", "ar", "stay"),
    ],
)
def test_kinds_are_found_in_every_form(text: str, lang: Lang, kind: str) -> None:
    assert any(kind in one.kinds for one in find_kinds(Folded(text, lang).words, lang))


def test_kinds_are_the_same_in_every_language_and_related_to_known_ones() -> None:
    known = [{kind for found in kinds(lang).words.values() for kind in found} for lang in ("ar", "en")]
    assert known[0] == known[1]
    related = relations()
    assert {*related.opposed, *related.akin, *related.brings} <= known[0]


def test_the_proposition_may_be_in_either_language() -> None:
    arabic = asked("رسوم الجسر", "تلغى رسوم الجسر؛ + = تلغى", "ar")
    english = asked("رسوم الجسر", "The bridge toll is scrapped; + = scrapped", "ar")
    assert arabic.question.sign == english.question.sign == -1
    assert "end" in arabic.kinds & english.kinds
    assert arabic.predicate
    assert not english.predicate


def test_an_echoing_question_turns_its_words() -> None:
    of = asked("fee", "The fee is abolished; + = abolished", "en")

    def asks(text: str) -> float:
        return told(text, "en", of, read_general(text, "en", of.question)).signed["asked"]

    assert asks("Abolish it? Never.") == -asks("Abolish it.")


@pytest.mark.parametrize(
    ("text", "lang", "above"),
    [
        ("The museum has scrapped the fee, and everybody walks in for nothing.", "en", True),
        ("The charge stays on the books, the director insisted.", "en", False),
        ("طويت صفحة الحظر وفتحت الشوارع أمام الناس", "ar", True),
        ("الحظر باق حتى إشعار آخر", "ar", False),
    ],
)
def test_the_learned_side_of_a_statement(text: str, lang: Lang, above: bool) -> None:
    found = learned(text, lang, asked(*(FEE if lang == "en" else CURFEW), lang))
    assert (found.favour > 0.5) is above
    assert found.reasons
    assert math.isclose(sum(found.odds().values()), 1)
    assert math.isclose(sum(relation_odds(found.odds(), found.odds()).values()), 1)


def test_the_network_reads_a_statement_the_same_alone_and_among_others() -> None:
    of = asked(*FEE, "en")
    texts = ["The charge is history.", "", "Nobody knows whether the museum will ever stop charging visitors."]
    seen = [columns(text, "en", of) for text in texts]
    assert [len(one["word"]) > 0 for one in seen] == [True] * 3
    together = odds(seen)
    assert np.allclose(together[:, 1:].sum(axis=1), 1)
    for row, one in zip(together, seen, strict=True):
        assert np.allclose(odds([one])[0], row, atol=1e-5)


def test_the_network_sees_the_order_of_words() -> None:
    of = asked(*FEE, "en")
    one, other = (columns(text, "en", of) for text in ("not dropped but kept", "not kept but dropped"))
    assert sorted(one["word"]) == sorted(other["word"])
    assert not np.allclose(odds([one]), odds([other]), atol=1e-4)


def test_made_pairs_are_of_every_relation_in_both_languages_and_the_same_each_time() -> None:
    made = made_pairs(3)
    assert made == made_pairs(3)
    assert {(pair["lang"], pair["relation"]) for pair in made} == {
        (lang, r) for lang in ("ar", "en") for r in RELATIONS
    }
    assert all(pair["earlier"] != pair["later"] for pair in made)
