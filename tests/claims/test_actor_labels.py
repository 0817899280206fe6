"""What people are called: roles of men and women, and in Arabic sources whom an English article does not name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from marked import marked

from claims.actors import load_registry, resolve
from claims.actors.gender import gender_of
from claims.actors.labels import role_label
from claims.actors.load import _genders, listed_genders
from claims.configuration import SHIPPED, ConfigurationError, configs_dir
from claims.model import Speaker
from claims.words import script


def speaker(phrase: str) -> Speaker:
    document, attributions = marked(f"{{1s:{phrase}}} {{1c:said}} {{1x:that the road was open}}.", lang="en")
    (found,) = resolve(document, attributions, load_registry())
    return found


@pytest.mark.parametrize(
    ("phrase", "arabic"),
    [
        ("A U.S. official", "مسؤول أمريكي (لم يُكشف اسمه)"),
        ("A senior State Department official", "مسؤول رفيع في وزارة الخارجية الأمريكية (لم يُكشف اسمه)"),
        ("A senior Egyptian official", "مسؤول مصري رفيع (لم يُكشف اسمه)"),
        ("A spokeswoman for the Swedish foreign ministry", "متحدثة باسم وزارة الخارجية السويدية (لم يُكشف اسمها)"),
        ("An adviser to the Syrian government", "مساعد لدى الحكومة السورية (لم يُكشف اسمه)"),
        ("A former Israeli intelligence officer", "ضابط إسرائيلي سابق (لم يُكشف اسمه)"),
        ("A European diplomat", "دبلوماسي أوروبي (لم يُكشف اسمه)"),
        ("Two Western diplomats", "دبلوماسيون غربيون (لم تُكشف أسماؤهم)"),
        ("A second official", "مسؤول ثانٍ (لم يُكشف اسمه)"),
        ("A witness", "شاهد عيان (لم يُكشف اسمه)"),
        ("Several analysts", "مراقبون (لم تُكشف أسماؤهم)"),
    ],
)
def test_an_unnamed_source_of_an_english_article_has_an_arabic_label(phrase: str, arabic: str) -> None:
    actor = speaker(phrase).actor
    assert (actor.kind, actor.label_ar) == ("unnamed", arabic)
    assert script(actor.label) == "en"
    assert actor.label.endswith("(unnamed)")


def test_an_arabic_article_gives_the_same_class_the_same_label_and_keeps_its_own_words() -> None:
    (document, attributions) = marked("{1c:قال} {1s:مسؤول أميركي} {1x:إن الطريق مفتوح}.")
    (found,) = resolve(document, attributions, load_registry())
    assert found.actor == speaker("A U.S. official").actor
    assert "مسؤول أميركي" in found.names
    document, attributions = marked("{1c:قالت} {1s:مصادر مطلعة} {1x:إن الطريق مفتوح}.")
    assert resolve(document, attributions, load_registry())[0].actor.label_ar == "مصادر مطلعة"


def test_a_title_without_a_name_is_told_in_arabic_and_a_name_is_not_invented() -> None:
    assert speaker("The envoy").actor.label_ar == "مبعوث (لم يُذكر اسمه)"
    assert speaker("Colonel Torvald Quimby").actor.label_ar is None


@pytest.mark.parametrize(
    ("role", "man", "woman"),
    [
        ("spokesperson", "متحدث", "متحدثة"),
        ("minister", "وزير", "وزيرة"),
        ("former-minister", "وزير سابق", "وزيرة سابقة"),
        ("prime-minister", "رئيس الحكومة", "رئيسة الحكومة"),
        ("night_watch", "night watch", "night watch"),
        (None, "", ""),
    ],
)
def test_a_role_agrees_with_who_holds_it(role: str | None, man: str, woman: str) -> None:
    assert (role_label(role, "ar"), role_label(role, "ar", female=True)) == (man, woman)


def test_english_roles_do_not_change_and_both_languages_have_the_same() -> None:
    assert role_label("former-minister", "en", female=True) == "former minister"
    files = [
        yaml.safe_load((configs_dir() / f"lexicons/{lang}/labels.yaml").read_text("utf-8")) for lang in ("ar", "en")
    ]
    assert set(files[0]["roles"]) == set(files[1]["roles"])
    assert all(len(forms) == 2 for forms in files[0]["roles"].values())


@pytest.mark.parametrize(
    ("actor", "names", "gender"),
    [
        ("maria-zakharova", [], "f"),  # the registry
        ("x", ["الناطقة باسم الخارجية نورا فيلدويك"], "f"),
        ("x", ["النائبة هالة زايد", "زايد"], "f"),
        ("x", ["المتحدث باسم المكتب ينس لاركه"], "m"),
        ("x", ["وزيرة الخارجية"], "f"),
        ("x", ["سعاد فيلدويك"], "f"),
        ("x", ["Foreign Ministry spokeswoman Jane Roe", "Jane Roe"], "f"),
        ("x", ["Jane Roe", "Roe"], ""),
    ],
)
def test_whether_a_person_is_a_woman(actor: str, names: list[str], gender: str) -> None:
    assert gender_of(actor, names) == gender


def test_the_registry_is_asked_first_and_its_gender_is_checked(tmp_path: Path) -> None:
    assert listed_genders()["Q567"] == "f"
    shutil.copytree(SHIPPED / "actors", tmp_path / "actors")
    path = tmp_path / "actors" / "people-world.yaml"
    path.write_text(path.read_text("utf-8") + "- {id: x, en: X Y, ar: س ص, gender: female}\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"people-world\.yaml.*\(x\).*'female' is none of f, m"):
        _genders(tmp_path / "actors")
