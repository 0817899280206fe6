"""Why a position was read and why a shift counts, in the language of the interface.

The ledger keeps reasons as sentences made from templates. Those of ``configs/interface/reasons.yaml`` find the parts of
such a sentence again and put them into one of the other language; what none of them fits is shown as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from app.markup import esc
from app.templates import FIELD, contents, kind_of, templates
from app.texts import Texts, texts

_FILE = "reasons"
_BETWEEN = re.compile("(?:«[^»]*»|[^«])+?(?:; |$)")


Names = tuple[tuple[str, str], ...]
"""Names of actors in English and in Arabic."""


class About(NamedTuple):
    """What reasons are about: who may be named in them, and the kind of the position."""

    names: Names = ()
    kind: str = "policy"


NOTHING_MORE = About()
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around a name in a sentence until that is HTML: characters that no text from outside keeps."""
_UNMARKED = dict.fromkeys(map(ord, (_OPEN, _CLOSE)))


def about(row: Mapping[str, Any], *fields: str) -> About:
    """The kind of a claim or shift, and the names of its actors in both languages, as far as it has both."""
    names = tuple((row[name], row[f"{name}_ar"]) for name in fields if row[name] and row[f"{name}_ar"])
    return About(names, row["kind"])


def reasons_html(reasons: Sequence[str], t: Texts, of: About = NOTHING_MORE) -> str:
    """A list of reasons, each a sentence."""
    return "".join(f"<li>{_sentence(reason, t, of, 600)}</li>" for reason in reasons)


def _sentence(reason: str, t: Texts, of: About, limit: int) -> str:
    """A reason in the direction of its sentence, whatever word it begins with, the names in it in their own."""
    said = _told(reason, t, of)
    shown = esc(said, limit)
    shown += _CLOSE * (shown.count(_OPEN) - shown.count(_CLOSE))  # cut within a name
    shown = shown.replace(_OPEN, '<bdi dir="auto">').replace(_CLOSE, "</bdi>")
    return f'<bdi dir="{"rtl" if t.rtl and said != reason else "ltr"}">{shown}</bdi>'


def guards_html(guards: str | Sequence[dict[str, Any]], t: Texts) -> str:
    """A list of what was checked, whether it stood in the way, and what was found."""
    rows = json.loads(guards) if isinstance(guards, str) else guards
    return "".join(
        f"<li>{esc(t.guard(guard['name']))} \u2013 {esc(t('in_the_way' if guard['held'] else 'passed'))}: "
        f"{_sentence(guard['detail'], t, NOTHING_MORE, 300)}</li>"
        for guard in rows
    )


def told(reason: str, t: Texts, of: About = NOTHING_MORE) -> str:
    """A reason or what a guard found, in the language of the interface."""
    return _told(reason, t, of).translate(_UNMARKED)


def _told(reason: str, t: Texts, of: About) -> str:
    """The same with what a name is put between."""
    plain = reason.translate(_UNMARKED)
    return _arabic(plain, t.lang, of) if t.rtl else plain


@lru_cache(maxsize=10_000)
def _arabic(reason: str, lang: str, of: About) -> str:
    for shape, template in templates(_FILE):
        if found := shape.fullmatch(reason):
            return _filled(template, found.groupdict(), lang, of)
    return reason


def _filled(template: str, found: Mapping[str, str], lang: str, of: About) -> str:
    return FIELD.sub(lambda field: _part(kind_of(field[1]), found[field[1]], lang, of), template)


def _part(name: str, value: str, lang: str, of: About) -> str:
    """A part of a sentence in the other language: several reasons, a position, a date, a listed word, or as it is."""
    t = texts(lang)
    if name == "reasons":
        return str(contents(_FILE)["joint"]).join(_arabic(one, lang, of) for one in _parted(value))
    if name == "value":
        return t.position(int(value.replace("\u2212", "-")), of.kind)
    if name == "name":
        return str(contents(_FILE)["names"].get(value, value))
    if name == "who":
        return f"{_OPEN}{dict(of.names).get(value, value).translate(_UNMARKED)}{_CLOSE}"
    if name == "n":
        return t.digits(value)
    return t.date(value) if name == "day" else value


def _parted(text: str) -> list[str]:
    """The reasons that were put together in one sentence; what stands in quotation marks is not cut."""
    return [one.removesuffix("; ") for one in _BETWEEN.findall(text)] or [text]
