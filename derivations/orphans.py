"""A process that works for another ends soon after it, should that be killed without a word."""

from __future__ import annotations

import os
from contextlib import suppress
from select import select
from threading import Thread
from time import sleep

ORPHANED = 78
"""Exit code of a process whose master is gone."""


def end_with(master: int) -> None:
    """End this process when the one with this id ends: without it there is no work."""
    Thread(target=_watch, args=(master,), daemon=True).start()


def _watch(master: int) -> None:
    with suppress(OSError):  # there is no such process any more
        if hasattr(os, "pidfd_open"):
            select([os.pidfd_open(master)], [], [])
        else:
            while True:
                os.kill(master, 0)
                sleep(1)
    os._exit(ORPHANED)
