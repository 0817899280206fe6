"""Score discovered topics: is each storyline one topic, and does an article meet its translation?

    python -m tests.evaluation.score_topics [--parallel ENGLISH.jsonl ARABIC.jsonl]

Storylines: of all pairs of articles on one topic, how many are of one storyline (precision); of all pairs of one
storyline, how many are on one topic (recall). Parallel files hold the same articles line by line.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.clusters import Clusters
from claims.model import Article
from claims.pieces import Piece, piece_of
from claims.pipeline import Pipeline

ROOT = Path(__file__).resolve().parent.parent.parent
STORIES = ROOT / "tests/data/stories"
_KEYS = ("id", "text", "lang", "published", "url", "title", "publisher")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Counts of pairs of articles: on one topic and of one storyline, on one topic, of one storyline."""

    both: int
    topic: int
    story: int

    @property
    def precision(self) -> float:
        return self.both / max(1, self.topic)

    @property
    def recall(self) -> float:
        return self.both / max(1, self.story)


def articles_of(path: Path) -> list[Article]:
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Article(**{key: value for key, value in line.items() if key in _KEYS}) for line in lines]


def pieces(articles: Iterable[Article]) -> list[Piece]:
    """Articles as the flow hands them to the clustering, with their speakers."""
    found = Pipeline().extract(articles)
    return [piece_of(one.article, [claim.speaker.actor for claim in one.claims]) for one in found]


def storylines(folder: Path = STORIES) -> Pairs:
    """The storylines together, each article placed in the order of publication."""
    files = sorted(folder.glob("*/articles.jsonl"))
    story = {article.id: path.parent.name for path in files for article in articles_of(path)}
    topic = Clusters().assign(pieces(article for path in files for article in articles_of(path)))
    return pairs(topic, story)


def pairs(topic: Mapping[str, str], story: Mapping[str, str]) -> Pairs:
    """Pairs of articles by their topic and by their storyline (by article id)."""
    cells = Counter((topic[one], story[one]) for one in topic)
    return Pairs(_of(cells), _of(Counter(topic.values())), _of(Counter(story[one] for one in topic)))


def _of(counts: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def parallel(english: Path, arabic: Path) -> tuple[int, int]:
    """How many articles are on one topic with their translation, of how many; all placed together."""
    told = [articles_of(english), articles_of(arabic)]
    topic = Clusters().assign(pieces(article for side in told for article in side))
    twins = list(zip(*told, strict=True))
    return sum(topic[one.id] == topic[other.id] for one, other in twins), len(twins)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parallel", nargs=2, type=Path, metavar=("ENGLISH", "ARABIC"))
    given = parser.parse_args()
    found = storylines()
    print(f"storylines  precision {found.precision:.3f}  recall {found.recall:.3f}  of {found.story} pairs")
    if given.parallel:
        together, twins = parallel(*given.parallel)
        print(f"parallel    {together} of {twins} on one topic ({together / twins:.0%})")


if __name__ == "__main__":
    main()
