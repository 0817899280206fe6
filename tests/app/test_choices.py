"""One of many: short lists of long ones, the search over all of them, the address, and names that are alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pages_warehouse as small
import pytest
from opened import FORBIDDEN, html, opened, parameter
from streamlit.testing.v1 import AppTest

from app import choices, data
from app.filters import distinct
from app.markup import plain
from warehouse.store import Store

MANY = 5_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small warehouse, in which Omar is called as Ann is."""
    db = small.make(tmp_path_factory.mktemp("choices") / "w.duckdb")
    with Store.open(db) as store:
        store.put_actors([replace(small.OMAR, label="Ann Field", label_ar="آن فيلد")], {})
        store.publish()
    return db


@pytest.fixture(autouse=True)
def _on_it(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of one entry, so that the small warehouse is too large for them."""
    monkeypatch.setattr(choices, "MOST_LISTED", 1)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many articles, topics and actors as the queries give, before those that there are."""
    asked = data.rows

    def rows(name: str, **parameters: Any) -> data.Rows:
        found = asked(name, **parameters)
        fields = {"articles_listed": "article_id", "topics_with_counts": "topic_id", "actors_with_counts": "actor_id"}
        if (field := fields.get(name)) is None:
            return found
        named = {"title", "topic", "topic_ar", "actor", "actor_ar"} & set(found[0])
        others = ({**found[0], field: f"x{n}", **dict.fromkeys(named, f"Other {n}")} for n in range(MANY - len(found)))
        return [*others, *found]

    monkeypatch.setattr(data, "rows", rows)


PAGES = [
    ("article", {}, "article", "article_choice_en", "far", "Title of far"),
    ("timeline", {}, "topic", "topic_choice_en", "aid", "to the CITY aid"),
    ("compare", {}, "topic", "compare_topic_choice_en", "aid", "الى المدينه"),
    ("compare", {"by": "actor"}, "actor", "compare_actor_choice_en", "evil", "evil"),
]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(("page", "address", "name", "key", "id", "words"), PAGES)
def test_a_long_list_is_short_and_its_search_goes_to_any_entry(
    page: str, address: dict[str, str], name: str, key: str, id: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "MOST_LISTED", 200)
    shared = opened(page, **address, **{name: id})  # from an address, though it is far down the list
    box = shared.selectbox(key=key)
    assert (box.value, len(box.options)) == (id, 201)
    assert "The first 200 of 5,000 are listed" in " ".join(caption.value for caption in shared.caption)
    test = shared
    test.text_input(key=f"search_{key}").set_value("other 4444").run()
    assert parameter(test, name) == "x4444"
    test.text_input(key=f"search_{key}").set_value(words).run()
    assert parameter(test, name) == id
    assert len(test.selectbox(key=key).options) == 1
    test.text_input(key=f"search_{key}").set_value("no such words").run()
    assert parameter(test, name) == id, "what finds nothing changes nothing"
    assert "No row matches" in " ".join(caption.value for caption in test.caption)
    assert not test.exception


@pytest.mark.usefixtures("short")
def test_one_of_what_a_search_found_is_chosen_from_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "MOST_LISTED", 3)
    test = opened("article", article="hostile")
    test.text_input(key="search_article_choice_en").set_value("title of").run()
    found = test.selectbox(key="article_choice_en").options
    assert len(found) == 3
    test.selectbox(key="article_choice_en").select("near").run()
    assert parameter(test, "article") == "near"
    assert "a deal" in html(test)
    test.query_params["article"] = "far"  # a step back in the browser
    assert test.run().selectbox(key="article_choice_en").value == "far"


def test_lists_that_show_all_have_no_search() -> None:
    for page in ("article", "timeline", "compare"):
        assert not [field for field in opened(page).text_input if str(field.key).startswith("search_")]


def test_an_article_that_the_list_has_not_is_opened_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = data.rows
    monkeypatch.setattr(
        data, "rows", lambda name, **given: asked(name, **given)[: 1 if name == "articles_listed" else None]
    )
    test = opened("article", article="near", claim="c1")
    assert not test.warning
    assert (parameter(test, "article"), parameter(test, "claim")) == ("near", "c1")
    assert "mw-picked" in html(test)


def test_actors_who_are_called_alike_are_told_apart() -> None:
    assert distinct({"a": "One", "b": "Two", "c": "One"}) == {"a": "One (a)", "b": "Two", "c": "One (c)"}
    test = opened("compare", by="actor")
    box = test.selectbox(key="compare_actor_choice_en")
    assert {"Ann Field (ann)", "Ann Field (omar)"} < {plain(option) for option in box.options}
    for id, words in (("ann", "ان الاتفاق لم ينجز"), ("omar", "aid may pass")):
        test.selectbox(key="compare_actor_choice_en").select(id).run()
        assert parameter(test, "actor") == id
        assert words in html(test)


@pytest.mark.usefixtures("short")
def test_compared_actors_are_found_by_a_search_and_stay_chosen() -> None:
    test = opened("compare", topic="deal", actors=["ann"])
    assert options(test) == ["Ann Field"]
    test.text_input(key="search_compare_actors_assessment_en").set_value("evil").run()
    assert len(options(test)) == 2
    test.multiselect[0].set_value(["ann", "evil"]).run()
    assert parameter(test, "actors") == "ann,evil"
    assert html(test).count('<td class="mw-pair') == 4


def options(test: AppTest) -> list[str]:
    assert not test.exception, test.exception
    return [plain(option) for option in test.multiselect[0].options]


@pytest.mark.usefixtures("short")
def test_the_review_filter_is_short_and_has_the_name_of_the_address() -> None:
    offered = opened("review").sidebar.selectbox(key="filter_topic_en").options
    assert [plain(option) for option in offered] == ["All", "A ceasefire deal"]
    test = opened("review", topic="aid").sidebar.selectbox(key="filter_topic_en")
    assert (test.value, [plain(option) for option in test.options[1:]]) == (
        "aid",
        ["A ceasefire deal", "Aid to the city"],
    )


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("page", ["article", "compare"])
def test_hostile_names_and_searches_show_harmless(page: str) -> None:
    address = {"article": "hostile"} if page == "article" else {"by": "actor", "actor": "evil"}
    test = opened(page, **address)
    test.text_input[0].set_value('<img src=x onerror="alert(1)">').run()
    assert not [one for one in FORBIDDEN if one in html(test)]
    assert not [option for option in test.selectbox[0].options if "\u202e" in option]
