"""Engines: several processes give what one gives, and one bad article does not take others with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

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


class Pool:
    """A pool whose process dies of one article, and which is broken from then on."""

    def __init__(self) -> None:
        self.broken = False

    def submit(self, work: Callable[..., Any], part: Sequence[Article]) -> Future[Any]:
        future: Future[Any] = Future()
        self.broken = self.broken or any(one.id == "20" for one in part)
        if self.broken:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result([ExtractedArticle(one) for one in part])
        return future

    def shutdown(self, **_how: Any) -> None:
        pass


def test_article_that_a_process_dies_of_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.engine.ProcessPoolExecutor", lambda *_given, **_how: Pool())
    found = Processes([], 2).extract(articles(40))
    assert [one.article.id for one in found] == [str(n) for n in range(40)]
    assert [one.reason for one in found if isinstance(one, Unextracted)] == ["extraction failed: its process died"]
    assert isinstance(found[20], Unextracted)


EXTRACT = "engine.extract([Article(str(n), 'He said that it was late.', 'en', None) for n in range(4)])"
ONLY_START = "[engine._started().submit(int) for _ in range(2)]"


@pytest.mark.processes
@pytest.mark.parametrize("work", [EXTRACT, ONLY_START], ids=["at work", "while they start"])
def test_processes_end_with_the_one_that_was_killed(tmp_path: Path, work: str) -> None:
    script = tmp_path / "extracts.py"
    script.write_text(
        "from flows.engine import Processes\n"
        "from claims.model import Article\n"
        "import time\n"
        "if __name__ == '__main__':\n"
        "    engine = Processes([], 2)\n"
        f"    {work}\n"
        "    print(*engine.pids, flush=True)\n"
        "    time.sleep(600)\n"
    )
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    parent = subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pids = parent.stdout.readline().split()
    parent.kill()
    parent.wait()
    assert len(pids) == 2
    until = time.monotonic() + 30  # they look for it once they have started
    while any(Path(f"/proc/{pid}/cmdline").exists() for pid in pids):
        assert time.monotonic() < until, "they live on"
        time.sleep(0.1)
