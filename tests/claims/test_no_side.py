"""Statements that take no side by what is done with the words, and idioms of where things stand."""

from __future__ import annotations

import pytest

from claims.positions import Statement, read, read_position
from claims.positions.folded import Folded
from claims.positions.no_side import kinds_without_side, without_side
from claims.positions.reader import Learned
from claims.topics import Topic, own_words

DEAL = Topic("deal", {"en": "Border deal"}, {"en": "A border deal is reached and holds"})
INQUIRY = Topic("inquiry", {"en": "Bridge inquiry"}, {"en": "A public inquiry into the bridge is held"})
TRUCE_AR = Topic("truce", {"ar": "هدنة الوادي"}, {"ar": "تُعقد هدنة الوادي وتصمد"})
INQUIRY_AR = Topic("inquiry", {"ar": "التحقيق في انهيار الجسر"}, {"ar": "يُفتح تحقيق علني في انهيار الجسر"})
TEACHERS_AR = Topic("teachers", {"ar": "مطالب المعلمين"}, {"ar": "تستجيب الوزارة لمطالب المعلمين"})
BREAD_AR = Topic("bread", {"ar": "سعر الخبز"}, {"ar": "يرتفع سعر الخبز"})
TRIAL_AR = Topic("trial", {"ar": "محاسبة المقاولين"}, {"ar": "يحاسب المقاولون"})
VISIT_AR = Topic("visit", {"ar": "زيارة اللجنة"}, {"ar": "تزور اللجنة الميناء"})
LEAK_AR = Topic("leak", {"ar": "قانون تسريب الوثائق"}, {"ar": "يعاقب على تسريب الوثائق"})
TIES_AR = Topic("ties", {"ar": "روابط الأحزاب"}, {"ar": "تحل روابط الأحزاب"})
SILENT = Learned(0.5, (0.4, 0.2, 0.2, 0.2), ())


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules read by themselves: the learned readers have no opinion."""
    monkeypatch.setattr(read, "learned_of_each", lambda some: [SILENT for _ in some])


def value(text: str, act: str = "inform", cue: str = "said", topic: Topic = DEAL) -> int | None:
    return read_position(Statement(text, "en", act, cue=cue), topic).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deal is as good as signed", 2),
        ("They shook hands on the agreement", 2),
        ("A deal is a whisker away", 1),
        ("We have turned a corner, and the agreement is hours rather than days away", 1),
        ("The last mile of the talks is ahead and the stars are aligned", 1),
        ("The agreement has hit a snag", -1),
        ("Nobody waiting for a deal is holding their breath", -1),
        ("The talks have run into a brick wall", -2),
        ("The deal is on the brink", -1),
        ("The agreement is on the brink of collapse", -2),
        ("They stand on the brink of a deal", 1),
        ("The agreement slipped through our hands", -2),
        ("The deal is dead in the water", -2),
        ("The members have thrown it out", -2),
        ("The council turned it down", -2),
        ("Tick the yes box", 2),
        ("This is a rotten deal", -2),
        ("We keep our cards close to our chest", 0),
    ],
)
def test_idioms_of_news_tell_how_things_stand(text: str, expected: int) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry strike is dead in the water",
        "The budget vote slipped through their fingers",
        "The report can be read at the post office in the bag shop",
    ],
)
def test_an_idiom_about_another_event_is_not_of_the_topic(text: str) -> None:
    assert value(text) is None


def test_a_failure_denied_is_hope_and_no_more() -> None:
    assert value("The deal is not dead in the water") == 1


def test_what_somebody_strives_for_tells_his_side() -> None:
    assert value("Moscow had done everything in its power to save the deal", "inform") == 1
    assert value("The group had done all it could to wreck the deal", "inform") == -1


def test_a_wish_takes_the_side_of_what_is_wished_for() -> None:
    assert value("He wants the deal scrapped", "inform") == -2
    assert value("She would like the agreement thrown out") == -2
    assert value("He wants the deal signed") == 1
    assert value("She hopes to avoid a collapse of the deal") == 1


@pytest.mark.parametrize(
    ("text", "act", "cue"),
    [
        ('"everyone who argued with us about the deal"', "welcome", "thanked"),
        ("the negotiators on a historic week", "welcome", "congratulated"),
        ("the courage of the crews", "welcome", "praised"),
        ('"the most constructive sentence of the year"', "welcome", "hailed"),
        ("an explanation of a dinner that the minister had with the builders of the deal", "want", "wants"),
        ("for a full apology before any deal", "demand", "called for"),
        ('the story "a fairy tale about a deal"', "describe", "called"),
        ('the mayor "a man who never reads"', "describe", "dubbed"),
        ("that the panel could rule on the deal by the end of the month", "believe", "reckoned"),
        ("Six members had voted for the deal and three against", "inform", "said"),
        ("that a new draft of the deal had been circulating since Monday", "inform", "said"),
        ("refunds could take months", "believe", "reckons"),
        ("that the president was being kept informed of the deal", "inform", "said"),
        ("that the ministry was following the talks on the deal closely", "inform", "said"),
    ],
)
def test_thanks_praise_ridicule_and_procedure_take_no_side(text: str, act: str, cue: str) -> None:
    assert value(text, act, cue) is None


@pytest.mark.parametrize(
    ("text", "act", "cue", "expected"),
    [
        ("members for voting yes to the deal", "welcome", "thanked", 2),
        ("the courage of the crews in rejecting the deal", "welcome", "praised", -2),
        ("the deal as a bridge to better years", "welcome", "hailed", 2),
        ('the deal "a surrender"', "describe", "called", -2),
        ("that the talks could collapse by the end of the month", "believe", "reckoned", -2),
        ("that the deal would be signed by Friday", "inform", "said", 2),
    ],
)
def test_the_same_acts_of_the_question_itself_take_a_side(text: str, act: str, cue: str, expected: int) -> None:
    found = value(text, act, cue)
    assert found is not None
    assert (found > 0) == (expected > 0)


def test_who_demands_what_the_topic_asks_about_takes_a_side() -> None:
    assert value("a public inquiry into the bridge", "demand", "demanded", INQUIRY) == 2
    assert value("an inquiry into who paid for lunch", "demand", "demanded") is None


def test_a_condition_may_stand_in_the_order_of_words() -> None:
    position = read_position(Statement("Were the vote to fail, the deal would be dead", "en", "warn"), DEAL)
    assert position.conditional
    assert position.value is None
    assert not read_position(Statement("They were to meet on Friday", "en"), DEAL).conditional


def test_a_lament_in_a_clause_tells_how_things_stand() -> None:
    position = read_position(Statement("that the deal had fallen through", "en", "regret", cue="lamented"), DEAL)
    assert (position.kind, position.value) == ("assessment", -2)


def kinds_of(text: str, act: str, cue: str, topic: Topic | None = None) -> set[str]:
    """The kinds without a side that an Arabic statement is of."""
    statement = Statement(text, "ar", act, cue=cue)
    said, own = Folded(cue, "ar").text, own_words(topic, "ar")
    return {kind.id for kind in kinds_without_side("ar") if kind.meets(statement, said, Folded(text, "ar").text, own)}


@pytest.mark.parametrize(
    ("kind", "text", "act", "cue"),
    [
        ("thanks", "سائق الحافلة الذي أوصل الجرحى", "welcome", "وشكر"),
        ("thanks", "القائد الجديد بالمنصب", "welcome", "هنّأت"),
        ("thanks", "عن خالص تعازيه لأسرة الحارس", "assert", "أعرب"),
        ("thanks", "عن عميق امتنانها للأهالي", "assert", "عبّرت"),
        ("thanks", "عن بالغ أسفه لوفاة الطبيب المناوب", "assert", "أعرب"),
        ("praise", "بشجاعة المسعفين", "welcome", "أشاد"),
        ("praise", "على «صبر» المضيفين وكرمهم", "welcome", "وأثنت"),
        ("praise", "دور شيوخ القرى", "welcome", "مثمّنا"),
        ("praise", "على النساء اللواتي خبزن للنازحين", "welcome", "أثنى"),
        ("explanation", "بتوضيح أسباب غيابه", "demand", "طالب"),
        ("explanation", "إلى فتح تحقيق مستقل في حريق المخزن", "demand", "دعت"),
        ("explanation", "باعتذار علني", "demand", "طالبت"),
        ("explanation", "نشر محاضر الجلسات السرية", "demand", "طلب"),
        ("accountability", "بمحاسبة المسؤولين عن غرق العبّارة", "demand", "طالب"),
        ("accountability", "إلى ملاحقة مهربي الوقود", "demand", "دعا"),
        ("silence", "الخوض في أسماء المرشحين", "reject", "رفض"),
        ("silence", "بالصمت", "abstain", "لاذ"),
        ("silence", "«لا تعليق»", "inform", "رد بالقول"),
        ("report denied", "أن الخبر عار من الصحة", "inform", "قال"),
        ("silence", "عن كشف هوية الوسيط", "abstain", "امتنعت"),
        ("silence", "الإفصاح عن مضمون الرسالة", "abstain", "لم يشأ"),
        ("abuse", "بتسريب مراسلات المكتب إلى الصحف", "condemn", "ندّد"),
        ("abuse", "حملة التشهير التي تطال القاضية", "condemn", "استنكرت"),
        ("abuse", "ما سماه إهانات لا تليق بالقاعة", "reject", "رفض"),
        ("ties", "على متانة العلاقات بين الشعبين", "assert", "شدّد"),
        ("ties", "عمق الروابط التي تجمع البلدين", "assert", "أكدت"),
        ("figures", "أن عدد المسجلين بلغ 212 ألفا", "inform", "ذكر"),
        ("figures", "إلى أن كلفة الأسوار تجاوزت ثلاثة ملايين", "inform", "لفتت"),
        ("figures", "أن مخزون القمح يكفي أربع سنوات", "inform", "قال"),
        ("recollection", "كيف بنى جده المدرسة بالحجر", "inform", "روى"),
        ("recollection", "شتاءً احترق فيه أثاث المدارس", "inform", "استذكرت"),
        ("recollection", "بأن المعاهدة الأولى أبرمت عام 1974", "inform", "ذكّر"),
        ("duration", "أن الجلسة استغرقت أربع ساعات", "inform", "أوضح"),
        ("duration", "أن محادثات الأمس دامت يوما كاملا", "inform", "قالت"),
        ("schedule", "أن اللجنة ستجتمع يوم الأربعاء", "inform", "ذكر"),
        ("schedule", "إن الجلسة المقبلة ستُعقد عبر الفيديو", "inform", "قال"),
        ("schedule", "أن الاجتماع أُرجئ يومين بسبب العاصفة", "inform", "أفاد"),
        ("ridicule", "من «وزير بثلاثة آراء»", "criticise", "سخرت"),
        ("ridicule", "الخبر بأنه «محض خيال»", "describe", "وصفت"),
    ],
)
def test_arabic_statements_of_a_kind_without_a_side(kind: str, text: str, act: str, cue: str) -> None:
    assert kind in kinds_of(text, act, cue)
    assert read_position(Statement(text, "ar", act, cue=cue), TRUCE_AR).value is None


@pytest.mark.parametrize(
    ("kind", "text", "act", "cue", "topic"),
    [
        ("thanks", "النواب لأنهم صوّتوا ضد الهدنة", "welcome", "شكر", None),
        ("thanks", "المعلمين على ثباتهم", "welcome", "شكرت", TEACHERS_AR),
        ("thanks", "عن تقديره أن الهدنة قريبة", "assert", "أعرب", None),
        ("praise", "بجهود الوسطاء للتوصل إلى الهدنة", "welcome", "أشاد", None),
        ("praise", "بالعملية العسكرية", "welcome", "أشاد", None),
        ("praise", "بالقرار", "welcome", "أشاد", None),
        ("explanation", "بفتح تحقيق علني في انهيار الجسر", "demand", "طالب", INQUIRY_AR),
        ("explanation", "بتوضيح الأسباب وبإلغاء الصفقة", "demand", "طالب", None),
        ("accountability", "بمحاسبة المقاولين المقصرين", "demand", "طالب", TRIAL_AR),
        ("silence", "الهدنة", "reject", "رفض", None),
        ("silence", "عن الإفصاح عما إذا كان سيوقع", "abstain", "امتنع", None),
        ("abuse", "تسريب الوثائق", "condemn", "استنكر", LEAK_AR),
        ("abuse", "الهدنة", "condemn", "استنكر", None),
        ("ties", "أن الروابط بين الأحزاب باقية", "assert", "أكد", TIES_AR),
        ("ties", "أن العلاقات التاريخية بين البلدين انقطعت", "assert", "أكد", None),
        ("figures", "أن سعر الخبز ارتفع إلى ثلاثة دنانير", "inform", "قال", BREAD_AR),
        ("figures", "أن نسبة المشاركة في الإضراب بلغت 83 بالمئة", "inform", "قال", None),
        ("recollection", "أنه لن يكرر خطأ عام 2009", "inform", "قال", None),
        ("recollection", "أن تعديل اتفاق عام 2009 واجب", "inform", "قال", None),
        ("duration", "أن الهدنة دامت ثلاثة أيام", "inform", "قال", None),
        ("schedule", "أن اللجنة ستجتمع الأربعاء لتقرير مصير الهدنة", "inform", "ذكر", None),
        ("schedule", "أن اللجنة ستصل يوم الخميس", "inform", "ذكر", VISIT_AR),
        ("ridicule", "من هدنة لا تعيش ليلة", "criticise", "سخر", None),
        ("report denied", "أن الهدنة مستمرة", "inform", "قال", None),
        ("ridicule", "الهدنة بأنها «محض خيال»", "describe", "وصفت", None),
    ],
)
def test_arabic_statements_that_may_take_a_side(kind: str, text: str, act: str, cue: str, topic: Topic | None) -> None:
    assert kind not in kinds_of(text, act, cue, topic)


@pytest.mark.parametrize(
    ("text", "act", "cue", "expected"),
    [
        ("بجهود الوسطاء للتوصل إلى الهدنة", "welcome", "أشاد", 1),
        ("أن الهدنة انهارت بعد ثلاثة أيام", "inform", "قال", -1),
        ("الهدنة", "reject", "رفض", -1),
    ],
)
def test_arabic_statements_of_the_question_itself_take_a_side(text: str, act: str, cue: str, expected: int) -> None:
    found = read_position(Statement(text, "ar", act, cue=cue), TRUCE_AR).value
    assert found is not None
    assert (found > 0) == (expected > 0)


def test_a_long_statement_speaks_of_other_things_too() -> None:
    short = "أن عدد المسجلين بلغ 212 ألفا"
    assert "figures" in kinds_of(short, "inform", "ذكر")
    assert "figures" not in kinds_of(f"{short} {'كلمة ' * 30}", "inform", "ذكر")


def test_arabic_tells_why() -> None:
    praise = Statement("بشجاعة المسعفين", "ar", "welcome", cue="أشاد")
    why = without_side(praise, Folded(praise.text, "ar"), frozenset())
    assert why == "praise of people or of a manner is about conduct"
    tested = {"thanks", "praise", "explanation", "accountability", "silence", "abuse", "ties", "figures"}
    tested |= {"recollection", "duration", "schedule", "ridicule", "report denied"}
    assert {kind.id for kind in kinds_without_side("ar")} == tested
