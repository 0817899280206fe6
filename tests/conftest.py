"""What holds for all tests: the algebra runs on one thread, as in the program, before NumPy is imported; what takes
minutes has its own command, and so has what says over again, at length, what shorter tests say; long files lead."""

from __future__ import annotations

import pytest

import app  # noqa: F401

OWN_COMMANDS = ("faults", "long")
FIRST = ("browser", "flows", "warehouse", "app")
"""Folders with files that take minutes. The quick ones are left for the end, so that no process waits for another."""


def pytest_sessionstart(session: pytest.Session) -> None:
    """In the processes of a whole run import spaCy as the program does, without torch: seconds for each of them."""
    if hasattr(session.config, "workerinput"):
        from flows.engine import import_spacy

        import_spacy()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked as having its own command, unless it is asked for; put the long files first."""
    not_asked_for = [marker for marker in OWN_COMMANDS if marker not in config.getoption("markexpr")]
    left_out = {item for item in items if any(item.get_closest_marker(marker) for marker in not_asked_for)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = sorted((item for item in items if item not in left_out), key=_place)


def _place(item: pytest.Item) -> int:
    folder = item.path.parent.name
    return FIRST.index(folder) if folder in FIRST else len(FIRST)
