"""What holds for all tests: the algebra runs on one thread, as in the program, before NumPy is imported; what takes
minutes has its own command."""

from __future__ import annotations

import pytest

import app  # noqa: F401


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked ``faults``, unless it is asked for."""
    if "faults" not in config.getoption("markexpr"):
        left_out = [item for item in items if item.get_closest_marker("faults")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("faults")]
