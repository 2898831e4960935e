"""Examine many items on all cores, in order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_all_start_methods, get_context
from typing import TYPE_CHECKING

from derivations.cores import cores
from derivations.orphans import end_with

if TYPE_CHECKING:
    from derivations.catalog import Selection
    from derivations.result import Result

FEWEST = 8
"""Fewer items than this are examined here: starting workers would take longer."""

STOPS = {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}

_adopted: list[Selection] = []


def results(selections: Sequence[Selection]) -> Iterator[Result]:
    """The result of each selected item, as soon as it and those before it are there.

    Workers are forked, so that they know the questions; where that is not possible, or a worker dies, the rest is
    examined in this process.
    """
    work = [(number, item.id) for number, selection in enumerate(selections) for item in selection.items]
    jobs = min(cores(), len(work))
    done = 0
    if jobs > 1 and len(work) >= FEWEST and "fork" in get_all_start_methods():
        with ProcessPoolExecutor(jobs, get_context("fork"), _begin, (list(selections), os.getpid())) as pool:
            try:
                with _stopped_later():
                    futures = [pool.submit(_examine, item) for item in work]  # unlike `map`, none is cancelled
                for (number, id), future in zip(work, futures, strict=True):
                    selections[number].question.adopt(id, future.result())
                    yield selections[number].question.result(id)
                    done += 1
            except BrokenProcessPool:
                pass
            finally:
                _end_if_stopped(done < len(work))
    for number, id in work[done:]:
        yield selections[number].question.result(id)


@contextmanager
def _stopped_later() -> Iterator[None]:
    """A signal that stops this process waits: Python swallows what is raised in the middle of a fork."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_if_stopped(stopped: bool) -> None:
    """What the workers are at is of no use to a run that was stopped."""
    for worker in active_children() if stopped else ():
        worker.terminate()


def _begin(selections: list[Selection], master: int) -> None:
    """Leave a stop of the run to the master, whose end is the end of this process."""
    for stop in STOPS:
        signal.signal(stop, signal.SIG_IGN if stop == signal.SIGINT else signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    end_with(master)
    _adopted[:] = selections


def _examine(work: tuple[int, str]) -> tuple[object, ...]:
    number, id = work
    result = _adopted[number].question.result(id)
    return result.printed, result.correction, result.error
