"""A warehouse of the demo for the tests of the app, made once."""

from __future__ import annotations

import functools
import json
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.model import Article
from claims.pipeline import Pipeline
from claims.shifts import link
from claims.topics import load_topics
from warehouse.store import Refusal, Store

DEMO = Path(__file__).parent.parent.parent / "configs" / "demo"
NOW = datetime(2016, 10, 4, 6, 0, tzinfo=UTC)
HOSTILE = Article(
    id="hostile",
    text='Minister Ann Field said the deal is near <script>alert("x")</script> \u202egnihton\u202c & <b>bold</b>.\n'
    + "w " * 5_000,
    lang="en",
    published="2016-10-02T10:00:00Z",
    url="javascript:alert(1)",
    title='<img src=x onerror="alert(1)">',
    publisher="<i>Outlet</i>",
)


def articles() -> Iterator[Article]:
    for line in (DEMO / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        keys = ("id", "text", "lang", "published", "url", "title", "publisher")
        yield Article(**{key: row.get(key) for key in keys})
    yield HOSTILE


@pytest.fixture(scope="session", autouse=True)
def components() -> None:
    """Streamlit's AppTest reads the manifests of all installed packages at each opening; here it does so once."""
    from streamlit.components.v2 import manifest_scanner

    manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """AppTest puts its script in the place of ``__main__``, which processes started by later tests would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def demo_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo and one hostile article, extracted, linked and published."""
    db = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    topics = load_topics(DEMO / "topics.yaml")
    found = list(Pipeline(topics).extract(articles()))
    claims = [claim for one in found for claim in one.claims]
    actors = {claim.speaker.actor.id: claim.speaker.actor for claim in claims}
    actors |= {c.alleged_actor.id: c.alleged_actor for c in claims if c.alleged_actor}
    with Store.open(db) as store:
        run_id = store.start_run("track", started_at=NOW)
        store.put_topics(topics)
        store.put_actors(list(actors.values()), {c.speaker.actor.id: c.speaker.names for c in claims})
        result = store.put(found, fingerprint="f", fetched_at=NOW, run_id=run_id)
        linked = link(store.claims_on(result.topic_ids), actors, {topic.id: topic for topic in topics})
        store.replace_links(result.topic_ids, linked.utterances, linked.shifts, run_id=run_id)
        store.quarantine([Refusal("bad.jsonl", 7, "is no JSON <b>", b"{")], run_id)
        store.end_run(run_id, state="completed", ended_at=NOW, articles_in=len(found), refused=1)
        store.publish()
    return db


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small warehouse made by hand, for copies."""
    import pages_warehouse  # here: the browser tests load this file from another folder

    return pages_warehouse.make(tmp_path_factory.mktemp("kept") / "w.duckdb").parent


@pytest.fixture
def db(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse of one's own. Corrections are written in this process: what a process of its own adds has a test."""
    from app import corrections
    from flows.corrector import answer

    shutil.copytree(kept, tmp_path, dirs_exist_ok=True, symlinks=True)
    monkeypatch.setenv("MAWQIF_DB", str(tmp_path / "w.duckdb"))
    monkeypatch.setattr(corrections, "_ask", lambda request: corrections.told(answer({"lock_timeout_s": 5, **request})))
    return tmp_path / "w.duckdb"
