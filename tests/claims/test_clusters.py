"""Discovered topics: one story is one cluster, and its id stays whatever is added."""

from __future__ import annotations

import random

import pytest

from claims.clusters import Clusters, Piece, piece_of, plainest
from claims.model import Actor, Article, Lang

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


def piece(row: tuple[str, str, str, str], lang: Lang = "en", *actors: Actor) -> Piece:
    article_id, day, title, text = row
    return piece_of(Article(article_id, text, lang, f"{day}T10:00:00Z", title=title), actors)


PIECES = [piece(row) for row in (*FERRY, *DAM)]


def test_a_story_is_one_cluster_and_another_is_another() -> None:
    found = Clusters().assign(PIECES)
    assert len({found[row[0]] for row in FERRY}) == 1
    assert len({found[row[0]] for row in DAM}) == 1
    assert found["f1"] != found["d1"]
    assert all(cluster_id.startswith("auto-") for cluster_id in found.values())


def test_the_order_given_does_not_matter() -> None:
    expected = Clusters().assign(PIECES)
    for seed in range(5):
        assert Clusters().assign(random.Random(seed).sample(PIECES, len(PIECES))) == expected


def test_ids_stay_when_articles_are_added() -> None:
    clusters = Clusters()
    first = clusters.assign(PIECES[:1] + PIECES[3:4])
    kept = Clusters(clusters.clusters.values(), clusters.frequency, clusters.articles)
    later = kept.assign(PIECES[1:3] + PIECES[4:])
    assert {later["f2"], later["f3"]} == {first["f1"]}
    assert later["d2"] == first["d1"]


def test_an_article_from_before_joins_and_renames_nothing() -> None:
    clusters = Clusters()
    ids = set(clusters.assign(PIECES[1:]).values())
    assert clusters.assign(PIECES[:1])["f1"] in ids


def test_the_same_words_years_later_are_another_story() -> None:
    again = ("f9", "2023-01-01", FERRY[0][2], FERRY[0][3])
    found = Clusters().assign([*PIECES, piece(again)])
    assert found["f9"] != found["f1"]


def test_speakers_join_what_two_languages_tell() -> None:
    arabic = piece(("a1", "2020-01-02", "ليند تتحدث", "قالت مارا ليند إن العبارات ستبحر."), "ar", ENVOY, ENVOY)
    english = piece(FERRY[0], "en", ENVOY, ENVOY)
    found = Clusters().assign([english, arabic])
    assert found["a1"] == found["f1"]


def test_a_name_in_both_languages() -> None:
    clusters = Clusters()
    (cluster_id,) = set(clusters.assign([piece(row, "en", ENVOY) for row in FERRY]).values())
    name = clusters.name(cluster_id)
    assert name["ar"] == "مارا ليند"
    assert name["en"].endswith("Mara Lind")
    assert "erry" in name["en"]


def test_an_article_without_words_has_a_topic_of_its_own() -> None:
    clusters = Clusters()
    found = clusters.assign([piece(("e1", "2020-01-01", "", "")), piece(("e2", "", "", "12 34"))])
    assert len(set(found.values())) == 2
    assert all(clusters.name(cluster_id)["en"] == cluster_id for cluster_id in found.values())


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["بالإعلام"], "الإعلام"),
        (["والحكومة", "للحكومة"], "الحكومة"),
        (["لجلسة", "جلسة"], "جلسة"),
        (["Ferries", "Ferry", "Ferry"], "Ferry"),
        (["كال"], "كال"),
    ],
)
def test_the_plainest_form_of_a_word(forms: list[str], expected: str) -> None:
    assert plainest(forms) == expected
