"""What a run tells while it works: lines on standard error, never on standard output."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from flows.sources.items import Note, Refused

MOST_NOTES = 5
"""Notes of one kind and file that are told one by one; the others are counted."""


class Progress(Protocol):
    """Where a run tells what it does."""

    def refused(self, refusal: Refused) -> None: ...

    def note(self, note: Note) -> None: ...

    def say(self, message: str) -> None: ...

    def advance(self, articles: int, claims: int) -> None: ...

    def end(self) -> None: ...


@dataclass
class Lines:
    """Plain lines: each refusal, the first notes of each kind, and how many more there were."""

    _notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    refusals: int = 0
    flagged: int = 0

    def refused(self, refusal: Refused) -> None:
        self.refusals += 1
        self.write(str(refusal))

    def note(self, note: Note) -> None:
        self.flagged += 1
        key = (note.file, note.kind)
        self._notes[key] += 1
        if self._notes[key] <= MOST_NOTES:
            self.write(str(note))

    def say(self, message: str) -> None:
        self.write(message)

    def advance(self, articles: int, claims: int) -> None:
        """Nothing: a line for every batch would only fill logs."""

    def end(self) -> None:
        for (file, kind), count in sorted(self._notes.items()):
            if count > MOST_NOTES:
                self.write(f"{file}: note: {count - MOST_NOTES} more like these ({kind})")
        self._notes.clear()

    def write(self, line: str) -> None:
        with contextlib.suppress(OSError):  # nobody listens any more: no reason to stop working
            print(harmless(line), file=sys.stderr, flush=True)


def harmless(text: str) -> str:
    """One line that cannot steer a terminal: control characters and overrides of direction are shown as marks."""
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else "\ufffd" for c in text.replace("\n", " "))


_current: Progress = Lines()


def progress() -> Progress:
    """Where the run of this process tells what it does."""
    return _current


def use(new: Progress) -> Progress:
    """Let this process tell it elsewhere from now on."""
    global _current
    _current = new
    return new
