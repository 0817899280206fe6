"""Score positions, topics and linking on stories with the claims as marked, so that no error of extraction counts.

    python -m tests.evaluation.stories_gold STORY… [--positions read|marked] [--errors]

A story is a folder with ``articles.jsonl`` and ``gold.json``. ``read``: positions are read from the marked contents;
``marked``: the marked ones are linked, which measures linking alone. The order within a day is as the text tells it,
read by ``claims.when``. ``--errors`` names shifts missed and invented.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from claims.attribute import attribute
from claims.comparison.labelled import story_topic
from claims.model import Actor, Article, Attribution, Claim, Position, Shift, Speaker, When
from claims.positions import Statement, read_position
from claims.read import read
from claims.shifts import link
from claims.topics import Topic, TopicIndex
from claims.when import resolve as resolve_when

Gold = dict[str, Any]
SAME_WORDS = 0.5


def topic_of(gold: Gold) -> Topic:
    """The story's topic as a topics file would give it."""
    return story_topic(gold["topic"])


def actors_of(gold: Gold) -> dict[str, Actor]:
    """The story's actors by their key."""
    known = {"person", "organisation", "country", "group", "outlet", "document", "unnamed"}
    return {
        key: Actor(
            id=key,
            label=row["label"],
            label_ar=row.get("label_ar"),
            kind=row["kind"] if row["kind"] in known else "group",
            speaks_for=row.get("of"),
        )
        for key, row in gold["actors"].items()
    }


def institutions(actor: Actor, actors: dict[str, Actor]) -> tuple[Actor, ...]:
    """Whom an actor speaks for, nearest first."""
    out: list[Actor] = []
    above = actor.speaks_for
    while above in actors and actors[above] not in out:
        out.append(actors[above])
        above = actors[above].speaks_for
    return tuple(out)


def _spans(mark: Gold, start: str, end: str) -> tuple[tuple[int, int], ...]:
    first, past = mark[start], mark[end]
    return tuple(zip(first, past, strict=True)) if isinstance(first, list) else ((first, past),)


def _words(mark: Gold, key: str) -> str:
    value = mark.get(key) or ""
    return value if isinstance(value, str) else " ".join(value)


def attribution_of(mark: Gold, found: list[Attribution]) -> Attribution:
    """The marked attribution, with the act and the polarity that the extractor reads for it where it finds it."""
    content = _spans(mark, "start", "end")
    cue_start, cue = mark.get("cue_start"), _words(mark, "cue")
    at = content[0][0] if cue_start is None else cue_start[0] if isinstance(cue_start, list) else cue_start
    cue_span = ((at, at + len(cue)),)
    letters = {i for a, b in content for i in range(a, b)}
    for other in found:
        shared = sum(i in letters for a, b in other.content for i in range(a, b))
        if shared > SAME_WORDS * len(letters):
            return replace(other, content=content, cue=cue_span, confidence=0.9)
    return Attribution((), cue_span, content, "indirect", mark.get("act", "inform"), cue)


def claims_of(gold: Gold, articles: list[Gold], marked: bool) -> tuple[list[Claim], Counter[str]]:
    """The story's claims, with counts of what was read right."""
    topic, actors, counts = topic_of(gold), actors_of(gold), Counter[str]()
    out = []
    for row in articles:
        keys = ("id", "text", "lang", "published", "url", "title", "publisher")
        article = Article(**{key: row[key] for key in keys if key in row})
        document = read(article)
        found = attribute(document)
        marks = [mark for mark in gold["claims"] if mark["article"] == row["id"]]
        own = [attribution_of(mark, found) for mark in marks]
        speakers = [_speaker(mark["actor"], actors) for mark in marks]
        ranks = [when.rank for when in resolve_when(document, own)]
        assigned = TopicIndex([topic]).assign(document, own, speakers)
        for number, (mark, attribution, speaker, topic_id) in enumerate(
            zip(marks, own, speakers, assigned, strict=True)
        ):
            position = read_position(Statement.of(document, attribution, _words(mark, "content")), topic)
            _count(mark, position, topic_id == topic.id, counts)
            if marked:
                position = Position(mark["kind"], mark["position"], reasons=("marked",))
            said = mark["said_at"]
            recalled = bool(said and article.published and said[:10] < article.published[:10])
            out.append(
                Claim(
                    id=mark.get("id", f"{row['id']}#{number}"),
                    article_id=row["id"],
                    attribution=attribution,
                    speaker=speaker,
                    when=When(said, "day" if said else None, rank=ranks[number], recalled=recalled),
                    topic_id=topic.id if mark["on_topic"] else "other",
                    position=position,
                    source_text="",
                    cue_text=_words(mark, "cue"),
                    content_text=_words(mark, "content"),
                    lang=article.lang,
                    publisher=article.publisher,
                    published=article.published,
                )
            )
    return out, counts


def _speaker(key: str, actors: dict[str, Actor]) -> Speaker:
    actor = actors.get(key) or Actor(id=key, label=key, label_ar=None, kind="unnamed")
    return Speaker(actor, (actor.label,), institutions=institutions(actor, actors))


def _count(mark: Gold, position: Position, on_topic: bool, counts: Counter[str]) -> None:
    if mark["on_topic"]:
        counts["topic"] += 1
        counts["topic right"] += on_topic
        if mark["position"] is None:
            counts["none"] += 1
            counts["none right"] += position.value is None
        else:
            counts["signed"] += 1
            counts["read"] += position.value is not None
            counts["sign right"] += position.value is not None and _sign(position.value) == _sign(mark["position"])


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def shifts_right(gold: Gold, shifts: list[Shift], errors: bool) -> Counter[str]:
    """Own, sure shifts against the marked ones; the same change at the other level counts neither way."""
    counts: Counter[str] = Counter(gold=len(gold["shifts"]))
    open_ones = list(gold["shifts"])
    topic_id = gold["topic"]["id"]
    for shift in shifts:
        if shift.alleged or shift.status != "shift" or shift.topic_id != topic_id:
            continue
        hit = next((one for one in open_ones if _is(one, shift)), None)
        if hit is not None:
            open_ones.remove(hit)
            counts["right"] += 1
            counts["said"] += 1
            counts["relation"] += hit["relation"] == shift.relation
        elif not any(_is(one, shift) for one in gold.get("also_valid_shifts", ())):
            counts["said"] += 1
            trap = any(shift.later_claim_id == one.get("claim") for one in gold["not_shifts"])
            counts["traps"] += trap
            if errors:
                print("  wrong:", shift.actor_id, shift.relation, shift.earlier_claim_id, "->", shift.later_claim_id)
    if errors:
        for one in open_ones:
            print("  missed:", one["actor"], one["relation"], one["earlier"]["claim"], "->", one["later"]["claim"])
    return counts


def _is(one: Gold, shift: Shift) -> bool:
    later = {one["later"]["claim"], *one.get("later_equivalents", ())}
    moved = _sign((shift.to_value or 0) - (shift.from_value or 0)) == _sign(one["to"] - one["from"])
    return shift.actor_id == one["actor"] and shift.later_claim_id in later and moved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--positions", choices=("read", "marked"), default="read")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    total: Counter[str] = Counter()
    for folder in given.stories:
        if not (folder / "gold.json").is_file():
            continue
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        claims, counts = claims_of(gold, [json.loads(line) for line in lines], given.positions == "marked")
        actors = {**actors_of(gold), **{claim.speaker.actor.id: claim.speaker.actor for claim in claims}}
        shifts = link(claims, actors, {gold["topic"]["id"]: topic_of(gold)}).shifts
        counts += shifts_right(gold, list(shifts), given.errors)
        _print(folder.name, counts)
        total += counts
    _print("all", total)


def _print(name: str, c: Counter[str]) -> None:
    precision, recall = c["right"] / max(c["said"], 1), c["right"] / max(c["gold"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"{name:20} topic {c['topic right']}/{c['topic']}  sign {c['sign right']}/{c['signed']} ({c['read']} read)  "
        f"none {c['none right']}/{c['none']}  shifts P {100 * precision:.0f} R {100 * recall:.0f} F1 {100 * f1:.1f} "
        f"({c['right']} of {c['said']} said, {c['gold']} marked; relation {c['relation']}, traps {c['traps']})"
    )


if __name__ == "__main__":
    main()
