"""What a run tells on a terminal: the plain lines, with a counter that stands still below them."""

from __future__ import annotations

import sys
from typing import Any

from flows.progress import Lines, harmless


class Counter(Lines):
    """Lines on standard error with a running count of articles and claims, where that is a terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._articles = self._claims = 0
        self._status: Any = None
        self._console: Any = None
        if sys.stderr.isatty():
            from rich.console import Console

            self._console = Console(stderr=True, highlight=False)
            self._status = self._console.status("starting")
            self._status.start()

    def advance(self, articles: int, claims: int) -> None:
        self._articles += articles
        self._claims += claims
        if self._status:
            self._status.update(f"{self._articles} articles, {self._claims} claims")

    def say(self, message: str) -> None:
        if self._status:
            self._status.update(harmless(message))
        else:
            self.write(message)

    def write(self, line: str) -> None:
        if self._console:
            self._console.out(harmless(line))
        else:
            super().write(line)

    def end(self) -> None:
        if self._status:
            self._status.stop()
            self._status = None
        super().end()
