"""A process that ends when the one that started it is gone, however that ended: also where it was killed.

python -m flows.parent NUMBER MODULE ARGUMENTS…

runs a module as ``python -m`` does, for as long as the process of that number lives and is its parent.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

GRACE_S = 30.0
"""Seconds from the request to end until the process is killed."""
_LOOK_EVERY_S = 0.5
SERVED_BY = "MAWQIF_SERVED_BY"
"""The variable in which `mawqif serve` gives its number to the processes of its runs."""


def end_with_parent(parent: int) -> None:
    """Watch from now on, in a thread: once ``parent`` is not the parent of this process any more, end this process."""
    threading.Thread(target=_watch, args=(parent,), name="watch-parent", daemon=True).start()


def end_with_serve() -> None:
    """The same for a run whose process `mawqif serve` started; those of Prefect's workers outlive them as ever."""
    parent = os.getppid()
    if os.environ.get(SERVED_BY) == str(parent):
        end_with_parent(parent)


def _watch(parent: int) -> None:
    # Asked again and again, since only Linux tells a child of it, and tells it of threads that end as well.
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run the module that the command line names."""
    parent, module = int(sys.argv[1]), sys.argv[2]
    end_with_parent(parent)
    sys.argv[:] = sys.argv[2:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
