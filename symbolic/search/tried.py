"""What a search has tried for one claim: nothing is tried twice, and nothing within itself.

A failure is remembered where it would come again: not if the steps ran out, nor if it failed for want of a claim that
was under way further up, and may be provable elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from symbolic.kernel.judgements import Sequent
from symbolic.kernel.theorem import Rejected, Theorem
from symbolic.search.effort import exhausted

NOWHERE = 10**9
"""Deeper than any claim that is under way."""


@dataclass(slots=True)
class Tried:
    """Claims with what became of them. `reached` is how far up the circles lead that ended an attempt."""

    proved: dict[Sequent, Theorem] = field(default_factory=dict)
    failed: dict[Sequent, Rejected] = field(default_factory=dict)
    under_way: dict[Sequent, int] = field(default_factory=dict)
    reached: int = NOWHERE

    def once(self, goal: Sequent, prove: Callable[[Sequent], Theorem]) -> Theorem:
        if goal in self.proved:
            return self.proved[goal]
        if goal in self.failed:
            raise self.failed[goal]
        if goal in self.under_way:
            self.reached = min(self.reached, self.under_way[goal])
            raise Rejected("it would follow only from itself")
        depth, before = len(self.under_way), self.reached
        self.under_way[goal], self.reached = depth, NOWHERE
        try:
            self.proved[goal] = found = prove(goal)
            return found
        except Rejected as reason:
            if self.reached >= depth and not exhausted():
                self.failed[goal] = reason.with_traceback(None)
            raise
        finally:
            del self.under_way[goal]
            self.reached = min(before, self.reached if self.reached < depth else NOWHERE)


_TRIED: ContextVar[Tried | None] = ContextVar("what was tried", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """What is tried inside is tried once."""
    token = _TRIED.set(_TRIED.get() or Tried())
    try:
        yield
    finally:
        _TRIED.reset(token)


def once(goal: Sequent, prove: Callable[[Sequent], Theorem]) -> Theorem:
    """What `prove` finds, or what it found before. Raises Rejected."""
    tried = _TRIED.get()
    return prove(goal) if tried is None else tried.once(goal, prove)
