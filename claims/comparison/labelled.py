"""Statements whose position is known, and pairs of them: what the reader and the judge of pairs learn from."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.model import Article, Lang
from claims.positions.told import Asked, asked
from claims.shifts import relation_of
from claims.topics import Topic

_WITHOUT_POSITION = frozenset({"conduct"})
_DRAWN = {  # pairs drawn of each question by relation, about as often as news has them
    "repeat": 2.0,
    "reverse": 2.0,
    "soften": 1.2,
    "harden": 1.2,
    "unrelated": 1.0,
    "retreat_to_neutral": 0.5,
    "commit": 0.5,
}
AS_NEWS_HAS_IT, OF_A_PAIR = 12.0, 8.0
"""What a claim of a storyline, and a side of a pair, count beside a statement written by itself, which is harder than
most of what articles carry."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement with its ``position``, None where it takes none, on a question; ``weight``: what it counts."""

    text: str
    lang: Lang
    topic: str
    proposition: str
    position: int | None
    weight: float = 1.0

    @property
    def question(self) -> str:
        """By which statements are held out together."""
        return f"{self.lang} {self.topic}"

    @property
    def asked(self) -> Asked:
        return asked(self.topic, self.proposition, self.lang)


def read_lines(paths: Sequence[Path]) -> list[Row]:
    """The objects of some files with one on each line."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def article_of(row: Row) -> Article:
    """The article of a line; English where it tells no language."""
    lang: Lang = row.get("lang") or "en"
    return Article(row["id"], row["text"], lang, row.get("published"), title=row.get("title"))


def read_articles(paths: Sequence[Path]) -> dict[str, Article]:
    """The articles of files of JSON lines, gzipped or not, by id."""
    out = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for article in map(article_of, map(json.loads, lines)):
                out[article.id] = article
    return out


def from_questions(rows: Sequence[Row]) -> list[Labelled]:
    """Questions with their statements: ``lang, topic, proposition, statements`` of ``text, position``.

    A row without an ``actor`` has the claims of a storyline's several actors, cue and content, as articles carry them;
    they count as such.
    """
    return [
        Labelled(one["text"], row["lang"], row["topic"], row["proposition"], one["position"], weight)
        for row in rows
        for weight in (1.0 if "actor" in row else AS_NEWS_HAS_IT,)
        for one in row["statements"]
    ]


def sides(pairs: Sequence[Row]) -> list[Labelled]:
    """Both sides of pairs, each wording once."""
    found = {
        (pair["lang"], pair["topic"], pair[side]): pair[f"{end}_position"]
        for pair in pairs
        for side, end in (("earlier", "from"), ("later", "to"))
    }
    propositions = {(pair["lang"], pair["topic"]): pair["proposition"] for pair in pairs}
    return [
        Labelled(text, lang, topic, propositions[lang, topic], position, OF_A_PAIR)
        for (lang, topic, text), position in found.items()
    ]


def story_topic(row: Row) -> Topic:
    """A marked storyline's topic (``id``, names, ``issue``, ``positive_means``, keywords) as a topics file gives it."""
    return Topic(
        id=row["id"],
        name={"en": row["name_en"], "ar": row["name_ar"]},
        proposition={"en": row["issue"]},
        positive={"en": row["positive_means"]},
        any_of={"en": tuple(row["keywords_en"]), "ar": tuple(row["keywords_ar"])},
    )


def from_storylines(files: Sequence[Path]) -> list[Labelled]:
    """The claims of marked storylines that are on their topic, each wording once.

    A file is an object with ``topic`` (``name_en``, ``name_ar``, ``issue``), ``claims`` and ``title_claims`` (``cue``,
    ``content``, ``position``, ``kind``, ``on_topic``).
    """
    found: dict[str, Labelled] = {}
    for file in files:
        story: Row = json.loads(file.read_text(encoding="utf-8"))
        for claim in (*story["claims"], *story.get("title_claims", ())):
            if not claim.get("on_topic", True) or (claim["position"] and claim["kind"] in _WITHOUT_POSITION):
                continue
            text = f"{_text(claim['cue'])} {_text(claim['content'])}".strip(" :")
            lang: Lang = "ar" if any("\u0621" <= char <= "\u064a" for char in text) else "en"
            topic = story["topic"]
            own = Labelled(text, lang, topic[f"name_{lang}"], topic["issue"], claim["position"], AS_NEWS_HAS_IT)
            found.setdefault(text, own)
    return list(found.values())


def _text(part: str | list[str]) -> str:
    return part if isinstance(part, str) else " ".join(part)


def drawn_pairs(statements: Sequence[Labelled]) -> list[Row]:
    """Pairs of statements on one question, some of each relation; always the same."""
    drawn = random.Random(0)
    by_question: dict[str, list[Labelled]] = {}
    for one in statements:
        by_question.setdefault(one.question, []).append(one)
    out: list[Row] = []
    for found in by_question.values():
        by_relation: dict[str, list[Row]] = {}
        for a in found:
            for b in found:
                if a.position is not None and a is not b:
                    relation: str = "unrelated" if b.position is None else relation_of(a.position, b.position)
                    by_relation.setdefault(relation, []).append(_pair(a, b, relation))
        for name, pairs in sorted(by_relation.items()):
            drawn.shuffle(pairs)
            out += pairs[: int(_DRAWN[name] + drawn.random())]
    return out


def _pair(a: Labelled, b: Labelled, relation: str) -> Row:
    return {
        **{"earlier": a.text, "later": b.text, "lang": a.lang, "topic": a.topic, "proposition": a.proposition},
        **{"relation": relation, "from_position": a.position, "to_position": b.position},
    }
