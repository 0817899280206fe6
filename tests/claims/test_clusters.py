"""Discovered topics: one story is one cluster, and its id stays whatever is added."""

from __future__ import annotations

import random

import pytest

from claims import clusters as module
from claims.cluster import Cluster, auto_id
from claims.clusters import Clusters, gathered
from claims.model import Actor, Article, Lang
from claims.pieces import Piece, outlet_stems, piece_of, plainest, stop_stems, time_stems, topic_words, word_shares

ENVOY = Actor("p-envoy", "Mara Lind", "مارا ليند", "person")

FERRY = [
    ("f1", "2020-01-01", "Ferry crews reject harbour pay offer", "Ferry crews in the harbour rejected the pay offer."),
    ("f2", "2020-01-03", "Ferry strike to start on Monday", "The ferry crews said the strike in the harbour starts."),
    ("f3", "2020-01-08", "Harbour ferry strike ends", "The strike of the ferry crews ended after a new pay offer."),
]
DAM = [
    ("d1", "2020-01-02", "Dam talks open", "Engineers from both valleys opened talks on filling the dam reservoir."),
    ("d2", "2020-01-05", "Dam talks stall", "Talks on filling the dam reservoir stalled, engineers said."),
]
GAZA_EN = (
    "g1",
    "2020-02-01",
    "Truce in Gaza holds, Egypt says",
    "The truce between Hamas and Israel held for a second day. Egypt said 340 prisoners would go free.",
)
GAZA_AR = (
    "g2",
    "2020-02-02",
    "مصر: الهدنة في غزة صامدة",
    "صمدت الهدنة بين حماس وإسرائيل ليوم ثان. وقالت مصر إن 340 من الأسرى سيفرج عنهم بموجب الهدنة.",
)


def piece(row: tuple[str, str, str, str], lang: Lang = "en", *actors: Actor) -> Piece:
    article_id, day, title, text = row
    return piece_of(Article(article_id, text, lang, f"{day}T10:00:00Z", title=title), actors)


PIECES = [piece(row) for row in (*FERRY, *DAM)]


def kept(clusters: Clusters) -> Clusters:
    """The same clusters, as they come back from where they were stored."""
    known = [
        Cluster.of(
            one.state(), id=one.id, first_day=one.first_day, last_day=one.last_day, size=one.size, touched=one.touched
        )
        for one in clusters.clusters.values()
    ]
    return Clusters(known, clusters.frequency, clusters.articles, clusters.placed)


def test_a_story_is_one_cluster_and_another_is_another() -> None:
    found = Clusters().assign(PIECES)
    assert len({found[row[0]] for row in FERRY}) == 1
    assert len({found[row[0]] for row in DAM}) == 1
    assert found["f1"] != found["d1"]
    assert found["f1"] == auto_id("f1")


def test_the_order_given_does_not_matter() -> None:
    expected = Clusters().assign(PIECES)
    for seed in range(5):
        assert Clusters().assign(random.Random(seed).sample(PIECES, len(PIECES))) == expected


def test_stored_in_between_it_goes_on_as_if_it_had_not_been() -> None:
    ordered = sorted(PIECES, key=lambda one: one.moment)
    at_once, by_one, ids = Clusters(), Clusters(), {}
    expected = at_once.assign(ordered)
    for one in ordered:
        by_one = kept(by_one)
        ids[one.article_id] = by_one.place(one)
    assert ids == expected
    assert list(by_one.clusters.values()) == list(at_once.clusters.values())
    assert by_one.frequency == at_once.frequency


def test_an_article_from_before_joins_and_renames_nothing() -> None:
    clusters = Clusters()
    ids = set(clusters.assign(PIECES[1:]).values())
    assert clusters.assign(PIECES[:1])["f1"] in ids


def test_the_same_words_years_later_are_another_story() -> None:
    again = ("f9", "2023-01-01", FERRY[0][2], FERRY[0][3])
    found = Clusters().assign([*PIECES, piece(again)])
    assert found["f9"] != found["f1"]


LIBRARY = (
    "Mayor opens library",
    "The mayor opened the library near the harbour, where fishermen and ferry pilots came to hear a choir of children.",
)


@pytest.mark.parametrize(
    ("day", "told", "joins"),
    [
        ("2020-01-20", LIBRARY, True),
        ("2020-06-10", LIBRARY, False),
        ("2020-06-10", FERRY[0][2:], True),
        ("2020-07-10", FERRY[0][2:], False),
    ],
)
def test_the_longer_the_gap_the_plainer_a_story_must_be_the_same(day: str, told: tuple[str, str], joins: bool) -> None:
    clusters = Clusters()
    first = clusters.place(piece(FERRY[0]))
    assert (clusters.place(piece(("f9", day, *told))) == first) is joins


def test_two_languages_meet_by_what_they_share() -> None:
    for first, second in ((piece(GAZA_EN), piece(GAZA_AR, "ar")), (piece(GAZA_AR, "ar"), piece(GAZA_EN))):
        clusters = Clusters()
        clusters.assign(PIECES)
        assert clusters.place(first) == clusters.place(second)
    clusters = Clusters()
    clusters.assign(PIECES)
    other = ("o", "2020-02-01", "الطقس غدا", "تتوقع مصالح الرصد أمطارا في الشمال وثلوجا على المرتفعات.")
    assert clusters.place(piece(GAZA_EN)) != clusters.place(piece(other, "ar"))


def test_a_name_in_both_languages_from_words_as_they_stand() -> None:
    arabic = gathered([piece(GAZA_AR, "ar")]).names
    assert "الهدنة" in arabic["ar"].split(" · ")
    assert "truce" in arabic["en"].split(" · ")
    english = gathered([piece(row) for row in FERRY]).names["en"].split(" · ")
    assert english[0].casefold().startswith("ferry")
    text = " ".join(f"{title} {body}" for _, _, title, body in FERRY).casefold()
    assert all(part.casefold() in text for part in english)


def test_names_stay_while_a_cluster_grows_a_little() -> None:
    clusters = Clusters()
    named = []
    for number in range(12):
        day, story = f"2020-01-{number + 1:02}", FERRY[number % 3]
        cluster_id = clusters.place(piece((f"f{number}", day, story[2], story[3])))
        named.append(clusters.clusters[cluster_id].named_at)
    assert named == [1, 2, 3, 3, 5, 5, 5, 8, 8, 8, 8, 12]


def test_an_article_without_words_has_a_topic_of_its_own() -> None:
    clusters = Clusters()
    found = clusters.assign([piece(("e1", "2020-01-01", "", "")), piece(("e2", "", "", "12 34"))])
    assert len(set(found.values())) == 2
    assert all(cluster.names == {} for cluster in clusters.clusters.values())


def test_the_state_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_OPEN", 5)
    monkeypatch.setattr(module, "FORGET", 10)
    clusters = Clusters()
    for n in range(40):
        words = " ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26)}{chr(97 + i)}word" for i in range(20))
        clusters.place(piece((f"p{n}", f"2020-01-{1 + n // 2:02}", "", words)))
        assert len(clusters.clusters) <= 5
        assert len(clusters.frequency) <= 20 * 10
    changes = clusters.take_changes()
    assert (len(changes.closed), changes.counted) == (35, None)
    assert {one.id for one in changes.clusters} == set(clusters.clusters)
    assert clusters.take_changes().clusters == ()
    assert clusters._postings.keys() == {
        (s, w) for c in clusters.clusters.values() for s, v in c.vectors.items() for w in v
    }


def test_a_centroid_is_bounded() -> None:
    clusters = Clusters()
    for n in range(30):
        more = " ".join(f"more{chr(97 + n % 26)}{chr(97 + i)}" for i in range(20))
        clusters.place(piece((f"p{n}", "2020-01-01", FERRY[0][2], f"{FERRY[0][3]} {more}")))
    (cluster,) = clusters.clusters.values()
    assert cluster.size == 30
    assert all(len(vector) <= 60 for vector in cluster.vectors.values())
    assert len(cluster.state()) < 8_000


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["بالإعلام"], "الإعلام"),
        (["والحكومة", "للحكومة"], "الحكومة"),
        (["لجلسة", "جلسة"], "جلسة"),
        (["Ferries", "Ferry", "Ferry"], "Ferry"),
        (["Ferry", "ferry"], "ferry"),
        (["كال"], "كال"),
    ],
)
def test_the_plainest_form_of_a_word(forms: list[str], expected: str) -> None:
    assert plainest(forms) == expected


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "\x00\x00",
        "a" * 50_000,
        "9" * 6_000 + " 1," * 3_000,
        "و" * 3_000,
        "ـ" * 100 + " ال" * 500,
        "\u202e قال\u200f الوزير",
        "A.B.C. " * 500,
        "🙂 " * 400,
        "1.2.3.4 6,7,8,,9 12.34.56",
        "'s 't ' ’s’s",
        "٫١٢٫٣ ١٬٢٣٤٫٥ ١٢٬٠٠٠",
    ],
)
def test_whatever_a_text_holds_it_is_placed_and_its_state_comes_back(text: str, lang: Lang) -> None:
    clusters = Clusters()
    article = Article("a", text, lang, "not a day", title=text[:200], publisher=text[:50])
    found = clusters.clusters[clusters.place(piece_of(article))]
    assert kept(clusters).clusters == {found.id: found}
    assert all(len(name) < 400 for name in found.names.values())
    assert len(found.state()) < 10_000


def test_months_numbers_and_the_outlet_tell_nothing() -> None:
    article = Article(
        "a", "In March the Wire counted 1,250 boats, 17 in May.", "en", "2020-03-01", publisher="The Wire"
    )
    found = piece_of(article).weights
    assert {"w:boat", "n:1250"} <= found.keys()
    assert not {"w:march", "w:may", "w:wire", "n:17", "w:1,250"} & found.keys()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_word_lists_hold_what_they_should(lang: Lang) -> None:
    assert min(map(len, (stop_stems(lang), time_stems(lang), outlet_stems(lang), word_shares(lang)))) > 10
    assert len(topic_words().by_stem[lang]) > 200
    assert all(names["ar"] and names["en"] for names in topic_words().names.values())
