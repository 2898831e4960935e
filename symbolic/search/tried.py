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
    """What became of claims: a proof, the reason why there is none, or for one under way how deeply it is nested.

    `reached` is how far up the circles lead that ended attempts since the innermost claim under way was begun.
    """

    known: dict[Sequent, Theorem | Rejected | int] = field(default_factory=dict)
    depth: int = 0
    reached: int = NOWHERE

    def once(self, goal: Sequent, prove: Callable[[Sequent], Theorem]) -> Theorem:
        match self.known.get(goal):
            case Theorem() as found:
                return found
            case Rejected() as reason:
                raise reason
            case int(depth):
                self.reached = min(self.reached, depth)
                raise Rejected("it would follow only from itself")
        return self._tried(goal, prove)

    def _tried(self, goal: Sequent, prove: Callable[[Sequent], Theorem]) -> Theorem:
        depth, before = self.depth, self.reached
        self.known[goal], self.depth, self.reached = depth, depth + 1, NOWHERE
        became: Theorem | Rejected | None = None
        try:
            became = prove(goal)
            return became
        except Rejected as reason:
            if self.reached >= depth and not exhausted():
                became = reason.with_traceback(None)
            raise
        finally:
            self.depth, self.reached = depth, min(before, self.reached if self.reached < depth else NOWHERE)
            if became is None:
                del self.known[goal]
            else:
                self.known[goal] = became


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
