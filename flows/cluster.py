"""Extraction on a Dask cluster: workers write Parquet shards into a shared folder, the one writer reads them.

Nothing hangs on a single worker: Dask gives the part of a dead one to another. A part whose workers die one after the
other, or whose shard is not as it was written, is done again one article at a time, so that only an article that is
itself to blame is left out, and told of. See ``docs/cluster.md``.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

from claims.analysers import Analysers, Choice, load_analysers
from claims.configuration import ConfigurationError
from claims.model import Article
from claims.pipeline import Pipeline
from claims.topics import Topic
from flows.engine import SLICE, InProcess, extract_each, import_spacy
from flows.environment import prepare_prefect
from flows.progress import progress
from flows.results import Result, Unextracted
from flows.settings import EngineSettings
from flows.shards import BrokenShard, Shard, read_shard, write_shard

_OWNER = "owner"
_LOOK_EVERY_S = 2.0
_DEATHS_OF_A_TASK = 1
"""Workers that may die of one task on a cluster of our own before its part is taken apart."""


class ClusterError(RuntimeError):
    """The cluster cannot be used: no worker, another program on it, no shared folder, or it went away."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a worker needs to extract as the writer would, and the fingerprint by which it sees that it does."""

    topics: tuple[Topic, ...]
    chosen: tuple[Choice, Choice]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Undone:
    """A part without a shard that can be used, and whether its workers died of it."""

    reason: str
    deadly: bool


Part = Sequence[Article]
Task = Callable[[Recipe, Part, str], Shard]


class Cluster:
    """An engine (see ``flows.engine.Engine``) whose workers are those of a Dask cluster, reached when first needed."""

    def __init__(
        self,
        topics: Sequence[Topic],
        settings: EngineSettings,
        analysers: Analysers | None = None,
        task: Task | None = None,
    ) -> None:
        if find_spec("prefect_dask") is None:
            raise ConfigurationError("engine.kind: dask needs packages that are not here: pip install 'mawqif[dask]'")
        self._settings, self._task = settings, task or extract_shard
        self._here = InProcess(topics, analysers)
        self.fingerprint = self._here.fingerprint
        self._recipe = Recipe(tuple(topics), analysers.chosen if analysers else ("rules", "rules"), self.fingerprint)
        self._open = ExitStack()
        self._client: Any = None
        self._folder = Path()

    def extract(self, articles: Part) -> list[Result]:
        """The claims of articles, in their order.

        Raises:
            ClusterError: there is no worker, the workers run another program, or the scheduler went away.
            ConfigurationError: Dask's certificates do not fit the address.
        """
        if len(articles) <= 1:
            return self._here.extract(articles)
        parts = [articles[i : i + SLICE] for i in range(0, len(articles), SLICE)]
        found: list[Result] = []
        for part, done in zip(parts, self._shards_of(parts), strict=True):
            found += self._apart(part, done) if isinstance(done, _Undone) else done
        return found

    def _apart(self, part: Part, failed: _Undone) -> list[Result]:
        """A part that failed as a whole, one article at a time; after a death with no other one at work, so that none
        is blamed for what its neighbour did."""
        each = [[one] for one in part]
        every = (self._alone(one) for one in each) if failed.deadly else self._shards_of(each)
        found: list[Result] = []
        for article, done in zip(part, every, strict=True):
            if not isinstance(done, _Undone):
                found += done
            elif done.deadly:
                found.append(Unextracted(article, f"extraction failed: {done.reason}"))
            else:
                progress().say(f"note: {article.id} is extracted here: {done.reason}")
                found += self._here.extract([article])
        return found

    def _alone(self, part: Part) -> list[Result] | _Undone:
        """A part of one article, given twice before it is blamed: a worker may still be dying of the last one."""
        found = self._shards_of([part])[0]
        return self._shards_of([part])[0] if isinstance(found, _Undone) and found.deadly else found

    def _shards_of(self, parts: Sequence[Part]) -> list[list[Result] | _Undone]:
        """What the workers found in each part; shards that were read are removed."""
        client = self._started()
        given = (self._recipe, str(self._folder))
        futures = [client.submit(self._task, given[0], list(part), given[1], pure=False) for part in parts]
        _wait(client, futures, self._settings.wait_s)
        return [self._merged(future, part) for future, part in zip(futures, parts, strict=True)]

    def _merged(self, future: Any, part: Part) -> list[Result] | _Undone:
        from distributed.scheduler import KilledWorker

        error = future.exception() if future.status == "error" else None
        if isinstance(error, ClusterError):
            raise error
        if isinstance(error, KilledWorker):
            return _Undone("the workers that it was given to died", deadly=True)
        if error is not None:
            return _Undone(f"its shard could not be written: {type(error).__name__}: {error}", deadly=False)
        shard = future.result()
        try:
            return read_shard(self._folder, shard, part)
        except BrokenShard as broken:
            return _Undone(str(broken), deadly=False)
        finally:
            (self._folder / shard.name).unlink(missing_ok=True)

    def _started(self) -> Any:
        if self._client is None:
            try:
                self._folder = self._open.enter_context(_shard_folder(self._settings.shards))
                self._client = self._open.enter_context(_connected(self._settings))
            except BaseException:
                self.close()
                raise
        return self._client

    def close(self) -> None:
        """Leave the cluster; one of our own ends."""
        self._client = None
        self._open.close()


@contextmanager
def _connected(settings: EngineSettings) -> Iterator[Any]:
    """A client of the cluster that the settings name, or of one on this machine that ends with the context."""
    prepare_prefect()
    import dask
    from prefect_dask.task_runners import DaskTaskRunner

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS_OF_A_TASK}):
        if settings.address:
            _check_certificates(settings.address)
            runner = DaskTaskRunner(address=settings.address, client_kwargs={"timeout": settings.wait_s})
        else:
            quiet = {"dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL}
            runner = DaskTaskRunner(cluster_kwargs={"n_workers": settings.workers, "threads_per_worker": 1, **quiet})
        with runner:
            try:
                client = runner.client
            except OSError as error:
                raise ClusterError(f"no Dask scheduler at {settings.address}: {error}") from error
            yield client


def _check_certificates(address: str) -> None:
    """Dask's own settings name the certificates; where they do not fit the address, it would end as by a defect.

    Raises:
        ConfigurationError: a certificate cannot be read, is missing for ``tls://``, or is asked for with ``tcp://``.
    """
    from distributed.security import Security

    try:
        given = Security().get_connection_args("client")
    except OSError as error:
        raise ConfigurationError(f"Dask's certificates (distributed.comm.tls) cannot be used: {error}") from error
    if address.startswith("tls:") and given["ssl_context"] is None:
        raise ConfigurationError(
            f"engine.address: {address} needs certificates, which Dask's settings name: "
            "distributed.comm.tls.ca-file, and .client.cert and .client.key; see docs/cluster.md"
        )
    if not address.startswith("tls:") and given["require_encryption"]:
        raise ConfigurationError(
            f"engine.address: {address} is not encrypted, as Dask's settings require it; use tls:// for the scheduler"
        )


def _wait(client: Any, futures: Sequence[Any], wait_s: float) -> None:
    """Wait until all is done or has failed.

    Raises:
        ClusterError: the scheduler went away, or there is no worker for ``wait_s``.
    """
    from distributed import wait

    waiting, seen = list(futures), time.monotonic()
    while waiting:
        try:
            with client.as_current():
                waiting = list(wait(waiting, timeout=_LOOK_EVERY_S, return_when="FIRST_COMPLETED").not_done)
            seen = time.monotonic()
            continue
        except TimeoutError:
            pass
        except CancelledError as error:
            raise ClusterError("the Dask scheduler went away; what was stored stays") from error
        if client.status != "running":
            raise ClusterError("the Dask scheduler went away; what was stored stays")
        if client.nthreads():
            seen = time.monotonic()
        elif time.monotonic() - seen > wait_s:
            raise ClusterError(f"the Dask cluster had no worker for {wait_s:g} s (engine.wait_s)")


# the folder ------------------------------------------------------------------------------------------------


@contextmanager
def _shard_folder(shared: Path | None) -> Iterator[Path]:
    """A new folder for the shards of one writer, locked while it lives. Those of dead writers are removed."""
    place = shared.absolute() if shared else Path(tempfile.gettempdir()) / f"mawqif-shards-{os.getuid()}"
    place.mkdir(parents=True, exist_ok=True)
    for left in place.iterdir():
        _remove_if_dead(left)
    folder = place / uuid4().hex
    folder.mkdir()
    fd = os.open(folder / _OWNER, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(fd)


def _remove_if_dead(folder: Path) -> None:
    try:
        fd = os.open(folder / _OWNER, os.O_RDWR)
    except OSError:
        return
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(fd)


# on the workers --------------------------------------------------------------------------------------------

_loaded: dict[str, Pipeline] = {}
_alone = threading.Lock()


def extract_shard(recipe: Recipe, articles: Part, folder: str) -> Shard:
    """Extract articles on a worker and write their claims into a shard. A worker reads one article at a time."""
    if not (Path(folder) / _OWNER).exists():
        raise ClusterError(f"a worker on {socket.gethostname()} does not see the folder of shards {folder}")
    with _alone:
        return write_shard(Path(folder), extract_each(_pipeline(recipe), articles))


def _pipeline(recipe: Recipe) -> Pipeline:
    if recipe.fingerprint not in _loaded:
        import_spacy()
        pipeline = Pipeline(recipe.topics, analysers=load_analysers(*recipe.chosen))
        if pipeline.fingerprint != recipe.fingerprint:
            raise ClusterError(
                f"a worker on {socket.gethostname()} has another version of this program, of its configuration, or of "
                "CAMeL's data than the writer"
            )
        _loaded.clear()
        _loaded[recipe.fingerprint] = pipeline
    return _loaded[recipe.fingerprint]
