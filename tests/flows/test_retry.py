"""Refused records tried again: those that read now are resolved, the others say why they stay."""

from __future__ import annotations

import json
from pathlib import Path

from hand_made import NOON, TOPIC, OneClaimEngine, article

from flows.retry import Retried, retry
from flows.sources.files import read_paths
from flows.sources.items import Rules
from flows.work import run
from tests.snapshot import select

RULES = Rules(now=NOON)


def again(db: Path, engine: OneClaimEngine | None = None) -> Retried:
    return retry(db, [TOPIC], engine or OneClaimEngine(), RULES, batch_size=10, lock_timeout_s=5)


def track(db: Path, folder: Path, engine: OneClaimEngine) -> None:
    items = read_paths([str(folder)], RULES)
    run("track", items, db=db, topics=[TOPIC], engine=engine, batch_size=10, lock_timeout_s=5, clock=lambda: NOON)


class Broken(OneClaimEngine):
    """An engine with a defect that shows in one article."""

    def extract(self, articles):  # type: ignore[no-untyped-def]
        from flows.engine import Unextracted

        return [Unextracted(one, "extraction failed: defect") if one.id == "b" else self.one(one) for one in articles]

    def one(self, given):  # type: ignore[no-untyped-def]
        return OneClaimEngine.extract(self, [given])[0]


def test_article_that_failed_is_taken_after_the_defect_is_mended(tmp_path: Path) -> None:
    folder, db = tmp_path / "in", tmp_path / "w.duckdb"
    folder.mkdir()
    lines = [
        json.dumps({key: getattr(one, key) for key in ("id", "text", "published", "lang")})
        for one in (article("a", "A deal is near"), article("b", "The deal failed"))
    ]
    same_id = json.dumps({"id": "a", "text": "Another text under the same id, in English.", "published": "2016-09-04"})
    (folder / "in.jsonl").write_text(
        "\n".join([*lines, "{broken", same_id, json.dumps({"text": "x" * 70_000, "lang": 7})])
    )
    (folder / "empty.txt").write_text("")
    track(db, folder, Broken())
    assert select(db, "SELECT count(*) FROM quarantine WHERE state = 'waiting'").rows == [(5,)]

    done = again(db)
    assert (done.tried, done.resolved) == (2, 1)
    assert len(done.left) == 3
    left = "\n".join(done.left)
    assert "in.jsonl:4: another text has its id" in left
    assert "in.jsonl:5: only its start was kept" in left
    assert "empty.txt: nothing of it was kept" in left
    assert select(db, "SELECT article_id FROM articles ORDER BY 1").rows == [("a",), ("b",)]
    assert select(db, "SELECT line FROM quarantine WHERE state = 'resolved'").rows == [(2,)]
    assert again(db).tried == 1


def test_nothing_waiting_starts_no_run(tmp_path: Path) -> None:
    folder, db = tmp_path / "in", tmp_path / "w.duckdb"
    folder.mkdir()
    (folder / "a.txt").write_text('"A deal is near", the Foreign Minister said.')
    track(db, folder, OneClaimEngine())
    assert again(db) == Retried()
    assert select(db, "SELECT count(*) FROM runs").rows == [(1,)]
