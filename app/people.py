"""What an actor is called beside the name (the role, in Arabic that of a woman), and by whose voice a body spoke."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.texts import Texts
from claims.actors.gender import gender_of

SIDES = ("earlier", "later")
"""The two of a change."""


def role_of(row: Mapping[str, Any], t: Texts) -> str:
    """The role of an actor in words, an empty text where there is none."""
    named = (*(row.get("names") or ()), row.get("actor_ar") or "")
    female = t.rtl and bool(row.get("role")) and gender_of(str(row["actor_id"]), named) == "f"
    return t.role(row.get("role"), female)


def voices_of(row: Mapping[str, Any], t: Texts) -> dict[str, str]:
    """Who said each side of a change, by side, where it is that of a body and told by others than the body itself."""
    speakers = {row[f"{side}_speaker_id"] for side in SIDES}
    if row["alleged"] or None in speakers or speakers == {row["actor_id"]}:
        return {}
    return {side: t.name(row[f"{side}_speaker"], row[f"{side}_speaker_ar"]) for side in SIDES}
