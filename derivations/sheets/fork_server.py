"""The process that workers are forked from: with the engine imported and without threads, so a fork is quick and safe.

Python starts it with `python -c`, which looks for modules in the current folder first, even for those of its library.
That folder may be a stranger's, with a `signal.py` in it. So it is started with PYTHONSAFEPATH.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

SAFE_PATH = "PYTHONSAFEPATH"


def started(preload: Sequence[str]) -> ForkServerContext:
    """The way to start workers; the modules are imported in the server, if it is not running yet."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *preload])
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before
    return context
