"""The effort of a search for a proof: its steps are counted, so that it ends, and at the same place everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from symbolic.kernel.theorem import Rejected

_LEFT: ContextVar[int | None] = ContextVar("steps left", default=None)


@contextmanager
def limited_to(steps: int) -> Iterator[None]:
    """What is searched for inside is given up after so many steps, those of an outer limit included."""
    outer = _LEFT.get()
    token = _LEFT.set(steps if outer is None else min(steps, outer))
    try:
        yield
    finally:
        spent = _LEFT.get()
        _LEFT.reset(token)
        if outer is not None and spent is not None:
            _LEFT.set(outer - (min(steps, outer) - spent))


def spend() -> None:
    """Count one step. Raises Rejected when none is left."""
    left = _LEFT.get()
    if left == 0:
        raise Rejected("no proof was found within the steps that a search may take")
    if left is not None:
        _LEFT.set(left - 1)


def left() -> int:
    """How many steps may still be taken, inside of a limit."""
    return _LEFT.get() or 0


def exhausted() -> bool:
    """Whether no step may be taken any more."""
    return _LEFT.get() == 0
