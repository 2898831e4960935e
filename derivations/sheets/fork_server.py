"""The process that workers are forked from: with the engine imported and without threads, so a fork is quick and safe.

Python starts it with `python -c`, which looks for modules in the current folder first, even for those of its library.
That folder may be a stranger's, with a `signal.py` in it. So it is started with PYTHONSAFEPATH.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerContext

SAFE_PATH = "PYTHONSAFEPATH"
LATE_WORKER = "derivations.sheets.late_worker"


def started(preload: Sequence[str]) -> ForkServerContext:
    """The way to start workers; the modules are imported in the server, if it is not running yet.

    It is waited for here, with a process that does nothing: a run that is interrupted meanwhile leaves no worker that
    was half started.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", LATE_WORKER, *preload])
    with _safe_path():
        resource_tracker.ensure_running()  # which would unblock the signals that the server is to start with
    with _safe_path(), _uninterrupted():
        forkserver.ensure_running()
    ready = context.Process(target=int)
    ready.start()
    ready.join()
    return context


@contextmanager
def _safe_path() -> Iterator[None]:
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """The terminal does not interrupt what starts here: whoever started it ends it. An interrupt comes afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
