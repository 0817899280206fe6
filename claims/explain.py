"""Why a shift counts as one, in sentences: who, on what, from which words to which, and what was checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_VALUES = {
    2: "fully for it, or certain that it is so (+2)",
    1: "leaning towards it, or seeing it near (+1)",
    0: "on neither side (0)",
    -1: "doubtful or with reservations (\u22121)",
    -2: "against it, or sure that it is not so (\u22122)",
}
_RELATIONS = {
    "reverse": "The position reversed: it changed sides.",
    "contradict": "The two cannot both hold of the same time.",
    "commit": "The position was open and is now taken.",
    "retreat_to_neutral": "A side was taken before and is not any more.",
    "soften": "The side is the same, held less strongly.",
    "harden": "The side is the same, held more strongly.",
    "repeat": "The position did not change.",
}


def why(shift: Mapping[str, Any], claims: Mapping[str, Mapping[str, Any]]) -> str:
    """Sentences that explain a row of the view ``shifts``; ``claims`` has its rows of the view ``claims`` by id."""
    parts = [_alleged(shift, claims)] if shift["alleged"] else _own(shift, claims)
    parts.append(_checked(shift))
    sure = "a shift" if shift["status"] == "shift" else "a possible change, not sure enough for an alert"
    parts.append(f"Confidence {float(shift['confidence']):.2f}: {sure}.")
    return "\n".join(part for part in parts if part) + "\n"


def _own(shift: Mapping[str, Any], claims: Mapping[str, Mapping[str, Any]]) -> list[str]:
    kind = "assessment of how it stands" if shift["kind"] in ("assessment", "schedule", "process") else "policy"
    return [
        f"{shift['actor']}, on \u00ab{shift['topic']}\u00bb: position changed ({shift['relation']}), in its {kind}.",
        _said("Earlier", claims.get(shift["earlier_claim_id"]), shift["from_position"]),
        _said("Later", claims.get(shift["later_claim_id"]), shift["to_position"]),
        _RELATIONS[shift["relation"]],
        "How it was read:\n" + "\n".join(f"  - {reason}" for reason in shift["reasons"]),
    ]


def _said(when: str, claim: Mapping[str, Any] | None, value: int | None) -> str:
    if claim is None:
        return f"{when}: the claim is no longer in the warehouse."
    date = claim["said_at"] or "at an unknown time"
    told = f", told by \u00ab{claim['said_expr']}\u00bb" if claim.get("said_expr") else ""
    outlet = f" in {claim['publisher']}" if claim["publisher"] else ""
    link = f" ({claim['url']})" if claim.get("url") else ""
    held = f", {_VALUES[value]}" if value in _VALUES else ""
    return f"{when} ({date}{told}){outlet}{link}{held}:\n  \u201c{claim['content']}\u201d"


def _alleged(shift: Mapping[str, Any], claims: Mapping[str, Mapping[str, Any]]) -> str:
    claim = claims.get(shift["later_claim_id"])
    words = f":\n  \u201c{claim['content']}\u201d" if claim else "."
    return (
        f"{shift['accuser']} alleges that {shift['actor']} moved, on \u00ab{shift['topic']}\u00bb. This is a claim of "
        f"{shift['accuser']}, kept apart from what {shift['actor']} said itself{words}"
    )


def _checked(shift: Mapping[str, Any]) -> str:
    guards = shift.get("guards") or "[]"
    rows = json.loads(guards) if isinstance(guards, str) else guards
    return "Checked:\n" + "\n".join(f"  - {row['name'].replace('_', ' ')}: {row['detail']}" for row in rows)
