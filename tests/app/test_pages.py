"""Every page on a warehouse made by hand: what it shows, each filter, the address, both languages, hostile text."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pages_warehouse
import pytest
from streamlit.testing.v1 import AppTest

from app import data
from app.texts import texts
from app.views import sql
from warehouse import query
from warehouse.store import Store

APP = Path(__file__).parents[2] / "app" / "streamlit_app.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages_warehouse.make(tmp_path_factory.mktemp("pages") / "w.duckdb")


@pytest.fixture(autouse=True)
def _on_it(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))


def opened(page: str = "shifts", **address: str) -> AppTest:
    """A page with parameters in its address, in the frame of the app."""
    script = (
        f"import sys\nsys.path.insert(0, {str(APP.parent.parent)!r})\n"
        f"from app import frame\nfrom app.views import {page} as view\n"
        "t = frame.words()\nframe.style(t)\nframe.language_switch(t)\nframe.guarded(view.render, t)\n"
    )
    test = AppTest.from_string(script, default_timeout=60)
    for key, value in address.items():
        test.query_params[key] = value
    return test.run()


def html(test: AppTest) -> str:
    assert not test.exception, test.exception
    bodies = [element.proto.body for element in test.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style", '<div class="mw-nothing"')))


def cards(test: AppTest) -> list[str]:
    return re.findall(
        r'<div class="mw-card(?: [^"]*)?">.*?(?=<div class="mw-card[ "]|<h2|<div class="mw-section|$)', html(test), re.S
    )


def parameter(test: AppTest, name: str) -> str:
    value: Any = test.query_params.get(name, "")
    return value[0] if isinstance(value, list) else value


# shifts ----------------------------------------------------------------------------------------------------


def test_a_card_tells_the_move_and_both_statements() -> None:
    shown = cards(opened(topic="deal", alleged="own"))
    assert len(shown) == 1
    assert "Ann Field" in shown[0]
    assert "Position changed: reversed" in shown[0]
    assert "2 days later" in shown[0]
    assert "from thinks it likely to denies it" in shown[0]
    assert 'dir="ltr" lang="en">a deal is near<' in shown[0]
    assert 'dir="rtl" lang="ar">ان الاتفاق لم ينجز<' in shown[0]
    assert "Second Outlet" in shown[0]
    assert "https://example.org/near" in shown[0]
    assert "article?article=near&amp;claim=c1&amp;lang=en" in shown[0]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", 'Positions are on: “<bdi dir="auto">A deal is reached</bdi>”'),
        ("ar", 'المواقف من: «<bdi dir="auto">التوصل إلى اتفاق</bdi>»'),
    ],
)
def test_every_page_of_positions_says_what_they_are_on(lang: str, told: str) -> None:
    for test in (
        opened(lang=lang),
        opened("timeline", topic="deal", lang=lang),
        opened("compare", topic="deal", lang=lang),
        opened("review", item="c1", lang=lang),
    ):
        assert told in html(test)
    assert re.search('<bdi dir="auto">(A deal is reached|التوصل إلى اتفاق)</bdi>', html(opened("topics", lang=lang)))
    assert 'المواقف من: «<bdi dir="auto">Aid arrives</bdi>»' in html(opened(topic="aid", lang="ar"))


def test_what_is_wanted_and_how_things_stand_have_words_of_their_own() -> None:
    t, ar = texts("en"), texts("ar")
    assert (t.position(-2, "policy"), t.position(-2, "commitment")) == ("fully against", "fully against")
    assert (t.position(-2, "assessment"), t.position(-2, "schedule")) == ("denies it", "denies it")
    assert t.of_any_kind(2) == "fully for / affirms it"
    assert ar.of_any_kind(-2) == "معارضة تامة / نفي"
    assert t.of_any_kind(None) == "no position"
    shown = html(opened("timeline", topic="deal"))
    assert "fully for / affirms it" in shown  # the key has both
    assert "leaves it open" in opened("review", item="c1").button(key="review_position_3").label


@pytest.mark.parametrize(("lang", "marks"), [("en", "“”"), ("ar", "«»")])
def test_marks_of_quotation_stand_in_the_direction_of_the_page(lang: str, marks: str) -> None:
    shown = cards(opened(topic="deal", alleged="own", lang=lang))[0]
    assert f'{marks[0]}<bdi dir="auto">on Sunday</bdi>{marks[1]}' in shown


def test_why_it_counts_has_reasons_and_guards_escaped() -> None:
    shown = cards(opened(topic="deal", alleged="own"))[0]
    assert "the reason &lt;i&gt;why&lt;/i&gt;" in shown
    assert "Same kind of position" in shown
    assert "both are of assessment" in shown


def test_possible_and_alleged_stand_apart() -> None:
    test = opened()
    shown = html(test)
    assert shown.index("Possible, not sure enough to count") < shown.index("Omar")
    assert "Alleged by others" in shown
    alleged = [card for card in cards(test) if "alleges that" in card]
    assert len(alleged) == 1
    assert "not a statement of the actor" in alleged[0]
    told = alleged[0][alleged[0].index("alleges that") :]
    assert "Ann Field" in told
    assert "mw-scale" not in told


def test_filters_that_leave_nothing_say_what_to_do() -> None:
    assert "Widen them" in opened(topic="aid", status="shift").info[0].value


def test_the_language_changes_in_one_click_and_stays_in_the_address() -> None:
    test = opened(topic="deal", alleged="own")
    test.sidebar.button(key="language").click().run()
    assert parameter(test, "lang") == "ar"
    assert parameter(test, "topic") == "deal"
    shown = html(test)
    assert "تغيّر الموقف: انقلب" in shown
    assert "آن فيلد" in shown
    assert "بعد يومين" in shown
    assert "تغيّر واحد في المواقف" in shown
    assert "direction: rtl" in "".join(e.proto.body for e in test.get("html"))


# timeline --------------------------------------------------------------------------------------------------


def test_the_timeline_tells_the_latest_words_and_offers_them() -> None:
    test = opened("timeline", topic="deal")
    assert len(test.get("vega_lite_chart")) == 1
    assert "article?article=hostile" in html(test)
    test = opened("timeline", topic="deal", mark="u-c1")
    assert len(cards(test)) == 1
    assert "a deal is near" in cards(test)[0]
    assert parameter(test, "mark") == "u-c1"


def test_another_topic_forgets_the_mark() -> None:
    test = opened("timeline", topic="deal", mark="u-c1")
    test.selectbox(key="topic_choice_en").select("aid").run()
    assert parameter(test, "topic") == "aid"
    assert parameter(test, "mark") == ""
    assert not test.warning
    assert all("Omar" in card for card in cards(test))


def test_an_unknown_mark_is_told_above_all_that_can_be_chosen() -> None:
    test = opened("timeline", topic="deal", mark="nope")
    kinds = [element.type for element in test.main]
    assert kinds.index("warning") < min(kinds.index(one) for one in ("selectbox", "vega_lite_chart"))
    assert parameter(test, "mark") == ""
    test.run()
    assert not test.warning, "the address names it no more"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Timeline from 4 September 2016 to 2 October 2016: 6 statements of 3 actors, 1 change of position. "),
        ("ar", "خط زمني من 4 سبتمبر 2016 إلى 2 أكتوبر 2016: 6 تصريحات لـ3 أطراف، وتغيّر واحد في المواقف. "),
        ("ar-u-nu-arab", "خط زمني من ٤ سبتمبر ٢٠١٦ إلى ٢ أكتوبر ٢٠١٦: ٦ تصريحات لـ٣ أطراف، وتغيّر واحد في المواقف. "),
    ],
)
def test_the_timeline_is_described_in_the_language_of_the_page(lang: str, told: str) -> None:
    [drawn] = opened("timeline", topic="deal", lang=lang).get("vega_lite_chart")
    assert drawn.proto.alt.startswith(told)


def test_a_timeline_of_one_day_is_described() -> None:
    [drawn] = opened("timeline", topic="aid").get("vega_lite_chart")
    assert drawn.proto.alt.startswith("Timeline 8 September 2016: 2 statements of 1 actor, 1 change of position. ")


# article ---------------------------------------------------------------------------------------------------


def test_claims_lie_at_their_exact_places_in_pieces() -> None:
    shown = html(opened("article", article="near", claim="c1"))
    assert '<span class="mw-chosen mw-source">Ann Field</span>' in shown
    assert '<span class="mw-chosen mw-cue">said</span>' in shown
    assert '<span class="mw-chosen mw-content">a deal</span>' in shown
    assert '<span class="mw-chosen mw-content">is near</span>' in shown
    assert "mw-card mw-picked" in shown


def test_a_claim_leads_to_its_mark_on_the_timeline() -> None:
    shown = html(opened("article", article="near"))
    assert "timeline?topic=deal&amp;mark=u-c1&amp;lang=en" in shown
    assert "a deal is near" in cards(opened("timeline", topic="deal", mark="u-c1"))[0]


def test_a_claim_in_a_claim_is_seen() -> None:
    shown = html(opened("article", article="far"))
    assert 'class="mw-article" dir="rtl" lang="ar"' in shown
    assert 'class="mw-content mw-nested"' in shown
    assert '<span class="mw-content mw-cue">قال</span>' in shown


def test_the_marked_text_is_the_text() -> None:
    shown = html(opened("article", article="far"))
    inside = shown[shown.index('<div class="mw-article"') :]
    inside = inside[inside.index(">") + 1 : inside.index("</div>")]
    assert re.sub(r"<[^>]+>", "", inside) == "قالت آن فيلد ان الاتفاق لم ينجز. وقالت الناطقة ان عمر قال ان الخطة فشلت."


def test_choosing_another_article_forgets_the_claim() -> None:
    test = opened("article", article="near", claim="c1")
    test.selectbox(key="article_choice_en").select("far").run()
    assert parameter(test, "article") == "far"
    assert parameter(test, "claim") == ""


@pytest.mark.parametrize("page", ["shifts", "timeline", "article", "actors"])
def test_hostile_text_shows_harmless(page: str) -> None:
    test = opened(page, topic="deal") if page != "article" else opened(page, article="hostile")
    shown = html(test)
    for forbidden in ("<script", "<img", "<b>bold", "<b>Evil", "\u202e", 'href="javascript', 'onerror="'):
        assert forbidden not in shown
    if page == "article":
        assert "&lt;script&gt;" in shown
        assert len(shown) < 400_000
        assert "longer than what is shown" in test.caption[0].value


# tables ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "left"), [("فيلد", 1), ("ان فيلد", 1), ("القاسم", 1), ("MINISTER", 1), ("", 3), ("nobody", 0)]
)
def test_search_folds_letters(asked: str, left: int) -> None:
    test = opened("actors", lang="ar")
    test.text_input(key="search_actors").set_value(asked).run()
    assert html(test).count("<tr>") == (left + 1 if left else 0)
    assert parameter(test, "q") == asked


def test_topics_lead_to_their_timelines() -> None:
    shown = html(opened("topics"))
    assert "timeline?lang=en&amp;topic=deal" in shown
    assert "A ceasefire deal" in shown


def test_runs_show_what_was_refused_and_why() -> None:
    shown = html(opened("runs"))
    assert "bad.jsonl" in shown
    assert "is no JSON &lt;b&gt;" in shown
    assert "completed" in shown


def test_sql_answers_refuses_and_shows_the_schema() -> None:
    test = opened("sql")
    assert "<li><b>later_claim_id</b> varchar</li>" in html(test)
    assert [box.label for box in test.expander] == list(sql.VIEWS)
    test.button(key="sql_run").click().run()
    assert len(test.dataframe[0].value) == 2
    for attack in ("DROP TABLE claims_stored", "SELECT * FROM read_csv('/etc/passwd')", "SELECT 1; SELECT 2"):
        test.text_area[0].set_value(attack)
        test.button(key="sql_run").click().run()
        assert len(test.error) == 1, attack
        assert not test.dataframe


def test_a_query_is_shared_by_its_address_and_waits_to_be_run() -> None:
    test = opened("sql", sql="SELECT 41 + 1 AS answer")
    assert test.text_area[0].value == "SELECT 41 + 1 AS answer"
    assert not test.dataframe
    test.button(key="sql_run").click().run()
    assert test.dataframe[0].value["answer"][0] == 42
    test.text_area[0].set_value("SELECT 1 AS one")
    test.button(key="sql_run").click().run()
    assert parameter(test, "sql") == "SELECT 1 AS one"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", list(sql.EXAMPLES))
def test_every_example_runs(name: str, lang: str) -> None:
    test = opened("sql", lang=lang, view="grid")
    test.button(key=f"sql_example_{name}").click().run()
    assert test.text_area[0].value == sql.example(name, texts(lang))
    test.button(key="sql_run").click().run()
    assert not test.error, test.error[0].value
    assert len(test.dataframe) == 1


@pytest.mark.parametrize("page", ["shifts", "timeline", "compare", "article", "actors", "topics", "review"])
def test_no_dot_stands_beside_arabic_indic_digits_whose_zero_is_one(page: str) -> None:
    assert " \u00b7\u00a0" in html(opened(page, lang="ar")) or page in ("actors", "topics")
    test = opened(page, lang="ar-u-nu-arab")
    assert " \u00b7" not in html(test)
    assert not [caption.value for caption in test.caption if " \u00b7" in caption.value]


def test_examples_ask_for_the_names_of_the_language() -> None:
    test = opened("sql", lang="ar")
    test.button(key="sql_run").click().run()
    assert "آن فيلد" in html(test)
    assert "اتفاق وقف النار" in html(test)
    assert "Ann Field" not in html(test)


def test_in_arabic_an_answer_is_a_table_in_the_direction_of_the_page() -> None:
    test = opened(
        "sql", lang="ar-u-nu-arab", sql="SELECT 'أ' AS a, 12 AS n, NULL AS x, [1] AS l, true AS y, '<b>x' AS z"
    )
    test.button(key="sql_run").click().run()
    assert not test.dataframe
    shown = html(test)
    cells = shown[shown.index("<tbody>") : shown.index("</tbody>")]
    assert '<td><bdi dir="auto">أ</bdi></td><td class="mw-number"><bdi dir="ltr">١٢</bdi></td>' in cells
    assert '<td><bdi dir="auto">[1]</bdi></td><td>نعم</td><td><bdi dir="auto">&lt;b&gt;x</bdi></td>' in cells
    assert "صف واحد" in test.caption[0].value


def test_the_grid_of_an_arabic_page_begins_at_the_right_and_downloads_keep_their_order() -> None:
    test = opened("sql", lang="ar", view="grid", sql="SELECT 'أ' AS first, 2 AS second, 'a long name' AS third")
    test.button(key="sql_run").click().run()
    assert list(test.dataframe[0].value.columns) == ["third", "second", "first"]
    held = json.loads(test.dataframe[0].proto.columns)
    assert held["first"]["alignment"] == "right"
    assert held["third"]["alignment"] == "left", "a Latin name that is held at its right would lose its beginning"
    answer = query.run_sql(data.db_path(), "SELECT 1 AS first, 2 AS second")
    assert query.to_csv(answer).startswith("first,second")
    test.segmented_control(key="filter_view_ar").set_value("table").run()
    assert not test.dataframe
    assert parameter(test, "view") == ""
    english = opened("sql", sql="SELECT 1 AS first, 2 AS second")
    english.button(key="sql_run").click().run()
    assert list(english.dataframe[0].value.columns) == ["first", "second"]


def test_csv_keeps_spreadsheets_from_running_cells() -> None:
    from app.downloads import to_csv

    rows = [{"a": "=1+1", "b": ["x", "y"], "c": None, "d": -2}]
    read = list(csv.reader(io.StringIO(to_csv(rows, ("a", "b", "c", "d")).removeprefix("\ufeff"))))
    assert read == [["a", "b", "c", "d"], ["'=1+1", "x; y", "", "-2"]]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("page", ["shifts", "timeline", "compare", "article", "actors", "topics", "review", "runs"])
def test_each_page_of_an_empty_warehouse_says_what_to_do(
    page: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path / "empty.duckdb") as store:
        store.publish()
    monkeypatch.setenv("MAWQIF_DB", str(tmp_path / "empty.duckdb"))
    test = opened(page, lang=lang)
    assert not test.exception
    said = [one.value for one in test.info]
    assert any("mawqif track" in one or texts(lang)("review.empty") == one for one in said), said
