"""A change of a body that two of its people tell: the card names both, in the language of the page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pages_warehouse as made
import pytest
from test_pages import cards, html, opened

from app.markup import plain
from claims.model import Actor, ExtractedArticle, Shift
from warehouse.store import Store

BODY = Actor("body", "Ministry of Water", "وزارة المياه", "organisation")
NAMELESS = Actor("jens", "Jens Laerke", None, "person")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ministry by two of its people, and by one of them and one without an Arabic name."""
    found, utterances, claims = [], [], []
    for day, (speaker, value) in enumerate(((made.ANN, 2), (made.OMAR, -2), (NAMELESS, 1)), 1):
        text = f"{speaker.label} said the deal stands at {value}."
        article = made._article(f"a{day}", text, day=f"2016-09-0{day}")
        spans = made._spans(text, speaker.label, "said", f"the deal stands at {value}")
        claim = made._claim(f"c{day}", article, speaker, spans, made.TOPIC, value)
        found.append(ExtractedArticle(article, (claim,)))
        claims.append(claim)
        utterances.append(made._utterance(claim))
    shifts = [_of_body("s-voices", *claims[:2]), _of_body("s-nameless", *claims[1:])]
    out = tmp_path_factory.mktemp("voices") / "w.duckdb"
    with Store.open(out) as store:
        run_id = store.start_run("track", started_at=made.NOW)
        store.put_topics([made.TOPIC])
        store.put_actors([BODY, made.ANN, made.OMAR, NAMELESS], {})
        store.put(found, fingerprint="f", fetched_at=made.NOW, run_id=run_id)
        store.replace_links({"deal"}, utterances, shifts, run_id=run_id)
        store.publish()
    return out


def _of_body(name: str, a: made.Claim, b: made.Claim) -> Shift:
    voices = f"one institution by two voices: {a.speaker.actor.label}, then {b.speaker.actor.label}"
    return replace(made._shift(name, a, b, "reverse"), actor_id=BODY.id, reasons=(voices,))


@pytest.fixture(autouse=True)
def _on_it(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAWQIF_DB", str(db))


def card(lang: str, words: str) -> str:
    return next(one for one in cards(opened(lang=lang, alleged="own")) if words in one)


@pytest.mark.parametrize(
    ("lang", "body", "first", "then", "told"),
    [
        ("en", "Ministry of Water", "Ann Field", "Omar al-Qasim", "two voices"),
        ("ar", "وزارة المياه", "آن فيلد", "عمر القاسم", "بصوتين"),
    ],
)
def test_the_card_names_the_body_and_who_said_each_side(lang: str, body: str, first: str, then: str, told: str) -> None:
    shown = card(lang, "stands at 2")
    top, earlier, later = re.split('<div class="mw-side ', shown.split('<details class="mw-why">')[0])
    assert f'<bdi dir="auto">{body}</bdi>' in top
    assert told in top
    assert f'<bdi dir="auto">{first}</bdi>' in earlier
    assert f'<bdi dir="auto">{then}</bdi>' in later
    assert then not in earlier
    assert re.search(f'data-copy="{first}: ', earlier), "a citation gives words to who said them"


def test_reasons_name_speakers_in_arabic_each_isolated() -> None:
    shown = card("ar", "stands at 2").split('<details class="mw-why">')[1]
    assert 'مؤسسة واحدة بصوتين: <bdi dir="auto">آن فيلد</bdi>، ثم <bdi dir="auto">عمر القاسم</bdi></li>' in shown
    shown = card("ar", "stands at 1").split('<details class="mw-why">')[1]
    assert '<bdi dir="auto">عمر القاسم</bdi>، ثم <bdi dir="auto">Jens Laerke</bdi></li>' in shown


def test_review_names_them_too() -> None:
    shown = html(opened("review", lang="ar", item="s-voices"))
    assert 'مؤسسة واحدة بصوتين: <bdi dir="auto">آن فيلد</bdi>، ثم <bdi dir="auto">عمر القاسم</bdi>' in shown


@pytest.mark.parametrize(("actor", "found"), [("ann", 1), ("omar", 2), ("jens", 1), ("body", 2)])
def test_the_changes_of_a_body_are_found_by_its_voices(actor: str, found: int) -> None:
    test = opened(actor=actor)
    assert html(test).count('<div class="mw-sides">') == found
    offered = [plain(one) for one in test.selectbox(key="filter_actor_en").options]
    assert ("Omar al-Qasim" in offered, "Ministry of Water" in offered) == (True, True)


def test_a_change_told_for_a_body_is_counted_where_the_speaker_is_compared() -> None:
    shown = html(opened("compare", by="actor", actor="omar"))
    assert "2 changes of position" in shown
