"""What holds for all tests: the algebra runs on one thread, as in the program, before NumPy is imported."""

from __future__ import annotations

import app  # noqa: F401
