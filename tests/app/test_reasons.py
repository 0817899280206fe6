"""Reasons and guards in Arabic: all that the program can say has a template, and all names in it have words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.reasons import About, guards_html, reasons_html, told
from app.texts import texts
from claims.configuration import configs_dir
from tests.snapshot import select

AR, EN = texts("ar"), texts("en")
FILE: dict[str, Any] = yaml.safe_load((configs_dir() / "interface" / "reasons.yaml").read_text(encoding="utf-8"))
SAMPLES = {"w": "كلمة", "value": "+1", "name": "near", "reasons": "negated; so +1", "day": "2016-09-04", "n": "3"}
ARABIC_NAMES = About((("Ann Field", "آن فيلد"), ("Omar al-Qasim", "عمر القاسم")))


def latin(text: str) -> str:
    """Latin letters of a text outside its quotation marks."""
    return "".join(re.findall("[A-Za-z]+", re.sub("«[^»]*»", "", text)))


@pytest.mark.parametrize("template", FILE["templates"], ids=lambda row: row["en"])
def test_each_template_finds_its_own_sentence(template: dict[str, str]) -> None:
    def part(field: re.Match[str]) -> str:
        name = field[1].removeprefix("other_")
        return SAMPLES.get(name, "Ann Field" if name == "who" else "نص")

    fields = re.compile(r"\{(\w+)\}")
    assert set(fields.findall(template["ar"])) <= set(fields.findall(template["en"]))
    said = told(fields.sub(part, template["en"]), AR, ARABIC_NAMES)
    assert not latin(said)
    assert "{" not in said


def test_every_cue_and_act_has_a_word() -> None:
    wanted: set[str] = set()
    for lang in ("ar", "en"):
        folder = configs_dir() / "lexicons" / lang
        groups = yaml.safe_load((folder / "positions.yaml").read_text(encoding="utf-8")).values()
        cues = [cue for group in groups if isinstance(group, list) for cue in group if isinstance(cue, dict)]
        wanted |= {cue["id"] for cue in cues if "id" in cue and "why" not in cue}
        assert [cue["why"] for cue in cues if "why" in cue and latin(told(cue["why"], AR))] == []
        wanted |= set(re.findall(r"\bact: (\w+)", (folder / "reporting.yaml").read_text(encoding="utf-8")))
    assert wanted - set(FILE["names"]) == set()


def test_numbers_and_days_have_the_digits_of_the_page() -> None:
    digits = texts("ar-u-nu-arab")
    assert "١٩ سبتمبر ٢٠١٦ قبل ٣ أكتوبر ٢٠١٦" in told("2016-09-19 before 2016-10-03", digits)
    assert told("carried by 1 and 12 articles", digits).endswith("١ ثم ١٢")
    assert told("carried by 1 and 12 articles", AR).endswith("1 ثم 12")
    assert "«12 قتيلا»" in told("«12 قتيلا» is denied", digits)  # words stay as they were printed


def test_all_that_the_demo_tells_is_told_in_arabic(demo_db: Path) -> None:
    found = select(demo_db, "SELECT unnest(reasons) FROM claims UNION ALL SELECT unnest(reasons) FROM shifts").rows
    guards = [
        guard["detail"] for (row,) in select(demo_db, "SELECT guards FROM shifts").rows for guard in json.loads(row)
    ]
    actors = select(demo_db, "SELECT actor FROM actors").rows
    names = About(tuple((actor, "طرف") for (actor,) in actors))
    left = {reason for reason in [row[0] for row in found] + guards if latin(told(reason, AR, names))}
    assert not left
    assert len(found) > 100


def test_several_reasons_in_one_sentence_are_parted_outside_quotation_marks() -> None:
    said = told("earlier -2: «a; b»: hard (-1); negated; said of «c»; so -2", AR)
    assert said == "قبل، معارضة تامة: «a; b»: صعب (تحفظ)؛ منفي؛ قيل في «c»؛ فالموقف: معارضة تامة"
    said = told("earlier -2: «a; b»: hard (-1); so -2", AR, About(kind="assessment"))
    assert said == "قبل، نفي: «a; b»: صعب (تشكيك)؛ فالموقف: نفي"


def test_english_has_the_signs_dates_and_words_of_the_pages_and_the_unknown_is_shown_as_it_is() -> None:
    assert told("so +1", EN) == "so +1"
    assert told("earlier -2: «-2; b»: hard (-1); so +0", EN) == "earlier \u22122: «-2; b»: hard (\u22121); so 0"
    assert told("+0 to -1: commit", EN) == "0 to \u22121: took a side"
    assert told("2016-09-19 before 2016-10-03", EN) == "19 September 2016 before 3 October 2016"
    assert told("one institution by two voices: Ann Field, then نور", EN, ARABIC_NAMES).endswith("Ann Field, then نور")
    assert told("a reason of another version", AR) == "a reason of another version"


def test_names_are_arabic_and_hostile_text_is_escaped() -> None:
    shown = reasons_html(["one institution by two voices: Ann Field, then <b>Evil</b> \u202e"], AR, ARABIC_NAMES)
    assert '<bdi dir="auto">آن فيلد</bdi>، ثم <bdi dir="auto">&lt;b&gt;Evil&lt;/b&gt;' in shown
    assert "\u202e" not in shown
    guards = guards_html(
        '[{"name": "unknown_order", "held": false, "detail": "2016-09-04 before 2016-09-06T18:00"}]', AR
    )
    assert "4 سبتمبر 2016 قبل 6 سبتمبر 2016" in guards


def test_what_isolates_names_is_never_taken_from_outside_and_is_closed_where_a_reason_is_cut() -> None:
    evil = "one institution by two voices: \ue001Ann\ue000, then \ue000Field"
    assert reasons_html([evil], AR).count("<bdi") == reasons_html([evil], AR).count("</bdi>") == 2
    assert told(evil, AR, About((("Ann", "\ue001آن"),))) == "مؤسسة واحدة بصوتين: آن، ثم Field"
    long = "one institution by two voices: Ann, then " + "F" * 900
    assert reasons_html([long], AR).count("<bdi") == reasons_html([long], AR).count("</bdi>") == 2
