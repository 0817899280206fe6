"""Copies of a large file at little cost: by the file system where it can share blocks, else by what differs.

Of a warehouse of gigabytes a run changes little. The oldest snapshot, which a new one is about to drive out, is taken
for the new one: blocks that are as they were are left alone, only the others are written. It is first given another
name, and only if nobody reads it: DuckDB holds a lock on every file that it has open, against which ours is tried.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LARGE = 64 << 20
"""Bytes from which on writing only what differs is worth reading two files."""
_BLOCK = 256 << 10
_BLOCKS_AT_ONCE = 32
_CLONE = 0x40049409  # FICLONE of linux/fs.h
_open_here: Counter[str] = Counter()
_counting = threading.Lock()


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Tell that this process has a file open: the system's locks tell of other processes only."""
    name = os.path.realpath(path)
    with _counting:
        _open_here[name] += 1
    try:
        yield
    finally:
        with _counting:
            _open_here[name] -= 1


def copy(source: Path, target: Path, spare: Path | None = None) -> str:
    """Make ``target`` the same as ``source``, at the cost of ``spare``, an older copy that is not needed any more.

    Returns:
        How: ``clone``, ``differences`` or ``copy``.
    """
    if _cloned(source, target):
        return "clone"
    large = source.stat().st_size >= LARGE
    free = large and spare is not None and not _open_here[os.path.realpath(spare)]
    if free and spare is not None and _recycled(source, target, spare):
        return "differences"
    shutil.copyfile(source, target)
    return "copy"


def _cloned(source: Path, target: Path) -> bool:
    """Whether the file system could let both share their blocks."""
    with source.open("rb") as here, target.open("wb") as there:
        try:
            fcntl.ioctl(there.fileno(), _CLONE, here.fileno())
        except OSError:
            return False
    return True


def _recycled(source: Path, target: Path, spare: Path) -> bool:
    """Whether nobody reads the spare copy, which then has become the target."""
    with contextlib.ExitStack() as opened:
        try:
            there = opened.enter_context(spare.open("r+b", buffering=0)).fileno()
            _lock(there)
            os.replace(spare, target)
        except OSError:
            return False
        here = opened.enter_context(source.open("rb", buffering=0)).fileno()
        _write_differences(here, there)
    return True


def _lock(fd: int) -> None:
    """Lock a file against everybody who has opened it otherwise, also in this process.

    Raises:
        OSError: somebody has it open, or the system knows no such locks.
    """
    if not hasattr(fcntl, "F_OFD_SETLK"):
        raise OSError("no locks of open files here")
    fcntl.fcntl(fd, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))


def _write_differences(here: int, there: int) -> None:
    size, at = os.fstat(here).st_size, 0
    new, old = bytearray(_BLOCK * _BLOCKS_AT_ONCE), bytearray(_BLOCK * _BLOCKS_AT_ONCE)
    while at < size:
        read, there_too = os.preadv(here, [new], at), os.preadv(there, [old], at)
        if not read:
            raise OSError(f"the warehouse became shorter while it was copied: {at} of {size} bytes")
        for first in range(0, read, _BLOCK) if read != there_too or new != old else ():
            end = min(first + _BLOCK, read)
            if end > there_too or new[first:end] != old[first:end]:
                os.pwrite(there, memoryview(new)[first:end], at + first)
        at += read
    os.ftruncate(there, size)
