"""Make a counterexample small: fewer rows, zeros, simpler numbers. What comes out has to be certified again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from symbolic.kernel.judgements import Context, Convex, Sequent
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Slot, Work
from symbolic.search.refutation.certify import failure
from symbolic.search.refutation.evaluation import PRECISIONS
from symbolic.search.refutation.failures import Counterexample
from symbolic.search.refutation.glance import Glance
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.intervals import Exact, Interval, Number, exact
from symbolic.search.refutation.pools import FAVOURITES
from symbolic.search.refutation.smooth import Polynomial


def shrunk(sequent: Sequent, case: Counterexample, plain: bool, work: Work) -> Iterator[Counterexample]:
    """The case made small by what floating point says; and, as that may be wrong, made small by exact steps alone.

    With `plain`, both sides keep their values.
    """
    quick = _Shrinking(sequent, plain, work.spare(work.steps))
    yield quick.shrunk(case)
    if quick.trusted:
        yield _Shrinking(sequent, plain, work, exactly=True).shrunk(case)


@dataclass(slots=True)
class _Shrinking:
    """One way down. `trusted` tells whether a step was taken that was not looked at exactly."""

    sequent: Sequent
    plain: bool
    work: Work
    exactly: bool = False
    trusted: bool = False
    glance: Glance = field(init=False)

    def __post_init__(self) -> None:
        self.glance = Glance(self.sequent, self.work)

    def shrunk(self, case: Counterexample) -> Counterexample:
        """The smallest case that was reached before nothing could be made simpler any more, or the budget ran out."""
        ways, unchanged = list[Way](), 0
        try:
            while True:
                before, ways = len(ways), list(_ways(self.sequent, case))
                unchanged = unchanged if len(ways) == before else 0
                for simpler in ways:
                    if unchanged == len(ways):
                        return case
                    found = self.first(simpler(case))
                    case, unchanged = (case, unchanged + 1) if found is None else (found, 0)
                if unchanged >= len(ways):
                    return case
        except OutOfSteps:
            return case

    def first(self, proposals: Iterator[Counterexample]) -> Counterexample | None:
        """The first proposal that fails; if both sides had a value, they still do."""
        precisions = PRECISIONS[:2]
        for case in proposals:
            if not satisfies(self.sequent.context, case.assignment, self.work, precisions=precisions):
                continue
            match self.glance.tells(case):
                case True:
                    continue
                case False if not self.exactly:
                    self.trusted = True
                    return case
            found = failure(self.sequent, case, self.work, precisions=precisions)
            if found is not None and (found.is_plain() or not self.plain):
                return case
        return None


Way: TypeAlias = Callable[[Counterexample], Iterator[Counterexample]]
"""Simpler ones of a case, in one respect."""


def _ways(sequent: Sequent, case: Counterexample) -> Iterator[Way]:
    """Fewer rows before all, since every number that is left costs; a way is taken up again only in the next round."""
    for name, low, _ in sequent.context.sizes:
        for _ in range(0 if case.direction else case.assignment.sizes[name] - low):
            yield partial(_fewer_rows, sequent, name)
    yield from (partial(_simpler_function, name) for name in case.assignment.functions)
    yield from (partial(_simpler_direction, n) for n in range(len(case.direction)))
    movable = set(sequent.judgement.variables) if isinstance(sequent.judgement, Convex) else set()
    for slot in case.assignment.entries:
        yield partial(_simpler_value, slot)
        if slot[0] in movable:
            yield partial(_simpler_ends, slot)


def _both(case: Counterexample, change: Callable[[Assignment], Assignment]) -> Counterexample:
    return replace(case, assignment=change(case.assignment), other=None if case.other is None else change(case.other))


def _fewer_rows(sequent: Sequent, size: str, case: Counterexample) -> Iterator[Counterexample]:
    """Leave out one value of one size."""
    low = next(low for name, low, _ in sequent.context.sizes if name == size)
    indices = [case.assignment.indices[n] for n, s in sequent.context.indices if s == size]
    for row in range(case.assignment.sizes[size], 0, -1):
        if case.assignment.sizes[size] > low and row not in indices:
            yield _both(case, partial(_without_row, sequent.context, size, row))


def _without_row(context: Context, size: str, row: int, point: Assignment) -> Assignment:
    def kept(position: tuple[int, ...], axes: tuple[str | int, ...]) -> tuple[int, ...] | None:
        if any(axis == size and at == row for at, axis in zip(position, axes, strict=False)):
            return None
        return tuple(at - (at > row) if axis == size else at for at, axis in zip(position, axes, strict=True))

    shapes = dict(context.arrays)
    entries: dict[Slot, Number] = {}
    for (array, position), value in point.entries.items():
        place = kept(position, shapes.get(array, ()))
        if place is not None:
            entries[array, place] = value
    labels: dict[tuple[str, tuple[int, ...]], int] = {}
    for name, arguments, target in context.labels:
        for (label, position), value in point.labels.items():
            place = kept(position, arguments) if label == name else None
            if place is not None:
                labels[name, place] = max(1, value - (value >= row)) if target == size else value
    indices = {n: at - (at > row) if dict(context.indices).get(n) == size else at for n, at in point.indices.items()}
    return Assignment({**point.sizes, size: point.sizes[size] - 1}, entries, indices, labels, point.functions)


def _simpler(value: Exact) -> list[Exact]:
    """Numbers that read more easily than `value`."""
    rank = FAVOURITES.index(value) if value in FAVOURITES else len(FAVOURITES)
    nearest = [] if value.denominator == 1 else [exact(round(value))]
    return [*FAVOURITES[: min(rank, 8)], *(n for n in nearest if n not in FAVOURITES[: min(rank, 8)])]


def _simpler_direction(n: int, case: Counterexample) -> Iterator[Counterexample]:
    for value in _simpler(case.direction[n]):
        yield replace(case, direction=(*case.direction[:n], value, *case.direction[n + 1 :]))


def _simpler_value(slot: Slot, case: Counterexample) -> Iterator[Counterexample]:
    """Another value of one entry, at both ends of a chord that share it."""
    current = case.assignment.entries.get(slot)
    if current is None or isinstance(current, Interval):
        return
    for value in _simpler(current):
        if case.other is None or case.other.entries[slot] == current:
            yield _both(case, partial(_set, slot, value))


def _simpler_ends(slot: Slot, case: Counterexample) -> Iterator[Counterexample]:
    """Another value of one entry at one end of a chord."""
    current = case.assignment.entries.get(slot)
    if current is None or case.other is None or isinstance(current, Interval):
        return
    other = case.other.entries[slot]
    if isinstance(other, Interval):
        return
    if other != current:
        yield from (replace(case, assignment=_set(slot, value, case.assignment)) for value in _simpler(current))
    yield from (replace(case, other=_set(slot, value, case.other)) for value in _simpler(other))


def _set(slot: Slot, value: Exact, point: Assignment) -> Assignment:
    return replace(point, entries={**point.entries, slot: value})


def _simpler_function(name: str, case: Counterexample) -> Iterator[Counterexample]:
    """Drop a monomial, or make its coefficient 1."""
    polynomial = case.assignment.functions[name]
    for n, (exponents, coefficient) in enumerate(polynomial.terms):
        around = polynomial.terms[:n], polynomial.terms[n + 1 :]
        yield _with_function(case, name, replace(polynomial, terms=(*around[0], *around[1])))
        if coefficient != 1:
            yield _with_function(case, name, replace(polynomial, terms=(*around[0], (exponents, 1), *around[1])))


def _with_function(case: Counterexample, name: str, polynomial: Polynomial) -> Counterexample:
    return _both(case, lambda point: replace(point, functions={**point.functions, name: polynomial}))
