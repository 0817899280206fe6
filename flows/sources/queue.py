"""One polite queue for each host, over all processes of this machine that read for one warehouse."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

_LONGEST_WAIT = 120.0
"""A clock that went back, or a file of somebody else, must not stop a source for long."""


class HostQueue:
    """The moment from which a host may be asked again, in a file of its own under a lock."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.folder, self.clock = folder, clock

    @classmethod
    def beside(cls, db: Path) -> HostQueue:
        return cls(db.with_name(db.name + ".hosts"))

    def turn(self, host: str, pause: float) -> float:
        """Take the next turn at a host, ``pause`` seconds before the one behind it; the seconds to wait for it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(host.encode()).hexdigest()[:16]
        fd = os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            now = self.clock()
            mine = max(now, self._read(fd))
            if mine - now > _LONGEST_WAIT:
                mine = now
            os.ftruncate(fd, 0)
            os.pwrite(fd, f"{mine + pause:.3f}".encode(), 0)
            return mine - now
        finally:
            os.close(fd)

    @staticmethod
    def _read(fd: int) -> float:
        try:
            return float(os.pread(fd, 64, 0) or b"0")
        except ValueError:
            return 0.0
