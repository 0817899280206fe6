"""The registry of actors: its names and chains, composition by grammar, and what it says of a wrong file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from claims.actors import load_registry
from claims.actors.load import read_registry
from claims.actors.similar import close_names
from claims.configuration import SHIPPED, ConfigurationError
from claims.sound import sound_alike


def test_every_name_finds_its_actor() -> None:
    registry = load_registry()
    for identity, names in registry.names.items():
        for name in names:
            assert identity in registry.find(name), (identity, name)


def test_every_parent_is_known_and_every_chain_ends() -> None:
    registry = load_registry()
    for actor in registry.actors.values():
        chain = registry.ancestors(actor.id)
        assert len(chain) == len(set(chain)) < 6
        assert all(registry.actor(parent) is not None for parent in chain)
        assert actor.country is None or actor.country in registry.countries


def test_it_covers_the_countries_and_the_people_of_the_news() -> None:
    registry = load_registry()
    assert len(registry.countries) >= 193
    assert len(registry.terms) >= 250
    assert all(country.label_ar for country in registry.countries.values())


@pytest.mark.parametrize(
    ("spelling", "identity"),
    [
        ("باراك اوباما", "Q76"),
        ("Barack Obama", "Q76"),
        ("السعودية", "Q851"),
        ("تركيا", "Q43"),
        ("Türkiye", "Q43"),
        ("عبدالفتاح السيسي", "abdel-fattah-el-sisi"),
        ("عبد الفتاح السيسي", "abdel-fattah-el-sisi"),
        ("نورالدين الطبوبي", "noureddine-taboubi"),
        ("البنتاغون", "us-defense-department"),
    ],
)
def test_spellings(spelling: str, identity: str) -> None:
    assert load_registry().find(spelling) == (identity,)


def test_offices_are_composed_and_own_ones_kept() -> None:
    registry = load_registry()
    assert registry.office_id("Q30", "foreign-ministry") == "Q789915"
    composed = registry.actor(registry.office_id("Q159", "foreign-ministry"))
    assert composed is not None
    assert composed.label == "Russian foreign ministry"
    assert composed.label_ar == "وزارة الخارجية الروسية"
    assert registry.ancestors(composed.id) == ("Q159",)
    assert registry.office_of("Q789915") == ("Q30", "foreign-ministry")
    assert registry.actor("Q30.no-such-office") is None
    assert registry.actor("nobody") is None


def test_holders_by_day() -> None:
    registry = load_registry()
    assert registry.holder("Q789915", "minister", "2016-09-04") == "Q22316"
    assert registry.holder("Q789915", "minister", "2010-01-01") == "Q6294"
    assert registry.holder("Q789915", "minister", "1950-01-01") is None


def test_names_across_scripts() -> None:
    assert sound_alike("سيرغي لافروف", "Sergei Lavrov")
    assert sound_alike("ديمتري بيسكوف", "Dmitri Peskov")
    assert not sound_alike("سيرغي لافروف", "Sergei Ryabkov")
    assert not sound_alike("علي", "Ali")
    assert close_names(("منصف", "مرزوقي"), ("منصف", "مررزقي"))
    assert not close_names(("سلمي", "غزالي"), ("بشير", "غزالي"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "actors"
    shutil.copytree(SHIPPED / "actors", copy)
    return copy


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        (
            "people-west.yaml",
            "- {id: x, en: X Y, ar: س ص, roles: [{of: XX.presidency, as: president}]}",
            "XX.presidency",
        ),
        ("people-west.yaml", "- {id: x, en: X Y, ar: س ص, party: z}", "unknown key 'party'"),
        ("people-west.yaml", "- {id: x, en: X Y, ar: س ص, roles: [{of: US, from: soon}]}", "YYYY-MM-DD"),
        ("people-west.yaml", "- {id: Q76, en: X Y, ar: س ص}", "twice"),
        ("people-west.yaml", "- {id: x, en: X Y, ar: س ص, gender: female}", "'female' is none of f, m"),
        (
            "people-west.yaml",
            "- {id: x, en: X Y, ar: س ص, roles: [{of: US, from: 2012-01-01, to: 2011-01-01}]}",
            "before it begins",
        ),
        ("institutions.yaml", "- {id: x, en: X, ar: س, kind: club}", "'club'"),
        ("institutions.yaml", "- {id: x, ar: س}", "'en'"),
        ("countries.yaml", "- {code: QQ}", "'QQ'"),
        ("countries.yaml", "- {code: US, demonym: {fr: [x]}}", "demonym"),
    ],
)
def test_a_wrong_entry_is_named(folder: Path, file: str, line: str, message: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_registry(folder)
    assert file in str(caught.value)
    assert "entry" in str(caught.value)
    assert message in str(caught.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "offices.yaml").unlink()
    with pytest.raises(ConfigurationError, match=r"offices\.yaml"):
        read_registry(folder)


def test_an_added_person_is_found(folder: Path) -> None:
    (folder / "people-own.yaml").write_text(
        "- {id: ruby-example, en: Ruby Example, ar: روبي المثال, roles: [{of: TN.central-bank, as: governor}]}\n",
        encoding="utf-8",
    )
    registry = read_registry(folder)
    assert registry.find("روبي المثال") == ("ruby-example",)
    assert registry.ancestors("ruby-example") == ("Q948.central-bank", "Q948")
