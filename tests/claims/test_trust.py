"""How a statement stands to its question in its article, and how far its reading is trusted."""

from __future__ import annotations

import pytest

from claims.model import Article, Attribution
from claims.pipeline import Pipeline
from claims.positions.bearing import ArticleOn, terms
from claims.positions.reading import Reading
from claims.positions.trust import measure, trust
from claims.read import read
from claims.topics import Topic

FERRY = Topic(
    "ferry",
    {"en": "Ferry line to Arran", "ar": "خط العبّارات إلى الجزيرة"},
    {"en": "The ferry line to Arran is closed", "ar": "إغلاق خط العبّارات"},
    any_of={"en": ("ferry line", "ferries"), "ar": ("خط العبّارات", "العبّارات")},
)
ABOUT = (
    "The council met on Monday over the ferry line.\n\n"
    'The mayor said: "We reject the closure of the ferry line, and we will fight it."'
)
ASIDE = (
    "The council met on Monday over the new stadium. Two members had come by ferries.\n\n"
    'The mayor said: "We reject the second stand, and we will fight it."'
)


def test_terms_are_the_words_of_the_question_and_names_stand_apart() -> None:
    found = terms(FERRY, "en")
    assert ("ferry", "line") in found.phrases
    assert {"ferry", "line"} <= found.core
    assert "arran" in found.names - found.core


@pytest.mark.parametrize(("text", "title"), [(ABOUT, "Ferry line: council meets"), (ASIDE, "Stadium: council meets")])
def test_an_article_on_the_question_and_one_that_names_it_in_passing_are_told_apart(text: str, title: str) -> None:
    at = text.index('"')
    look = ArticleOn(read(Article("a", text, "en", title=title)), FERRY)
    seen = look.measure(Attribution((), ((at - 6, at - 2),), ((at, len(text)),), "direct", "inform", "say"))
    on = text is ABOUT
    assert (seen["content phrase"], seen["title phrase"]) == (float(on), float(on))
    assert seen["content core"] == (2.0 if on else 0.0)
    assert seen["dense"] == 1.0 or not on


def test_arabic_words_are_found_behind_their_prefixes() -> None:
    text = "أكد رئيس البلدية رفضه لخط العبّارات الجديد وإغلاقه."
    look = ArticleOn(read(Article("a", text, "ar", title="المجلس والعبّارات")), FERRY)
    seen = look.measure(Attribution((), ((0, 3),), ((17, len(text)),), "indirect", "assert", "أكد"))
    assert (seen["content phrase"], seen["content core"] >= 2.0) == (1.0, True)


def test_a_reading_is_trusted_more_where_the_article_is_on_the_question() -> None:
    odds = []
    for text, title in ((ABOUT, "Ferry line: council meets"), (ASIDE, "Stadium: council meets")):
        at = text.index('"')
        look = ArticleOn(read(Article("a", text, "en", title=title)), FERRY)
        context = look.measure(Attribution((), ((at - 6, at - 2),), ((at, len(text)),), "direct", "inform", "say"))
        seen = measure(
            context, Reading("policy", -2, (), 0.9, by="reject", of_event=text is ABOUT), 0.1, "inform", "en"
        )
        odds.append(trust().odds(seen))
    assert odds[0] > odds[1]


def test_the_pipeline_takes_no_position_from_words_on_another_thing_and_says_why() -> None:
    rest = " ".join(
        f"The {word} of the town was discussed for an hour." for word in ("library", "market", "bridge", "pool")
    )
    last = 'Of his rival he told reporters: "The people will never accept somebody who mocks our soldiers."'
    long = Article("off", f"{ABOUT}\n\n{rest}\n\n{rest}\n\n{last}", "en", published="2024-05-06", title="Council meets")
    (found,) = Pipeline([FERRY]).extract([long])
    on, off = found.claims[0], found.claims[-1]
    assert (on.topic_id, off.topic_id) == ("ferry", "ferry")
    assert on.position.value is not None
    assert off.position.value is None
    assert any("hardly on this question" in reason for reason in off.position.reasons)
