"""What a second core is worth to extraction: the same articles with one worker process and with two, in one run.

    python -m tests.bench.bench_cores [--articles FILE] [--most N] [--rounds N] [--json FILE]

Batches are as large as those of the service, and the processes have read their models before. The rounds alternate, so
that other work on the machine meets both; the figure is the best round of each. Processor time is told beside it: on a
machine that others use as well, elapsed time shows their work, too, processor time only this one's. Exits with 1 where
the speed-up is below the floor on a machine that was quiet.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from claims.model import Article
from claims.topics import load_topics
from flows.engine import Processes
from tests.bench.bench_extract import KNOWN, ROOT, rows

FLOOR = 1.7
BATCH = 200
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds of one pass over the articles: elapsed, processor time of the workers and of the process they serve."""

    elapsed: float
    workers: float
    parent: float
    others: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=next(path for path in KNOWN if path.exists()))
    parser.add_argument("--most", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, default=None, help="write the figures here as well")
    given = parser.parse_args()
    articles = read(given.articles, given.most)
    rounds = measure(articles, given.rounds)
    quiet, speed_up = report(articles, rounds)
    if given.json:
        figures = {str(workers): [asdict(one) for one in found] for workers, found in rounds.items()}
        given.json.write_text(json.dumps({"speed_up": speed_up, "rounds": figures}, indent=1) + "\n", encoding="utf-8")
    return 1 if quiet and speed_up < FLOOR else 0


def read(path: Path, most: int) -> list[Article]:
    """The articles, each again under other ids until there are enough."""
    found = rows(path, most)
    copies = -(-min(most, 200) // len(found))
    return [
        Article(f"{copy}-{n}", row["text"], row.get("lang") or "ar", row.get("published"), title=row.get("title"))
        for copy in range(copies)
        for n, row in enumerate(found)
    ]


def measure(articles: Sequence[Article], rounds: int) -> dict[int, list[Round]]:
    """Rounds by the number of workers; those of one and of two take turns."""
    topics = load_topics(ROOT / "configs/demo/topics.yaml")
    engines = {workers: Processes(topics, workers) for workers in (1, 2)}
    found: dict[int, list[Round]] = {workers: [] for workers in engines}
    try:
        for engine in engines.values():
            engine.extract(articles[:BATCH])
        for _ in range(rounds):
            for workers, engine in engines.items():
                found[workers].append(one_round(engine, articles))
    finally:
        for engine in engines.values():
            engine.close()
    return found


def one_round(engine: Processes, articles: Sequence[Article]) -> Round:
    pids = engine.pids
    began, busy = time.perf_counter(), machine_busy()
    workers, parent = sum(map(cpu, pids)), time.process_time()
    for first in range(0, len(articles), BATCH):
        engine.extract(articles[first : first + BATCH])
    elapsed = time.perf_counter() - began
    workers, parent = sum(map(cpu, pids)) - workers, time.process_time() - parent
    return Round(elapsed, workers, parent, max(0.0, machine_busy() - busy - workers - parent))


def cpu(pid: int) -> float:
    """Processor time of a process so far, user and system, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def machine_busy() -> float:
    """Processor time that the whole machine has worked, in seconds."""
    user, nice, system, _idle, _wait, irq, soft, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + soft + steal) / _TICKS


def report(articles: Sequence[Article], rounds: dict[int, list[Round]]) -> tuple[bool, float]:
    """Print the figures; whether the machine was quiet, and the speed-up."""
    best = {workers: min(found, key=lambda one: one.elapsed) for workers, found in rounds.items()}
    print(f"{len(articles)} articles in batches of {BATCH}, best of {len(rounds[1])} rounds")
    for workers, one in best.items():
        speed = f"{len(articles) / one.elapsed:6.1f} articles a second, {one.elapsed:6.2f} s"
        spent = f"{one.workers:.2f} s in workers, {one.parent:.2f} s beside, {one.others:.2f} s of others"
        print(f"workers: {workers}   {speed}; processor {spent}")
    speed_up = best[1].elapsed / best[2].elapsed
    cores = len(os.sched_getaffinity(0))
    quiet = cores >= 2 and all(one.others < 0.1 * one.elapsed for one in best.values())
    told = "" if quiet else f"; no verdict: {cores} cores, and others were at work"
    print(f"speed-up {speed_up:.2f} (floor {FLOOR:g}{told})")
    spent_by_two = best[2].workers + best[2].parent
    print(f"processor time of two over that of one: {spent_by_two / (best[1].workers + best[1].parent):.2f}")
    return quiet, speed_up


if __name__ == "__main__":
    sys.exit(main())
