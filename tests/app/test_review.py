"""The review page: the queue, each thing that can be said, undo, what is told where it cannot be written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from opened import FORBIDDEN, html, opened, parameter
from streamlit.testing.v1 import AppTest

from app import corrections
from app.markup import plain
from flows.corrector import answer
from tests.snapshot import select
from warehouse.lock import WriterLock
from warehouse.store import Store


def item(id: str = "c1", **address: str) -> AppTest:
    return opened("review", item=id, **address)


def ask(db: Path, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in select(db, query).rows]


def press(test: AppTest, name: str) -> AppTest:
    test.button(key=f"review_{name}").click().run()
    assert not test.exception, test.exception
    return test


def test_the_queue_is_of_claims_and_shifts_by_address_and_filters(db: Path) -> None:
    test = opened("review")
    assert "10 wait" in test.caption[0].value
    assert parameter(test, "item") == "s-alleged"  # the three shifts at 0.8 before the claims at 1
    assert "8 wait" not in test.caption[0].value
    assert "7 wait" in opened("review", what="claim").caption[0].value
    assert "4 wait" not in opened("review", what="claim", topic="aid").caption[0].value
    assert "2 wait" in opened("review", what="claim", topic="aid").caption[0].value
    test.sidebar.selectbox[1].select("aid").run()
    assert parameter(test, "topic") == "aid"
    assert parameter(test, "item") == "s-possible"


def test_a_claim_stands_in_its_text_with_its_reasons(db: Path) -> None:
    shown = html(item("c1"))
    assert '<span class="mw-source">Ann Field</span>' in shown
    assert '<span class="mw-cue">said</span>' in shown
    assert '<span class="mw-content">is near</span>' in shown
    assert "by its words" in shown
    assert "article?article=near&amp;claim=c1&amp;lang=en" in shown


def test_next_passes_over_and_begins_again(db: Path) -> None:
    test = opened("review", what="claim", topic="aid")
    first = parameter(test, "item")
    press(test, "next")
    assert parameter(test, "item") != first
    press(test, "next")
    assert "passed over" in test.info[0].value
    press(test, "again")
    assert parameter(test, "item") == first


def test_accept_shows_the_claim_as_it_stands_and_undo_takes_it_back(db: Path) -> None:
    test = item("c1")
    test.text_input(key="correction_author").set_value("Amal")
    test.text_input(key="correction_note").set_value("read it")
    press(test, "accept")
    assert "Accepted." in test.success[0].value
    assert "mw-picked" in html(test)
    assert "accepted" in html(test)
    assert parameter(test, "item") != "c1"
    assert ask(db, "SELECT kind, author, note, state FROM corrections") == [("accept", "Amal", "read it", "active")]
    assert ask(db, "SELECT review FROM claims WHERE claim_id = 'c1'") == [("accepted",)]
    press(test, "undo")
    assert "Undone" in test.success[0].value
    assert ask(db, "SELECT state, undone_by FROM corrections") == [("undone", "Amal")]
    assert "review_undo" not in [button.key for button in test.button]


def test_reject_takes_a_claim_off_the_pages(db: Path) -> None:
    assert "a deal is near" in html(opened("timeline", topic="deal", mark="u-c1"))
    press(item("c1"), "reject")
    assert ask(db, "SELECT * FROM claims WHERE claim_id = 'c1'") == []
    assert "a deal is near" not in html(opened("timeline", topic="deal", mark="u-c1"))


def test_another_position_moves_the_shift_and_is_taken_back_later(db: Path) -> None:
    test = press(item("c1"), "position_5")
    assert "set right" in test.success[0].value
    assert "gone: 2" in test.success[0].value  # those made by hand
    found = ask(db, "SELECT from_position, to_position FROM shifts WHERE actor_id = 'ann' AND NOT alleged")
    assert found == [(2, -2)]
    assert "from affirms it to denies it" in html(opened("shifts", topic="deal"))
    later = item("c2")  # in another session, from the list
    assert "1 correction" in [box.label for box in later.expander]
    later.selectbox(key="review_take_back_en").select(ask(db, "SELECT correction_id FROM corrections")[0][0])
    press(later, "take_back_button")
    assert ask(db, "SELECT state FROM corrections") == [("undone",)]


def test_another_actor_known_or_new(db: Path) -> None:
    test = press(item("c1"), "actor")
    assert test.button(key="review_actor_keep").disabled
    test.text_input(key="search_found_speaker_en").set_value("القاسم").run()  # one alone: chosen, and in the address
    assert parameter(test, "speaker") == "omar"
    press(test, "actor_keep")
    assert parameter(test, "speaker") == ""
    assert ask(db, "SELECT actor_id FROM claims WHERE claim_id = 'c1'") == [("omar",)]
    assert corrections.make(db, "actor", "c1", author="Amal", value="Huda Sabri").state == "refused"
    made = corrections.make(db, "actor", "c1", author="Amal", value="Huda Sabri", new_actor=True)
    assert made.state == "done"
    assert ask(db, "SELECT actor FROM claims WHERE claim_id = 'c1'") == [("Huda Sabri",)]


def test_a_new_person_is_made_of_a_name_that_nobody_has(db: Path) -> None:
    test = press(item("c1"), "actor")
    test.text_input(key="search_found_speaker_en").set_value("Huda [Sabri](x)").run()
    assert test.button(key="review_actor_new").label == "Make a new person of “\u2068Huda \\[Sabri\\]\\(x\\)\u2069”"
    test.text_input(key="search_found_speaker_en").set_value("Huda Sabri").run()
    press(test, "actor_new")
    assert ask(db, "SELECT actor FROM claims WHERE claim_id = 'c1'") == [("Huda Sabri",)]


def test_a_correction_is_proposed_by_its_address_and_forgotten_with_the_next_claim(db: Path) -> None:
    test = item("c1", what="claim", speaker="omar")
    assert test.selectbox(key="found_speaker_en").value == "omar"
    press(test, "next")
    assert parameter(test, "speaker") == ""
    press(test, "topic")
    test.text_input(key="search_found_about_en").set_value("city").run()
    press(test, "actor")  # the other form, and nothing left of this one
    assert (parameter(test, "about"), parameter(test, "speaker")) == ("", "")
    assert "search_found_about_en" not in [box.key for box in test.text_input]


def test_another_topic_with_the_position_on_it(db: Path) -> None:
    test = press(item("c1"), "topic")
    test.selectbox(key="found_about_en").select("aid").run()
    test.selectbox(key="review_topic_position_en").select(-1)
    press(test, "topic_keep")
    assert ask(db, "SELECT topic_id, position FROM claims WHERE claim_id = 'c1'") == [("aid", -1)]


def test_a_shift_is_judged_as_a_whole_and_its_claims_one_by_one(db: Path) -> None:
    test = item("s-sure")
    assert html(test).count("mw-around") == 2
    press(test, "accept")
    assert ask(db, "SELECT kind, subject FROM corrections") == [("accept", "s-sure")]
    test = item("s-possible", what="shift")
    test.segmented_control(key="review_side_en").set_value("earlier").run()
    press(test, "position_0")
    assert ask(db, "SELECT kind, subject, position FROM corrections WHERE kind = 'position'") == [
        ("position", "c5", None)
    ]


def test_a_copy_without_its_warehouse_is_for_reading_only(db: Path) -> None:
    db.unlink()
    test = item("c1")
    assert "for reading only" in test.info[0].value
    assert [button.key for button in test.button] == ["review_next", "language"]
    assert answer({"db": str(db), "undo": "x", "author": "Amal", "lock_timeout_s": 1})["state"] == "closed"
    assert not db.exists()


def test_a_busy_writer_is_told_and_nothing_is_changed(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"lock_timeout_s": 0.1}
    monkeypatch.setattr(corrections, "_ask", lambda request: corrections.told(answer({**request, **asked})))
    other = WriterLock(db)
    other.acquire(1)
    try:
        test = press(item("c1"), "accept")
    finally:
        other.release()
    assert "try again when it has ended" in test.error[0].value
    assert parameter(test, "item") == "c1"
    assert ask(db, "SELECT * FROM corrections") == []


@pytest.mark.parametrize(
    ("state", "message", "told", "quoted"),
    [
        ("refused", "no claim or shift has the id 'c-1'; ids are in the views `claims` and `shifts`", "بالمعرّف", ""),
        ("busy", "/w.duckdb is held by process 7, which is writing to this warehouse; wait for it to end, or give a "
         "longer lock_timeout_s in the settings", "رقمها 7", ""),
        ("closed", "[Errno 28] No space left on device: '/w.duckdb'", "لا مساحة باقية على القرص", ""),
        ("closed", "IO Error: Could not write <b>file</b>", "تعذرت القراءة من القرص", "Could not write &lt;b&gt;file"),
        ("failed", "took longer than 300 s", "أكثر من 300 من الثواني", ""),
        ("failed", "KeyError: <b>'x'</b>", "وهذا نصه", "KeyError: &lt;b&gt;"),
        ("failed", "", "هل حُفظ", ""),
    ],
)  # fmt: skip
def test_what_fails_is_told_in_arabic_with_the_words_of_other_programs_below(
    db: Path, monkeypatch: pytest.MonkeyPatch, state: str, message: str, told: str, quoted: str
) -> None:
    monkeypatch.setattr(corrections, "_ask", lambda _request: corrections.told({"state": state, "message": message}))
    test = press(item("c1", lang="ar"), "accept")
    said = plain(test.error[0].value.replace("\\", ""))
    assert told in said
    for ours in ("/w.duckdb", "lock_timeout_s", "c-1"):
        said = said.replace(ours, "")
    assert not re.findall("[A-Za-z]", said)
    below = [body for body in re.findall("<blockquote.*?</blockquote>", html(test)) if 'lang="en">' in body]
    assert any(quoted in body for body in below) if quoted else not below
    assert "<b>file" not in html(test)


def test_a_process_of_its_own_writes_and_this_one_stays_light(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True, symlinks=True)
    done = corrections.make(tmp_path / "w.duckdb", "reject", "c1", author="Amal")
    assert (done.state, done.shifts_gone) == ("done", ("s-alleged", "s-sure"))
    monkeypatch.setattr(corrections, "LONGEST_S", 0.01)
    assert corrections.take_back(tmp_path / "w.duckdb", done.correction_id, author="Amal").state == "failed"


def test_in_arabic(db: Path) -> None:
    test = item("s-sure", lang="ar")
    assert "صحيح" in [button.label for button in test.button]
    assert "آن فيلد" in html(test)
    assert "أيّ التصريحين" in [control.label for control in test.segmented_control]


@pytest.mark.parametrize("id", ["c7", "s-alleged"])
def test_hostile_text_shows_harmless(db: Path, id: str) -> None:
    test = item(id)
    shown = html(test)
    assert "&lt;script&gt;" in shown
    assert not [one for one in FORBIDDEN if one in shown]
    press(test, "actor")
    names = [option for box in (*test.selectbox, *test.sidebar.selectbox) for option in box.options]
    assert not [name for name in names if "\u202e" in name]


@pytest.fixture
def long_queue(db: Path) -> Path:
    """Six hundred claims less certain than all others."""
    with duckdb.connect(str(db)) as connection:
        connection.execute(
            "INSERT INTO claims_stored SELECT c.* REPLACE ('less-' || n AS claim_id, 0.01 AS confidence) "
            "FROM claims_stored AS c, range(600) AS less (n) WHERE c.claim_id = 'c2'"
        )
    with Store.open(db) as store:
        store.publish()
    return db


@pytest.mark.parametrize("name", ["c1", "s-sure"])
def test_a_link_opens_an_item_however_far_down_the_queue(long_queue: Path, name: str) -> None:
    test = item(name)
    assert not test.warning
    assert parameter(test, "item") == name
    assert "610 wait" in test.caption[0].value, "all of them, not those that the queue holds"
    assert parameter(test.run(), "item") == name
    press(test, "next")
    assert parameter(test, "item").startswith("less-")
    assert not test.warning


def test_a_link_opens_what_was_passed_over_before(db: Path) -> None:
    test = item("c1")
    press(test, "next")
    assert parameter(test, "item") != "c1"
    test.query_params["item"] = "c1"
    assert parameter(test.run(), "item") == "c1"
    assert not test.warning
