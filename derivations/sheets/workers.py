"""Processes that read and decide, each of which can be killed without harm to what the others do."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from threading import RLock
from types import TracebackType
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

from derivations.sheets import fork_server, worker
from derivations.sheets.limits import Limits
from derivations.sheets.source import Source
from derivations.sheets.waiting import Waiting

Owner = TypeVar("Owner")
TASKS = 500
"""A process is replaced after as many: what it remembers does not count against a later claim."""

TRIES = 2
"""A process that ends may have been killed from outside: what it did is tried again."""

MANY = 4
"""Where more tasks wait for each process, it is given the next one before it is done with the last."""

MANY_TRIES = 10
"""A pool that breaks takes tasks with it that had no part in it."""

REPORT_IT = "please report it: this is a fault of the program"


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a task has no result. `crash` is an error of the program, anything else a limit."""

    reason: str
    help: str = ""
    seconds: float = 0.0
    crash: bool = False


@dataclass(slots=True)
class Task(Generic[Owner]):
    """Something to do for a sheet: to read it, or to decide the claim with this number."""

    source: Source
    number: int | None
    owner: Owner
    tries: int = 0
    ended: int = 0  # processes that ended while they worked on it, and not because others did
    future: Future[dict[str, Any]] | None = field(default=None, repr=False)


@dataclass(slots=True, eq=False)
class _Process:
    """One process with what it takes to replace it, and how many tasks it was given that are not done."""

    pool: ProcessPool | None = None  # which starts when there is something to do
    given: int = 0


class Workers:
    """Processes. `submit` calls `done(task)` in a thread of its own when the task has a result."""

    def __init__(self, jobs: int, limits: Limits, *, reader: str = "derivations.sheets.reader") -> None:
        self.jobs, self.limits = jobs, limits
        self._reader = reader
        self._lock = RLock()
        self._broken: list[ProcessPool] = []
        self._begin()

    def _begin(self) -> None:
        self._processes = [_Process() for _ in range(self.jobs)]
        self._waiting = Waiting[tuple[Task[Any], Callable[[Task[Any]], None]]](self.jobs)

    def submit(self, task: Task[Owner], done: Callable[[Task[Owner]], None]) -> None:
        """Have a task done in one of the processes."""
        task.tries += 1
        with self._lock:
            self._waiting.put(task.source, (task, done))
            self._give()

    def _give(self) -> None:
        """Give tasks to the processes that have none; while many wait, each has one more, so that it need not wait."""
        while waiting := len(self._waiting):
            number = min(range(self.jobs), key=lambda n: self._processes[n].given)
            process = self._processes[number]
            if process.given > (waiting > MANY * self.jobs):
                return
            task, done = self._waiting.take(number)
            process.given += 1
            task.future = self._scheduled(process, task)
            task.future.add_done_callback(partial(self._finished, process, task, done))

    def _finished(self, process: _Process, task: Task[Any], done: Callable[[Task[Any]], None], _: Any) -> None:
        with self._lock:
            process.given -= 1
            self._give()
        done(task)

    def _scheduled(self, process: _Process, task: Task[Any]) -> Future[dict[str, Any]]:
        work = worker.Work(task.source, task.number, self.limits, self._reader)
        if process.pool is not None:
            try:
                return process.pool.schedule(worker.do, (work,), timeout=self.limits.seconds)
            except RuntimeError:  # the pool broke: another takes its place
                self._broken.append(process.pool)
        context = fork_server.started(("derivations.sheets.worker", self._reader))
        process.pool = ProcessPool(1, TASKS, worker.prepare, (self.limits, os.getpid()), context)
        return process.pool.schedule(worker.do, (work,), timeout=self.limits.seconds)

    def result(self, task: Task[Any]) -> dict[str, Any] | Stopped | None:
        """The record that a finished task made, or why there is none; None where it is to be submitted again."""
        if task.future is None:
            raise ValueError("the task was not submitted")
        match task.future.exception():
            case None:
                return _told(task.future.result())
            case TimeoutError():
                reason, seconds = f"it took more than {self.limits.seconds:g} s", self.limits.seconds
                return Stopped(reason, "give it more with --time, or claim it in parts", seconds)
            case ProcessExpired(exitcode=worker.OUT_OF_MEMORY):
                reason = f"it took more than {self.limits.memory_text} of memory"
                return Stopped(reason, "give it more with --memory, or claim it in parts")
            case BrokenProcessPool() if task.tries < MANY_TRIES:
                return None
            case ProcessExpired() if task.ended + 1 < TRIES:
                task.ended += 1
                return None
            case ProcessExpired(exitcode=code):
                return Stopped(f"it ended the process that worked on it{_signal(code)}", "claim it in parts")
            case error:
                return Stopped(f"internal error: {error!r}", REPORT_IT, crash=True)

    def ask(self, task: Task[Any]) -> dict[str, Any] | Stopped:
        """Have a task done, and wait for it."""
        while True:
            done: SimpleQueue[Task[Any]] = SimpleQueue()
            self.submit(task, done.put)
            found = self.result(done.get())
            if found is not None:
                return found

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, at once."""
        with self._lock:
            pools = [*self._broken, *(process.pool for process in self._processes if process.pool)]
            self._broken.clear()
            self._begin()
        for pool in pools:
            pool.stop()  # type: ignore[no-untyped-call]
        for pool in pools:
            pool.join()


def _told(record: dict[str, Any]) -> dict[str, Any] | Stopped:
    match record:
        case {"stopped": "too deep"}:
            return Stopped("it is nested too deeply", "name parts of it with `let` and claim them one by one")
        case {"stopped": "crash", "why": crash}:
            return Stopped(f"internal error: {crash}", REPORT_IT, crash=True)
        case _:
            return record


def _signal(code: int) -> str:
    """` (SIGSEGV)`, for a process that a signal ended."""
    try:
        return f" ({signal.Signals(-code).name})"
    except ValueError:
        return ""
