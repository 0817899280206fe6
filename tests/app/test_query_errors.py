"""What is told of a query that fails: its kind, its place and what to do, and DuckDB's own words as a quotation."""

from __future__ import annotations

import re

import pytest
from opened import html, opened
from streamlit.testing.v1 import AppTest

from app import data
from app.query_errors import explained
from app.texts import texts
from claims.configuration import shipped_yaml
from warehouse import query

pytestmark = pytest.mark.usefixtures("db")
ARABIC = re.compile("[\u0621-\u064a]")
WRONG = [
    ("SELCT 1", "syntax", "SELCT", 1),
    ("SELECT actor,\nFROM shifts WHERE", "syntax", "", None),
    ("SELECT *\nFROM shift", "table", "shift", 2),
    ("SELECT\n  actr\nFROM shifts", "column", "actr", 2),
    ("SELECT x.actor FROM shifts", "table", "x", 1),
    ("SELECT foo(1)", "function", "foo", 1),
    ("SELECT actor,\n count(*) FROM shifts", "grouping", "actor", 1),
    ("SELECT a.actor, topic FROM shifts a, shifts b", "ambiguous", "topic", 1),
    ("SELECT actor + 1 FROM shifts", "types", "+(VARCHAR, INTEGER_LITERAL)", None),
    ("SELECT\n'a'::int", "conversion", "a", 2),
    ("SELECT 300::tinyint", "conversion", "", 1),
    ("SELECT 2147483647::int + 1::int", "range", "", None),
    ("SELECT * FROM read_csv('/etc/passwd')", "box", "", None),
    ("SELECT strptime('a', '%Y')", "other", "", None),
    ("SELECT error('`</blockquote><script>')", "other", "", None),
]


def run(text: str, lang: str) -> AppTest:
    test = opened("sql", lang=lang, sql=text)
    test.button(key="sql_run").click().run()
    assert not test.exception, test.exception
    return test


@pytest.mark.parametrize(("text", "kind", "name", "line"), WRONG)
def test_the_kind_the_place_and_what_to_do(text: str, kind: str, name: str, line: int | None) -> None:
    with pytest.raises(query.QueryError) as error:
        query.run_sql(data.db_path(), text)
    for t in (texts("en"), texts("ar")):
        found = explained(str(error.value), text, t)
        assert t(f"sql_error.what.{kind}") in found.told, error.value
        assert t(f"sql_error.do.{kind}") in found.told
        assert f"`{name}`" in found.told or not name
        assert t("sql_error.line", n=line) in found.told or line is None
        assert "Error: " in found.words
        assert not found.words.endswith("^")


def test_names_that_are_meant_are_proposed() -> None:
    for text, name in (("SELECT * FROM shift", "shifts"), ("SELECT actr FROM shifts", "actor")):
        with pytest.raises(query.QueryError) as error:
            query.run_sql(data.db_path(), text)
        assert f"`{name}`" in explained(str(error.value), text, texts("ar")).told
        assert "أتقصد" in explained(str(error.value), text, texts("ar")).told


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_page_tells_it_and_quotes_duckdb_from_left_to_right(lang: str) -> None:
    test = run("SELECT actr FROM shifts", lang)
    assert len(test.error) == 1
    assert bool(ARABIC.search(test.error[0].value)) is (lang == "ar")
    assert "Binder Error" not in test.error[0].value
    quoted = html(test)[html(test).index('<blockquote class="mw-quote" dir="ltr" lang="en">') :]
    assert "Binder Error: Referenced column" in quoted


def test_hostile_queries_show_harmless() -> None:
    test = run("SELECT error('`</blockquote><script>')", "ar")
    assert "<script" not in html(test)
    assert "&lt;script&gt;" in html(test)


OWN = [
    "stopped: the query took longer than 10 seconds",
    "stopped: the query needs more memory or time than it may take",
    "the query needs more memory than it may take",
    "the result is larger than 256 MiB: ask for fewer rows or columns",
    "other queries are still running after 10 seconds; try again",
    "only SELECT is allowed here, not INSERT",
    "one statement at a time: found 2",
    "this statement has no rows to show",
    "no snapshot of /a/b.duckdb can be read: gone; run `mawqif track` to publish a new one",
    "the warehouse was published with schema 3 by an older version of this program: run `mawqif track` to renew it",
]


@pytest.mark.parametrize("error", OWN)
def test_what_the_program_itself_refuses_is_told_in_arabic(error: str) -> None:
    found = explained(error, "SELECT 1", texts("ar"))
    assert ARABIC.search(found.told), found.told
    assert not found.words
    assert explained(error, "SELECT 1", texts("en")).told.startswith("**")


def test_every_kind_has_words_in_both_languages() -> None:
    from app import query_errors

    kinds = {kind for _shape, kind in query_errors._KINDS} | {kind for _start, kind in query_errors._OWN}
    for lang in ("en", "ar"):
        told = shipped_yaml(f"interface/{lang}.yaml")["sql_error"]
        assert kinds == set(told["do"])
        assert set(told["what"]) == kinds - {"late", "large"}
