"""Make a counterexample small: fewer rows, zeros, simpler numbers. Every step is certified again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from symbolic.kernel.judgements import Context, Convex, Sequent
from symbolic.search.refutation.assignment import Assignment, OutOfSteps, Slot, Work
from symbolic.search.refutation.certify import failure, violation
from symbolic.search.refutation.evaluation import PRECISIONS
from symbolic.search.refutation.failures import Counterexample
from symbolic.search.refutation.glance import Glance
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.intervals import Exact, Interval, Number, exact
from symbolic.search.refutation.setting import FAVOURITES
from symbolic.search.refutation.smooth import Polynomial


def shrink(sequent: Sequent, case: Counterexample, work: Work) -> Counterexample:
    """The smallest certified case that was reached before the budget ran out."""
    glance = Glance(sequent, work)
    try:
        before = violation(sequent, case, work)
        plain = before is not None and before.is_plain()
        changed = True
        while changed:
            changed = False
            for simpler in _ways(sequent, case):
                found = _first(sequent, simpler(case), glance, plain, work)
                if found is not None:
                    case, changed = found, True
    except OutOfSteps:
        pass
    return case


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


def _first(
    sequent: Sequent, proposals: Iterator[Counterexample], glance: Glance, plain: bool, work: Work
) -> Counterexample | None:
    """The first proposal that certifies; if both sides had a value, they still do."""
    precisions = PRECISIONS[:2]
    for case in proposals:
        if not satisfies(sequent.context, case.assignment, work, precisions=precisions) or glance.seems_to_hold(case):
            continue
        found = failure(sequent, case, work, precisions=precisions)
        if found is not None and (found.is_plain() or not plain):
            return case
    return None


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
