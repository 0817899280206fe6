"""One identity across the articles of a topic."""

from __future__ import annotations

from dataclasses import replace

from claims.actors import load_registry, one_cast, resolve
from claims.model import NO_POSITION, Article, Attribution, Claim, Speaker, When
from claims.read import read

REGISTRY = load_registry()
CUES = {"en": "said", "ar": "قال"}


def claim(text: str, source: str, n: int, day: str = "2024-05-02", topic: str = "t", lang: str = "en") -> Claim:
    """The claim of a source phrase in a text of its own."""
    article = Article(f"a{n}", text, lang, day)  # type: ignore[arg-type]
    start = text.index(source)
    cue = text.index(CUES[lang])
    attribution = Attribution(
        ((start, start + len(source)),),
        ((cue, cue + len(CUES[lang])),),
        ((len(text) - 3, len(text)),),
        "indirect",
        "inform",
        "say",
    )
    speaker = resolve(read(article), [attribution], REGISTRY)[0]
    return Claim(
        f"c{n}",
        article.id,
        attribution,
        speaker,
        When(day),
        topic,
        NO_POSITION,
        source,
        "",
        "",
        lang,
        None,
        day,  # type: ignore[arg-type]
    )


def cast(*claims: Claim) -> list[Speaker]:
    known = one_cast(claims, REGISTRY)
    assert [c.id for c in known] == [c.id for c in claims]
    backwards = {c.id: c.speaker for c in one_cast(claims[::-1], REGISTRY)}
    assert [c.speaker for c in known] == [backwards[c.id] for c in claims], "the order of the claims must not matter"
    return [c.speaker for c in known]


def test_a_bare_family_name_is_the_one_person_of_the_topic() -> None:
    full, bare = cast(
        claim("Harbour union leader Nora Feldwick said the offer was poor.", "Harbour union leader Nora Feldwick", 1),
        claim("Talks went on, Feldwick said on Friday.", "Feldwick", 2),
    )
    assert full.actor.id == bare.actor.id
    assert bare.actor.label == "Nora Feldwick"
    assert bare.confidence < full.confidence


def test_two_people_of_one_family_name_stay_two() -> None:
    nora, paul, bare = cast(
        claim("Nora Feldwick said no.", "Nora Feldwick", 1),
        claim("Paul Feldwick said yes.", "Paul Feldwick", 2),
        claim("Talks went on, Feldwick said on Friday.", "Feldwick", 3),
    )
    assert len({nora.actor.id, paul.actor.id, bare.actor.id}) == 3


def test_a_common_word_is_nobody_s_family_name() -> None:
    full, adjective = cast(
        claim("قال ناصر بركات إن الاتفاق قريب", "ناصر بركات", 1, lang="ar"),
        claim("قال البركات إن الاتفاق قريب", "البركات", 2, lang="ar"),
    )
    assert full.actor.id != adjective.actor.id, "a family name bears the article always or never"


def test_topics_do_not_tell_of_each_other() -> None:
    full, bare = cast(
        claim("Nora Feldwick said no.", "Nora Feldwick", 1),
        claim("Talks went on, Feldwick said on Friday.", "Feldwick", 2, topic="other"),
    )
    assert full.actor.id != bare.actor.id


def test_a_listed_person_keeps_the_listed_id() -> None:
    full, bare = cast(
        claim("قال سيرغي لافروف إن الاتفاق قريب", "سيرغي لافروف", 1, "2016-09-02", lang="ar"),
        claim("Lavrov said on Friday it was near.", "Lavrov", 2, "2016-09-03"),
    )
    assert full.actor.id == bare.actor.id == "sergei-lavrov" or full.actor.id == bare.actor.id


def test_one_name_in_two_scripts_is_one_person() -> None:
    arabic, latin = cast(
        claim("قال مارتن غريندل إن الاتفاق قريب", "مارتن غريندل", 1, lang="ar"),
        claim("Martin Grindel said it was near.", "Martin Grindel", 2),
    )
    assert arabic.actor.id == latin.actor.id
    assert arabic.actor.label == "Martin Grindel"
    assert arabic.actor.label_ar == "مارتن غريندل"


def test_names_that_only_sound_near_stay_apart() -> None:
    arabic, latin = cast(
        claim("قال مارتن غريندل إن الاتفاق قريب", "مارتن غريندل", 1, lang="ar"),
        claim("Marta Grantham said it was near.", "Marta Grantham", 2),
    )
    assert arabic.actor.id != latin.actor.id


def test_two_known_given_names_are_no_misspelling() -> None:
    one, other = cast(
        claim("قال سلمان العودة إن الاتفاق قريب", "سلمان العودة", 1, lang="ar"),
        claim("قال سليمان العودة إن الاتفاق قريب", "سليمان العودة", 2, lang="ar"),
    )
    assert one.actor.id != other.actor.id


def test_a_title_alone_means_who_held_it_at_the_time() -> None:
    text = "قال المتحدث باسم نقابة الموانئ رائد الفاضل إن الإضراب قائم"
    named, titled, later = cast(
        claim(text, "المتحدث باسم نقابة الموانئ رائد الفاضل", 1, "2024-05-02", lang="ar"),
        claim(
            "قال المتحدث باسم نقابة الموانئ إن الإضراب قائم", "المتحدث باسم نقابة الموانئ", 2, "2024-05-04", lang="ar"
        ),
        claim(
            "قال المتحدث باسم نقابة الموانئ إن الإضراب قائم", "المتحدث باسم نقابة الموانئ", 3, "2025-05-04", lang="ar"
        ),
    )
    assert titled.actor.id == named.actor.id
    assert later.actor.id != named.actor.id, "a year later somebody else may hold the title"


def test_what_one_article_tells_of_a_role_holds_for_the_next() -> None:
    told, untold = cast(
        claim("قال رائد الفاضل، رئيس نقابة الموانئ، إن الإضراب قائم", "رائد الفاضل، رئيس نقابة الموانئ،", 1, lang="ar"),
        claim("قال رائد الفاضل إن الإضراب انتهى", "رائد الفاضل", 2, "2024-05-03", lang="ar"),
    )
    assert told.institutions
    assert untold.institutions == told.institutions
    assert untold.actor == told.actor


def test_a_body_known_by_its_initials_or_a_part_of_its_name_is_one() -> None:
    full, initials, part = cast(
        claim("The Northern Harbour Workers Union said no.", "The Northern Harbour Workers Union", 1),
        claim("NHWU said it would wait until May.", "NHWU", 2),
        claim("Northern Harbour said it would wait.", "Northern Harbour", 3),
    )
    assert full.actor.id == initials.actor.id
    assert part.actor.kind == "person" or part.actor.id == full.actor.id


def test_unnamed_sources_are_never_made_anybody() -> None:
    named, unnamed = cast(
        claim("Harbour union spokesman Nils Feldwick said no.", "Harbour union spokesman Nils Feldwick", 1),
        claim("A harbour union spokesman said no.", "A harbour union spokesman", 2),
    )
    assert unnamed.actor.kind == "unnamed"
    assert unnamed.actor.id != named.actor.id


def test_what_is_alleged_of_a_short_name_is_alleged_of_the_person() -> None:
    full = claim("Nora Feldwick said no.", "Nora Feldwick", 1)
    bare = claim("Talks went on, Feldwick said on Friday.", "Feldwick", 2)
    other = replace(claim("Iran said it would wait.", "Iran", 3), alleged_actor=bare.speaker.actor)
    assert one_cast([full, bare, other], REGISTRY)[2].alleged_actor == full.speaker.actor


def test_a_title_with_its_article_is_whose_name_another_article_puts_behind_it() -> None:
    alone, named = cast(
        claim("The bill would wait, the prime minister said on Friday.", "the prime minister", 1),
        claim("Prime Minister Leonor Brask said that it would pass.", "Prime Minister Leonor Brask", 2),
    )
    assert alone.actor.id == named.actor.id
    assert alone.actor.label == "Leonor Brask"


def test_a_title_behind_a_name_is_borne_by_it_too() -> None:
    named, alone = cast(
        claim(
            "قال السفير سامر الصواف، وسيط رابطة الأنهار، إن الهدنة قريبة.",
            "السفير سامر الصواف، وسيط رابطة الأنهار",
            1,
            lang="ar",
        ),
        claim("قال الوسيط إن الطرفين وافقا.", "الوسيط", 2, lang="ar"),
    )
    assert alone.actor.id == named.actor.id


def test_a_title_that_two_bear_means_neither() -> None:
    _, _, alone = cast(
        claim("Minister Ann Feldwick said no.", "Minister Ann Feldwick", 1),
        claim("Minister Bo Larsk said yes.", "Minister Bo Larsk", 2),
        claim("Nothing was sure, the minister said.", "the minister", 3),
    )
    assert alone.actor.label == "the minister"


def test_a_word_before_a_name_that_no_lexicon_lists_makes_no_other_person() -> None:
    one, other, bare = cast(
        claim("Hydrologist Anneke Roosdal said the dam would hold.", "Hydrologist Anneke Roosdal", 1),
        claim("It would hold, Anneke Roosdal said.", "Anneke Roosdal", 2),
        claim("It would not, Roosdal said.", "Roosdal", 3),
    )
    assert one.actor.id == other.actor.id == bare.actor.id


def test_a_body_by_the_common_noun_that_ends_its_name_is_the_one_of_the_topic() -> None:
    full, short = cast(
        claim("The Harbour Pilots' Guild said no.", "The Harbour Pilots' Guild", 1),
        claim("It would wait, the guild said on Friday.", "the guild", 2),
    )
    assert full.actor == short.actor


def test_a_common_noun_that_ends_two_names_means_neither() -> None:
    _, _, short = cast(
        claim("The Harbour Pilots' Guild said no.", "The Harbour Pilots' Guild", 1),
        claim("The Tanners' Guild said no.", "The Tanners' Guild", 2),
        claim("It would wait, the guild said on Friday.", "the guild", 3),
    )
    assert short.actor.label not in ("Harbour Pilots' Guild", "Tanners' Guild")


def test_straight_and_curly_apostrophes_are_alike() -> None:
    straight, curly = cast(
        claim("The Tanners' Guild said no.", "The Tanners' Guild", 1),
        claim("The Tanners\u2019 Guild said no.", "The Tanners\u2019 Guild", 2),
    )
    assert straight.actor == curly.actor


def test_a_state_that_no_list_has_is_not_its_ministry() -> None:
    of_state, ministry = cast(
        claim("Ombria's premier, Ruth Amsel, said no.", "Ombria's premier, Ruth Amsel", 1),
        claim("Ombria's foreign ministry said no.", "Ombria's foreign ministry", 2),
    )
    assert of_state.institutions[0].label == "Ombria"
    assert ministry.actor.id != of_state.institutions[0].id


def test_a_title_of_state_without_its_state_is_the_one_person_in_that_role() -> None:
    named = claim("Prime Minister Ruth Amsel of Ombria said no.", "Prime Minister Ruth Amsel of Ombria", 1)
    alone = claim("It would wait, the premier said on Friday.", "the premier", 2)
    assert cast(named, alone)[1].actor.id == named.speaker.actor.id
    other = claim("Karesh's prime minister, Bo Larsk, said yes.", "Karesh's prime minister, Bo Larsk", 3)
    assert cast(named, alone, other)[1].actor.label == "the premier"


def arabic(source: str, n: int) -> Claim:
    return claim(f"قال {source} إن الجسر آمن.", source, n, lang="ar")


def test_a_family_name_with_a_word_too_many_is_the_one_person_of_the_topic() -> None:
    full, swallowed = cast(arabic("رئيس النقابة حسين زنكي", 1), arabic("زنكي الورشة", 2))
    assert full.actor.id == swallowed.actor.id
    assert swallowed.actor.label == "حسين زنكي"


def test_two_names_with_one_first_word_are_two_people() -> None:
    one, other = cast(arabic("حسين هاشم", 1), arabic("هاشم الصفدي", 2))
    assert one.actor.id != other.actor.id


def test_a_shorter_full_name_that_more_is_said_by_is_the_name() -> None:
    one, two, longer = cast(arabic("فارس دركان", 1), arabic("فارس دركان", 2), arabic("فارس دركان الورشة", 3))
    assert {s.actor.id for s in (one, two, longer)} == {one.actor.id}
    assert longer.actor.label == "فارس دركان"


def test_of_two_alike_family_names_the_one_that_is_the_same_letter_by_letter() -> None:
    _, other, bare = cast(arabic("سهام البرقاوي", 1), arabic("ناصر البدراوي", 2), arabic("البدراوي", 3))
    assert bare.actor.id == other.actor.id


def test_who_is_named_under_a_title_goes_before_who_is_listed_under_it() -> None:
    named, title = cast(arabic("رئيس الحكومة اللبنانية حسين زنكي", 1), arabic("رئيس الحكومة اللبنانية", 2))
    assert title.actor.id == named.actor.id


def test_how_often_a_name_is_said_changes_what_somebody_is_called_and_not_who_he_is() -> None:
    first, longer = arabic("فارس دركان", 1), arabic("فارس دركان الورشة", 2)
    few = cast(first, longer)
    many = cast(first, longer, arabic("فارس دركان الورشة", 3), arabic("فارس دركان الورشة", 4))
    assert {s.actor.id for s in (*few, *many)} == {first.speaker.actor.id}
