"""Single statements whose position is marked, as further examples of what is for and what is against a proposition."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims.comparison.features import sign_row
from claims.model import Lang
from claims.positions.general import question, read_general
from claims.stems import stems

SignedRow = tuple[tuple[float, ...], bool]
_WITHOUT_POSITION = frozenset({"conduct"})


def signed_statements(files: Sequence[Path]) -> list[SignedRow]:
    """What tells for or against in the marked statements of storylines, once for each wording.

    A file is an object with ``topic`` (``name_en``, ``name_ar``, ``issue``), ``claims`` and ``title_claims`` (``cue``,
    ``content``, ``position``, ``kind``).
    """
    found: dict[tuple[Lang, str], SignedRow] = {}
    for file in files:
        story: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        for claim in (*story["claims"], *story.get("title_claims", ())):
            if not claim["position"] or claim["kind"] in _WITHOUT_POSITION:
                continue
            text = f"{_text(claim['cue'])} {_text(claim['content'])}".strip(" :")
            lang: Lang = "ar" if any("\u0621" <= char <= "\u064a" for char in text) else "en"
            asked = question(story["topic"][f"name_{lang}"], story["topic"]["issue"], lang)
            side = read_general(text, lang, asked)
            row = sign_row(side, frozenset(stems(text, lang)), lang, asked)
            found.setdefault((lang, text), (row, claim["position"] > 0))
    return list(found.values())


def _text(part: str | list[str]) -> str:
    return part if isinstance(part, str) else " ".join(part)
