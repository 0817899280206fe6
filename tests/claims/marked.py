"""Attributions from a text with marks, so that a test shows who said what where it is said.

``{1s:…}`` marks the source of attribution 1, ``{1c:…}`` its cue, ``{1x:…}`` its content, ``{1v:…}`` the outlet that
relays it, ``{1t:…}`` whom it is said to. A mark inside a content is a nested attribution.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from claims.model import Article, Attribution, Lang, Span
from claims.read import Document, read

SHARED_GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
_OPEN = re.compile(r"\{(\d+)([scxvt]):")


def marked(
    text: str,
    lang: Lang = "ar",
    published: str | None = "2016-09-04",
    title: str | None = None,
    **options: dict[int, dict[str, Any]],
) -> tuple[Document, list[Attribution]]:
    """The document of a marked text and its attributions in order; ``options={1: {"shares": 0}}`` sets more fields."""
    plain, spans, stack, i = "", {}, [], 0
    inside: dict[int, int] = {}
    while i < len(text):
        found = _OPEN.match(text, i)
        if found:
            number, kind = int(found[1]), found[2]
            holder = next((n for n, k, _ in reversed(stack) if k == "x" and n != number), None)
            if kind == "c" and holder is not None:
                inside[number] = holder
            stack.append((number, kind, len(plain)))
            i = found.end()
        elif text[i] == "}":
            number, kind, start = stack.pop()
            spans.setdefault(number, {}).setdefault(kind, []).append((start, len(plain)))
            i += 1
        else:
            plain += text[i]
            i += 1
    order = sorted(spans)
    out = []
    for number in order:
        marks: dict[str, list[Span]] = spans[number]
        attribution = Attribution(
            source=tuple(marks.get("s", [])),
            cue=tuple(marks.get("c", [])),
            content=tuple(marks.get("x", [])),
            via=tuple(marks.get("v", [])),
            target=tuple(marks.get("t", [])),
            type="indirect",
            act="inform",
            lemma="",
            inside=order.index(inside[number]) if number in inside else None,
        )
        out.append(replace(attribution, **options.get("options", {}).get(number, {})))
    document = read(Article(id="t", text=plain, lang=lang, published=published, title=title))
    return document, out
