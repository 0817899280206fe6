"""Pages of six layouts, Arabic and English, written for the tests: all paragraphs, nothing of what stands around."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.model import Article
from flows.sources.documents import read_page
from flows.sources.items import Read, Rules

PAGES = Path(__file__).parent / "pages"
EXPECTED = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
NAMED = {
    "en-opengraph": "The Coast Courier",
    "en-jsonld": "The Coast Courier",
    "ar-wordpress": "صحيفة الساحل",
    "ar-schema": "صحيفة الساحل",
}
AROUND = (
    "Share",
    "Subscribe",
    "Home",
    "Comments",
    "waiting",
    "Most read",
    "Advertisement",
    "الرئيسية",
    "واتساب",
    "حقوق",
    "نشرتنا",
    "اقرأ",
    "صلة",
)


def read(name: str) -> Article:
    url = f"https://news.example.org/{name}"
    items = list(read_page((PAGES / f"{name}.html").read_bytes(), f"{name}.html", Rules(), url=url))
    (article,) = [item.article for item in items if isinstance(item, Read)]
    return article


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_a_layout_gives_body_title_date_and_publisher(name: str) -> None:
    article = read(name)
    assert article.lang == name[:2]
    lines = [line for line in article.text.splitlines() if line != EXPECTED["titles"][article.lang]]
    assert [line for line in lines if line in EXPECTED[article.lang]] == EXPECTED[article.lang]
    assert not [word for word in AROUND if word in article.text]
    assert article.title == EXPECTED["titles"][article.lang]
    assert (article.published or "")[:10] == "2024-06-04"
    assert article.publisher == NAMED.get(name)
