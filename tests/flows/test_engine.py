"""Engines: several processes give what one gives, and one bad article does not take others with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from claims.model import Article, ExtractedArticle
from flows.engine import InProcess, Processes, Unextracted, extract_each, make_engine
from flows.settings import EngineSettings

SAID = "WASHINGTON - The State Department said on Saturday that a ceasefire deal was near, and Russia denied it."


def articles(count: int) -> list[Article]:
    return [Article(str(n), f"{SAID} The number was {n}.", "en", "2016-09-03") for n in range(count)]


@pytest.mark.processes
def test_processes_give_what_one_process_gives() -> None:
    several = make_engine(EngineSettings(workers=2), [])
    assert isinstance(several, Processes)
    try:
        found = several.extract(articles(40))
    finally:
        several.close()
    alone = InProcess([])
    assert several.fingerprint == alone.fingerprint
    assert found == alone.extract(articles(40))
    assert all(isinstance(one, ExtractedArticle) and one.claims for one in found)


class Fragile:
    """A pipeline that fails on one article."""

    fingerprint = "fragile"

    def extract(self, given: Iterable[Article]) -> Iterator[ExtractedArticle]:
        for article in given:
            if article.id == "1":
                raise ValueError("a defect")
            yield ExtractedArticle(article)


def test_article_that_fails_is_told_apart() -> None:
    found = extract_each(Fragile(), articles(3))  # type: ignore[arg-type]
    assert [type(one) for one in found] == [ExtractedArticle, Unextracted, ExtractedArticle]
    failed = found[1]
    assert isinstance(failed, Unextracted)
    assert failed.reason == "extraction failed: ValueError: a defect"
    assert b"The number was 1" in failed.payload
