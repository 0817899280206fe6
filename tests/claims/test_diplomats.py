"""Whom diplomats speak for, in both languages: who sent them, not where they were sent; and their whole phrase."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from claims.attribute import attribute
from claims.model import Article, Claim, Lang
from claims.pipeline import Pipeline
from claims.read import read

RUSSIA, FRANCE, EGYPT, UN, EU = "Q159", "Q142", "Q79", "Q1065", "Q458"


def claim_of(text: str, lang: Lang) -> Claim:
    found = Pipeline([]).extract([Article("a1", text, lang, "2026-01-02T00:00:00+00:00", title="")])
    claims: Sequence[Claim] = [claim for one in found for claim in one.claims]
    assert claims, text
    return claims[0]


@pytest.mark.parametrize(
    ("text", "name", "bodies"),
    [
        (
            "قال نائب المندوب الروسي لدى الأمم المتحدة أليكسي دروزدوف إن بلاده ترفض.",
            "أليكسي دروزدوف",
            [f"{RUSSIA}.un-mission", RUSSIA],
        ),
        (
            "أعلنت مندوبة فرنسا الدائمة لدى الأمم المتحدة كلير مارتان تأييد القرار.",
            "كلير مارتان",
            [f"{FRANCE}.un-mission", FRANCE],
        ),
        ("قال سفير فرنسا لدى الاتحاد الأوروبي جان مارتان إن الاتفاق قريب.", "جان مارتان", [FRANCE]),
        ("أكد السفير المصري في واشنطن سامح طاهر أن المحادثات مستمرة.", "سامح طاهر", [f"{EGYPT}.embassy", EGYPT]),
        ("قال مبعوث الأمم المتحدة إلى اليمن يوهان برغمان إن الهدنة صامدة.", "يوهان برغمان", [UN]),
        ("أكد مبعوث الأمم المتحدة إلى ليبيا كريم مرسي أن الهدنة صامدة.", "كريم مرسي", [UN]),
        ("قال المبعوث الأممي إلى سوريا يوهان برغمان إن الهدنة صامدة.", "يوهان برغمان", [UN]),
        ("قالت المبعوثة الأممية إلى ليبيا هناء تيتو إن الحوار مستمر.", "هناء تيتو", [UN]),
    ],
)
def test_an_arabic_diplomat_speaks_for_who_sent_him(text: str, name: str, bodies: list[str]) -> None:
    speaker = claim_of(text, "ar").speaker
    assert speaker.actor.label == name
    assert [body.id for body in speaker.institutions] == bodies


@pytest.mark.parametrize(
    ("text", "name", "bodies"),
    [
        (
            "Russia's deputy permanent representative to the United Nations, Alexei Drozdov, said no.",
            "Alexei Drozdov",
            [f"{RUSSIA}.un-mission", RUSSIA],
        ),
        (
            "France's UN ambassador, Claire Martin, said the text was dead.",
            "Claire Martin",
            [f"{FRANCE}.un-mission", FRANCE],
        ),
        ("Jean Martin, France's ambassador to the European Union, said a deal was close.", "Jean Martin", [FRANCE]),
        ("The UN envoy to Yemen, Johan Bergman, said the truce was holding.", "Johan Bergman", [UN]),
        ("The EU ambassador to Lebanon, Paolo Conti, said aid would flow.", "Paolo Conti", [EU]),
        ("UN Syria envoy Johan Bergman said the talks were over.", "Johan Bergman", [UN]),
    ],
)
def test_an_english_diplomat_speaks_for_who_sent_him(text: str, name: str, bodies: list[str]) -> None:
    speaker = claim_of(text, "en").speaker
    assert speaker.actor.label == name
    assert [body.id for body in speaker.institutions] == bodies


def test_an_envoy_of_a_body_that_sends_many_is_not_the_one_on_the_list() -> None:
    speaker = claim_of("قال مبعوث الأمم المتحدة إن الهدنة في السودان صامدة.", "ar").speaker
    assert speaker.actor.label == "مبعوث الأمم المتحدة"


def test_where_he_was_sent_ends_a_source_only_where_the_content_opens_there() -> None:
    text = "دعا المبعوث الأممي إلى وقف القتال."
    (plain,) = attribute(read(Article("a", text, "ar")))
    assert text[slice(*plain.source[0])] == "المبعوث الأممي"
    assert text[slice(*plain.content[0])] == "إلى وقف القتال"
    both = "دعا المبعوث الأممي إلى سوريا الأطراف إلى ضبط النفس."
    (placed,) = attribute(read(Article("a", both, "ar")))
    assert both[slice(*placed.source[0])].startswith("المبعوث الأممي إلى سوريا")


@pytest.mark.parametrize("body", ["الأمم المتحدة", "القوى العاملة", "الشؤون الاجتماعية"])
def test_no_source_ends_within_the_name_of_a_body(body: str) -> None:
    text = f"أكد ممثل {body} أن الاتفاق قريب."
    (one,) = attribute(read(Article("a", text, "ar")))
    assert text[slice(*one.source[0])] == f"ممثل {body}"
