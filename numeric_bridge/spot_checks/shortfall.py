"""How far a claim that is no equality is from holding at a point: signs, definiteness, convexity, extrema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

import mpmath

from numeric_bridge.compiler.arithmetic import exactly
from numeric_bridge.spot_checks.flat_directions import ZERO, flat_direction, is_a_line
from numeric_bridge.spot_checks.interpreter import PRECISION, estimate, evaluate, one_sided
from numeric_bridge.spot_checks.point import Trial, positions
from numeric_bridge.spot_checks.unusable import Kink, Unusable
from symbolic.kernel.judgements import (
    Context,
    Convex,
    Matrix,
    Minimizer,
    NotDifferentiable,
    Point,
    Semidefinite,
    Sequent,
    Sign,
    Stationary,
)
from symbolic.kernel.terms import Derivative, Term
from symbolic.language.printing import text
from symbolic.search.refutation.assignment import Assignment, Work
from symbolic.search.refutation.evaluation import evaluate as enclose
from symbolic.search.refutation.hypotheses import satisfies
from symbolic.search.refutation.lines import rational

SAME = mpmath.mpf("1e-9")
STRIDE = mpmath.mpf(1) / 16
Shortfall = tuple[str, float, float, float, str]
"""What is compared, both sides, by how much the claim fails (0 if it does not), and how."""


def shortfalls(sequent: Sequent, point: Assignment) -> Iterator[Shortfall]:
    """What can be compared at one point."""
    trial = Trial.of(point)
    try:
        match sequent.judgement:
            case Sign(relation=relation, term=term):
                value = evaluate(term, trial, point.indices)
                zero = relation != ">=" and abs(value) < 1e-25 and enclose(term, point) == 0
                short = 1.0 if zero else float(max(0, -value)) if relation != "!=" else 0.0
                yield text(term), float(value), 0.0, short, f"claimed {relation} 0"
            case Semidefinite(matrix=matrix, strict=strict):
                yield from _eigenvalues(matrix, strict, trial, point)
            case Convex(term=term, variables=variables, strict=strict):
                yield from _chord(sequent.context, term, variables, point)
                if strict and not sequent.context.hypotheses:
                    yield from _line(term, variables, point)
            case Stationary(term=term, point=at):
                moved = _moved(sequent.context, at, trial, point)
                for array, names, _ in at:
                    for position in positions(moved.shape(_axes(sequent.context, array)) if names else ()):
                        slope = float(evaluate(Derivative(term, array, position), moved, point.indices))
                        yield text(term), slope, 0.0, abs(slope), f"the derivative by {array}{list(position) or ''}"
            case NotDifferentiable(term=term, variables=variables):
                yield from _no_slope(term, variables, trial, point)
            case Minimizer(term=term, point=at):
                yield from _lower_points(sequent.context, term, at, trial, point)
    except Unusable:
        return


def _axes(context: Context, array: str) -> tuple[str | int, ...]:
    return dict(context.arrays)[array]


def _no_slope(term: Term, variables: tuple[str, ...], trial: Trial, point: Assignment) -> Iterator[Shortfall]:
    """In one entry at least the one-sided slopes differ. Where no kink is near, there is a derivative."""
    smooth, slots = True, [s for s in point.entries if s[0] in variables]
    for array, position in slots:
        slope = Derivative(term, array, position)
        words = f"the slopes by {array}{list(position) or ''} from below and from above"
        try:
            estimate(slope, trial, point.indices)
            continue
        except Kink:
            below, above = one_sided(slope, trial, point.indices)
        if abs(below - above) > SAME:
            yield text(term), float(below), float(above), 0.0, words
            return
        smooth = False
    if slots and (smooth or len(slots) == 1):
        yield text(term), 0.0, 0.0, 1.0, "there is a derivative"


def _line(term: Term, variables: tuple[str, ...], point: Assignment) -> Iterator[Shortfall]:
    """There is no direction in which the function is a line."""
    slots = [s for s in point.entries if s[0] in variables]
    direction = flat_direction(term, slots, point)
    if direction is not None and is_a_line(term, slots, direction, point):
        along = ", ".join(f"{float(v):.6g}" for v in direction)
        yield text(term), 0.0, 0.0, 1.0, f"in the direction ({along}) it is a line"


def _eigenvalues(matrix: Matrix, strict: bool, trial: Trial, point: Assignment) -> Iterator[Shortfall]:
    """The matrix is symmetric and its smallest eigenvalue is not negative."""
    entry = matrix.entry
    if isinstance(entry, Term):
        n = range(1, trial.sizes[matrix.size] + 1)
        rows = [[evaluate(entry, trial, {**point.indices, matrix.row: r, matrix.column: c}) for c in n] for r in n]
    else:
        rows = [[evaluate(e, trial, point.indices) for e in row] for row in entry]
    for (r, row), c in product(enumerate(rows), range(len(rows))):
        yield f"[{r + 1}, {c + 1}]", float(row[c]), float(rows[c][r]), float(abs(row[c] - rows[c][r])), "symmetric"
    with mpmath.workdps(PRECISION):
        lowest = float(min(mpmath.eigsy(mpmath.matrix(rows), eigvals_only=True)))
    short = 1.0 if strict and lowest < ZERO else max(0.0, -lowest)
    yield (
        "the matrix",
        lowest,
        0.0,
        short,
        "its smallest eigenvalue, claimed > 0" if strict else "its smallest eigenvalue",
    )


def _chord(context: Context, term: Term, variables: tuple[str, ...], a: Assignment) -> Iterator[Shortfall]:
    """Half way to the point that has the variables' entries in reverse, the function lies below the chord."""
    slots = [s for s in a.entries if s[0] in variables]
    own = [rational(a, s) for s in slots]
    turned = [own[0] + 1] if len(own) == 1 else own[::-1]
    middle = [Fraction(u + v) / 2 for u, v in zip(own, turned, strict=True)]
    ends = [dict(zip(slots, values, strict=True)) for values in (own, turned, middle)]
    points = [replace(a, entries={**a.entries, **moved}) for moved in ends]
    if all(satisfies(context, p, Work()) for p in points):
        left, right, mean = (evaluate(term, Trial.of(p), a.indices) for p in points)
        over = float(max(0, mean - (left + right) / 2))
        yield (
            text(term),
            float(mean),
            float((left + right) / 2),
            over,
            "half way along a chord, and the mean of its ends",
        )


def _moved(context: Context, at: Point, trial: Trial, point: Assignment) -> Trial:
    """The trial with the arrays of a claimed point at their claimed values."""
    entries = dict(trial.entries)
    for array, names, term in at:
        for position in positions(trial.shape(_axes(context, array))):
            indices = {**point.indices, **dict(zip(names, position, strict=True))}
            entries[array, position] = evaluate(term, trial, indices)
    return replace(trial, entries=entries)


def _lower_points(context: Context, term: Term, at: Point, trial: Trial, point: Assignment) -> Iterator[Shortfall]:
    """At the trial's own point, and at steps in one entry, the function is not below its value at the claimed point."""
    claimed = _moved(context, at, trial, point)
    here = evaluate(term, claimed, point.indices)
    slots = [s for s in claimed.entries if s[0] in {array for array, _, _ in at}]
    steps = [(s, exactly(claimed.entries[s]) + step) for s in slots for step in (STRIDE, -STRIDE)]
    for entries in (trial.entries, *({**claimed.entries, s: v} for s, v in steps)):
        if not context.hypotheses or entries is trial.entries:
            there = evaluate(term, replace(trial, entries=entries), point.indices)
            short = float(max(0, here - there))
            yield text(term), float(here), float(there), short, "at the claimed minimiser, and at another point"
