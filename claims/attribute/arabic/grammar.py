"""What the grammar finds in an Arabic document: cues of each sentence with their contents."""

from __future__ import annotations

from dataclasses import dataclass

from claims.attribute.arabic.according import find_according, find_colon
from claims.attribute.arabic.clauses import Range
from claims.attribute.arabic.contents import content_range
from claims.attribute.arabic.cue import Cue
from claims.attribute.arabic.cues import find_cues
from claims.attribute.arabic.phrases import hides_a_name
from claims.attribute.arabic.view import View


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as token ranges: its cue, the pieces of its content, the sentence it stands in, how sure."""

    cue: Cue
    content: tuple[Range, ...]
    unit: int
    sure: float = 1.0


def find(view: View) -> list[Found]:
    """The grammar's attributions, in the order of their cues within each sentence."""
    found: list[Found] = []
    for number, (first, past) in enumerate(view.units):
        cues = find_cues(view, first, past)
        colon = find_colon(view, first, past)
        if colon is not None:
            cues.insert(0, colon)
        cues.extend(find_according(view, first, past, cues))
        cues.sort(key=lambda cue: cue.at)
        for index, cue in enumerate(cues):
            content = content_range(view, cues, index, past)
            if content[1] > content[0] and not hides_a_name(view, content[0]):
                found.append(Found(cue, (content,), number))
    return found
