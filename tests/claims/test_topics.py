"""Topics: what a file may say, and which claims are on which."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from claims.configuration import ConfigurationError
from claims.model import Article
from claims.pipeline import Pipeline
from claims.topics import Topic, load_topics

DEAL = Topic("deal", {"en": "Border deal"}, any_of={"en": ("border deal", "ceasefire"), "ar": ("اتفاق الحدود", "هدنة")})
RAIL = Topic("rail", {"en": "Rail pay"}, any_of={"en": ("rail strike", "rail union"), "ar": ("إضراب القطارات",)})


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "topics.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    (topic,) = load_topics(
        written(
            tmp_path,
            """
- id: deal
  name: {en: A deal, ar: اتفاق}
  proposition: {en: A deal is reached}
  positive: {en: near}
  negative: {ar: بعيد}
  keywords: {en: [deal, truce], ar: [اتفاق], all: [border], none: {en: [football]}}
  actors: [Q30]
""",
        )
    )
    assert topic.name == {"en": "A deal", "ar": "اتفاق"}
    assert topic.any_of == {"en": ("deal", "truce"), "ar": ("اتفاق",)}
    assert topic.all_of["ar"] == ("border",)
    assert topic.none_of == {"en": ("football",)}
    assert topic.actors == ("Q30",)


def test_json_is_yaml_too(tmp_path: Path) -> None:
    text = '- id: x\n  name: {en: "A \\u00e9", ar: "\\u0627"}\n  keywords: {en: ["a", "b"], ar: []}\n'
    (topic,) = load_topics(written(tmp_path, text))
    assert topic.name["en"] == "A é"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- id: x\n  nmae: {en: X}\n", "did you mean `name`"),
        ("- id: x\n", "needs `name`"),
        ("- name: {en: X}\n", "needs `id`"),
        ("id: x\n", "a topics file is a list"),
        ("- just words\n", "a topic has keys"),
        ("- id: x\n  name: {en: X}\n  keywords: [deal]\n", "`keywords` is a mapping"),
        ("- id: x\n  name: {en: X}\n  keywords: {en: deal}\n", "list of words"),
        ("- id: x\n  name: {en: X}\n  keywords: {eng: [deal]}\n", "unknown key `eng`"),
        ("- id: x\n  name: {en: X}\n  colour: red\n", "unknown key `colour`. Allowed: id, name"),
        ("- id: x\n  name: {en: [1]}\n", "must be a text"),
        ("- id: x\n  name: {en: X}\n- id: x\n  name: {en: Y}\n", "given to two topics"),
        ("- id: x\n  name: {en: X\n", "line"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigurationError) as error:
        load_topics(path)
    assert told in str(error.value)
    assert str(path) in str(error.value)


def test_a_mistake_names_the_entry_the_key_and_what_is_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, "- id: a\n  name: {en: A}\n- id: b\n  name: {en: B}\n  keywords: {en: [x], non: [y]}\n")
    with pytest.raises(ConfigurationError) as error:
        load_topics(path)
    assert f"{path}: topic 2 (b), keywords" in str(error.value)
    assert "`non`; did you mean `none`?" in str(error.value)
    assert "Allowed: ar, en, all, none" in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"missing\.yaml: cannot be read"):
        load_topics(tmp_path / "missing.yaml")


def test_values_may_be_written_as_json(tmp_path: Path) -> None:
    """Programs write topics with a JSON encoder: quotes, colons and braces inside texts are theirs to escape."""
    name, issue = 'Pay: the "last" offer {3%} #1', "a deal – yes/no; +2 = \u0627\u062a\u0641\u0627\u0642"
    quoted = [json.dumps(value, ensure_ascii=False) for value in (name, issue, ["pay", "yes", "22"])]
    row = "- id: pay-1\n  name: {en: %s, ar: %s}\n  proposition: {en: %s}\n  keywords: {en: %s, ar: []}\n"
    (topic,) = load_topics(written(tmp_path, row % (quoted[0], quoted[0], quoted[1], quoted[2])))
    assert topic.name == {"en": name, "ar": name}
    assert topic.proposition == {"en": issue}
    assert topic.any_of == {"en": ("pay", "yes", "22")}


def test_an_empty_file_has_no_topics(tmp_path: Path) -> None:
    assert load_topics(written(tmp_path, "")) == []
    assert load_topics(written(tmp_path, "[]")) == []


def topics_of(
    text: str, lang: str = "en", title: str | None = None, topics: tuple[Topic, ...] = (DEAL, RAIL)
) -> list[str]:
    article = Article(text[:20], text, lang, "2020-01-01", title=title)  # type: ignore[arg-type]
    return [claim.topic_id or "" for claim in Pipeline(topics).extract_one(article).claims]


def test_own_words_decide() -> None:
    text = (
        "The minister said the border deal was near. The ceasefire holds. The minister said the rail strike was over."
    )
    assert topics_of(text) == ["deal", "rail"]


def test_words_of_the_claim_count_before_a_story_however_much_it_is_told() -> None:
    road = Topic("road", {"en": "Aid by road"}, any_of={"en": ("aid", "convoy")})
    text = (
        "The border deal held a third day and the ceasefire monitors stayed. The border deal was renewed twice. The "
        "ceasefire is new. The envoy said that the aid would come soon. The governor said that aid could not wait for "
        "the ceasefire. The minister said that the border deal brought aid."
    )
    found = topics_of(text, title="The border deal and the ceasefire", topics=(DEAL, road))
    assert found == ["road", "road", "deal"]


def test_a_claim_without_keywords_follows_its_story() -> None:
    text = "The minister said the ceasefire was near. He said it would be signed on Friday. The ceasefire is new."
    assert topics_of(text, title="Border deal near: ceasefire this week") == ["deal", "deal"]


def test_arabic_clitics_do_not_hide_a_keyword() -> None:
    text = "قال الوزير إن العمل بالهدنة مستمر. ورحب النائب بهدنة جديدة."
    assert set(topics_of(text, "ar")) == {"deal"}


def test_what_is_on_no_topic_gets_a_stable_one_of_its_own() -> None:
    text = "The mayor said the new library would open in spring. The library has two floors."
    (first,) = topics_of(text)
    assert first.startswith("auto-")
    assert topics_of(text, topics=()) == [first]


def test_every_required_word_must_be_there() -> None:
    strict = replace(DEAL, all_of={"en": ("border", "north")})
    text = "The minister said the ceasefire at the border was near. The ceasefire is new."
    assert topics_of(text, topics=(strict,))[0].startswith("auto-")
    assert topics_of(text + " It covers the north.", topics=(strict,))[0] == "deal"


@pytest.mark.parametrize("word", ["هدنة", "الهدنة", "والهدنة", "بالهدنة", "للهدنة", "وبهدنة", "هُدْنَة"])
def test_each_clitic(word: str) -> None:
    text = f"قال الوزير إن العمل {word} مستمر."
    assert topics_of(text, "ar") == ["deal"]
    assert topics_of(text.replace(word, "كالعادة"), "ar")[0].startswith("auto-")


def test_a_discovered_topic_does_not_depend_on_other_articles_or_on_topics() -> None:
    text = "The mayor said the new library would open in spring. The library has two floors."
    other = "The captain said the ferry would sail at noon. The ferry carries cars."
    assert topics_of(text, topics=(DEAL,)) == topics_of(text, topics=(RAIL,))
    assert set(topics_of(text)) & set(topics_of(other)) == set()


def test_a_forbidden_word_keeps_an_article_out() -> None:
    strict = replace(DEAL, none_of={"en": ("football",)})
    text = "The coach said the ceasefire between the football clubs was near."
    assert topics_of(text, topics=(strict,))[0].startswith("auto-")


def test_a_country_alone_makes_no_topic() -> None:
    """Everything in a country's news names the country."""
    topic = Topic("vote", {"en": "Libya's election date"}, any_of={"en": ("Libya", "election date", "electoral laws")})
    other = "The coach said the team from Libya would play in Libya on Friday. Libya won twice."
    assert topics_of(other, title="Libya plays", topics=(topic,))[0].startswith("auto-")
    own = "The minister said Libya would keep the election date. The electoral laws are ready."
    assert topics_of(own, topics=(topic,)) == ["vote"]


def test_a_phrase_is_found_behind_a_preposition() -> None:
    topic = Topic("dam", {"ar": "سد الوادي"}, any_of={"ar": ("سد الوادي",)})
    text = "أعلن الوزير اكتمال الملء الرابع لسد الوادي. والملء مستمر."
    assert topics_of(text, "ar", topics=(topic,)) == ["dam"]
