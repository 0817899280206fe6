"""Where extraction runs: here, in several processes, or on a Dask cluster. The results are the same."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

from claims.analysers import Analysers, Choice, load_analysers
from claims.model import Article
from claims.pipeline import Pipeline
from claims.topics import Topic
from flows.parent import end_with_parent
from flows.progress import progress
from flows.results import Result, Unextracted
from flows.settings import ArabicSettings, EngineSettings

_BUILT_IN = ArabicSettings()
SLICE = 16
"""Articles handed to a process at once, at most: worth the way, and little to do again where a process dies."""
_TURNS = 12
"""Slices of a batch for each process, if they can be made so small: the last ones leave no process waiting for long."""

__all__ = ["SLICE", "Engine", "InProcess", "Processes", "Result", "Unextracted", "extract_each", "make_engine"]


class Engine(Protocol):
    """Extracts articles, in their order. ``fingerprint`` names all that the result depends on beside the article."""

    fingerprint: str

    def extract(self, articles: Sequence[Article]) -> list[Result]: ...

    def close(self) -> None: ...


class InProcess:
    """Extraction in the calling process."""

    def __init__(self, topics: Sequence[Topic], analysers: Analysers | None = None) -> None:
        self._pipeline = Pipeline(topics, analysers=analysers)
        self.fingerprint = self._pipeline.fingerprint

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        return extract_each(self._pipeline, articles)

    def close(self) -> None:
        """Nothing is held."""


class Processes:
    """Extraction in ``workers`` processes, each with its own pipeline, started when first needed.

    An article whose process dies (memory, a defect in a library) is told apart; the others are extracted all the same.
    """

    def __init__(self, topics: Sequence[Topic], workers: int, analysers: Analysers | None = None) -> None:
        self._topics, self._workers = tuple(topics), workers
        self._pool: ProcessPoolExecutor | None = None
        alone = Pipeline(topics, analysers=analysers)
        self._analysers = alone.analysers
        self.fingerprint = alone.fingerprint

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        if len(articles) <= 1:
            return InProcess(self._topics, self._analysers).extract(articles)
        size = max(1, min(SLICE, len(articles) // (self._workers * _TURNS)))
        slices = [articles[i : i + size] for i in range(0, len(articles), size)]
        found: dict[int, list[Result]] = {}
        try:
            futures = [self._started().submit(_extract_slice, part) for part in slices]
            for n, future in enumerate(futures):
                found[n] = future.result()
        except BrokenProcessPool:
            self.close()
        return [result for n, part in enumerate(slices) for result in (found.get(n) or self._one_by_one(part))]

    def _one_by_one(self, articles: Sequence[Article]) -> list[Result]:
        """One article at a time, so that it is known which one a process died of."""
        found: list[Result] = []
        for article in articles:
            try:
                found += self._started().submit(_extract_slice, [article]).result()
            except BrokenProcessPool:
                self.close()
                found.append(Unextracted(article, "extraction failed: its process died"))
        return found

    @property
    def pids(self) -> list[int]:
        """The processes at work; none before the first articles."""
        return sorted(self._pool._processes) if self._pool else []

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Fresh processes: Prefect's threads would not survive a fork.
            context = multiprocessing.get_context("spawn")
            given = (self._topics, self._analysers.chosen)
            self._pool = ProcessPoolExecutor(self._workers, context, initializer=_load, initargs=given)
        return self._pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def make_engine(settings: EngineSettings, topics: Sequence[Topic], arabic: ArabicSettings = _BUILT_IN) -> Engine:
    """The engine that the settings ask for. An analyser that is not at hand is told of once, and the rules go on.

    Raises:
        ConfigurationError: Dask is asked for and is not installed.
    """
    import_spacy()
    analysers = load_analysers(arabic.morphology, arabic.ner, tell=progress().say)
    if settings.kind == "dask":
        from flows.cluster import Cluster

        return Cluster(topics, settings, analysers)
    if settings.workers == 1:
        return InProcess(topics, analysers)
    return Processes(topics, settings.workers, analysers)


def extract_each(pipeline: Pipeline, articles: Iterable[Article]) -> list[Result]:
    """Extract articles; one that fails does not take the others with it."""
    waiting = list(articles)
    try:
        return list(pipeline.extract(waiting))
    except Exception:
        return list(_one_by_one(pipeline, waiting))


def _one_by_one(pipeline: Pipeline, articles: Sequence[Article]) -> Iterator[Result]:
    for article in articles:
        try:
            yield from pipeline.extract([article])
        except Exception as error:
            yield Unextracted(article, f"extraction failed: {type(error).__name__}: {error}"[:500])


_pipeline: Pipeline | None = None


def import_spacy() -> None:
    """Import spaCy without torch, which it would import where it finds it: more than a second and hundreds of MiB that
    blank pipelines have no use for. Other parts can import torch as ever."""
    if "spacy" in sys.modules or "torch" in sys.modules:
        return
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules["torch"]


def _load(topics: Sequence[Topic], chosen: tuple[Choice, Choice]) -> None:
    global _pipeline
    starter = multiprocessing.parent_process()
    assert starter is not None, "the pool did not start this process"
    assert starter.pid is not None
    end_with_parent(starter.pid)  # it would wait for work for ever where that was killed, be it before this line
    import_spacy()
    _pipeline = Pipeline(topics, analysers=load_analysers(*chosen))


def _extract_slice(articles: Sequence[Article]) -> list[Result]:
    assert _pipeline is not None, "the process was not prepared"
    return extract_each(_pipeline, articles)
