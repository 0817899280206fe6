"""HTML of the pages. Every text from outside is escaped, isolated in its own direction, and bounded."""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

LONGEST_QUOTE = 700
LONGEST_ARTICLE = 200_000
_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
ROLES = ("content", "source", "cue")


def clean(text: str) -> str:
    """Without direction overrides and control characters, each replaced by one that shows nothing."""
    return "".join("\u200b" if _hidden(c) else c for c in text)


def _hidden(c: str) -> bool:
    return c in _CONTROLS or (unicodedata.category(c) == "Cc" and c not in "\n\t")


def esc(text: str | None, limit: int = LONGEST_QUOTE) -> str:
    """A text for HTML: cleaned, cut at ``limit`` characters, escaped."""
    plain = clean(text or "")
    return html.escape(plain if len(plain) <= limit else plain[:limit].rstrip() + "\u2026", quote=True)


def bdi(text: str | None, limit: int = 200) -> str:
    """A short text isolated in its own direction."""
    return f'<bdi dir="auto">{esc(text, limit)}</bdi>'


def quoted(text: str | None, lang: str | None, limit: int = LONGEST_QUOTE) -> str:
    """The words of a statement, in the direction of their language."""
    direction = "rtl" if lang == "ar" else "ltr"
    code = "ar" if lang == "ar" else "en"
    return f'<blockquote class="mw-quote" dir="{direction}" lang="{code}">{esc(text, limit)}</blockquote>'


def link(address: str | None, label: str) -> str:
    """A link to the web; nothing where the address is no http(s) one."""
    if not address or urlsplit(address).scheme not in ("http", "https"):
        return ""
    return f'<a href="{html.escape(address, quote=True)}" target="_blank" rel="noopener noreferrer">{esc(label)}</a>'


def page_link(page: str, label: str, **parameters: str | None) -> str:
    """A link to a page of the app with its parameters in the address."""
    query = "&".join(f"{key}={quote(value, safe='')}" for key, value in parameters.items() if value)
    return f'<a href="{page}?{html.escape(query, quote=True)}" target="_self">{esc(label)}</a>'


def scale(start: int | None, end: int | None, labels: Mapping[int, str]) -> str:
    """The move from one position to another on −2 … +2: a hollow mark, a full mark, the way between."""
    cells = []
    low, high = (min(start, end), max(start, end)) if start is not None and end is not None else (9, -9)
    for value in range(-2, 3):
        kind = "to" if value == end else "from" if value == start else "way" if low < value < high else "no"
        shown = f"{value:+d}" if value else "0"
        cells.append(f'<span class="mw-{kind}" title="{html.escape(labels[value])}">{shown}</span>')
    return f'<div class="mw-scale" dir="ltr" role="img">{"".join(cells)}</div>'


def highlighted(text: str, claims: Sequence[Mapping[str, Any]], chosen: str | None) -> str:
    """An article with who, cue and content marked at their offsets. Spans may overlap, nest or lie in pieces."""
    shown = text[:LONGEST_ARTICLE]
    layers: list[set[str]] = [set() for _ in range(len(shown) + 1)]
    anchors: dict[int, list[str]] = {}
    for claim in claims:
        spans = json.loads(claim["attribution"]) if isinstance(claim["attribution"], str) else claim["attribution"]
        for role in ROLES:
            for start, end in spans[role]:
                classes = {f"mw-{role}"} | ({"mw-chosen"} if claim["claim_id"] == chosen else set())
                for at in range(max(start, 0), min(end, len(shown))):
                    layers[at] |= classes
        if spans["cue"]:
            anchors.setdefault(spans["cue"][0][0], []).append(str(claim["claim_id"]))
    return _runs(shown, layers, anchors)


def _runs(text: str, layers: Sequence[set[str]], anchors: Mapping[int, Iterable[str]]) -> str:
    out: list[str] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and layers[end] == layers[at] and end not in anchors and text[end] != "\n":
            end += 1
        out += [f'<a id="{html.escape(a, quote=True)}"></a>' for a in anchors.get(at, ())]
        piece = html.escape(clean(text[at:end])).replace("\n", "<br>")
        out.append(f'<span class="{" ".join(sorted(layers[at]))}">{piece}</span>' if layers[at] else piece)
        at = end
    return "".join(out)
