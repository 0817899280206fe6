"""``mawqif`` in a process that finds ``news.example`` on this machine, as if it were public. All else stays guarded.

python faulty_web.py PORT COMMAND…
"""

from __future__ import annotations

import sys
from typing import Any

import httpcore

from flows.sources.guard import GuardedBackend

HOST = "news.example"


class Resolved(GuardedBackend):
    """Opens connections to that one host at a port of this machine."""

    port = 0

    def connect_tcp(self, host: str, port: int, *rest: Any, **more: Any) -> httpcore.NetworkStream:
        if host == HOST:
            return httpcore.SyncBackend.connect_tcp(self, "127.0.0.1", self.port, *rest, **more)
        return super().connect_tcp(host, port, *rest, **more)


if __name__ == "__main__":
    Resolved.port = int(sys.argv.pop(1))
    import flows.sources.guard as guard

    guard.GuardedBackend = Resolved  # type: ignore[misc]
    from app.cli import main

    main()
