"""Copies of a large file at little cost: by the file system where it can share blocks, else by what differs.

Of a warehouse of gigabytes a run changes little. An old snapshot, of which a new one is about to drive one out, is
taken for the new one: blocks that are as they were are left alone, only the others are written. It is first given
another name, and only if nobody reads it: DuckDB holds a lock on every file that it has open, against which ours is
tried.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import struct
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

LARGE = 64 << 20
"""Bytes from which on writing only what differs is worth reading two files."""
_BLOCK = 64 << 10
_BLOCKS_AT_ONCE = 16
_CLONE = 0x40049409  # FICLONE of linux/fs.h
_open_here: Counter[str] = Counter()
_counting = threading.Lock()


class Copied(NamedTuple):
    """How a copy was made (``clone``, ``differences`` or ``copy``), and how many bytes were written for it."""

    how: str
    written: int


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


def copy(source: Path, target: Path, spares: Sequence[Path] = ()) -> Copied:
    """Make ``target`` the same as ``source``, at the cost of the first of ``spares``, older copies of which one is not
    needed any more, that nobody reads."""
    if _cloned(source, target):
        return Copied("clone", 0)
    size = source.stat().st_size
    for spare in spares if size >= LARGE else ():
        written = None if _open_here[os.path.realpath(spare)] else _recycled(source, target, spare)
        if written is not None:
            return Copied("differences", written)
    shutil.copyfile(source, target)
    return Copied("copy", size)


def _cloned(source: Path, target: Path) -> bool:
    """Whether the file system could let both share their blocks."""
    with source.open("rb") as here, target.open("wb") as there:
        try:
            fcntl.ioctl(there.fileno(), _CLONE, here.fileno())
        except OSError:
            return False
    return True


def _recycled(source: Path, target: Path, spare: Path) -> int | None:
    """The bytes written to the spare copy, which then has become the target; None where somebody reads it."""
    with contextlib.ExitStack() as opened:
        try:
            there = opened.enter_context(spare.open("r+b", buffering=0)).fileno()
            _lock(there)
            os.replace(spare, target)
        except OSError:
            return None
        here = opened.enter_context(source.open("rb", buffering=0)).fileno()
        return _write_differences(here, there)


def _lock(fd: int) -> None:
    """Lock a file against everybody who has opened it otherwise, also in this process.

    Raises:
        OSError: somebody has it open, or the system knows no such locks.
    """
    if not hasattr(fcntl, "F_OFD_SETLK"):
        raise OSError("no locks of open files here")
    fcntl.fcntl(fd, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))


def _read_ahead(fd: int) -> None:
    """Tell the system that a file is read from its beginning to its end, where it takes advice."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_SEQUENTIAL)


def _write_differences(here: int, there: int) -> int:
    """Write the blocks of ``there`` that are not as in ``here``; how many bytes."""
    size, at, written = os.fstat(here).st_size, 0, 0
    for fd in (here, there):  # neither may be in memory
        _read_ahead(fd)
    new, old = bytearray(_BLOCK * _BLOCKS_AT_ONCE), bytearray(_BLOCK * _BLOCKS_AT_ONCE)
    while at < size:
        read, there_too = os.preadv(here, [new], at), os.preadv(there, [old], at)
        if not read:
            raise OSError(f"the warehouse became shorter while it was copied: {at} of {size} bytes")
        for first in range(0, read, _BLOCK) if read != there_too or new != old else ():
            end = min(first + _BLOCK, read)
            if end > there_too or new[first:end] != old[first:end]:
                written += os.pwrite(there, memoryview(new)[first:end], at + first)
        at += read
    os.ftruncate(there, size)
    return written
