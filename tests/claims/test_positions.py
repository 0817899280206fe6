"""Positions: phases, negation, wishes and refusals, conditions, and topics that turn events round."""

from __future__ import annotations

import pytest

from claims.model import Lang
from claims.positions import Statement, read, read_position
from claims.positions.poles import poles
from claims.positions.reader import Learned
from claims.topics import Topic

DEAL = Topic("deal", {"en": "Border deal", "ar": "اتفاق الحدود"}, {"en": "A border deal is reached and holds"})
STRIKE = Topic(
    "strike",
    {"en": "Dock pay"},
    {"en": "A pay settlement is reached and the strike is called off"},
)
HELD = Topic("held", {"en": "The strike"}, {"en": "The strike goes ahead"})
VOTE = Topic("vote", {"en": "The vote"}, {"en": "The election is held on time"})


SILENT = Learned(0.5, (0.4, 0.2, 0.2, 0.2), ())


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules read by themselves: the learned readers have no opinion."""
    monkeypatch.setattr(read, "learned_of_each", lambda some: [SILENT for _ in some])


def opinion(sign: int | None) -> Learned:
    """Learned readers that are sure of a side, of none (None), or that the question is left open (0)."""
    strengths = {None: (0.9, 0.04, 0.03, 0.03), 0: (0.04, 0.9, 0.03, 0.03)}.get(sign, (0.04, 0.02, 0.04, 0.9))
    return Learned({1: 0.97, -1: 0.03}.get(sign or 0, 0.5), strengths, ("as learned",))


@pytest.mark.parametrize(("sign", "expected"), [(1, 2), (-1, -2), (0, 0), (None, None)])
def test_where_the_rules_find_nothing_the_learned_readers_are_followed(
    monkeypatch: pytest.MonkeyPatch, sign: int | None, expected: int | None
) -> None:
    monkeypatch.setattr(read, "learned_of_each", lambda some: [opinion(sign) for _ in some])
    position = read_position(Statement("the ink on it has long been dry, and everybody knows", "en"), DEAL)
    assert position.value == expected
    assert position.confidence == (1.0 if expected is None else pytest.approx(0.91, abs=0.03))


def test_a_second_opinion_makes_a_rule_s_reading_surer_or_less_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for favour in (0.97, 0.5, 0.25):
        found_so = Learned(favour, (0.04, 0.02, 0.04, 0.9), ())
        monkeypatch.setattr(read, "learned_of_each", lambda some, one=found_so: [one for _ in some])
        position = read_position(Statement("that the two sides had reached a deal", "en"), DEAL)
        assert position.value == 2, "the rule's reading stands"
        found.append(position.confidence)
    assert found[0] > found[1] > found[2] > 0.4


def test_learned_readers_that_are_sure_of_the_other_side_overrule_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "learned_of_each", lambda some: [opinion(-1) for _ in some])
    position = read_position(Statement("that the two sides had reached a deal", "en"), DEAL)
    assert position.value == -2
    assert position.confidence < 0.9, "two ways to read it differ"


def test_learned_readers_know_of_conditions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "learned_of_each", lambda some: [opinion(1) for _ in some])
    position = read_position(Statement("the ink will be dry by Monday if the others come", "en"), DEAL)
    assert position.value == 2
    assert position.conditional


def value(text: str, lang: Lang, topic: Topic = DEAL, act: str = "inform", **more: object) -> int | None:
    position = read_position(Statement(text, lang, act, **more), topic)  # type: ignore[arg-type]
    assert position.reasons
    return position.value


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("that the two sides had reached a deal", "en", 2),
        ("that a deal was close", "en", 1),
        ("that the deal was not yet close", "en", -1),
        ("that they were close to a deal", "en", 1),
        ("that a deal was far off", "en", -1),
        ("that a deal was not far off", "en", 1),
        ("it is unlikely that a deal will be reached", "en", -1),
        ("it is likely that a deal will be reached", "en", 1),
        ("that a deal may be reached this week", "en", 1),
        ("that a deal could not be ruled out", "en", 1),
        ("that a deal was not impossible", "en", 1),
        ("that a deal was impossible", "en", -2),
        ("that they did not fail to reach a deal", "en", 2),
        ("that the deal was not dead", "en", 2),
        ("as it stands, the weather is fine in the whole of the northern province", "en", None),
        ("that a deal was near", "en", 1),
        ("a deal is imminent", "en", 1),
        ("that no deal had been reached", "en", -2),
        ("that no border deal of any kind had yet been reached", "en", -2),
        ("that they had failed to reach a deal", "en", -2),
        ("that reaching a deal was near", "en", 1),
        ("that the deal was not near", "en", -1),
        ("that the deal had collapsed", "en", -2),
        ("that talks on a deal were difficult", "en", -1),
        ("it was too early to speak of a deal", "en", 0),
        ("that the weather was fine in the whole of the northern province today", "en", None),
        ("أن الطرفين توصلا إلى اتفاق", "ar", 2),
        ("أن التوصل إلى اتفاق بات قريبا", "ar", 1),
        ("أن الاتفاق بات وشيكا", "ar", 1),
        ("عدم التوصل إلى اتفاق", "ar", -2),
        ("بعدم التوصل إلى اتفاق", "ar", -2),
        ("أنه علم بالتوصل إلى اتفاق وأن الاتفاق قريب", "ar", 1),
        ("أن من سلم السلاح نجح", "ar", 2),
        ("أنه لم يتم التوصل بعد إلى أي اتفاق", "ar", -2),
        ("أن الاتفاق معقد للغاية", "ar", -1),
        ("أن الاتفاق انهار", "ar", -2),
        ("أن العمل على الاتفاق مستمر", "ar", 0),
        ("أنه لا يوجد أي اتفاق", "ar", -2),
        ("أن الاتفاق ليس قريبا", "ar", -1),
        ("أن الاتفاق لم يعد بعيدا", "ar", 1),
        ("أن الاتفاق ليس مستحيلا", "ar", 1),
        ("أن الاتفاق مستحيل", "ar", -2),
        ("أن التوصل إلى اتفاق ليس مستبعدا", "ar", 1),
        ("أن الاتفاق لم ينهر", "ar", 2),
        ("أن الاتفاق سينهار", "ar", -2),
        ("أن المفاوضين فشلوا في التوصل إلى اتفاق", "ar", -2),
        ("أن المفاوضين نجحوا في التوصل إلى اتفاق", "ar", 2),
        ("قرب التوصل إلى اتفاق", "ar", 1),
        ("أنه سيتم التوصل إلى اتفاق", "ar", 2),
        ("أن الحديث عن اتفاق سابق لأوانه", "ar", 0),
    ],
)
def test_how_it_stands(text: str, lang: Lang, expected: int | None) -> None:
    assert value(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang", "act", "expected"),
    [
        ("the deal", "en", "reject", -2),
        ("the deal", "en", "welcome", 2),
        ("for a deal", "en", "demand", 2),
        ("the collapse of the deal", "en", "regret", 1),
        ("بالاتفاق", "ar", "welcome", 2),
        ("الاتفاق", "ar", "reject", -2),
        ("إلى اتفاق", "ar", "demand", 2),
        ("لانهيار الاتفاق", "ar", "regret", 1),
    ],
)
def test_what_they_want(text: str, lang: Lang, act: str, expected: int) -> None:
    position = read_position(Statement(text, lang, act), DEAL)
    assert (position.value, position.kind) == (expected, "policy")


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("that it was too early to speak of a deal", "en", "policy"),
        ("that the deal was still under review", "en", "policy"),
        ("that talks on the deal were ongoing", "en", "assessment"),
        ("أن من المبكر الحديث عن اتفاق", "ar", "policy"),
        ("أن العمل على الاتفاق مستمر", "ar", "assessment"),
    ],
)
def test_undecided_is_of_policy_and_under_way_of_assessment(text: str, lang: Lang, kind: str) -> None:
    position = read_position(Statement(text, lang), DEAL)
    assert (position.value, position.kind) == (0, kind)


def test_what_is_said_beside_being_undecided_counts() -> None:
    assert value("أنها ستدرس الاتفاق لكن لا يمكنها الالتزام به", "ar") != 0
    assert value("it was studying the deal and supports it", "en") == 2


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("that the council of the north supported letting the deal proceed", "en", 2),
        ("that the council of the north rejected the deal reached in the capital", "en", -2),
        ("أن مجلس المدينة في الشمال يرفض الاتفاق الذي سيتم إبرامه", "ar", -2),
        ("أن مجلس المدينة في الشمال يؤيد أن يتم التوصل إلى اتفاق", "ar", 2),
    ],
)
def test_a_wish_rules_the_outcome_it_is_for(text: str, lang: Lang, expected: int) -> None:
    position = read_position(Statement(text, lang), DEAL)
    assert (position.value, position.kind) == (expected, "policy")


@pytest.mark.parametrize(
    ("text", "lang", "act", "expected"),
    [
        ("إبرام الاتفاق", "ar", "assert", 2),
        ("التوصل إلى اتفاق", "ar", "reveal", 2),
        ("the signing of the deal", "en", "confirm", 2),
        ("عدم التوصل إلى اتفاق", "ar", "assert", -2),
        ("أن إبرام الاتفاق يتطلب وقتا", "ar", "assert", None),
        ("that signing the deal takes time", "en", "confirm", None),
    ],
)
def test_a_verbal_noun_asserts_only_where_it_is_what_is_told(
    text: str, lang: Lang, act: str, expected: int | None
) -> None:
    assert value(text, lang, act=act) == expected


def test_refusing_to_comment_takes_no_position() -> None:
    assert value("to comment on the deal", "en", act="reject") is None
    assert value("التعليق على الاتفاق", "ar", act="reject") is None
    assert value("على الاتفاق", "ar", act="refuse_comment") is None


def test_an_accusation_is_about_conduct() -> None:
    position = read_position(Statement("of wrecking the deal", "en", "accuse"), DEAL)
    assert (position.kind, position.value) == ("conduct", None)


def test_conditions() -> None:
    assert value("it was ready to sign a deal if the border opened", "en") == 1
    assert value("the deal would collapse if the border closed", "en") is None
    assert value("إذا فتحت الحدود فسينهار الاتفاق", "ar") is None
    assert value("it would support a deal provided that prisoners were freed", "en") == 1
    assert value("to leave the deal unless prisoners were freed", "en", act="threaten") is None
    assert value("استعداده لتوقيع الاتفاق بشرط فتح الحدود", "ar") == 1
    assert value("بالانسحاب من الاتفاق إذا أغلقت الحدود", "ar", act="threaten") is None


def test_denial_turns_what_it_denies() -> None:
    assert value("that the deal had collapsed", "en", act="deny", factuality="CT-") == 2
    assert value("that a deal had been reached", "en", act="deny", factuality="CT-") == -2
    assert value("reaching a deal", "en", act="deny", factuality="CT-") == -2
    assert value("التوصل إلى اتفاق", "ar", act="deny", factuality="CT-") == -2
    assert value("التوصل إلى اتفاق", "ar", act="predict", factuality="PR-") == -1


@pytest.mark.parametrize(
    ("text", "lang"), [("a deal", "en"), ("that a deal would be reached", "en"), ("التوصل إلى اتفاق", "ar")]
)
def test_what_is_not_denied_is_no_more_than_possible(text: str, lang: Lang) -> None:
    for factuality in ("CT-", "PR-"):
        assert value(text, lang, act="deny", factuality=factuality, negated=True) == 1


def test_the_topic_decides_what_counts_for_it() -> None:
    assert poles(STRIKE)["strike"] == -1
    assert poles(STRIKE)["deal"] == 1
    assert poles(HELD)["strike"] == 1
    going_ahead = "that the strike would go ahead"
    assert value(going_ahead, "en", STRIKE) == -2
    assert value(going_ahead, "en", HELD) == 2
    assert value("that the strike was called off", "en", STRIKE) == 2
    assert value("that the strike was called off", "en", HELD) == -2
    assert value("that no strike would take place", "en", STRIKE) == 2
    assert value("أن الإضراب علق", "ar", STRIKE) == 2
    assert value("أن الإضراب قائم في موعده", "ar", STRIKE) == -2


def test_a_cue_may_name_its_own_event() -> None:
    topic = Topic("more", {"en": "The extension", "ar": "التمديد"}, {"en": "The mission is extended"})
    assert value("أنه تم التمديد للبعثة", "ar", topic) == 2
    assert value("أنه لم يتم التمديد للبعثة", "ar", topic) == -2


def test_rejecting_a_delay_speaks_for_the_date() -> None:
    assert value("any delay", "en", VOTE, act="reject") == 2
    assert value("تأجيل الانتخابات", "ar", VOTE, act="reject") == 2
    assert value("أن الانتخابات لن تؤجل", "ar", VOTE) == 2
    assert value("أن لا مبرر لتأجيل الانتخابات", "ar", VOTE) == 2
    assert value("that the vote will not be delayed", "en", VOTE) == 2
    assert value("that there was no reason to postpone the election", "en", VOTE) == 2


def test_what_follows_a_but_counts() -> None:
    assert value("the talks on a deal were difficult but a deal was near", "en") == 1
    assert value("أن الاتفاق معقد لكن الاتفاق بات وشيكا", "ar") == 1


def test_same_statement_same_position() -> None:
    statement = Statement("that a deal was near", "en")
    assert read_position(statement, DEAL) == read_position(statement, DEAL)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("there is no version of this deal that our members will ever accept", "en", -2),
        ("the deal must be rejected", "en", -2),
        ("the deal must be signed", "en", 2),
        ("that the deal would be signed even if it rains", "en", 2),
        ("that they would not sign any deal before the prisoners are home", "en", -1),
        ("that they would not sign any deal", "en", -2),
        ("that the deal, which collapsed twice in spring, was now close", "en", 1),
        ("لا اتفاق قبل عودة الأسرى", "ar", -1),
        ("يجب رفض الاتفاق", "ar", -2),
        ("يجب توقيع الاتفاق", "ar", 2),
        ("أن من الصعب توقع اتفاق قريب", "ar", -1),
        ("أنه يقبل الاتفاق دون شرط", "ar", 2),
        ("أن الاتفاق الذي انهار مرتين بات قريبا", "ar", 1),
        ("أن الوفد لن يوقع الاتفاق قبل الإفراج عن الأسرى", "ar", -1),
        ("أن الاتفاق مسألة وقت", "ar", 1),
        ("أن المعارضة تنتظر الاتفاق القريب", "ar", 1),
    ],
)
def test_scope(text: str, lang: Lang, expected: int) -> None:
    assert value(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang", "act"),
    [
        ("that account of the deal", "en", "reject"),
        ("reports of a deal", "en", "deny"),
        ("this decision", "en", "condemn"),
        ("هذه الأنباء عن الاتفاق", "ar", "deny"),
        ("بالخطوة", "ar", "condemn"),
    ],
)
def test_turning_down_an_account_or_a_step_is_no_position(text: str, lang: Lang, act: str) -> None:
    assert value(text, lang, act=act) is None


def test_agreeing_that_something_is_so_is_no_acceptance() -> None:
    assert value("that the deal was far off", "en", act="agree") == -1


def test_what_the_reporting_words_hold_counts() -> None:
    assert value("a border deal", "en", cue="voiced optimism about") == 1
    assert value("the border deal", "en", cue="still opposes") == -2


def test_a_deed_announced_is_a_commitment() -> None:
    suspends = read_position(Statement("تعليق مشاركتها في مفاوضات الاتفاق", "ar", "announce"), DEAL)
    assert (suspends.value, suspends.kind) == (-2, "commitment")
    failed = read_position(Statement("فشل المفاوضات حول الاتفاق", "ar", "announce"), DEAL)
    assert (failed.value, failed.kind) == (-2, "assessment")
