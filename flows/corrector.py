"""One correction in a process of its own, for the app: JSON on standard input, JSON on standard output.

The pages only read. What they have to write goes through here, by ``flows.correct`` as ``mawqif correct`` does, so that
their process holds neither the writer's lock nor its memory.

A request has ``db``, ``author``, ``lock_timeout_s``, and ``undo`` (the id of a correction) or ``kind``, ``subject``,
``value``, ``position``, ``note`` and ``new_actor``. The answer has ``state``: ``done`` with ``correction_id``,
``shifts_new`` and ``shifts_gone``, or, with a ``message``, ``refused`` (it names what is not there), ``busy`` (another
process writes) or ``closed`` (the warehouse cannot be written).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from flows.correct import correct, undo
from warehouse.corrections import Correction, NoSuchThing
from warehouse.migrations import SchemaError

_SAID = ("kind", "subject", "author", "value", "position", "note")


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """What came of a request."""
    db = Path(request["db"])
    if not db.is_file():  # opening it would make an empty one
        return {"state": "closed", "message": f"there is no warehouse {db}"}
    try:
        return _done(db, request)
    except NoSuchThing as error:
        return {"state": "refused", "message": str(error)}
    except TimeoutError as error:
        return {"state": "busy", "message": str(error)}
    except (OSError, SchemaError, duckdb.Error) as error:
        return {"state": "closed", "message": " ".join(str(error).split())[:500]}


def _done(db: Path, request: Mapping[str, Any]) -> dict[str, Any]:
    # No topics are given: those of the warehouse hold, whatever the settings of this folder name.
    wait = float(request["lock_timeout_s"])
    if request.get("undo"):
        correction_id = request["undo"]
        report = undo(db, (), correction_id, author=request["author"], lock_timeout_s=wait)
    else:
        given: dict[str, Any] = {name: request.get(name) for name in _SAID}
        said = Correction(**given)
        correction_id, report = correct(db, (), said, lock_timeout_s=wait, new_actor=bool(request.get("new_actor")))
    return {
        "state": "done",
        "correction_id": correction_id,
        "shifts_new": report.shifts_new,
        "shifts_gone": report.shifts_gone,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(json.load(sys.stdin))) + "\n")
