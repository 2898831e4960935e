"""Tasks that wait for a process: the claims of a sheet stay together, since a process reads each sheet it is at.

A process goes on with its sheet, then takes one that no other is at, and only then helps another with what it is at.
"""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

from derivations.sheets.source import Source

T = TypeVar("T")


class Waiting(Generic[T]):
    """What is to be done for each sheet, in the order in which it came.

    >>> a, b = Source("a.claims"), Source("b.claims")
    >>> waiting = Waiting[str](processes=2)
    >>> for sheet, task in ((a, "a1"), (a, "a2"), (b, "b1"), (a, "a3"), (a, "a4")):
    ...     waiting.put(sheet, task)
    >>> [waiting.take(process) for process in (0, 1, 0, 1, 0)]
    ['a1', 'b1', 'a2', 'a3', 'a4']
    """

    def __init__(self, processes: int) -> None:
        self._tasks: dict[Source, deque[T]] = {}
        self._at: list[Source | None] = [None] * processes
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, sheet: Source, task: T) -> None:
        self._tasks.setdefault(sheet, deque()).append(task)
        self._count += 1

    def take(self, process: int) -> T:
        """What the process, counted from 0, does next. Raises StopIteration where nothing waits."""
        sheet = self._at[process]
        if sheet is None or sheet not in self._tasks:
            sheet = next((s for s in self._tasks if s not in self._at), None) or next(iter(self._tasks))
        self._at[process] = sheet
        tasks = self._tasks[sheet]
        task = tasks.popleft()
        if not tasks:
            del self._tasks[sheet]
        self._count -= 1
        return task
