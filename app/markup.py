"""HTML of the pages. Every text from outside is escaped, isolated in its own direction, and bounded."""

from __future__ import annotations

import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any
from unicodedata import bidirectional
from urllib.parse import quote, urlsplit

from app.texts import Texts, texts

LONGEST_QUOTE = 700
LONGEST_ARTICLE = 200_000
LONGEST_ID = 80
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
"""Control characters but for the new line and the tab, and those that turn the direction of text."""
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_MARKS = re.compile(r"[\\`*_{}\[\]()#+!|<>~:$.-]")
HOME = "shifts"
"""The page without a path of its own."""
ROLES = ("content", "source", "cue")


def clean(text: str) -> str:
    """Without direction overrides and control characters, each replaced by one that shows nothing."""
    return _HIDDEN.sub("\u200b", text)


def unmarked(text: str) -> str:
    """A text for Streamlit's labels, in which nothing is taken for Markdown."""
    return escaped(clean(text))


def escaped(text: str) -> str:
    """The same of a text that is clean, and in which parts are isolated already."""
    return _MARKS.sub(r"\\\g<0>", text)


def code(text: str, limit: int = LONGEST_ID) -> str:
    """A text from outside, bounded and in one line, as code for Streamlit's messages: nothing in it is markup."""
    held = " ".join(clean(text[:limit]).replace("`", "'").split())
    return f"`{held or '?'}`"


def esc(text: str | None, limit: int = LONGEST_QUOTE) -> str:
    """A text for HTML: cleaned, cut at ``limit`` characters, escaped."""
    plain = clean(text or "")
    return html.escape(plain if len(plain) <= limit else plain[:limit].rstrip() + "\u2026", quote=True)


def bdi(text: str | None, limit: int = 200) -> str:
    """A short text isolated in its own direction."""
    return f'<bdi dir="auto">{esc(text, limit)}</bdi>'


def isolated(text: str) -> str:
    """A text for labels and charts, which hold no HTML: isolated in its own direction by characters."""
    return f"\u2068{clean(text)}\u2069"


def plain(label: str) -> str:
    """A label without what isolates its parts."""
    return label.translate(_ISOLATES)


def sentence(t: Texts, path: str, **parts: str) -> str:
    """HTML of a sentence of the interface, in its direction; names in it are isolated, so that no mark jumps."""
    places = {name: f"\ue000{number}\ue000" for number, name in enumerate(parts)}
    told = html.escape(t(path, **places), quote=True)
    for name, place in places.items():
        told = told.replace(place, bdi(parts[name]))
    return f'<bdi dir="{"rtl" if t.rtl else "ltr"}">{told}</bdi>'


def positions_on(topic: Mapping[str, Any] | None, t: Texts) -> str:
    """HTML of what the positions on a topic are for or against; nothing where that is not known of it."""
    if not topic or not topic.get("topic_id") or "proposition" not in topic:
        return ""
    asked = t.name(topic["proposition"], topic["proposition_ar"])
    told = sentence(t, "positions_on", proposition=asked) if asked else esc(t("positions_on_any"))
    return f'<p class="mw-muted mw-asked">{told}</p>'


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
    address = address_of(page, [(key, value) for key, value in parameters.items() if value])
    return f'<a href="{address}" target="_self">{esc(label)}</a>'


def address_of(page: str, parameters: Iterable[tuple[str, str]]) -> str:
    """The address of a page of the app, for an attribute of HTML."""
    query = "&".join(f"{key}={quote(value, safe='')}" for key, value in parameters)
    return f"{'./' if page == HOME else page}?{html.escape(query, quote=True)}"


def listed(names: Iterable[str | None], t: Texts, limit: int = 60) -> str:
    """HTML of names in one line, each isolated; several of the other direction stand together in that direction.

    Two Arabic names on an English line else read as one, from the second to the first.
    """
    return _in_runs(
        names, t, lambda name: bdi(name, limit), lambda run, rtl: f'<bdi dir="{"rtl" if rtl else "ltr"}">{run}</bdi>'
    )


def listed_plain(names: Iterable[str | None], t: Texts) -> str:
    """The same for what holds no HTML: the direction is turned by characters."""
    return _in_runs(
        names, t, lambda name: turned(name, t), lambda run, rtl: f"{chr(0x2067 if rtl else 0x2066)}{run}\u2069"
    )


def _in_runs(
    names: Iterable[str | None], t: Texts, one: Callable[[str], str], turned_run: Callable[[str, bool], str]
) -> str:
    """Names joined by commas: each as ``one`` gives it, several of the other direction as ``turned_run`` does."""
    out: list[str] = []
    for rtl, run in groupby(filter(None, names), key=lambda name: runs_from_right(name, t.rtl)):
        each = [one(name) for name in run]
        turn = rtl != t.rtl and len(each) > 1
        out += [turned_run(_comma(rtl).join(each), rtl)] if turn else each
    return t("comma").join(out)


def _comma(rtl: bool) -> str:
    return texts("ar" if rtl else "en")("comma")


def runs_from_right(name: str, otherwise: bool) -> bool:
    """Whether a name runs from right to left: by its first letter, as browsers do; as told where it has none."""
    kinds = (bidirectional(letter) for letter in clean(name))
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), otherwise)


def turned(text: str, t: Texts) -> str:
    """A text isolated by characters where it has letters of the direction that the page has not."""
    held = clean(text)
    other = ("L",) if t.rtl else ("R", "AL")
    return isolated(held) if any(bidirectional(letter) in other for letter in held) else held


def dotted(parts: Iterable[str], t: Texts) -> str:
    """Parts of HTML in one line, those that are empty left out.

    What stands between two parts begins the next line with the second; before a button browsers cut there even so.
    """
    first, *others = [part for part in parts if part] or [""]
    kept = (part.startswith("<button") for part in others)
    mark = t.separator.lstrip(" ")
    return first + "".join(
        f' <span class="mw-uncut">{mark}{part}</span>' if whole else f" {mark}{part}"
        for part, whole in zip(others, kept, strict=True)
    )


def scale(moved: tuple[int | None, int | None], kind: str, t: Texts, told: str) -> str:
    """The move on −2 … +2 as a drawing: a ring where it was, an arrow, a full mark where it is.

    ``told`` says the same in words, for those who do not see it.
    """
    start, end = moved
    ticks = "".join(
        f'<span class="mw-tick{_role(value, start, end)}" title="{html.escape(t.position(value, kind), quote=True)}">'
        f"{t.signed(value)}</span>"
        for value in range(-2, 3)
    )
    way = ""
    if start is not None and end is not None and start != end:
        low, high = sorted((start, end))
        side = "right" if end > start else "left"
        way = f'<span class="mw-way mw-{side}" style="left:{(low + 2.5) * 20}%;width:{(high - low) * 20}%"></span>'
    return (
        f'<span class="mw-scale" dir="ltr" role="img" aria-label="{html.escape(told, quote=True)}">{way}{ticks}</span>'
    )


def _role(value: int, start: int | None, end: int | None) -> str:
    return " mw-to" if value == end else " mw-from" if value == start else ""


def highlighted(text: str, claims: Sequence[Mapping[str, Any]], chosen: str | None) -> str:
    """An article with who, cue and content marked at their offsets. Spans may overlap, nest or lie in pieces."""
    shown = text[:LONGEST_ARTICLE]
    opening: dict[int, list[str]] = defaultdict(list)
    closing: dict[int, list[str]] = defaultdict(list)
    anchors: dict[int, list[str]] = defaultdict(list)
    for claim in claims:
        spans = json.loads(claim["attribution"]) if isinstance(claim["attribution"], str) else claim["attribution"]
        for role in ROLES:
            for first, past in spans[role]:
                start, end = max(first, 0), min(past, len(shown))
                if start >= end:
                    continue
                for name in (role, "chosen") if claim["claim_id"] == chosen else (role,):
                    opening[start].append(name)
                    closing[end].append(name)
        if spans["cue"]:
            anchors[spans["cue"][0][0]].append(str(claim["claim_id"]))
    return _runs(shown, opening, closing, anchors)


def _runs(
    text: str, opening: Mapping[int, list[str]], closing: Mapping[int, list[str]], anchors: Mapping[int, list[str]]
) -> str:
    """The text cut at every place where a span begins or ends, each run with the classes of all spans over it."""
    cuts = sorted({0, len(text), *opening, *closing, *(at for at in anchors if at < len(text))})
    live: Counter[str] = Counter()
    out: list[str] = []
    for start, end in pairwise(cuts):
        live.subtract(closing.get(start, ()))
        live.update(opening.get(start, ()))
        names = [f"mw-{name}" for name in sorted(live) if live[name] > 0]
        if live["content"] > 1:
            names.append("mw-nested")
        out += [f'<a id="{html.escape(a, quote=True)}"></a>' for a in anchors.get(start, ())]
        piece = html.escape(clean(text[start:end])).replace("\n", "<br>")
        out.append(f'<span class="{" ".join(names)}">{piece}</span>' if names else piece)
    return "".join(out)
