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
    plain = reason.translate(_UNMARKED)
    said = _put(plain, t.lang, of)
    shown = esc(said, limit)
    shown += _CLOSE * (shown.count(_OPEN) - shown.count(_CLOSE))  # cut within a name
    shown = shown.replace(_OPEN, '<bdi dir="auto">').replace(_CLOSE, "</bdi>")
    if not t.rtl or said != plain:
        return shown  # runs as the page does: an element of its own for each would make pages slow
    return f'<bdi dir="ltr">{shown}</bdi>'


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
    return _put(reason.translate(_UNMARKED), t.lang, of).translate(_UNMARKED)


@lru_cache(maxsize=10_000)
def _put(reason: str, lang: str, of: About) -> str:
    """A reason in a language, with what a name is put between; as it is where no template finds it."""
    for shape, template in templates(_FILE, lang[:2]):
        if found := shape.fullmatch(reason):
            return _filled(template, found.groupdict(), lang, of)
    return reason


def _filled(template: str, found: Mapping[str, str], lang: str, of: About) -> str:
    return FIELD.sub(lambda field: _part(kind_of(field[1]), found[field[1]], texts(lang), of), template)


def _part(name: str, value: str, t: Texts, of: About) -> str:
    """A part of a sentence in a language: several reasons, a position, a date, a listed word, or as it is."""
    if name == "reasons":
        return t("reason_joint").join(_put(one, t.lang, of) for one in _parted(value))
    if name == "value":
        number = int(value.replace("\u2212", "-"))
        return t.position(number, of.kind) if t.rtl else t.signed(number)
    if name == "name":
        return _word(value, t)
    if name == "who":
        return f"{_OPEN}{_name(value, t, of).translate(_UNMARKED)}{_CLOSE}"
    if name == "n":
        return t.digits(value)
    return t.date(value) if name == "day" else value


def _word(value: str, t: Texts) -> str:
    """A word of the ledger: a change as the pages call it, another as the file does, which is in English."""
    if not t.rtl:
        return t(f"relation.{value}") if t.has(f"relation.{value}") else value
    return str(contents(_FILE)["names"].get(value, value))


def _name(value: str, t: Texts, of: About) -> str:
    return dict(of.names).get(value, value) if t.rtl else value


def _parted(text: str) -> list[str]:
    """The reasons that were put together in one sentence; what stands in quotation marks is not cut."""
    return [one.removesuffix("; ") for one in _BETWEEN.findall(text)] or [text]
