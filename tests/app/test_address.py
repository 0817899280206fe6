"""What an address asks for and nothing here is: told once, in both languages, and the page shows what remains."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from opened import html, opened, parameter
from streamlit.testing.v1 import AppTest

from app import address

pytestmark = pytest.mark.usefixtures("db")
LANGS = ("en", "ar", "ar-u-nu-arab")
FILTERS = [
    *(
        (name, "nope")
        for name in ("topic", "actor", "under", "relation", "kind", "status", "alleged", "words", "outlet")
    ),
    *((name, value) for name in ("since", "until") for value in ("2016-13-01", "soon")),
    *(("confidence", value) for value in ("nan", "9e999", "-1", "7", "much")),
]
OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("timeline", {"topic": "nope"}, "topic"),
    ("timeline", {"topic": "deal", "level": "nope"}, "level"),
    ("timeline", {"topic": "deal", "mark": "nope"}, "mark"),
    ("compare", {"topic": "nope"}, "topic"),
    ("compare", {"topic": "deal", "by": "nope"}, "by"),
    ("compare", {"topic": "deal", "line": "nope"}, "line"),
    ("compare", {"topic": "deal", "line": "policy"}, "line"),
    ("compare", {"topic": "deal", "a": "nope"}, "a"),
    ("compare", {"topic": "deal", "a": "ann", "b": "nope"}, "b"),
    ("compare", {"topic": "deal", "actors": ["ann", "nope"]}, "actors"),
    ("compare", {"by": "actor", "actor": "nope"}, "actor"),
    ("article", {"article": "nope"}, "article"),
    ("article", {"article": "near", "claim": "nope"}, "claim"),
    ("article", {"claim": "nope"}, "claim"),
    ("actors", {"same": "nope"}, "same"),
    ("actors", {"same": "omar", "into": "nope"}, "into"),
    ("topics", {"same": "nope"}, "same"),
    ("topics", {"same": "aid", "into": "nope"}, "into"),
    ("review", {"item": "nope"}, "item"),
    ("review", {"what": "nope"}, "what"),
    ("review", {"topic": "nope"}, "topic"),
    ("review", {"item": "c1", "speaker": "nope"}, "speaker"),
    ("review", {"item": "c1", "about": "nope"}, "about"),
    ("sql", {"theme": "nope"}, "theme"),
    ("runs", {"theme": "nope"}, "theme"),
]


def told(test: AppTest) -> str:
    """The one message of a page."""
    assert not test.exception, test.exception
    assert len(test.warning) == 1, [one.value for one in test.warning]
    return str(test.warning[0].value)


def cards(test: AppTest) -> int:
    return len(re.findall(r'<div class="mw-card[ "]', html(test)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "value"), FILTERS)
def test_a_filter_that_is_not_understood_is_told_and_filters_nothing(name: str, value: str, lang: str) -> None:
    test = opened("shifts", lang=lang, **{name: value})
    assert f"`{value}`" in told(test)
    assert parameter(test, name) == ""
    assert cards(test) == 3
    assert not test.run().warning, "told once"


def test_what_is_understood_filters_all_the_same() -> None:
    test = opened("shifts", topic="aid", relation="nope", since="never", confidence="0.5")
    assert told(test).count("\n") == 1
    assert cards(test) == 1
    assert (parameter(test, "topic"), parameter(test, "confidence")) == ("aid", "0.50")


def test_few_values_are_named() -> None:
    assert "It can be `own`, `only`." in told(opened("shifts", alleged="nope"))
    assert "It can be" not in told(opened("shifts", actor="nope"))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(("page", "given", "name"), OTHERS)
def test_on_every_page_it_is_told_once(page: str, given: dict[str, Any], name: str, lang: str) -> None:
    test = opened(page, lang=lang, **given)
    wrong = "`policy`" if given.get("line") == "policy" else "`nope`"
    assert told(test).count(wrong) == 1
    assert "nope" not in parameter(test, name)
    if name:
        assert not test.run().warning


def test_an_unknown_language_is_told_in_the_one_that_is_shown() -> None:
    test = opened("shifts", lang="de")
    assert "Language: `de` is not known here" in told(test)
    assert parameter(test, "lang") == "en"


@pytest.mark.parametrize(("page", "given"), [("shifts", {"kind": "nope"}), ("compare", {"topic": "deal", "a": "nope"})])
def test_it_stands_right_below_the_title(page: str, given: dict[str, str]) -> None:
    shown = list(opened(page, **given).main)
    title = next(place for place, one in enumerate(shown) if "mw-head" in str(getattr(one, "proto", "")))
    assert shown[title + 1].type == "warning"


def test_a_month_or_a_day_in_another_form_is_understood() -> None:
    test = opened("shifts", since="2016-09", until="٦/٩/٢٠١٦")
    assert not test.warning
    assert (parameter(test, "since"), parameter(test, "until")) == ("2016-09-01", "2016-09-06")
    assert cards(test) == 1


def test_nothing_of_an_address_is_markup() -> None:
    evil = "x`\n\n# [a](https://example.org) ![b](https://example.org/b.png) " + "y" * 500
    shown = told(opened("shifts", topic=evil))
    assert shown.count("`") == 2
    assert "\n" not in shown
    assert len(shown) < 300
    assert "`?`" in told(opened("shifts", topic="\u202e `"[:1] and " "))


def test_a_step_to_an_address_with_an_unknown_value_is_told() -> None:
    test = opened("shifts", actor="ann")
    test.query_params["actor"] = "nope"
    assert "`nope`" in told(test.run())
    assert cards(test) == 3


def test_a_claim_alone_opens_its_article() -> None:
    test = opened("article", claim="c5")
    assert not test.warning
    assert (parameter(test, "article"), parameter(test, "claim")) == ("aid", "c5")
    assert "mw-picked" in html(test)


def test_the_pair_of_a_topic_is_forgotten_with_it() -> None:
    test = opened("compare", topic="deal", a="ann", b="evil", actors=["ann", "omar"])
    test.selectbox(key="compare_topic_choice_en").select("aid").run()
    assert not test.warning
    assert (parameter(test, "a"), parameter(test, "b")) == ("", "")
    assert "mw-matrix" in html(test)


def test_words_of_a_pair_that_is_not_in_the_matrix_are_shown() -> None:
    shown = html(opened("compare", topic="deal", a="evil", actors=["ann", "omar"]))
    assert "&lt;script&gt;" in shown[shown.index('id="words"') :]


def test_an_item_that_was_judged_is_told(db: Path) -> None:
    from app import corrections

    assert corrections.make(db, "accept", "c1", author="Amal").state == "done"
    assert "was judged already" in told(opened("review", item="c1"))
    assert "was judged already" in told(opened("review", item="c1", what="shift"))
    assert corrections.make(db, "reject", "c5", author="Amal").state == "done"
    assert "was judged already" in told(opened("review", item="c5"))


@pytest.mark.parametrize(("lang", "words"), [("en", "the filters leave it out"), ("ar", "المرشحات تستبعده")])
def test_an_item_that_the_filters_leave_out_is_told_so(lang: str, words: str) -> None:
    assert words in told(opened("review", item="c1", what="shift", lang=lang))
    assert words in told(opened("review", item="c1", topic="aid", lang=lang))


@pytest.mark.parametrize("lang", LANGS)
def test_a_span_that_ends_before_it_begins_is_told_with_both_days(lang: str) -> None:
    test = opened("shifts", since="2016-10", until="2016-09-04", lang=lang)
    assert "`2016-10-01`" in told(test)
    assert "`2016-09-04`" in told(test)
    assert cards(test) == 0
    assert told(test.run()).count("`2016-10-01`") == 1, "as long as both are chosen"
    assert not opened("shifts", since="2016-09-04", until="2016-09-04").warning
    assert not opened("shifts", since="2016-10").warning


def test_a_mark_that_goes_with_its_topic_is_no_news() -> None:
    test = opened("timeline", topic="deal", mark="u-c1")
    assert not test.warning
    test.selectbox(key="topic_choice_en").select("aid").run()
    assert not test.exception
    assert not test.warning


def test_one_alone_is_not_merged_with_itself() -> None:
    assert "Both sides are the same" in told(opened("actors", same="ann", into="ann"))


def test_a_proposed_merge_where_nothing_can_be_kept_is_told(db: Path) -> None:
    db.unlink()
    assert "for reading only" in opened("actors", same="omar", into="ann").info[0].value
    assert not opened("actors").info


def test_many_values_are_one_short_message() -> None:
    test = opened("compare", topic="deal", actors=[f"nobody{n}" for n in range(50)])
    assert told(test).count("\n") == address.MOST_TOLD - 1
