"""The Dask engine on a real cluster of this machine: it gives what processes give, whatever happens to its workers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hand_made import NOON

from claims.configuration import ConfigurationError, configs_dir
from claims.model import Article, ExtractedArticle
from claims.topics import load_topics
from flows import cluster
from flows.cluster import Cluster, ClusterError, Recipe, extract_shard
from flows.engine import Engine, InProcess, Processes, Unextracted, make_engine
from flows.settings import EngineSettings, load_settings
from flows.shards import BrokenShard, Shard, read_shard, write_shard
from flows.sources.files import read_paths
from flows.sources.items import Item, Read, Rules
from flows.work import run
from warehouse.reader import on_newest

pytestmark = [  # it is looked for, not imported: every process that collects tests would wait seconds for it
    pytest.mark.processes,
    pytest.mark.skipif(find_spec("prefect_dask") is None, reason="needs mawqif[dask]"),
]
DEMO = configs_dir() / "demo"
TOPICS = load_topics(DEMO / "topics.yaml")
SETTINGS = EngineSettings(kind="dask", workers=2)
DEADLY = "This article is deadly"
PART = 4


def demo() -> list[Item]:
    return list(read_paths([str(DEMO / "articles.jsonl")], Rules(now=NOON)))


def articles() -> list[Article]:
    return [item.article for item in demo() if isinstance(item, Read)]


def fragile(recipe: Recipe, part: Sequence[Article], folder: str) -> Shard:
    """The task of a worker that dies of one article, as of too little memory, and once where a file asks for it."""
    if any(DEADLY in one.text for one in part) or _asked_to_die(Path(folder) / "die"):
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_shard(recipe, part, folder)


def _asked_to_die(file: Path) -> bool:
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    return True


@pytest.fixture(scope="module")
def dask() -> Iterator[Cluster]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "SLICE", PART)
        patch.setattr(cluster, "_DEATHS_OF_A_TASK", 0)
        engine = Cluster(TOPICS, SETTINGS, task=fragile)
        yield engine
        folder = engine._folder
        engine.close()
        assert not folder.exists()


@pytest.fixture(scope="module")
def expected() -> list[Any]:
    """What one process finds."""
    return InProcess(TOPICS).extract(articles())


def everything(db: Path, engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All tables after a run on the demo, but for the record of the run itself."""
    run("track", demo(), db=db, topics=TOPICS, engine=engine, batch_size=50, lock_timeout_s=10, clock=lambda: NOON)

    def ask(query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in on_newest(db, lambda reader: reader.sql(query)).rows]

    tables = [name for (name,) in ask("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
    return {name: ask(f'SELECT * FROM "{name}" ORDER BY ALL') for name in tables if name != "runs_stored"}


@pytest.mark.timeout(120)
def test_every_table_is_as_processes_make_it(dask: Cluster, tmp_path: Path) -> None:
    processes = Processes(TOPICS, 1)
    try:
        one = everything(tmp_path / "one.duckdb", processes)
    finally:
        processes.close()
    other = everything(tmp_path / "other.duckdb", dask)
    assert len(one["claims_stored"]) > 50
    assert one["shifts_stored"]
    assert one.keys() == other.keys()
    for table in one:
        assert one[table] == other[table], table
    assert list(dask._folder.glob("*.parquet*")) == []


@pytest.mark.timeout(120)
@pytest.mark.long
def test_worker_killed_at_work_loses_nothing(dask: Cluster, expected: list[Any]) -> None:
    pids = set(dask._started().run(os.getpid).values())
    (dask._folder / "die").touch()
    assert dask.extract(articles()) == expected
    assert len(pids & set(dask._started().run(os.getpid).values())) == 1


@pytest.mark.timeout(120)
@pytest.mark.long
def test_article_that_workers_die_of_is_told_apart(dask: Cluster, expected: list[Any]) -> None:
    deadly = Article("deadly", DEADLY, "en", "2016-09-04")
    found = dask.extract([*articles()[:6], deadly, articles()[6]])
    assert found[6] == Unextracted(deadly, "extraction failed: the workers that it was given to died")
    assert [*found[:6], found[7]] == expected[:7]


def test_broken_shards_are_written_anew_or_extracted_here(
    dask: Cluster, expected: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[int] = []

    def damaged(folder: Path, shard: Shard, part: Sequence[Article]) -> list[Any]:
        seen.append(len(part))
        path = folder / shard.name
        if len(seen) == 1:
            path.unlink()
        elif len(seen) == 3:  # the first article of the part whose shard was gone: again
            path.write_bytes(path.read_bytes()[:-9])
        return read_shard(folder, shard, part)

    monkeypatch.setattr(cluster, "read_shard", damaged)
    assert dask.extract(articles()[: 2 * PART]) == expected[: 2 * PART]
    assert seen == [PART, PART, 1, 1, 1, 1]
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"note: {articles()[0].id} is extracted here: ")
    assert told.endswith("is not as its worker wrote it")


def test_cluster_that_is_there_is_used_by_its_address_and_left_running(
    dask: Cluster, expected: list[Any], tmp_path: Path
) -> None:
    address = dask._started().scheduler.address
    guest = Cluster(TOPICS, EngineSettings(kind="dask", address=address, shards=tmp_path / "shared"))
    assert guest.extract(articles()[:6]) == expected[:6]
    guest.close()
    assert list((tmp_path / "shared").iterdir()) == []
    assert dask.extract(articles()[:6]) == expected[:6]


def test_shard_tells_of_failures_and_of_articles_without_claims(tmp_path: Path, expected: list[Any]) -> None:
    failed, empty = Unextracted(articles()[0], "a defect"), ExtractedArticle(articles()[1])
    results = [failed, empty, expected[2]]
    shard = write_shard(tmp_path, results)
    assert read_shard(tmp_path, shard, articles()[:3]) == results
    with pytest.raises(BrokenShard, match="is about other articles"):
        read_shard(tmp_path, shard, articles()[1:4])


def test_folder_of_a_writer_that_died_is_removed_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    with cluster._shard_folder(tmp_path) as living:
        dead = tmp_path / "dead"
        dead.mkdir()
        (dead / "owner").touch()
        with cluster._shard_folder(tmp_path) as own:
            assert sorted(tmp_path.iterdir()) == sorted([living, own])


def test_worker_with_another_program_or_without_the_folder_is_refused(tmp_path: Path) -> None:
    recipe = Recipe(tuple(TOPICS), ("rules", "rules"), "another")
    with pytest.raises(ClusterError, match="does not see the folder of shards"):
        extract_shard(recipe, articles()[:1], str(tmp_path))
    (tmp_path / "owner").touch()
    with pytest.raises(ClusterError, match="another version of this program"):
        extract_shard(recipe, articles()[:1], str(tmp_path))


def test_no_scheduler_is_told(tmp_path: Path) -> None:
    nowhere = EngineSettings(kind="dask", address="tcp://127.0.0.1:1", shards=tmp_path, wait_s=0.5)
    with pytest.raises(ClusterError, match=r"no Dask scheduler at tcp://127\.0\.0\.1:1"):
        Cluster(TOPICS, nowhere).extract(articles()[:2])
    assert list(tmp_path.iterdir()) == []


def tls_of(folder: Path, *, certified_by: str = "ca") -> dict[str, Any]:
    """What Dask's settings say of certificates that ``openssl`` makes as docs/cluster.md tells."""

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    ca, new = certified_by, ("-newkey", "rsa:2048", "-nodes")
    openssl("req", "-x509", *new, "-days", "9", "-subj", f"/CN={ca}", "-keyout", f"{ca}-key.pem", "-out", f"{ca}.pem")
    openssl("req", "-new", *new, "-subj", "/CN=mawqif", "-keyout", f"{ca}-own-key.pem", "-out", f"{ca}.csr")
    signed = ("-CA", f"{ca}.pem", "-CAkey", f"{ca}-key.pem", "-CAcreateserial")
    openssl("x509", "-req", "-in", f"{ca}.csr", *signed, "-days", "9", "-out", f"{ca}-own.pem")
    tls = "distributed.comm.tls"
    settings = {"distributed.comm.require-encryption": True, f"{tls}.ca-file": str(folder / f"{ca}.pem")}
    for role in ("scheduler", "worker", "client"):
        settings[f"{tls}.{role}.cert"] = str(folder / f"{ca}-own.pem")
        settings[f"{tls}.{role}.key"] = str(folder / f"{ca}-own-key.pem")
    return settings


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
@pytest.mark.timeout(120)
@pytest.mark.long
def test_cluster_over_tls_is_used_and_refuses_the_certificates_of_others(tmp_path: Path, expected: list[Any]) -> None:
    import dask
    from distributed import LocalCluster

    ours, others = tls_of(tmp_path), tls_of(tmp_path, certified_by="others")
    quiet: dict[str, Any] = {"dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with (
        dask.config.set(ours),
        LocalCluster(n_workers=1, threads_per_worker=1, protocol="tls://", **quiet) as here,
    ):
        assert here.scheduler_address.startswith("tls://")
        settings = EngineSettings(kind="dask", address=here.scheduler_address, shards=tmp_path / "shared", wait_s=20)
        guest = Cluster(TOPICS, settings)
        assert guest.extract(articles()[:6]) == expected[:6]
        guest.close()
        stranger = Cluster(TOPICS, settings.model_copy(update={"wait_s": 2.0}))
        with dask.config.set(others), pytest.raises(ClusterError, match="no Dask scheduler at tls://"):
            stranger.extract(articles()[:6])


def test_certificates_that_do_not_fit_the_address_are_told(tmp_path: Path) -> None:
    import dask

    def refused(scheme: str, problem: str) -> None:
        settings = EngineSettings(kind="dask", address=f"{scheme}://127.0.0.1:1", shards=tmp_path / "s", wait_s=1)
        with pytest.raises(ConfigurationError, match=problem):
            Cluster(TOPICS, settings).extract(articles()[:2])

    refused("tls", "tls://127.0.0.1:1 needs certificates")
    with dask.config.set({"distributed.comm.require-encryption": True}):
        refused("tcp", "tcp://127.0.0.1:1 is not encrypted")
    nowhere = str(tmp_path / "nowhere.pem")
    tls = "distributed.comm.tls"
    with dask.config.set({f"{tls}.ca-file": nowhere, f"{tls}.client.cert": nowhere, f"{tls}.client.key": nowhere}):
        refused("tls", "cannot be used: .*No such file")
    assert list((tmp_path / "s").iterdir()) == []


def test_dask_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"pip install 'mawqif\[dask\]'"):
        make_engine(SETTINGS, TOPICS)


def test_engine_is_chosen_by_the_settings(tmp_path: Path) -> None:
    (tmp_path / "mawqif.yaml").write_text("engine: dask\n")
    assert load_settings(tmp_path).engine == EngineSettings(kind="dask")
    assert isinstance(make_engine(SETTINGS, TOPICS), Cluster)


@pytest.mark.parametrize(
    ("engine", "problem"),
    [
        ("{kind: dask, address: 'host:8786'}", "engine.address"),
        ("{kind: dask, address: 'tcp://host:8786'}", "`shards` must name a folder"),
        ("{shards: here}", "of kind dask only"),
        ("{kind: dask, wait_s: 0}", "engine.wait_s"),
        ("dusk", "engine.kind"),
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, engine: str, problem: str) -> None:
    (tmp_path / "mawqif.yaml").write_text(f"engine: {engine}\n")
    with pytest.raises(ConfigurationError, match=problem) as caught:
        load_settings(tmp_path)
    assert "mawqif.yaml" in str(caught.value)
