"""What governs a cue or a whole statement: denials, duties, conditions, the question's own words."""

from __future__ import annotations

import pytest

from claims.model import Lang
from claims.positions import Statement, read, read_position
from claims.positions.folded import Folded
from claims.positions.poles import pole
from claims.positions.reader import Learned
from claims.positions.unmoved import says_unmoved
from claims.topics import Topic, own_words

DEAL = Topic("deal", {"en": "Border deal", "ar": "اتفاق الحدود"}, {"en": "A border deal is reached and holds"})
STRIKE = Topic("strike", {"en": "The ferry strike", "ar": "إضراب العبارات"}, {"en": "The ferry strike is called off"})
SETTLED = Topic("row", {"en": "The ferry strike"}, {"en": "The crews' strike will be settled"})
LEVY = Topic(
    "levy", {"en": "Removal of the bread levy", "ar": "رفع رسم الخبز"}, {"en": "The council removes the bread levy"}
)
PLANT = Topic("plant", {"en": "Closure of the Orrin plant"}, {"en": "The Orrin plant will stay open"})
SILENT = Learned(0.5, (0.4, 0.2, 0.2, 0.2), ())


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules read by themselves: the learned readers have no opinion."""
    monkeypatch.setattr(read, "learned_of_each", lambda some: [SILENT for _ in some])


def value(text: str, lang: Lang, topic: Topic = DEAL, act: str = "inform", **more: object) -> int | None:
    return read_position(Statement(text, lang, act=act, **more), topic).value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("The deal has failed. There is no date for another round.", "en", -2),
        ("that there was nothing left to offer and that he would not accept the deal", "en", -2),
        ("that there is no version of the deal that we will accept", "en", -2),
        ("أن الأطراف تريد الاتفاق", "ar", 1),
        ("أن حكومته لم تعد تريد الاتفاق", "ar", -2),
        ("ألا يكون الاتفاق قريبا", "ar", -1),
        ("أن حزبه لم يعد يعارض الاتفاق", "ar", 1),
        ("that we do not want this deal", "en", -2),
        ("that we want this deal", "en", 1),
    ],
)
def test_a_denial_reaches_what_it_denies_and_no_more(text: str, lang: Lang, expected: int) -> None:
    assert value(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("I am not backing the deal and I am not fighting it", "en"),
        ("that the guild was neither endorsing the mayor's deal nor turning it down", "en"),
        ("أن حزبه لا يؤيد الاتفاق ولا يرفضه", "ar"),
        ("أن النقابة ما عادت تطلب الاتفاق ولا ترفضه", "ar"),
    ],
)
def test_both_ways_denied_is_neither(text: str, lang: Lang) -> None:
    position = read_position(Statement(text, lang), DEAL)
    assert position.value == 0
    assert position.confidence == read.NEITHER_SURE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("that the deal must be signed", 2),
        ("that the deal must never be signed", -2),
        ("that the deal must be abolished", -2),
    ],
)
def test_a_duty_takes_the_side_of_what_is_to_happen(text: str, expected: int) -> None:
    assert value(text, "en") == expected


def test_what_is_called_bad_is_turned_down() -> None:
    assert value("the deal as a surrender", "en", act="reject", factuality="CT-", cue="dismissed") == -2


def test_a_strike_is_settled_to_its_good() -> None:
    assert pole(SETTLED, "strike") == -1
    assert value("that the strike would be settled by the weekend", "en", SETTLED) == 2
    assert value("that the strike goes ahead", "en", SETTLED) == -2


def test_what_something_comes_about_by_is_no_bad_thing() -> None:
    topic = Topic("t", {"en": "The ferry strike"}, {"en": "The strike is ended by agreement"})
    assert pole(topic, "deal") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("that she still hoped the strike could be averted", 1),
        ("that she was confident there would be no strike", 1),
        ("that she was confident of a strike", -1),
        ("The strike that was to have begun on the day of the regatta has been called off", 2),
        ("that the crews will walk out on Friday", -2),
    ],
)
def test_wishes_and_outlooks_of_a_strike(text: str, expected: int) -> None:
    assert value(text, "en", STRIKE) == expected


def test_a_condition_s_event_is_not_what_is_offered() -> None:
    assert value("إن الوزارة مستعدة لدفع الفارق متى علق الإضراب", "ar", STRIKE) == 1


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("that he opposes the deal unless the maps are redrawn", "en", -1),
        ("إنها ترفض الاتفاق ما لم تعدل الخرائط", "ar", -1),
        ("that the deal would collapse unless the maps are redrawn", "en", None),
    ],
)
def test_a_refusal_until_a_condition_is_met_is_one(text: str, lang: Lang, expected: int | None) -> None:
    assert value(text, lang) == expected


def test_the_question_may_ask_for_an_end() -> None:
    assert value("that the council would remove the bread levy", "en", LEVY) == 2
    assert value("that the bread levy will stay", "en", LEVY) == -2


def test_the_question_s_own_word_gives_way_to_what_is_said_of_it() -> None:
    topic = Topic("v", {"en": "Approval of the vaccine"}, {"en": "The board approves the vaccine"})
    assert value("that approval was now a long shot", "en", topic) == -1


def test_a_plant_is_closed_and_a_deal_closes() -> None:
    sale = Topic("s", {"en": "The dairy takeover"}, {"en": "The takeover of the dairy is completed"})
    assert value("that the takeover will close in May", "en", sale) == 2
    assert value("that the company had decided on closing the plant", "en", PLANT) == -2


def test_first_word_of_a_name_counts_where_it_is_no_name() -> None:
    assert "removal" in own_words(LEVY, "en") or "remov" in own_words(LEVY, "en")
    town = Topic("t", {"en": "Orrin tram"}, {"en": "The Orrin tram will be built"})
    assert not any(word.startswith("orrin") for word in own_words(town, "en"))


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("we will vote for it whatever the harbour master thinks of the paper", "en", 2),
        ("I reject it, as I always have, for the sake of the town", "en", -2),
    ],
)
def test_a_side_taken_outright_needs_no_event(text: str, lang: Lang, expected: int) -> None:
    assert value(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [("«لا تعليق»", "ar"), ("No comment.", "en"), ("There was no truth in it", "en"), ("إن الخبر عار عن الصحة", "ar")],
)
def test_silence_and_reports_denied_take_no_side(text: str, lang: Lang) -> None:
    assert value(text, lang) is None


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("that her view had not changed", "en", True),
        ("“Nothing has changed,”", "en", True),
        ("that the weather had not changed", "en", False),
        ("أن موقفه لم يتغير", "ar", True),
        ("أن الطقس لم يتغير", "ar", False),
    ],
)
def test_who_says_that_nothing_is_new(text: str, lang: Lang, expected: bool) -> None:
    assert says_unmoved(text, lang) is expected


def test_a_quoted_sentence_under_playing_down_is_said() -> None:
    assert value("«نحن قريبون من الاتفاق»", "ar", act="doubt", cue="قلل") == 1


def test_contractions_hide_no_negator() -> None:
    assert Folded("بألا يعود", "ar").words[:2] == ["بان", "لا"]
    assert Folded("إلا أن", "ar").words[0] == "الا"


def test_the_verb_of_a_topic_s_noun_names_it_too() -> None:
    topic = Topic("m", {"en": "Renewal of the harbour mandate"}, {"en": "The harbour mandate will be renewed"})
    assert value("that the mandate has been renewed after all that was said of it in the council", "en", topic) == 2


def test_the_verb_of_warning_is_no_reservation() -> None:
    assert value("on her way into the building", "en", act="warn", cue="cautioned") is None


def test_what_failed_and_ended_is_not_neither() -> None:
    assert value("أن الاتفاق فشل وانتهى", "ar") == -2


def test_what_is_no_obstacle_is_for_it() -> None:
    assert value("أن الخلاف لن يقف عائقا أمام الاتفاق", "ar") == 1


def test_reasons_quote_words_as_they_are_written() -> None:
    reasons = read_position(Statement("إن بلاده مستعدةٌ لتمديد الهدنة والاتفاق", "ar"), DEAL).reasons
    assert any("«مستعدةٌ»" in reason for reason in reasons)
    assert not any("مستعده" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("that he rejects the deal as long as the two wells are guarded", "en", -2),
        ("that the deal is dead for as long as that clause stands", "en", -2),
        ("أنه يرفض الاتفاق ما دامت البئران محروستين", "ar", -2),
        ("that the deal would be signed as long as the wells were handed over", "en", None),
    ],
)
def test_how_long_a_refusal_lasts_is_no_condition_of_it(text: str, lang: Lang, expected: int | None) -> None:
    assert value(text, lang) == expected


def test_reservations_are_held_though_nothing_is_blocked() -> None:
    assert value("that the party has misgivings about the deal but does not reject it", "en") == -1
    assert value("أن الحزب يتحفظ على الاتفاق لكنه لا يرفضه", "ar") == -1


def test_neither_this_nor_that_does_not_hide_how_it_ended() -> None:
    assert value("The deal has collapsed. It was not sold and it was not bought.", "en") == -2
    assert value("that he was neither accepting the deal nor turning it down", "en") == 0


def test_a_second_negator_goes_on_with_the_first() -> None:
    assert value("that the deal was done without a delay nor a rejection", "en") == 2
    assert value("إنه يقبل الاتفاق بلا قيد ولا شرط", "ar") == 2


def test_what_is_called_off_tells_which_way_it_counts() -> None:
    assert value("إلغاء الإضراب نهائيا", "ar", STRIKE, act="announce", cue="أعلن") == 2
    assert value("تعليق الاتفاق", "ar", act="announce", cue="أعلن") == -2


def test_doubts_are_held_and_leanings_lean() -> None:
    assert value("that the party still had doubts about the deal but would not reject it", "en") == -1
    assert (value("that he had no doubt that the deal would be adopted", "en") or 0) > 0
    assert value("أن حزبه يميل إلى قبول الاتفاق", "ar") == 1
    assert value("أن حزبه يميل إلى رفض الاتفاق", "ar") == -1


SUBSIDY = Topic("subsidy", {"en": "The oil subsidy", "ar": "رفع الدعم عن الزيت"}, {"en": "The oil subsidy is removed"})
CONFIDENCE = Topic(
    "no-confidence", {"en": "Motion against the minister", "ar": "سحب الثقة من الوزير"},
    {"en": "Parliament withdraws its confidence from the minister"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lang", "topic", "expected"),
    [
        ("رفض الحكومة سحب الثقة", "ar", CONFIDENCE, -2),
        ("تأييد الكتلة سحب الثقة", "ar", CONFIDENCE, 2),
        ("that the council supports the removal of the levy", "en", LEVY, 2),
        ("that the council opposes the removal of the levy", "en", LEVY, -2),
        ("that the council supports the levy", "en", LEVY, -2),
        ("إن المجلس لن يتراجع عن رفع الدعم", "ar", SUBSIDY, 2),
        ("that the council would not retreat from lifting the levy", "en", LEVY, 2),
    ],
)
def test_an_end_that_is_asked_for_is_refused_or_wanted(text: str, lang: Lang, topic: Topic, expected: int) -> None:
    assert value(text, lang, topic) == expected


def test_who_denies_an_attack_takes_no_side_on_a_truce() -> None:
    truce = Topic("truce", {"en": "River truce", "ar": "هدنة النهر"}, {"en": "A truce is agreed"})
    assert value("استخدام الطائرات في القصف", "ar", truce, act="deny", cue="نفى", factuality="CT-") is None


def test_what_a_yes_is_tied_to_is_its_condition() -> None:
    assert value("that its consent to the deal was still tied to the two wells", "en") == 1


def test_a_condition_in_a_further_clause_is_not_of_what_is_held() -> None:
    assert value("I reject this deal, and I would be a coward if I hid it", "en") == -2
    assert value("We are ready to sign the deal, provided that the wells are ours", "en") == 1


def test_who_will_not_stand_in_somebody_s_way_and_has_doubts_has_them() -> None:
    assert value("that the party would not stand in the deal's way", "en") == 1
    assert value("that the party had doubts but would not stand in the deal's way", "en") == -1
    assert value("إنها متحفظة على الاتفاق لكنها لن تقف حجر عثرة", "ar") == -1
