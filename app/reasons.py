"""Why a position was read and why a shift counts, in the language of the interface."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from app.markup import bdi, esc
from app.texts import Texts


def reasons_html(reasons: Sequence[str], t: Texts) -> str:
    """A list of reasons, each a sentence."""
    return "".join(f"<li>{bdi(reason, 600)}</li>" for reason in reasons)


def guards_html(guards: str | Sequence[dict[str, Any]], t: Texts) -> str:
    """A list of what was checked, whether it stood in the way, and what was found."""
    rows = json.loads(guards) if isinstance(guards, str) else guards
    return "".join(
        f"<li>{esc(t.guard(guard['name']))} \u2013 {esc(t('in_the_way' if guard['held'] else 'passed'))}: "
        f"{bdi(guard['detail'], 300)}</li>"
        for guard in rows
    )
