"""Where the parts of an Arabic attribution begin and end, in sentences as agencies write them."""

from __future__ import annotations

import pytest

from claims.attribute import attribute
from claims.model import Article
from claims.pipeline import Pipeline
from claims.read import read


def parts(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, as the text has them."""
    document = read(Article("a1", text, "ar"))
    return [
        (
            *(" ".join(document.slice(s) for s in spans) for spans in (one.source, one.cue)),
            document.slice(one.content[0]),
        )
        for one in attribute(document)
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "أعلنت كتائب النصر، الجناح العسكري لحركة الفجر، مسؤوليتها عن الهجوم.",
            "كتائب النصر، الجناح العسكري لحركة الفجر",
            "مسؤوليتها عن الهجوم",
        ),
        ("رفضت فرنسا، العضو الدائم في المجلس، مشروع القرار.", "فرنسا، العضو الدائم في المجلس", "مشروع القرار"),
        ("استبعد الوزير قيام حرب جديدة.", "الوزير", "قيام حرب جديدة"),
        ("وفقا لما أعلنه المتحدث العسكري، دمرت القوات ثلاثة مواقع.", "المتحدث العسكري", "دمرت القوات ثلاثة مواقع"),
        ("قال رئيس النقابة منير عوض إن الإضراب قائم.", "رئيس النقابة منير عوض", "إن الإضراب قائم"),
        ("طالب عشرات النواب رئيس الوزراء بالاستقالة.", "عشرات النواب", "بالاستقالة"),
        ("حث الأطباء وزير المالية على خفض الضرائب.", "الأطباء", "على خفض الضرائب"),
    ],
)
def test_where_source_and_content_end(text: str, source: str, content: str) -> None:
    ((found, _cue, said),) = parts(text)
    assert (found, said) == (source, content)


@pytest.mark.parametrize("tail", ["مؤكدة أنه باطل", "معتبرة أن الوقت فات"])
@pytest.mark.parametrize(("verb", "object_"), [("رفضت", "الاتفاق"), ("أيدت", "المقترح"), ("رفضت", "العرض")])
def test_a_refusal_of_one_word_is_said_beside_what_goes_on(verb: str, object_: str, tail: str) -> None:
    found = parts(f"{verb} موسكو {object_}، {tail}.")
    assert (found[0][0], found[0][2]) == ("موسكو", object_)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("استقبل الرئيس السيسي وفدا أميركيا، وأكد رفضه التهجير.", "الرئيس السيسي"),
        ("جدد مجلس الأمن الدولي ولاية البعثة، مطالبا الأطراف بوقف القتال.", "مجلس الأمن الدولي"),
        ("واصل الجيش الإسرائيلي قصف البلدة، معلنا أنه دمر أنفاقا.", "الجيش الإسرائيلي"),
    ],
)
def test_the_subject_of_what_goes_on_has_no_object_in_it(text: str, subject: str) -> None:
    ((source, _, _),) = parts(text)
    assert source == subject


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("شنت موسكو هجوما واسعا، مؤكدة أن الرد سيكون قاسيا.", "Russia"),
        ("نشرت باريس قوات إضافية، مشيرة إلى أن المهمة مؤقتة.", "France"),
    ],
)
def test_who_acts_in_a_sentence_says_what_its_participle_tells(text: str, actor: str) -> None:
    (claim,) = [claim for one in Pipeline([]).extract([Article("a1", text, "ar")]) for claim in one.claims]
    assert claim.speaker.actor.label == actor


def test_a_deputy_who_chairs_is_no_deputy_chairman() -> None:
    text = "قال النائب رئيس لجنة المالية إبراهيم نعمان إن الموازنة جاهزة."
    (claim,) = [claim for one in Pipeline([]).extract([Article("a1", text, "ar")]) for claim in one.claims]
    assert (claim.speaker.actor.label, claim.speaker.actor.role) == ("إبراهيم نعمان", "deputy")
