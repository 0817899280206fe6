"""Published copies of the warehouse. Readers open the newest and never meet the writer's lock.

Beside ``<db>`` lie ``<db>.snapshots/<number>.duckdb`` and ``<db>.current``, a symbolic link to the newest. A new
snapshot is copied, synced and then linked by one rename, so that a reader sees the old or the new one, whole. How it is
copied, see ``warehouse.copies``.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from warehouse import copies

KEPT = 3


class NoWarehouse(FileNotFoundError):
    """There is nothing to read yet; the message says how to make it."""


def folder(db: Path) -> Path:
    return db.with_name(db.name + ".snapshots")


def link(db: Path) -> Path:
    return db.with_name(db.name + ".current")


def published(db: Path) -> list[Path]:
    """The snapshots there are, the newest first; the linked one leads where it is there."""
    numbered = sorted((p for p in folder(db).glob("*.duckdb") if p.stem.isdigit()), key=lambda p: -int(p.stem))
    with contextlib.suppress(OSError):
        current = link(db).resolve(strict=True)
        numbered = [current, *(p for p in numbered if p.resolve() != current)]
    return numbered


def current(db: Path) -> Path:
    """The newest snapshot.

    Raises:
        NoWarehouse: none was published.
    """
    found = published(db)
    if found:
        return found[0]
    if db.exists():
        raise NoWarehouse(
            f"{db} has not been published yet: wait for the first run to end, or run `mawqif track` again"
        )
    raise NoWarehouse(f"there is no warehouse {db}: make one with `mawqif track PATH --db {db}` or `mawqif demo`")


def publish(db: Path) -> Path:
    """Copy the closed warehouse into a new snapshot, link it, drop all but the newest ``KEPT``."""
    place = folder(db)
    place.mkdir(parents=True, exist_ok=True)
    numbers = [int(p.stem) for p in place.glob("*.duckdb") if p.stem.isdigit()]
    target = place / f"{max(numbers, default=0) + 1:08d}.duckdb"
    part = target.with_suffix(".part")
    before = published(db)
    try:
        copies.copy(db, part, spares=before[:0:-1] if len(before) >= KEPT else ())
        _sync(part)
        os.replace(part, target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _point(link(db), target)
    _sync(place)
    for old in published(db)[KEPT:]:
        old.unlink(missing_ok=True)
    for left in place.glob("*.part"):
        left.unlink(missing_ok=True)
    return target


def _point(name: Path, target: Path) -> None:
    temporary = name.with_name(f"{name.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(os.path.relpath(target, name.parent))
    os.replace(temporary, name)


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
