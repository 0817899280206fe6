"""A reporting word of an Arabic sentence with the parts of its clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.attribute.arabic.clauses import Range
from claims.attribute.arabic.lexicon import Form

Role = Literal["main", "participle", "nested", "noun", "according", "inverted", "colon"]
NOWHERE: Range = (0, 0)


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in its clause, all as token ranges.

    ``opens`` is where the content begins; ``content`` is set where it is known whole already (it stands before
    the cue). ``subject`` is empty where dropped; ``boundary`` is where the cue's own clause begins, so that
    an earlier content ends there.
    """

    at: Range
    form: Form
    role: Role
    opens: int
    frame: str
    subject: Range = NOWHERE
    target: Range = NOWHERE
    via: Range = NOWHERE
    boundary: int = 0
    negated: bool = False
    pluperfect: bool = False
    pronoun: bool = False
    content: Range = NOWHERE
    unsaid: bool = False

    @property
    def cuts(self) -> bool:
        """Whether the content of an earlier cue ends where this one's clause begins."""
        return self.role in ("main", "participle", "inverted")
