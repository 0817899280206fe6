"""Why a shift counts as one, or two statements as none: who, on what, which words, and what was checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_VALUES = {
    2: "fully for it, or certain that it is so (+2)",
    1: "leaning towards it, or seeing it near (+1)",
    0: "on neither side (0)",
    -1: "doubtful or with reservations (\u22121)",
    -2: "against it, or sure that it is not so (\u22122)",
}
_ASSESSED = ("assessment", "schedule", "process")
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


def why_not(earlier: Mapping[str, Any], later: Mapping[str, Any], between: Sequence[Mapping[str, Any]] = ()) -> str:
    """Sentences that tell why two claims make no shift: every guard that holds them back.

    Both are rows of the view ``claims``, with ``actor_kind`` of the view ``actors``; ``between`` are the actor's other
    claims on the topic.
    """
    if (later["said_at"] or "") < (earlier["said_at"] or ""):
        earlier, later = later, earlier
    held = list(guards_between(earlier, later, between))
    parts = [
        f"{earlier['actor']} and {later['actor']}:"
        if earlier["actor_id"] != later["actor_id"]
        else f"{later['actor']}, on \u00ab{later['topic']}\u00bb:",
        _said("Earlier", earlier, earlier["position"]),
        _said("Later", later, later["position"]),
        "No shift, held back by:" if held else "No guard holds the two back.",
        *(f"  - {name.replace('_', ' ')}: {detail}" for name, detail in held),
    ]
    return "\n".join(parts) + "\n"


def guards_between(
    earlier: Mapping[str, Any], later: Mapping[str, Any], between: Sequence[Mapping[str, Any]] = ()
) -> Iterator[tuple[str, str]]:
    """The guards that hold a pair back, by name and in words; the names are those of ``claims.shifts``."""
    if earlier["actor_id"] != later["actor_id"]:
        yield "another_actor", f"one is of {earlier['actor']}, the other of {later['actor']}"
    if earlier["topic_id"] != later["topic_id"]:
        yield "other_question", f"one is on \u00ab{earlier['topic']}\u00bb, the other on \u00ab{later['topic']}\u00bb"
    if earlier["utterance_id"] is not None and earlier["utterance_id"] == later["utterance_id"]:
        yield "re_publication", "both carry the same words, said once"
    for name, claim in (("earlier", earlier), ("later", later)):
        yield from _alone(name, claim)
    if earlier["position"] is None or later["position"] is None:
        return
    if _line(earlier) != _line(later):
        yield "same_kind", f"one is of {_line(earlier)}, the other of {_line(later)}: they are never mixed"
    if earlier["position"] == later["position"]:
        yield "repeat", "the position is the same"
    if earlier["said_at"] is not None and earlier["said_at"] == later["said_at"]:
        yield "restatement", "said at one moment, or in an order that no text tells"
    for claim in between:
        if _stands_between(earlier, later, claim):
            yield "not_consecutive", f"{claim['said_at']} has \u201c{claim['content']}\u201d ({claim['position']:+d})"
            return


def _alone(name: str, claim: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What keeps one claim out of its actor's line, whatever the other one is."""
    if claim["position"] is None:
        yield "no_position", f"the {name} one takes no position: {'; '.join(_listed(claim.get('reasons')))}"
    if claim.get("recalled"):
        yield "recalled", f"the {name} one is recalled from earlier, as background"
    attribution = claim.get("attribution") or {}
    shown = json.loads(attribution) if isinstance(attribution, str) else attribution
    if shown.get("inside") is not None:
        yield "another_s_words", f"the {name} one is told inside somebody else's statement"
    if claim["said_at"] is None:
        yield "unknown_order", f"the text does not tell when the {name} one was said"
    if claim.get("actor_kind") == "unnamed":
        yield "unnamed", "an unnamed source may be somebody else each time"


def _stands_between(earlier: Mapping[str, Any], later: Mapping[str, Any], claim: Mapping[str, Any]) -> bool:
    at = claim["said_at"]
    ends = (earlier["said_at"], later["said_at"])
    usable = claim["position"] is not None and not claim.get("recalled") and _line(claim) == _line(later)
    return bool(usable and at and all(ends) and ends[0] < at < ends[1])


def _line(claim: Mapping[str, Any]) -> str:
    return "assessment" if claim["kind"] in _ASSESSED else "policy"


def _listed(value: Any) -> list[str]:
    rows = json.loads(value) if isinstance(value, str) else value
    return [str(row) for row in rows or ()]


def _own(shift: Mapping[str, Any], claims: Mapping[str, Mapping[str, Any]]) -> list[str]:
    kind = "assessment of how it stands" if shift["kind"] in _ASSESSED else "policy"
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
