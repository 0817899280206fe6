"""What holds for all tests: the algebra runs on one thread, as in the program, before NumPy is imported; what takes
minutes has its own command, and so has what says over again, at length, what shorter tests say."""

from __future__ import annotations

import pytest

import app  # noqa: F401

OWN_COMMANDS = ("faults", "long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked as having its own command, unless it is asked for."""
    not_asked_for = [marker for marker in OWN_COMMANDS if marker not in config.getoption("markexpr")]
    left_out = [item for item in items if any(item.get_closest_marker(marker) for marker in not_asked_for)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]
