"""Score the whole of ``claims`` on marked storylines, articles in and shifts out, and tell where each shift was lost.

    python -m tests.evaluation.score_storylines STORY… [--errors] [--said]

A story is a folder with ``articles.jsonl`` and ``gold.json``. A shift is right when its later claim is that of a marked
shift, or an equivalent one, its actor is that actor, and it moves in the same direction; each marked shift counts once,
and ``also_valid_shifts`` count neither way. Two texts are one claim when their words overlap by half. What is lost is
told by the first step that failed: the claim is not found, has another speaker, is off its topic, takes no position,
another side, is of another line (assessment, policy), or linking held it back. ``--said`` lists every marked claim.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from claims.actors import load_registry, one_cast
from claims.evaluate.names import name_words, same_name
from claims.model import Actor, Article, Claim, Shift
from claims.pipeline import Pipeline
from claims.shifts import Linked, link
from claims.topics import Topic
from tests.evaluation.stories_gold import topic_of

Gold = dict[str, Any]
_LEAST_OF_SHORTER, _LEAST_OF_BOTH = 0.6, 0.4
_POLICY = frozenset({"policy", "commitment"})
_KEYS = ("id", "text", "lang", "published", "url", "title", "publisher")
STEPS = ("found", "actor", "topic", "position", "side", "line")


def same_text(one: str, other: str) -> bool:
    """Whether two contents are one claim's, by their words."""
    a, b = set(name_words(one)), set(name_words(other))
    shared = len(a & b)
    return bool(shared) and shared >= _LEAST_OF_SHORTER * min(len(a), len(b)) and shared >= _LEAST_OF_BOTH * len(a | b)


def _text(part: str | list[str]) -> str:
    return part if isinstance(part, str) else " ".join(part)


def _sign(value: int | None) -> int | None:
    return None if value is None else (value > 0) - (value < 0)


@dataclass(frozen=True)
class Story:
    """A marked storyline and what the program made of it."""

    name: str
    gold: Gold
    claims: Sequence[Claim]
    linked: Linked
    actors: dict[str, Actor]

    @cached_property
    def marks(self) -> dict[str, Gold]:
        return {mark["id"]: mark for mark in self.gold["claims"]}

    @cached_property
    def found(self) -> dict[str, Claim]:
        """The claim found for each marked one."""
        out: dict[str, Claim] = {}
        for key, mark in self.marks.items():
            own = (claim for claim in self.claims if claim.article_id == mark["article"])
            hit = next((claim for claim in own if same_text(claim.content_text, _text(mark["content"]))), None)
            if hit is not None:
                out[key] = hit
        return out

    def is_actor(self, key: str, *names: str | None) -> bool:
        row = self.gold["actors"][key]
        own = [*row.get("names", ()), row.get("label"), row.get("label_ar")]
        return any(same_name(one, name, set()) for one in own if one for name in names if name)

    def lost_at(self, key: str) -> str:
        """The first step that failed for a marked claim; empty where all went right."""
        mark, claim = self.marks[key], self.found.get(key)
        if claim is None:
            return "found"
        if not self.is_actor(mark["actor"], claim.speaker.actor.label):
            return "actor"
        if claim.topic_id != self.gold["topic"]["id"]:
            return "topic"
        if claim.position.value is None:
            return "position"
        if _sign(claim.position.value) != _sign(mark["position"]):
            return "side"
        return "" if (claim.position.kind in _POLICY) == (mark["kind"] in _POLICY) else "line"


def read_story(folder: Path) -> tuple[Gold, list[Article]]:
    """The marks of a storyline and its articles."""
    gold: Gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    return gold, [Article(**{key: row[key] for key in _KEYS if key in row}) for row in rows]


def run(folder: Path) -> Story:
    """The program on one storyline, in this process and without a warehouse."""
    gold, articles = read_story(folder)
    topic: Topic = topic_of(gold)
    pipeline = Pipeline([topic])
    claims = one_cast([claim for one in pipeline.extract(articles) for claim in one.claims], load_registry())
    actors = {**pipeline.registry.actors}
    for claim in claims:
        actors |= {actor.id: actor for actor in (claim.speaker.actor, *claim.speaker.institutions)}
    on_topic = [claim for claim in claims if claim.topic_id == topic.id]
    return Story(folder.name, gold, claims, link(on_topic, actors, {topic.id: topic}), actors)


def ends(story: Story, mark: Gold, side: str) -> list[str]:
    """The marked claims that end a marked shift on one side, its best evidence first."""
    keys = [mark[side]["claim"], *mark.get(f"{side}_equivalents", ())]
    return list(dict.fromkeys(key for key in keys if key in story.marks))


def is_marked(story: Story, shift: Shift, mark: Gold) -> bool:
    actor = story.actors.get(shift.actor_id)
    laters = {story.found[key].id for key in ends(story, mark, "later") if key in story.found}
    moved = _sign((shift.to_value or 0) - (shift.from_value or 0)) == _sign(mark["to"] - mark["from"])
    return shift.later_claim_id in laters and moved and story.is_actor(mark["actor"], actor.label if actor else None)


def _lost(story: Story, mark: Gold) -> str:
    """Why a marked shift was missed: the step at which its best evidence on either side failed, else linking."""
    at = {
        side: max((story.lost_at(key) for key in ends(story, mark, side)), key=_how_far)
        for side in ("earlier", "later")
    }
    return ", ".join(f"{side} {step}" for side, step in at.items() if step) or "linking"


def _how_far(step: str) -> int:
    return STEPS.index(step) if step else len(STEPS)


def score(story: Story, counts: Counter[str], errors: bool) -> None:
    """Count what is right, and tell each error."""
    for key, mark in story.marks.items():
        step = story.lost_at(key)
        counts.update(claims=1, found=step != "found", actor=step not in ("found", "actor"))
        if mark["on_topic"] and mark["position"] is not None and key in story.found:
            value = story.found[key].position.value
            counts.update(taken=1, read=value is not None, side=_sign(value) == _sign(mark["position"]))
        elif mark["on_topic"] and key in story.found:
            counts.update(none=1, invented=story.found[key].position.value is not None)
    missed = list(story.gold["shifts"])
    counts["marked"] += len(missed)
    for shift in story.linked.shifts:
        if shift.alleged:
            continue
        hit = next((mark for mark in missed if is_marked(story, shift, mark)), None)
        also = any(is_marked(story, shift, mark) for mark in story.gold.get("also_valid_shifts", ()))
        sure = shift.status == "shift"
        if hit is not None and sure:
            missed.remove(hit)
        counts.update({"right" if sure else "possible right": hit is not None})
        counts.update({"said" if sure else "possible": hit is not None or not also})
        if errors and sure and hit is None and not also:
            _tell(story, "WRONG", shift)
    for mark in missed:
        lost = _lost(story, mark)
        counts.update({f"lost: {lost}": 1})
        if errors:
            print(f"MISSED {mark['actor']} {mark['from']:+d} -> {mark['to']:+d} {mark['relation']}: {lost}")
            for side in ("earlier", "later"):
                for key in ends(story, mark, side):
                    print("   ", side, *_claim_line(story, key))


def _tell(story: Story, word: str, shift: Shift) -> None:
    by_id = {claim.id: claim for claim in story.claims}
    print(f"{word} {shift.actor_id} {shift.from_value} -> {shift.to_value} {shift.relation} {shift.confidence:.2f}")
    for side, claim_id in (("earlier", shift.earlier_claim_id), ("later", shift.later_claim_id)):
        claim = by_id[claim_id or ""]
        key = next((key for key, one in story.found.items() if one.id == claim.id), None)
        print("   ", side, *(_claim_line(story, key) if key else ("unmarked", claim.cue_text, claim.content_text)))


def _claim_line(story: Story, key: str) -> Iterator[str]:
    mark, claim = story.marks[key], story.found.get(key)
    yield f"[{story.lost_at(key) or 'right'}] {key} {mark['actor']} {mark['kind']} {mark['position']}"
    if claim is not None:
        p = claim.position
        yield f"| {claim.speaker.actor.label} {p.kind} {p.value} ({p.confidence:.2f}; kind {p.kind_confidence:.2f})"
    yield f"| {_text(mark['cue'])} | {_text(mark['content'])}"
    if claim is not None:
        yield "| " + "; ".join(claim.position.reasons)


def line(name: str, c: Counter[str]) -> str:
    """The figures of a storyline on one line."""
    precision, recall = c["right"] / max(c["said"], 1), c["right"] / max(c["marked"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    found, actor = c["found"] / c["claims"], c["actor"] / c["claims"]
    return (
        f"{name:24} P {100 * precision:3.0f} R {100 * recall:3.0f} F1 {100 * f1:5.1f} "
        f"({c['right']} of {c['said']} said, {c['marked']} marked; possible {c['possible right']} of {c['possible']}) "
        f"| found {found:.2f} actor {actor:.2f} | of {c['taken']} positions read {c['read']}, side right {c['side']}; "
        f"of {c['none']} without one, {c['invented']} read"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument(
        "--errors", action="store_true", help="name shifts invented and missed, and where they were lost"
    )
    parser.add_argument("--said", action="store_true", help="list every marked claim and what was made of it")
    given = parser.parse_args()
    total: Counter[str] = Counter()
    for folder in given.stories:
        counts: Counter[str] = Counter()
        story = run(folder)
        score(story, counts, given.errors)
        if given.said:
            for key in story.marks:
                print(*_claim_line(story, key))
        print(line(folder.name, counts), flush=True)
        total += counts
    print(line("all", total))
    print({name: count for name, count in total.most_common() if name.startswith("lost")})


if __name__ == "__main__":
    main()
