"""One writer at a time: an advisory lock on a file beside the warehouse, freed by the system when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from pathlib import Path

_EVERY_S = 0.05


class WriterLock:
    """``flock`` on ``<db>.lock``. The file names the holder, for the message to those who wait."""

    def __init__(self, db: Path) -> None:
        self.path = db.with_name(db.name + ".lock")
        self._fd: int | None = None

    def acquire(self, timeout_s: float) -> None:
        """Take the lock.

        Raises:
            TimeoutError: another process still holds it after ``timeout_s``; the message names it.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        until = time.monotonic() + timeout_s
        while True:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    holder = self._holder()
                    os.close(fd)
                    raise TimeoutError(
                        f"{self.path} is held by process {holder}, which is writing to this warehouse; "
                        "wait for it to end, or give a longer lock_timeout_s in the settings"
                    ) from None
                time.sleep(_EVERY_S)
        os.ftruncate(fd, 0)
        os.pwrite(fd, str(os.getpid()).encode(), 0)
        self._fd = fd

    def release(self) -> None:
        if self._fd is not None:
            with contextlib.suppress(OSError):
                fcntl.flock(self._fd, fcntl.LOCK_UN)
            os.close(self._fd)
            self._fd = None

    def _holder(self) -> str:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return self.path.read_text().strip() or "unknown"
        return "unknown"
