"""Where a strict claim fails on a set without volume: constant arrays, and directions in which a function is a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import mpmath

from numeric_bridge.compiler.arithmetic import exactly
from numeric_bridge.spot_checks.interpreter import PRECISION, evaluate
from numeric_bridge.spot_checks.point import Trial
from symbolic.kernel.judgements import Sequent
from symbolic.kernel.terms import Derivative, Term
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.hypotheses import satisfies

ZERO = mpmath.mpf("1e-30")
"""Below this, what is calculated at 50 digits from numbers of order one is 0."""


def levelled(sequent: Sequent, points: Iterable[Assignment]) -> Iterator[Assignment]:
    """The points, each also with one array made constant, where the hypotheses allow it."""
    arrays = [name for name, axes in sequent.context.arrays if axes]
    for point in points:
        yield point
        for array in arrays:
            slots = [s for s in point.entries if s[0] == array]
            if len(slots) > 1:
                there = replace(point, entries={**point.entries, **dict.fromkeys(slots, point.entries[slots[0]])})
                if satisfies(sequent.context, there, Work()):
                    yield there


def flat_direction(term: Term, slots: list[Slot], point: Assignment) -> list[Any] | None:
    """A direction of length one in which the second derivative is 0 at the point, if there is one."""
    trial = Trial.of(point)
    rows = [[_second(term, a, b, trial, point.indices) for b in slots] for a in slots]
    with mpmath.workdps(PRECISION):
        values, vectors = mpmath.eigsy(mpmath.matrix(rows))
        lowest = min(range(len(slots)), key=lambda n: abs(values[n]))
        return [vectors[n, lowest] for n in range(len(slots))] if abs(values[lowest]) < ZERO else None


def _second(term: Term, a: Slot, b: Slot, trial: Trial, indices: dict[str, int]) -> Any:
    return evaluate(Derivative(Derivative(term, *a), *b), trial, indices)


def is_a_line(term: Term, slots: list[Slot], direction: list[Any], point: Assignment) -> bool:
    """Whether the function is half way the mean of its ends, one step to either side in the direction."""
    trial = Trial.of(point)

    def at(step: int) -> Any:
        moved = {s: exactly(trial.entries[s]) + step * v for s, v in zip(slots, direction, strict=True)}
        return evaluate(term, replace(trial, entries={**trial.entries, **moved}), point.indices)

    with mpmath.workdps(PRECISION):
        return bool(abs(at(1) + at(-1) - 2 * at(0)) < ZERO)
