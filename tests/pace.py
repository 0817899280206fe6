"""How fast the machine is that runs the tests: bounds on time are those of the one that they were set on."""

from __future__ import annotations

import time

_ADDITIONS = 2_000_000
_SECONDS = 0.14  # of processor time that they took there
_MOST = 4.0


def slowness() -> float:
    """How many times longer than there a fixed piece of work takes here and now; at least 1, and bounded."""
    return min(_MOST, max(1.0, sum(_work() for _ in range(3)) / 3 / _SECONDS))


def _work() -> float:
    started, total = time.process_time(), 0
    for number in range(_ADDITIONS):
        total += number
    return time.process_time() - started
