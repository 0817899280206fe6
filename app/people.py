"""What an actor is called beside the name: the role, in Arabic that of a woman who is known to be one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.texts import Texts
from claims.actors.gender import gender_of


def role_of(row: Mapping[str, Any], t: Texts) -> str:
    """The role of an actor in words, an empty text where there is none."""
    named = (*(row.get("names") or ()), row.get("actor_ar") or "")
    female = t.rtl and bool(row.get("role")) and gender_of(str(row["actor_id"]), named) == "f"
    return t.role(row.get("role"), female)
