"""What is taken away: tables as CSV and Parquet, a citation, the buttons that save the chart."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pages_warehouse
import pyarrow.parquet as pq
import pytest
from opened import FORBIDDEN, html, opened

from app import corrections, downloads
from app.citations import citation, cite
from app.downloads import to_csv, to_parquet
from app.texts import texts
from app.views import review


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages_warehouse.make(tmp_path_factory.mktemp("taken") / "w.duckdb")


@pytest.fixture(autouse=True)
def _on_it(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(made))


def test_a_citation_has_who_words_outlet_day_and_link() -> None:
    told = ("Ann Field", "a deal is near", ["One", "Two"], "2016-09-04", "https://example.org/near")
    assert citation(*told, texts("en")) == (
        "Ann Field: “a deal is near” (One, Two, 4 September 2016) https://example.org/near"
    )
    assert "4 سبتمبر 2016" in citation(*told, texts("ar"))


def test_a_citation_keeps_names_and_words_of_the_other_direction_in_their_places() -> None:
    told = ("آن فيلد", "الاتفاق قريب", ["منبر", "نشرة", "One"], "2016-09-04", None)
    assert citation(*told, texts("en")) == (
        "\u2068آن فيلد\u2069: “\u2068الاتفاق قريب\u2069” "
        "(\u2067\u2068منبر\u2069، \u2068نشرة\u2069\u2069, One, 4 September 2016)"
    )
    assert citation(*told, texts("ar")) == "آن فيلد: «الاتفاق قريب» (منبر، نشرة، \u2068One\u2069، 4 سبتمبر 2016)"
    assert "\u2068آن فيلد\u2069" in cite(*told, texts("en"))


def test_a_citation_of_hostile_words_is_harmless() -> None:
    shown = cite('"><script>', pages_warehouse.HOSTILE, [None], None, "javascript:alert(1)", texts("en"))
    assert shown.count("<") == 2
    assert "javascript" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("page", ["shifts", "timeline", "article", "actors", "topics", "runs"])
def test_every_table_is_given_in_both_forms(page: str) -> None:
    test = opened(page)
    names = [button.proto.label for button in test.get("download_button")]
    assert names.count("Download as CSV") == names.count("Download as Parquet") >= 1


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("shifts", {}),
        ("timeline", {"topic": "deal"}),
        ("article", {}),
        ("compare", {"topic": "deal", "a": "ann", "b": "omar"}),
        ("compare", {"by": "actor", "actor": "omar"}),
        ("review", {"item": "c7"}),
        ("review", {"item": "s-sure"}),
    ],
)
def test_evidence_can_be_cited(page: str, address: dict[str, str]) -> None:
    shown = html(opened(page, **address))
    quotes = shown.count("<blockquote") + shown.count("mw-around")  # the words alone, or in the text around them
    buttons = shown.count('class="mw-cite"')
    assert quotes == buttons >= 1
    assert not any(forbidden in shown for forbidden in FORBIDDEN)


@pytest.mark.parametrize(
    ("page", "address"),
    [("compare", {"topic": "deal", "a": "ann", "b": "omar"}), ("compare", {"by": "actor", "actor": "ann"})]
    + [("review", {"item": item}) for item in ("c2", "s-sure")],
)
def test_a_citation_is_of_its_own_statement_in_the_language_of_the_page(page: str, address: dict[str, str]) -> None:
    shown = html(opened(page, **address, lang="ar"))
    told = "آن فيلد: «ان الاتفاق لم ينجز» (\u2068Outlet of far\u2069، 6 سبتمبر 2016) https://example.org/far"
    assert shown.count(f'data-copy="{told}"') == 1
    assert "انسخ الاستشهاد" in shown


def test_the_chart_can_be_saved_in_both_forms() -> None:
    shown = html(opened("timeline", topic="deal"))
    assert 'data-save="png"' in shown
    assert 'data-save="svg"' in shown


def test_all_corrections_are_given_as_the_warehouse_keeps_them(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, tuple[Any, Any]] = {}
    offered = downloads.buttons
    monkeypatch.setattr(
        downloads,
        "buttons",
        lambda as_csv, as_parquet, t, name, what="": (
            given.update({name: (as_csv, as_parquet)}) or offered(as_csv, as_parquet, t, name, what)
        ),
    )
    for position in (2, 0):
        corrections.make(db, "position", "c1", author="=Amal", position=position, note="read it")
    made = corrections.make(db, "merge actors", "omar", author="Amal", value="ann")
    corrections.take_back(db, made.correction_id, author="Basim")
    monkeypatch.setattr(review, "MOST_SHOWN", 1)
    test = opened("review", lang="ar")
    assert "3 تصحيحات" in [box.label for box in test.expander]
    labels = [button.proto.label for button in test.get("download_button")]
    assert labels == ["تنزيل CSV", "تنزيل Parquet"]
    as_csv, as_parquet = given["corrections"]
    read = pq.read_table(io.BytesIO(as_parquet())).to_pylist()
    assert len(read) == 3
    (merged,) = (row for row in read if row["kind"] == "merge actors")
    told = {name: merged[name] for name in ("subject", "subject_name", "value", "value_name", "state", "undone_by")}
    assert told == {
        "subject": "omar",
        "subject_name": "Omar al-Qasim",
        "value": "ann",
        "value_name": "Ann Field",
        "state": "undone",
        "undone_by": "Basim",
    }
    assert {row["position"] for row in read} == {2, 0, None}
    rows = list(csv.DictReader(io.StringIO(as_csv().removeprefix("\ufeff"))))
    assert list(rows[0]) == list(read[0])
    assert {row["author"] for row in rows} == {"'=Amal", "Amal"}
    assert {row["content"] for row in rows} == {"a deal is near", ""}


def test_parquet_keeps_types_and_columns_without_a_value() -> None:
    rows = [{"a": 1, "b": None, "c": ["x"]}, {"a": None, "b": None, "c": []}]
    table = pq.read_table(io.BytesIO(to_parquet(rows, ("a", "b", "c"))))
    assert [str(kind) for kind in table.schema.types] == ["int64", "string", "list<element: string>"]
    assert to_csv(rows, ("a", "b")).splitlines()[1] == "1,"
