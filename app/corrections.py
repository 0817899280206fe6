"""What readers correct: written by a process of its own, so that the app itself only reads."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

log = logging.getLogger(__name__)

WAIT_S = 10.0
"""How long a correction waits for another writer before it says that the warehouse is busy."""
LONGEST_S = 300.0
"""How long linking anew and publishing may take."""
_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a correction. ``message`` tells why it was not made; the shifts are ids."""

    state: Literal["done", "refused", "busy", "closed", "failed"]
    message: str = ""
    correction_id: str = ""
    shifts_new: tuple[str, ...] = ()
    shifts_gone: tuple[str, ...] = ()


def writable(db: Path) -> bool:
    """Whether corrections can be kept here: published snapshots alone, or files of others, are for reading only."""
    return db.is_file() and os.access(db, os.W_OK) and os.access(db.parent, os.W_OK)


def make(db: Path, kind: str, subject: str, *, author: str, **said: Any) -> Answer:
    """Keep a correction. What may be ``said`` is in ``flows.corrector``: value, position, note, new_actor."""
    return _ask({"db": str(db), "kind": kind, "subject": subject, "author": author, **said})


def take_back(db: Path, correction_id: str, *, author: str) -> Answer:
    """Let a correction hold no longer."""
    return _ask({"db": str(db), "undo": correction_id, "author": author})


def _ask(request: dict[str, Any]) -> Answer:
    given = json.dumps({"lock_timeout_s": WAIT_S, **request}).encode()
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", "flows.corrector"]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=LONGEST_S, env={**os.environ, "PYTHONPATH": path}
        )
        return told(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return Answer("failed", f"took longer than {LONGEST_S:g} s")
    except ValueError:
        log.error("the correction failed: %s", done.stderr.decode("utf-8", "replace")[-2000:])
        return Answer("failed", done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:300])


def told(given: Mapping[str, Any]) -> Answer:
    """The answer that a process has given."""
    new, gone = (tuple(given.get(name, ())) for name in ("shifts_new", "shifts_gone"))
    return Answer(given["state"], given.get("message", ""), given.get("correction_id", ""), new, gone)
