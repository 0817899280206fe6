"""Two actors or topics that are one: found by name, confirmed, kept with who and when, undone here and on Review."""

from __future__ import annotations

from pathlib import Path

import pages_warehouse as small
import pytest
from opened import FORBIDDEN, html, opened, parameter
from streamlit.testing.v1 import AppTest

from app import corrections
from app.markup import plain
from claims.model import Actor
from flows.corrector import answer
from tests.snapshot import select
from warehouse.lock import WriterLock
from warehouse.store import Store

SOURCE = Actor("source", "A source", "مصدر", "unnamed")


def ask(db: Path, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in select(db, query).rows]


def press(test: AppTest, name: str) -> AppTest:
    test.button(key=f"merge_{name}").click().run()
    assert not test.exception, test.exception
    return test


def search(test: AppTest, side: str, words: str) -> AppTest:
    test.text_input(key=f"search_found_{side}_{parameter(test, 'lang')}").set_value(words).run()
    assert not test.exception, test.exception
    return test


def keys(test: AppTest) -> list[str | None]:
    return [button.key for button in test.button]


def test_actors_are_found_by_name_confirmed_and_one_from_then_on(db: Path) -> None:
    test = opened("actors")
    assert "merge_confirm" not in keys(test)
    search(test, "same", "القاسم")  # one alone is found, so it is chosen
    assert parameter(test, "same") == "omar"
    search(test, "into", "field")
    assert parameter(test, "into") == "ann"
    shown = html(test)
    assert "3 statements of <b><bdi" in shown
    assert shown.count('class="mw-card"') == 2
    assert "Minister Field" in shown
    test.text_input(key="correction_author").set_value("Amal")
    test.text_input(key="correction_note").set_value("one person")
    press(test, "confirm")
    assert "They are one from now on." in test.success[0].value
    assert ask(db, "SELECT kind, subject, value, author, note, state FROM corrections") == [
        ("merge actors", "omar", "ann", "Amal", "one person", "active")
    ]
    assert ask(db, "SELECT made_at IS NOT NULL FROM corrections") == [(True,)]
    assert ask(db, "SELECT DISTINCT actor_id FROM claims ORDER BY 1") == [("ann",), ("evil",)]
    assert "عمر القاسم" in str(ask(db, "SELECT names FROM actors WHERE actor_id = 'ann'"))
    assert (parameter(test, "same"), parameter(test, "into")) == ("", "")
    assert test.text_input(key="search_found_same_en").value == ""
    assert "2 actors" in html(test)
    assert 'href="review?lang=en"' in html(test)


def test_it_is_undone_at_once_or_from_the_list_on_review(db: Path) -> None:
    test = press(opened("actors", same="omar", into="ann"), "confirm")
    press(test, "undo")
    assert "two again" in test.success[0].value
    assert ask(db, "SELECT state FROM corrections") == [("undone",)]
    assert ask(db, "SELECT count(*) FROM claims WHERE actor_id = 'omar'") == [(3,)]
    press(opened("actors", same="omar", into="ann"), "confirm")
    review = opened("review")
    box = review.selectbox(key="review_take_back_en")
    assert [option for option in box.options if "Omar al-Qasim = Ann Field" in plain(option)]
    active = ask(db, "SELECT correction_id FROM corrections WHERE state = 'active'")
    assert "Omar al-Qasim" in html(review)  # in the table, not the id alone
    box.select(active[0][0])
    review.button(key="review_take_back_button").click().run()
    assert "Undone" in review.success[0].value
    assert ask(db, "SELECT DISTINCT state FROM corrections") == [("undone",)]
    assert ask(db, "SELECT count(*) FROM claims WHERE actor_id = 'omar'") == [(3,)]


def names_of(db: Path, actor: str) -> list[tuple[object, ...]]:
    return ask(db, f"SELECT actor, actor_ar FROM actors WHERE actor_id = '{actor}'")


def test_a_name_that_the_kept_one_lacks_is_taken_until_it_is_undone(db: Path) -> None:
    english, arabic = Actor("english", "Nour Field", None, "person"), Actor("arabic", "نور فيلد", None, "person")
    with Store.open(db) as store:
        store.put_actors([english, arabic], {})
        store.publish()
    press(opened("actors", same="omar", into="english"), "confirm")
    assert names_of(db, "english") == [("Nour Field", "عمر القاسم")]
    for view in ("claims", "timeline"):
        told = f"SELECT DISTINCT actor, actor_ar FROM {view} WHERE actor_id = 'english'"
        assert ask(db, told) == names_of(db, "english")
    assert "عمر القاسم" in html(opened("compare", lang="ar", by="actor", actor="english"))
    assert "عمر القاسم" in html(opened("article", lang="ar", article="aid"))
    assert "عمر القاسم" not in html(opened("article", article="aid"))
    press(opened("actors", same="ann", into="arabic"), "confirm")
    assert names_of(db, "arabic") == [("Ann Field", "نور فيلد")]
    shifts = "SELECT DISTINCT actor, actor_ar FROM shifts WHERE actor_id = 'arabic' AND NOT alleged"
    assert ask(db, shifts) == names_of(db, "arabic")
    assert "نور فيلد" in html(opened("shifts", lang="ar", actor="arabic"))
    assert '<span class="mw-actor"><bdi dir="auto">Ann Field</bdi>' in html(opened("shifts", actor="arabic"))
    for (correction,) in ask(db, "SELECT correction_id FROM corrections"):
        assert corrections.take_back(db, str(correction), author="Amal").state == "done"
    assert names_of(db, "english") == [("Nour Field", None)]
    assert names_of(db, "arabic") == [("نور فيلد", None)]
    assert names_of(db, "omar") == [("Omar al-Qasim", "عمر القاسم")]


def test_of_several_that_are_merged_the_first_that_has_a_name_gives_it(db: Path) -> None:
    last = Actor("zed", "Zed", None, "person")
    with Store.open(db) as store:
        store.put_actors([last], {})
        store.publish()
    press(opened("actors", same="evil", into="omar"), "confirm")  # has no Arabic name, and is called last anyway
    press(opened("actors", same="omar", into="zed"), "confirm")
    assert names_of(db, "zed") == [("Zed", "عمر القاسم")]


def test_topics_are_merged_and_taken_back(db: Path) -> None:
    test = opened("topics", same="aid", into="deal")
    shown = html(test)
    assert "2 statements on <b><bdi" in shown
    assert "A deal is reached" in shown  # its proposition
    press(test, "confirm")
    assert ask(db, "SELECT kind, subject, value FROM corrections") == [("merge topics", "aid", "deal")]
    assert ask(db, "SELECT DISTINCT topic_id FROM claims") == [("deal",)]
    assert "1 topic" in html(test)
    press(test, "undo")
    assert ask(db, "SELECT DISTINCT topic_id FROM claims ORDER BY 1") == [("aid",), ("deal",)]


def test_the_direction_can_be_turned(db: Path) -> None:
    test = opened("actors", same="omar", into="ann")
    search(test, "same", "omar")
    press(test, "swap")
    assert (parameter(test, "same"), parameter(test, "into")) == ("ann", "omar")
    assert test.selectbox(key="found_same_en").value == "ann"
    press(test, "confirm")
    assert ask(db, "SELECT subject, value FROM corrections") == [("ann", "omar")]


def test_nobody_is_merged_into_itself_unseen_or_by_several_of_a_name(db: Path) -> None:
    assert "merge_confirm" not in keys(opened("actors", same="ann", into="ann"))
    assert "merge_confirm" not in keys(opened("actors", same="ann", into="nobody"))
    test = search(opened("actors"), "same", "a")  # several hold it: nothing is chosen
    assert parameter(test, "same") == ""
    assert "No row matches" in search(test, "same", "zzz").caption[1].value


def test_unnamed_sources_are_never_merged_with_the_named(db: Path) -> None:
    with Store.open(db) as store:
        store.put_actors([SOURCE], {})
        store.publish()
    test = opened("actors", same="source", into="ann")
    assert not [option for option in test.selectbox(key="found_into_en").options if "source" in option]
    press(test, "confirm")
    assert "unnamed source is never merged" in test.error[0].value
    assert ask(db, "SELECT * FROM corrections") == []


def test_what_is_merged_already_is_told_and_a_busy_writer_too(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press(opened("actors", same="omar", into="ann"), "confirm")
    assert "already" in press(opened("actors", same="omar", into="evil"), "confirm").error[0].value
    asked = {"lock_timeout_s": 0.1}
    monkeypatch.setattr(corrections, "_ask", lambda request: corrections.told(answer({**request, **asked})))
    other = WriterLock(db)
    other.acquire(1)
    try:
        test = press(opened("topics", same="aid", into="deal"), "confirm")
    finally:
        other.release()
    assert "try again when it has ended" in test.error[0].value
    assert parameter(test, "same") == "aid", "what was chosen stays, to be tried again"
    assert len(ask(db, "SELECT * FROM corrections")) == 1


def test_a_copy_for_reading_only_offers_nothing(db: Path) -> None:
    db.unlink()
    test = opened("actors", same="omar", into="ann")
    assert "Two actors are one" not in [box.label for box in test.expander]


def test_in_arabic(db: Path) -> None:
    test = opened("actors", lang="ar", same="omar", into="ann")
    shown = html(test)
    assert "سيُحسب ما قاله" in shown
    assert "3 تصريحات" in shown
    assert "آن فيلد" in shown
    press(test, "confirm")
    assert "صارا واحدا." in test.success[0].value
    review = opened("review", lang="ar")
    assert [one for one in review.selectbox(key="review_take_back_ar").options if "عمر القاسم = آن فيلد" in plain(one)]


def test_hostile_names_show_harmless(db: Path) -> None:
    test = opened("actors", same="evil", into="ann")
    assert not [one for one in FORBIDDEN if one in html(test)]
    press(test, "confirm")
    assert "&lt;b&gt;Evil" in html(test)
    assert not [one for one in FORBIDDEN if one in html(test)]
    assert not [one for one in FORBIDDEN for told in test.success if one in told.value]
    assert small.EVIL.label not in html(opened("review"))
