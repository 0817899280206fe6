"""Score who speaks, with the attributions as marked, so that no error of extraction counts.

    python -m tests.evaluation.score_actors GOLD.jsonl|STORY… [--errors] [--part written|kept] [--alone]

GOLD is a file in the gold format; STORY a folder with ``articles.jsonl`` and ``gold.json``, whose marks have no
source: there the extractor's attribution of the same content is taken, and marks that it does not find are left out.
``right`` is the share of attributions with the right actor; ``label`` asks it of the actor's label alone, without
the names that its article uses. Both are told by the gold actor's kind and by the form of the source phrase.
Identity is scored as a clustering of the attributions of a story (of an article of a GOLD file): B-cubed precision
falls where two actors share an id, recall where one actor is split over several (Bagga & Baldwin 1998).
``--part kept`` takes the third of the articles whose ids hash so, ``written`` the rest; ``--alone`` leaves out what
the articles of a story tell of each other's actors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from claims.actors import load_registry, one_cast, resolve
from claims.attribute import attribute
from claims.evaluate.names import same_name
from claims.model import NO_POSITION, Article, Attribution, Claim, Spans, Speaker, When
from claims.read import Document, read

Row = dict[str, Any]
SAME_WORDS = 0.5


@dataclass(frozen=True)
class Case:
    """One article: its attributions, the key of the gold actor of each, and the gold actors."""

    story: str
    document: Document
    attributions: list[Attribution]
    keys: list[str]
    actors: Row


@dataclass
class Tally:
    """What was counted: all and right by class, and the marks of every cluster."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, right: bool, label: bool) -> None:
        self.counts[name].update(all=1, right=right, label=label)


def spans(value: Any) -> Spans:
    return tuple((int(a), int(b)) for a, b in value)


def overlap(a: Spans, b: Spans) -> float:
    """Code points shared of those in either."""
    one, other = ({i for s, e in side for i in range(s, e)} for side in (a, b))
    return len(one & other) / max(len(one | other), 1)


def marked(row: Row, found: Sequence[Attribution]) -> list[Attribution]:
    """The gold attributions of an article, with the form and the act that the extractor reads for the same cue."""
    marks = sorted(row["attributions"], key=lambda m: min((*m["cue"], *m["content"]), default=[0])[0])
    out: list[Attribution] = []
    for mark in marks:
        source, cue, content = (spans(mark[name]) for name in ("source", "cue", "content"))
        like = max(found, key=lambda a: overlap(a.cue, cue), default=None)
        if like is None or not overlap(like.cue, cue):
            like = Attribution((), (), (), "indirect", mark.get("act") or "inform", "")
        place = cue[0][0] if cue else -1
        holders = [n for n, a in enumerate(out) if any(s <= place < e for s, e in a.content)]
        out.append(
            replace(like, source=source, cue=cue, content=content, shares=None, inside=holders[-1] if holders else None)
        )
    row["attributions"] = marks
    return out


def of_gold_file(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = read(Article(row["id"], row["text"], row["lang"], row.get("published"), title=row.get("title")))
        own = marked(row, attribute(document))
        yield Case(row["id"], document, own, [m["actor"] for m in row["attributions"]], row["actors"])


def of_story(folder: Path) -> Iterator[Case]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        keys = ("id", "text", "lang", "published", "url", "title", "publisher")
        document = read(Article(**{key: row[key] for key in keys if key in row}))
        found = attribute(document)
        named: dict[int, str] = {}
        for mark in (m for m in gold["claims"] if m["article"] == row["id"]):
            many = isinstance(mark["start"], list)
            content = tuple(zip(mark["start"], mark["end"], strict=True)) if many else ((mark["start"], mark["end"]),)
            best = max(range(len(found)), key=lambda n: overlap(found[n].content, content), default=None)
            if best is not None and overlap(found[best].content, content) >= SAME_WORDS:
                named[best] = mark["actor"]
        yield Case(folder.name, document, found, [named.get(n, "") for n in range(len(found))], gold["actors"])


def together(cases: Sequence[Case], speakers: Sequence[Sequence[Speaker]]) -> list[list[Speaker]]:
    """The speakers after all articles have told what they know of them, as if all were on one topic."""
    claims = [
        Claim(
            id=f"{case.document.article.id}#{n:04}",
            article_id=case.document.article.id,
            attribution=attribution,
            speaker=speaker,
            when=When(None),
            topic_id=case.story,
            position=NO_POSITION,
            source_text="",
            cue_text="",
            content_text="",
            lang=case.document.article.lang,
            publisher=case.document.article.publisher,
            published=case.document.article.published,
        )
        for case, own in zip(cases, speakers, strict=True)
        for n, (attribution, speaker) in enumerate(zip(case.attributions, own, strict=True))
    ]
    known = iter(one_cast(claims, load_registry()))
    return [[next(known).speaker for _ in own] for own in speakers]


def form_of(case: Case, n: int, speaker: Speaker) -> str:
    """What the source phrase is: nothing, a pronoun, a name, a title alone, another phrase."""
    text = " ".join(case.document.slice(s) for s in case.attributions[n].source)
    if not text:
        return "no source"
    actor = case.actors.get(case.keys[n], {})
    kind = actor.get("kind")
    if kind == "person":
        family = str(actor.get("label_ar") or actor["label"]).split(",")[0].split()[-1]
        names = [family, *(name.split()[-1] for name in actor.get("names", ()))]
        if len(text.split()) == 1 and len(text) <= 5 and not any(name in text for name in names):
            return "pronoun"
        return "name" if any(name in text for name in names) else "title alone"
    return str(kind)


def rightly(case: Case, n: int, called: Sequence[str | None]) -> bool:
    """Whether some name of the gold actor and some of those called are the same."""
    actor = case.actors.get(case.keys[n]) or {}
    own = [*actor.get("names", ()), actor.get("label"), actor.get("label_ar")]
    return any(same_name(x, y, set()) for x in own if x for y in called if y)


def count(case: Case, speakers: Sequence[Speaker], tally: Tally, errors: bool) -> None:
    for n, key in enumerate(case.keys):
        if not key:
            continue
        speaker = speakers[n]
        called = [speaker.actor.label, speaker.actor.label_ar]
        kind = str(case.actors.get(key, {}).get("kind"))
        unnamed = kind == "unnamed" and speaker.actor.kind == "unnamed"
        right = unnamed or rightly(case, n, [*called, *speaker.names])
        label = unnamed or rightly(case, n, called[:1])
        for name in ("all", f"kind: {kind}", f"source: {form_of(case, n, speaker)}"):
            tally.add(name, right, label)
        tally.pairs[case.story].append((key, speaker.actor.id))
        if errors and not (right and label):
            source = " ".join(case.document.slice(s) for s in case.attributions[n].source)
            cue = " ".join(case.document.slice(s) for s in case.attributions[n].cue)
            print(
                "WRONG" if not right else "LABEL", case.document.article.id, f"| {cue} | {source} |",
                case.actors.get(key, {}).get("label"), "<-", speaker.actor.label, speaker.actor.kind, speaker.names[:2],
            )  # fmt: skip


def b_cubed(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall, each the sum over marks: its share of the marks of its id, of its actor."""
    both, gold, said = Counter(pairs), Counter(k for k, _ in pairs), Counter(i for _, i in pairs)
    precision = sum(n * n / said[i] for (_, i), n in both.items())
    recall = sum(n * n / gold[k] for (k, _), n in both.items())
    return precision, recall


def report(tally: Tally) -> str:
    lines = [f"{'':28}    all  right  label"]
    for name, c in sorted(tally.counts.items(), key=lambda item: (item[0] != "all", item[0])):
        share = [100 * c[key] / c["all"] for key in ("right", "label")]
        lines.append(f"{name:28} {c['all']:6} {share[0]:6.1f} {share[1]:6.1f}")
    sums = [b_cubed(pairs) for pairs in tally.pairs.values()]
    total = max(sum(map(len, tally.pairs.values())), 1)
    p, r = (100 * sum(column) / total for column in zip(*sums, strict=True))
    split = merged = 0
    for pairs in tally.pairs.values():
        ids, keys = defaultdict(set), defaultdict(set)
        for key, identity in pairs:
            ids[key].add(identity)
            keys[identity].add(key)
        split += sum(len(found) > 1 for found in ids.values())
        merged += sum(len(found) > 1 for found in keys.values())
    lines.append(
        f"identity: B-cubed P {p:.1f} R {r:.1f} F1 {2 * p * r / (p + r):.1f}; actors split {split}, merged {merged}"
    )
    return "\n".join(lines)


def kept_back(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--part", choices=("written", "kept"))
    parser.add_argument("--alone", action="store_true")
    given = parser.parse_args()
    registry, tally = load_registry(), Tally()
    for path in given.gold:
        cases = list(of_story(path) if path.is_dir() else of_gold_file(path))
        if given.part and not path.is_dir():
            cases = [case for case in cases if kept_back(case.story) == (given.part == "kept")]
        speakers = [resolve(case.document, case.attributions, registry) for case in cases]
        if path.is_dir() and not given.alone:
            speakers = together(cases, speakers)
        for case, own in zip(cases, speakers, strict=True):
            count(case, own, tally, given.errors)
    print(report(tally))


if __name__ == "__main__":
    main()
