"""The demo articles, their marks and their shifts agree with one another and hold what the demo promises to show."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

DEMO = Path(__file__).resolve().parent.parent / "configs" / "demo"
RELATIONS = {"soften", "harden", "retreat_to_neutral", "commit", "reverse", "contradict"}
KINDS = {"assessment", "policy", "commitment", "conduct", "schedule", "process"}
SORTS_OF_TRAPS = {
    "background_recall",
    "conditional",
    "someone_elses_words",
    "accusation_about_target",
    "repeat",
    "other_subissue",
    "refuse_comment",
    "unnamed_source",
    "syndicated",
}
OPENERS, CLOSERS = '"«“', '"»”'


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DEMO / name).read_text(encoding="utf-8").splitlines()]


@lru_cache(maxsize=1)
def articles() -> dict[str, dict[str, Any]]:
    return {article["id"]: article for article in lines("articles.jsonl")}


@lru_cache(maxsize=1)
def gold() -> list[dict[str, Any]]:
    return lines("gold.jsonl")


@lru_cache(maxsize=1)
def shifts() -> dict[str, list[dict[str, Any]]]:
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load((DEMO / "shifts.yaml").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def topic_ids() -> set[str]:
    return {topic["id"] for topic in yaml.safe_load((DEMO / "topics.yaml").read_text(encoding="utf-8"))}


@lru_cache(maxsize=1)
def claims() -> dict[str, tuple[dict[str, Any], dict[str, Any], str]]:
    """``article.number`` → the article, the mark, the words of its content; headlines are ``article.t1``."""
    found = {}
    for article in gold():
        for key, text, mark in (("attributions", "text", ""), ("title_attributions", "title", "t")):
            for claim in article.get(key, []):
                words = " ".join(article[text][a:b] for a, b in claim["content"])
                found[f"{article['id']}.{mark}{claim['id']}"] = (article, claim, words)
    return found


def sides(shift: dict[str, Any]) -> tuple[tuple[dict[str, Any], str], tuple[dict[str, Any], str]]:
    earlier, later = claims()[shift["earlier"]["claim"]], claims()[shift["later"]["claim"]]
    return (earlier[1], earlier[2]), (later[1], later[2])


def test_articles_are_enough_in_both_languages_and_say_what_they_are() -> None:
    count = Counter(article["lang"] for article in articles().values())
    assert count["ar"] >= 10
    assert count["en"] >= 8
    assert len(articles()) == len(lines("articles.jsonl")), "an id stands twice"
    assert len({article["url"] for article in articles().values()}) == len(articles())
    for article in articles().values():
        published = datetime.fromisoformat(article["published"])
        assert published.tzinfo is not None, article["id"]
        assert date(2016, 8, 26) <= published.date() <= date(2016, 10, 4), article["id"]
        assert article["url"].startswith("https://example.org/demo/"), article["id"]
        assert re.search("Mawqif|موقف", article["note"]), article["id"]
        letters = len(re.findall(r"[\u0621-\u064a]", article["text"]))
        assert (letters > 300) == (article["lang"] == "ar"), article["id"]
        assert not re.search(r"[{}|\ufffd]|  ", article["text"]), article["id"]


def test_gold_is_of_the_same_articles() -> None:
    assert [article["id"] for article in gold()] == list(articles())
    for article in gold():
        source = articles()[article["id"]]
        assert article["text"] == source["text"]
        assert article["title"] == source["title"]
        assert article["publisher"] == source["publisher"]
        assert article["published"] == source["published"][:10]


def test_offsets_hold_whole_words_and_lie_in_order() -> None:
    for name, (article, claim, words) in claims().items():
        text = article["title" if ".t" in name else "text"]
        assert claim["cue"], name
        assert claim["content"], name
        assert words.strip() == words, name
        for a, b in [*claim["source"], *claim["cue"], *claim["content"]]:
            assert 0 <= a < b <= len(text), name
            assert text[a:b].strip() == text[a:b], name
            assert not text[a:b].endswith((".", "،")) or text[a:b].endswith('."'), (name, text[a:b])
            clitic = text[a - 1 : a] in ("و", "ف") and not text[a - 2 : a - 1].isalpha()
            assert a == 0 or clitic or not (text[a].isalnum() and text[a - 1].isalnum()), (name, text[a:b])
            assert b == len(text) or not (text[b].isalnum() and text[b - 1].isalnum()), (name, text[a:b])
        pieces = sorted([*claim["source"], *claim["cue"]])
        assert all(x[1] <= y[0] for x, y in pairwise(pieces)), name


def test_marks_are_of_known_kinds_and_actors() -> None:
    for name, (article, claim, words) in claims().items():
        actor = article["actors"][claim["actor"]]
        assert actor["names"], name
        assert all(form in article["text"] + article["title"] for form in actor["names"]), name
        assert actor["names"] == sorted(actor["names"], key=len, reverse=True), name
        assert claim["kind"] in KINDS, name
        assert claim["position"] is None or claim["kind"] in {"assessment", "policy", "commitment"}, name
        assert claim["position"] in (None, -2, -1, 0, 1, 2), name
        assert claim["topic"] is None or claim["topic"] in topic_ids(), name
        assert claim["topic"] or claim["position"] is None, name
        quoted = any(mark in words for mark in OPENERS + CLOSERS)
        assert (claim["type"] != "indirect") == quoted, name
        if claim["type"] == "direct":
            assert words[0] in OPENERS, name
            assert words[-1] in CLOSERS, name


def test_dates_are_not_after_publication() -> None:
    for name, (article, claim, _) in claims().items():
        if claim["said_at"]:
            assert claim["said_at"] <= article["published"][: len(claim["said_at"])], name
        if claim["said_expr"]:
            assert claim["said_expr"] in article["text"], name
    precisions = {len(claim["said_at"] or "") for _, claim, _ in claims().values()}
    assert precisions == {0, 7, 10}, "a date, a month and an unknown date should all be there"


def test_copies_have_the_original_actor_day_and_position() -> None:
    copies = {name: claim for name, (_, claim, _) in claims().items() if "copy_of" in claim}
    assert len({name.split(".")[0] for name in copies}) >= 3
    for name, claim in copies.items():
        article, original, _ = claims()[claim["copy_of"]]
        assert article["publisher"] != claims()[name][0]["publisher"], name
        assert article["published"] <= claims()[name][0]["published"], name
        for key in ("said_at", "topic", "kind", "position"):
            assert claim[key] == original[key], (name, key)
        assert claims()[name][0]["actors"][claim["actor"]]["label"] == article["actors"][original["actor"]]["label"]


def test_shifts_follow_from_the_marks() -> None:
    assert len(shifts()["shifts"]) >= 8
    for shift in [*shifts()["shifts"], *shifts()["also_valid"]]:
        (earlier, earlier_words), (later, later_words) = sides(shift)
        assert shift["earlier"]["words"] == earlier_words
        assert shift["later"]["words"] == later_words
        assert shift["earlier"]["claim"].startswith(shift["earlier"]["article"] + ".")
        assert earlier["kind"] == later["kind"] == shift["kind"]
        assert earlier["topic"] == later["topic"] == shift["topic"]
        assert (earlier["position"], later["position"]) == (shift["from"], shift["to"])
        assert shift["from"] != shift["to"]
        assert shift["relation"] in RELATIONS
        assert earlier["said_at"] <= later["said_at"]
        reverses = shift["from"] * shift["to"] < 0
        assert (shift["relation"] == "reverse") == reverses
        if "within_day" in shift:
            assert shift["within_day"] == (earlier["said_at"] == later["said_at"])


def test_equivalents_stand_on_the_same_side() -> None:
    for shift in [*shifts()["shifts"], *shifts()["also_valid"]]:
        for key, position in (("earlier_equivalents", shift["from"]), ("later_equivalents", shift["to"])):
            for name in shift[key]:
                other = claims()[name][1]
                assert other["kind"] == shift["kind"], (shift["later"]["claim"], name)
                assert other["position"] * position > 0, (shift["later"]["claim"], name)


def test_alleged_shifts_are_said_by_somebody_else() -> None:
    assert shifts()["alleged"]
    for alleged in shifts()["alleged"]:
        for name in [alleged["claim"]["claim"], *alleged["equivalents"]]:
            article, claim, _ = claims()[name]
            assert claim["act"] == "accuse"
            assert claim["position"] is None
            assert claim["actor"] != alleged["actor"]
            assert article["id"] in name


def test_traps_are_claims_and_of_every_sort() -> None:
    reported = {shift["later"]["claim"] for shift in shifts()["shifts"]}
    for trap in shifts()["traps"]:
        assert claims()[trap["claim"]][2] == trap["words"]
        assert trap["claim"] not in reported, trap
    sorts = Counter(trap["why"] for trap in shifts()["traps"])
    assert set(sorts) == SORTS_OF_TRAPS
    for sort in SORTS_OF_TRAPS:
        assert sorts[sort] >= 2, sort


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_phenomena_of_wire_copy_are_there(lang: str) -> None:
    of_lang = [(name, article, claim) for name, (article, claim, _) in claims().items() if article["lang"] == lang]
    assert {claim["type"] for _, _, claim in of_lang} == {"direct", "mixed", "indirect"}
    assert any(".t" in name for name, _, _ in of_lang), "a colon headline"
    assert any(claim["act"] == "deny" for _, _, claim in of_lang)
    assert any(claim["act"] == "refuse_comment" for _, _, claim in of_lang)
    assert any(article["actors"][claim["actor"]]["kind"] == "unnamed" for _, article, claim in of_lang)
    texts = "\n".join(article["text"] for _, article, _ in of_lang)
    assert {mark for mark in '"“«' if mark in texts} >= ({'"', "“", "«"} if lang == "ar" else {'"', "“"})
    same_day = [
        claim
        for _, _, claim in of_lang
        if re.search(
            r"\u0633\u0627\u0628\u0642|\u0628\u0633\u0627\u0639\u0627\u062a|[Hh]ours", claim["said_expr"] or ""
        )
    ]
    assert len(same_day) >= 2


def test_the_hard_quotation_marks_of_the_arabic_report() -> None:
    report = next(article for article in gold() if article["text"].count('"') % 2)
    text = report["text"]
    assert re.search(r'\w": "', text), "a mark that opens nothing"
    contents = [text[a:b] for claim in report["attributions"] for a, b in claim["content"]]
    assert any(re.search(r'(?:^| )"\w[^"]* "\w', words) for words in contents), "a quotation inside a quotation"
    assert sum(not claim["source"] for claim in report["attributions"]) >= 8, "dropped subjects"
    assert any(claim["act"] == "accuse" for claim in report["attributions"])
