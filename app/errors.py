"""Why a run failed and why input was refused, in the language of the interface.

The ledger keeps both in English. ``configs/interface/errors.yaml`` tells them by their kind; words of other programs,
for which it has none, are given apart, to stand below as a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale

from app.markup import clean, turned
from app.templates import FIELD, contents, kind_of, templates
from app.texts import Texts, texts

_FILE = "errors"
_LONGEST, _LONGEST_PART = 2_000, 160
"""Characters of an error that are looked at, and of one part of it that is told."""
_CODE = re.compile(r"\((\w+)\)$")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the interface, the parts from outside cleaned and isolated; ``words`` are English ones below it."""

    text: str
    words: str = ""


def told(error: str | None, t: Texts) -> Told | str | None:
    """An error in words of the interface; as it is where it has none, or its language is that of the ledger."""
    return _arabic(error.strip()[:_LONGEST], t.lang) if error and error.strip() and t.rtl else error


def in_words(row: Mapping[str, Any], field: str, t: Texts) -> dict[str, Any]:
    """A row with the error of a field in words of the interface."""
    return {**row, field: told(row[field], t)}


@lru_cache(maxsize=2_000)
def _arabic(error: str, lang: str) -> Told:
    return _known(error, lang) or Told(str(contents(_FILE)["other"]), error)


def _known(error: str, lang: str) -> Told | None:
    for shape, template in templates(_FILE):
        if found := shape.fullmatch(error):
            return _filled(template, found.groupdict(), lang)
    return None


def _filled(template: str, found: Mapping[str, str], lang: str) -> Told:
    """A template with its parts. At most one of them, a reason or words, leaves something to be quoted."""
    inner = Told("", found.get("words", ""))
    if reason := found.get("reason"):
        inner = _known(reason, lang) or Told(str(contents(_FILE)["below"]), reason)

    def part(field: re.Match[str]) -> str:
        kind = kind_of(field[1])
        return inner.text if kind == "reason" else _part(kind, found[field[1]], texts(lang))

    return Told(FIELD.sub(part, template), inner.words)


def _part(kind: str, value: str, t: Texts) -> str:
    if kind == "n":
        return t.digits(value)
    if kind == "name":
        return str(contents(_FILE)["names"].get(value, value))
    if kind == "lang" and (name := _language(value, t)):
        return name
    return turned(_cut(value), t)


def _language(value: str, t: Texts) -> str:
    """The name of a language, by its code or by one in brackets behind its English name; empty where there is none."""
    found = _CODE.search(value)
    return str(Locale.parse(t.of).languages.get(found[1] if found else value) or "")


def _cut(value: str) -> str:
    held = clean(value)
    return held if len(held) <= _LONGEST_PART else held[:_LONGEST_PART].rstrip() + "\u2026"
