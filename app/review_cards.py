"""What a reviewer judges, as HTML: a claim in the text that it stands in, or the two of a shift, and why."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.citations import cite
from app.markup import ROLES, bdi, dotted, esc, highlighted, link, page_link, positions_on, scale, sentence
from app.reasons import about, guards_html, reasons_html
from app.texts import Texts

Row = dict[str, Any]
Spans = Mapping[str, Sequence[tuple[int, int]]]
_BREAK = re.compile(r"\s+")


def claim_card(claim: Row, t: Texts, picked: bool = False) -> str:
    """A claim: who, which position on what, the words in their text, why it was read so."""
    told = t.position(claim["position"], claim["kind"])
    drawn = scale((None, claim["position"]), claim["kind"], t, told) if claim["position"] is not None else ""
    tags = [told, t(f"kind.{claim['kind']}"), t.sure(claim["confidence"])]
    tags += [t(f"review.state.{claim['review']}")] if claim["review"] else []
    shown = "".join(f'<span class="mw-tag">{bdi(tag)}</span>' for tag in tags)
    why = _why(reasons_html(claim["reasons"], t, about(claim)), "", t)
    return (
        f'<div class="mw-card mw-judged{" mw-picked" if picked else ""}"><div class="mw-top">'
        f'<span class="mw-actor">{bdi(t.name(claim["actor"], claim["actor_ar"]))}</span>{drawn}'
        f'<span class="mw-tags">{shown}</span></div>{_around(claim)}'
        f'{positions_on(claim, t)}<p class="mw-muted">{_where(claim, t)}</p>{why}</div>'
    )


def shift_card(shift: Row, t: Texts) -> str:
    """The head of a shift: who is said to have moved, how, how sure it is, and why it counts. Its claims follow."""
    actor = t.name(shift["actor"], shift["actor_ar"]) or shift["actor_id"]
    relation = t(f"relation.{shift['relation']}")
    tags = [t(f"status.{shift['status']}"), t.sure(shift["confidence"])]
    if shift["alleged"]:
        accuser = t.name(shift["accuser"], shift["accuser_ar"]) or "?"
        said = sentence(t, "alleged", accuser=accuser, actor=actor, relation=relation)
        head = f'<span class="mw-actor">{said}</span>'
    else:
        moved = (shift["from_position"], shift["to_position"])
        start, end = (t.position(value, shift["kind"]) for value in moved)
        drawn = scale(moved, shift["kind"], t, t("from_to", start=start, end=end))
        changed = esc(t("changed", relation=relation))
        head = f'<span class="mw-actor">{bdi(actor)}</span>{drawn}<span class="mw-rel">{changed}</span>'
    shown = "".join(f'<span class="mw-tag">{bdi(tag)}</span>' for tag in tags)
    why = _why(
        reasons_html(shift["reasons"], t, about(shift, "actor", "accuser", "earlier_speaker", "later_speaker")),
        guards_html(shift["guards"], t),
        t,
    )
    top = f'<div class="mw-top">{head}<span class="mw-tags">{shown}</span></div>'
    return f'<div class="mw-card mw-judged">{top}{why}</div>'


def _around(claim: Row) -> str:
    """The text around a claim, with who, cue and content marked."""
    text, spans = claim["around"], json.loads(claim["attribution"])
    moved = _moved(spans, claim["window_start"])
    begin, end = _whole_words(text, moved, claim["window_start"] > 0, claim["goes_on"])
    shown = [{"claim_id": claim["claim_id"], "attribution": _moved(moved, begin)}]
    marked = highlighted(text[begin:end], shown, None).replace("<br><br>", "<br>")
    before, after = ("\u2026 " if claim["window_start"] else ""), (" \u2026" if claim["goes_on"] else "")
    arabic = claim["lang"] == "ar"
    return (
        f'<div class="mw-article mw-around" dir="{"rtl" if arabic else "ltr"}" lang="{"ar" if arabic else "en"}">'
        f"{before}{marked}{after}</div>"
    )


def _moved(spans: Spans, by: int) -> Spans:
    return {role: [(start - by, end - by) for start, end in spans[role]] for role in ROLES}


def _whole_words(text: str, spans: Spans, cut: bool, goes_on: bool) -> tuple[int, int]:
    """Where a piece of a text begins and ends without parts of words where it was cut; what is marked stays in it."""
    first = min(start for role in ROLES for start, _ in spans[role])
    last = max(end for role in ROLES for _, end in spans[role])
    start = _BREAK.search(text, 0, max(first, 0)) if cut else None
    ends = [gap.start() for gap in _BREAK.finditer(text, max(last, 0))] if goes_on else []
    return (start.end() if start else 0), (ends[-1] if ends else len(text))


def _where(claim: Row, t: Texts) -> str:
    """Where a claim stands: its topic, its day, its outlet, the ways to its words, and its citation."""
    who = t.name(claim["actor"], claim["actor_ar"])
    topic = page_link("timeline", t.name(claim["topic"], claim["topic_ar"]), topic=claim["topic_id"], **t.address)
    ways = [
        topic if claim["topic_id"] else "",
        bdi(t.date(claim["said_at"])),
        esc(t("recalled")) if claim["recalled"] else "",
        bdi(claim["publisher"], 60),
        page_link("article", t("open_article"), article=claim["article_id"], claim=claim["claim_id"], **t.address),
        link(claim["url"], t("original")),
        cite(who, claim["content"], [claim["publisher"]], claim["said_at"], claim["url"], t),
    ]
    return dotted(ways, t)


def _why(reasons: str, guards: str, t: Texts) -> str:
    checked = f'<h4>{esc(t("guards"))}</h4><ul class="mw-list">{guards}</ul>' if guards else ""
    if not reasons:
        return ""
    return (
        f'<details class="mw-why"{"" if checked else " open"}><summary>{esc(t("reasons"))}</summary>'
        f'<ul class="mw-list">{reasons}</ul>{checked}</details>'
    )
