"""Errors of runs and reasons of refusals in Arabic: each that the program itself gives has words, others are quoted."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from app import tables
from app.errors import Told, told
from app.texts import texts
from claims.configuration import configs_dir
from flows.sources.items import Refused, Rules
from flows.sources.records import read_jsonl

AR, EN, DIGITS = texts("ar"), texts("en"), texts("ar-u-nu-arab")
FILE: dict[str, Any] = yaml.safe_load((configs_dir() / "interface" / "errors.yaml").read_text(encoding="utf-8"))
FLOWS = Path(__file__).parents[2] / "flows"
GIVEN = {
    *("Refused", "refused", "FetchError", "NoFeed", "NoSitemap", "NotJson", "Undecodable", "EndlessLine", "NoSuchPath"),
    *("PrivateAddress", "Unextracted", "_Undone", "ClusterError", "NoSuchThing"),
}
"""Names whose arguments are sentences of refusals, and of errors of a run or a correction."""
OTHERS = (
    *(FLOWS / f"{name}.py" for name in ("cluster", "engine", "correct")),
    FLOWS.parent / "warehouse" / "corrections.py",
)
CHECKS = ("_wrong_text", "_wrong_field", "_damaged")


def plain(found: Told | str | None) -> str:
    assert isinstance(found, Told)
    return re.sub("[\u2066-\u2069]", "", found.text)


@pytest.mark.parametrize("template", FILE["templates"], ids=lambda row: row["en"])
def test_each_template_finds_its_own_sentence(template: dict[str, str]) -> None:
    samples = {"n": "3", "reason": "is empty", "name": "a list", "lang": "Persian (fa)", "url": "https://example.org/a"}
    samples |= {"key": "title", "title": "IO", "words": "their own words"}
    fields = re.compile(r"\{(\w+)\}")
    names = fields.findall(template["en"])
    assert set(fields.findall(template["ar"])) <= set(names)
    found = told(fields.sub(lambda one: samples.get(one[1].removeprefix("other_"), "x.y"), template["en"]), AR)
    assert isinstance(found, Told)
    assert found.text != FILE["other"]
    assert "{" not in found.text
    assert found.words == ("their own words" if "words" in names else "")


def sentences(tree: ast.AST) -> Iterator[str]:
    """What is given as a reason, with a number for each part that is put in."""
    for node in ast.walk(tree):
        asked: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GIVEN:
            asked = list(node.args)
        elif isinstance(node, ast.FunctionDef) and node.name in CHECKS:
            asked = [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value is not None]
        for one in asked:
            if isinstance(one, ast.IfExp):
                one = one.body
            if isinstance(one, ast.JoinedStr):
                yield "".join(map(_sample, one.values))
            elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def _sample(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    return "'7'" if isinstance(part, ast.FormattedValue) and part.conversion == ord("r") else "7"


def test_all_that_readers_runs_and_corrections_say_has_words() -> None:
    said = [
        one
        for path in (*sorted((FLOWS / "sources").glob("*.py")), *OTHERS)
        for one in sentences(ast.parse(path.read_text(encoding="utf-8")))
        if " " in one
    ]
    assert len(said) > 40
    named = {
        "no 7 has": "no actor has",
        '"7"': '"text"',
        "string, is 7": "string, is a list",
        "line has 7,": "line has 7 MiB,",
    }
    for given, name in named.items():
        said = [one.replace(given, name) for one in said]
    assert [one for one in said if plain(told(one, AR)) == FILE["other"]] == []


def test_refusals_of_real_lines_are_told_without_a_quotation() -> None:
    lines = [
        b"{",
        b'{"text": "a", "lang": 3}',
        b'{"text": ""}',
        b"[]",
        b'{"title": "x"}',
        b'{"text": "\\ud800"}',
        b'{"text": 3}',
        b'{"text": "123"}',
        b"\xff\xfe{",
        b'{"text": "Der Vertrag ist nah und das ist gut so", "lang": "de"}',
        b'{"text": "a"} 7',
    ]
    found = [one for one in read_jsonl(io.BytesIO(b"\n".join(lines)), "a.jsonl", Rules()) if isinstance(one, Refused)]
    assert len(found) == len(lines)
    for one in found:
        said = told(one.reason, AR)
        assert isinstance(said, Told)
        assert (said.text != FILE["other"], said.words) == (True, ""), one.reason


def test_languages_numbers_and_addresses() -> None:
    assert "لغته الفارسية" in plain(told("is in Persian (fa); only ar and en are read", AR))
    assert "لغته الهولندية" in plain(told("is in nl; only ar and en are read", AR))
    found = told("https://example.org/a: answered 503", DIGITS)
    assert isinstance(found, Told)
    assert found.text == "\u2068https://example.org/a\u2069: أجاب الموقع بالرمز ٥٠٣"


def test_the_cause_within_is_told_or_quoted() -> None:
    known = told("https://example.org/a: its robots.txt cannot be read: answered 500", AR)
    assert plain(known).endswith("في موقعه: أجاب الموقع بالرمز 500")
    assert isinstance(known, Told)
    assert known.words == ""
    other = told("https://example.org/a: something new", AR)
    assert other == Told(f"\u2068https://example.org/a\u2069: {FILE['below']}", "something new")
    assert told("IO Error: Could not write", AR) == Told("تعذرت القراءة من القرص أو الكتابة عليه", "Could not write")
    assert told("KeyError: 'x'", AR) == Told(FILE["other"], "KeyError: 'x'")


def test_english_and_nothing_stay() -> None:
    assert told("is empty", EN) == "is empty"
    assert told(None, AR) is None
    assert told("", AR) == ""


def test_hostile_words_are_harmless_in_a_cell() -> None:
    row = {"error": told("https://example.org/<img>\u202e: <script>alert(1)</script>\u202e", AR)}
    shown = tables._cell(row, "error", AR, {}, {})
    assert "<script" not in shown
    assert "<img" not in shown
    assert "\u202e" not in shown
    assert '<blockquote class="mw-quote" dir="ltr" lang="en">&lt;script&gt;' in shown
    long = told("x " * 100_000, AR)
    assert len(tables._cell({"error": long}, "error", AR, {}, {})) < 1_000
