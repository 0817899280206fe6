"""Titles held no longer, companies, mouthpieces, subjects between statements, first words: rules of who speaks."""

from __future__ import annotations

from typing import Any

import pytest
from marked import marked

from claims.actors import arabic, load_registry, resolve
from claims.actors.first_words import DEMONYM, NAME, OFFICE
from claims.model import Speaker
from claims.sound import ALIKE, likeness, sound, sound_alike

REGISTRY = load_registry()


def speakers(text: str, **options: Any) -> list[Speaker]:
    document, attributions = marked(text, **options)
    return resolve(document, attributions, REGISTRY)


def labels(text: str, **options: Any) -> list[str]:
    return [s.actor.label for s in speakers(text, **options)]


# --- English ---------------------------------------------------------------------------------------------------------


def test_the_agency_of_a_dateline_is_nobody() -> None:
    text = (
        "OSLO, May 3 (Polar Tape) - {1s:Harbour chief Nora Feldwick} {1c:said} {1x:the port would open}.\n"
        "{2x:The cranes were ready}, {2s:she} {2c:said} in a letter seen by Polar Tape. "
        "{3x:Work would start}, {3s:she} {3c:said}."
    )
    assert labels(text, lang="en") == ["Nora Feldwick"] * 3


@pytest.mark.parametrize(
    ("title", "role", "speaks_for"),
    [
        ("Transport Secretary", "minister", "uk-transport-department"),
        ("Shadow transport secretary", "opposing-minister", None),
        ("Former transport secretary", "former-minister", None),
    ],
)
def test_only_who_holds_an_office_speaks_for_it(title: str, role: str, speaks_for: str | None) -> None:
    text = f"Britain was waiting. {{1s:{title} Nora Feldwick}} {{1c:said}} {{1x:the line would close}}."
    (speaker,) = speakers(text, lang="en")
    assert (speaker.actor.role, speaker.actor.speaks_for) == (role, speaks_for)


def test_a_former_minister_in_arabic_speaks_for_no_ministry() -> None:
    text = "{1c:قال} {1s:وزير النقل الأردني السابق رائد الفاضل} {1x:إن الخط سيغلق}."
    (speaker,) = speakers(text)
    assert speaker.actor.role == "former-minister"
    assert speaker.actor.speaks_for in (None, "Q810")


def test_the_company_is_the_one_named_last_and_no_union_or_paper() -> None:
    text = (
        "{1s:Marlow Freight chief executive Nora Feldwick} {1c:said} {1x:the price was fair}. "
        "{2s:Dock Workers Union leader Paul Grant} {2c:accused} {2x:Marlow Freight of greed}, "
        "a charge {3s:the company} {3c:denied} {3x:in full}."
    )
    assert labels(text, lang="en")[2] == "Marlow Freight"


def test_an_acronym_is_never_taken_for_the_company() -> None:
    text = (
        "{1s:Marlow Freight chief executive Nora Feldwick} {1c:said} {1x:the price was fair}. "
        "{2s:The DRA} {2c:said} {2x:it would look into it}."
    )
    assert labels(text, lang="en") == ["Nora Feldwick", "DRA"]


def test_the_leader_of_the_union_leads_the_union() -> None:
    text = (
        "{1s:Dock Workers Union general secretary Paul Grant} {1c:said} {1x:the offer was poor}. "
        "{2s:Nora Feldwick} {2c:called} {2x:it generous}. "
        "{3s:The union's leader} {3c:said} {3x:a strike was near}."
    )
    assert labels(text, lang="en")[2] == "Paul Grant"


def test_a_head_by_another_word_is_another_head() -> None:
    text = (
        "{1s:Marlow Freight director Paul Grant} {1c:said} {1x:the price was fair}. "
        "{2s:Nora Feldwick} {2c:said} {2x:it was not}. {3s:The chair} {3c:said} {3x:a vote was near}."
    )
    assert labels(text, lang="en")[2] == "Nora Feldwick"


def test_who_stands_between_two_statements_is_he() -> None:
    text = (
        "{1s:Nora Feldwick} {1c:said} {1x:the price was fair}.\nPaul Grant was in the hall. "
        "{2x:A strike was near}, {2s:he} {2c:said}."
    )
    assert labels(text, lang="en")[1] == "Paul Grant"


def test_a_description_before_a_name_is_its_title() -> None:
    text = "{1s:Her closest rival, Giles Marlow,} {1c:said} {1x:the vote was lost}."
    assert labels(text, lang="en") == ["Giles Marlow"]


# --- Arabic ----------------------------------------------------------------------------------------------------------


def test_a_subject_between_two_statements_is_meant_by_a_verb_without_one() -> None:
    text = (
        "{1c:قال} {1s:بشير الغزالي} {1x:إن القوائم جاهزة}.\n"
        "خرج رائد الفاضل عن صمته. {2c:وهدد} في كلمة له {2x:بأن الإضراب قادم}."
    )
    assert labels(text) == ["بشير الغزالي", "رائد الفاضل"]


def test_a_subject_that_opens_its_clause_is_meant_by_the_verb_after_it() -> None:
    text = (
        "{1c:قال} {1s:وزير النقل رائد الفاضل} {1x:إن الخط سيفتح}. {2c:وقال} {2s:بشير الغزالي} {2x:إنه لن يفتح}. "
        "لكن الوزير {3c:كرر} {3x:أن الموعد قائم}."
    )
    assert labels(text) == ["رائد الفاضل", "بشير الغزالي", "رائد الفاضل"]


def test_who_is_only_met_is_not_meant() -> None:
    text = (
        "{1c:قال} {1s:بشير الغزالي} {1x:إن القوائم جاهزة}. ثم عقد جلسة مع سامي الحداد. {2c:وأضاف} {2x:أن الإضراب قادم}."
    )
    assert labels(text) == ["بشير الغزالي", "بشير الغزالي"]


def test_a_body_may_speak_with_the_tongue_of_a_person() -> None:
    text = "{1c:نفت} {1s:نقابة الموانئ} على لسان الناطقة الرسمية باسمها ريم الحداد {1x:أن الإضراب قادم}."
    (speaker,) = speakers(text)
    assert speaker.actor.label == "ريم الحداد"
    assert [one.label for one in speaker.institutions][:1] == ["نقابة الموانئ"]


def test_a_ministry_is_of_the_country_told_after_it() -> None:
    text = (
        "انتظرت السعودية رد كازاخستان. {1c:وقالت} {1s:وزارة الطاقة} في كازاخستان {1x:إنها تدرس العرض}.\n"
        "وتحرك موقف قطر، {2c:إذ قالت} {2s:وزارة النقل} فيها {2x:إنها موافقة}."
    )
    assert labels(text) == ["Kazakh energy ministry", "Qatari transport ministry"]


def test_an_adjective_alone_that_speaks_is_a_family_name() -> None:
    text = "{1c:نفت} {1s:الغربي} {1x:رفع الأسعار}."
    (speaker,) = speakers(text)
    assert (speaker.actor.kind, speaker.actor.label) == ("person", "الغربي")


def test_a_name_ends_before_what_is_said_to_whom() -> None:
    text = "{1c:قال} {1s:بشير الغزالي للتلفزيون الرسمي} {1x:إن القوائم جاهزة}."
    assert labels(text) == ["بشير الغزالي"]


# --- what they stand on ----------------------------------------------------------------------------------------------


def test_first_words_tell_what_may_begin() -> None:
    opens = REGISTRY.first_words
    assert opens["واشنطن"] & NAME
    assert opens["الروسية"] & DEMONYM
    assert opens["والخارجية"] & OFFICE
    assert not opens["يجلس"]
    assert opens["يجلس"] == opens["يجلس"]


def test_bodies_are_called_as_the_news_calls_them() -> None:
    wanted = {"Q948.government": "Tunisian government", "Q878.army": "UAE armed forces", "Q142.police": "French police"}
    for identity, label in wanted.items():
        actor = REGISTRY.actor(identity)
        assert actor is not None
        assert actor.label == label


@pytest.mark.parametrize(
    ("arabic", "latin", "alike"),
    [
        ("جنيفر ساكي", "Jennifer Psaki", False),  # a silent letter is one too many for a short name
        ("ينس ستولتنبرغ", "Jens Stoltenberg", True),
        ("مارتن غريندل", "Martin Grindel", True),
        ("خواكين فينيكس", "Joaquin Phoenix", True),
        ("سيرغي لافروف", "Sergei Ryabkov", False),
        ("علي", "Ali", False),
    ],
)
def test_names_that_sound_alike(arabic: str, latin: str, alike: bool) -> None:
    assert sound_alike(arabic, latin) is alike


def test_likeness_is_graded() -> None:
    assert likeness(sound("كيري"), sound("Kerry")) == pytest.approx(1.0, abs=0.1)
    assert likeness(sound("كيري"), sound("Lavrov")) < 0.3 < ALIKE
    assert likeness("", "") == 0.0


def test_where_a_visitor_comes_from_gives_the_police_no_country() -> None:
    lead = "The dockside market was closed on Monday after a fire in one of its halls. " * 6
    said = "{1s:Police} {1c:said} {1x:the fire had been put out}."
    assert labels(f"{lead}Two of the injured were tourists from Argentina. {said}", lang="en") == ["Police"]
    assert labels(f"Argentina closed a market on Monday. {lead}{said}", lang="en") == ["Argentine police"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("ماكرون رفضه", "ماكرون"),
        ("برغستروم رأيه", "برغستروم"),
        ("الوزاني حشدا", "الوزاني"),
        ("طه حسين", "طه حسين"),
        ("سامر عبده", "سامر عبده"),
        ("المدير التنفيذي لشركة «هيدران» رولف ماندرس", "رولف ماندرس"),
    ],
)
def test_an_arabic_name_ends_before_an_object_and_begins_behind_a_quoted_body(phrase: str, name: str) -> None:
    assert arabic.read_phrase(phrase, 0, REGISTRY).label == name


@pytest.mark.parametrize("phrase", ["رئيس الاتحاد المزداري لكرة القدم", "رئيس حركة «النور» المعارضة"])
def test_the_end_of_an_arabic_title_is_no_name(phrase: str) -> None:
    assert arabic.read_phrase(phrase, 0, REGISTRY).kind == "title"
