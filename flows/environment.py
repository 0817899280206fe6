"""What must be set before Prefect is imported, and how its chatter stays off the streams of a command."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_CLI_COLORS": "false",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    # a server that is gone is waited for some seconds, not a minute with each call
    "PREFECT_CLIENT_MAX_RETRIES": "3",
    # who holds the one place of a source is known to a server that is started again, and the place of a killed run is
    # free after five minutes; kept in memory, it would be taken for ever, and every later run be cancelled
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
}


def prepare_prefect(fallback_home: Path | None = None, level: str = "CRITICAL") -> None:
    """Set Prefect's variables that are not set. Call it before the first ``import prefect`` of the process.

    Commands tell of errors in their own words, hence the quiet default of ``level``. Logs go to a server only where
    one is named. A home that cannot be written to is replaced by ``fallback_home`` (default: a new temporary folder),
    since the temporary server keeps its database there.
    """
    for name, value in {**DEFAULTS, "PREFECT_LOGGING_LEVEL": level}.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "true" if has_server() else "false")
    if "PREFECT_HOME" not in os.environ and not _writable(Path.home() / ".prefect"):
        os.environ["PREFECT_HOME"] = str(fallback_home or tempfile.mkdtemp(prefix="mawqif-prefect-"))


def has_server() -> bool:
    """Whether a running Prefect server is named."""
    return bool(os.environ.get("PREFECT_API_URL"))


def server_is_gone() -> bool:
    """Whether a Prefect server is named that does not answer: telling it anything would cost minutes of retries."""
    if not has_server():
        return False
    import httpx

    address = os.environ["PREFECT_API_URL"].rstrip("/")
    try:
        httpx.get(f"{address}/health", timeout=5, trust_env=False)
    except httpx.TransportError:
        return True
    return False


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
