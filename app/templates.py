"""Sentences that the program keeps in English, found again by templates and told in the language of the interface.

A file of ``configs/interface`` has each template with its counterpart: the parts of a sentence, its fields, are taken
out by the one and put into the other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from claims.configuration import shipped_yaml

FIELD = re.compile(r"\{(\w+)\}")
_SHAPES = {
    "w": "[^»]*",
    "value": r"[+\u2212-]?[0-2]",
    "name": "[a-z][a-z_ ]*",
    "day": r"\d{4}[0-9T:+Z.-]*",
    "n": r"[\d.]+",
    "url": r"https?://\S+?",
    "title": "[A-Z][A-Za-z -]*",
    "key": "[a-z_]+",
}
"""What each field of a template may hold, a second one of its kind (``other_…``) too; the others hold anything."""
Template = tuple[re.Pattern[str], str]


def kind_of(field: str) -> str:
    """The kind of a field: ``other_n`` is an ``n``."""
    return field.removeprefix("other_")


@cache
def templates(file: str, lang: str = "ar") -> tuple[Template, ...]:
    """The templates of a file in its order: what finds the fields of each, and what they are put into in a language."""
    return tuple((_shape(row["en"]), row[lang]) for row in contents(file)["templates"])


@cache
def contents(file: str) -> dict[str, Any]:
    """All that a file of ``configs/interface`` holds."""
    rows: dict[str, Any] = shipped_yaml(f"interface/{file}.yaml")
    return rows


def _shape(template: str) -> re.Pattern[str]:
    """The regular expression that finds the fields of a template."""
    out, at = "", 0
    for field in FIELD.finditer(template):
        shape = _SHAPES.get(kind_of(field[1]), ".+?")
        out += f"{re.escape(template[at : field.start()])}(?P<{field[1]}>{shape})"
        at = field.end()
    return re.compile(out + re.escape(template[at:]), re.DOTALL)
