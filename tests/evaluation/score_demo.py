"""Score the whole of ``claims`` on the demo: claims found, topics, signs of positions, shifts and traps.

python -m tests.evaluation.score_demo [--errors]

A shift is right when its later claim is an expected shift's later claim or an equivalent of it, the actor has one of
that actor's names, and it moves in the same direction; each expected shift counts once. The same change at the level of
the person or the institution (``also_valid``) counts neither way. Only shifts that are sure (status ``shift``) and the
actor's own are scored; ``possible`` ones are listed apart.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from claims.model import Actor, Article, Claim, Shift
from claims.pipeline import Pipeline
from claims.shifts import link
from claims.topics import load_topics

DEMO = Path(__file__).resolve().parent.parent.parent / "configs" / "demo"
SAME_WORDS = 0.5


@dataclass(slots=True)
class Score:
    """Counts on the demo; ``notes`` names what went wrong, one line each."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        return self.counts[part] / max(self.counts[whole], 1)


def letters(text: str, spans: Any) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def sign(value: int) -> int:
    return (value > 0) - (value < 0)


class Gold:
    """The marks by claim name, and which found claim is which."""

    def __init__(self) -> None:
        self.articles = [json.loads(line) for line in (DEMO / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
        self.shifts: dict[str, list[dict[str, Any]]] = yaml.safe_load(
            (DEMO / "shifts.yaml").read_text(encoding="utf-8")
        )
        self.claims = {f"{a['id']}.{c['id']}": (a, c) for a in self.articles for c in a["attributions"]}
        self.actors: dict[str, set[str]] = {}
        for article in self.articles:
            for key, actor in article["actors"].items():
                names = [actor["label"], actor["label_ar"], *actor["names"]]
                self.actors.setdefault(key, set()).update(name.casefold() for name in names if name)

    def match(self, article_id: str, found: list[Claim]) -> dict[str, Claim]:
        """The marked claims of an article that were found, by overlap of their contents, best pairs first."""
        pairs = []
        for name, (article, claim) in self.claims.items():
            if article["id"] != article_id:
                continue
            marked = letters(article["text"], claim["content"])
            for i, other in enumerate(found):
                words = letters(article["text"], other.attribution.content)
                overlap = len(marked & words) / max(len(marked | words), 1)
                if overlap >= SAME_WORDS:
                    pairs.append((overlap, name, i))
        out: dict[str, Claim] = {}
        taken: set[int] = set()
        for _, name, i in sorted(pairs, reverse=True):
            if name not in out and i not in taken:
                out[name] = found[i]
                taken.add(i)
        return out

    def is_actor(self, key: str, *names: str | None) -> bool:
        return any(name and name.casefold() in self.actors.get(key, set()) for name in names)


def run() -> tuple[list[Claim], dict[str, Actor], list[Shift]]:
    """The claims of the demo and the shifts between them."""
    topics = load_topics(DEMO / "topics.yaml")
    pipeline = Pipeline(topics)
    keys = ("id", "text", "lang", "published", "url", "title", "publisher")
    lines = (DEMO / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [Article(**{key: value for key, value in json.loads(line).items() if key in keys}) for line in lines]
    claims = [claim for extracted in pipeline.extract(articles) for claim in extracted.claims]
    actors = {**pipeline.registry.actors, **{claim.speaker.actor.id: claim.speaker.actor for claim in claims}}
    linked = link(claims, actors, {topic.id: topic for topic in topics})
    return claims, actors, list(linked.shifts)


def score() -> Score:
    """Run the demo and compare it with its marks."""
    gold, result = Gold(), Score()
    claims, actors, shifts = run()
    marked: dict[str, str] = {}
    for article in gold.articles:
        found = [claim for claim in claims if claim.article_id == article["id"]]
        result.counts["claims"] += len(found)
        for name, claim in gold.match(article["id"], found).items():
            marked[claim.id] = name
            _score_claim(name, gold.claims[name][1], claim, gold, result)
    result.counts["marked"] = len(gold.claims)
    _score_shifts(shifts, actors, marked, {claim.id: claim for claim in claims}, gold, result)
    return result


def _score_claim(name: str, mark: dict[str, Any], claim: Claim, gold: Gold, result: Score) -> None:
    result.counts["found"] += 1
    forms = [*claim.speaker.names, claim.speaker.actor.label, claim.speaker.actor.label_ar]
    unnamed = mark["actor"] in gold.actors and claim.speaker.actor.kind == "unnamed"
    if gold.is_actor(mark["actor"], *forms) or unnamed:
        result.counts["actor"] += 1
    else:
        result.notes.append(f"actor {name}: {claim.speaker.actor.label}, not {mark['actor']}")
    if mark["topic"]:
        result.counts["on topic"] += 1
        result.counts["topic"] += claim.topic_id == mark["topic"]
    if mark["position"] is not None:
        result.counts["positions"] += 1
        value = claim.position.value
        if value is not None and sign(value) == sign(mark["position"]):
            result.counts["sign"] += 1
        else:
            words = re.sub(r"\s+", " ", claim.content_text)[:90]
            result.notes.append(f"position {name}: {value}, not {mark['position']}: {words}")
    elif claim.position.value is not None and claim.topic_id == mark["topic"]:
        result.counts["position invented"] += 1
        result.notes.append(f"position {name}: {claim.position.value}, not none: {claim.content_text[:90]}")


def _expected(shift: Shift, forms: list[str | None], later: str | None, gold: Gold, which: str) -> str | None:
    """The name of the expected shift that this one is, of ``shifts`` or of ``also_valid``."""
    for i, wanted in enumerate(gold.shifts[which]):
        ends = [wanted["later"]["claim"], *wanted.get("later_equivalents", [])]
        moves = sign((shift.to_value or 0) - (shift.from_value or 0)) == sign(wanted["to"] - wanted["from"])
        if later in ends and moves and gold.is_actor(wanted["actor"], *forms):
            return str(wanted.get("id", i))
    return None


def _score_shifts(
    shifts: list[Shift],
    actors: dict[str, Actor],
    marked: dict[str, str],
    by_id: dict[str, Claim],
    gold: Gold,
    result: Score,
) -> None:
    seen: set[str] = set()
    alleged = {name for one in gold.shifts["alleged"] for name in [one["claim"]["claim"], *one["equivalents"]]}
    for shift in shifts:
        later = marked.get(shift.later_claim_id)
        if shift.alleged:
            result.counts["alleged right" if later in alleged else "alleged wrong"] += 1
            continue
        actor = actors.get(shift.actor_id)
        label = actor.label if actor else shift.actor_id
        forms = [label, actor.label_ar if actor else None]
        name = _expected(shift, forms, later, gold, "shifts")
        also = name or _expected(shift, forms, later, gold, "also_valid")
        line = f"{label} {shift.from_value}→{shift.to_value} {shift.relation}, later {later or '?'}"
        if shift.status != "shift":
            result.counts["possible right" if also else "possible wrong"] += 1
            result.notes.append(f"possible, {'right' if also else 'wrong'}: {line}")
        elif name and name not in seen:
            seen.add(name)
            result.counts["shift right"] += 1
        elif not also:
            result.counts["shift wrong"] += 1
            trap = next((t["why"] for t in gold.shifts["traps"] if t["claim"] == later), "")
            result.counts["trap"] += bool(trap)
            words = by_id[shift.later_claim_id].content_text[:80] if shift.later_claim_id in by_id else ""
            result.notes.append(f"shift wrong{f' ({trap})' if trap else ''}: {line}: {words}")
    wanted = [one["id"] for one in gold.shifts["shifts"]]
    result.counts["shift expected"] = len(wanted)
    result.notes += [f"shift missed: {name}" for name in wanted if name not in seen]


def table(result: Score) -> str:
    """The figures in lines of text."""
    counts = result.counts
    recall, precision = result.share("found", "marked"), result.share("found", "claims")
    reported = counts["shift right"] + counts["shift wrong"]
    return "\n".join(
        [
            f"claims     {counts['found']} of {counts['marked']} found, {counts['claims']} reported "
            f"(recall {recall:.2f}, precision {precision:.2f})",
            f"actor      {result.share('actor', 'found'):.2f} of the found",
            f"topic      {result.share('topic', 'on topic'):.2f} of {counts['on topic']}",
            f"sign       {result.share('sign', 'positions'):.2f} of {counts['positions']}; "
            f"{counts['position invented']} positions where there is none",
            f"shifts     {counts['shift right']} of {counts['shift expected']} found, {reported} reported, "
            f"{counts['trap']} of them traps",
            f"possible   {counts['possible right']} right, {counts['possible wrong']} wrong",
            f"alleged    {counts['alleged right']} right, {counts['alleged wrong']} wrong",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="name what went wrong")
    given = parser.parse_args()
    result = score()
    print(table(result))
    if given.errors:
        print("\n".join(result.notes))


if __name__ == "__main__":
    main()
