"""Make a counterexample small: fewer rows, zeros, simpler numbers. Every step is certified again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from symbolic.kernel.judgements import Context, Convex, Sequent
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Slot, Work
from symbolic.search.refutation.certify import violation
from symbolic.search.refutation.evaluation import PRECISIONS
from symbolic.search.refutation.failures import Counterexample
from symbolic.search.refutation.intervals import Exact, Interval, Number, exact
from symbolic.search.refutation.setting import FAVOURITES
from symbolic.search.refutation.smooth import Polynomial


def shrink(sequent: Sequent, case: Counterexample, work: Work) -> Counterexample:
    """The smallest certified case that was reached before the budget ran out."""
    try:
        before = violation(sequent, case, work)
        plain = before is not None and before.is_plain()
        changed = True
        while changed:
            changed = False
            for smaller in (_fewer_rows, _simpler_functions, _simpler_values):
                found = _first(sequent, smaller(sequent, case), plain, work)
                while found is not None:
                    case, changed = found, True
                    found = _first(sequent, smaller(sequent, case), plain, work)
    except OutOfSteps:
        pass
    return case


def _first(sequent: Sequent, proposals: Iterator[Counterexample], plain: bool, work: Work) -> Counterexample | None:
    """The first proposal that certifies; if both sides had a value, they still do."""
    for case in proposals:
        found = violation(sequent, case, work, precisions=PRECISIONS[:2])
        if found is not None and (found.is_plain() or not plain):
            return case
    return None


def _both(case: Counterexample, change: Callable[[Assignment], Assignment]) -> Counterexample:
    return replace(case, assignment=change(case.assignment), other=None if case.other is None else change(case.other))


def _fewer_rows(sequent: Sequent, case: Counterexample) -> Iterator[Counterexample]:
    """Leave out one value of one size."""
    for size, low, _ in sequent.context.sizes:
        if case.direction:
            return
        for row in range(case.assignment.sizes[size], 0, -1):
            if case.assignment.sizes[size] > low:
                indices = [case.assignment.indices[n] for n, s in sequent.context.indices if s == size]
                if row not in indices:
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


def _simpler_values(sequent: Sequent, case: Counterexample) -> Iterator[Counterexample]:
    """One entry at a time; an entry that both ends of a chord share is changed in both."""
    for n, component in enumerate(case.direction):
        for value in _simpler(component):
            yield replace(case, direction=(*case.direction[:n], value, *case.direction[n + 1 :]))
    movable = set(sequent.judgement.variables) if isinstance(sequent.judgement, Convex) else set()
    for slot, current in case.assignment.entries.items():
        if isinstance(current, Interval):
            continue
        for value in _simpler(current):
            if case.other is None or slot[0] not in movable or case.other.entries[slot] == current:
                yield _both(case, partial(_set, slot, value))
            else:
                yield replace(case, assignment=_set(slot, value, case.assignment))
        if case.other is not None and slot[0] in movable:
            other = case.other.entries[slot]
            for value in [] if isinstance(other, Interval) else _simpler(other):
                yield replace(case, other=_set(slot, value, case.other))


def _set(slot: Slot, value: Exact, point: Assignment) -> Assignment:
    return replace(point, entries={**point.entries, slot: value})


def _simpler_functions(sequent: Sequent, case: Counterexample) -> Iterator[Counterexample]:
    """Drop a monomial, or make its coefficient 1."""
    for name, polynomial in case.assignment.functions.items():
        for n, (exponents, coefficient) in enumerate(polynomial.terms):
            around = polynomial.terms[:n], polynomial.terms[n + 1 :]
            yield _with_function(case, name, replace(polynomial, terms=(*around[0], *around[1])))
            if coefficient != 1:
                yield _with_function(case, name, replace(polynomial, terms=(*around[0], (exponents, 1), *around[1])))


def _with_function(case: Counterexample, name: str, polynomial: Polynomial) -> Counterexample:
    return _both(case, lambda point: replace(point, functions={**point.functions, name: polynomial}))
