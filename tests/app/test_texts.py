"""The words of the interface: both files say the same things, dates as precise as they are, digits, values in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from opened import html, opened, parameter

from app.picture import _days
from app.texts import texts
from claims.configuration import configs_dir, shipped_yaml

INDIC = "ar-u-nu-arab"


def _paths(rows: Any, path: str = "") -> Iterator[str]:
    if isinstance(rows, dict) and path != "/count":
        for name, value in rows.items():
            yield from _paths(value, f"{path}/{name}")
    else:
        yield path


def test_both_languages_say_the_same_things() -> None:
    english, arabic = (set(_paths(shipped_yaml(f"interface/{lang}.yaml"))) for lang in ("en", "ar"))
    assert english == arabic


@pytest.mark.parametrize(
    ("iso", "english", "arabic", "indic"),
    [
        ("2016-09-04", "4 September 2016", "4 سبتمبر 2016", "٤ سبتمبر ٢٠١٦"),
        ("2016-09-04T07:05:00+03:00", "4 September 2016, 07:05", "4 سبتمبر 2016، 07:05", "٤ سبتمبر ٢٠١٦، ٠٧:٠٥"),
        ("2016-09", "September 2016", "سبتمبر 2016", "سبتمبر ٢٠١٦"),
        ("2016", "2016", "2016", "٢٠١٦"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(iso: str, english: str, arabic: str, indic: str) -> None:
    assert [texts(lang).date(iso) for lang in ("en", "ar", INDIC)] == [english, arabic, indic]


def test_numbers_in_the_digits_that_are_asked_for() -> None:
    t = texts(INDIC)
    assert (t.rtl, t.of, t("app")) == (True, "ar", "موقف")
    assert t.count("claims", 1234) == "١٬٢٣٤ تصريحا"
    assert [t.signed(value) for value in (-2, 0, 1)] == ["−٢", "٠", "+١"]
    assert t.sure(0.84) == "الثقة ٠٫٨٤"
    assert texts("ar").sure(0.84) == "الثقة 0.84"
    assert texts("de").lang == "en"


@pytest.mark.usefixtures("db")
def test_the_digits_change_in_one_click_and_stay_in_the_address() -> None:
    test = opened("shifts", lang="ar", topic="deal", alleged="own")
    assert "بعد يومين" in html(test)
    assert "٢" not in html(test)
    test.sidebar.button(key="digits").click().run()
    assert (parameter(test, "lang"), parameter(test, "topic")) == (INDIC, "deal")
    shown = html(test)
    assert '<b>بعد: نفي</b> |\u2060\u00a0<bdi dir="auto">٦ سبتمبر ٢٠١٦</bdi>' in shown
    assert f"lang={INDIC}" in shown  # links keep them
    test.sidebar.button(key="digits").click().run()
    assert parameter(test, "lang") == "ar"
    test.sidebar.button(key="language").click().run()
    assert parameter(test, "lang") == "en"
    assert "digits" not in [button.key for button in test.sidebar.button]


def test_days_of_the_chart_stand_in_the_direction_of_the_page() -> None:
    told = {lang: _days(texts(lang))["labelExpr"] for lang in ("en", "ar", INDIC)}
    assert "'\u2067' + ['0','1'" in told["ar"]
    assert "'\u2067' + ['٠','١'" in told[INDIC]
    assert "'\u2066' + ['0','1'" in told["en"]


def test_every_role_of_the_program_has_a_word() -> None:
    found: set[str] = set()
    for path in (configs_dir() / "lexicons").glob("*/titles.yaml"):
        found |= set(yaml.safe_load(path.read_text(encoding="utf-8"))["roles"])
    for path in (configs_dir() / "actors").glob("*.yaml"):
        found |= set(re.findall(r"\b(?:role|as): ([a-z-]+)", path.read_text(encoding="utf-8")))
    assert len(found) > 20
    for lang in ("en", "ar"):
        assert not found - set(shipped_yaml(f"lexicons/{lang}/labels.yaml")["roles"])
    assert texts("ar").role("minister") == "وزير"
    assert texts("ar").role("minister", female=True) == "وزيرة"
    assert texts("en").role("minister", female=True) == "minister"
    assert texts("ar").role("night_watch") == "night watch"
    assert texts("ar").role(None) == ""
