"""What might refute a matrix, convexity or a minimiser at a point. Floats propose, nothing here is believed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np

from symbolic.kernel.judgements import Context, Convex, Minimizer, PositiveForm, Semidefinite
from symbolic.search.refutation.assignment import Assignment, Slot, Work
from symbolic.search.refutation.differences import gradient, hessian
from symbolic.search.refutation.evaluation import Evaluator
from symbolic.search.refutation.failures import Counterexample, at_point, matrix_values
from symbolic.search.refutation.floats import NO_VALUE, Look, Plans
from symbolic.search.refutation.intervals import Exact, Interval, IsUndefined, NotDecided, approximate, exact
from symbolic.search.refutation.lines import QUICK

STEPS: tuple[Exact, ...] = (1, -1, 2, -2, Fraction(1, 2), 4, -4, Fraction(-1, 2), Fraction(1, 8), 10)
SMALL_STEPS: tuple[Exact, ...] = (1, Fraction(1, 2), Fraction(1, 8), Fraction(1, 32), Fraction(1, 256), 4)
TOLERANCE = 1e-6
CHORDS = 2
"""How many chords are laid along a simple direction."""
MOST_VARIABLES = 6
"""Hessians and gradients of more variables are not computed."""


def rounded(vector: list[float], denominator: int) -> tuple[Exact, ...]:
    """A direction scaled to largest component 1, in multiples of 1/denominator."""
    largest = max(map(abs, vector), default=0.0)
    if not 0 < largest < float("inf"):
        return ()
    return tuple(exact(Fraction(round(x / largest * denominator), denominator)) for x in vector)


def lowest_directions(matrix: list[list[float]]) -> Iterator[tuple[Exact, ...]]:
    """Rational vectors near the eigenvector of the smallest eigenvalue, unless that is clearly positive."""
    symmetric = np.array(matrix, dtype=float)
    if symmetric.size and np.isfinite(symmetric).all():
        values, vectors = np.linalg.eigh((symmetric + symmetric.T) / 2)
        if values[0] <= TOLERANCE * values[-1]:
            vector = [float(x) for x in vectors[:, 0]]
            yield from filter(any, dict.fromkeys(rounded(vector, denominator) for denominator in (1, 2, 10, 1000)))


def directions(judgement: Semidefinite, point: Assignment, work: Work) -> Iterator[Counterexample]:
    """The point without a direction (for symmetry), then along e_i, 1, e_i - e_j, and eigenvectors."""
    yield Counterexample(point)
    try:
        values = matrix_values(judgement.matrix, Evaluator(point, QUICK, work))
    except (IsUndefined, NotDecided):
        return
    n = len(values)
    floats = [[approximate(v) for v in row] for row in values]
    proposals: list[tuple[Exact, ...]] = [tuple(int(i == j) for j in range(n)) for i in range(n)]
    proposals.append((1,) * n)
    proposals += [tuple(int(k == i) - int(k == j) for k in range(n)) for i in range(n) for j in range(i)]
    proposals += lowest_directions(floats)
    margin = 0.0 if judgement.strict else -1e-30
    for direction in dict.fromkeys(proposals):
        v = np.array([float(x) for x in direction])
        if float(v @ np.array(floats) @ v) <= margin + 1e-12:
            yield Counterexample(point, direction=direction)


def forms(judgement: PositiveForm, point: Assignment, work: Work) -> Iterator[Counterexample]:
    """The point, and the point with other directions: unit vectors, their sums, and eigenvectors of the form."""
    yield Counterexample(point)
    slots = _variables(point, set(judgement.directions))
    n = len(slots)
    units: list[tuple[Exact, ...]] = [tuple(int(i == j) for j in range(n)) for i in range(n)]

    def along(direction: tuple[Exact, ...]) -> Assignment:
        return replace(point, entries={**point.entries, **dict(zip(slots, direction, strict=True))})

    def form(direction: tuple[Exact, ...]) -> float:
        return approximate(Evaluator(along(direction), QUICK, work).value(judgement.form))

    yield from (Counterexample(along(direction)) for direction in (*units, (1,) * n))
    if not 1 < n <= MOST_VARIABLES:
        return
    try:
        own = [form(u) for u in units]
        mixed = [[form(_plus(units[i], units[j])) for j in range(n)] for i in range(n)]
        matrix = [[(mixed[i][j] - own[i] - own[j]) / 2 for j in range(n)] for i in range(n)]
    except (IsUndefined, NotDecided):
        return
    for direction in lowest_directions(matrix):
        yield Counterexample(along(direction))


def _plus(a: tuple[Exact, ...], b: tuple[Exact, ...]) -> tuple[Exact, ...]:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _variables(point: Assignment, names: set[str]) -> list[Slot]:
    return [slot for slot in sorted(point.entries) if slot[0] in names]


def _moved(point: Assignment, slots: list[Slot], direction: tuple[Exact, ...], by: Exact) -> Assignment:
    entries = dict(point.entries)
    for slot, component in zip(slots, direction, strict=True):
        value = entries[slot]
        if not isinstance(value, Interval):
            entries[slot] = exact(Fraction(value + by * component))
    return replace(point, entries=entries)


def _simple_directions(n: int, stream: Random) -> list[tuple[Exact, ...]]:
    i, j = stream.randrange(n), stream.randrange(n)
    picked: list[tuple[Exact, ...]] = [tuple(int(k == i) for k in range(n))]
    if i != j:
        picked += [tuple(int(k == i) - int(k == j) for k in range(n)), tuple(int(k in (i, j)) for k in range(n))]
    picked.append(tuple(stream.choice((0, 1, -1, 2)) for _ in range(n)))
    return list(dict.fromkeys(d for d in picked if any(d)))


def chords(judgement: Convex, point: Assignment, stream: Random, plans: Plans) -> Iterator[Counterexample]:
    """Chords from the point along simple directions, and across a direction of negative curvature."""
    slots = _variables(point, set(judgement.variables))
    if not slots:
        return
    for direction in _simple_directions(len(slots), stream):
        for by in stream.sample(STEPS, CHORDS):
            yield Counterexample(point, _moved(point, slots, direction, by))
    if len(slots) <= MOST_VARIABLES:
        try:
            curvature = hessian(judgement.term, slots, Look(point), plans)
        except NO_VALUE:
            return
        for direction in lowest_directions(curvature):
            for by in SMALL_STEPS:
                start = _moved(point, slots, direction, -by)
                yield Counterexample(start, _moved(point, slots, direction, by))


def lower_points(
    context: Context, judgement: Minimizer, point: Assignment, stream: Random, plans: Plans
) -> Iterator[Counterexample]:
    """The point itself, and points beside the claimed minimiser: downhill, and along simple directions."""
    yield Counterexample(point)
    evaluator = Evaluator(point, QUICK, plans.work)
    try:
        claimed = at_point(context, judgement.point, evaluator)
    except (IsUndefined, NotDecided):
        return
    if claimed is None:
        return
    names = {array for array, _, _ in judgement.point}
    slots = [s for s in _variables(point, names) if s in claimed.assignment.entries]
    if not slots:
        return
    beside = replace(point, entries={**point.entries, **{s: _near(claimed, s) for s in slots}})
    proposals = _simple_directions(len(slots), stream)
    if len(slots) <= MOST_VARIABLES:
        with suppress(*NO_VALUE):
            downhill = rounded([-s for s in gradient(judgement.term, slots, Look(claimed.assignment), plans)], 10)
            proposals += [downhill] if any(downhill) else []
    for direction in reversed(proposals):
        for by in (*SMALL_STEPS, Fraction(-1, 8), -2):
            yield Counterexample(_moved(beside, slots, direction, by))


def _near(claimed: Evaluator, slot: Slot) -> Exact:
    value = claimed.assignment.entries[slot]
    return exact(Fraction(approximate(value)).limit_denominator(1000)) if isinstance(value, Interval) else value
