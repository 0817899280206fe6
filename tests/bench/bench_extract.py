"""How fast and how large extraction is: articles a second on one core, memory, time by stage.

    python -m tests.bench.bench_extract [--articles FILE] [--most N] [--json FILE]

Start-up (imports, lexicons, registry, models) is measured apart. Without ``--articles`` it takes the first of the
known corpora that is there, else the demo.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent.parent
KNOWN = (
    ROOT.parent / "shared/data/news/saudinewsnet_RESEARCH_ONLY/political.jsonl.gz",
    ROOT / "configs/demo/articles.jsonl",
)
FLOOR_ARTICLES_A_SECOND, CEILING_GIB = 25.0, 2.0
T = TypeVar("T")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=next(path for path in KNOWN if path.exists()))
    parser.add_argument("--most", type=int, default=None, help="take only the first N articles")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here as well")
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    figures = measure(given.articles, given.most)
    print(report(figures))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    slow = figures["articles_a_second"] < FLOOR_ARTICLES_A_SECOND
    return 1 if slow or figures["peak_gib"] > CEILING_GIB else 0


def rows(path: Path, most: int | None) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.splitlines()[:most]]


def measure(path: Path, most: int | None) -> dict[str, Any]:
    """Run every stage on every article, and time each."""
    started = time.perf_counter()
    from claims.model import Article
    from claims.pipeline import Pipeline
    from claims.topics import load_topics

    pipeline = Pipeline(load_topics(ROOT / "configs/demo/topics.yaml"))
    for lang, text in (("ar", "قال الوزير إن الاتفاق قريب."), ("en", "The minister said a deal was near.")):
        pipeline.extract_one(Article("warm", text, lang, "2016-09-04"))  # type: ignore[arg-type]
    start_up = time.perf_counter() - started
    articles = [
        Article(str(n), row["text"], row.get("lang") or "ar", row.get("published"), title=row.get("title"))
        for n, row in enumerate(rows(path, most))
    ]
    stages = _Stages(pipeline)
    began = time.perf_counter()
    claims = sum(len(found.claims) for found in pipeline.extract(articles))
    seconds = time.perf_counter() - began
    return {
        "articles": len(articles),
        "words": sum(len(article.text.split()) for article in articles),
        "claims": claims,
        "start_up_s": round(start_up, 2),
        "seconds": round(seconds, 2),
        "articles_a_second": round(len(articles) / seconds, 1),
        "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        "stages_s": {name: round(spent, 2) for name, spent in sorted(stages.spent.items())},
    }


class _Stages:
    """Clocks around the stages of the pipeline, as its module calls them."""

    def __init__(self, pipeline: Any) -> None:
        import claims.pipeline as module

        self.spent: dict[str, float] = {}
        for name in ("read", "attribute", "resolve", "resolve_when", "read_positions", "alleged_mover"):
            if hasattr(module, name):
                setattr(module, name, self._timed(name, getattr(module, name)))
        pipeline.index.assign = self._timed("topics", pipeline.index.assign)

    def _timed(self, name: str, work: Callable[..., T]) -> Callable[..., T]:
        def timed(*args: Any, **kwargs: Any) -> T:
            began = time.perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - began

        return timed


def report(figures: dict[str, Any]) -> str:
    lines = [
        f"{figures['articles']} articles, {figures['words']} words, {figures['claims']} claims, one core",
        f"start-up {figures['start_up_s']} s, then {figures['articles_a_second']} articles a second "
        f"({figures['seconds']} s); peak memory {figures['peak_gib']} GiB",
        f"floor {FLOOR_ARTICLES_A_SECOND:g} articles a second, ceiling {CEILING_GIB:g} GiB",
    ]
    lines += [f"  {name:14} {spent:7.2f} s" for name, spent in figures["stages_s"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
